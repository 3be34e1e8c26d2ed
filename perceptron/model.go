package perceptron

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// quantum is how many steps of a stored weight make a unit: a weight is kept as
// a whole number of 1/quantum. What does not fit in 16 bits is cut off.
const quantum = 32

// Weight is what a feature says for a class.
type Weight struct {
	Class uint16
	Value float32
}

// Model is a linear model: a sparse row of weights for each feature it knows. It
// never changes and may be used by many goroutines at once.
//
// What costs time is waiting for memory, so a feature that is known touches as few
// places as can be: the slot of its fingerprint and its row, or with at most four
// classes the slot alone.
type Model struct {
	classes int
	keys    []uint32 // ascending
	cells   []packed // a row for each key: its length as the class of a first cell, then its weights
	rows    slots[uint32]
	quads   slots[[4]int16] // in place of rows when there are at most four classes
	seen    filter
}

// packed is one weight, in steps.
type packed struct {
	class uint16
	steps int16
}

// Classes returns the number of classes.
func (m *Model) Classes() int { return m.classes }

// Score sets scores, one for each class, to those of the features, in steps.
func (m *Model) Score(features []uint32, scores []int32) {
	clear(scores)
	if m.classes <= 4 {
		sum := m.Score4(features)
		for i := range scores {
			scores[i] = int32(sum[i])
		}
		return
	}
	var likely, rows, ends [chunk]uint32
	for len(features) > 0 {
		n := min(chunk, len(features))
		known := 0
		for _, f := range likely[:m.rows.touch(likely[:m.seen.pick(features[:n], &likely)])] {
			if row := m.rows.find(f); row != nil {
				rows[known&(chunk-1)] = *row
				known++
			}
		}
		// Without a branch, so that the processor waits for all rows at once.
		for i, row := range rows[:known] {
			ends[i] = row + 1 + uint32(m.cells[row].class)
		}
		for i, row := range rows[:known] {
			for _, c := range m.cells[row+1 : ends[i]] {
				scores[c.class] += int32(c.steps)
			}
		}
		features = features[n:]
	}
}

// Score4 is Score for a model of at most four classes.
func (m *Model) Score4(features []uint32) (scores [4]int32) {
	var a, b, c, d int32
	var likely [chunk]uint32
	for len(features) > 0 {
		n := min(chunk, len(features))
		for _, f := range likely[:m.quads.touch(likely[:m.seen.pick(features[:n], &likely)])] {
			if w := m.quads.find(f); w != nil {
				a, b, c, d = a+int32(w[0]), b+int32(w[1]), c+int32(w[2]), d+int32(w[3])
			}
		}
		features = features[n:]
	}
	return [4]int32{a, b, c, d}
}

// builder makes a model from features in ascending order of their keys.
type builder struct {
	classes int
	keys    []uint32
	cells   []packed
}

func (b *builder) add(key uint32, weights []Weight) {
	weights = slices.Clone(weights)
	slices.SortFunc(weights, func(x, y Weight) int { return cmp.Compare(x.Class, y.Class) })
	row := len(b.cells)
	b.cells = append(b.cells, packed{})
	for _, w := range weights {
		s := math.Round(float64(w.Value) * quantum)
		if s = max(-math.MaxInt16, min(math.MaxInt16, s)); s != 0 {
			b.cells = append(b.cells, packed{w.Class, int16(s)})
		}
	}
	b.cells[row].class = uint16(len(b.cells) - row - 1)
	b.keys = append(b.keys, key)
}

func (b *builder) model() *Model {
	m := &Model{classes: b.classes, keys: b.keys, cells: b.cells, seen: newFilter(b.keys)}
	if m.classes > 4 {
		m.rows = newSlots[uint32](len(m.keys))
	} else {
		m.quads = newSlots[[4]int16](len(m.keys))
	}
	for i, row := range m.all() {
		if m.classes > 4 {
			m.rows.put(m.keys[i], row.at)
			continue
		}
		var w [4]int16
		for _, c := range row.weights {
			w[c.class] = c.steps
		}
		m.quads.put(m.keys[i], w)
	}
	return m
}

// row is the weights of one feature, and where they stand.
type row struct {
	at      uint32
	weights []packed
}

// all yields the rows in the order of the keys.
func (m *Model) all() iter.Seq2[int, row] {
	return func(yield func(int, row) bool) {
		at := uint32(0)
		for i := range m.keys {
			end := at + 1 + uint32(m.cells[at].class)
			if !yield(i, row{at, m.cells[at+1 : end]}) {
				return
			}
			at = end
		}
	}
}
