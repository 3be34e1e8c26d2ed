package depparse

import (
	"sayso"
	"sayso/perceptron"
)

// word is what the parser sees of a position.
type word struct {
	form  uint32    // fingerprint of the normal form in small letters
	tag   uint32    // XPOS and UPOS, one-based: xpos | upos<<8; 0 beyond the sentence
	class [3]uint32 // word clusters, few to many
	marks marks     // how many there are before the position
}

// marks counts what tells clauses and quotations apart.
type marks struct{ commas, quotes, others, verbs uint8 }

// The form and the tag of the root.
const (
	rootForm = 2
	rootTag  = 0xffff
)

// look fills ws, one for each position of the sentence. buf is scratch space.
func (p *Parser) look(d *sayso.Document, s sayso.Sentence, ws []word, buf []byte) []byte {
	n := int(s.Last - s.First)
	ws[0] = word{}
	var m marks
	for i := 1; i <= n; i++ {
		tok := &d.Tokens[int(s.First)+p.word(n, int32(i))]
		buf = perceptron.Normal(buf[:0], tok.Span.Of(d.Text))
		k := len(buf)
		buf = append(buf, buf...)
		norm, lower := buf[:k], perceptron.Lower(buf[k:])
		upos := p.uids[tok.UPOS]
		w := word{form: perceptron.Hash(lower), tag: uint32(p.xids[tok.XPOS]) | uint32(upos)<<8, marks: m}
		for c, v := range p.clusters.Of(norm, lower) {
			w.class[c] = uint32(v)
		}
		ws[i] = w
		switch string(norm) {
		case ",":
			m.commas++
		case "\"", "''", "``", "'":
			m.quotes++
		case ":", ";", "-", "--", "...", "(", ")":
			m.others++
		}
		if upos != 0 && upos == p.verb {
			m.verbs++
		}
	}
	ws[n+1] = word{form: rootForm, tag: rootTag, marks: m}
	return buf
}

// between sums up the marks between positions a < b, and whether a and b stand
// within quotation marks.
func between(ws []word, a, b int32) uint32 {
	if a == 0 {
		return 0
	}
	m, n := ws[a].marks, ws[b].marks
	return 1 + uint32(min(n.commas-m.commas, 2)) + uint32(min(n.quotes-m.quotes, 3))<<2 +
		uint32(min(n.others-m.others, 1))<<4 + uint32(min(n.verbs-m.verbs, 2))<<5 +
		uint32(m.quotes&1)<<7 + uint32(n.quotes&1)<<8
}

// distance puts the distance of two positions into one of eight classes.
func distance(a, b int32) uint32 {
	if a == 0 {
		return 0
	}
	switch d := b - a; {
	case d <= 4:
		return uint32(d)
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	default:
		return 7
	}
}
