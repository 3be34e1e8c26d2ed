package perceptron

import "math/bits"

// slots maps fingerprints, all known beforehand, to values that stand beside them:
// what is found has come with the key from memory. Fingerprint zero marks an empty
// slot; the feature that has it is stored as 1.
type slots[V any] struct {
	of    []slot[V]
	shift uint
}

type slot[V any] struct {
	key   uint32
	value V
}

func newSlots[V any](n int) slots[V] {
	b := max(4, bits.Len(uint(n+n/2)))
	return slots[V]{of: make([]slot[V], 1<<b), shift: uint(32 - b)}
}

// find returns the value of key, or nil.
func (t *slots[V]) find(key uint32) *V {
	if key == 0 {
		key = 1
	}
	mask := uint32(len(t.of) - 1)
	for i := key >> t.shift; ; i++ {
		s := &t.of[i&mask]
		switch s.key {
		case key:
			return &s.value
		case 0:
			return nil
		}
	}
}

// touch keeps those keys whose first slot is taken, in their order, and returns how
// many. Without a branch, so that the processor waits for all those slots at once.
func (t *slots[V]) touch(keys []uint32) int {
	n := 0
	for _, key := range keys {
		first := t.of[max(key, 1)>>t.shift].key
		keys[n] = key
		n += int((first | -first) >> 31)
	}
	return n
}

func (t *slots[V]) put(key uint32, v V) {
	key = max(key, 1)
	mask := uint32(len(t.of) - 1)
	i := key >> t.shift
	for t.of[i&mask].key != 0 {
		i++
	}
	t.of[i&mask] = slot[V]{key, v}
}
