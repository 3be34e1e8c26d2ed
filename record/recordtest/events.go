package recordtest

import (
	"fmt"
	"testing"

	"sayso"
	"sayso/record"
)

func eventRows(t *testing.T, s record.Store) {
	reports := market(t)
	untimed := Report(t, sayso.Article{Name: "untimed", Text: "It rains."})
	untimed.Document.Events = []sayso.Event{{Span: sayso.Span{Start: 3, End: 8}, Kind: "weather"}}
	add(t, s, append(reports, untimed)...)
	for _, c := range []struct {
		q    record.Query
		want []string
	}{
		{record.Query{}, []string{"left", "lost", "idle", "has none", "rains"}},
		{record.Query{Event: "rest"}, []string{"idle", "has none"}},
		{record.Query{When: "ahead"}, []string{"lost"}},
		{record.Query{When: "past", Event: "departure"}, []string{"left"}},
		{record.Query{On: "2021-03-01"}, []string{"left", "lost"}},
		{record.Query{On: "2021-03"}, nil},
		{record.Query{On: "open"}, []string{"idle", "has none", "rains"}},
		{record.Query{From: "2021"}, []string{"left", "lost"}},
		{record.Query{To: "2020"}, nil},
		{record.Query{Place: 12}, []string{"lost"}},
		{record.Query{Text: "ARDENT loss"}, []string{"lost"}},
		{record.Query{Text: "…"}, nil},
		{record.Query{Speaker: "voss"}, []string{"lost", "idle"}},
		{record.Query{Kind: "indirect"}, []string{"lost", "idle", "has none"}},
		{record.Query{Outlet: "other"}, []string{"idle", "has none"}},
		{record.Query{Article: reports[0].Document.ID}, []string{"left", "lost"}},
	} {
		page, err := s.Events(t.Context(), c.q)
		var got []string
		for _, e := range rows(t, page, err) {
			got = append(got, e.Words)
		}
		same(t, fmt.Sprintf("%+v", c.q), c.want, got)
	}
	page, err := s.Events(t.Context(), record.Query{})
	all := rows(t, page, err)
	left, lost, idle, none := all[0], all[1], all[2], all[3]
	same(t, "date", sayso.Date{Value: "2021-03-01", Why: "“Monday”, the Monday before", At: []sayso.Span{left.Time.Span}}, left.Date)
	same(t, "deadline", "“Monday”, the Monday before: then at the latest", lost.Date.Why)
	same(t, "candidates", []string{"2020-05", "2021-05"}, idle.Date.Candidates)
	same(t, "no date", sayso.Date{Why: "the text does not say when"}, none.Date)
	same(t, "voices", []string{"", "", "Lena Voss", "Mayor Lena Voss"}, []string{left.Statement, left.Speaker.Name, lost.Speaker.Name, lost.Source})
	same(t, "words", []string{"Monday", "Tallhaven", "Around 300 boats ", "first"}, []string{left.When, left.WhereWords, left.Before, left.Article.Name})
	same(t, "place", sayso.Place{Span: lost.Where.Span, Name: "Port Ardent", GeoNameID: 12, Lat: 1, Lon: 2, Country: "XA", Feature: "PPLA", Why: "in the same country"}, lost.Where)
	same(t, "mentions", []int{2, 1}, []int{left.Mentions, lost.Mentions})
	pages(t, s.Events, record.Query{}, 5, func(e record.Event) string { return e.Words })
	for _, q := range []record.Query{{On: "May"}, {When: "said"}} {
		if _, err := s.Events(t.Context(), q); err == nil {
			t.Errorf("%+v is taken", q)
		}
	}
}
