package link

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A group keeps its number through merges and splits, with most of its items.
func TestGroupsKeepTheirNumbers(t *testing.T) {
	g := groups{}
	g.place([]int{0}, [][]int{{0}})
	g.place([]int{0, 1}, [][]int{{0, 1}})
	g.place([]int{2}, [][]int{{2}})
	if got := g.place([]int{0, 1, 2, 3}, [][]int{{0, 1, 2, 3}}); !cmp.Equal(got, []Change{{From: []int{0, 1}, To: []int{0}}}) {
		t.Errorf("merge: %+v", got)
	}
	if got := g.place([]int{0, 1, 2, 3, 4}, [][]int{{0, 1, 3}, {2, 4}}); !cmp.Equal(got, []Change{{From: []int{0}, To: []int{0, 2}}}) {
		t.Errorf("split: %+v", got)
	}
	if want := []int{0, 0, 2, 0, 2}; !slices.Equal(g.of, want) {
		t.Errorf("groups %v, want %v", g.of, want)
	}
}

// Whatever ties come, every item is in one group and the groups' members agree
// with their items.
func TestGraphIsAPartition(t *testing.T) {
	w := &Weights{Margin: [3]float64{0.5, 1, -2}}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		g := graph{}
		for i := range 120 {
			var ties []tie
			for j := range i {
				if r.IntN(12) == 0 {
					ties = append(ties, tie{to: j, logit: 6*r.Float64() - 3, by: w, free: r.IntN(5) == 0})
				}
			}
			g.add(ties)
			seen := 0
			for n, members := range g.members {
				seen += len(members)
				for _, m := range members {
					if g.of[m] != n {
						t.Fatalf("seed %d: item %d is in group %d and listed in %d", seed, m, g.of[m], n)
					}
				}
			}
			if seen != i+1 {
				t.Fatalf("seed %d: %d items in groups, want %d", seed, seen, i+1)
			}
		}
	}
}

func TestWords(t *testing.T) {
	text := "The U.S. envoy’s 1,200 well-known “friends” left. Ärger in 2.5 days"
	var forms []string
	for _, w := range wordsOf(text, whole(text)) {
		forms = append(forms, w.form)
		if got := fold(w.span.Of(text)); got != w.form {
			t.Errorf("%q from %q", w.form, w.span.Of(text))
		}
	}
	want := []string{"the", "us", "envoy", "s", "1200", "well", "known", "friends", "left", "ärger", "in", "2.5", "days"}
	if diff := cmp.Diff(want, forms); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
