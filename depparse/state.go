package depparse

// A sentence of n words is parsed over the positions 0 to n+1: 0 is no word, 1
// to n are the words, n+1 is the root, which stands last (Ballesteros and Nivre
// 2013).
//
// state is a configuration of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez
// and Satta 2011): a stack, and a buffer that is the positions from next on.
type state struct {
	root  int32 // n+1
	next  int32
	stack []int32
	node  []node // by position
}

// node is what is known of a position: its head and relation once it has them,
// and its dependents so far.
type node struct {
	head          int32
	left, left2   int32  // the outermost dependents on the left, 0 for none
	right, right2 int32  // and on the right
	lrels, rrels  uint64 // the sets of relations of the dependents on either side
	rel           uint8
	nleft, nright uint8 // how many dependents there are on either side
}

// The moves of the system.
const (
	shift = iota // the first of the buffer goes onto the stack
	left         // the top of the stack becomes a dependent of the first of the buffer
	right        // the top of the stack becomes a dependent of the one below it
	moves
)

func (s *state) reset(n int) {
	s.root, s.next, s.stack = int32(n+1), 1, s.stack[:0]
	if cap(s.node) < n+2 {
		s.node = make([]node, 2*n+2)
	}
	s.node = s.node[:n+2]
	clear(s.node)
}

// done reports whether every word has a head.
func (s *state) done() bool { return s.next == s.root && len(s.stack) == 0 }

// top returns the k-th position of the stack from its top, 0 beyond its bottom.
func (s *state) top(k int) int32 {
	if k >= len(s.stack) {
		return 0
	}
	return s.stack[len(s.stack)-1-k]
}

// may reports whether a move is allowed. The root takes one dependent, the last
// that is left, so that a tree has one root.
func (s *state) may(move int) bool {
	switch move {
	case shift:
		return s.next != s.root
	case left:
		return len(s.stack) == 1 || len(s.stack) > 1 && s.next != s.root
	default:
		return len(s.stack) > 1
	}
}

// arc returns the head and dependent that a move connects.
func (s *state) arc(move int) (head, dependent int32) {
	if move == left {
		return s.next, s.top(0)
	}
	return s.top(1), s.top(0)
}

func (s *state) shift() {
	s.stack = append(s.stack, s.next)
	s.next++
}

// attach makes the top of the stack a dependent of head and takes it off.
func (s *state) attach(head int32, rel uint8) {
	d := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.node[d].head, s.node[d].rel = head, rel
	h := &s.node[head]
	if d < head {
		h.left, h.left2 = d, h.left
		h.nleft++
		h.lrels |= 1 << (rel & 63)
	} else {
		h.right, h.right2 = d, h.right
		h.nright++
		h.rrels |= 1 << (rel & 63)
	}
}
