package pos

import (
	"sayso"
	"sayso/perceptron"
)

// word is what the tagger sees of a token.
type word struct {
	form, lower uint32    // fingerprints of the normal form, and of it in small letters
	class       [3]uint32 // word clusters, few to many
	suffix      [4]uint32 // of one to four letters
	prefix      [3]uint32 // of one to three letters
	shape       uint32
	usual       uint32 // one-based XPOS that the dictionary has for it, 0 for an unknown word
	sure        bool   // the dictionary has no other
}

// Bits of word.shape.
const (
	shapeCapital = 1 << iota // starts with a capital
	shapeCapitals
	shapeDigit
	shapeHyphen
	shapeFirst // of the sentence
	shapeOther // holds what is no letter, digit or hyphen
	shapeQuoteOpen
	shapeQuoteClose
)

// look fills ws with the words of a sentence. buf is scratch space.
func (t *Tagger) look(d *sayso.Document, s sayso.Sentence, ws []word, buf []byte) []byte {
	for i := range ws {
		form := d.Tokens[int(s.First)+i].Span.Of(d.Text)
		buf = perceptron.Normal(buf[:0], form)
		n := len(buf)
		buf = append(buf, buf...)
		norm, lower := buf[:n], perceptron.Lower(buf[n:])
		w := &ws[i]
		*w = word{form: perceptron.Hash(norm), lower: perceptron.Hash(lower), shape: shape(form, norm)}
		if i == 0 {
			w.shape |= shapeFirst
		}
		for k, c := range t.clusters.Of(norm, lower) {
			w.class[k] = uint32(c)
		}
		for k := range w.suffix {
			w.suffix[k] = perceptron.Hash(lower[max(0, n-k-1):])
		}
		for k := range w.prefix {
			w.prefix[k] = perceptron.Hash(lower[:min(n, k+1)])
		}
		if e, ok := t.dictionary[w.form]; ok {
			w.usual, w.sure = uint32(e.tag)+1, e.sure
		}
	}
	return buf
}

func shape(form string, norm []byte) uint32 {
	s, capitals := uint32(0), 0
	for i, b := range norm {
		switch {
		case b >= 'A' && b <= 'Z':
			capitals++
			if i == 0 {
				s |= shapeCapital
			}
		case b == '0':
			s |= shapeDigit
		case b == '-':
			s |= shapeHyphen
		case b < 'a' || b > 'z':
			s |= shapeOther
		}
	}
	if capitals > 1 && capitals == len(norm) {
		s |= shapeCapitals
	}
	switch form {
	case "“", "‘", "«", "„":
		s |= shapeQuoteOpen
	case "”", "’", "»":
		s |= shapeQuoteClose
	}
	return s
}
