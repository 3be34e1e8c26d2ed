package export

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// csvWriter writes RFC 4180 with a head line, lines ended by "\n", in UTF-8
// without a byte order mark; a value that is not known is an empty cell and a
// list is joined by "; ".
//
// A spreadsheet runs a cell that begins like a formula, and the words of a
// report are a stranger's. So a cell of words that begins with = + - @, a tab
// or a line break (or the full-width form of one of the signs) gets an
// apostrophe before it, which a spreadsheet hides and another reader must take
// off. Numbers are the program's own and stay as they are.
type csvWriter struct {
	w     *csv.Writer
	cells []string
}

func newCSV(w io.Writer, h header, _ Options) rowWriter {
	c := &csvWriter{w: csv.NewWriter(w)}
	c.w.Write(h.names) // close reports the error
	return c
}

func (c *csvWriter) row(cells []Cell) error {
	c.cells = c.cells[:0]
	for _, cell := range cells {
		s := cell.plain()
		if !cell.kind.number() {
			s = guard(Text(s), s)
		}
		c.cells = append(c.cells, s)
	}
	return c.w.Write(c.cells)
}

func (c *csvWriter) close() error {
	c.w.Flush()
	return c.w.Error()
}

// guard puts an apostrophe before shown when it, or the words it was made from,
// begin as a formula can.
func guard(shown, words string) string {
	for _, s := range []string{shown, words} {
		if r, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
			return "'" + shown
		}
	}
	return shown
}
