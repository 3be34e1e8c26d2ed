package record

import (
	"slices"
	"strings"

	"sayso"
)

// Standing says how a decision stands to the present reading of its article.
type Standing string

// The ways a decision can stand.
const (
	Kept     Standing = "kept"     // the very passage is read as a statement, at the very place
	Moved    Standing = "moved"    // the same words are, at another place or after the reading of them was settled otherwise
	Conflict Standing = "conflict" // a statement overlaps the passage but is not the same: a person must say
	Gone     Standing = "gone"     // no statement is read there, or the record has no such article
)

// Anchor finds the statement that t is about in d, among the decided and the
// undecided ones. It is the statement of the same cue and content, words and
// place (Kept) or the same words found again by what stands around them (Moved).
// A statement that merely overlaps the content is a Conflict: it is given as the
// candidate, and no decision is carried over to it unasked. ID is empty when there
// is none.
func Anchor(d *sayso.Document, t *Target) (id string, standing Standing) {
	cue, still, found := locateAll(d.Text, t.Cue)
	content, same, ok := locateAll(d.Text, t.Content)
	var nearest *sayso.Statement
	most := 0
	for _, list := range [][]sayso.Statement{d.Statements, d.Undecided} {
		for i := range list {
			st := &list[i]
			if found && ok && slices.Equal(st.Cue, cue) && slices.Equal(st.Content, content) {
				if still && same {
					return st.ID(d.ID), Kept
				}
				return st.ID(d.ID), Moved
			}
			if n := shared(st.Content, content); n > most {
				nearest, most = st, n
			}
		}
	}
	if nearest == nil {
		return "", Gone
	}
	return nearest.ID(d.ID), Conflict
}

// locateAll finds every passage in text. Those that are found are returned, in
// order; same says that all stand where they stood, all that none is missing.
func locateAll(text string, list []Quoted) (spans []sayso.Span, same, all bool) {
	same, all = true, true
	for _, q := range list {
		at, ok := Locate(text, q)
		if !ok {
			all = false
			continue
		}
		same = same && at == q.Span()
		spans = append(spans, at)
	}
	return spans, same, all
}

// Locate finds q in text: where it stood, when its words and those on one side of
// it are there still, else at the only place where the words and those on both
// sides are, or on one side, or the words at all. It is false when there is no such
// place, or there are several.
func Locate(text string, q Quoted) (sayso.Span, bool) {
	if q.Start >= 0 && int(q.End) <= len(text) && q.Start < q.End && q.Span().Of(text) == q.Exact && q.around(text, q.Start) > 0 {
		return q.Span(), true
	}
	if q.Exact == "" {
		return sayso.Span{}, false
	}
	var best []int32
	most := -1
	for from := 0; ; {
		i := strings.Index(text[from:], q.Exact)
		if i < 0 {
			break
		}
		at := int32(from + i)
		switch n := q.around(text, at); {
		case n > most:
			best, most = []int32{at}, n
		case n == most:
			best = append(best, at)
		}
		from += i + 1
	}
	if len(best) != 1 {
		return sayso.Span{}, false
	}
	return sayso.Span{Start: best[0], End: best[0] + int32(len(q.Exact))}, true
}

// around counts the sides on which the words beside the place at, where q.Exact
// stands in text, are those that q remembers.
func (q Quoted) around(text string, at int32) (sides int) {
	end := int(at) + len(q.Exact)
	if strings.HasSuffix(text[:at], q.Prefix) && (q.Prefix != "" || at == 0) {
		sides++
	}
	if strings.HasPrefix(text[end:], q.Suffix) && (q.Suffix != "" || end == len(text)) {
		sides++
	}
	return sides
}

// shared counts the bytes that two lists of spans have in common.
func shared(a, b []sayso.Span) (n int) {
	for _, x := range a {
		for _, y := range b {
			n += max(0, int(min(x.End, y.End)-max(x.Start, y.Start)))
		}
	}
	return n
}
