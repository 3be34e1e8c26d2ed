package recordtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// phrases is a report whose namings are the words of list, which each stand in it
// once; the last word of each is its head.
func phrases(t *testing.T, name string, list ...string) record.Report {
	t.Helper()
	return edition(t, name, "", list...)
}

// edition is another version of the same, with a lead of its own and what it still has
// of the list.
func edition(t *testing.T, name, lead string, list ...string) record.Report {
	t.Helper()
	text := "Report " + name + ". " + lead
	var at []sayso.Span
	for _, words := range list {
		at = append(at, sayso.Span{Start: int32(len(text)), End: int32(len(text) + len(words))})
		text += words + " came. "
	}
	r := Report(t, sayso.Article{Name: name, URL: "https://example.org/phrases/" + name, Text: text, Date: Day("2021-03-04"), Outlet: sayso.Outlet{Name: "Outlet " + name[:1]}})
	for i, s := range at {
		head := s
		head.Start += int32(strings.LastIndexByte(list[i], ' ') + 1)
		r.Document.Namings = append(r.Document.Namings, sayso.Naming{Span: s, Core: s, Head: head, Type: sayso.EntityGroup})
	}
	return r
}

// naming is the naming of a report at that place, from 1.
type naming struct {
	record.Report
	n int
}

func targets(list ...naming) (out []record.NamingTarget) {
	for _, x := range list {
		out = append(out, record.NamingTargetOf(x.Document, &x.Document.Namings[x.n-1]))
	}
	return out
}

// propose makes proposals, each "id" with its namings.
func propose(id, name string, of ...naming) record.Proposal {
	p := record.Proposal{Referent: record.Referent{ID: id, Name: name, Type: sayso.EntityGroup, Why: "alike"}}
	for _, x := range of {
		p.Of = append(p.Of, record.ProposedNaming{Article: x.Document.ID, Ordinal: x.n, Why: "alike"})
	}
	return p
}

// ledger returns the referents and their namings, as "name: words, words", sorted.
func (r *reviewing) ledger() (out []string) {
	r.Helper()
	page, err := r.s.Namings(r.Context(), record.NamingQuery{Query: record.Query{Limit: -1}})
	of := map[string][]string{}
	for _, n := range rows(r.T, page, err) {
		if n.Referent.ID != "" {
			of[n.Referent.Name] = append(of[n.Referent.Name], n.Words)
		}
	}
	for name, list := range of {
		slices.Sort(list)
		out = append(out, name+": "+strings.Join(list, ", "))
	}
	slices.Sort(out)
	return out
}

// about makes a decision about namings, in knowledge of those before.
func (r *reviewing) about(kind record.DecisionKind, name string, list ...naming) string {
	r.Helper()
	page, err := r.s.Decisions(r.Context(), record.DecisionQuery{InForce: true, Limit: -1})
	var seen []string
	for _, d := range rows(r.T, page, err) {
		seen = append(seen, d.ID)
	}
	return r.add(record.Decision{By: "ada", Kind: kind, Namings: targets(list...), Value: record.Value{Name: name}, Seen: seen})
}

func referentDecisions(t *testing.T, s record.Store) {
	ctx := t.Context()
	a, b := phrases(t, "a", "the rebels", "Harbour Guard", "the guards"), phrases(t, "b", "the fighters", "bandits", "Harbour Guard men")
	r := reviewOf(t, s, a, b)
	at := func(rep record.Report, n int) naming { return naming{rep, n} }
	proposals := []record.Proposal{
		propose("rebels-a", "the rebels", at(a, 1)), propose("fighters-b", "the fighters", at(b, 1), at(b, 2)),
		propose("harbour-guard", "Harbour Guard", at(a, 2), at(a, 3), at(b, 3)),
	}
	set := func() {
		t.Helper()
		if err := s.SetReferents(ctx, proposals); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(what string, want ...string) {
		t.Helper()
		same(t, what, want, r.ledger())
	}
	set()
	guard := "Harbour Guard: Harbour Guard, Harbour Guard men, the guards"
	expect("proposed", guard, "the fighters: bandits, the fighters", "the rebels: the rebels")

	one := r.about(record.OneReferent, "", at(a, 1), at(b, 1))
	merged := "the fighters: bandits, the fighters, the rebels"
	expect("merged", guard, merged)
	set()
	expect("merged, proposed anew", guard, merged)
	page, err := s.Referents(ctx, record.NamingQuery{Referent: "fighters-b"})
	if list := rows(t, page, err); len(list) != 1 || list[0].Confirmed != 2 || list[0].Called || list[0].Namings != 3 {
		t.Errorf("the merged referent: %+v", list)
	}
	of, err := s.Decisions(ctx, record.DecisionQuery{Referent: "fighters-b"})
	if list := rows(t, of, err); len(list) != 1 || list[0].ID != one || len(list[0].Stands) != 2 || list[0].Standing != record.Kept {
		t.Errorf("decisions about it: %+v", list)
	}

	name := r.about(record.NameReferent, "the armed group", at(a, 1), at(b, 1))
	expect("named", guard, "the armed group: bandits, the fighters, the rebels")
	other := r.about(record.OtherReferent, "", at(a, 3), at(a, 2), at(b, 3))
	expect("one is another's", "Harbour Guard: Harbour Guard, Harbour Guard men", "the armed group: bandits, the fighters, the rebels", "the guards: the guards")
	moved := r.about(record.OneReferent, "", at(a, 3), at(b, 1))
	expect("it is theirs", "Harbour Guard: Harbour Guard, Harbour Guard men", "the armed group: bandits, the fighters, the guards, the rebels")
	ties, err := s.NamingTies(ctx)
	if err != nil || len(ties.Joint) != 1 || len(ties.Joint[0]) != 3 || len(ties.Apart) != 6 {
		t.Errorf("ties: %+v, %v", ties, err)
	}
	r.undo(name)
	r.undo(moved)
	r.undo(other)
	expect("undone but for the merging", guard, merged)
	r.undo(one)
	expect("all undone", guard, "the fighters: bandits, the fighters", "the rebels: the rebels")

	// Two names that neither of two people knew of the other are at odds.
	for _, called := range []string{"the Ferrow men", "the Ferrow gang"} {
		r.add(record.Decision{By: called[4:], Kind: record.NameReferent, Namings: targets(at(b, 1)), Value: record.Value{Name: called}})
	}
	expect("two names", guard, "the fighters: bandits, the fighters", "the rebels: the rebels")
	odds, err := s.Decisions(ctx, record.DecisionQuery{AtOdds: true})
	same(t, "at odds", 2, len(rows(t, odds, err)))

	// Decisions come before their report, and outlive other edges of a phrase.
	later := phrases(t, "c", "the militia", "the mayor")
	d := record.Decision{By: "ada", Kind: record.OneReferent, Namings: targets(at(later, 1), at(a, 1))}
	r.add(d)
	add(t, s, later)
	expect("a report that was waited for", guard, "the fighters: bandits, the fighters", "the rebels: the militia, the rebels")
	wider := anew(later, func(d *sayso.Document) {
		d.Namings = slices.Clone(d.Namings)
		d.Namings[0].Span = find(t, d.Text, "militia")[0]
		d.Namings[0].Core = d.Namings[0].Span
	})
	if _, err := s.Upgrade(ctx, wider); err != nil {
		t.Fatal(err)
	}
	expect("other edges", guard, "the fighters: bandits, the fighters", "the rebels: militia, the rebels")

	walk(t, "decisions", func(ctx context.Context, q record.Query) (record.Page[record.Decided], error) {
		return s.Decisions(ctx, record.DecisionQuery{Limit: q.Limit, After: q.After})
	}, record.Query{}, 3)

	for what, bad := range map[string]record.Decision{
		"no namings": {Kind: record.OneReferent}, "one alone": {Kind: record.OtherReferent, Namings: targets(at(a, 1))},
		"no name": {Kind: record.NameReferent, Namings: targets(at(a, 1))}, "namings of a statement": {Kind: record.Accept, Namings: targets(at(a, 1))},
		"a name of its own": {Kind: record.OneReferent, Namings: targets(at(a, 1)), Value: record.Value{Name: "x"}},
	} {
		bad.By, bad.Made = "ada", Noon
		if _, err := bad.Seal(); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// referentProposals replaces the proposals for some articles.
func referentProposals(t *testing.T, s record.Store) {
	ctx := t.Context()
	a, b, c := phrases(t, "a", "the rebels", "Voss"), phrases(t, "b", "the fighters", "Lena Voss"), phrases(t, "c", "bandits", "Voss")
	r := reviewOf(t, s, a, b, c)
	if err := s.SetReferents(ctx, []record.Proposal{propose("rebels", "the rebels", naming{a, 1}, naming{b, 1}), propose("voss", "Voss", naming{a, 2}, naming{b, 2})}); err != nil {
		t.Fatal(err)
	}
	r.about(record.OneReferent, "", naming{a, 1}, naming{c, 1})
	same(t, "before", []string{"Voss: Lena Voss, Voss", "the rebels: bandits, the fighters, the rebels"}, r.ledger())
	some := []record.Proposal{propose("voss", "Voss", naming{c, 2}, naming{b, 2}), propose("bandits", "bandits", naming{c, 1}), propose("fighters", "the fighters", naming{b, 1})}
	if err := s.SetReferentsOf(ctx, []sayso.ArticleID{b.Document.ID, c.Document.ID}, some); err != nil {
		t.Fatal(err)
	}
	same(t, "after", []string{"Voss: Lena Voss, Voss, Voss", "bandits: bandits, the rebels", "the fighters: the fighters"}, r.ledger())
	if err := s.SetReferentsOf(ctx, []sayso.ArticleID{b.Document.ID, c.Document.ID}, nil); err != nil {
		t.Fatal(err)
	}
	fresh, err := s.Unproposed(ctx)
	same(t, "without proposals", []sayso.ArticleID{b.Document.ID, c.Document.ID}, fresh)
	if err != nil {
		t.Error(err)
	}
	same(t, "none", []string{"Voss: Voss", "the rebels: bandits, the rebels"}, r.ledger())
}

// referentsHold decides about namings as chance has it, while reports come in versions,
// are read anew and have their referents proposed anew: no decision is lost, it stands
// on its words where the newest version has them, and none that is in force, was put
// aside by nobody and contradicts no other is violated.
func referentsHold(t *testing.T, s record.Store) {
	ctx := t.Context()
	chance := rand.New(rand.NewPCG(3, 9))
	r := reviewOf(t, s, reviewed(t))
	var base []record.Report
	var made []string
	held := map[string]int{}
	there := []string{"the rebels", "fighters", "the Ferrow militia", "bandits of the hills"}
	var came []string // names of those reports that the record has
	odds, rounds := 0, 100
	if testing.Short() {
		rounds = 30
	}
	some := func() naming {
		rep := base[chance.IntN(len(base))]
		return naming{rep, 1 + chance.IntN(len(rep.Document.Namings))}
	}
	for round := range rounds {
		if round < 5 || chance.IntN(15) == 0 {
			rep := phrases(t, fmt.Sprintf("%c%d", 'a'+round%5, round), there...)
			base = append(base, rep)
			if chance.IntN(4) > 0 { // some are waited for
				add(t, s, rep)
				came = append(came, rep.Document.Name)
			}
		}
		if len(came) > 0 && chance.IntN(3) == 0 {
			list := slices.DeleteFunc(slices.Clone(there), func(string) bool { return chance.IntN(4) == 0 })
			rep := edition(t, came[chance.IntN(len(came))], fmt.Sprintf("Updated, edition %d. ", round), list...)
			r.newVersion(rep)
			if len(list) > 0 {
				base = append(base, rep)
			}
		}
		d := record.Decision{By: "ada", Kind: record.OneReferent, Namings: targets(some(), some())}
		if chance.IntN(2) == 0 {
			d.Kind = record.OtherReferent
		}
		page, err := s.Decisions(ctx, record.DecisionQuery{InForce: true, Limit: -1})
		for _, known := range rows(t, page, err) {
			if chance.IntN(3) == 0 {
				d.Seen = append(d.Seen, known.ID)
			}
		}
		if d.Namings[0] != d.Namings[1] {
			made = append(made, r.add(d))
		}
		if chance.IntN(4) == 0 && len(made) > 0 {
			made = append(made, r.undo(made[chance.IntN(len(made))]))
		}
		if chance.IntN(3) == 0 {
			rep := base[chance.IntN(len(base))]
			if chance.IntN(2) == 0 {
				rep = anew(rep, func(d *sayso.Document) {
					d.Namings = slices.Clone(d.Namings)
					i := chance.IntN(len(d.Namings))
					d.Namings = slices.Delete(d.Namings, i, i+1)
				})
			}
			if there, err := s.Has(ctx, rep.Document.Original); err != nil {
				t.Fatal(err)
			} else if there {
				if _, err := s.Upgrade(ctx, rep); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := s.SetReferents(ctx, r.anyReferents(chance)); err != nil {
			t.Fatal(err)
		}
		odds += r.referentsHold(made, held)
	}
	for _, what := range []string{"one", "other", "carried over"} {
		if held[what] == 0 || odds == 0 {
			t.Errorf("held %v, at odds %d: the test shows nothing about what is 0", held, odds)
		}
	}
}

// anyReferents proposes referents as chance has it.
func (r *reviewing) anyReferents(chance *rand.Rand) []record.Proposal {
	r.Helper()
	page, err := r.s.Namings(r.Context(), record.NamingQuery{Query: record.Query{Limit: -1}})
	list := make([]record.Proposal, 6)
	for i := range list {
		list[i] = record.Proposal{Referent: record.Referent{ID: fmt.Sprintf("r%d", i), Name: fmt.Sprintf("R%d", i)}}
	}
	for _, n := range rows(r.T, page, err) {
		if i := chance.IntN(len(list) + 1); i < len(list) {
			list[i].Of = append(list[i].Of, record.ProposedNaming{Article: n.Article.ID, Ordinal: n.Ordinal})
		}
	}
	return list
}

func (r *reviewing) referentsHold(made []string, held map[string]int) (odds int) {
	r.Helper()
	all, aside := r.kept(made)
	names, err := r.s.Namings(r.Context(), record.NamingQuery{Query: record.Query{Limit: -1}})
	of := map[string]string{}
	for _, n := range rows(r.T, names, err) {
		of[record.NamingID(n.Article.ID, n.Ordinal)] = n.Referent.ID
	}
	for _, d := range all {
		for i := range d.Namings {
			r.onThePhrase(d.ID, &d.Namings[i], d.Stands[i])
		}
		if d.AtOdds {
			odds++
		}
		if d.AtOdds || !d.InForce || aside[d.ID] || len(d.Stands) != 2 || d.Stands[0].Ordinal == 0 || d.Stands[1].Ordinal == 0 {
			continue
		}
		a, b := record.NamingID(d.Stands[0].Article, d.Stands[0].Ordinal), record.NamingID(d.Stands[1].Article, d.Stands[1].Ordinal)
		if a == b { // one naming, or the same in two versions
			continue
		}
		held[string(d.Kind)]++
		if d.CarriedOver() {
			held["carried over"]++
		}
		if one := of[a] != "" && of[a] == of[b]; one != (d.Kind == record.OneReferent) {
			r.Fatalf("decision %s is %s, but %s is of %q and %s of %q", d.ID, d.Kind, a, of[a], b, of[b])
		}
	}
	return odds
}

// onThePhrase holds where a naming that a decision is about stands against the newest
// version, by the words: on the phrase that has the same words before or behind it.
func (r *reviewing) onThePhrase(id string, t *record.NamingTarget, at record.NamingStand) {
	r.Helper()
	if there, err := r.s.Has(r.Context(), t.Original); err != nil {
		r.Fatal(err)
	} else if !there {
		return
	}
	newest := r.newest(t.Original)
	for i := range newest.Namings {
		now := record.NamingTargetOf(newest, &newest.Namings[i]).Words
		switch beside := now.Prefix == t.Words.Prefix || now.Suffix == t.Words.Suffix; {
		case now.Exact == t.Words.Exact && beside && (at.Article != newest.ID || at.Ordinal != i+1):
			r.Fatalf("decision %s about %q is %s at %d of %s, though it is %d of %s", id, t.Words.Exact, at.Standing, at.Ordinal, at.Article, i+1, newest.ID)
		case at.Ordinal == i+1 && (at.Article != newest.ID || now.Exact != t.Words.Exact):
			r.Fatalf("decision %s about %q is %s on %q of %s", id, t.Words.Exact, at.Standing, now.Exact, at.Article)
		}
	}
}
