package depparse

// gold is the right tree of a sentence, by position.
type gold struct {
	heads      []int32
	rels       []uint8
	dependents [][]int32
}

// costs returns how many arcs of the gold tree each move puts out of reach: the
// dynamic oracle of Goldberg and Nivre (2013).
//
//   - shift: the first of the buffer loses its head if that is on the stack
//     below the top, and every dependent it has on the stack;
//   - left: the top loses its head if that is just below it or in the buffer
//     behind its first, and its dependents in the buffer;
//   - right: the top loses its head if that is in the buffer, and its
//     dependents there.
func (s *state) costs(g *gold) (c [moves]int) {
	b := s.next
	if s.may(shift) {
		h := g.heads[b]
		for k, x := range s.stack {
			if x == h && k < len(s.stack)-1 {
				c[shift]++
			}
			if g.heads[x] == b {
				c[shift]++
			}
		}
	}
	if len(s.stack) == 0 {
		return c
	}
	top := s.top(0)
	h := g.heads[top]
	for _, d := range g.dependents[top] {
		if d >= b {
			c[left]++
			c[right]++
		}
	}
	if h > b || h != 0 && h == s.top(1) {
		c[left]++
	}
	if h >= b {
		c[right]++
	}
	return c
}
