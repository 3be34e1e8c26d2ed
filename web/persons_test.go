package web

import (
	"strings"
	"testing"
	"time"

	"sayso/record"
)

// What the program's own file says, and what rests on it, is marked so; merging is
// the decision that a speaker's page takes.
func TestPersons(t *testing.T) {
	store := fill(t)
	page, err := store.Speakers(t.Context(), record.Query{})
	if err != nil || len(page.Rows) < 2 {
		t.Fatalf("%d speakers, %v", len(page.Rows), err)
	}
	public := Public{
		Dated: "2020-02-03", Facts: func(string) []string { return []string{"harbour master, from 2019"} },
		Persons: func(speakers []record.Speaker) []Person {
			var p Person
			for _, sp := range page.Rows[:2] {
				p.Names = append(p.Names, Spelling{Speaker: sp, Why: "two names of one", Known: true})
			}
			p.Facts = []string{"harbour master, from 2019"}
			return []Person{p}
		},
	}
	h := newSite(t, store, Options{Reviewer: "ada", Now: time.Now, Public: public})
	root := view(t, h, "/persons", 200)
	got := words(root)
	for _, want := range []string{"1 person", page.Rows[0].Name, page.Rows[1].Name, "two names of one own file", "harbour master, from 2019 own file", "as of 2020-02-03"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	forms := all(root, "form.merge")
	if len(forms) != 1 || attr(forms[0], "action") != "/speaker/"+page.Rows[1].ID+"/merge" {
		t.Errorf("%d forms to merge", len(forms))
	}
	if got := words(view(t, h, "/persons?speaker=nobody+of+that+name", 200)); !strings.Contains(got, "No person under several names is called") {
		t.Errorf("filtered: %s", got)
	}
	if got := words(view(t, h, "/persons?page=7", 200)); !strings.Contains(got, "There is no such page") {
		t.Errorf("behind the last page: %s", got)
	}
	view(t, h, "/persons?page=x", 400)
	if got := words(view(t, h, "/speaker/"+page.Rows[0].ID, 200)); !strings.Contains(got, "as of 2020-02-03, not from any report") {
		t.Errorf("a speaker's page: %s", got)
	}
	if len(all(view(t, newSite(t, store, Options{}), "/persons", 200), "form.merge")) != 0 {
		t.Error("nobody may decide, and may merge")
	}
}
