package recordtest

import (
	"testing"

	"sayso"
	"sayso/record"
)

// misread is a report of which the machine takes the wrong date from the page, a
// town for another of the same name, and a year for a number of boats.
func misread(t *testing.T, text string, more ...string) record.Report {
	r := Report(t, sayso.Article{Name: "ferry", URL: "https://example.org/ferry", Date: Day("2018-11-28"), Outlet: sayso.Outlet{Name: "The Quay"}, Text: text},
		Said{Source: "Nell Ward", Cue: "said", Content: "The ferry of Stanton carries 40 carts,", Speaker: "Nell Ward", When: sayso.Date{Value: "2018-11-26"}},
		Said{Source: "She", Cue: "told", Content: "the pier is safe", Speaker: "Nell Ward", When: Day("2018-10-01")})
	d := r.Document
	monday := find(t, text, "on Monday")[0]
	why := sayso.CountedFrom(d.Date)
	d.Times = []sayso.TimeExpr{{Span: monday, Type: sayso.TimeDate, Value: "2018-11-26", Why: why}}
	d.Statements[0].Said.At, d.Statements[0].Said.Why = []sayso.Span{monday}, "the words that report it, "+why
	d.Places = []sayso.Place{{Span: find(t, text, "Stanton")[0], Name: "Stanton", GeoNameID: 11, Lat: 52, Lon: 1, Country: "GB", Feature: "PPL", Score: 0.5, Why: "the larger"}}
	d.Figures = []sayso.Figure{{Span: find(t, text, "40 carts")[0], Kind: sayso.FigureCount, From: 40, To: 40, Unit: "cart"},
		{Span: find(t, text, "1987")[0], Kind: sayso.FigureNumber, From: 1987, To: 1987}}
	return r
}

const ferry = "The ferry of Stanton carries 40 carts, Nell Ward said on Monday. She told us the pier is safe. It was built in 1987."

// corrected decides about the date, a place and the figures of a report: lists, days
// and counts have them as decided, the document as they were read.
func correctedItems(t *testing.T, s record.Store) {
	base := misread(t, ferry)
	r := reviewOf(t, s, base)
	d := base.Document
	decide := func(kind record.DecisionKind, target *record.Target, v record.Value) string {
		t.Helper()
		return r.add(record.Decision{By: "ada", Kind: kind, Target: target, Value: v})
	}
	said := func(content string) string { t.Helper(); return r.row(content).Said.Value }
	days := func(from, to string) (n int) {
		t.Helper()
		page, err := s.Statements(t.Context(), record.Query{From: from, To: to})
		return len(rows(t, page, err))
	}
	carts, pier := "The ferry of Stanton carries 40 carts,", "the pier is safe"

	// The date of the page is another story's: the report is of May 2020. What was counted
	// from the wrong one is open, and so goes by the right one.
	dated := decide(record.CorrectPublished, record.ArticleTarget(d), record.Value{Date: "2020-05"})
	articles, err := s.Articles(t.Context(), record.Query{From: "2020-05", To: "2020-05"})
	if list := rows(t, articles, err); len(list) != 1 || list[0].Date.Value != "2020-05" || list[0].DateRead == nil || list[0].DateRead.Value != "2018-11-28" {
		t.Errorf("articles of May: %+v", list)
	}
	if said(carts) != "" || said(pier) != "2018-10-01" || days("2020-05", "2020-05") != 1 || days("2018-11", "2018-11") != 0 {
		t.Errorf("said %q and %q; %d statements in May", said(carts), said(pier), days("2020-05", "2020-05"))
	}
	if row := r.row(carts); row.AsRead == nil || row.AsRead.Said.Value != "2018-11-26" || row.Review != record.Open {
		t.Errorf("as read: %+v", row)
	}
	// It can be open, too; and who knows when the statement was made may say so.
	open := r.add(record.Decision{By: "bo", Kind: record.CorrectPublished, Target: record.ArticleTarget(d), Seen: []string{dated}})
	if days("2020-05", "2020-05") != 0 {
		t.Error("an article of an open date is found by one")
	}
	r.decide(carts, record.CorrectDate, record.Value{Date: "2020-05-04"})
	if said(carts) != "2020-05-04" {
		t.Errorf("said %q, want what a person says", said(carts))
	}
	// Two who do not know of each other: as the machine reads it.
	r.undo(open)
	odd := r.add(record.Decision{By: "cy", Kind: record.CorrectPublished, Target: record.ArticleTarget(d), Value: record.Value{Date: "2021"}})
	articles, err = s.Articles(t.Context(), record.Query{})
	if a := rows(t, articles, err)[0]; a.Date.Value != "2018-11-28" || a.DateRead != nil {
		t.Errorf("at odds: %+v", a.Date)
	}
	r.undo(odd)

	// The place is the other Stanton, or none.
	other := &record.PlaceValue{GeoNameID: 12, Name: "Stanton Ferry", Country: "AU", Feature: "PPL", Lat: -34, Lon: 150}
	placed := decide(record.CorrectPlace, record.TargetAt(d, d.Places[0].Span), record.Value{Place: other})
	places, err := s.Places(t.Context(), record.Query{})
	if list := rows(t, places, err); len(list) != 1 || list[0].GeoNameID != 12 || list[0].Name != "Stanton Ferry" || list[0].Lat != -34 || list[0].In != 1 {
		t.Errorf("places: %+v", list)
	}
	if page, err := s.Statements(t.Context(), record.Query{Place: 11}); err != nil || page.Total != 0 {
		t.Errorf("%d statements about the wrong place, %v", page.Total, err)
	}
	r.add(record.Decision{By: "bo", Kind: record.CorrectPlace, Target: record.TargetAt(d, d.Places[0].Span), Seen: []string{placed}})
	places, err = s.Places(t.Context(), record.Query{})
	if list := rows(t, places, err); len(list) != 0 {
		t.Errorf("no place: %+v", list)
	}

	// The carts are 14, and the year is no figure.
	decide(record.CorrectFigure, record.TargetAt(d, d.Figures[0].Span), record.Value{Figure: &record.FigureValue{From: 14, To: 14, Unit: "cart",
		Counted: record.Quote(d.Text, find(t, d.Text, "carts")...)}})
	none := decide(record.CorrectFigure, record.TargetAt(d, d.Figures[1].Span), record.Value{})
	figures, err := s.Figures(t.Context(), record.Query{})
	list := rows(t, figures, err)
	if len(list) != 1 || list[0].From != 14 || list[0].Counted != "carts" || list[0].Speaker.Name != "Nell Ward" || list[0].Words != "40 carts" {
		t.Errorf("figures: %+v", list)
	}
	ofArticle, err := s.Figures(t.Context(), record.Query{Article: d.ID})
	same(t, "figures of the article", list, rows(t, ofArticle, err))

	got, err := s.Document(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the document stays as the machine read it", d, got)
	r.verified()

	// Read anew by a pipeline that reads all of it the same way, but for a line before.
	const line = "Listen to this\n\n"
	moved := misread(t, line+ferry)
	moved.Document.Article.Original, moved.Original = d.Original, base.Original
	moved.Document.ID, moved.Pipeline = d.ID, "cafe00000000"
	if _, err := s.Upgrade(t.Context(), moved); err != nil {
		t.Fatal(err)
	}
	check := func(what string) {
		t.Helper()
		figures, err := s.Figures(t.Context(), record.Query{})
		if list := rows(t, figures, err); len(list) != 1 || list[0].From != 14 || list[0].Counted != "carts" {
			t.Errorf("%s: figures %+v", what, list)
		}
		articles, err := s.Articles(t.Context(), record.Query{})
		if a := rows(t, articles, err)[0]; a.Date.Value != "2020-05" {
			t.Errorf("%s: published %+v", what, a.Date)
		}
		places, err := s.Places(t.Context(), record.Query{})
		if list := rows(t, places, err); len(list) != 0 {
			t.Errorf("%s: places %+v", what, list)
		}
	}
	check("read anew")
	// Another version of the page, which bears the same wrong date.
	next := misread(t, "Updated. "+ferry)
	if outcome, err := s.Add(t.Context(), next); err != nil || outcome != record.NewVersion {
		t.Fatalf("another version: outcome %d, %v", outcome, err)
	}
	check("another version")
	r.undo(none)
	figures, err = s.Figures(t.Context(), record.Query{})
	if list := rows(t, figures, err); len(list) != 2 {
		t.Errorf("taken back: %+v", list)
	}
	// One that bears another date: a person is asked.
	third := misread(t, "Updated again. "+ferry)
	third.Document.Date = Day("2018-12-01")
	third.Document.Times[0].Why, third.Document.Statements[0].Said.Why = "as written", "the words that report it, as written"
	if outcome, err := s.Add(t.Context(), third); err != nil || outcome != record.NewVersion {
		t.Fatalf("a third version: outcome %d, %v", outcome, err)
	}
	articles, err = s.Articles(t.Context(), record.Query{})
	if a := rows(t, articles, err)[0]; a.Date.Value != "2018-12-01" {
		t.Errorf("another date: %+v", a.Date)
	}
	asked, err := s.Decisions(t.Context(), record.DecisionQuery{Kind: record.CorrectPublished, Standing: record.Conflict, InForce: true})
	if list := rows(t, asked, err); len(list) != 1 || list[0].ID != dated || !list[0].Earlier {
		t.Errorf("in conflict: %+v", list)
	}
	// Decided in knowledge of that one, it is settled.
	r.add(record.Decision{By: "ada", Kind: record.CorrectPublished, Target: record.ArticleTarget(third.Document), Value: record.Value{Date: "2020-05-05"}, Seen: []string{dated}})
	articles, err = s.Articles(t.Context(), record.Query{})
	if a := rows(t, articles, err)[0]; a.Date.Value != "2020-05-05" {
		t.Errorf("settled: %+v", a.Date)
	}
}

func badItems(t *testing.T, _ record.Store) {
	d := misread(t, ferry).Document
	at := record.TargetAt(d, d.Figures[0].Span)
	place := record.PlaceValue{GeoNameID: 12, Name: "Stanton"}
	wrong := func(change func(*record.PlaceValue)) *record.PlaceValue { p := place; change(&p); return &p }
	for what, dec := range map[string]record.Decision{
		"a date that is none":        {Kind: record.CorrectPublished, Target: record.ArticleTarget(d), Value: record.Value{Date: "May"}},
		"words of a date":            {Kind: record.CorrectPublished, Target: at, Value: record.Value{Date: "2020"}},
		"no words":                   {Kind: record.CorrectFigure, Target: record.ArticleTarget(d)},
		"a figure for a place":       {Kind: record.CorrectPlace, Target: at, Value: record.Value{Figure: &record.FigureValue{}}},
		"a statement":                {Kind: record.CorrectPlace, Target: record.TargetOf(d, &d.Statements[0]), Value: record.Value{Place: &place}},
		"a place without an ID":      {Kind: record.CorrectPlace, Target: at, Value: record.Value{Place: wrong(func(p *record.PlaceValue) { p.GeoNameID = 0 })}},
		"a place beyond the pole":    {Kind: record.CorrectPlace, Target: at, Value: record.Value{Place: wrong(func(p *record.PlaceValue) { p.Lat = 91 })}},
		"a unit on two lines":        {Kind: record.CorrectFigure, Target: at, Value: record.Value{Figure: &record.FigureValue{Unit: "a\nb"}}},
		"an accepted article":        {Kind: record.Accept, Target: record.ArticleTarget(d)},
		"an entry of another's ID":   {Kind: record.Add, Target: record.TargetOf(d, &d.Statements[0]), Value: record.Value{Kind: "loud"}},
		"an entry of other words":    {Kind: record.Add, Target: &record.Target{Original: d.Original, Statement: "0123456789abcdef", Content: at.Content}, Value: record.Value{Kind: "direct"}},
		"an entry of two addressees": {Kind: record.Add, Target: record.TargetOf(d, &d.Statements[0]), Value: record.Value{Kind: "direct", Spans: record.Quote(d.Text, d.Places[0].Span, d.Figures[0].Span)}},
	} {
		dec.By, dec.Made = "ada", Noon
		if _, err := dec.Seal(); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}
