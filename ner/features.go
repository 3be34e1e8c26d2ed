package ner

import "sayso/perceptron"

// featureSet names the templates below; a model file carries it. Change it with
// them.
const featureSet = "names-1"

var noWord = word{form: 1, lower: 1, shape: 1 << 30, tag: 1}

// at returns the word at i, and the edge of the sentence beyond its ends.
func at(ws []word, i int) *word {
	if i < 0 || i >= len(ws) {
		return &noWord
	}
	return &ws[i]
}

// beside returns the fingerprint of a neighbour, before (0) or behind (1).
func beside(side uint32, w *word) uint32 { return perceptron.Feature(191, side, w.lower, 0) }

// behind is the number of the template of the tag before.
const behind = 200

// features appends the features of word i, which do not depend on other tags.
func features(fs []uint32, ws []word, i int, m *memory) []uint32 {
	w, p, pp, n, nn := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	k := 0
	f := func(a, b, c uint32) {
		fs = append(fs, perceptron.Feature(k, a, b, c))
		k++
	}
	const caps = shapeCapital | shapeCapitals | shapeInner
	plain := w.shape & (shapeMode - 1)
	f(0, 0, 0)
	f(w.form, 0, 0)
	f(w.lower, 0, 0)
	f(p.lower, 0, 0)
	f(n.lower, 0, 0)
	f(pp.lower, 0, 0)
	f(nn.lower, 0, 0)
	f(p.lower, w.lower, 0)
	f(w.lower, n.lower, 0)
	f(p.lower, n.lower, w.shape&caps)
	f(pp.lower, p.lower, 0)
	f(n.lower, nn.lower, 0)
	f(w.lower, w.shape, 0)
	f(w.shape, 0, 0)
	f(plain, p.shape&(shapeMode-1), n.shape&(shapeMode-1))
	f(plain, p.lower, 0)
	f(plain, n.lower, 0)
	f(w.pattern, w.shape/shapeMode, 0)
	f(p.pattern, w.pattern, n.pattern)
	f(w.pattern, w.suffix[1], 0)
	for _, s := range w.prefix {
		f(s, plain&caps, 0)
	}
	for _, s := range w.suffix {
		f(s, plain&caps, 0)
	}
	f(p.suffix[1], p.shape&caps, 0)
	f(n.suffix[1], n.shape&caps, 0)
	f(w.class[0], plain, 0)
	f(w.class[1], plain, 0)
	f(w.class[2], plain, 0)
	f(p.class[2], plain, 0)
	f(n.class[2], plain, 0)
	f(pp.class[2], plain, 0)
	f(nn.class[2], plain, 0)
	f(p.class[1], w.class[1], 0)
	f(w.class[1], n.class[1], 0)
	f(p.class[1], w.class[1], n.class[1])
	f(p.class[1], n.class[1], plain)
	f(pp.class[1], p.class[1], plain)
	f(n.class[1], nn.class[1], plain)
	f(w.tag, plain, 0)
	f(p.tag, w.tag, n.tag)
	f(p.tag, w.tag, plain)
	f(w.tag, n.tag, plain)
	f(w.tag, w.class[1], n.class[1])
	f(p.tag, n.tag, plain)
	f(uint32(w.list), uint32(w.list>>32), 0)
	f(uint32(w.list), uint32(w.list>>32), plain)
	f(uint32(p.list), uint32(p.list>>32), plain)
	f(uint32(n.list), uint32(n.list>>32), plain)
	f(w.past, 0, 0)
	f(w.past, plain, 0)
	f(w.past, p.past, n.past)
	e := &m.entries[w.entry]
	f(w.past, e.around, plain)
	f(e.around, plain, 0)
	f(e.around, w.class[1], 0)
	if e.n > 2 {
		before, after := beside(0, p), beside(1, n)
		for _, c := range e.contexts[:e.n] {
			if c != before && c != after {
				fs = append(fs, perceptron.Feature(190, c, 0, 0))
			}
		}
	}
	for l, x := 0, w.list; x != 0; l, x = l+1, x>>4 {
		if b := uint32(x & 15); b != 0 {
			fs = append(fs, perceptron.Feature(100+l, b, plain, 0), perceptron.Feature(150+l, b, p.shape&caps, n.shape&caps))
		}
	}
	return fs
}
