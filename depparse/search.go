package depparse

// memo remembers what features came to. The ways of a beam mostly differ in arcs
// that are far behind the place looked at, so that one place is looked at again
// and again. A slot is chosen by a fingerprint of all features and holds the last
// that fell there.
type memo struct {
	moves [memoSize]struct {
		key    uint64
		scores [moves]float32
	}
	relations [memoSize]struct {
		key uint64
		rel uint8
	}
}

const memoSize = 1 << 9

// fingerprint is 64 bits of features, never zero.
func fingerprint(features []uint32) uint64 {
	const a, b = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93
	x, y := uint64(a), uint64(b)
	for ; len(features) >= 4; features = features[4:] {
		x = (x ^ (uint64(features[0]) | uint64(features[1])<<32)) * b
		y = (y ^ (uint64(features[2]) | uint64(features[3])<<32)) * a
		x ^= x >> 29
		y ^= y >> 31
	}
	for _, f := range features {
		x = (x ^ uint64(f)) * b
		x ^= x >> 29
	}
	x = (x ^ y>>7 ^ y<<57) * a
	return max(1, x^x>>32)
}

// search parses a sentence by the best sequence of moves that the beam finds.
func (p *Parser) search(ws []word, m *scratch) *state {
	if m.memo == nil {
		m.memo = &memo{}
	}
	*m.memo = memo{} // so that the speed of a sentence does not hang on those before
	b := &m.beam
	for b.start(len(ws) - 2); !b.ways[0].state.done(); {
		b.step(ws, m, p.beam, p.margin, -1)
	}
	return &b.ways[0].state
}

func (m *scratch) scoreMoves(features []uint32) [moves]float32 {
	key := fingerprint(features)
	known := &m.memo.moves[key%memoSize]
	if known.key != key {
		known.key = key
		for move, v := range m.parser.arcs.Score4(features) {
			if move < moves {
				known.scores[move] = float32(v)
			}
		}
	}
	return known.scores
}

func (m *scratch) nameRelation(features []uint32) uint8 {
	if m.memo == nil { // greedy: no place is looked at twice
		return m.relation(features)
	}
	key := fingerprint(features)
	known := &m.memo.relations[key%memoSize]
	if known.key != key {
		known.key, known.rel = key, m.relation(features)
	}
	return known.rel
}

func (m *scratch) relation(features []uint32) uint8 {
	m.parser.rels.Score(features, m.scores)
	return bestRel(m.scores, m.parser.rootRel)
}

func (m *scratch) rootRelation() uint8 { return m.parser.rootRel }
