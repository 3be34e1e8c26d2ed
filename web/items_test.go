package web

import (
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// The date of a report, a place and a figure in it are corrected by forms.
func TestCorrectItems(t *testing.T) {
	store, _ := reviewable(t)
	d := newDraft(t, "ferry.txt", "The Quay", "2018-11-28", "The ferry of Stanton carries 40 carts, Nell Ward said.\n\nIt was built in 1987.")
	d.said(sayso.Indirect, "Nell Ward", "Nell Ward", "said", "The ferry of Stanton carries 40 carts")
	at := func(words string) sayso.Span {
		i := int32(strings.Index(d.doc.Text, words))
		return sayso.Span{Start: i, End: i + int32(len(words))}
	}
	d.doc.Places = []sayso.Place{{Span: at("Stanton"), Name: "Stanton", GeoNameID: 11, Lat: 52, Lon: 1, Country: "GB", Feature: "PPL", Score: 0.5, Why: "the larger"}}
	d.doc.Figures = []sayso.Figure{{Span: at("40 carts"), Kind: sayso.FigureCount, From: 40, To: 40, Unit: "cart"},
		{Span: at("1987"), Kind: sayso.FigureNumber, From: 1987, To: 1987}}
	doc := d.report(store)
	named := func(name string) []record.PlaceValue {
		if name != "Stanton" {
			return nil
		}
		return []record.PlaceValue{{GeoNameID: 11, Name: "Stanton", Country: "GB", Feature: "PPL", Lat: 52, Lon: 1}, {GeoNameID: 12, Name: "Stanton", Country: "AU", Lat: -34, Lon: 150}}
	}
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime(), Places: named})}
	article := "/article/" + string(doc.ID)
	date, place, carts, year := article+"/correct/date", article+"/correct/toponym-1", article+"/correct/figure-1", article+"/correct/figure-2"
	links := map[string]bool{}
	for _, a := range all(r.page(article), "a") {
		links[attr(a, "href")] = true
	}
	for _, want := range []string{date, place, carts, year} {
		if !links[want] {
			t.Errorf("the article does not lead to %s", want)
		}
	}
	for what, c := range map[string][]string{
		"no date":               {date, "date", "last May"},
		"no place is chosen":    {place, "geoname", ""},
		"a place of no such ID": {place, "geoname", "13"},
		"no number":             {carts, "from", "many"},
		"words not there":       {carts, "counted", "barges"},
	} {
		w := r.send(c[0], c[0], append(c[1:], "note", "kept")...)
		if w.Code != 400 || !strings.Contains(w.Body.String(), "kept") || !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%s: status %d, want the form again with what is wrong", what, w.Code)
		}
	}
	if w := r.send(carts, carts, "at", "1-5"); w.Code != 400 {
		t.Errorf("another figure than the form's: status %d", w.Code)
	}
	if list, err := store.Decisions(t.Context(), record.DecisionQuery{}); err != nil || list.Total != 0 {
		t.Fatalf("%d decisions of bad forms, %v", list.Total, err)
	}
	r.expect("the date", r.send(date, date, "date", "2020-05", "note", "another story’s"), 303, article)
	r.expect("the place", r.send(place, place, "geoname", "12"), 303, article)
	r.expect("the figure", r.send(carts, carts, "from", "1,400", "to", "1500", "counted", "carts"), 303, article)
	r.expect("no figure", r.send(year, year, "none", "1"), 303, article)
	page := words(r.page(article))
	for _, want := range []string{"2020-05 (a reviewer says so) the machine reads: 2018-11-28", "Stanton, AU (-34.00, 150.00)", "1,400 to 1,500 cart",
		"published: 2020-05 “another story’s” the whole report", "no figure 1987"} {
		if !strings.Contains(page, want) {
			t.Errorf("the article lacks %q:\n%s", want, page)
		}
	}
	if got := words(r.page("/figures?outlet=quay")); !strings.Contains(got, "1,400") || strings.Contains(got, "1987") {
		t.Errorf("figures: %s", got)
	}
	if got := words(r.page("/map?outlet=quay")); !strings.Contains(got, "AU") || strings.Contains(got, "GB") {
		t.Errorf("map: %s", got)
	}
	if got := words(r.page("/?from=2020-05&to=2020-05")); !strings.Contains(got, "The ferry of Stanton") {
		t.Errorf("statements of May: %s", got)
	}
	if got := words(r.page("/review?show=decided")); !strings.Contains(got, "no figure 1987") {
		t.Errorf("log: %s", got)
	}
	// Somebody who did not know of it says otherwise.
	other := record.Decision{Made: desktime()(), By: "bo", Kind: record.CorrectFigure, Target: record.TargetAt(doc, doc.Figures[1].Span),
		Value: record.Value{Figure: &record.FigureValue{From: 1987, To: 1987, Unit: "year"}}}
	if _, err := store.Decide(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if got := words(r.page(article)); strings.Count(got, "in conflict with another decision: shown as the machine reads it") != 2 || !strings.Contains(got, "1987 1,987") {
		t.Errorf("at odds: %s", got)
	}
	// One is taken back, on the page of the article.
	list, err := store.Decisions(t.Context(), record.DecisionQuery{Kind: record.CorrectPublished})
	if err != nil || list.Total != 1 {
		t.Fatal(list.Total, err)
	}
	r.expect("take back", r.send(article, "/decision/"+list.Rows[0].ID+"/undo"), 303, article)
	if got := words(r.page(article)); !strings.Contains(got, "2018-11-28 (printed under the headline)") {
		t.Errorf("taken back: %s", got)
	}
	for _, wrong := range []string{"/correct/figure-3", "/correct/toponym-0", "/correct/place", "/correct/content-1"} {
		if w := r.do("GET", article+wrong, nil); w.Code != 404 {
			t.Errorf("%s: status %d", wrong, w.Code)
		}
	}
}
