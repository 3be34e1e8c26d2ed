package link

import (
	"context"
	"slices"
)

// State is what a linker knows of the items before: their keys, what is compared
// of them, their ties and groups. Items have numbers above 0 that the caller
// gives, later ones greater ones. A store may keep it; Memory does so for the
// length of a run.
type State interface {
	// Find returns the items that have each of keys, the greatest number first, at
	// most limit of each, which is MostItems or less.
	Find(ctx context.Context, keys []uint64, limit int) ([][]int, error)
	// Docs returns what Keep was given of each item.
	Docs(ctx context.Context, items []int) ([][]byte, error)
	// Ties returns the ties of each item, sorted by To.
	Ties(ctx context.Context, items []int) ([][]Tie, error)
	// Groups returns the group of each item, 0 for one that is in none.
	Groups(ctx context.Context, items []int) ([]int, error)
	// Members returns the items of each group, sorted.
	Members(ctx context.Context, groups []int) ([][]int, error)
	// NewGroup returns a number above 0 that no group has or had.
	NewGroup(ctx context.Context) (int, error)

	// Keep keeps an item in a group of its own, or in none yet when group is 0.
	Keep(ctx context.Context, item, group int, keys []uint64, doc []byte) error
	// Tie keeps ties of an item, for both their ends.
	Tie(ctx context.Context, item int, ties []Tie) error
	// Place moves items to a group.
	Place(ctx context.Context, items []int, group int) error
	// Drop forgets an item with its keys and ties.
	Drop(ctx context.Context, item int, keys []uint64) error
}

// MostItems is the greatest limit that a linker asks a State with.
const MostItems = 400

// Tie joins an item to another that it may belong together with.
type Tie struct {
	To int
	// Weight is the logit of the pair alone. Of reprints it is the share of the
	// item's shingles that the other has, and Back the reverse.
	Weight, Back float64
	Marks        Marks
}

// Marks say more of a tie.
type Marks uint16

// The marks of a tie.
const (
	MarkDated  Marks = 1 << iota // both articles have a date
	MarkFree                     // two statements of one article: the pair alone decides, and it counts for no margin
	MarkFar                      // copies further apart in time than reprints are as a rule
	MarkBefore                   // the item came before the other, as far as dates and credits tell
	MarkAfter                    // the other came before the item
	MarkTells                    // the item also tells the utterance of the other
	MarkTold                     // the other also tells the utterance of the item
	MarkBare                     // of one of two statements the words alone are known
	MarkCopy                     // two statements of the same words: where one belongs, the other does
)

// reversed returns the tie as its other end has it.
func (t Tie) reversed(item int) Tie {
	m := t.Marks &^ (MarkBefore | MarkAfter | MarkTells | MarkTold)
	for _, pair := range [][2]Marks{{MarkBefore, MarkAfter}, {MarkTells, MarkTold}} {
		if t.Marks&pair[0] != 0 {
			m |= pair[1]
		}
		if t.Marks&pair[1] != 0 {
			m |= pair[0]
		}
	}
	return Tie{To: item, Weight: t.Back, Back: t.Weight, Marks: m}
}

// Reversed returns ties of item as their other ends have them.
func Reversed(item int, ties []Tie) []Tie {
	out := make([]Tie, len(ties))
	for i, t := range ties {
		out[i] = t.reversed(item)
	}
	return out
}

// Memory is a State in memory. Its zero value is empty and ready to use; it may
// be used by one goroutine at a time.
type Memory struct {
	items   map[uint64][]int
	docs    map[int][]byte
	ties    map[int][]Tie
	groups  map[int]int
	members map[int][]int
	last    int // group
}

// Find implements State.
func (m *Memory) Find(_ context.Context, keys []uint64, limit int) ([][]int, error) {
	out := make([][]int, len(keys))
	for k, key := range keys {
		have := m.items[key]
		for i := len(have) - 1; i >= 0 && len(out[k]) < limit; i-- {
			out[k] = append(out[k], have[i])
		}
	}
	return out, nil
}

// Docs implements State.
func (m *Memory) Docs(_ context.Context, items []int) ([][]byte, error) {
	return lookUp(m.docs, items), nil
}

// Ties implements State.
func (m *Memory) Ties(_ context.Context, items []int) ([][]Tie, error) {
	return lookUp(m.ties, items), nil
}

// Groups implements State.
func (m *Memory) Groups(_ context.Context, items []int) ([]int, error) {
	return lookUp(m.groups, items), nil
}

// Members implements State.
func (m *Memory) Members(_ context.Context, groups []int) ([][]int, error) {
	return lookUp(m.members, groups), nil
}

func lookUp[T any](in map[int]T, keys []int) []T {
	out := make([]T, len(keys))
	for i, k := range keys {
		out[i] = in[k]
	}
	return out
}

// NewGroup implements State.
func (m *Memory) NewGroup(context.Context) (int, error) {
	m.last++
	return m.last, nil
}

// Keep implements State.
func (m *Memory) Keep(ctx context.Context, item, group int, keys []uint64, doc []byte) error {
	if m.docs == nil {
		*m = Memory{items: map[uint64][]int{}, docs: map[int][]byte{}, ties: map[int][]Tie{}, groups: map[int]int{}, members: map[int][]int{}, last: m.last}
	}
	for _, k := range keys {
		at, _ := slices.BinarySearch(m.items[k], item)
		m.items[k] = slices.Insert(m.items[k], at, item)
	}
	m.docs[item] = doc
	if group > 0 {
		return m.Place(ctx, []int{item}, group)
	}
	return nil
}

// Tie implements State.
func (m *Memory) Tie(_ context.Context, item int, ties []Tie) error {
	m.insert(item, ties...)
	for _, t := range ties {
		m.insert(t.To, t.reversed(item))
	}
	return nil
}

func (m *Memory) insert(item int, ties ...Tie) {
	for _, t := range ties {
		at, _ := slices.BinarySearchFunc(m.ties[item], t.To, func(t Tie, to int) int { return t.To - to })
		m.ties[item] = slices.Insert(slices.Clip(m.ties[item]), at, t) // whoever holds the old ones keeps them
	}
}

// Place implements State.
func (m *Memory) Place(_ context.Context, items []int, group int) error {
	for _, i := range items {
		m.leave(i)
		m.groups[i] = group
		at, _ := slices.BinarySearch(m.members[group], i)
		m.members[group] = slices.Insert(slices.Clip(m.members[group]), at, i)
	}
	return nil
}

// leave takes an item out of its group.
func (m *Memory) leave(item int) {
	g := m.groups[item]
	rest := slices.DeleteFunc(slices.Clone(m.members[g]), func(i int) bool { return i == item })
	if m.members[g] = rest; len(rest) == 0 {
		delete(m.members, g)
	}
	delete(m.groups, item)
}

// Drop implements State.
func (m *Memory) Drop(_ context.Context, item int, keys []uint64) error {
	for _, k := range keys {
		m.items[k] = slices.DeleteFunc(m.items[k], func(i int) bool { return i == item })
	}
	for _, t := range m.ties[item] {
		m.ties[t.To] = slices.DeleteFunc(slices.Clone(m.ties[t.To]), func(back Tie) bool { return back.To == item })
	}
	delete(m.docs, item)
	delete(m.ties, item)
	m.leave(item)
	return nil
}
