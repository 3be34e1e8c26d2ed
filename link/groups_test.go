package link

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
)

// A group keeps its number through merges and splits, with most of its items.
func TestGroupsKeepTheirNumbers(t *testing.T) {
	ctx := t.Context()
	s := &Memory{}
	for i := range 5 {
		if err := s.Keep(ctx, i+1, 0, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		parts [][]int
		want  []Change
	}{
		{[][]int{{1}}, nil},
		{[][]int{{1, 2}}, nil},
		{[][]int{{3}}, nil},
		{[][]int{{1, 2, 3, 4}}, []Change{{From: []int{1, 2}, To: []int{1}}}},
		{[][]int{{1, 2, 4}, {3, 5}}, []Change{{From: []int{1}, To: []int{1, 3}}}},
	} {
		region := slices.Sorted(slices.Values(slices.Concat(step.parts...)))
		got, err := place(ctx, s, region, step.parts)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", step.parts, diff)
		}
	}
	if want := []int{1, 1, 3, 1, 3}; !slices.Equal(lookUp(s.groups, []int{1, 2, 3, 4, 5}), want) {
		t.Errorf("groups %v, want %v", s.groups, want)
	}
}

// Whatever ties come and whatever items go, every item is in one group and the
// groups' members agree with their items.
func TestGraphIsAPartition(t *testing.T) {
	ctx := t.Context()
	w := &Weights{Margin: [3]float64{0.5, 1, -2}}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := &Memory{}
		g := graph{state: s, weights: func(Marks) *Weights { return w }, most: 120}
		left := map[int]bool{}
		for i := 1; i <= 120; i++ {
			var ties []Tie
			for j := 1; j < i; j++ {
				if left[j] && r.IntN(12) == 0 {
					logit := 6*r.Float64() - 3
					ties = append(ties, Tie{To: j, Weight: logit, Back: logit, Marks: MarkFree * Marks(r.IntN(5)/4)})
				}
			}
			if _, err := g.add(ctx, i, nil, nil, ties); err != nil {
				t.Fatal(err)
			}
			left[i] = true
			if gone := 1 + r.IntN(i); r.IntN(4) == 0 && left[gone] {
				if _, err := g.remove(ctx, gone, nil); err != nil {
					t.Fatal(err)
				}
				delete(left, gone)
			}
			seen := 0
			for n, members := range s.members {
				seen += len(members)
				for _, m := range members {
					if s.groups[m] != n || !left[m] {
						t.Fatalf("seed %d: item %d is in group %d and listed in %d", seed, m, s.groups[m], n)
					}
				}
			}
			if seen != len(left) {
				t.Fatalf("seed %d: %d items in groups, want %d", seed, seen, len(left))
			}
		}
	}
}

// What is kept of an item reads back the same; what is cut short does not.
func TestDocsReadBack(t *testing.T) {
	words := &Words{Frequencies: &Frequencies{articles: 9}, Classes: func(string) [3]uint16 { return [3]uint16{} }}
	text := "Ferry sinks. The ferry Saint Osyth sank off Larkmouth early on Saturday, with a crew of nine."
	a := &sayso.Article{Title: "Ferry sinks", Text: text, Date: sayso.Date{Value: "1969-12-30"}, Outlet: sayso.Outlet{Name: "The Post"},
		Agencies: []sayso.Credit{{Name: "Northwire"}}, Zones: []sayso.Zone{{Span: whole(text)}}}
	s := newShingled(a)
	p := newProfile(words, a)
	u := &Telling{Article: "a", Text: "It sank early on Saturday.", Content: []sayso.Span{{Start: 0, End: 7}, {Start: 8, End: 25}}, Speaker: "Ada", Person: true}
	for _, b := range [][]byte{s.bytes(), p.bytes(), u.bytes()} {
		for n := range b {
			_, errS := readShingled(b[:n])
			_, errP := readProfile(b[:n])
			_, errU := readTelling(b[:n])
			if errS == nil && errP == nil && errU == nil {
				t.Fatalf("%d of %d bytes are read as a whole", n, len(b))
			}
		}
	}
	unexported := cmp.AllowUnexported(shingled{}, profile{}, term{})
	if got, err := readShingled(s.bytes()); err != nil || !cmp.Equal(s, got, unexported) {
		t.Errorf("%v %s", err, cmp.Diff(s, got, unexported))
	}
	if got, err := readProfile(p.bytes()); err != nil || !cmp.Equal(p, got, unexported) {
		t.Errorf("%v %s", err, cmp.Diff(p, got, unexported))
	}
	got, err := readTelling(u.bytes())
	want := &Telling{Article: "a", Text: "It sank early on Saturday", Content: []sayso.Span{{End: 7}, {Start: 8, End: 25}}, Speaker: "Ada", Person: true}
	if err != nil || !cmp.Equal(want, got) {
		t.Errorf("%v %s", err, cmp.Diff(want, got))
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
