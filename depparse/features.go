package depparse

import "sayso/perceptron"

// featureSet names the templates below; a model file carries it. Change it with
// them.
const featureSet = "arcs-1"

// moveFeatures appends the features of a configuration for the next move.
func moveFeatures(fs []uint32, s *state, ws []word) []uint32 {
	i0, i1, i2 := s.top(0), s.top(1), s.top(2)
	j0 := s.next
	j1, j2 := min(j0+1, s.root), min(j0+2, s.root)
	s0, s1, s2, b0, b1, b2 := &ws[i0], &ws[i1], &ws[i2], &ws[j0], &ws[j1], &ws[j2]
	n0, n1, m0 := &s.node[i0], &s.node[i1], &s.node[j0]
	k := 0
	f := func(a, b, c uint32) {
		fs = append(fs, perceptron.Feature(k, a, b, c))
		k++
	}
	// The words by themselves. The stack words come with what they have on the
	// other side, so that an empty place is seen too.
	for _, w := range [...]*word{s0, s1, b0, b1} {
		f(w.form, w.tag, 0)
		f(w.form, 0, 0)
		f(w.tag, 0, 0)
		f(w.class[2], 0, 0)
		f(w.class[1], w.tag, 0)
	}
	f(s2.form, s2.tag, 0)
	f(s2.tag, 0, 0)
	f(b2.form, b2.tag, 0)
	f(b2.tag, 0, 0)
	// Pairs.
	f(s0.form, b0.form, s0.tag<<16|b0.tag)
	f(s0.form, b0.form, 0)
	f(s0.form, b0.tag, s0.tag)
	f(b0.form, s0.tag, b0.tag)
	f(s0.tag, b0.tag, 0)
	f(s0.class[2], b0.class[2], 0)
	f(s0.class[2], b0.tag, s0.tag)
	f(s0.tag, b0.class[2], b0.tag)
	f(s0.class[1], b0.class[1], s0.tag<<16|b0.tag)
	f(s0.form, b0.class[2], 0)
	f(s0.class[2], b0.form, 0)
	f(s1.form, s0.form, s1.tag<<16|s0.tag)
	f(s1.form, s0.form, 0)
	f(s1.form, s0.tag, s1.tag)
	f(s0.form, s1.tag, s0.tag)
	f(s1.tag, s0.tag, 0)
	f(s1.class[2], s0.class[2], 0)
	f(s1.class[2], s0.tag, s1.tag)
	f(s1.tag, s0.class[2], s0.tag)
	f(s1.class[1], s0.class[1], s1.tag<<16|s0.tag)
	f(s1.form, s0.class[2], 0)
	f(s1.class[2], s0.form, 0)
	f(s1.form, b0.tag, s1.tag)
	f(s1.tag, b0.form, b0.tag)
	f(s1.form, b0.form, 0)
	f(s1.tag, b0.tag, 0)
	f(s1.class[2], b0.class[2], 0)
	f(b0.tag, b1.tag, 0)
	f(b0.form, b1.tag, b0.tag)
	f(b0.tag, b1.form, b1.tag)
	f(b0.form, b1.form, 0)
	// Three and four tags.
	f(s0.tag, b0.tag, b1.tag)
	f(s0.tag<<16|b0.tag, b1.tag<<16|b2.tag, 0)
	f(s0.form, b0.tag, b1.tag)
	f(s0.tag, b0.form, b1.tag)
	f(s0.tag, b0.tag, b1.form)
	f(s1.tag, s0.tag, b0.tag)
	f(s1.form, s0.tag, b0.tag)
	f(s1.tag, s0.form, b0.tag)
	f(s1.tag, s0.tag, b0.form)
	f(s1.class[2], s0.tag, b0.tag)
	f(s1.tag, s0.class[2], b0.tag)
	f(s1.tag, s0.tag, b0.class[2])
	f(s1.class[1], s0.class[1], b0.class[1])
	f(s1.tag<<16|s0.tag, b0.tag<<16|b1.tag, 0)
	f(s2.tag, s1.tag, s0.tag)
	f(s2.tag<<16|s1.tag, s0.tag<<16|b0.tag, 0)
	f(b0.tag, b1.tag, b2.tag)
	// Neighbours in the text.
	f(ws[max(i0-1, 0)].tag, s0.tag, b0.tag)
	f(s0.tag, ws[min(i0+1, s.root)].tag, b0.tag)
	f(s0.tag<<16|ws[max(j0-1, 0)].tag, b0.tag, 0)
	f(s1.tag, ws[min(i1+1, s.root)].tag, s0.tag)
	f(s1.tag, ws[max(i0-1, 0)].tag, s0.tag)
	// Dependents.
	for _, d := range [...]int32{n0.left, n0.right, n0.left2, n0.right2} {
		w := &ws[d]
		f(s0.tag, w.tag, b0.tag)
		f(s1.tag, s0.tag, w.tag)
		f(s0.tag, w.form, uint32(s.node[d].rel))
	}
	for _, d := range [...]int32{n1.left, n1.right, n1.right2} {
		w := &ws[d]
		f(s1.tag, w.tag, s0.tag)
		f(s1.tag<<16|w.tag, s0.tag, b0.tag)
		f(s1.tag, w.form, uint32(s.node[d].rel))
	}
	for _, d := range [...]int32{m0.left, m0.left2} {
		w := &ws[d]
		f(s0.tag, b0.tag, w.tag)
		f(b0.tag, w.form, uint32(s.node[d].rel))
		f(s1.tag<<16|s0.tag, b0.tag, w.tag)
	}
	// What relations are there already.
	l0, r0 := fold(n0.lrels), fold(n0.rrels)
	l1, r1, lb := fold(n1.lrels), fold(n1.rrels), fold(m0.lrels)
	f(s0.form, l0, r0)
	f(s0.tag, l0, r0)
	f(s0.tag, l0, b0.tag)
	f(s0.tag, r0, b0.tag)
	f(s0.form, r0, b0.tag)
	f(s1.tag, s0.tag, l0)
	f(s1.tag, s0.tag, r0)
	f(s1.tag, r1, s0.tag)
	f(s1.tag, l1, s0.tag)
	f(s1.form, r1, s0.tag)
	f(s1.tag, r1, b0.tag)
	f(s0.tag, b0.tag, lb)
	f(b0.form, lb, s0.tag)
	f(s1.class[1], s0.class[1], l0)
	f(s0.tag, uint32(n0.nleft)<<8|uint32(n0.nright), b0.tag)
	f(s1.tag, uint32(n1.nleft)<<8|uint32(n1.nright), s0.tag)
	f(b0.tag, uint32(m0.nleft), s0.tag)
	// How far apart they are, and what stands between.
	d0, d1 := distance(i0, j0), distance(i1, i0)
	f(d0, s0.tag, b0.tag)
	f(d0, s0.form, 0)
	f(d0, b0.form, 0)
	f(d0, s0.class[2], b0.tag)
	f(d1, s1.tag, s0.tag)
	f(d1, s1.form, s0.tag)
	f(d1, d0, s1.tag<<16|s0.tag)
	x0, x1 := between(ws, i0, j0), between(ws, i1, i0)
	f(x0, s0.tag, b0.tag)
	f(x0, s0.form, b0.tag)
	f(x0, b0.form, s0.tag)
	f(x0, s0.class[2], b0.tag)
	f(x1, s1.tag, s0.tag)
	f(x1, s1.form, s0.tag)
	f(x1, s1.class[2], s0.tag)
	f(x1, x0, s1.tag<<16|s0.tag)
	f(x1<<16|x0, s1.tag<<16|s0.tag, b0.tag)
	return fs
}

// relFeatures appends the features of an arc for its relation. head has not yet
// got dependent among its own.
func relFeatures(fs []uint32, s *state, ws []word, head, dependent int32) []uint32 {
	h, d := &ws[head], &ws[dependent]
	nh, nd := &s.node[head], &s.node[dependent]
	before := func(i int32) *word { return &ws[max(i-1, 0)] }
	after := func(i int32) *word { return &ws[min(i+1, s.root)] }
	lo, hi, side := head, dependent, uint32(0)
	hrels := nh.rrels
	if dependent < head {
		lo, hi, side = dependent, head, 1
		hrels = nh.lrels
	}
	k := 200
	f := func(a, b, c uint32) {
		fs = append(fs, perceptron.Feature(k, side|a<<1, b, c))
		k++
	}
	dist, x := distance(lo, hi), between(ws, lo, hi)
	f(d.tag, 0, 0)
	f(0, d.form, 0)
	f(d.tag, d.form, 0)
	f(h.tag, 0, 0)
	f(0, h.form, 0)
	f(h.tag, h.form, 0)
	f(h.tag, d.tag, 0)
	f(h.tag, d.tag, dist)
	f(h.tag, d.tag, x)
	f(0, h.form, d.form)
	f(d.tag, h.form, 0)
	f(h.tag, d.form, 0)
	f(0, h.class[2], d.class[2])
	f(0, h.class[1], d.class[1])
	f(h.tag, d.class[2], d.tag)
	f(d.tag, h.class[2], h.tag)
	f(0, d.form, h.class[2])
	f(0, h.form, d.class[2])
	f(0, d.class[2], 0)
	l, r := fold(nd.lrels), fold(nd.rrels)
	f(h.tag, d.tag, l)
	f(h.tag, d.tag, r)
	f(h.tag, d.form, l)
	f(h.form, d.tag, l)
	f(d.class[2], h.tag, l)
	f(h.class[2], d.tag, l)
	f(d.tag, l, r)
	for _, c := range [...]int32{nd.left, nd.right, nd.left2} {
		f(h.tag, d.tag, ws[c].form)
		f(h.form, d.tag, ws[c].form)
		f(h.class[2], d.class[2], ws[c].form)
		f(h.tag, d.tag, ws[c].tag)
		f(d.tag, ws[c].form, uint32(s.node[c].rel))
	}
	f(h.tag, d.tag, fold(nh.lrels))
	f(h.tag, d.tag, fold(nh.rrels))
	f(h.tag, d.form, fold(hrels))
	f(h.form, d.tag, fold(hrels))
	f(h.class[2], d.tag, fold(hrels))
	f(h.tag, fold(hrels), l)
	f(h.tag, d.tag, before(dependent).tag)
	f(h.tag, d.tag, after(dependent).tag)
	f(h.tag, d.tag, before(head).tag)
	f(h.tag, d.tag, after(head).tag)
	f(d.tag, before(dependent).tag, after(dependent).tag)
	f(0, before(dependent).form, d.tag)
	f(0, after(dependent).form, d.tag)
	f(h.form, x, d.tag)
	f(h.class[2], x, d.tag)
	f(d.form, x, h.tag)
	return fs
}

// fold makes 32 bits of a set of relations.
func fold(set uint64) uint32 { return uint32(set) ^ uint32(set>>32)*0x9e3779b1 }
