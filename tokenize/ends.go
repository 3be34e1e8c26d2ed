package tokenize

import (
	"bytes"
	"fmt"
	"strings"
)

// Ends decides where sentences end: a logistic regression over the tokens
// around the place and the sentence so far. Its features are hashed into one
// table of weights; a nil *Ends says that none ends.
type Ends struct {
	weights []int8 // of each bucket
	header  string
}

const (
	endsFormat  = "sayso sentence ends 1"
	bucketBits  = 18
	maxFeatures = 64
)

// ReadEnds reads a model: lines of text, the first of which names the format,
// up to an empty one, then one signed byte for each of 65,536 buckets.
func ReadEnds(b []byte) (*Ends, error) {
	header, rest, ok := bytes.Cut(b, []byte("\n\n"))
	if first, _, _ := strings.Cut(string(header), "\n"); !ok || first != endsFormat {
		return nil, fmt.Errorf("sentence ends: want the format %q", endsFormat)
	}
	if len(rest) != 1<<bucketBits {
		return nil, fmt.Errorf("sentence ends: %d weights, want %d", len(rest), 1<<bucketBits)
	}
	e := &Ends{weights: make([]int8, len(rest)), header: string(header)}
	for i, x := range rest {
		e.weights[i] = int8(x)
	}
	return e, nil
}

// Bytes returns the model as ReadEnds reads it.
func (e *Ends) Bytes() []byte {
	b := append([]byte(e.header), "\n\n"...)
	for _, x := range e.weights {
		b = append(b, byte(x))
	}
	return b
}

// ends reports whether a sentence ends behind token i.
func (e *Ends) ends(c *context, i int) bool {
	if e == nil {
		return false
	}
	var buf [maxFeatures]uint32
	sum := 0
	for _, f := range c.features(i, buf[:0]) {
		sum += int(e.weights[f])
	}
	return sum > 0
}

// features appends to out the buckets of the features of the place behind token
// i, each of which is a template's number and the values it joins.
func (c *context) features(i int, out []uint32) []uint32 {
	const none = shape(1)
	s := func(k int) uint32 {
		if k < 0 || k >= len(c.shapes) {
			return uint32(none)
		}
		return uint32(c.shapes[k])
	}
	w := func(k int) uint32 {
		if k < 0 || k >= len(c.forms) {
			return uint32(none)
		}
		return c.forms[k]
	}
	add := func(values ...uint32) {
		h := uint32(len(out)+1) * 0x9e3779b1
		for _, v := range values {
			h ^= v
			h *= 0x85ebca6b
			h ^= h >> 15
		}
		out = append(out, h>>(32-bucketBits))
	}
	gap := c.gapKind(i)
	length := bin(i + 1 - c.first)
	lowers := bin(c.lowers)
	s0, s1, s2, p1, p2 := s(i), s(i+1), s(i+2), s(i-1), s(i-2)
	if i-1 < c.first {
		p1 = uint32(none)
	}
	if i-2 < c.first {
		p2 = uint32(none)
	}
	w0, w1, w2, v1 := w(i), w(i+1), w(i+2), w(i-1)
	joined := uint32(0) // what of the five tokens stands without a gap
	for k := i - 1; k <= i+1; k++ {
		joined <<= 1
		if k >= 0 && k+1 < len(c.tokens) && c.tokens[k].Span.End == c.tokens[k+1].Span.Start {
			joined |= 1
		}
	}
	open := uint32(min(c.brackets, 1)<<1 | c.quotes&1)

	add()
	add(gap, s0)
	add(gap, s1)
	add(gap, s0, s1)
	add(gap, s0, s1, joined)
	add(w0)
	add(w1)
	add(w0, s1)
	add(w0, s1, gap)
	add(w0, w1)
	add(s0, w1)
	add(s0, w1, w2)
	add(s0, w1, s2)
	add(v1, w0)
	add(v1, w0, s1)
	add(p1, w0, s1)
	add(v1, s0, s1)
	add(p1, s0, s1)
	add(p2, p1, s0, s1)
	add(p1, s0, s1, s2)
	add(p2, p1, s0, s1, s2)
	add(s0, s1, s2, s(i+3))
	add(s0, s1, length)
	add(s0, w1, length)
	add(w0, length)
	add(s0, s1, length, lowers)
	add(s0, s1, s2, lowers)
	add(open, s0, s1)
	add(open, gap, s0, w1)
	add(w(c.first), s0, s1)
	add(s(c.first), p1, s0, s1)
	add(uint32(c.tokens[i].Span.Len()), s0, s1)
	add(w1, w2)
	add(joined, p1, s0, s1, s2)
	add(c.lines)
	add(c.lines, gap, s0, s1)
	add(c.lines, s0, w1)
	add(c.lines, w0, s1)
	add(c.lines, s0, s1, length)
	add(c.lines, p1, s0, s1, s2)
	add(c.lines, s0, s1, length, lowers)
	return out
}

// gapKind is how the white space behind token i is written: none, one space,
// more, a line break.
func (c *context) gapKind(i int) uint32 {
	switch g := c.gap(i); {
	case g == "":
		return 2
	case strings.Contains(g, "\n"):
		return 3
	case g == " ":
		return 4
	}
	return 5
}

// bin puts a count into one of eight bins.
func bin(n int) uint32 {
	for b, top := range []int{0, 1, 2, 4, 8, 16, 32} {
		if n <= top {
			return uint32(b)
		}
	}
	return 7
}
