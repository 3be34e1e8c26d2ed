package link

import (
	"cmp"
	"math/bits"
	"slices"
)

// tally counts keys that are spread evenly, in a table with open addressing that
// is used again and again: a map took several times as long.
type tally struct {
	slots []counted
	shift int
	used  []int // slots
}

// counted is a key and how often it was added, 0 for a free slot.
type counted struct {
	key uint64
	n   int
}

// reset empties the tally and makes room for that many keys.
func (t *tally) reset(keys int) {
	for _, i := range t.used {
		t.slots[i] = counted{}
	}
	t.used = t.used[:0]
	if size := 1 << bits.Len(uint(2*keys)|63); size > len(t.slots) {
		t.slots = make([]counted, size)
		t.shift = 64 - bits.Len(uint(size-1))
	}
}

// slot returns where a key stands, or would.
func (t *tally) slot(key uint64) int {
	i := int(key * fibonacci >> t.shift)
	for t.slots[i].n > 0 && t.slots[i].key != key {
		i = (i + 1) & (len(t.slots) - 1)
	}
	return i
}

// fibonacci spreads keys that are near each other (Knuth, The Art of Computer
// Programming 3, 6.4: 2^64 over the golden ratio).
const fibonacci = 0x9E3779B97F4A7C15

func (t *tally) add(key uint64) {
	i := t.slot(key)
	if t.slots[i].n == 0 {
		t.used = append(t.used, i)
		t.slots[i].key = key
	}
	t.slots[i].n++
}

// of returns how often a key was added.
func (t *tally) of(key uint64) int { return t.slots[t.slot(key)].n }

// most returns the n items that the most of lists have, of equals the later. Each
// list names an item once.
func (t *tally) most(lists [][]int, n int) []int {
	all := 0
	for _, items := range lists {
		all += len(items)
	}
	t.reset(all)
	for _, items := range lists {
		for _, i := range items {
			t.add(uint64(i))
		}
	}
	have := make([]int, len(lists)+1) // how many items stand in so many lists
	for _, i := range t.used {
		have[t.slots[i].n]++
	}
	least, enough := len(lists), 0 // lists that an item must stand in to be among the first
	for ; least > 1; least-- {
		if enough += have[least]; enough >= n {
			break
		}
	}
	var first []counted
	var last []int // of those that stand in just so many
	for _, i := range t.used {
		switch c := t.slots[i]; {
		case c.n > least:
			first = append(first, c)
		case c.n == least:
			last = append(last, int(c.key))
		}
	}
	slices.SortFunc(first, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(b.key, a.key)) })
	out := make([]int, 0, n)
	for _, c := range first {
		out = append(out, int(c.key))
	}
	slices.Sort(last)
	for i := len(last) - 1; i >= 0 && len(out) < n; i-- {
		out = append(out, last[i])
	}
	return out
}
