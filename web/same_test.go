package web

import (
	"path/filepath"
	"strings"
	"testing"

	"sayso"
	"sayso/lang/en"
	"sayso/link"
	"sayso/record"
	"sayso/record/sqlite"
)

// linkingStore is an empty record in a file that links what it is given.
func linkingStore(t *testing.T) *sqlite.Store {
	t.Helper()
	words, err := en.LinkWords(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	model, err := en.LinkModel(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "linked.db"), sqlite.Options{Create: true, Link: &link.Settings{Words: words, Model: model}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// linkable is a record in a file that links what it holds: three reports, of which
// two tell one utterance.
func linkable(t *testing.T) (record.Store, []string) {
	t.Helper()
	store := linkingStore(t)
	var ids []string
	for _, x := range []struct{ name, content string }{
		{"one", "the brickworks at Ferrow will shut down its last kiln before the winter"},
		{"two", "the Ferrow brickworks will shut its last kiln down before winter"},
		{"three", "nobody will have to leave the valley"},
	} {
		d := newDraft(t, x.name, "Paper "+x.name, "2022-05-04", "Report "+x.name+". Ida Vane said "+x.content+".")
		d.said(sayso.Indirect, "Ida Vane", "Ida Vane", "said", x.content)
		doc := d.report(store)
		ids = append(ids, doc.Statements[0].ID(doc.ID))
	}
	return store, ids
}

func TestTellings(t *testing.T) {
	store, ids := linkable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	told := func(id string) string {
		t.Helper()
		st, err := store.Statement(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		of, err := store.Told(t.Context(), st.Article.ID)
		if err != nil || len(of[id]) != 1 {
			t.Fatalf("told: %v, %v", of, err)
		}
		return of[id][0].ID
	}
	if told(ids[0]) != told(ids[1]) {
		t.Fatal("the first two do not tell one utterance as it is")
	}
	// On the page of the utterance: the second telling is not of it.
	at := "/utterance/" + told(ids[0])
	r.expect("not of it", r.send(at, "/statement/"+ids[1]+"/decide", "kind", "apart"), 303, at)
	if told(ids[0]) == told(ids[1]) {
		t.Error("not of it, but it tells it")
	}
	// It tells the same as the third, which is found by its words, its ID and its address.
	for _, q := range []string{"leave+the+valley", ids[2], "http://localhost/statement/" + ids[2], "/article/0123456789abcdef%23s-" + ids[2]} {
		if got := len(all(r.page("/statement/"+ids[1]+"/same?q="+q), "li.st")); got != 1 {
			t.Errorf("%s: %d statements, want 1", q, got)
		}
	}
	page := "/statement/" + ids[1] + "/same?q=valley"
	r.expect("the same", r.send(page, "/statement/"+ids[1]+"/decide", "kind", "same"), 303, page)
	if told(ids[1]) != told(ids[2]) {
		t.Error("the same, but two utterances")
	}
	// Both decisions stand on the page, and can be taken back there.
	list, err := store.Decisions(t.Context(), record.DecisionQuery{Newest: true})
	if err != nil || len(list.Rows) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := words(one(t, r.page(page), "ol.decisions")); !strings.Contains(got, "one utterance with: nobody will have") || !strings.Contains(got, "not one utterance with: the brickworks") {
		t.Errorf("decisions: %q", got)
	}
	r.expect("undo", r.send(page, "/decision/"+list.Rows[0].ID+"/undo"), 303, page)
	r.expect("undo", r.send(at, "/decision/"+list.Rows[1].ID+"/undo"), 303, at)
	if told(ids[0]) != told(ids[1]) || told(ids[1]) == told(ids[2]) {
		t.Error("taken back, but not as it was")
	}
	// Two that contradict each other, unawares, are shown.
	target := func(id string) *record.Target {
		st, err := store.Statement(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := store.Document(t.Context(), st.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		return record.TargetOf(doc, &doc.Statements[0])
	}
	now := desktime()
	for _, kind := range []record.DecisionKind{record.SameUtterance, record.OtherUtterance} {
		d := record.Decision{Made: now(), By: "bo", Kind: kind, Target: target(ids[0]), Other: target(ids[2])}
		if _, err := store.Decide(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if got := words(one(t, r.page("/review?show=odds"), "ol.decisions")); strings.Count(got, "at odds") != 2 {
		t.Errorf("at odds: %q", got)
	}
}
