package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"sayso/record"
)

// Format is one way to write rows, or statements with the report they stand in.
type Format struct {
	Name string
	For  string // whom it is for, in a few words
	Ext  string // of a file's name: ".csv"
	MIME string
	// Binary says that a terminal cannot show it.
	Binary bool

	rows       func(w io.Writer, h header, o Options) rowWriter // nil where it takes statements alone
	statements func(w io.Writer, o Options) statementWriter     // nil where statements are rows like others
	parts      record.Parts                                     // what statements needs of a match
	fits       func(names []string) bool                        // which columns rows takes; nil for any
}

// formats is the table of formats: a new one is a file with its writer and a
// line here.
var formats = [...]Format{
	{Name: "table", For: "people: as wide as the terminal", Ext: ".txt", MIME: "text/plain; charset=utf-8", rows: newTable},
	{Name: "jsonl", For: "programs: one JSON object a line", Ext: ".jsonl", MIME: "application/jsonl; charset=utf-8", rows: newJSONLines},
	{Name: "csv", For: "spreadsheets: RFC 4180 with a head line", Ext: ".csv", MIME: "text/csv; charset=utf-8; header=present", rows: newCSV},
	{Name: "parquet", For: "data frames: Apache Parquet", Ext: ".parquet", MIME: "application/vnd.apache.parquet", Binary: true, rows: newParquet},
	{Name: "jsonld", For: "the web of data: JSON-LD of schema.org", Ext: ".jsonld", MIME: "application/ld+json", statements: newJSONLD},
	{Name: "annotations", For: "annotation tools: W3C Web Annotations", Ext: ".jsonld", MIME: `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`,
		statements: newAnnotations, parts: record.Parts{Document: true}},
	{Name: "geojson", For: "maps: RFC 7946", Ext: ".geojson", MIME: "application/geo+json", rows: newGeoRows, fits: hasPoint,
		statements: newGeoJSON, parts: record.Parts{Document: true}},
	{Name: "ics", For: "calendars: iCalendar, RFC 5545", Ext: ".ics", MIME: "text/calendar; charset=utf-8",
		statements: newCalendar, parts: record.Parts{Document: true}},
	{Name: "atom", For: "feed readers: Atom, RFC 4287", Ext: ".atom", MIME: "application/atom+xml; charset=utf-8",
		statements: newAtom, parts: record.Parts{Document: true}},
	{Name: "md", For: "writers: Markdown, a list of citations", Ext: ".md", MIME: "text/markdown; charset=utf-8",
		statements: newMarkdown, parts: record.Parts{Document: true}},
	{Name: "bib", For: "LaTeX: BibTeX", Ext: ".bib", MIME: "application/x-bibtex; charset=utf-8",
		statements: newBibTeX, parts: record.Parts{Document: true}},
	{Name: "csl", For: "reference managers: CSL-JSON", Ext: ".json", MIME: "application/vnd.citationstyles.csl+json",
		statements: newCSL, parts: record.Parts{Document: true}},
	{Name: "pack", For: "whoever must check it: an evidence pack with its verifier", Ext: ".zip", MIME: "application/zip", Binary: true,
		statements: newPack, parts: record.Parts{Document: true, Original: true}},
}

// Formats returns every format, the one for people first. Statements can be
// written in each of them.
func Formats() []Format { return append([]Format(nil), formats[:]...) }

// FormatsOf returns the formats that rows of those columns can be written in.
func FormatsOf[R any](columns []Column[R]) []Format {
	var fit []Format
	for _, f := range formats {
		if f.takes(headerOf(columns)) {
			fit = append(fit, f)
		}
	}
	return fit
}

func (f Format) takes(h header) bool { return f.rows != nil && (f.fits == nil || f.fits(h.names)) }

// ParseFormat returns the format of that name.
func ParseFormat(name string) (Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("format %q: want %s", name, FormatNames(formats[:]))
}

// FormatNames lists the names of formats.
func FormatNames(among []Format) string {
	names := make([]string, len(among))
	for i, f := range among {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// Options are what a format may need to know about where its rows go.
type Options struct {
	Width   int          // columns of the terminal; 0 means that nothing needs to fit
	Query   record.Query // what was asked for, which some formats state
	Self    string       // address at which the export itself can be had again, empty when there is none
	Program Program      // what an evidence pack tells of the program

}

// rowWriter writes rows of one format. Nothing is complete before close, which
// does not close the writer beneath.
type rowWriter interface {
	row(cells []Cell) error
	close() error
}

// Cell is one value of a row.
type Cell struct {
	text    string   // words, or a number as JSON writes it
	list    []string // of a list
	kind    cellKind
	missing bool // null: not known, which differs from empty
}

type cellKind uint8

const (
	cellWords cellKind = iota
	cellInt
	cellKnownInt // an integer or null
	cellFloat
	cellList
)

func (k cellKind) number() bool { return k == cellInt || k == cellKnownInt || k == cellFloat }

// plain returns the value as one string, a list joined by "; ".
func (c Cell) plain() string {
	if c.kind == cellList {
		return strings.Join(c.list, "; ")
	}
	return c.text
}

// Column is one column of rows of type R.
type Column[R any] struct {
	Name string
	// Show says whether a table for people has the column: other formats have
	// every column.
	Show Show
	Of   func(R) Cell
}

// Show is a column's part in a table for people.
type Show uint8

// The parts a column can have in a table.
const (
	Hidden   Show = iota
	Whole         // never cut: IDs, dates, kinds, numbers
	Shown         // names, which may be cut short
	Flexible      // what the table is read for: takes the width that the others leave
)

// header is what a format needs to know of the columns, whatever the row type.
type header struct {
	names []string
	show  []Show
	kinds []cellKind
}

// headerOf describes columns. A column has cells of one kind, which that of a
// row without anything in it tells.
func headerOf[R any](columns []Column[R]) (h header) {
	var none R
	for _, c := range columns {
		h.names = append(h.names, c.Name)
		h.show = append(h.show, c.Show)
		h.kinds = append(h.kinds, c.Of(none).kind)
	}
	return h
}

// Write writes rows in format f. One that is not of FormatsOf(columns) is an
// error before anything is written.
func Write[R any](w io.Writer, f Format, columns []Column[R], rows []R, o Options) error {
	h := headerOf(columns)
	if !f.takes(h) {
		return fmt.Errorf("format %s cannot hold these rows: want %s", f.Name, FormatNames(FormatsOf(columns)))
	}
	buffered := bufio.NewWriter(w)
	out := f.rows(buffered, h, o)
	cells := make([]Cell, len(columns))
	for _, r := range rows {
		for i, c := range columns {
			cells[i] = c.Of(r)
		}
		if err := out.row(cells); err != nil {
			return err
		}
	}
	if err := out.close(); err != nil {
		return err
	}
	return buffered.Flush()
}
