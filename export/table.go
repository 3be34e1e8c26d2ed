package export

import (
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// table writes rows for people: one line a row, columns aligned by the cells
// that a terminal gives each character. When a width is given no line is wider,
// unless its whole columns alone are: they are never cut, since half an ID is
// none. Of what they leave, the words that were said get half at least, and the
// names beside them share the rest.
type table struct {
	w     io.Writer
	show  []Show
	names []string
	rows  [][]string
	right []bool // numbers stand at the right
	width int
}

const (
	gap      = 2  // between two columns
	minFlex  = 12 // no column of words is made narrower than this
	minShown = 8  // nor one of names than this
)

func newTable(w io.Writer, h header, o Options) rowWriter {
	t := &table{w: w, show: h.show, width: o.Width}
	for i, n := range h.names {
		if h.show[i] != Hidden {
			t.names = append(t.names, strings.ToUpper(strings.ReplaceAll(n, "_", " ")))
		}
	}
	t.right = make([]bool, len(t.names))
	return t
}

func (t *table) row(cells []Cell) error {
	var row []string
	for i, c := range cells {
		if t.show[i] == Hidden {
			continue
		}
		t.right[len(row)] = c.kind.number()
		if c.missing {
			row = append(row, "–")
		} else {
			row = append(row, Line(c.plain()))
		}
	}
	t.rows = append(t.rows, row)
	return nil
}

func (t *table) close() error {
	widths := t.fit()
	var b strings.Builder
	for _, r := range append([][]string{t.names}, t.rows...) {
		t.line(&b, r, widths)
	}
	_, err := io.WriteString(t.w, b.String())
	return err
}

// fit returns the width of each column: its widest cell, made smaller where the
// line would not fit.
func (t *table) fit() []int {
	widths := make([]int, len(t.names))
	total := gap * (len(widths) - 1)
	for i := range widths {
		widths[i] = cells(t.names[i])
		for _, r := range t.rows {
			widths[i] = max(widths[i], cells(r[i]))
		}
		total += widths[i]
	}
	if t.width <= 0 {
		return widths
	}
	var names, words []int
	i, wide, all := 0, 0, 0 // the natural widths of names, and of names and words
	for _, s := range t.show {
		switch s {
		case Hidden:
			continue
		case Shown:
			names, wide, all = append(names, i), wide+widths[i], all+widths[i]
		case Flexible:
			words, all = append(words, i), all+widths[i]
		}
		i++
	}
	rest := t.width - (total - all)
	left := rest - shrink(widths, names, minShown, wide, max(rest/2, rest-(all-wide)))
	shrink(widths, words, minFlex, all-wide, left)
	return widths
}

// shrink takes from the widest of the columns named, none below least, until
// the total is at most limit, and returns the total reached.
func shrink(widths, columns []int, least, total, limit int) int {
	for total > limit {
		widest := -1
		for _, i := range columns {
			if widths[i] > least && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
		total--
	}
	return total
}

func (t *table) line(out *strings.Builder, row []string, widths []int) {
	pending := 0 // blanks owed, so that no line ends in any
	for i, s := range row {
		s = clip(s, widths[i])
		blank := widths[i] - cells(s)
		if t.right[i] {
			pending, blank = pending+blank, 0
		}
		out.WriteString(strings.Repeat(" ", pending))
		out.WriteString(s)
		pending = blank + gap
	}
	out.WriteByte('\n')
}

// cells returns how many cells of a terminal s takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// clip returns s cut to at most n cells, an ellipsis in place of what is left
// out.
func clip(s string, n int) string {
	if cells(s) <= n {
		return s
	}
	used := 0
	for i, r := range s {
		if used+runeCells(r) > n-1 {
			return s[:i] + "…"
		}
		used += runeCells(r)
	}
	return s
}
