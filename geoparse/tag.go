package geoparse

import (
	"sayso"
	"sayso/perceptron"
)

// The tags of a word.
const (
	tagNone = iota
	tagBegin
	tagInside
	tags
)

// edge stands for the word beyond the sentence.
var edge = word{shape: shapeMark}

// lean is what the score of no toponym is lowered by. A missed name costs more
// than one too many: it cannot be placed.
const lean = 100

// tag decides on the words of one sentence.
func (p *Parser) tag(s sayso.Sentence, r *reading) {
	for i := int(s.First); i < int(s.Last); i++ {
		if !open(r, s, i) {
			continue
		}
		r.features = tagFeatures(r.features[:0], r, s, i)
		scores := p.tagger.Score4(r.features)
		scores[tagNone] -= lean
		r.tags[i] = choose(scores, before(r, s, i))
	}
}

// open reports whether a word may belong to a toponym: it is capitalised, or it
// stands inside a name of the gazetteer, or it goes on with a name as "Highway
// 45" does.
func open(r *reading, s sayso.Sentence, i int) bool {
	w := &r.words[i]
	if w.shape == shapeCapital || w.shape == shapeCapitals || w.shape == shapeInitial {
		return true
	}
	if i == int(s.First) || before(r, s, i) == tagNone {
		return false
	}
	return w.known != knownNot && w.at > 0 || w.shape == shapeDigits || w.shape == shapeSmall && i+1 < int(s.Last) && capital(r.words[i+1].shape) ||
		w.shape == shapeMark && joins(w.text) && (i+1 < int(s.Last) && capital(r.words[i+1].shape) || w.text == "." && r.words[i-1].known == knownAlias)
}

func before(r *reading, s sayso.Sentence, i int) uint8 {
	if i <= int(s.First) {
		return tagNone
	}
	return r.tags[i-1]
}

// choose returns the best tag that may follow another.
func choose(scores [4]int32, last uint8) uint8 {
	best := uint8(tagNone)
	if scores[tagBegin] > scores[best] {
		best = tagBegin
	}
	if last != tagNone && scores[tagInside] > scores[best] {
		best = tagInside
	}
	return best
}

// share is n of all as a small number.
func share(n, all int) uint32 {
	if all == 0 {
		return 9
	}
	return uint32(4 * n / all)
}

func few(n int) uint32 { return uint32(min(n, 3)) }

// tagFeatures appends the fingerprints of what speaks for a tag of word i.
func tagFeatures(fs []uint32, r *reading, s sayso.Sentence, i int) []uint32 {
	at := func(k int) *word {
		if k < int(s.First) || k >= int(s.Last) {
			return &edge
		}
		return &r.words[k]
	}
	w, b, bb, a, aa := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	last := uint32(before(r, s, i))
	known := gazetteered(w)
	flags := uint32(w.flags)
	// n is the word after the gazetteer's name, or after the run of capitals.
	next := i + 1
	if w.known != knownNot {
		next = i + int(w.size) - int(w.at)
	}
	n := at(next)
	run := 0
	for run < 4 && capital(at(i+run+1).shape) {
		run++
	}
	back := 0
	for back < 4 && capital(at(i-back-1).shape) {
		back++
	}
	shapes := uint32(b.shape)<<8 | uint32(w.shape)<<4 | uint32(a.shape)
	placed, named, followed, small := uint32(9), uint32(9), uint32(9), uint32(9)
	if w.use != nil {
		placed, named, followed, small = share(w.use.placed, w.use.all), share(w.use.named, w.use.all), share(w.use.followed, w.use.all), few(w.use.small)
	}
	sentence := uint32(0)
	if w.first {
		sentence = 1
	}
	f := perceptron.Feature
	return append(fs,
		f(0, last, 0, 0),
		f(1, w.form, 0, 0),
		f(2, w.lower, last, 0),
		f(3, b.lower, last, 0),
		f(4, a.lower, last, 0),
		f(5, b.lower, w.lower, 0),
		f(6, w.lower, a.lower, 0),
		f(7, bb.lower, b.lower, known),
		f(8, a.lower, aa.lower, last),
		f(9, w.end, last, 0),
		f(10, shapes, last, sentence),
		f(11, known, last, 0),
		f(12, known, uint32(b.flags), last),
		f(13, known, uint32(n.flags), uint32(n.shape)),
		f(14, known, b.lower, last),
		f(15, known, n.lower, last),
		f(16, known, placed, named),
		f(17, known, followed, small),
		f(18, known, uint32(w.cluster[2]), 0),
		f(19, uint32(w.cluster[0]), last, known),
		f(20, uint32(b.cluster[1]), last, known),
		f(21, uint32(a.cluster[1]), last, known),
		f(22, uint32(n.cluster[2]), last, 0),
		f(23, uint32(b.cluster[2]), last, 0),
		f(24, uint32(b.cluster[0]), uint32(w.cluster[0]), uint32(a.cluster[0])),
		f(25, flags, last, known),
		f(26, flags, uint32(a.flags), last),
		f(27, uint32(b.flags), flags, uint32(a.flags)),
		f(28, uint32(run), uint32(back), known),
		f(29, gazetteered(a), known, last),
		f(30, gazetteered(b), known, last),
		f(31, placed, followed, shapes),
		f(32, uint32(n.cluster[1]), known, uint32(b.flags)),
		f(33, b.lower, n.lower, known&15),
		f(34, uint32(at(i+run+1).flags), uint32(run), last),
		f(35, at(i+run).lower, uint32(run), last),
		f(36, uint32(at(i - back - 1).cluster[2]), uint32(back), last),
	)
}

// gazetteered is what the gazetteer says of a word.
func gazetteered(w *word) uint32 {
	k := uint32(w.known)
	if k == knownNot {
		return 0
	}
	if w.at > 0 {
		k |= 1 << 4
	}
	if w.size > 1 {
		k |= 1 << 5
	}
	if w.other {
		k |= 1 << 6
	}
	return k
}
