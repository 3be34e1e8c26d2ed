package sqlite

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// proposeAny proposes referents by chance: for the namings of all reports, or of some.
func proposeAny(t *testing.T, s *Store, rng *rand.Rand, reports []record.Report) {
	t.Helper()
	list := make([]record.Proposal, 5)
	for i := range list {
		list[i].Referent = record.Referent{ID: fmt.Sprintf("r%d", i), Name: fmt.Sprintf("Referent %d", i%3), Type: sayso.EntityPerson, Why: "by chance"}
	}
	all := rng.IntN(3) == 0
	var of []sayso.ArticleID
	for _, r := range reports {
		if !all && rng.IntN(3) > 0 {
			continue
		}
		of = append(of, r.Document.ID)
		for i := range r.Document.Namings {
			if at := rng.IntN(len(list) + 1); at < len(list) { // some are left without
				list[at].Of = append(list[at].Of, record.ProposedNaming{Article: r.Document.ID, Ordinal: i + 1, Why: "by chance"})
			}
		}
	}
	var err error
	if all {
		err = s.SetReferents(t.Context(), list)
	} else {
		err = s.SetReferentsOf(t.Context(), of, list)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// anyReferentDecision makes a decision about two namings, false when it picked some of none.
func anyReferentDecision(rng *rand.Rand, reports []record.Report) (d record.Decision, ok bool) {
	for range 2 {
		doc := reports[rng.IntN(len(reports))].Document
		if len(doc.Namings) == 0 {
			return d, false
		}
		d.Namings = append(d.Namings, record.NamingTargetOf(doc, &doc.Namings[rng.IntN(len(doc.Namings))]))
	}
	d.Kind = []record.DecisionKind{record.OneReferent, record.OneReferent, record.OtherReferent}[rng.IntN(3)]
	return d, d.Namings[0] != d.Namings[1]
}

// TestCountedNamings asks at random of counts and of the rows themselves, and by date in either
// way: all give the same pages, counts and cursors.
func TestCountedNamings(t *testing.T) {
	const seed = 5
	rng := rand.New(rand.NewPCG(seed, seed))
	s := openTemp(t)
	pile := recordtest.NewPile(12)
	pile.Full = true
	var reports []record.Report
	for i := range 40 {
		r := pile.Report(1 + rng.IntN(6))
		d := r.Document
		d.Outlet.Name = []string{"", "The Herald", "Daily Post", "Post of the Hills"}[rng.IntN(4)]
		if i%3 == 0 {
			d.URL = fmt.Sprintf("https://example.org/%d", rng.IntN(6))
		}
		if _, err := s.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		reports = append(reports, r)
		if i == 10 || i == 30 {
			proposeAny(t, s, rng, reports)
		}
	}
	var ways []string
	page, err := s.Ways(t.Context(), record.NamingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range page.Rows {
		ways = append(ways, w.Way)
	}
	pick := func(of ...string) string {
		if i := rng.IntN(2 * len(of)); i < len(of) {
			return of[i]
		}
		return ""
	}
	some := map[string]int{} // queries that had rows, by what was asked
	for range 300 {
		q := record.NamingQuery{Query: record.Query{Outlet: pick("the-herald", "post", record.NoOutlet, "no-such-outlet"), Text: pick("word1", "number 3", "speaker*"),
			From: pick("2016", "2019-06"), To: pick("2021"), Limit: 1 + rng.IntN(12)},
			Referent: pick("r0", "r1", "r4", record.NoReferent, "no-such"), Voice: pick("own", "paraphrase", "quoted"), Way: pick(ways[rng.IntN(len(ways))])}
		plain := q
		plain.AddedBefore = 1 << 40 // all of them, which counts cannot tell
		for range 3 {
			var after string
			for _, list := range []struct {
				name string
				of   func(q record.NamingQuery) (any, int, string, error)
			}{
				{"referents", func(q record.NamingQuery) (any, int, string, error) {
					p, err := s.Referents(t.Context(), q)
					return p, len(p.Rows), p.Next, err
				}},
				{"ways", func(q record.NamingQuery) (any, int, string, error) {
					p, err := s.Ways(t.Context(), q)
					return p, len(p.Rows), "", err
				}},
				{"namings", func(q record.NamingQuery) (any, int, string, error) {
					p, err := s.Namings(t.Context(), q)
					return p, len(p.Rows), "", err
				}},
				{"voices", func(q record.NamingQuery) (any, int, string, error) {
					p, err := s.VoiceCounts(t.Context(), q)
					return p, len(p), "", err
				}},
			} {
				q, plain := q, plain
				if list.name != "referents" {
					q.After, plain.After = "", ""
				}
				s.finds.from = []int{0, wideFrom}[rng.IntN(2)]
				got, n, next, err := list.of(q)
				if err != nil {
					t.Fatalf("%s of %+v: %v", list.name, q, err)
				}
				s.finds.from = never
				want, _, _, err := list.of(plain)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("%s of %+v:\n%+v\nwant\n%+v", list.name, q, got, want)
				}
				if n > 0 {
					some[list.name]++
				}
				if list.name == "referents" {
					after = next
				}
			}
			if after == "" {
				break
			}
			q.After, plain.After = after, after
		}
	}
	for _, name := range []string{"referents", "ways", "namings", "voices"} {
		if some[name] < 20 {
			t.Errorf("%s: %d queries found something", name, some[name])
		}
	}
}
