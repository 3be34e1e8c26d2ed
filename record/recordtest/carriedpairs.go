package recordtest

import (
	"slices"
	"testing"

	"sayso"
	"sayso/record"
)

// echoed is another report that tells of the mill, in words that no machine takes for those
// of the first.
func echoed(t *testing.T, lead string) record.Report {
	return Report(t, sayso.Article{Name: "echo", URL: "https://example.org/echo", Date: Day("2020-03-03"), Outlet: sayso.Outlet{Name: "The Echo"},
		Text: lead + "Ada Finch told us that the mill is to shut for good. Tom Reed assured us that nothing of it would be sold before the spring."},
		Said{Source: "Ada Finch", Cue: "told us that", Content: shut, Speaker: "Ada Finch", Type: sayso.EntityPerson},
		Said{Source: "Tom Reed", Cue: "assured us", Content: unsold, Speaker: "Tom Reed", Type: sayso.EntityPerson})
}

// The contents of its statements.
const (
	shut   = "the mill is to shut for good"
	unsold = "that nothing of it would be sold before the spring"
)

// newVersion adds another version of a report.
func (r *reviewing) newVersion(rep record.Report) {
	r.Helper()
	if got, err := r.s.Add(r.Context(), rep); err != nil || got != record.NewVersion {
		r.Fatalf("another version: outcome %d, %v", got, err)
	}
}

// carriedCorrected carries a pair over by the words to which a person corrected one of
// the statements.
func carriedCorrected(t *testing.T, s record.Store) {
	const whole = "the 40 sluices,"
	first := version(t, "first")
	r := reviewOf(t, s, first, echoed(t, ""))
	r.pair(record.SameUtterance, unsold, sluices)
	r.decide(sluices, record.CorrectContent, record.Value{Spans: record.Quote(first.Document.Text, find(t, first.Document.Text, whole)...)})
	learnt := func(rep record.Report) record.Report {
		return anew(rep, func(d *sayso.Document) { d.Statements[2].Content = find(t, d.Text, whole) })
	}
	if _, err := s.Upgrade(t.Context(), learnt(first)); err != nil {
		t.Fatal(err)
	}
	r.newVersion(learnt(version(t, "second", "the council", "the council at length")))
	if !r.together(unsold, whole) {
		t.Error("the pair does not hold in the second version")
	}
	r.verified()
}

// carriedPairs decides about pairs of statements of two reports of which other versions
// come in: what was said of them holds as long as both have the words.
func carriedPairs(t *testing.T, s record.Store) {
	first := version(t, "first")
	r := reviewOf(t, s, first, echoed(t, ""))
	before := record.TargetOf(first.Document, &first.Document.Statements[1]) // wheel
	one := r.pair(record.SameUtterance, shut, closing)
	conflict := r.pair(record.SameUtterance, unsold, sluices)
	within := r.pair(record.SameUtterance, closing, wheel)
	expect := func(what string, closed, stay, own bool) {
		t.Helper()
		for _, pair := range []struct {
			a, b string
			want bool
		}{{shut, closing, closed}, {unsold, sluices, stay}, {closing, wheel, own}} {
			if got := r.together(pair.a, pair.b); got != pair.want {
				t.Errorf("%s: %q and %q tell one utterance: %t", what, pair.a, pair.b, got)
			}
		}
	}
	stand := func(what, id string, q record.DecisionQuery, want, other record.Stand) {
		t.Helper()
		q.Limit = -1
		page, err := s.Decisions(t.Context(), q)
		for _, d := range rows(t, page, err) {
			if d.ID == id {
				d.Statement, d.OtherStand.Statement = "", ""
				same(t, what, []record.Stand{want, other}, []record.Stand{d.Stand, d.OtherStand})
				return
			}
		}
		t.Errorf("%s: the decision is not listed", what)
	}
	expect("the first versions", true, true, true)
	was, err := s.Articles(t.Context(), record.Query{})
	old := map[string]sayso.ArticleID{}
	for _, a := range rows(t, was, err) {
		old[a.Name] = a.ID
	}

	// The sluices are somebody else's in the second version.
	second := version(t, "second", "The mill will close", "Updated. The mill will close", "Tom Reed", "Sam Hale")
	second.Document.Statements[0].Content[0].Start += int32(len("Updated. "))
	r.newVersion(second)
	expect("the second version", true, false, true)
	at := func(standing record.Standing, article sayso.ArticleID, earlier bool) record.Stand {
		return record.Stand{Standing: standing, Article: article, Earlier: earlier}
	}
	stand("one, now", one, record.DecisionQuery{}, at(record.Kept, old["echo"], false), at(record.Moved, second.Document.ID, true))
	stand("one, on the first version", one, record.DecisionQuery{Article: old["first"]}, at(record.Kept, old["echo"], false), at(record.Kept, old["first"], false))
	stand("one, on its statement", one, record.DecisionQuery{Statement: r.row(closing).ID}, at(record.Kept, old["echo"], false), at(record.Moved, second.Document.ID, true))
	stand("in conflict", conflict, record.DecisionQuery{Standing: record.Conflict}, at(record.Kept, old["echo"], false), at(record.Conflict, second.Document.ID, true))
	tie := r.add(record.Decision{By: "ada", Kind: record.Attach, Target: r.target(sluices), Undoes: conflict})
	expect("attached", true, true, true)
	r.undo(tie)
	expect("no more", true, false, true)

	// The other report has another version, too, and an apart on the new versions says
	// nothing of the old ones.
	again := echoed(t, "More follows. ")
	r.newVersion(again)
	expect("both have another version", true, false, true)
	apart := r.add(record.Decision{By: "bo", Kind: record.OtherUtterance, Target: r.target(shut), Other: r.target(closing), Seen: []string{one}})
	expect("apart", false, false, true)
	page, err := s.Decisions(t.Context(), record.DecisionQuery{Article: old["first"], Limit: -1})
	same(t, "on the first version", 3, len(rows(t, page, err)))
	r.undo(apart)

	// What comes late about the first version holds in the newest.
	late := r.add(record.Decision{By: "bo", Kind: record.SameUtterance, Target: before, Other: r.target(unsold)})
	if !r.together(wheel, unsold) {
		t.Error("decided on the first version: no effect")
	}
	r.undo(late)

	// A version lacks the words, and a later one has them again.
	r.newVersion(version(t, "third", "The mill will close, Ada Finch said on Monday", "Nothing new on Monday", closing, "", "Ada Finch", "", "said", ""))
	stand("gone", one, record.DecisionQuery{Standing: record.Gone}, at(record.Moved, again.Document.ID, true), at(record.Gone, r.row(wheel).Article.ID, true))
	r.newVersion(version(t, "fourth", "the council", "the council at length"))
	expect("there again", true, true, true)
	stand("there again", within, record.DecisionQuery{}, at(record.Kept, r.row(wheel).Article.ID, true), at(record.Kept, r.row(wheel).Article.ID, true))
	r.verified()
}

// carriedNamings decides about namings of reports of which other versions come in.
func carriedNamings(t *testing.T, s record.Store) {
	ctx := t.Context()
	a, b := phrases(t, "a", "the rebels", "fighters", "the mayor"), phrases(t, "b", "bandits", "the town clerk")
	r := reviewOf(t, s, a, b)
	at := func(rep record.Report, n int) naming { return naming{rep, n} }
	propositions := func(of record.Report) {
		t.Helper()
		list := []record.Proposal{propose("rebels", "the rebels", at(of, 1)), propose("officials", "officials", at(of, len(of.Document.Namings)), at(b, 2))}
		if err := s.SetReferents(ctx, list); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(what string, want ...string) {
		t.Helper()
		same(t, what, want, r.ledger())
	}
	const group, clerk, mayor = "the armed group: bandits, the rebels", "officials: the town clerk", "the mayor: the mayor"
	propositions(a)
	one := r.about(record.OneReferent, "", at(a, 1), at(b, 1))
	other := r.about(record.OtherReferent, "", at(a, 3), at(b, 2))
	r.about(record.NameReferent, "the armed group", at(a, 1))
	expect("the first versions", clerk, group, mayor)

	// They hold in a second version at once, and whatever is proposed for it.
	second := edition(t, "a", "Updated. ", "the rebels", "fighters", "the mayor")
	r.newVersion(second)
	expect("the second version", clerk, group)
	propositions(second)
	expect("proposed anew", clerk, group, mayor)
	stands := func(what, id string, q record.DecisionQuery, want ...record.NamingStand) {
		t.Helper()
		q.Limit = -1
		page, err := s.Decisions(ctx, q)
		for _, d := range rows(t, page, err) {
			if d.ID == id {
				same(t, what, want, d.Stands)
				return
			}
		}
		t.Errorf("%s: the decision is not listed", what)
	}
	first, echo := record.NamingStand{Article: a.Document.ID, Ordinal: 1, Standing: record.Kept}, record.NamingStand{Article: b.Document.ID, Ordinal: 1, Standing: record.Kept}
	now := record.NamingStand{Article: second.Document.ID, Ordinal: 1, Standing: record.Moved, Earlier: true}
	stands("now", one, record.DecisionQuery{Standing: record.Moved}, now, echo)
	stands("in the second version", one, record.DecisionQuery{Article: second.Document.ID}, now, echo)
	stands("in the first version", one, record.DecisionQuery{Article: a.Document.ID}, first, echo)
	stands("of the referent", one, record.DecisionQuery{Referent: "rebels"}, now, echo)
	old := func(want string) {
		t.Helper()
		page, err := s.Namings(ctx, record.NamingQuery{Query: record.Query{Article: a.Document.ID, Limit: -1}})
		same(t, "of whom the first version names", want, rows(t, page, err)[0].Referent.Name)
	}
	old("the armed group")

	// The same words with others before and behind them are not the words of the decision.
	third := edition(t, "a", "The mayor met them. No more is known. ", "a spokesman for the town", "the rebels")
	r.newVersion(third)
	stands("elsewhere", one, record.DecisionQuery{}, record.NamingStand{Article: third.Document.ID, Standing: record.Gone, Earlier: true}, echo)
	stands("gone", other, record.DecisionQuery{}, record.NamingStand{Article: third.Document.ID, Standing: record.Gone, Earlier: true},
		record.NamingStand{Article: b.Document.ID, Ordinal: 2, Standing: record.Kept})
	propositions(third)
	expect("the third version", "officials: the rebels, the town clerk", "the rebels: a spokesman for the town")

	// A later version has the words again; the next one has what was beside them there.
	fourth := edition(t, "a", "What is new: ", "the rebels", "fighters", "the mayor")
	r.newVersion(fourth)
	propositions(fourth)
	expect("there again", clerk, group, mayor)
	fifth := edition(t, "a", "What is new: ", "the rebels", "guards", "the mayor")
	r.newVersion(fifth)
	propositions(fifth)
	expect("other words behind them", clerk, group, mayor)
	reread := anew(fifth, func(d *sayso.Document) { d.Namings = slices.Delete(slices.Clone(d.Namings), 0, 1) })
	for _, rep := range []record.Report{reread, fifth} {
		if _, err := s.Upgrade(ctx, rep); err != nil {
			t.Fatal(err)
		}
	}
	propositions(fifth)
	expect("read anew", clerk, group, mayor)

	// What is decided late about an earlier version holds in the newest, and what is
	// decided on the newest says nothing of earlier ones.
	late := r.about(record.OtherReferent, "", at(second, 1), at(b, 1))
	expect("late", clerk, "the armed group: the rebels", mayor)
	r.undo(late)
	newest := r.about(record.OneReferent, "", at(fifth, 2), at(b, 1))
	page, err := s.Decisions(ctx, record.DecisionQuery{Article: a.Document.ID, Limit: -1})
	for _, d := range rows(t, page, err) {
		if d.ID == newest {
			t.Error("a decision about the newest version is one about the first")
		}
	}
	r.verified()
}
