package corpus

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// ReadNewswirePlaces reads the WorldWide newswire corpus (a token a line with
// its outer and inner tag, separated by tabs; an empty line behind a sentence;
// "# doc NAME" before a document) as texts with toponyms that have no places:
// what is tagged as a location in either layer, and those nationalities that
// demonym accepts in small letters. Each sentence is a line of the text. An error
// names the line.
func ReadNewswirePlaces(r io.Reader, demonym func(string) bool) ([]GeoDocument, error) {
	var docs []GeoDocument
	b := newswire{demonym: demonym}
	s := bufio.NewScanner(r)
	n := 0
	for s.Scan() {
		n++
		line := s.Text()
		if name, ok := strings.CutPrefix(line, "# doc "); ok {
			b.sentence()
			docs = b.flush(docs)
			b.doc.ID = strings.TrimSpace(name)
			continue
		}
		c := strings.Fields(line) // a few lines of the corpus have spaces for tabs
		if len(c) == 0 {
			b.sentence()
			continue
		}
		if len(c) < 2 {
			return nil, fmt.Errorf("line %d: %q, want a token, its tag and perhaps an inner tag", n, line)
		}
		row := newswireRow{form: c[0]}
		copy(row.tags[:], c[1:])
		b.rows = append(b.rows, row)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	b.sentence()
	return b.flush(docs), nil
}

type newswireRow struct {
	form string
	tags [2]string
}

// newswire puts one document together.
type newswire struct {
	demonym func(string) bool
	rows    []newswireRow
	doc     GeoDocument
	text    strings.Builder
	size    int // of text, in code points
}

func (b *newswire) flush(docs []GeoDocument) []GeoDocument {
	b.doc.Text = b.text.String()
	if b.doc.Text != "" {
		docs = append(docs, b.doc)
	}
	b.doc = GeoDocument{}
	b.text.Reset()
	b.size = 0
	return docs
}

// write appends s to the text.
func (b *newswire) write(s string) {
	b.text.WriteString(s)
	b.size += utf8.RuneCountInString(s)
}

// sentence appends the rows so far to the text and their toponyms to the
// document.
func (b *newswire) sentence() {
	if len(b.rows) == 0 {
		return
	}
	starts, ends := make([]int, len(b.rows)), make([]int, len(b.rows))
	for i, row := range b.rows {
		if i > 0 && spaced(b.rows[i-1].form, row.form) {
			b.write(" ")
		}
		starts[i] = b.size
		b.write(row.form)
		ends[i] = b.size
	}
	b.write("\n")
	var found [][2]int
	for layer := range 2 {
		found = b.tagged(found, layer)
	}
	// Of two that overlap the longer counts.
	slices.SortFunc(found, func(x, y [2]int) int { return cmp.Or(cmp.Compare(y[1]-y[0], x[1]-x[0]), cmp.Compare(x[0], y[0])) })
	taken := make([]bool, len(b.rows))
	from := len(b.doc.Toponyms)
	for _, f := range found {
		if slices.Contains(taken[f[0]:f[1]], true) {
			continue
		}
		for i := f[0]; i < f[1]; i++ {
			taken[i] = true
		}
		if strings.EqualFold(b.rows[f[0]].form, "the") && f[1] > f[0]+1 { // TR-News and LGL leave articles out
			f[0]++
		}
		b.doc.Toponyms = append(b.doc.Toponyms, Toponym{Start: starts[f[0]], End: ends[f[1]-1], Name: b.form(f)})
	}
	slices.SortFunc(b.doc.Toponyms[from:], func(x, y Toponym) int { return cmp.Compare(x.Start, y.Start) })
	b.rows = b.rows[:0]
}

// form returns the tokens [at[0], at[1]) with spaces between.
func (b *newswire) form(at [2]int) string {
	var words []string
	for _, row := range b.rows[at[0]:at[1]] {
		words = append(words, row.form)
	}
	return strings.Join(words, " ")
}

// tagged appends the ranges of rows that one layer of tags makes toponyms.
func (b *newswire) tagged(found [][2]int, layer int) [][2]int {
	for i := 0; i < len(b.rows); i++ {
		typ, ok := strings.CutPrefix(b.rows[i].tags[layer], "B-")
		if !ok {
			continue
		}
		end := i + 1
		for end < len(b.rows) && b.rows[end].tags[layer] == "I-"+typ {
			end++
		}
		at := [2]int{i, end}
		if typ == "Location" || typ == "NORP" && b.demonym(strings.ToLower(b.form(at))) {
			found = append(found, at)
		}
	}
	return found
}

// spaced reports whether a space stands between two tokens.
func spaced(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return !strings.ContainsRune("([-$“", last) && !strings.ContainsRune(".,;:!?)]-'’”%", first)
}
