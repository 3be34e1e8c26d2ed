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
	rows    [][]cell     // by feature, for many classes
	dense   [][4]float32 // by feature, for at most four: all its weights side by side
	late    [][4]float64 // and their sums as in cell
	seen    filter       // of the features, when they are fixed
	steps   float64
	frozen  bool
}

// cell is one weight of a feature.
type cell struct {
	late   float64 // sum of changes, each times the step it was made at
	weight float32
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
		t.grow()
	}
	t.frozen, t.seen = true, newFilter(m.keys)
	return t
}

// grow makes room for one more feature.
func (t *Trainer) grow() {
	if t.classes <= 4 {
		t.dense, t.late = append(t.dense, [4]float32{}), append(t.late, [4]float64{})
	} else {
		t.rows = append(t.rows, nil)
	}
}

// Score sets scores, one for each class, to those of the features.
func (t *Trainer) Score(features []uint32, scores []float32) {
	clear(scores)
	if !t.frozen {
		t.add(features, scores)
		return
	}
	var likely [chunk]uint32
	for len(features) > 0 {
		n := min(chunk, len(features))
		t.add(likely[:t.seen.pick(features[:n], &likely)], scores)
		features = features[n:]
	}
}

// add adds to scores those of the features.
func (t *Trainer) add(features []uint32, scores []float32) {
	if t.dense != nil {
		var sum [4]float32
		for _, f := range features {
			if i := t.index.find(f); i >= 0 {
				w := &t.dense[i]
				sum[0], sum[1], sum[2], sum[3] = sum[0]+w[0], sum[1]+w[1], sum[2]+w[2], sum[3]+w[3]
			}
		}
		for c := range scores {
			scores[c] += sum[c]
		}
		return
	}
	for _, f := range features {
		if i := t.index.find(f); i >= 0 {
			for _, c := range t.rows[i] {
				scores[c.class] += c.weight
			}
		}
	}
}

// Step counts one example; call it once for each that is scored.
func (t *Trainer) Step() { t.steps++ }

// Update moves the weights of the features from class wrong to class right.
func (t *Trainer) Update(features []uint32, right, wrong int) {
	t.Change(features, right, 1)
	t.Change(features, wrong, -1)
}

// Change adds by to the weights of the features for class.
func (t *Trainer) Change(features []uint32, class int, by float32) {
	for _, f := range features {
		i := t.index.find(f)
		if i < 0 {
			if t.frozen {
				continue
			}
			i = t.index.add(f)
			t.grow()
		}
		if t.dense != nil {
			t.dense[i][class] += by
			t.late[i][class] += float64(by) * t.steps
			continue
		}
		k := slices.IndexFunc(t.rows[i], func(c cell) bool { return int(c.class) == class })
		if k < 0 {
			k = len(t.rows[i])
			t.rows[i] = append(t.rows[i], cell{class: uint16(class)})
		}
		t.rows[i][k].weight += by
		t.rows[i][k].late += float64(by) * t.steps
	}
}

// mean calls f with every weight of feature i, averaged over the steps.
func (t *Trainer) mean(i uint32, f func(class uint16, weight float64)) {
	if t.dense != nil {
		for c, w := range t.dense[i][:t.classes] {
			f(uint16(c), float64(w)-t.late[i][c]/(t.steps+1))
		}
		return
	}
	for _, c := range t.rows[i] {
		f(c.class, float64(c.weight)-c.late/(t.steps+1))
	}
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
			t.mean(t.index.at[s], func(class uint16, w float64) {
				w /= float64(len(trainers))
				k := slices.IndexFunc(f.cells, func(x Weight) bool { return x.Class == class })
				if k < 0 {
					f.cells = append(f.cells, Weight{Class: class, Value: float32(w)})
				} else {
					f.cells[k].Value += float32(w)
				}
			})
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
