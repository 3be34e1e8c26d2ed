package attribution

import "sayso"

// The roles that the elements around an anchor play in its attribution.
const (
	outside = iota
	inSource
	inCue
	inContent
	roles
)

// relative is how an element stands to an anchor in the tree.
type relative struct {
	top  int32  // the highest token on the way from the element to the anchor's line, -1 in another sentence
	up   int    // how far the anchor is below where they meet
	path uint32 // of relations
	next uint32 // the relation below top on the way
}

// relate finds how token i stands to the anchor a; line holds the anchor and its
// ancestors.
func (v *view) relate(i int32, line []int32) relative {
	r := relative{top: -1, path: 1}
	if v.t[i].sentence != v.t[line[0]].sentence || v.t[i].sentence < 0 {
		return r
	}
	for n := 0; i >= 0 && n < farthest; n++ {
		// An ancestor of the anchor stands as far up the line as it is higher.
		if k := int(v.t[line[0]].depth - v.t[i].depth); k >= 0 && k < len(line) && line[k] == i {
			r.up = k
			if r.top < 0 {
				r.top = i
			}
			r.path = r.path*37 + uint32(k)
			return r
		}
		if n > 0 {
			r.next = v.t[r.top].rel
		}
		r.top = i
		if n < 4 {
			r.path = r.path*31 + v.t[i].rel
		}
		i = v.t[i].head
	}
	r.top = -1
	return r
}

// farthest is how many steps up a tree are looked at: a sentence without an end
// must not take quadratic time.
const farthest = 100

// example is what the roles around one anchor are read from: for each element
// the features of its role, and of its role and the one before.
type example struct {
	frame  *frame
	anchor int // element
	emit   [][]uint32
	pair   [][]uint32
	buf    []uint32
}

func (v *view) headOf(e *elem) int32 {
	if e.kind != quote {
		return e.first
	}
	// Of a quotation, the token that hangs outside it.
	best := e.first
	for i := e.first; i < e.last; i++ {
		if h := v.t[i].head; (h < e.first || h >= e.last) && v.t[i].depth <= v.t[best].depth {
			best = i
		}
	}
	return best
}

// look fills x with the features of the elements of the anchor's frame.
func (x *example) look(v *view, a int32) {
	f, at := v.at(a)
	x.frame, x.anchor = f, at
	x.emit, x.pair, x.buf = x.emit[:0], x.pair[:0], x.buf[:0]
	t := &v.t[a]
	var line []int32
	for i := a; i >= 0 && len(line) < farthest; i = v.t[i].head {
		line = append(line, i)
	}
	n := len(f.elems)
	rel := make([]relative, n)
	heads := make([]int32, n)
	anyQuote := uint32(0)
	for e := range f.elems {
		heads[e] = f.elems[e].head
		rel[e] = v.relate(heads[e], line)
		if f.elems[e].kind == quote && f.elems[e].last-f.elems[e].first > 2 {
			if e < at {
				anyQuote |= 1
			} else {
				anyQuote |= 2
			}
		}
	}
	commas, verbs, quotes, likely := make([]int, n+1), make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for e := range f.elems {
		y := &f.elems[e]
		commas[e+1], verbs[e+1], quotes[e+1], likely[e+1] = commas[e], verbs[e], quotes[e], likely[e]
		if y.kind == word && v.odds[y.first] > 0 {
			likely[e+1]++
		}
		switch {
		case y.kind == quote:
			quotes[e+1]++
		case v.t[y.first].finite:
			verbs[e+1]++
		case y.kind == punct:
			commas[e+1]++
		}
	}
	between := func(c []int, e int) uint32 {
		lo, hi := min(e, at), max(e, at)
		if hi == lo {
			return 0
		}
		return uint32(min(2, c[hi]-c[lo+1]))
	}
	var r *ruled
	if k := v.ruleAt[a]; k > 0 {
		r = &v.ruled[k-1]
	}
	passive := v.child(a, "aux") >= 0 && v.d.Tokens[v.child(a, "aux")].Rel == "aux:pass"
	shape := t.upos*2 + flag(passive)
	hasSubject := flag(v.child(a, "nsubj", "csubj") >= 0)
	cuts := make([]int, 0, 2*n+1)
	for e := range f.elems {
		y := &f.elems[e]
		i := heads[e]
		w := &v.t[i]
		z := &rel[e]
		q := uint32(0)
		lower := w.lower
		if y.kind == quote {
			q = 1 + flag(y.stop != 0) + 2*flag(y.last-y.first > 5)
			lower = q
		}
		side := bucket(e - at)
		left := flag(e < at)
		top := v.token(z.top)
		site := top.rel*8 + uint32(min(z.up, 3))*2 + left
		if z.top == a {
			site = 7
		}
		var marker uint32
		if z.top >= 0 && z.top != a {
			if m := v.child(z.top, "mark", "case"); m >= 0 {
				marker = v.t[m].lemma
			}
		}
		ruleRole := ruleOf(r, y)
		prev, pq := v.near(f, e, -1)
		next, nq := v.near(f, e, 1)
		cs, vs := between(commas, e), between(verbs, e)

		cuts = append(cuts, len(x.buf))
		fs := features(x.buf)
		fs.add(100, 0, 0, 0)
		fs.add(101, side, q, 0)
		fs.add(102, side, t.lemma, q)
		fs.add(103, z.path, left, 0)
		fs.add(104, z.path, t.lemma, left)
		fs.add(105, site, q, 0)
		fs.add(106, site, t.lemma, 0)
		fs.add(107, site, shape, 0)
		fs.add(108, site, top.upos, marker)
		fs.add(109, site, marker, t.lemma)
		fs.add(110, site, z.next, shape)
		fs.add(111, site, t.class[2], 0)
		fs.add(112, site, shape, hasSubject*4+anyQuote)
		fs.add(113, lower, left, 0)
		fs.add(114, lower, side, 0)
		fs.add(115, w.xpos, side, 0)
		fs.add(116, w.class[1], left, shape)
		fs.add(117, w.xpos, prev.xpos*flag(pq == 0)+pq, left)
		fs.add(118, w.xpos, next.xpos*flag(nq == 0)+nq, left)
		fs.add(119, lower, prev.lower*flag(pq == 0)+pq, left)
		fs.add(120, lower, next.lower*flag(nq == 0)+nq, left)
		fs.add(121, site, lower, 0)
		fs.add(122, site, cs*4+vs, 0)
		fs.add(123, side, cs*4+vs, shape)
		fs.add(124, cs, anyQuote, left*4+between(quotes, e))
		fs.add(125, q, t.lemma, left)
		fs.add(126, q, t.class[2], left*4+anyQuote)
		fs.add(127, ruleRole, 0, 0)
		if r != nil {
			fs.add(128, ruleRole, uint32(r.rule), left)
			fs.add(129, ruleRole, site, 0)
			fs.add(130, ruleRole, uint32(r.rule), w.xpos)
		}
		if d := e - at; -4 <= d && d <= 4 {
			fs.add(131, lower, t.lemma, side)
			fs.add(132, lower, t.xpos, side)
			fs.add(133, w.upos, t.lemma, side)
		}
		fs.add(134, site, top.lemma, 0)
		fs.add(135, site, top.class[1], t.class[1])
		fs.add(136, uint32(t.zone), side, w.xpos)
		fs.add(137, flag(w.upper), site, w.upos)
		fs.add(138, site, flag(e == 0), flag(e+1 == n))
		fs.add(139, side, bucket(n), flag(int(t.frame) >= v.outer))
		fs.add(140, site, shape, cs*16+vs*4+anyQuote)
		own, over := v.chance(i, y.kind), v.chance(z.top, word)
		fs.add(141, own, w.xpos, left)
		fs.add(142, own, site, cs)
		fs.add(143, over, site, 0)
		fs.add(144, between(likely, e), cs*4+vs, left)
		fs.add(145, between(likely, e), site, 0)
		x.buf = fs

		// The joint with the element before.
		cuts = append(cuts, len(x.buf))
		if e > 0 {
			fs = features(x.buf)
			pz := &rel[e-1]
			same := flag(pz.top == z.top)
			begin, end := &v.t[w.leftmost], &v.t[v.t[max(0, y.first-1)].rightmost]
			ptop := v.token(pz.top)
			psite := ptop.rel*8 + uint32(min(pz.up, 3))*2 + flag(e-1 < at)
			if pz.top == a {
				psite = 7
			}
			fs.add(200, 0, 0, 0)
			fs.add(201, same, left, 0)
			fs.add(202, psite, site, same)
			fs.add(203, psite, t.lemma, same)
			fs.add(204, t.lemma, site, same)
			fs.add(205, lower, left, 0)
			fs.add(206, prev.lower*flag(pq == 0)+pq, left, 0)
			fs.add(207, w.xpos, prev.xpos*flag(pq == 0)+pq, left)
			fs.add(208, begin.rel, same, left)
			fs.add(209, end.rel, same, left)
			fs.add(210, begin.rel, end.rel, site)
			fs.add(211, lower, site, 0)
			fs.add(212, prev.lower*flag(pq == 0)+pq, psite, 0)
			fs.add(213, side, shape, 0)
			fs.add(214, ruleRole, ruleOf(r, &f.elems[e-1]), 0)
			fs.add(215, prev.lower*flag(pq == 0)+pq, w.xpos, begin.rel)
			fs.add(216, q*8+pq, left, anyQuote)
			fs.add(219, own, v.chance(heads[e-1], f.elems[e-1].kind), w.xpos)
			fs.add(220, over, v.chance(pz.top, word), same*2+left)
			fs.add(221, own, prev.lower*flag(pq == 0)+pq, left)
			if d := e - at; -3 <= d && d <= 4 {
				fs.add(217, t.lemma, lower, side)
				fs.add(218, t.xpos, w.xpos, side)
			}
			x.buf = fs
		}
	}
	cuts = append(cuts, len(x.buf))
	for k := 0; k+2 < len(cuts); k += 2 {
		x.emit = append(x.emit, x.buf[cuts[k]:cuts[k+1]])
		x.pair = append(x.pair, x.buf[cuts[k+1]:cuts[k+2]])
	}
}

// chance tells, coarsely, how likely token i of an element is an anchor itself.
func (v *view) chance(i int32, k elemKind) uint32 {
	if i < 0 || k == quote {
		return 0
	}
	switch o := v.odds[i]; {
	case o > 2:
		return 4
	case o > 0:
		return 3
	case o > -2:
		return 2
	}
	return 1
}

// ruleOf is the role that the rules give an element: 0 when they see no
// attribution here.
func ruleOf(r *ruled, e *elem) uint32 {
	if r == nil {
		return 0
	}
	in := func(spans []sayso.Span) uint32 {
		for _, s := range spans {
			if s.Overlaps(e.span) {
				return 1
			}
		}
		return 0
	}
	return 1 + in(r.source) + 2*in(r.cue) + 4*in(r.content)
}
