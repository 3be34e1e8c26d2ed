package ner

import (
	"unicode"
	"unicode/utf8"

	"sayso"
	"sayso/perceptron"
)

// word is what the recogniser sees of a token.
type word struct {
	form, lower uint32    // fingerprints of the normal form, and of it in small letters
	class       [3]uint32 // word clusters, few to many
	prefix      [2]uint32 // of two and three letters
	suffix      [3]uint32 // of two, three and four letters
	shape       uint32
	pattern     uint32 // runs of capitals, small letters, digits and other marks
	tag         uint32 // fingerprint of XPOS
	list        uint64 // lists that a phrase with this word is on, see lists.mark
	entry       int32  // number of what the article says of it, 0 for nothing
	past        uint32 // what it was in the sentences before
	sure        bool   // is in no name
}

// Bits of word.shape.
const (
	shapeCapital  = 1 << iota // starts with a capital
	shapeCapitals             // has several letters, all of them capitals
	shapeInner                // has a capital behind a small letter
	shapeDigit
	shapeHyphen
	shapeStop
	shapeFirst // of the sentence or of what is quoted or said in it
	shapeOther // holds what is no ASCII letter, digit, hyphen or stop
	shapeMode  // how the sentence is capitalised, times its mode
)

// How a sentence is capitalised.
const (
	modeUsual = iota
	modeTitle // most words, as in a headline
	modeCapitals
	modeSmall // no word
)

// Bits of entry.around.
const (
	aroundSmall   = 1 << iota // the article also writes the word without a capital
	aroundCapital             // it has a capital inside a sentence
)

// look fills ws with the words of a sentence, all but around and past. buf is
// scratch space.
func (r *Recogniser) look(d *sayso.Document, s sayso.Sentence, ws []word, buf []byte) []byte {
	letters, capitals, all := 0, 0, 0
	first := true
	for i := range ws {
		tok := &d.Tokens[int(s.First)+i]
		form := tok.Span.Of(d.Text)
		buf = perceptron.Normal(buf[:0], form)
		n := len(buf)
		buf = append(buf, buf...)
		norm, lower := buf[:n], perceptron.Lower(buf[n:])
		w := &ws[i]
		*w = word{form: perceptron.Hash(norm), lower: perceptron.Hash(lower), tag: perceptron.Hash(tok.XPOS)}
		w.shape, w.pattern = shape(form)
		if first {
			w.shape |= shapeFirst
		}
		switch c := norm[0]; {
		case w.shape&shapeCapital != 0, c >= 'a' && c <= 'z', c >= 0x80 && isLetter(form):
			first = false
			if len(form) > 3 || w.shape&shapeCapital != 0 {
				letters++
				if w.shape&shapeCapital != 0 {
					capitals++
				}
				if w.shape&shapeCapitals != 0 {
					all++
				}
			}
		case c == '.' || c == '!' || c == '?' || c == ':' || c == '"' || c == '`' || c == '\'' && n == 1:
			first = true
		case c == '0':
			first = false
		}
		for k, c := range r.clusters.Of(norm, lower) {
			w.class[k] = uint32(c)
		}
		for k := range w.prefix {
			w.prefix[k] = perceptron.Hash(lower[:min(n, k+2)])
		}
		for k := range w.suffix {
			w.suffix[k] = perceptron.Hash(lower[max(0, n-k-2):])
		}
		w.sure = w.shape&(shapeCapital|shapeInner) == 0 && r.small[w.lower]
	}
	mode := uint32(modeUsual)
	switch {
	case capitals == 0:
		mode = modeSmall
	case letters > 3 && 10*all >= 8*letters:
		mode = modeCapitals
	case letters > 3 && 10*capitals >= 7*letters:
		mode = modeTitle
	}
	for i := range ws {
		ws[i].shape += mode * shapeMode
	}
	r.lists.mark(ws)
	return buf
}

func isLetter(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c)
}

// shape returns the bits of a word's shape and the fingerprint of its pattern.
func shape(form string) (bits, pattern uint32) {
	capitals, letters := 0, 0
	small := false
	var run [12]byte
	runs := run[:0]
	for i, c := range form {
		kind := byte('-')
		switch {
		case c >= 'a' && c <= 'z' || c >= 0x80 && unicode.IsLower(c):
			kind, small = 'x', true
			letters++
		case c >= 'A' && c <= 'Z' || c >= 0x80 && unicode.IsUpper(c):
			kind = 'X'
			letters++
			capitals++
			if i == 0 {
				bits |= shapeCapital
			} else if small {
				bits |= shapeInner
			}
		case c >= '0' && c <= '9':
			kind = '0'
			bits |= shapeDigit
		case c == '-' || c == '‐' || c == '‑':
			bits |= shapeHyphen
		case c == '.':
			kind = '.'
			bits |= shapeStop
		default:
			bits |= shapeOther
		}
		if len(runs) < len(run) && (len(runs) == 0 || runs[len(runs)-1] != kind) {
			runs = append(runs, kind)
		}
	}
	if capitals > 1 && capitals == letters {
		bits |= shapeCapitals
	}
	return bits, perceptron.Hash(runs)
}
