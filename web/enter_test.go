package web

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sayso/record"
)

// A statement that the machine missed is written into the form by its words.
func TestEnter(t *testing.T) {
	store, doc := reviewable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	yes, no := ids(doc)
	article := "/article/" + string(doc.ID)
	form := article + "/add"
	if got := attr(one(t, r.page(article), "[data-enter]"), "href"); got != form {
		t.Errorf("the article leads to %q", got)
	}
	if got := text(one(t, r.page(form), "[data-text]"), func(*html.Node) bool { return false }); got != doc.Text {
		t.Errorf("the text to select in is %q", got)
	}
	at := strings.Index(doc.Text, "was out")
	chosen := r.page(form + fmt.Sprintf("?content-at=%d-%d", at, at+len("was out")))
	if got := text(one(t, chosen, "#content"), func(*html.Node) bool { return false }); got != "was out" {
		t.Errorf("the form begins with the content %q", got)
	}
	for what, extra := range map[string][]string{
		"no content":               nil,
		"words that are not there": {"content", "the potter was in"},
		"words in two places":      {"content", "the potter"},
		"no date":                  {"content", "was out", "date", "last May"},
		"two addressees":           {"content", "was out", "addressee", "the potter … was out"},
	} {
		w := r.send(form, form, append(extra, "note", "kept")...)
		if w.Code != 400 || !strings.Contains(w.Body.String(), "aria-invalid") || !strings.Contains(w.Body.String(), "kept") {
			t.Errorf("%s: status %d, want the form again with what is wrong", what, w.Code)
		}
	}
	for what, taken := range map[string][]string{
		"a statement that counts":         {yes[0], "content", "The kiln is lit", "cue", "said"},
		"other edges of one":              {yes[0], "content", "kiln is lit", "cue", "said"},
		"a statement that is not decided": {no[0], "content", "for rain", "cue", "hope"},
	} {
		w := r.send(form, form, taken[1:]...)
		root, err := parse(w)
		if err != nil {
			t.Fatal(err)
		}
		if links := all(one(t, root, "p.problem"), "a"); w.Code != 400 || len(links) != 1 || attr(links[0], "href") != statementHref(taken[0]) {
			t.Errorf("%s: status %d and %d links, want one to it", what, w.Code, len(links))
		}
	}
	if list, err := store.Decisions(t.Context(), record.DecisionQuery{}); err != nil || list.Total != 0 {
		t.Fatalf("%d decisions of bad forms, %v", list.Total, err)
	}

	w := r.send(form, form, "content", "the potter … was out", "content-at", fmt.Sprintf("%d-%d %d-%d", at-len("the potter, Vane said, "), at-len(", Vane said, "), at, at+len("was out")),
		"source", "Vane", "source-at", fmt.Sprintf("%d-%d", at-len("Vane said, "), at-len(" said, ")),
		"cue", "said", "cue-at", fmt.Sprintf("%d-%d", at-len("said, "), at-len(", ")), "as", "indirect", "date", "open", "speaker", "Ida Vane", "note", "missed")
	page, err := store.Statements(t.Context(), record.Query{Review: "entered"})
	if err != nil || page.Total != 1 {
		t.Fatalf("%d entered, %v: status %d", page.Total, err, w.Code)
	}
	row := page.Rows[0]
	r.expect("enter", w, 303, article+"?statement="+row.ID+"#s-"+row.ID)
	if row.Entered != "ada" || row.SpanTexts != (record.SpanTexts{Source: "Vane", Cue: "said", Content: "the potter … was out"}) || row.Speaker.Name != "Ida Vane" || row.Said.Value != "" {
		t.Errorf("entered: %+v", row)
	}
	body := words(r.page(statementHref(row.ID)))
	for _, want := range []string{"entered", "by ada (the machine does not read it", "entered by hand: indirect, of Ida Vane, said: open “missed”", "(a reviewer says so)"} {
		if !strings.Contains(body, want) {
			t.Errorf("its page lacks %q:\n%s", want, body)
		}
	}
	if strings.Contains(body, "Score") {
		t.Error("its page gives a score, as if it were the machine's")
	}
	if got := words(r.page("/?speaker=vane")); !strings.Contains(got, "entered by ada") {
		t.Errorf("the list: %s", got)
	}
	if notes := words(one(t, r.page(article), "[data-text]")); !strings.Contains(notes, "entered by ada") {
		t.Errorf("the margin of the article: %s", notes)
	}
	// It is corrected and rejected like any other.
	edit := statementHref(row.ID) + "/edit"
	r.expect("correct", r.send(edit, edit, "as", "mixed"), 303, statementHref(row.ID))
	if got := words(r.page(statementHref(row.ID))); !strings.Contains(got, "As entered: kind indirect") {
		t.Errorf("corrected: %s", got)
	}
	again := r.send(statementHref(row.ID), statementHref(row.ID)+"/decide", "kind", "reject")
	if now, err := store.Statement(t.Context(), row.ID); err != nil || now.Review != record.Rejected || again.Code != 303 {
		t.Errorf("rejected: %s, %v", now.Review, err)
	}
}

func TestEnterReadOnly(t *testing.T) {
	store, doc := reviewable(t)
	h := newSite(t, store, Options{})
	if w := get(t, h, "/article/"+string(doc.ID)+"/add"); w.Code != 403 {
		t.Errorf("the form without a reviewer: status %d", w.Code)
	}
	root, err := parse(get(t, h, "/article/"+string(doc.ID)))
	if err != nil {
		t.Fatal(err)
	}
	if len(all(root, "[data-enter]")) != 0 {
		t.Error("the article leads to a form that nobody may fill in")
	}
}
