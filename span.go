package sayso

import (
	"cmp"
)

// Span is the half-open byte range [Start, End) of Article.Text. Both ends lie
// on the first byte of a UTF-8 sequence, or at the end of the text.
type Span struct {
	Start, End int32
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return int(s.End - s.Start) }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the bytes of text that s covers. The span must lie inside text:
// spans of an Article that passed Document.Check always do.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// CompareSpans orders spans by start, then longer first, so that an enclosing
// span comes before what it encloses.
func CompareSpans(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

// Hull returns the smallest span that covers all of spans, and false when there
// are none.
func Hull(spans []Span) (Span, bool) {
	if len(spans) == 0 {
		return Span{}, false
	}
	h := spans[0]
	for _, s := range spans[1:] {
		h.Start, h.End = min(h.Start, s.Start), max(h.End, s.End)
	}
	return h, true
}

// Ref is a one-based index into a layer of a Document; zero refers to nothing.
type Ref[T any] int32

// At returns the element of layer that r refers to, and false when r refers to
// nothing or lies outside the layer.
func (r Ref[T]) At(layer []T) (T, bool) {
	if r <= 0 || int(r) > len(layer) {
		var zero T
		return zero, false
	}
	return layer[r-1], true
}

// RefTo returns the reference to the element at the zero-based index i.
func RefTo[T any](i int) Ref[T] { return Ref[T](i + 1) }
