package depparse

import "slices"

// decider scores the moves of a configuration and names the relation of an arc:
// a parser, or what is learning to be one.
type decider interface {
	scoreMoves(features []uint32) [moves]float32
	nameRelation(features []uint32) uint8
	rootRelation() uint8
}

// beam keeps the best few ways to parse a sentence up to a move. What a way is
// worth is the sum of the scores of its moves; a relation is named when its arc
// is made and has no part in the sum.
type beam struct {
	ways, next []way
	candidates []candidate
	features   []uint32
}

// way is one hypothesis: where it has got to, and how.
type way struct {
	state state
	score float32
	moves []uint8
	gold  bool // in training: all its moves are right
}

// candidate is a way made longer by one move.
type candidate struct {
	from, move int
	score      float32
}

// start begins a sentence of n words.
func (b *beam) start(n int) {
	b.ways = room(b.ways, 1)
	w := &b.ways[0]
	w.state.reset(n)
	w.score, w.moves, w.gold = 0, w.moves[:0], true
}

// room returns ways with n elements, whose memory is used again.
func room(ways []way, n int) []way {
	for cap(ways) < n {
		ways = append(ways[:cap(ways)], way{})
	}
	return ways[:n]
}

// step makes every way longer by each move that it may and keeps the width best,
// less those that are further than margin behind the best. gold is the right
// move, or -1 when none is known.
func (b *beam) step(ws []word, d decider, width int, margin float32, gold int) {
	b.candidates = b.candidates[:0]
	for i := range b.ways {
		w := &b.ways[i]
		if move := w.state.only(); move >= 0 {
			b.offer(candidate{i, move, w.score}, width)
			continue
		}
		b.features = moveFeatures(b.features[:0], &w.state, ws)
		for move, v := range d.scoreMoves(b.features) {
			if w.state.may(move) {
				b.offer(candidate{i, move, w.score + v}, width)
			}
		}
	}
	n := 1
	for n < len(b.candidates) && b.candidates[n].score >= b.candidates[0].score-margin {
		n++
	}
	b.candidates = b.candidates[:n]
	b.next = room(b.next, n)
	for k, c := range b.candidates {
		from, to := &b.ways[c.from], &b.next[k]
		to.gold = from.gold && c.move == gold
		if slices.ContainsFunc(b.candidates[k+1:], func(x candidate) bool { return x.from == c.from }) {
			to.state.set(&from.state)
			to.moves = append(to.moves[:0], from.moves...)
		} else { // nobody needs the shorter way any more
			to.state, from.state = from.state, to.state
			to.moves, from.moves = from.moves, to.moves
		}
		to.score, to.moves = c.score, append(to.moves, uint8(c.move))
		b.features = to.state.take(c.move, ws, d, b.features)
	}
	b.ways, b.next = b.next, b.ways
}

// offer puts c among the width best candidates, best first; of equals the one
// that came first stays in front.
func (b *beam) offer(c candidate, width int) {
	k := len(b.candidates)
	for k > 0 && b.candidates[k-1].score < c.score {
		k--
	}
	if k == width {
		return
	}
	if len(b.candidates) == width {
		b.candidates = b.candidates[:width-1]
	}
	b.candidates = slices.Insert(b.candidates, k, c)
}

// only returns the one move that is allowed, or -1 when there are several.
func (s *state) only() int {
	switch {
	case len(s.stack) == 0:
		return shift
	case s.next != s.root:
		return -1
	case len(s.stack) == 1:
		return left
	}
	return right
}

// set makes s a copy of t.
func (s *state) set(t *state) {
	s.root, s.next = t.root, t.next
	s.stack = append(s.stack[:0], t.stack...)
	s.node = append(s.node[:0], t.node...)
}

// take makes a move and names the relation of its arc, if it makes one.
func (s *state) take(move int, ws []word, d decider, features []uint32) []uint32 {
	if move == shift {
		s.shift()
		return features
	}
	head, dependent := s.arc(move)
	if head == s.root {
		s.attach(head, d.rootRelation())
		return features
	}
	features = relFeatures(features[:0], s, ws, head, dependent)
	s.attach(head, d.nameRelation(features))
	return features
}
