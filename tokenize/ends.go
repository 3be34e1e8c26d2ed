package tokenize

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// Ends decides where sentences end: a logistic regression over the tokens
// around the place and the sentence so far. Its features are hashed into one
// table of weights. A nil *Ends, for a language without a model, ends sentences
// behind every stop that stands alone and every mark of question or exclamation,
// unless a word in lower case follows.
type Ends struct {
	weights []int8 // of each bucket
	header  string
}

const (
	endsFormat  = "sayso sentence ends 1"
	bucketBits  = 21
	maxFeatures = 80
)

// ReadEnds reads a model: lines of text, the first of which names the format,
// up to an empty one; then, for each bucket that has a weight, how many buckets
// further on it lies than the one before (a varint, as encoding/binary has it)
// and the weight, one signed byte.
func ReadEnds(b []byte) (*Ends, error) {
	header, rest, ok := bytes.Cut(b, []byte("\n\n"))
	if first, _, _ := strings.Cut(string(header), "\n"); !ok || first != endsFormat {
		return nil, fmt.Errorf("sentence ends: want the format %q", endsFormat)
	}
	e := &Ends{weights: make([]int8, 1<<bucketBits), header: string(header)}
	at := uint64(0)
	for size := len(rest); len(rest) > 0; {
		step, n := binary.Uvarint(rest)
		if n <= 0 || n >= len(rest) || step > 1<<bucketBits || at+step >= 1<<bucketBits {
			return nil, fmt.Errorf("sentence ends: damaged at byte %d of the weights", size-len(rest))
		}
		at += step
		e.weights[at] = int8(rest[n])
		rest = rest[n+1:]
	}
	return e, nil
}

// Bytes returns the model as ReadEnds reads it.
func (e *Ends) Bytes() []byte {
	b := append([]byte(e.header), "\n\n"...)
	at := 0
	for f, x := range e.weights {
		if x != 0 {
			b = append(binary.AppendUvarint(b, uint64(f-at)), byte(x))
			at = f
		}
	}
	return b
}

// ends reports whether a sentence ends behind token i.
func (e *Ends) ends(c *surroundings, i int) bool {
	if e == nil {
		return c.shapes[i+1] != shapeLower && c.stopped(i)
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
func (c *surroundings) features(i int, out []uint32) []uint32 {
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
	before, behind := c.capitals(i, -1), c.capitals(i+1, 1)
	x0, x1 := c.suffix(i), c.suffix(i+1)
	add(before, behind, s0, s1)
	add(before, behind, s0, s1, lowers)
	add(before, w1)
	add(behind, w0)
	add(behind, w1, s0)
	add(x0, s1, gap)
	add(x1, s0, s1)
	add(x0, x1, s0, s1)
	add(w(i-2), v1, s0, s1)
	add(v1, w0, w1)
	add(w0, w1, w2)
	add(w(i-2), s0, s1)
	add(s0, s1, w2)
	add(s0, s1, w(i+3))
	title := uint32(0) // 1 in the first sentence of the text
	if c.first == 0 {
		title = 1
	}
	add(title, c.lines)
	add(title, c.lines, s0, s1)
	add(title, c.lines, s0, s1, length)
	add(title, c.lines, s0, s1, lowers)
	add(title, before, s0, w1)
	add(title, before, behind, s0, s1)
	size := bin(len(c.tokens) / 16)
	add(size, c.lines)
	add(size, c.lines, s0, s1)
	add(size, c.lines, s0, s1, length)
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
func (c *surroundings) gapKind(i int) uint32 {
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

// capitals returns how many of the tokens from k on, in direction step, begin
// with a capital or a digit: four at most.
func (c *surroundings) capitals(k, step int) uint32 {
	n := uint32(0)
	for ; n < 4 && k >= 0 && k < len(c.shapes); k += step {
		switch c.shapes[k] {
		case shapeCapital, shapeUpper, shapeLetter, shapeStopped, shapeNumber:
			n++
		default:
			return n
		}
	}
	return n
}

// suffix hashes the last three bytes of token k.
func (c *surroundings) suffix(k int) uint32 {
	s := c.tokens[k].Span.Of(c.text)
	return formOf(s[max(0, len(s)-3):])
}
