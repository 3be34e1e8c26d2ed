package sqlite

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// Decisions about pairs and namings that a program made which did not carry them over
// are carried over when the record is opened.
func TestOpenCarries(t *testing.T) {
	ctx := t.Context()
	quarry := func(name, url, text string) record.Report {
		r := recordtest.Report(t, sayso.Article{Name: name, URL: url, Text: text},
			recordtest.Said{Source: "the warden", Cue: "said", Content: "The pit is flooded", Speaker: "the warden"})
		at := sayso.Span{Start: int32(strings.Index(text, "the warden"))}
		at.End = at.Start + int32(len("the warden"))
		r.Document.Namings = []sayso.Naming{{Span: at, Core: at, Head: at, Type: sayso.EntityPerson}}
		return r
	}
	const address = "https://example.org/quarry"
	first := quarry("first", address, "The pit is flooded, the warden said.")
	other := quarry("other", "", "Nobody may go there. The pit is flooded, as the warden said.")
	second := quarry("second", address, "Updated. The pit is flooded, the warden said.")
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := Open(ctx, path, Options{Create: true, Link: english(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []record.Report{first, other, second} {
		if _, err := s.Add(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	target := func(r record.Report) *record.Target { return record.TargetOf(r.Document, &r.Document.Statements[0]) }
	naming := func(r record.Report) record.NamingTarget {
		return record.NamingTargetOf(r.Document, &r.Document.Namings[0])
	}
	_, err = s.Decide(ctx, record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.OtherUtterance, Target: target(other), Other: target(first)},
		record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.OneReferent, Namings: []record.NamingTarget{naming(first), naming(other)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	all, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	before := slices.IndexFunc(all, func(script string) bool { return strings.Contains(script, "CREATE TABLE naming_carried") })
	if s, err = Open(ctx, older(t, path, before, "DELETE FROM carried"), Options{Link: english(t)}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	page, err := s.Decisions(ctx, record.DecisionQuery{})
	if err != nil || len(page.Rows) != 2 {
		t.Fatalf("%d decisions, %v", len(page.Rows), err)
	}
	if at := page.Rows[0].OtherStand; at.Article != second.Document.ID || !at.Earlier || at.Standing != record.Moved {
		t.Errorf("the pair: %+v", at)
	}
	if at := page.Rows[1].Stands[0]; at.Article != second.Document.ID || !at.Earlier || at.Ordinal != 1 {
		t.Errorf("the naming: %+v", at)
	}
	if err := s.carryDue(ctx); err != nil { // nothing is due any more
		t.Error(err)
	}
}
