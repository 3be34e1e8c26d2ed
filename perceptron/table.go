package perceptron

import "math/bits"

// table maps fingerprints to the numbers 0, 1, … in the order they were added.
// Keys stand apart from what they map to, so that a look-up that finds nothing,
// the common case, touches one cache line. Fingerprint zero marks an empty slot;
// the feature that has it is stored as 1.
type table struct {
	keys  []uint32
	at    []uint32
	shift uint
	n     int
}

func newTable(n int) *table {
	b := max(4, bits.Len(uint(n+n/2)))
	return &table{keys: make([]uint32, 1<<b), at: make([]uint32, 1<<b), shift: uint(32 - b)}
}

// find returns the number of key, or -1.
func (t *table) find(key uint32) int {
	if key == 0 {
		key = 1
	}
	mask := uint32(len(t.keys) - 1)
	for i := key >> t.shift; ; i++ {
		switch t.keys[i&mask] {
		case key:
			return int(t.at[i&mask])
		case 0:
			return -1
		}
	}
}

// add returns the number of key, which gets one when it has none.
func (t *table) add(key uint32) int {
	if i := t.find(key); i >= 0 {
		return i
	}
	if 3*t.n >= 2*len(t.keys) {
		bigger := newTable(2 * t.n)
		for i, k := range t.keys {
			if k != 0 {
				bigger.put(k, t.at[i])
			}
		}
		bigger.n = t.n
		*t = *bigger
	}
	t.put(max(key, 1), uint32(t.n))
	t.n++
	return t.n - 1
}

func (t *table) put(key, n uint32) {
	mask := uint32(len(t.keys) - 1)
	i := (key >> t.shift) & mask
	for t.keys[i] != 0 {
		i = (i + 1) & mask
	}
	t.keys[i], t.at[i] = key, n
}
