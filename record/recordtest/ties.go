package recordtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/record"
)

// told returns the IDs of the utterances that a statement tells.
func (r *reviewing) told(st record.Statement) (ids []string) {
	r.Helper()
	told, err := r.s.Told(r.Context(), st.Article.ID)
	if err != nil {
		r.Fatal(err)
	}
	for _, u := range told[st.ID] {
		ids = append(ids, u.ID)
	}
	return ids
}

// together reports whether two statements tell one utterance.
func (r *reviewing) together(a, b string) bool {
	r.Helper()
	of := r.told(r.row(b))
	return slices.ContainsFunc(r.told(r.row(a)), func(id string) bool { return slices.Contains(of, id) })
}

func (r *reviewing) pair(kind record.DecisionKind, a, b string, seen ...string) string {
	r.Helper()
	return r.add(record.Decision{By: "ada", Kind: kind, Target: r.target(a), Other: r.target(b), Seen: seen})
}

// tellings holds the linking to what people say of pairs.
func tellings(t *testing.T, s record.Store) {
	const (
		hope, expect = "We hope that the owners of the ferry will come to their senses and pay the crew", "We expect the ferry's owners to come to their senses and to pay the crews"
		lifeboat     = "the lifeboat of Larkmouth was forty years old and had to be replaced"
		pupils       = "that the number of pupils had halved in ten years"
	)
	reports := ferries(t)
	r := reviewOf(t, s, reports[0], reports[1], reports[3])
	counts := func(what string, want ...int) {
		t.Helper()
		page, err := s.Utterances(t.Context(), record.Query{})
		var got []int
		for _, u := range rows(t, page, err) {
			got = append(got, u.Tellings)
		}
		same(t, what, want, got)
	}
	counts("as linked", 2)
	apart := r.pair(record.OtherUtterance, expect, hope)
	counts("apart")
	add(t, s, reports[2]) // a copy, in the words of hope
	counts("a copy of the one comes", 2)
	if r.together(expect, hope) {
		t.Error("apart, but they tell one utterance")
	}
	r.undo(apart)
	counts("apart no more", 3)

	one := r.pair(record.SameUtterance, lifeboat, pupils)
	if !r.together(lifeboat, pupils) {
		t.Error("one, but they tell two utterances")
	}
	counts("a second utterance", 3, 2)
	unaware := r.pair(record.OtherUtterance, pupils, lifeboat)
	page, err := s.Decisions(t.Context(), record.DecisionQuery{AtOdds: true})
	if odds := rows(t, page, err); len(odds) != 2 || odds[0].ID != one || odds[1].ID != unaware || !odds[0].AtOdds {
		t.Errorf("at odds: %+v", odds)
	}
	counts("at odds: as the machine has it", 3)
	r.pair(record.SameUtterance, lifeboat, pupils, one, unaware)
	counts("settled", 3, 2)

	// A statement that is rejected tells nothing; accepted again, it is where it was said to be.
	no := r.decide(pupils, record.Reject, record.Value{})
	counts("one of two rejected", 3)
	r.undo(no)
	counts("it counts again", 3, 2)
}

// relinker is a store that can forget its links and make them anew.
type relinker interface {
	Unlink(context.Context) error
	Link(context.Context, func()) error
}

// ties decides about pairs of statements as chance has it, while reports come in
// versions, are read anew and linked anew: no decision is lost, it stands on its words
// wherever the newest version has them, and none that is in force, stands on its words,
// was put aside by nobody and contradicts no other is violated.
func ties(t *testing.T, s record.Store) {
	ctx := t.Context()
	chance := rand.New(rand.NewPCG(11, 4))
	r := reviewOf(t, s, reviewed(t))
	var base []record.Report
	var come []twoThings // the reports, each by its newest version
	var made []string
	held := map[string]int{}
	rounds := 100
	if testing.Short() {
		rounds = 25
	}
	for round := range rounds {
		if round < 40 || chance.IntN(4) == 0 {
			two := retold(chance, round)
			come = append(come, two)
			add(t, s, two.report(t))
			base = append(base, two.report(t))
		}
		if chance.IntN(3) == 0 {
			report := base[chance.IntN(len(base))]
			if chance.IntN(2) == 0 {
				report = anew(report, func(d *sayso.Document) { distort(d, chance) })
			}
			if _, err := s.Upgrade(ctx, report); err != nil {
				t.Fatal(err)
			}
		}
		page, err := s.Statements(ctx, record.Query{Limit: -1})
		list := rows(t, page, err)
		for range 2 {
			a, b := list[chance.IntN(len(list))], list[chance.IntN(len(list))]
			if a.ID == b.ID {
				continue
			}
			d := record.Decision{By: "ada", Kind: record.SameUtterance, Target: r.targetOf(a), Other: r.targetOf(b)}
			if chance.IntN(2) == 0 {
				d.Kind = record.OtherUtterance
			}
			if chance.IntN(3) > 0 {
				d.Seen = append(r.seen(a.ID), r.seen(b.ID)...)
			}
			made = append(made, r.add(d))
		}
		if chance.IntN(3) == 0 {
			made = append(made, r.undo(made[chance.IntN(len(made))]))
		}
		if again, ok := s.(relinker); ok && (testing.Short() || round%5 == 0) {
			if err := again.Unlink(ctx); err != nil {
				t.Fatal(err)
			}
			if err := again.Link(ctx, func() {}); err != nil {
				t.Fatal(err)
			}
		}
		if chance.IntN(3) == 0 {
			two := &come[chance.IntN(len(come))]
			two.version, two.lacks = two.version+1, chance.IntN(4)
			r.newVersion(two.report(t))
			base = append(base, two.report(t))
		}
		r.tiesHold(made, held)
	}
	for _, what := range []string{"same", "apart", "at odds", "carried over"} {
		if held[what] == 0 {
			t.Errorf("no decision was ever %s: the test shows nothing about that", what)
		}
	}
}

// kept returns all decisions, which must be those in made, by their IDs, and which of
// them others in force were made in knowledge of.
func (r *reviewing) kept(made []string) (all []record.Decided, aside map[string]bool) {
	r.Helper()
	page, err := r.s.Decisions(r.Context(), record.DecisionQuery{Limit: -1})
	all = rows(r.T, page, err)
	var ids []string
	aside = map[string]bool{}
	for _, d := range all {
		ids = append(ids, d.ID)
		if d.InForce {
			for _, id := range d.Seen {
				aside[id] = true
			}
		}
	}
	if diff := cmp.Diff(made, ids); diff != "" {
		r.Fatalf("the decisions made and those kept (-want +got):\n%s", diff)
	}
	return all, aside
}

// tiesHold looks at all decisions, whose IDs are those in made.
func (r *reviewing) tiesHold(made []string, held map[string]int) {
	r.Helper()
	all, aside := r.kept(made)
	found := func(s record.Standing) bool { return s == record.Kept || s == record.Moved }
	newest := map[sayso.Digest]*sayso.Document{}
	for _, d := range all {
		for target, at := range d.Targets() {
			if newest[target.Original] == nil {
				newest[target.Original] = r.newest(target.Original)
			}
			r.onItsWords(d.ID, target, at, newest[target.Original])
		}
		if d.AtOdds {
			held["at odds"]++
			continue
		}
		if d.Other == nil || !d.InForce || aside[d.ID] || !found(d.Standing) || !found(d.OtherStand.Standing) || d.Statement == d.OtherStand.Statement {
			continue
		}
		a, err := r.s.Statement(r.Context(), d.Statement)
		if err != nil {
			r.Fatal(err)
		}
		b, err := r.s.Statement(r.Context(), d.OtherStand.Statement)
		if err != nil {
			r.Fatal(err)
		}
		x, y := r.told(a), r.told(b)
		if len(x) == 0 || len(y) == 0 {
			continue // one of them does not count
		}
		held[string(d.Kind)]++
		if d.CarriedOver() {
			held["carried over"]++
		}
		if one := slices.ContainsFunc(x, func(id string) bool { return slices.Contains(y, id) }); one != (d.Kind == record.SameUtterance) {
			r.Fatalf("decision %s is %s, but %q tells %v and %q %v", d.ID, d.Kind, a.SpanTexts.Content, x, b.SpanTexts.Content, y)
		}
	}
}

// newest returns the newest version of the address that an original is of.
func (r *reviewing) newest(of sayso.Digest) *sayso.Document {
	r.Helper()
	list, err := r.s.Versions(r.Context(), sayso.NewArticleID(of))
	if err != nil {
		r.Fatal(err)
	}
	d, err := r.s.Document(r.Context(), list[0].ID)
	if err != nil {
		r.Fatal(err)
	}
	return d
}

// onItsWords holds where the target of a decision stands against the newest version, by
// the words: on the statement that has them all, and on no other.
func (r *reviewing) onItsWords(id string, t *record.Target, at *record.Stand, newest *sayso.Document) {
	r.Helper()
	words := func(list []record.Quoted) (all []string) {
		for _, q := range list {
			all = append(all, q.Exact)
		}
		return all
	}
	want := [][]string{words(t.Source), words(t.Cue), words(t.Content)}
	var twin, on string
	for _, list := range [][]sayso.Statement{newest.Statements, newest.Undecided} {
		for i := range list {
			now := record.TargetOf(newest, &list[i])
			if now.Statement == at.Statement {
				on = now.Statement
			}
			if cmp.Equal(want, [][]string{words(now.Source), words(now.Cue), words(now.Content)}) {
				twin = now.Statement
			}
		}
	}
	found := at.Standing == record.Kept || at.Standing == record.Moved
	if twin != "" && (at.Article != newest.ID || !found || at.Statement != twin) {
		r.Fatalf("decision %s about %q is %s on %q of %s, though the words are %q of %s", id, want[2], at.Standing, at.Statement, at.Article, twin, newest.ID)
	}
	if twin == "" && found && (at.Article != newest.ID || on == "") {
		r.Fatalf("decision %s about %q is %s on %q of %s, and the newest version is %s", id, want[2], at.Standing, at.Statement, at.Article, newest.ID)
	}
}

// targetOf returns a statement by its words, as the machine read it.
func (r *reviewing) targetOf(st record.Statement) *record.Target {
	r.Helper()
	d, err := r.s.Document(r.Context(), st.Article.ID)
	if err != nil {
		r.Fatal(err)
	}
	for i := range d.Statements {
		if d.Statements[i].ID(d.ID) == st.ID {
			return record.TargetOf(d, &d.Statements[i])
		}
	}
	r.Fatalf("%q is not in its document", st.SpanTexts.Content)
	return nil
}

// twoThings is a report that tells two things, or a version of it that lacks one of them
// or both.
type twoThings struct {
	n, version    int
	first, second string
	lacks         int // 1 the first one, 2 the second, 3 both
}

// retold tells two of a few things, in words that change a little from report to report.
func retold(chance *rand.Rand, n int) twoThings {
	pick := func(words ...string) string { return words[chance.IntN(len(words))] }
	things := []string{
		fmt.Sprintf("the old lighthouse on the %s would be sold to a %s buyer from abroad", pick("cliff", "headland", "rock"), pick("private", "wealthy", "secret")),
		fmt.Sprintf("divers had found the %s of the schooner in forty metres of %s water", pick("anchor", "bell", "mast"), pick("cold", "murky", "dark")),
		fmt.Sprintf("the island's only %s would close before the %s began", pick("school", "schoolhouse", "classroom"), pick("winter", "autumn", "storms")),
	}
	i := chance.IntN(len(things))
	return twoThings{n: n, first: things[i], second: things[(i+1)%len(things)]}
}

func (w twoThings) report(t *testing.T) record.Report {
	text := fmt.Sprintf("Report %d from the harbour.", w.n)
	if w.version > 0 {
		text += fmt.Sprintf(" Updated, edition %d.", w.version)
	}
	var said []Said
	tell := func(words, source, cue, content string) {
		text += fmt.Sprintf(words, content)
		said = append(said, Said{Source: source, Cue: cue, Content: content, Speaker: "Ode Marlow", Type: sayso.EntityPerson})
	}
	if w.lacks&1 == 0 {
		tell(" Keeper Ode Marlow said %s.", "Keeper Ode Marlow", "said", w.first)
	}
	if w.lacks&2 == 0 {
		tell(" Later the keeper added %s.", "the keeper", "added", w.second)
	}
	return Report(t, sayso.Article{Name: fmt.Sprintf("retold %d", w.n), URL: fmt.Sprintf("https://example.org/harbour/%d", w.n), Text: text,
		Date: Day("2022-10-0" + fmt.Sprint(1+w.n%3)), Outlet: sayso.Outlet{Name: fmt.Sprintf("Paper %d", w.n%7)}}, said...)
}
