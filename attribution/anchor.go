package attribution

import (
	"strings"

	"sayso/perceptron"
)

// An anchor is the one token of a cue that decides that something is attributed:
// the verb, noun, adjective or preposition, or a colon or dash.

// mayAnchor reports whether token i can be an anchor.
func (v *view) mayAnchor(i int32) bool {
	t := &v.t[i]
	if t.frame < 0 || t.sentence < 0 {
		return false
	}
	switch v.d.Tokens[i].UPOS {
	case "DET", "PRON", "NUM", "CCONJ", "INTJ":
		return false
	case "PUNCT", "SYM":
		f, e := v.at(i)
		return f.elems[e].is(":") || isDash(f.elems[e])
	}
	return true
}

// features collects fingerprints.
type features []uint32

func (f *features) add(template int, a, b, c uint32) {
	*f = append(*f, perceptron.Feature(template, a, b, c))
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket puts distances into classes that grow with them, and keeps the sign.
func bucket(n int) uint32 {
	sign := uint32(0)
	if n < 0 {
		n, sign = -n, 32
	}
	switch {
	case n <= 4:
		return sign + uint32(n)
	case n <= 6:
		return sign + 5
	case n <= 9:
		return sign + 6
	case n <= 14:
		return sign + 7
	case n <= 22:
		return sign + 8
	}
	return sign + 9
}

// none is the token beyond the ends of a sentence or frame.
var none token

func (v *view) token(i int32) *token {
	if i < 0 || int(i) >= len(v.t) {
		return &none
	}
	return &v.t[i]
}

// near returns the token k elements from element e of f; of a quotation the token
// that stands at the side looked from. The second value is 1 for a quotation, 2
// outside the frame.
func (v *view) near(f *frame, e, k int) (*token, uint32) {
	e += k
	if e < 0 || e >= len(f.elems) {
		return &none, 2
	}
	x := &f.elems[e]
	if x.kind == quote {
		if k < 0 {
			return &v.t[x.last-1], 1
		}
		return &v.t[x.first], 1
	}
	return &v.t[x.first], 0
}

// child returns the first child of token i whose bare relation is one of rels,
// or -1.
func (v *view) child(i int32, rels ...string) int32 {
	for _, c := range v.children[i] {
		for _, r := range rels {
			if v.t[c].bare == r {
				return c
			}
		}
	}
	return -1
}

// anchorFeatures says whether token i is an anchor.
func (v *view) anchorFeatures(dst []uint32, i int32) []uint32 {
	fs := features(dst)
	t := &v.t[i]
	f, e := v.at(i)
	h := v.token(t.head)
	inner := flag(int(t.frame) >= v.outer)
	fs.add(0, inner, uint32(t.zone), 0)
	fs.add(1, t.lemma, 0, 0)
	fs.add(2, t.lemma, t.xpos, 0)
	fs.add(3, t.lower, 0, 0)
	fs.add(4, t.lemma, t.rel, 0)
	for k, c := range t.class {
		fs.add(5+k, c, 0, 0)
	}
	fs.add(8, t.xpos, t.rel, 0)
	fs.add(9, t.class[2], t.xpos, 0)
	fs.add(10, t.rel, h.lemma, 0)
	fs.add(11, t.lemma, t.rel, h.lemma)
	fs.add(12, t.rel, h.upos, t.upos)
	fs.add(13, t.lemma, h.class[1], t.rel)
	fs.add(14, t.lemma, inner, 0)
	fs.add(15, t.lemma, uint32(t.zone), 0)

	// What hangs on it, as the tree has it.
	frameOf := uint32(0)
	subject, complement := int32(-1), int32(-1)
	negated, modal, auxiliary := uint32(0), uint32(0), uint32(0)
	for _, c := range v.children[i] {
		x := &v.t[c]
		fs.add(16, t.lemma, x.rel, 0)
		fs.add(17, x.rel, t.upos, 0)
		fs.add(18, t.lemma, x.rel, x.lemma)
		fs.add(19, x.rel, x.lemma, t.upos)
		fs.add(20, t.class[1], x.rel, x.class[1])
		fs.add(21, t.lemma, x.rel, flag(c > i))
		switch x.bare {
		case "nsubj", "csubj":
			subject = c
			frameOf += x.rel * 3
		case "ccomp", "xcomp", "advcl", "acl":
			if complement < 0 || v.t[complement].bare == "obj" {
				complement = c
			}
			frameOf += x.rel * 5
		case "obj", "iobj", "obl", "parataxis":
			if complement < 0 {
				complement = c
			}
			frameOf += x.rel * 7
		case "expl":
			frameOf += x.rel * 11
		case "aux", "cop":
			auxiliary += x.lemma
			if x.xpos == modalTag {
				modal = x.lemma
			}
		case "advmod":
			if x.upos == particle {
				negated = 1
			}
		}
	}
	fs.add(22, t.lemma, frameOf, 0)
	fs.add(23, t.class[2], frameOf, 0)
	fs.add(24, t.class[1], frameOf, t.upos)
	fs.add(25, frameOf, t.xpos, 0)
	fs.add(26, t.lemma, auxiliary, 0)
	fs.add(27, t.upos, auxiliary, t.xpos)
	fs.add(28, t.lemma, modal, negated)
	s := v.token(subject)
	fs.add(29, t.lemma, s.upos, 0)
	fs.add(30, s.lemma, 0, 0)
	fs.add(31, s.class[2], t.class[1], 0)
	fs.add(32, s.xpos, s.rel, t.class[2])
	fs.add(33, s.class[1], t.lemma, 0)
	c := v.token(complement)
	mark := uint32(0)
	if complement >= 0 {
		if m := v.child(complement, "mark", "case"); m >= 0 {
			mark = v.t[m].lemma
		}
	}
	fs.add(34, t.lemma, c.rel, mark)
	fs.add(35, t.class[2], c.rel, mark)
	fs.add(36, t.class[1], c.rel, mark)
	fs.add(37, c.rel, mark, t.upos)
	fs.add(38, t.lemma, c.lemma, c.rel)
	fs.add(39, t.lemma, c.class[1], c.rel)
	fs.add(40, c.rel, c.upos, t.class[2])
	fs.add(41, s.upos, c.rel, t.class[2])

	// What stands around it.
	for k, at := range []int{-2, -1, 1, 2, 3} {
		x, q := v.near(f, e, at)
		w := x.lower
		if q > 0 {
			w = q
		}
		fs.add(42+4*k, w, q, 0)
		fs.add(43+4*k, t.lemma, w, 0)
		fs.add(44+4*k, t.xpos, x.xpos*flag(q == 0), q)
		fs.add(45+4*k, t.class[2], w, 0)
	}
	p1, q1 := v.near(f, e, -1)
	n1, r1 := v.near(f, e, 1)
	fs.add(62, p1.xpos, n1.xpos, q1*4+r1)
	fs.add(63, t.lemma, p1.xpos, n1.xpos)
	before, after, quotes := uint32(0), uint32(0), 0
	for k := range f.elems {
		if x := &f.elems[k]; x.kind == quote && x.last-x.first > 1 {
			quotes++
			kind := 1 + flag(x.stop != 0)
			if k < e {
				before = kind*2 + flag(e-k <= 6)
			} else if after == 0 {
				after = kind*2 + flag(k-e <= 6)
			}
		}
	}
	fs.add(64, before, after, 0)
	fs.add(65, t.lemma, before, after)
	fs.add(66, t.class[2], before, after)
	fs.add(67, t.xpos, before, after)
	fs.add(68, t.rel, before, after)
	fs.add(69, bucket(e), bucket(len(f.elems)-e), 0)
	fs.add(70, uint32(t.depth), t.upos, 0)

	opens := flag(int(t.frame) < v.outer && (t.frame == 0 || v.frames[t.frame-1].para != f.para))
	capitals := uint32(0)
	if e > 0 && f.elems[e-1].kind == word {
		w := f.elems[e-1].span.Of(v.d.Text)
		capitals = 1 + flag(len(w) > 2 && strings.ToUpper(w) == w)
	}
	fs.add(81, t.lemma, bucket(e), opens)
	fs.add(82, t.lemma, capitals, opens)
	fs.add(83, t.lemma, before*8+after, capitals)

	// Where it hangs: the way up, as far as it tells one clause inside another.
	up, path := t.head, t.rel
	for k := 0; up >= 0 && k < 4; k++ {
		x := &v.t[up]
		fs.add(71, path, x.lemma, 0)
		fs.add(72, path, x.class[2], flag(up < i))
		path = path*31 + x.rel
		up = x.head
	}
	fs.add(73, path, 0, 0)
	if t.head >= 0 {
		// its sisters, for a noun: "made a statement that …"
		for _, x := range v.children[t.head] {
			if x != i {
				fs.add(74, t.lemma, v.t[x].rel, t.rel)
				fs.add(75, t.rel, v.t[x].rel, flag(x > i)*2+flag(t.head < i))
			}
		}
	}

	// What the rules say.
	r, in := rule(0), uint32(0)
	own := uint32(0)
	if n := v.ruleAt[i]; n > 0 {
		r, own = v.ruled[n-1].rule, 1
	}
	if n := v.inRule[i]; n > 0 {
		in = 1 + uint32(v.ruled[n-1].rule)
	}
	fs.add(76, own, uint32(r), in)
	fs.add(77, t.lemma, own*16+uint32(r), 0)
	fs.add(78, t.lemma, in, 0)
	fs.add(79, t.upos, own*16+uint32(r), in)
	fs.add(80, t.class[2], own, in)
	return fs
}

var (
	modalTag   = perceptron.Hash("MD")
	particle   = perceptron.Hash("PART")
	participle = perceptron.Hash("VBG")
)
