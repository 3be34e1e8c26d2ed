package perceptron

import (
	"cmp"
	"math"
	"slices"
)

// Fine is how many steps of Model.Score make one unit of log-odds in a model
// that a Regression made: its weights are kept finer than those of a Trainer.
const Fine = 8 * quantum

// Regression learns a log-linear model by stochastic gradient ascent with a rate
// of its own for each weight (AdaGrad; Duchi, Hazan & Singer 2011). What is
// learnt are log-odds, so that scores become probabilities.
type Regression struct {
	classes int
	rate    float32
	decay   float32 // L2 penalty, applied to a weight whenever its feature occurs
	index   *table
	seen    []uint32
	weights []float32 // by feature and class
	squares []float32
}

// NewRegression returns a learner of that many classes whose weights are all
// zero. rate is the size of the first step, decay the strength of the pull
// towards zero.
func NewRegression(classes int, rate, decay float32) *Regression {
	return &Regression{classes: classes, rate: rate, decay: decay, index: newTable(1 << 16)}
}

// Count counts the features of one example. After all, Keep fixes what is learnt.
func (r *Regression) Count(features []uint32) {
	for _, f := range features {
		i := r.index.add(f)
		if i == len(r.seen) {
			r.seen = append(r.seen, 0)
		}
		r.seen[i]++
	}
}

// Keep fixes the features that are learnt: those counted at least least times.
func (r *Regression) Keep(least uint32) {
	n := 0
	for _, c := range r.seen {
		if c >= least {
			n++
		}
	}
	kept := newTable(n) // at its full size, as in NewTrainerOf
	for s, k := range r.index.keys {
		if k != 0 && r.seen[r.index.at[s]] >= least {
			kept.add(k)
		}
	}
	r.index, r.seen = kept, nil
	r.weights, r.squares = make([]float32, n*r.classes), make([]float32, n*r.classes)
}

// Features returns how many features are learnt.
func (r *Regression) Features() int { return r.index.n }

// Find appends to dst the rows of the features that are learnt; Score and Update
// take rows, so that an example is looked up once for all passes.
func (r *Regression) Find(dst, features []uint32) []uint32 {
	for _, f := range features {
		if i := r.index.find(f); i >= 0 {
			dst = append(dst, uint32(i))
		}
	}
	return dst
}

// Score sets scores, one for each class, to the log-odds of an example.
func (r *Regression) Score(rows []uint32, scores []float32) {
	clear(scores)
	for _, row := range rows {
		w := r.weights[int(row)*r.classes:][:r.classes]
		for c := range scores {
			scores[c] += w[c]
		}
	}
}

// Update moves the weights of an example along gradient, the derivative of the
// log-likelihood by each class's score.
func (r *Regression) Update(rows []uint32, gradient []float32) {
	const start = 1e-6 // keeps the first step finite
	for _, row := range rows {
		w := r.weights[int(row)*r.classes:][:r.classes]
		q := r.squares[int(row)*r.classes:][:r.classes]
		for c, g := range gradient {
			if g -= r.decay * w[c]; g != 0 {
				q[c] += g * g
				w[c] += r.rate * g / float32(math.Sqrt(float64(q[c])+start))
			}
		}
	}
}

// Model returns what was learnt with the keep features of greatest weight.
func (r *Regression) Model(keep int) *Model {
	type feature struct {
		key, row uint32
		size     float32
	}
	var features []feature
	for s, k := range r.index.keys {
		if k == 0 {
			continue
		}
		f := feature{key: k, row: r.index.at[s]}
		for _, w := range r.weights[int(f.row)*r.classes:][:r.classes] {
			f.size = max(f.size, w, -w)
		}
		features = append(features, f)
	}
	slices.SortFunc(features, func(a, b feature) int {
		return cmp.Or(-cmp.Compare(a.size, b.size), cmp.Compare(a.key, b.key))
	})
	features = features[:min(keep, len(features))]
	slices.SortFunc(features, func(a, b feature) int { return cmp.Compare(a.key, b.key) })
	b := &builder{classes: r.classes}
	for _, f := range features {
		var ws []Weight
		for c, w := range r.weights[int(f.row)*r.classes:][:r.classes] {
			ws = append(ws, Weight{Class: uint16(c), Value: w * Fine / quantum})
		}
		b.add(f.key, ws)
	}
	return b.model()
}
