package recordtest

import (
	"fmt"
	"testing"

	"sayso"
	"sayso/record"
)

// market is a pile of two reports with figures, times and places.
func market(t *testing.T) []record.Report {
	const first = "Around 300 boats left Tallhaven on Monday. Mayor Lena Voss said 40 of them were lost near Port Ardent. " +
		"The harbour is 12 miles (19 km) long.\n\nMore: 7"
	a := Report(t, sayso.Article{Name: "first", Text: first, Date: Day("2021-03-04"), Outlet: sayso.Outlet{Name: "The Lowmere Post"}},
		Said{Source: "Mayor Lena Voss", Cue: "said", Content: "40 of them were lost near Port Ardent", Speaker: "Lena Voss", Type: sayso.EntityPerson,
			When: sayso.Date{Value: "2021-03-01", Why: "the Monday before", At: find(t, first, "on Monday")}})
	at := func(words string) sayso.Span { return find(t, first, words)[0] }
	a.Document.Figures = []sayso.Figure{
		{Span: at("Around 300 boats"), Kind: sayso.FigureCount, From: 300, To: 300, Unit: "boat", Counted: at("boats"), Hedge: at("Around"), Approx: true},
		{Span: at("40 of them"), Kind: sayso.FigureCount, From: 40, To: 40, Unit: "boat", Counted: at("them")},
		{Span: at("12 miles"), Kind: sayso.FigureMeasure, From: 12, To: 12, Unit: "mile"},
		{Span: at("19 km"), Kind: sayso.FigureMeasure, From: 19, To: 20, Unit: "kilometre", Restates: 3, Exact: 19.3,
			Bound: sayso.AtLeast, Hedge: at("("), Change: sayso.Rise},
	}
	a.Document.Times = []sayso.TimeExpr{{Span: at("Monday"), Value: "2021-03-01", Why: "the Monday before", Mod: "APPROX"}}
	a.Document.Events = []sayso.Event{
		{Span: at("left"), Kind: "departure", Time: 1, Place: 1},
		{Span: at("lost"), Kind: "loss", Time: 1, Bound: sayso.TimeBy, Ahead: true, Place: 2},
		{Span: at("harbour"), Kind: "departure", Time: 1, Place: 1, Again: 1},
	}
	a.Document.Places = []sayso.Place{
		{Span: at("Tallhaven"), Name: "Tallhaven", GeoNameID: 11, Lat: 51.5, Lon: -3.25, Country: "XA", Feature: "PPL", Score: 0.5, Why: "the only one"},
		{Span: at("Port Ardent"), Name: "Port Ardent", GeoNameID: 12, Lat: 1, Lon: 2, Country: "XA", Feature: "PPLA", Why: "in the same country"},
	}
	const second = "In Tallhaven the fleet of 60 boats is idle, Voss said in May 2020. Nomansisle has none, the Post reported.\n\nMore: 7"
	b := Report(t, sayso.Article{Name: "second", Text: second, Date: Day("2021-03-05"), Outlet: sayso.Outlet{Name: "Other"}},
		Said{Source: "Voss", Cue: "said", Content: "In Tallhaven the fleet of 60 boats is idle", Speaker: "Lena Voss", Type: sayso.EntityPerson,
			When: sayso.Date{Value: "2020-05", Why: "written so", At: find(t, second, "in May 2020")}},
		Said{Source: "the Post", Cue: "reported", Content: "Nomansisle has none"})
	at = func(words string) sayso.Span { return find(t, second, words)[0] }
	b.Document.Figures = []sayso.Figure{{Span: at("60 boats"), Kind: sayso.FigureCount, From: 60, To: 60, Unit: "boat", Counted: at("boats")}}
	b.Document.Times = []sayso.TimeExpr{{Span: at("May 2020"), Type: sayso.TimeDate, Candidates: []string{"2020-05", "2021-05"}, Why: "either"}}
	b.Document.Events = []sayso.Event{{Span: at("idle"), Kind: "rest", Time: 1}, {Span: at("has none"), Kind: "rest"}}
	b.Document.Places = []sayso.Place{
		{Span: at("Tallhaven"), Name: "Tallhaven", GeoNameID: 11, Lat: 51.5, Lon: -3.25, Country: "XA", Feature: "PPL", Why: "the only one"},
		{Span: at("Nomansisle"), Kind: sayso.PlaceAssociative, Name: "Nomansisle", Why: "not in the gazetteer"},
	}
	for _, d := range []*sayso.Document{a.Document, b.Document} { // a foot of the page, which is not listed
		d.Zones[1].Kind, d.Zones[1].Reason = sayso.ZoneBoilerplate, "a line of links"
		d.Figures = append(d.Figures, sayso.Figure{Span: d.Zones[1].Span, From: 7, To: 7})
		d.Events = append(d.Events, sayso.Event{Span: d.Zones[1].Span, Kind: "rest"})
		d.Places = append(d.Places, sayso.Place{Span: d.Zones[1].Span, Name: "Port Ardent", GeoNameID: 12, Lat: 1, Lon: 2, Why: "listed"})
	}
	return []record.Report{a, b}
}

// layersBack reads the layers of documents as they were stored.
func layersBack(t *testing.T, s record.Store) {
	reports := market(t)
	add(t, s, reports...)
	for _, r := range reports {
		got, err := s.Document(t.Context(), r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "document", r.Document, got)
	}
}

func figureRows(t *testing.T, s record.Store) {
	add(t, s, market(t)...)
	for _, c := range []struct {
		q    record.Query
		want []string
	}{
		{record.Query{}, []string{"Around 300 boats", "60 boats", "40 of them", "19 km", "12 miles"}},
		{record.Query{Unit: "boat"}, []string{"Around 300 boats", "60 boats", "40 of them"}},
		{record.Query{Unit: "boa"}, nil},
		{record.Query{Text: "BOATS"}, []string{"Around 300 boats", "60 boats"}},
		{record.Query{Text: "boats 60"}, []string{"60 boats"}},
		{record.Query{Text: "…"}, nil},
		{record.Query{Speaker: "voss"}, []string{"60 boats", "40 of them"}},
		{record.Query{Outlet: "other"}, []string{"60 boats"}},
		{record.Query{Kind: "direct"}, nil},
		{record.Query{To: "2020"}, []string{"60 boats"}},
		{record.Query{From: "2021-03-02"}, []string{"Around 300 boats", "19 km", "12 miles"}},
		{record.Query{Place: 12}, []string{"Around 300 boats", "40 of them", "19 km", "12 miles"}},
	} {
		page, err := s.Figures(t.Context(), c.q)
		var got []string
		for _, f := range rows(t, page, err) {
			got = append(got, f.Words)
		}
		same(t, fmt.Sprintf("%+v", c.q), c.want, got)
	}
	page, err := s.Figures(t.Context(), record.Query{Text: "40"})
	f := rows(t, page, err)[0]
	same(t, "speaker", record.Speaker{ID: "lena-voss", Name: "Lena Voss", Type: sayso.EntityPerson}, f.Speaker)
	same(t, "words", []string{"Mayor Lena Voss", "them", " were lost near Port Ardent. The harbour is 12 miles (19 km) long.", "first"},
		[]string{f.Source, f.Counted, f.After, f.Article.Name})
	st, err := s.Statement(t.Context(), f.Statement)
	if err != nil || st.SpanTexts.Content != "40 of them were lost near Port Ardent" {
		t.Errorf("claimed by %q, %v", st.SpanTexts.Content, err)
	}
	pages(t, s.Figures, record.Query{}, 5, func(f record.Figure) string { return f.Words })
}

func placeRows(t *testing.T, s record.Store) {
	add(t, s, market(t)...)
	for _, c := range []struct {
		q    record.Query
		want string
	}{
		{record.Query{}, "Tallhaven 2 in 2, 1 said; Port Ardent 1 in 1, 1 said; "},
		{record.Query{Place: 12}, "Port Ardent 1 in 1, 1 said; "},
		{record.Query{Place: 13}, ""},
		{record.Query{Text: "lost"}, "Port Ardent 1 in 1, 1 said; "},
		{record.Query{Speaker: "lena-voss"}, "Port Ardent 1 in 1, 1 said; Tallhaven 1 in 1, 1 said; "},
		{record.Query{Outlet: "Other"}, "Tallhaven 1 in 1, 1 said; "},
		{record.Query{From: "2021-03-05"}, "Tallhaven 1 in 1, 1 said; "},
	} {
		page, err := s.Places(t.Context(), c.q)
		got := ""
		for _, p := range rows(t, page, err) {
			got += fmt.Sprintf("%s %d in %d, %d said; ", p.Name, p.Named, p.Articles, p.In)
		}
		same(t, fmt.Sprintf("%+v", c.q), c.want, got)
	}
	page, err := s.Places(t.Context(), record.Query{Place: 12})
	same(t, "place", record.Place{GeoNameID: 12, Name: "Port Ardent", Lat: 1, Lon: 2, Country: "XA", Feature: "PPLA", Named: 1, Articles: 1, In: 1, Held: 1},
		rows(t, page, err)[0])

	in, err := s.Statements(t.Context(), record.Query{Place: 11})
	same(t, "statements", []string{"In Tallhaven the fleet of 60 boats is idle"}, contents(rows(t, in, err)))
	of, err := s.Articles(t.Context(), record.Query{Place: 11})
	same(t, "articles", 2, len(rows(t, of, err)))
	by, err := s.Speakers(t.Context(), record.Query{Place: 12})
	same(t, "speakers", 1, len(rows(t, by, err)))
}

func dayRows(t *testing.T, s record.Store) {
	add(t, s, market(t)...)
	undated := Report(t, sayso.Article{Name: "undated", Text: "It rains, he said."}, Said{Source: "he", Cue: "said", Content: "It rains"})
	add(t, s, undated)
	for _, c := range []struct {
		q    record.Query
		want []record.Day
	}{
		{record.Query{}, []record.Day{{Date: "2021-03-05", Told: 1}, {Date: "2021-03-01", Said: 1, Held: 2}, {Date: "2020-05", Said: 1}, {Told: 1, Held: 2}}},
		{record.Query{Speaker: "lena-voss"}, []record.Day{{Date: "2021-03-01", Said: 1, Held: 1}, {Date: "2020-05", Said: 1}, {Held: 1}}},
		{record.Query{From: "2020-05-30", To: "2021-03-01"}, []record.Day{{Date: "2021-03-01", Said: 1, Held: 2}, {Date: "2020-05", Said: 1}}},
		{record.Query{Place: 12}, []record.Day{{Date: "2021-03-01", Said: 1, Held: 1}}},
		{record.Query{When: "said"}, []record.Day{{Date: "2021-03-01", Said: 1}, {Date: "2020-05", Said: 1}}},
		{record.Query{Event: "rest"}, []record.Day{{Held: 2}}},
	} {
		page, err := s.Days(t.Context(), c.q)
		same(t, fmt.Sprintf("%+v", c.q), c.want, rows(t, page, err))
	}
}

func dayFilters(t *testing.T, s record.Store) {
	add(t, s, market(t)...)
	add(t, s, Report(t, sayso.Article{Name: "undated", Text: "It rains, he said."}, Said{Source: "he", Cue: "said", Content: "It rains"}))
	for _, c := range []struct {
		q    record.Query
		want []string
	}{
		{record.Query{On: "2021-03-01"}, []string{"40 of them were lost near Port Ardent"}},
		{record.Query{On: "2020-05"}, []string{"In Tallhaven the fleet of 60 boats is idle"}},
		{record.Query{On: "2021"}, nil},
		{record.Query{On: "open"}, []string{"It rains"}},
		{record.Query{On: "2021-03-05", When: "said"}, nil},
		{record.Query{On: "2021-03-05", When: "open"}, []string{"Nomansisle has none"}},
	} {
		page, err := s.Statements(t.Context(), c.q)
		same(t, fmt.Sprintf("%+v", c.q), c.want, contents(rows(t, page, err)))
	}
	for _, q := range []record.Query{{On: "May"}, {When: "then"}} {
		if _, err := s.Statements(t.Context(), q); err == nil {
			t.Errorf("%+v is taken", q)
		}
	}
}

// oldFigures are neither listed nor counted.
func oldFigures(t *testing.T, s record.Store) {
	old := market(t)
	old[0].Document.URL, old[1].Document.URL = "https://example.org/a", "https://example.org/a"
	add(t, s, old[0])
	if got, err := s.Add(t.Context(), old[1]); err != nil || got != record.NewVersion {
		t.Fatalf("Add = %v, %v", got, err)
	}
	figures, err := s.Figures(t.Context(), record.Query{})
	same(t, "figures", 1, len(rows(t, figures, err)))
	places, err := s.Places(t.Context(), record.Query{})
	same(t, "places", 1, len(rows(t, places, err)))
	events, err := s.Events(t.Context(), record.Query{})
	same(t, "events", 2, len(rows(t, events, err)))
	figures, err = s.Figures(t.Context(), record.Query{Article: old[0].Document.ID})
	same(t, "figures of the old version", 4, len(rows(t, figures, err)))
}
