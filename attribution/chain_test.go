package attribution

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sequences calls f for every sequence of n roles; n is small.
func sequences(n int, f func(y []uint8)) {
	y := make([]uint8, n)
	var walk func(i int)
	walk = func(i int) {
		if i == n {
			f(y)
			return
		}
		for r := range uint8(roles) {
			y[i] = r
			walk(i + 1)
		}
	}
	walk(0)
}

func randomChain(r *rand.Rand, n int) *roleChain {
	c := &roleChain{}
	c.resize(n)
	c.anchor = r.IntN(n)
	for i := range n {
		for k := range c.emit[i] {
			c.emit[i][k] = float32(r.NormFloat64())
		}
		for k := range c.pair[i] {
			c.pair[i][k] = float32(r.NormFloat64())
		}
	}
	c.only()
	return c
}

func (c *roleChain) of(y []uint8) float64 {
	s := 0.0
	for i := range y {
		s += float64(c.emit[i][y[i]])
		if i > 0 {
			s += float64(c.pair[i][int(y[i-1])*roles+int(y[i])])
		}
	}
	return s
}

// stretches returns in how many stretches role r comes.
func stretches(y []uint8, r uint8) int {
	n := 0
	for i := range y {
		if y[i] == r && (i == 0 || y[i-1] != r) {
			n++
		}
	}
	return n
}

// Sums, marginals and the best roles are those of counting all sequences.
func TestChainAgainstAllSequences(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(1, seed))
		n := 1 + r.IntN(6)
		c := randomChain(r, n)
		c.sum()
		all, best := 0.0, math.Inf(-1)
		var marginal [roles]float64
		at := r.IntN(n)
		sequences(n, func(y []uint8) {
			s := c.of(y)
			all += math.Exp(s)
			marginal[y[at]] += math.Exp(s)
			if stretches(y, inSource) <= 1 && stretches(y, inCue) <= 1 {
				best = max(best, s)
			}
		})
		if d := math.Abs(c.z - math.Log(all)); d > 1e-4 {
			t.Errorf("chain %d: sum off by %g", seed, d)
		}
		for k := range roles {
			if d := math.Abs(c.marginal(at, k) - marginal[k]/all); d > 1e-4 {
				t.Errorf("chain %d: marginal of role %d off by %g", seed, k, d)
			}
		}
		y, p := c.best(nil)
		if d := math.Abs(c.of(y) - best); d > 1e-3 || y[c.anchor] != inCue {
			t.Errorf("chain %d: roles %v score %g, the best %g", seed, y, c.of(y), best)
		}
		if d := math.Abs(p - (best - math.Log(all))); d > 1e-3 {
			t.Errorf("chain %d: log-probability off by %g", seed, d)
		}
	}
}

// A higher raw score is never less sure, and many right statements make a step
// sure.
func TestCalibrationRises(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	var xs []outcome
	for range 5000 {
		s := r.Float64()
		xs = append(xs, outcome{s, r.Float64() < s*s})
	}
	m := &Model{steps: calibrate(xs)}
	last := 0.0
	for s := 0.0; s <= 1; s += 0.01 {
		p := m.calibrated(s)
		if p < last || p > 1 {
			t.Fatalf("score %.2f is %.3f, the one before %.3f", s, p, last)
		}
		if math.Abs(p-s*s) > 0.08 {
			t.Errorf("score %.2f is %.3f, want about %.3f", s, p, s*s)
		}
		last = p
	}
}
