package depparse

import (
	"math/rand/v2"
	"testing"
)

// The chart finds the best projective tree with one root: no other tree of up to
// five words has more votes.
func TestChartFindsTheBestTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var m chart
	for range 200 {
		n := 1 + rng.IntN(5)
		m.reset(n)
		for h := 0; h <= n; h++ {
			for d := 1; d <= n; d++ {
				if h != d {
					*m.score(h, d) = rng.IntN(4)
				}
			}
		}
		got := m.best()
		if !projective(got[:n+1]) {
			t.Fatalf("heads %v are no projective tree with one root", got[1:n+1])
		}
		sum := func(heads []int) (s int) {
			for d := 1; d <= n; d++ {
				s += *m.score(heads[d], d)
			}
			return s
		}
		heads := make([]int, n+1)
		var try func(d int)
		try = func(d int) {
			if d > n {
				if projective(heads) && sum(heads) > sum(got) {
					t.Fatalf("heads %v have %d votes, the chart found %v with %d", heads[1:], sum(heads), got[1:n+1], sum(got))
				}
				return
			}
			for heads[d] = 0; heads[d] <= n; heads[d]++ {
				try(d + 1)
			}
		}
		try(1)
	}
}

// projective reports whether heads (by word, 0 the root) make a tree with one
// root and no crossing arcs.
func projective(heads []int) bool {
	roots := 0
	for d := 1; d < len(heads); d++ {
		h := heads[d]
		if h == 0 {
			roots++
		}
		for x, steps := d, 0; x != 0; x = heads[x] {
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	for d := 1; d < len(heads); d++ {
		h := heads[d]
		for k := min(d, h) + 1; h != 0 && k < max(d, h); k++ {
			x := k
			for x != 0 && x != h && x != d {
				x = heads[x]
			}
			if x == 0 {
				return false
			}
		}
	}
	return roots == 1
}
