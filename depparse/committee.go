package depparse

import "sayso"

// Committee is parsers that vote (Sagae and Lavie 2006). It is slow: it is for
// parsing text that a faster parser then learns from.
type Committee []*Parser

// Parse fills Head and Rel of every token that is in a sentence: the projective
// tree whose heads have most votes, each word with the relation that most of
// those for its head gave it. It returns for each sentence the share of votes
// that the tree's heads and relations have, from 0 to 1.
func (c Committee) Parse(d *sayso.Document) []float64 {
	votes := make([][]sayso.Token, len(c))
	copied := *d
	for k, p := range c {
		copied.Tokens = append([]sayso.Token(nil), d.Tokens...)
		p.Parse(&copied)
		votes[k] = copied.Tokens
	}
	shares := make([]float64, len(d.Sentences))
	var m chart
	for i, s := range d.Sentences {
		n := int(s.Last - s.First)
		m.reset(n)
		for _, tokens := range votes {
			for w := 1; w <= n; w++ {
				head := 0
				if h := tokens[int(s.First)+w-1].Head; h != 0 {
					head = int(h) - int(s.First)
				}
				*m.score(head, w)++
			}
		}
		agreed := 0
		for w, head := range m.best() {
			if w == 0 {
				continue
			}
			tok := &d.Tokens[int(s.First)+w-1]
			tok.Head = 0
			if head != 0 {
				tok.Head = sayso.RefTo[sayso.Token](int(s.First) + head - 1)
			}
			var most int
			tok.Rel, most = relationOf(votes, int(s.First)+w-1, tok.Head)
			agreed += most
		}
		shares[i] = float64(agreed) / float64(max(1, n*len(c)))
	}
	return shares
}

// relationOf returns the relation that most votes with that head have, the first
// of equals, and how many. Where nobody voted for the head it is the root's own
// or unknown.
func relationOf(votes [][]sayso.Token, token int, head sayso.Ref[sayso.Token]) (rel string, most int) {
	rel = unknownRel
	if head == 0 {
		rel = rootRel
	}
	counts := map[string]int{}
	for _, tokens := range votes {
		if t := tokens[token]; t.Head == head {
			counts[t.Rel]++
			if counts[t.Rel] > most {
				rel, most = t.Rel, counts[t.Rel]
			}
		}
	}
	return rel, most
}

// Relations that Universal Dependencies has for every language.
const (
	rootRel    = "root"
	unknownRel = "dep"
)

// chart finds the projective tree of the highest score over words 1 to n with
// one root, 0 (Eisner 1996).
type chart struct {
	n      int
	scores []int // by head, dependent
	// By the ends of a stretch: the best with its head at the left or right end,
	// still to be made longer there (open) or done; and where it is put together.
	open, done    [2][]int
	openAt, dones [2][]int
	heads         []int
}

const (
	leftHead = iota
	rightHead
)

func (m *chart) reset(n int) {
	m.n = n
	size := (n + 1) * (n + 1)
	fresh := func(s []int, size int) []int {
		if cap(s) < size {
			return make([]int, size)
		}
		clear(s[:size])
		return s[:size]
	}
	m.scores, m.heads = fresh(m.scores, size), fresh(m.heads, n+1)
	for side := range 2 {
		m.open[side], m.done[side] = fresh(m.open[side], size), fresh(m.done[side], size)
		m.openAt[side], m.dones[side] = fresh(m.openAt[side], size), fresh(m.dones[side], size)
	}
}

func (m *chart) score(head, dependent int) *int { return &m.scores[head*(m.n+1)+dependent] }

// best returns the head of each word, by word; element 0 is unused.
func (m *chart) best() []int {
	at := func(a, b int) int { return a*(m.n+1) + b }
	for length := 1; length < m.n; length++ {
		for a := 1; a+length <= m.n; a++ {
			b := a + length
			most, k := -1, a
			for x := a; x < b; x++ {
				if v := m.done[leftHead][at(a, x)] + m.done[rightHead][at(x+1, b)]; v > most {
					most, k = v, x
				}
			}
			for side, arc := range [...]int{*m.score(a, b), *m.score(b, a)} {
				m.open[side][at(a, b)], m.openAt[side][at(a, b)] = most+arc, k
			}
			most = -1
			for x := a + 1; x <= b; x++ {
				if v := m.open[leftHead][at(a, x)] + m.done[leftHead][at(x, b)]; v > most {
					most, k = v, x
				}
			}
			m.done[leftHead][at(a, b)], m.dones[leftHead][at(a, b)] = most, k
			most = -1
			for x := a; x < b; x++ {
				if v := m.done[rightHead][at(a, x)] + m.open[rightHead][at(x, b)]; v > most {
					most, k = v, x
				}
			}
			m.done[rightHead][at(a, b)], m.dones[rightHead][at(a, b)] = most, k
		}
	}
	root, most := 0, -1
	for r := 1; r <= m.n; r++ {
		if v := m.done[rightHead][at(1, r)] + m.done[leftHead][at(r, m.n)] + *m.score(0, r); v > most {
			root, most = r, v
		}
	}
	if root != 0 {
		m.heads[root] = 0
		m.unfold(rightHead, 1, root)
		m.unfold(leftHead, root, m.n)
	}
	return m.heads
}

// unfold sets the heads of a stretch that is done.
func (m *chart) unfold(side, a, b int) {
	if a == b {
		return
	}
	k := m.dones[side][a*(m.n+1)+b]
	x, y := a, k // the open part
	if side == leftHead {
		m.heads[k] = a
		m.unfold(leftHead, k, b)
	} else {
		x, y = k, b
		m.heads[k] = b
		m.unfold(rightHead, a, k)
	}
	z := m.openAt[side][x*(m.n+1)+y]
	m.unfold(leftHead, x, z)
	m.unfold(rightHead, z+1, y)
}
