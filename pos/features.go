package pos

import "sayso/perceptron"

// featureSet names the templates below; a model file carries it. Change it with
// them.
const featureSet = "tags-1"

// at returns the word at i, and the edge of the sentence beyond its ends.
func at(ws []word, i int) *word {
	if i < 0 || i >= len(ws) {
		return &edge
	}
	return &ws[i]
}

var edge = word{form: 1, lower: 1, shape: 1 << 30}

// xposFeatures appends the features of word i for its XPOS; x1 and x2 are the
// tags of the two words before, one-based.
func xposFeatures(fs []uint32, ws []word, i int, x1, x2 uint32) []uint32 {
	w, p, pp, n, nn := at(ws, i), at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	k := 0
	f := func(a, b, c uint32) {
		fs = append(fs, perceptron.Feature(k, a, b, c))
		k++
	}
	f(w.form, 0, 0)
	f(w.lower, 0, 0)
	f(w.lower, w.shape, 0)
	f(p.lower, 0, 0)
	f(n.lower, 0, 0)
	f(pp.lower, 0, 0)
	f(nn.lower, 0, 0)
	f(p.lower, w.lower, 0)
	f(w.lower, n.lower, 0)
	f(p.lower, n.lower, 0)
	f(x1, 0, 0)
	f(x1, x2, 0)
	f(x1, w.lower, 0)
	f(x1, w.usual, n.usual)
	f(x1, x2, w.usual)
	f(x1, n.lower, 0)
	f(w.usual, n.usual, nn.usual)
	f(w.usual, n.usual, w.suffix[1])
	f(n.usual, w.lower, 0)
	f(x1, w.suffix[2], 0)
	f(x1, w.class[1], n.class[1])
	f(x1, w.class[2], 0)
	for _, s := range w.suffix {
		f(s, 0, 0)
	}
	for _, s := range w.prefix {
		f(s, 0, 0)
	}
	f(w.shape, 0, 0)
	f(w.shape, w.suffix[2], 0)
	f(w.shape, w.suffix[1], x1)
	f(w.shape, p.shape, n.shape)
	f(w.shape, w.class[2], 0)
	f(w.class[0], w.suffix[1], 0)
	f(w.class[1], 0, 0)
	f(w.class[2], 0, 0)
	f(p.class[2], 0, 0)
	f(n.class[2], 0, 0)
	f(p.class[1], w.class[1], n.class[1])
	f(p.class[1], w.class[1], 0)
	f(w.class[1], n.class[1], 0)
	f(pp.class[1], p.class[1], w.suffix[1])
	f(n.class[1], nn.class[1], w.suffix[1])
	return fs
}

// uposFeatures appends the features of word i for its UPOS. xs are the XPOS of
// the sentence, u1 and u2 the UPOS of the two words before, all one-based.
func uposFeatures(fs []uint32, ws []word, xs []uint8, i int, u1, u2 uint32) []uint32 {
	x := func(i int) uint32 {
		if i < 0 || i >= len(xs) {
			return 0
		}
		return uint32(xs[i]) + 1
	}
	w, p, n := at(ws, i), at(ws, i-1), at(ws, i+1)
	x0, xp, xn, xnn := x(i), x(i-1), x(i+1), x(i+2)
	k := 100
	f := func(a, b, c uint32) {
		fs = append(fs, perceptron.Feature(k, x0<<16|a, b, c))
		k++
	}
	f(0, 0, 0)
	f(0, w.form, 0)
	f(0, w.lower, 0)
	f(0, w.lower, w.shape)
	f(xp, w.lower, 0)
	f(xn, w.lower, 0)
	f(u1, w.lower, xn)
	f(xn<<8|xnn, w.lower, 0)
	f(xn<<8|xnn, w.lower, x(i+3))
	f(xp, xn, 0)
	f(xp, x(i-2), w.class[2])
	f(xn, xnn, w.class[2])
	f(u1, u2, 0)
	f(0, p.lower, w.lower)
	f(0, n.lower, w.lower)
	f(0, p.lower, 0)
	f(0, n.lower, 0)
	f(0, w.suffix[2], w.shape)
	f(0, w.suffix[3], 0)
	f(0, w.class[2], 0)
	f(0, w.class[1], n.class[1])
	f(0, w.class[1], p.class[1])
	f(0, n.class[2], 0)
	return fs
}
