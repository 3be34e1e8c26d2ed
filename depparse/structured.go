package depparse

import "math"

// structured learns from one sentence with a beam: when the way that the beam
// likes best at the end is not the right one, the two are set apart up to the
// move where the wrong one was furthest ahead (max-violation; Huang, Fayong and
// Guo 2012). Relations are learnt one by one on the way that was found. It
// returns how many moves the weights were changed for and how many relations
// were wrong.
func (l *learner) structured(e *sentence, width int) (arcs, rels int) {
	n := len(e.words) - 2
	right := l.rightMoves(e)
	b, g := &l.beam, &l.gold
	b.start(n)
	g.state.reset(n)
	g.score = 0
	var wrong []uint8 // the moves to set apart
	worst := float32(0)
	l.arcs.Step()
	for step, move := range right {
		b.step(e.words, l, width, math.MaxFloat32, int(move))
		if g.state.only() < 0 {
			l.fs = moveFeatures(l.fs[:0], &g.state, e.words)
			g.score += l.scoreMoves(l.fs)[move]
		}
		l.fs = g.state.take(int(move), e.words, l, l.fs)
		if best := &b.ways[0]; !best.gold && (best.score-g.score > worst || wrong == nil) {
			worst = best.score - g.score
			wrong = append(wrong[:0], best.moves[:step+1]...)
		}
	}
	if b.ways[0].gold {
		wrong = nil
	}
	from := 0
	for from < len(wrong) && wrong[from] == right[from] {
		from++
	}
	l.change(e, wrong, from, -1)
	l.change(e, right[:len(wrong)], from, 1)
	return len(wrong) - from, l.learnRelations(e, b.ways[0].moves)
}

// rightMoves returns moves to the gold tree, or to the nearest that the system
// can build; an arc is made as soon as it costs nothing.
func (l *learner) rightMoves(e *sentence) []uint8 {
	s := &l.state
	l.right = l.right[:0]
	for s.reset(len(e.words) - 2); !s.done(); {
		move := s.only()
		if move < 0 {
			costs := s.costs(&e.gold)
			for _, m := range [...]int{left, right, shift} {
				if s.may(m) && (move < 0 || costs[m] < costs[move]) {
					move = m
				}
			}
		}
		l.right = append(l.right, uint8(move))
		if move == shift {
			s.shift()
			continue
		}
		head, _ := s.arc(move)
		s.attach(head, l.p.rootRel)
	}
	return l.right
}

// change adds by to the weights of a sequence of moves, from the move number
// from on.
func (l *learner) change(e *sentence, sequence []uint8, from int, by float32) {
	if len(sequence) == 0 {
		return
	}
	s := &l.state
	s.reset(len(e.words) - 2)
	for k, move := range sequence {
		if k >= from && s.only() < 0 {
			l.fs = moveFeatures(l.fs[:0], s, e.words)
			l.arcs.Change(l.fs, int(move), by)
		}
		l.fs = s.take(int(move), e.words, l, l.fs)
	}
}

// learnRelations learns the relations of the right arcs that a sequence of moves
// makes, and returns how many were wrong.
func (l *learner) learnRelations(e *sentence, sequence []uint8) (wrong int) {
	s := &l.state
	s.reset(len(e.words) - 2)
	for _, move := range sequence {
		if move == shift {
			s.shift()
			continue
		}
		head, dependent := s.arc(int(move))
		if head == s.root {
			s.attach(head, l.p.rootRel)
			continue
		}
		l.fs = relFeatures(l.fs[:0], s, e.words, head, dependent)
		rel := l.nameRelation(l.fs)
		if e.gold.heads[dependent] == head {
			l.rels.Step()
			if gold := e.gold.rels[dependent]; gold != rel {
				wrong++
				l.rels.Update(l.fs, int(gold), int(rel))
			}
		}
		s.attach(head, rel)
	}
	return wrong
}

func (l *learner) scoreMoves(features []uint32) (out [moves]float32) {
	l.arcs.Score(features, l.scores[:moves])
	return [moves]float32(l.scores[:moves])
}

func (l *learner) nameRelation(features []uint32) uint8 {
	l.rels.Score(features, l.scores)
	return bestRel(l.scores, l.p.rootRel)
}

func (l *learner) rootRelation() uint8 { return l.p.rootRel }
