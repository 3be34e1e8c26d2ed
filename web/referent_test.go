package web

import (
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/sqlite"
)

// namable is a record in a file with two reports that name a group and a person, and
// what is proposed of them; it returns the IDs of the namings by their words.
func namable(t *testing.T) (record.Store, map[string]string) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "names.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	ids := map[string]string{}
	var all []record.ProposedNaming
	for _, x := range []struct {
		name, text string
		words      []string
	}{
		{"a", "The rebels took the mill. Mayor Voss saw the armed men.", []string{"The rebels", "Mayor Voss", "the armed men"}},
		{"b", "Fighters left the mill, and <b>bandits</b> came. Lena Voss was out.", []string{"Fighters", "bandits", "Lena Voss"}},
	} {
		d := newDraft(t, x.name, "Paper "+x.name, "2022-05-04", x.text)
		for _, w := range x.words {
			start := int32(strings.Index(x.text, w))
			at := sayso.Span{Start: start, End: start + int32(len(w))}
			head := sayso.Span{Start: start + int32(strings.LastIndex(" "+w, " ")), End: at.End}
			d.doc.Namings = append(d.doc.Namings, sayso.Naming{Span: at, Core: at, Head: head, Type: sayso.EntityGroup, Several: true})
		}
		doc := d.report(store)
		for i, w := range x.words {
			ids[w] = record.NamingID(doc.ID, i+1)
			all = append(all, record.ProposedNaming{Article: doc.ID, Ordinal: i + 1, Why: "alike"})
		}
	}
	of := func(id, name string, list ...int) record.Proposal {
		p := record.Proposal{Referent: record.Referent{ID: id, Name: name, Type: sayso.EntityGroup, Why: "alike"}}
		for _, i := range list {
			p.Of = append(p.Of, all[i])
		}
		return p
	}
	if err := store.SetReferents(t.Context(), []record.Proposal{of("rebels", "rebels", 0, 2), of("fighters", "fighters", 3, 4), of("voss", "Voss", 1, 5)}); err != nil {
		t.Fatal(err)
	}
	return store, ids
}

func TestReferentForms(t *testing.T) {
	store, ids := namable(t)
	r := &reviewer{T: t, h: newSite(t, store, Options{Reviewer: "ada", Now: desktime()})}
	ledger := func(what string, want ...string) {
		t.Helper()
		page, err := store.Namings(t.Context(), record.NamingQuery{Query: record.Query{Limit: -1}})
		if err != nil {
			t.Fatal(err)
		}
		of := map[string][]string{}
		for _, n := range page.Rows {
			of[n.Referent.Name] = append(of[n.Referent.Name], n.Words)
		}
		var got []string
		for name, list := range of {
			slices.Sort(list)
			got = append(got, name+": "+strings.Join(list, ", "))
		}
		slices.Sort(got)
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	// post sends the form of a page with a list of values of one field.
	post := func(page, action, field string, values []string, extra ...string) string {
		t.Helper()
		for _, form := range all(r.page(page), "form[method]") {
			if attr(form, "action") != action {
				continue
			}
			v := fields(form, extra...)
			v[field] = values
			w := r.do("POST", action, v)
			if w.Code != http.StatusSeeOther {
				t.Fatalf("%s: status %d: %s", action, w.Code, w.Body)
			}
			return w.Header().Get("Location")
		}
		t.Fatalf("%s has no form for %s", page, action)
		return ""
	}
	const voss = "Voss: Lena Voss, Mayor Voss"
	at := post("/naming", "/naming/merge", "referent", []string{"rebels", "fighters"})
	ledger("merged", voss, "fighters: Fighters, The rebels, bandits, the armed men")
	if at != "/naming?referent=fighters" {
		t.Errorf("merging leads to %s", at)
	}
	if got := words(one(t, r.page("/naming"), "table.ledger")); !strings.Contains(got, "fighters group confirmed") {
		t.Errorf("the ledger says %q", got)
	}
	at = post(at, "/naming/name", "name", []string{"the armed group"})
	ledger("named", voss, "the armed group: Fighters, The rebels, bandits, the armed men")
	page := r.page(at)
	for _, want := range []string{"A reviewer gave it its name", "a reviewer says so", "called “the armed group”", "one referent: "} {
		if !strings.Contains(words(page), want) {
			t.Errorf("the page of the referent does not say %q", want)
		}
	}
	post(at, "/naming/move", "only", []string{ids["bandits"]}, "to", "")
	ledger("another's", voss, "bandits: bandits", "the armed group: Fighters, The rebels, the armed men")
	post(at, "/naming/move", "naming", []string{ids["the armed men"]}, "to", "the watch")
	ledger("of a new one", voss, "bandits: bandits", "the armed group: Fighters, The rebels", "the watch: the armed men")
	post("/naming?referent=voss", "/naming/move", "naming", []string{ids["Lena Voss"]}, "to", "fighters")
	ledger("of one that is there", "Voss: Mayor Voss", "bandits: bandits", "the armed group: Fighters, Lena Voss, The rebels", "the watch: the armed men")
	post("/naming?referent=voss", "/naming/confirm", "referent", []string{"voss"})

	// All of it is taken back, from the pages.
	for {
		d, err := store.Decisions(t.Context(), record.DecisionQuery{InForce: true, Newest: true, Limit: -1})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(d.Rows, func(d record.Decided) bool { return d.Kind != record.Undo })
		if i < 0 {
			break
		}
		r.expect("undo", r.send("/review?show=decided", "/decision/"+d.Rows[i].ID+"/undo"), 303, "/review?show=decided")
	}
	ledger("as proposed", voss, "fighters: Fighters, bandits", "rebels: The rebels, the armed men")

	// What does not fit is refused and writes nothing.
	before, err := store.Decisions(t.Context(), record.DecisionQuery{})
	if err != nil {
		t.Fatal(err)
	}
	token := fields(all(r.page("/naming"), "form.ticks")[0])
	for what, v := range map[string]url.Values{
		"/naming/merge":   {"referent": {"rebels"}},
		"/naming/confirm": {"referent": {"nobody"}},
		"/naming/name":    {"referent": {"rebels"}, "name": {" "}},
		"/naming/move":    {"referent": {"rebels"}, "naming": {ids["The rebels"], ids["the armed men"]}},
	} {
		v.Set("form", token.Get("form"))
		if w := r.do("POST", what, v); w.Code != 400 && w.Code != 404 {
			t.Errorf("%s: status %d", what, w.Code)
		}
	}
	if w := r.do("POST", "/naming/move", url.Values{"form": {token.Get("form")}, "referent": {"rebels"}, "only": {"x:9"}}); w.Code != 400 && w.Code != 404 {
		t.Errorf("a naming that is none: status %d", w.Code)
	}
	after, err := store.Decisions(t.Context(), record.DecisionQuery{})
	if err != nil || after.Total != before.Total {
		t.Errorf("%d decisions after what was refused, want %d; %v", after.Total, before.Total, err)
	}
	reader := &reviewer{T: t, h: newSite(t, store, Options{})}
	if got := all(reader.page("/naming"), "form[method=post]"); len(got) != 0 {
		t.Error("read only, but there is a form")
	}
}
