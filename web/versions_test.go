package web

import (
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// What was decided on one version of a report is shown on the next, and said to be
// from there; what fits no longer waits for a person.
func TestDecidedOnAnEarlierVersion(t *testing.T) {
	store, _ := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	version := func(text, other, date string) *sayso.Document {
		d := newDraft(t, "lime.txt", "The Bank", date, text)
		d.doc.URL = "https://example.org/lime"
		d.said(sayso.Direct, "", "Ida Vane", "said", "The lime is burnt")
		d.said(sayso.Direct, "", other, "asked", "Who pays")
		return d.report(store)
	}
	first := version("“The lime is burnt,” said Ida Vane. “Who pays?” asked the carter.", "the carter", "2022-05-05")
	ids, _ := ids(first)
	for _, id := range ids {
		r.expect("accept", r.send(statementHref(id), statementHref(id)+"/decide", "kind", "accept"), 303, statementHref(id))
	}
	date := "/article/" + string(first.ID) + "/correct/date"
	r.expect("the date", r.send(date, date, "date", "2022-05-04"), 303, "/article/"+string(first.ID))
	second := version("Corrected. “The lime is burnt,” said Ida Vane. “Who pays?” asked the baker.", "the baker", "2022-06-05")
	page, err := store.Statements(t.Context(), record.Query{Article: second.ID})
	if err != nil {
		t.Fatal(err)
	}
	if got := words(r.page(statementHref(page.Rows[0].ID))); !strings.Contains(got, "accepted decided on an earlier version of the report") {
		t.Errorf("the same words: %s", got)
	}
	const conflict = "in conflict: its words are read otherwise in this version, or are another source’s"
	if got := words(r.page("/review?show=conflicts")); !strings.Contains(got, "Who pays") || !strings.Contains(got, conflict) {
		t.Errorf("another source's words: %s", got)
	}
	if got := words(r.page("/review?show=conflicts")); !strings.Contains(got, "published: 2022-05-04 decided on an earlier version of the report in conflict: this is read in another way here") {
		t.Errorf("the date of another version: %s", got)
	}
	list, err := store.Decisions(t.Context(), record.DecisionQuery{Standing: record.Conflict, Kind: record.Accept})
	if err != nil || list.Total != 1 {
		t.Fatalf("%d decisions in conflict, %v", list.Total, err)
	}
	settle := "/decision/" + list.Rows[0].ID + "/attach"
	r.expect("it belongs here", r.send("/review?show=conflicts", settle), 303, "/review?show=conflicts")
	if row, err := store.Statement(t.Context(), page.Rows[1].ID); err != nil || row.Review != record.Accepted {
		t.Errorf("settled: %s, %v", row.Review, err)
	}
}

// So is what was decided of two statements; what fits no longer waits among what is in
// conflict, and is settled on the page of the statement that it overlaps.
func TestPairsOfAnEarlierVersion(t *testing.T) {
	store, _ := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	report := func(name, url, text, asks, asked string) *sayso.Document {
		d := newDraft(t, name, "The Bank", "2022-05-05", text)
		d.doc.URL = url
		d.said(sayso.Direct, "", "Ida Vane", "said", "The lime is burnt")
		d.said(sayso.Direct, "", asks, asked, "Who pays")
		return d.report(store)
	}
	const address = "https://example.org/lime"
	first := report("lime.txt", address, "“The lime is burnt,” said Ida Vane. “Who pays?” asked the carter.", "the carter", "asked")
	echo := report("echo.txt", "", "So it goes. “The lime is burnt,” said Ida Vane. “Who pays?” inquired a carter.", "a carter", "inquired")
	of, _ := ids(first)
	others, _ := ids(echo)
	for i, id := range others {
		page := statementHref(id)
		r.expect("same", r.send(page, page+"/decide", "kind", "same", "other", of[i]), 303, page)
	}
	second := report("lime.txt", address, "Corrected. “The lime is burnt,” said Ida Vane. “Who pays?” asked the baker.", "the baker", "asked")
	now, _ := ids(second)
	if got := words(r.page(statementHref(now[0]))); !strings.Contains(got, "one utterance with: The lime is burnt decided on an earlier version of the report") {
		t.Errorf("the same words: %s", got)
	}
	const conflict = "in conflict: the words of one of the two are read otherwise now, or are another source’s"
	if got := words(r.page("/review?show=conflicts")); !strings.Contains(got, "one utterance with: Who pays decided on an earlier version of the report "+conflict) {
		t.Errorf("another source's words: %s", got)
	}
	if got := words(r.page(statementHref(others[1]))); !strings.Contains(got, conflict) || strings.Contains(got, "It belongs here") {
		t.Errorf("the page of the one that stands: %s", got)
	}
	page := statementHref(now[1])
	if got := words(r.page(page)); !strings.Contains(got, "It belongs here") {
		t.Errorf("the page of the other: %s", got)
	}
	list, err := store.Decisions(t.Context(), record.DecisionQuery{Standing: record.Conflict})
	if err != nil || list.Total != 1 {
		t.Fatalf("%d decisions in conflict, %v", list.Total, err)
	}
	r.expect("it belongs here", r.send(page, "/decision/"+list.Rows[0].ID+"/attach", "statement", now[1]), 303, page)
	if list, err = store.Decisions(t.Context(), record.DecisionQuery{Standing: record.Conflict}); err != nil || list.Total != 0 {
		t.Errorf("settled, but %d decisions are in conflict, %v", list.Total, err)
	}
}
