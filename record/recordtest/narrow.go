package recordtest

import (
	"testing"

	"sayso/record"
)

// narrow holds the counts by month and by place to what the lists find that they
// lead to.
func narrow(t *testing.T, s record.Store) {
	ctx := t.Context()
	pile := NewPile(30)
	for range 12 {
		add(t, s, pile.Report(0))
	}
	add(t, s, valley(t)...)
	months, places := 0, 0
	for _, q := range []record.Query{{}, {Kind: "indirect"}, {Text: "word1"}, {Speaker: "speaker-number-0"}, {Outlet: "outlet"}, {When: "said"}, {Speaker: "brand"},
		{From: "2018-11", To: "2019"}, {Review: "all"}, {AddedAfter: 5}, {Text: "no-such-word"}} {
		got, err := s.Narrow(ctx, q, 6)
		if err != nil {
			t.Fatal(err)
		}
		months, places = months+len(got.Months), places+len(got.Places)
		for i, m := range got.Months {
			if i > 0 && m.Month >= got.Months[i-1].Month {
				t.Errorf("%+v: months %v are not latest first", q, got.Months)
			}
			of := q
			of.From, of.To, of.Limit = m.Month, m.Month, 1
			page, err := s.Statements(ctx, of)
			if err != nil || page.Total != m.Statements || m.Statements == 0 {
				t.Errorf("%+v: %d statements of %s, %v; want %d", q, m.Statements, m.Month, err, page.Total)
			}
		}
		for i, p := range got.Places {
			if i > 0 && p.Statements > got.Places[i-1].Statements {
				t.Errorf("%+v: places %v are not most first", q, got.Places)
			}
			of := q
			of.Place, of.Limit = p.GeoNameID, 1
			page, err := s.Statements(ctx, of)
			if err != nil || page.Total != p.Statements || p.Name == "" {
				t.Errorf("%+v: %d statements at %s, %v; want %d", q, p.Statements, p.Name, err, page.Total)
			}
		}
		if got.MonthsCapped || got.PlacesCapped {
			t.Errorf("%+v: capped without a cap", q)
		}
	}
	if months < 20 || places < 20 {
		t.Errorf("%d months and %d places looked at", months, places)
	}
	capped, err := s.Narrow(ctx, record.Query{Text: "word1", CountTo: 3}, 100)
	if err != nil || !capped.MonthsCapped || !capped.PlacesCapped {
		t.Errorf("of the first three: %+v, %v", capped, err)
	}
	n := 0
	for _, m := range capped.Months {
		n += m.Statements
	}
	if n == 0 || n > 3 {
		t.Errorf("of the first three %d are of months", n)
	}
}

// byArticles holds lists that go by articles to the articles that the same filters
// select, however many statements are counted.
func byArticles(t *testing.T, s record.Store) {
	ctx := t.Context()
	pile := NewPile(30)
	for range 12 {
		add(t, s, pile.Report(0))
	}
	add(t, s, valley(t)...)
	for _, q := range []record.Query{{Text: "word1"}, {Text: "word1", From: "2016", To: "2019"}, {Text: "wor*", Place: 1}, {Text: "river", From: "2018"}, {Kind: "indirect", Place: 2},
		{Kind: "direct", To: "2018-11"}, {Speaker: "brand", From: "2018-12-01"}, {Text: "word1", Place: 1, From: "2015", AddedAfter: 3}} {
		q.Limit = -1
		articles, err := s.Articles(ctx, q)
		want := map[string]int{}
		for _, a := range rows(t, articles, err) {
			if a.Outlet.ID != "" {
				want[a.Outlet.ID]++
			}
		}
		for _, countTo := range []int{0, 10_000} {
			q.CountTo = countTo
			outlets, err := s.Outlets(ctx, q)
			got := map[string]int{}
			for _, o := range rows(t, outlets, err) {
				got[o.ID] = o.Articles
			}
			same(t, "outlets", want, got)
		}
	}
}
