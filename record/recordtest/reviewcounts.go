package recordtest

import (
	"testing"

	"sayso/record"
)

// reviewCounts compares the counts by state of review with the lists of each.
func reviewCounts(t *testing.T, s record.Store) {
	pile := NewPile(10)
	pile.Full = true
	for i := range 8 {
		r := pile.Report(5)
		add(t, s, r)
		d := r.Document
		kind := []record.DecisionKind{record.Accept, record.Reject}[i%2]
		if _, err := s.Decide(t.Context(), record.Decision{Made: Noon, By: "ada", Kind: kind, Target: record.TargetOf(d, &d.Statements[i%5])}); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[record.Review]int{}
	for _, q := range []record.Query{{}, {Text: "word0"}, {Kind: "indirect"}, {Speaker: "number 1"}, {Outlet: "outlet-0"}, {From: "2016", Text: "word1"}, {Outlet: "nowhere"}} {
		counts, err := s.ReviewCounts(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		want := map[record.Review]int{}
		for _, review := range record.Reviews() {
			q.Review = string(review)
			page, err := s.Statements(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total > 0 {
				want[review] = page.Total
				seen[review] += page.Total
			}
		}
		q.Review = ""
		same(t, "counts of "+q.Text+q.Kind+q.Speaker+q.Outlet, want, counts)
	}
	if seen[record.Open] == 0 || seen[record.Unresolved] == 0 || seen[record.Accepted] == 0 || seen[record.Rejected] == 0 {
		t.Errorf("states %v: want open, undecided, accepted and rejected ones", seen)
	}
}
