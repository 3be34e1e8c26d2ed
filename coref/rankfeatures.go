package coref

import (
	"slices"

	"sayso/perceptron"
)

// b2u is 1 for true.
func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func bucket(n int32) uint32 {
	switch {
	case n < 0:
		return 9
	case n <= 4:
		return uint32(n)
	case n <= 8:
		return 5
	case n <= 16:
		return 6
	case n <= 32:
		return 7
	}
	return 8
}

// alone appends the features of node i as the first mention of its entity.
func (k *ranker) alone(fs []uint32, i int32) []uint32 {
	n := &k.nodes[i]
	f := func(t int, a, b uint32) { fs = append(fs, perceptron.Feature(100+t, n.kind, a, b)) }
	before := k.byLemma[n.lemma]
	seen := b2u(len(before) > 0)
	text := uint32(0)
	for x := len(before) - 1; x >= 0 && x >= len(before)-maxSameWord; x-- {
		if k.nodes[before[x]].text == n.text {
			text = 1
			break
		}
	}
	gov, govRel := uint32(0), uint32(0)
	if n.governor >= 0 {
		gov = perceptron.Hash(k.d.Tokens[n.governor].Lemma)
		govRel = k.classes(n.governor)[1]
	}
	det := uint32(n.det)
	length := bucket(n.end - n.first)
	f(0, 0, 0)
	f(1, det, length)
	f(4, n.class[2], det)
	f(5, seen|text<<1, det)
	f(6, n.rel, det)
	f(7, seen|text<<1|length<<2, uint32(n.typ))
	f(8, gov, n.rel)
	f(9, govRel, n.rel)
	f(11, n.text, 0)
	prev := uint32(0)
	if n.first > 0 {
		prev = perceptron.Hash(k.d.Tokens[n.first-1].Lemma)
	}
	f(12, prev, det)
	next := uint32(0)
	if int(n.end) < len(k.d.Tokens) {
		next = perceptron.Hash(k.d.Tokens[n.end].Lemma)
	}
	f(13, next, n.rel)
	f(14, b2u(n.sentence == 0)|b2u(i == 0)<<1, seen)
	f(15, uint32(k.d.Tokens[n.first].Span.Len()), perceptron.Hash(k.d.Tokens[n.first].Lemma))
	f(16, perceptron.Hash(k.d.Tokens[n.head].XPOS), seen)
	return fs
}

// pair appends the features of node i going with node j before it.
func (k *ranker) pair(fs []uint32, j, i int32, rank int) []uint32 {
	a, b := &k.nodes[j], &k.nodes[i]
	t := &k.things[a.entity]
	f := func(x int, p, q uint32) { fs = append(fs, perceptron.Feature(x, b.kind, p, q)) }
	akind := a.kind
	sent := bucket(b.sentence - a.sentence)
	f(0, akind, 0)
	f(1, akind, sent)
	f(4, a.rel, sent)
	// agreement
	agree := uint32(t.gender)<<4 | uint32(b.gender)
	f(5, agree, uint32(t.typ)<<4|uint32(b.typ))
	f(6, uint32(t.number)<<4|uint32(b.number), uint32(a.number))
	f(7, uint32(a.person)<<4|uint32(b.person), b2u(a.quote == b.quote)|b2u(a.said == b.said)<<1|b2u(b.said != 0)<<2)
	// words
	same := b2u(a.lemma == b.lemma)
	text := b2u(a.text == b.text)
	anyHead := b2u(slices.Contains(t.lemmas, b.lemma))
	inA, inB := k.missing(b, a), k.missing(a, b)
	f(8, same|text<<1|anyHead<<2, akind)
	f(9, same|text<<1|min(inA, 3)<<2|min(inB, 3)<<4, uint32(b.det)|uint32(a.det)<<4)
	f(11, same|text<<1|b2u(a.form == formName)<<2, b.lemma)
	f(12, a.class[1], b.class[1])
	f(13, a.class[2], b.class[0]|same<<8)
	f(14, a.lemma, b.lemma)
	f(15, a.class[2], b.rel)
	// who speaks
	spk := b2u(b.speaker >= 0 && b.speaker == j) | b2u(b.speaker >= 0 && k.nodes[b.speaker].entity == a.entity)<<1 |
		b2u(a.speaker >= 0 && a.speaker == b.speaker)<<2 | b2u(b.said != 0)<<3 | b2u(a.source != 0)<<4 | b2u(b.source != 0)<<5 |
		b2u(b.quote != 0)<<6 | b2u(a.quote != 0)<<7 | b2u(a.quote == b.quote)<<8
	f(16, spk, akind)
	// structure
	st := k.structure(a, b)
	f(18, st, akind)
	// the entity
	f(20, bucket(int32(len(t.members))), b2u(t.named)|sent<<1)
	figures := uint32(0) // both say a number: another one, the same
	if a.figure != 0 || b.figure != 0 {
		figures = 1 + b2u(a.figure == b.figure) + b2u(a.figure != 0 && b.figure != 0)<<1
	}
	pre := min(k.missingBefore(b, a), 3) | min(k.missingBefore(a, b), 3)<<2
	f(23, figures, same|text<<1)
	f(24, pre, same|uint32(b.det)<<1|b2u(a.form == formName)<<8)
	recent := uint32(0)
	for x := len(t.members) - 1; x >= 0 && b.sentence-k.nodes[t.members[x]].sentence <= 2 && recent < 3; x-- {
		recent++
	}
	f(25, recent, bucket(int32(rank)))
	f(27, b.governing, a.class[1])
	if b.role != nil {
		fits := uint32(0)
		if t.known >= 0 {
			th := &k.r.things[t.known]
			fits = 1 + b2u(len(th.roles) > 0) + b2u(k.r.fits(int(t.known), *b.role))<<1 + b2u(len(th.nations) > 0 && len(b.role.nations) > 0)<<2
		}
		f(31, fits, uint32(b.det))
		f(32, fits, sent)
	}
	if b.source != 0 && b.form == formPronoun {
		last := b2u(a.source != 0 && a.source == k.spoke) | b2u(k.spoke != 0 && k.voice == a.entity)<<1
		f(33, last, sent)
		f(34, last, akind)
	}
	if a.speaker == i { // "the minister will go, she said"
		f(35, b2u(a.quote != 0), a.rel)
		f(36, b2u(a.quote != 0)|b2u(a.sentence == b.sentence)<<1, akind)
	}
	f(29, a.prep, b2u(t.named))
	f(30, a.prep, a.rel)
	f(28, b2u(t.named)|min(anyHead, 1)<<1|text<<2, uint32(b.det)|sent<<4)
	return fs
}

// missingBefore counts the words before the head of b that a has not.
func (k *ranker) missingBefore(a, b *node) uint32 {
	n := uint32(0)
	for _, w := range b.words[:b.before] {
		if !slices.Contains(a.words, w) {
			n++
		}
	}
	return n
}

// missing counts the words of b that a has not.
func (k *ranker) missing(a, b *node) uint32 {
	n := uint32(0)
	for _, w := range b.words {
		if !slices.Contains(a.words, w) {
			n++
		}
	}
	return n
}

// structure says how two phrases of one sentence hang together.
func (k *ranker) structure(a, b *node) uint32 {
	if a.sentence != b.sentence {
		return 0
	}
	switch {
	case b.governor == a.head && k.d.Tokens[b.head].Rel == "appos":
		return 1
	case a.governor == b.head && k.d.Tokens[a.head].Rel == "nsubj":
		return 2 // a is b
	case b.governor == a.head:
		return 3
	case a.governor == b.head:
		return 4
	case a.governor == b.governor:
		return 5 + b2u(b.reflex)
	case a.governor >= 0 && b.governor >= 0 && k.d.Tokens[b.governor].Head != 0 && int32(k.d.Tokens[b.governor].Head)-1 == a.governor:
		return 7 // b hangs on something beside a
	}
	return 8
}
