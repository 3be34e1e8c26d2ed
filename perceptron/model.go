package perceptron

import (
	"cmp"
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
type Model struct {
	classes int
	keys    []uint32 // ascending
	index   *table   // key → number of its row
	ends    []uint32 // by row, where its cells end; they start where the row before ends
	cells   []packed
	three   [][4]int16 // by row, the weights of all classes, when there are at most four
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
	var likely [chunk]uint32
	for len(features) > 0 {
		n := min(chunk, len(features))
		for _, f := range likely[:m.seen.pick(features[:n], &likely)] {
			i := m.index.find(f)
			if i < 0 {
				continue
			}
			from := uint32(0)
			if i > 0 {
				from = m.ends[i-1]
			}
			for _, c := range m.cells[from:m.ends[i]] {
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
		for _, f := range likely[:m.seen.pick(features[:n], &likely)] {
			if i := m.index.find(f); i >= 0 {
				w := &m.three[i]
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
	ends    []uint32
	cells   []packed
}

func (b *builder) add(key uint32, weights []Weight) {
	weights = slices.Clone(weights)
	slices.SortFunc(weights, func(x, y Weight) int { return cmp.Compare(x.Class, y.Class) })
	for _, w := range weights {
		s := math.Round(float64(w.Value) * quantum)
		if s = max(-math.MaxInt16, min(math.MaxInt16, s)); s != 0 {
			b.cells = append(b.cells, packed{w.Class, int16(s)})
		}
	}
	b.keys = append(b.keys, key)
	b.ends = append(b.ends, uint32(len(b.cells)))
}

func (b *builder) model() *Model {
	m := &Model{classes: b.classes, keys: b.keys, ends: b.ends, cells: b.cells, index: newTable(len(b.keys))}
	for i, k := range m.keys {
		m.index.put(max(k, 1), uint32(i))
	}
	m.index.n = len(m.keys)
	m.seen = newFilter(m.keys)
	if m.classes <= 4 {
		m.three = make([][4]int16, len(m.keys))
		from := uint32(0)
		for i, end := range m.ends {
			for _, c := range m.cells[from:end] {
				m.three[i][c.class] = c.steps
			}
			from = end
		}
	}
	return m
}
