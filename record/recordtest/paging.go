package recordtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"sayso"
	"sayso/record"
)

// queries that go by every way a store may have to find rows.
var ways = []record.Query{
	{}, {Kind: "direct"}, {Outlet: "outlet-0"}, {Outlet: "mail"}, {Speaker: "brand"}, {Speaker: "speaker-number-1", Kind: "indirect"}, {Text: "word1"},
	{From: "2016"}, {From: "2015-03", To: "2019"}, {Text: "word0", Kind: "mixed", From: "2017"}, {When: "said"}, {When: "open", Outlet: "outlet-1"}, {On: "open"},
	{Place: 1}, {Speaker: "number 1", To: "2018-06"}, {Text: "word2", Outlet: "outlet-0"},
}

// pileUp adds the valley, versions of one report and a pile with events.
func pileUp(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	pile, n := NewPile(40), 25
	if testing.Short() {
		n = 6
	}
	for range n {
		r := pile.Report(0)
		d := r.Document
		for i, p := range d.Places {
			d.Times = append(d.Times, sayso.TimeExpr{Span: p.Span, Value: fmt.Sprintf("2019-%02d", i%12+1), Why: "written so"})
			e := sayso.Event{Span: p.Span, Kind: "meeting", Ahead: i%2 == 0, Place: sayso.RefTo[sayso.Place](i)}
			if i%3 > 0 {
				e.Time = sayso.RefTo[sayso.TimeExpr](i)
			}
			d.Events = append(d.Events, e)
		}
		add(t, s, r)
	}
	for i, outlet := range []string{"Outlet 0", "Outlet 1"} {
		r := Report(t, sayso.Article{Name: "twice", URL: "https://example.org/twice", Date: Day("2018-11-28"), Outlet: sayso.Outlet{Name: outlet},
			Text: fmt.Sprintf("Nobody knows, Brand said in version %d.", i)},
			Said{Source: "Brand", Cue: "said", Content: "Nobody knows", Speaker: "Brand"})
		if _, err := s.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

// cursors walks every list by its cursors.
func cursors(t *testing.T, s record.Store) {
	pileUp(t, s)
	for _, q := range ways {
		for _, countTo := range []int{0, 3} {
			if q.CountTo = countTo; countTo == 0 {
				walk(t, "days", s.Days, q, 5)
				walk(t, "speakers", s.Speakers, q, 5)
				walk(t, "outlets", s.Outlets, q, 5)
			}
			walk(t, "statements", s.Statements, q, 7)
			walk(t, "articles", s.Articles, q, 5)
			walk(t, "figures", s.Figures, q, 7)
			if q.When == "" {
				walk(t, "events", s.Events, q, 9)
			}
			scored := q
			scored.ByScore = true
			walk(t, "statements by score", s.Statements, scored, 7)
			walk(t, "places", s.Places, q, 7)
		}
	}
}

// walk follows a list's cursors and expects the rows that the list has as a whole.
func walk[T any](t *testing.T, name string, list func(context.Context, record.Query) (record.Page[T], error), q record.Query, limit int) {
	t.Helper()
	q.Limit = -1
	all, err := list(t.Context(), q)
	if err != nil {
		t.Fatalf("%s of %+v: %v", name, q, err)
	}
	if want := len(all.Rows); all.Next != "" || all.Total != want && !(all.Capped && all.Total == q.CountTo && want > q.CountTo) {
		t.Errorf("%s of %+v: total %d (capped: %v) of %d rows, next page %q", name, q, all.Total, all.Capped, want, all.Next)
	}
	q.Limit = limit
	var got []T
	for n := 0; ; n++ {
		page, err := list(t.Context(), q)
		if err != nil {
			t.Fatalf("%s of %+v: %v", name, q, err)
		}
		got = append(got, page.Rows...)
		if page.Total != all.Total || page.Capped != all.Capped {
			t.Errorf("%s of %+v, page %d: total %d, want %d", name, q, n, page.Total, all.Total)
		}
		if q.After = page.Next; page.Next == "" || n > len(all.Rows) {
			break
		}
		if len(page.Rows) != limit {
			t.Errorf("%s of %+v: page %d has %d rows and a next page", name, q, n, len(page.Rows))
		}
	}
	same(t, fmt.Sprintf("%s of %+v", name, q), all.Rows, got)
}

// places in lists stay where they are while reports are added.
func steady(t *testing.T, s record.Store) {
	for i := range 6 {
		add(t, s, numbered(t, i, "Someone", "2020-01-01"))
	}
	q := record.Query{Limit: 5}
	first, err := s.Statements(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Statements(t.Context(), record.Query{Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, numbered(t, 7, "Someone", "2021-01-01"), numbered(t, 8, "Someone", ""))
	q.After, q.Limit = first.Next, 7
	rest, err := s.Statements(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "contents", ids(all.Rows[5:]), ids(rest.Rows))
	same(t, "total", 16, rest.Total)

	q.After = first.Next
	if _, err := s.Articles(t.Context(), q); !errors.Is(err, record.ErrCursor) {
		t.Errorf("a cursor of statements for articles: %v", err)
	}
	for _, bad := range []string{"x", "W10", "WyJzdGF0ZW1lbnRzIiwxXQ", "bnVsbA", "WyJzdGF0ZW1lbnRzIixudWxsLG51bGwsbnVsbF0"} {
		q.After = bad
		if _, err := s.Statements(t.Context(), q); !errors.Is(err, record.ErrCursor) {
			t.Errorf("cursor %q: %v", bad, err)
		}
	}
}

func ids(rows []record.Statement) (ids []string) {
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

// counts compares the counts that a store keeps with the statements it lists, and
// with those of the same rows when all states of review are asked for, which no
// table of counts has.
func counts(t *testing.T, s record.Store) {
	pileUp(t, s)
	for _, q := range ways {
		whole := q
		whole.Review = "all"
		for name, list := range map[string]func(record.Query) (any, error){
			"days":     func(q record.Query) (any, error) { return s.Days(t.Context(), q) },
			"places":   func(q record.Query) (any, error) { return s.Places(t.Context(), q) },
			"speakers": func(q record.Query) (any, error) { return s.Speakers(t.Context(), q) },
		} {
			kept, err := list(q)
			if err != nil {
				t.Fatal(err)
			}
			made, err := list(whole)
			if err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprintf("%s of %+v", name, q), made, kept)
		}
		q.Limit = -1
		list, err := s.Statements(t.Context(), q)
		all := rows(t, list, err)
		q.Limit = 1
		page, err := s.Statements(t.Context(), q)
		if err != nil || page.Total != len(all) {
			t.Errorf("%+v: total %d, %v; want %d", q, page.Total, err, len(all))
		}
		kinds, speakers, outlets := map[sayso.Kind]int{}, map[string]int{}, map[string]int{}
		for _, st := range all {
			kinds[st.Kind]++
			speakers[st.Speaker.ID]++
			outlets[st.Article.Outlet.ID]++
		}
		delete(speakers, "")
		delete(outlets, "")
		facets, err := s.Facets(t.Context(), q, 1000)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%+v: ", q)
		same(t, name+"kinds", kinds, positive(facets.Kinds))
		same(t, name+"speakers", speakers, tallied(facets.Speakers, func(p record.Speaker) (string, int) { return p.ID, p.Statements }))
		same(t, name+"outlets", outlets, tallied(facets.Outlets, func(o record.Outlet) (string, int) { return o.ID, o.Statements }))
		q.Limit = -1
		people, err := s.Speakers(t.Context(), q)
		same(t, name+"list of speakers", speakers,
			tallied(rows(t, people, err), func(p record.Speaker) (string, int) { return p.ID, p.Statements }))
		most := slices.IsSortedFunc(people.Rows, func(a, b record.Speaker) int { return b.Statements - a.Statements })
		same(t, name+"most first", true, most)
	}
	for _, capped := range []record.Query{{Text: "word0", CountTo: 5, Limit: 3}, {Text: "word0", Kind: "indirect", CountTo: 5}} {
		page, err := s.Statements(t.Context(), capped)
		if err != nil || page.Total != 5 || !page.Capped {
			t.Errorf("%+v: total %d, capped %v, %v", capped, page.Total, page.Capped, err)
		}
		facets, err := s.Facets(t.Context(), capped, 3)
		n := 0
		for _, k := range facets.Kinds {
			n += k
		}
		if err != nil || n != 5 || !facets.Capped {
			t.Errorf("%+v: facets of %d statements, capped %v, %v", capped, n, facets.Capped, err)
		}
	}
}

func positive[K comparable](counts map[K]int) map[K]int {
	for k, n := range counts {
		if n == 0 {
			delete(counts, k)
		}
	}
	return counts
}

func tallied[T any](rows []T, of func(T) (string, int)) map[string]int {
	counts := map[string]int{}
	for _, r := range rows {
		id, n := of(r)
		counts[id] = n
	}
	return counts
}

// overview compares the counts of the whole record with its lists.
func overview(t *testing.T, s record.Store) {
	o, err := s.Overview(t.Context())
	if err != nil || o.Articles+o.Statements+len(o.Added) > 0 || o.First != "" {
		t.Errorf("of an empty record: %+v, %v", o, err)
	}
	pileUp(t, s)
	if o, err = s.Overview(t.Context()); err != nil {
		t.Fatal(err)
	}
	var want record.Overview
	total := func(q record.Query) int {
		page, err := s.Statements(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return page.Total
	}
	want.Statements, want.Said, want.Undated = total(record.Query{}), total(record.Query{When: "said"}), total(record.Query{On: "open"})
	list, err := s.Statements(t.Context(), record.Query{Limit: -1})
	for _, st := range rows(t, list, err) {
		if st.Speaker.ID == "" {
			want.Nobody++
		}
	}
	articles, err := s.Articles(t.Context(), record.Query{Limit: -1})
	for _, a := range rows(t, articles, err) {
		want.Articles++
		if a.Date.Open() {
			want.OpenArticles++
		}
	}
	speakers, err := s.Speakers(t.Context(), record.Query{Limit: -1})
	want.Speakers = len(rows(t, speakers, err))
	outlets, err := s.Outlets(t.Context(), record.Query{Limit: -1})
	want.Outlets = len(rows(t, outlets, err))
	figures, err := s.Figures(t.Context(), record.Query{Limit: -1})
	want.Figures = len(rows(t, figures, err))
	places, err := s.Places(t.Context(), record.Query{Limit: -1})
	want.Places = len(rows(t, places, err))
	want.First, want.Last = "2014-01-01", "2023-12-31"
	newest := o.Added[0].Name
	same(t, "added last", "twice", newest)
	if o.First < want.First || o.Last > want.Last || o.First >= o.Last {
		t.Errorf("from %s to %s", o.First, o.Last)
	}
	o.Added, o.First, o.Last = nil, want.First, want.Last
	same(t, "overview", want, o)
}

// revisions change with what is stored, and with nothing else.
func revisions(t *testing.T, s record.Store) {
	revision := func() string {
		got, err := s.Revision(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	seen := []string{revision()}
	for i := range 3 {
		r := numbered(t, i, "Someone", "")
		add(t, s, r)
		seen = append(seen, revision())
		if _, err := s.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		same(t, "after nothing", seen[len(seen)-1], revision())
	}
	d := numbered(t, 1, "Someone", "").Document
	if _, err := s.Decide(t.Context(), record.Decision{Made: Noon, By: "ada", Kind: record.Reject, Target: record.TargetOf(d, &d.Statements[0])}); err != nil {
		t.Fatal(err)
	}
	if seen = append(seen, revision()); len(slices.Compact(slices.Sorted(slices.Values(seen)))) != 5 {
		t.Errorf("revisions %q are not all different", seen)
	}
}
