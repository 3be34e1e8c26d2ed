package perceptron

import (
	"cmp"
	"math"
	"slices"
)

// Trainer learns a linear model by the averaged perceptron (Collins 2002): each
// mistake adds one to the weights of the right class and takes one from those of
// the wrong one, and the model is the mean of the weights over all examples.
type Trainer struct {
	classes int
	index   *table
	first   []uint32 // by feature, the number of its first cell plus one
	cells   []cell
	steps   float64
	frozen  bool
}

// cell is one weight of a feature. The cells of a feature are a list.
type cell struct {
	late   float64 // sum of changes, each times the step it was made at
	weight float32
	next   uint32 // number of the feature's next cell plus one
	class  uint16
}

// NewTrainer returns a trainer of that many classes, all of whose weights are
// zero.
func NewTrainer(classes int) *Trainer {
	return &Trainer{classes: classes, index: newTable(1 << 16)}
}

// NewTrainerOf returns a trainer that knows the features of m and no others;
// all weights are zero.
func NewTrainerOf(m *Model) *Trainer {
	t := NewTrainer(m.classes)
	// Made at its full size: ascending keys would all crowd into the first slots
	// of a table that grows.
	t.index = newTable(len(m.keys))
	for _, k := range m.keys {
		t.index.add(k)
		t.first = append(t.first, 0)
	}
	t.frozen = true
	return t
}

// Score sets scores, one for each class, to those of the features.
func (t *Trainer) Score(features []uint32, scores []float32) {
	clear(scores)
	for _, f := range features {
		i := t.index.find(f)
		if i < 0 {
			continue
		}
		for n := t.first[i]; n != 0; {
			c := &t.cells[n-1]
			scores[c.class] += c.weight
			n = c.next
		}
	}
}

// Step counts one example; call it once for each that is scored.
func (t *Trainer) Step() { t.steps++ }

// Update moves the weights of the features from class wrong to class right.
func (t *Trainer) Update(features []uint32, right, wrong int) {
	for _, f := range features {
		if i := t.row(f); i >= 0 {
			t.change(i, right, 1)
			t.change(i, wrong, -1)
		}
	}
}

// Add adds by to the weights of the features for class, for learners that
// choose whole sequences, in which a place can be right and what comes before it
// wrong.
func (t *Trainer) Add(features []uint32, class int, by float32) {
	for _, f := range features {
		if i := t.row(f); i >= 0 {
			t.change(i, class, by)
		}
	}
}

// row returns the number of a feature, which gets one when it has none; it is -1
// for one that a trainer of chosen features does not know.
func (t *Trainer) row(feature uint32) int {
	i := t.index.find(feature)
	if i < 0 && !t.frozen {
		i = t.index.add(feature)
		t.first = append(t.first, 0)
	}
	return i
}

func (t *Trainer) change(i, class int, by float32) {
	for n := t.first[i]; n != 0; n = t.cells[n-1].next {
		if c := &t.cells[n-1]; int(c.class) == class {
			c.weight += by
			c.late += float64(by) * t.steps
			return
		}
	}
	t.cells = append(t.cells, cell{weight: by, late: float64(by) * t.steps, next: t.first[i], class: uint16(class)})
	t.first[i] = uint32(len(t.cells))
}

// Average returns the mean of the averaged weights of trainers, all of the same
// classes, with the keep features of greatest weight. Scores are linear in the
// weights, so the mean of several runs decides as their vote would, at the price
// of one.
func Average(keep int, trainers ...*Trainer) *Model {
	type feature struct {
		key   uint32
		cells []Weight
		size  float64
	}
	classes := trainers[0].classes
	size := 0
	for _, t := range trainers {
		size += t.index.n
	}
	all := newTable(size) // at its full size, as in NewTrainerOf
	var features []feature
	for _, t := range trainers {
		for s, key := range t.index.keys {
			if key == 0 {
				continue
			}
			i := all.add(key)
			if i == len(features) {
				features = append(features, feature{key: key})
			}
			f := &features[i]
			for n := t.first[t.index.at[s]]; n != 0; n = t.cells[n-1].next {
				c := &t.cells[n-1]
				w := (float64(c.weight) - c.late/(t.steps+1)) / float64(len(trainers))
				k := slices.IndexFunc(f.cells, func(x Weight) bool { return x.Class == c.class })
				if k < 0 {
					f.cells = append(f.cells, Weight{Class: c.class, Value: float32(w)})
				} else {
					f.cells[k].Value += float32(w)
				}
			}
		}
	}
	for i := range features {
		for _, c := range features[i].cells {
			features[i].size = max(features[i].size, math.Abs(float64(c.Value)))
		}
	}
	slices.SortFunc(features, func(a, b feature) int {
		return cmp.Or(-cmp.Compare(a.size, b.size), cmp.Compare(a.key, b.key))
	})
	features = features[:min(keep, len(features))]
	m := &builder{classes: classes}
	slices.SortFunc(features, func(a, b feature) int { return cmp.Compare(a.key, b.key) })
	for _, f := range features {
		m.add(f.key, f.cells)
	}
	return m.model()
}
