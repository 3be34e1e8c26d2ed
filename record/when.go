package record

import (
	"strings"
	"unicode/utf8"

	"sayso"
)

// Figure is one figure with who claims it. Rows are by unit, then by value (the
// largest first), then as their articles are listed, then by place in the text.
type Figure struct {
	sayso.Figure
	Article   Article
	Ordinal   int     // its place in the document's layer, from 1
	Statement string  // ID of the innermost statement whose content holds it; empty in the outlet's own voice
	Speaker   Speaker // of that statement, without AsWritten and counts
	Source    string  // of that statement, as written
	Kind      sayso.Kind
	Words     string // of the figure
	Counted   string
	Before    string // the words before and after it, to the ends of its zone or a line's length
	After     string
}

// Place is one place of the gazetteer with how often it is named. Rows are by
// articles, most first, then by name, then by ID. The counts cover the articles
// that the query selects; when it sets Text, Speaker or Kind, a place counts only
// where a statement that matches them names it in its content.
type Place struct {
	GeoNameID int32
	Name      string
	Country   string
	Feature   string
	Lat, Lon  float32
	Named     int // times
	Articles  int
	In        int // statements whose contents name it
	Held      int // events that happen there, of those that the query selects
}

// Day is one period of a timeline, a day in most cases. Rows are latest first; a
// month or year stands after its days; statements with neither date and undated
// events are the last row, whose Date is empty.
type Day struct {
	Date string // ISO day, month or year
	Said int    // statements of which the text tells that they were made then
	Told int    // statements in reports published then, when they were made is open
	Held int    // events that happen then
}

// FoldFigure returns what a search for a figure looks in: its words, what it
// counts and its unit, folded as NameID folds names.
func FoldFigure(text string, f *sayso.Figure) string {
	return foldWords(strings.Join([]string{f.Span.Of(text), f.Counted.Of(text), f.Unit}, " "))
}

// contextWidth is how many bytes of the text a figure's row shows on either side.
const contextWidth = 120

// Around returns the words before and after a span of a zone, cut between words
// at about 120 bytes.
func Around(text string, zone, at sayso.Span) (before, after string) {
	from, to := max(zone.Start, at.Start-contextWidth), min(zone.End, at.End+contextWidth)
	for from < at.Start && !utf8.RuneStart(text[from]) { // where no word ends, a character does
		from++
	}
	for to > at.End && int(to) < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	before, after = text[from:at.Start], text[at.End:to]
	if from > zone.Start {
		if _, rest, ok := strings.Cut(before, " "); ok {
			before = "… " + rest
		}
	}
	if i := strings.LastIndexByte(after, ' '); to < zone.End && i >= 0 {
		after = after[:i] + " …"
	}
	return before, after
}
