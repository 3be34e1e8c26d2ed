package link

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// said is Bonds in memory.
type said []Bond

func (s said) Bonds(_ context.Context, items []int) ([]Bond, error) {
	var out []Bond
	for _, b := range s {
		if slices.Contains(items, b.Item) || slices.Contains(items, b.Other) {
			out = append(out, b)
		}
	}
	return out, nil
}

// grouped adds items with ties, which are of the likelihood p, and returns the groups
// of items 1 to n.
func grouped(t *testing.T, bonds said, n int, ties map[[2]int]Tie) []int {
	t.Helper()
	s := &Memory{}
	w := &Weights{Margin: [3]float64{0, 1, 0}}
	g := graph{state: s, weights: func(Marks) *Weights { return w }, most: 20, bonds: bonds}
	for i := 1; i <= n; i++ {
		var own []Tie
		for j := 1; j < i; j++ {
			if tie, ok := ties[[2]int{j, i}]; ok {
				tie.To, tie.Back = j, tie.Weight
				own = append(own, tie)
			}
		}
		if _, err := g.add(t.Context(), i, nil, nil, own); err != nil {
			t.Fatal(err)
		}
	}
	groups := make([]int, n)
	for i := range groups {
		groups[i] = s.groups[i+1]
	}
	return groups
}

func TestBonds(t *testing.T) {
	all := map[[2]int]Tie{}
	for i := 1; i <= 5; i++ {
		for j := 1; j < i; j++ {
			all[[2]int{j, i}] = Tie{Weight: 2}
		}
	}
	copies := map[[2]int]Tie{{1, 2}: {Weight: 3, Marks: MarkCopy}, {2, 3}: {Weight: 3, Marks: MarkCopy}}
	for _, c := range []struct {
		what  string
		bonds said
		ties  map[[2]int]Tie
		n     int
		want  []int
	}{
		{"nothing said", nil, all, 5, []int{1, 1, 1, 1, 1}},
		{"one leaves, the others stay", said{{Item: 3, Other: 1}}, all, 5, []int{1, 1, 2, 1, 1}},
		{"the first leaves", said{{Item: 1, Other: 2}}, all, 5, []int{1, 2, 2, 2, 2}},
		{"two leave together", said{{Item: 2, Other: 1}, {Item: 3, Other: 1}}, all, 5, []int{1, 2, 2, 1, 1}},
		{"one though nothing ties them", said{{Item: 1, Other: 4, Same: true}}, nil, 5, []int{1, 2, 3, 1, 4}},
		{"what ties one ties both", said{{Item: 1, Other: 2, Same: true}}, map[[2]int]Tie{{1, 3}: {Weight: 2}}, 3, []int{1, 1, 1}},
		{"a copy leaves", said{{Item: 3, Other: 1}}, copies, 3, []int{1, 1, 2}},
		{"the middle copy leaves", said{{Item: 2, Other: 1}}, copies, 3, []int{1, 2, 2}},
	} {
		got := grouped(t, c.bonds, c.n, c.ties)
		if !slices.Equal(renumbered(got), renumbered(c.want)) {
			t.Errorf("%s: groups %v, want %v", c.what, got, c.want)
		}
	}
}

// renumbered names groups by their first items.
func renumbered(groups []int) []int {
	out := make([]int, len(groups))
	for i, g := range groups {
		out[i] = slices.Index(groups, g)
	}
	return out
}

// Whatever ties there are and in whatever order items come and go, what is said of
// them holds, in small regions and in large ones.
func TestBondsAlwaysHold(t *testing.T) {
	w := &Weights{Margin: [3]float64{0.5, 1, -2}}
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := 60
		if seed == 0 {
			n = 2 * mostRecut
		}
		block := make([]int, n+1) // items of one block above 0 are one
		var bonds said
		for i := 1; i <= n; i++ {
			if r.IntN(4) == 0 {
				block[i] = 1 + r.IntN(4)
			}
		}
		mates := func(i int) (all []int) {
			for x := 1; x <= n; x++ {
				if x == i || block[i] > 0 && block[x] == block[i] {
					all = append(all, x)
				}
			}
			return all
		}
		for i := 1; i <= n; i++ {
			for j := 1; j < i; j++ {
				if block[i] > 0 && block[i] == block[j] {
					bonds = append(bonds, Bond{Item: i, Other: j, Same: true})
				} else if r.IntN(3*n) == 0 {
					for _, x := range mates(i) {
						for _, y := range mates(j) {
							bonds = append(bonds, Bond{Item: x, Other: y})
						}
					}
				}
			}
		}
		s := &Memory{}
		g := graph{state: s, weights: func(Marks) *Weights { return w }, most: 20, bonds: bonds}
		for _, i := range r.Perm(n) {
			item := i + 1
			var ties []Tie
			for j := range s.docs {
				if r.IntN(8) == 0 || n > mostRecut {
					logit := 5*r.Float64() - 1
					ties = append(ties, Tie{To: j, Weight: logit, Back: logit, Marks: MarkCopy * Marks(r.IntN(30)/29)})
				}
			}
			slices.SortFunc(ties, func(a, b Tie) int { return a.To - b.To })
			if _, err := g.add(t.Context(), item, nil, nil, ties[:min(len(ties), 15)]); err != nil {
				t.Fatal(err)
			}
			if r.IntN(5) == 0 {
				gone := 1 + r.IntN(n)
				if _, there := s.docs[gone]; there {
					if _, err := g.remove(t.Context(), gone, nil); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, b := range bonds {
				x, y := s.groups[b.Item], s.groups[b.Other]
				if x > 0 && y > 0 && (x == y) != b.Same {
					t.Fatalf("seed %d: %+v, but the groups are %d and %d", seed, b, x, y)
				}
			}
		}
	}
}
