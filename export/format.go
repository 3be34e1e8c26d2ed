package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Format is one way to write rows.
type Format struct {
	Name string
	For  string // whom it is for, in a few words
	open func(w io.Writer, h header, o Options) rowWriter
}

// formats is the table of formats: a new one is a file with its writer and a
// line here.
var formats = [...]Format{
	{"table", "people: as wide as the terminal", newTable},
	{"jsonl", "programs: one JSON object a line", newJSONLines},
	{"csv", "spreadsheets: RFC 4180 with a head line", newCSV},
}

// Formats returns every format, the default first.
func Formats() []Format { return append([]Format(nil), formats[:]...) }

// ParseFormat returns the format of that name.
func ParseFormat(name string) (Format, error) {
	names := make([]string, len(formats))
	for i, f := range formats {
		if f.Name == name {
			return f, nil
		}
		names[i] = f.Name
	}
	return Format{}, fmt.Errorf("format %q: want %s", name, strings.Join(names, ", "))
}

// Options are what a format may need to know about where its rows go.
type Options struct {
	Width int // columns of the terminal; 0 means that nothing needs to fit
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
	cellNumber
	cellList
)

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
}

// Write writes rows in format f.
func Write[R any](w io.Writer, f Format, columns []Column[R], rows []R, o Options) error {
	var h header
	for _, c := range columns {
		h.names = append(h.names, c.Name)
		h.show = append(h.show, c.Show)
	}
	buffered := bufio.NewWriter(w)
	out := f.open(buffered, h, o)
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
