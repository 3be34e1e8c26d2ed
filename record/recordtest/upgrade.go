package recordtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/record"
)

// anew returns r as another pipeline reads it: change may do what it likes to the
// document, which is a copy.
func anew(r record.Report, change func(*sayso.Document)) record.Report {
	d, a := *r.Document, *r.Document.Article
	d.Article = &a
	d.Statements, d.Undecided = copyStatements(d.Statements), copyStatements(d.Undecided)
	d.Entities, d.Mentions = slices.Clone(d.Entities), slices.Clone(d.Mentions)
	d.Figures, d.Times, d.Places = slices.Clone(d.Figures), slices.Clone(d.Times), slices.Clone(d.Places)
	d.Zones = slices.Clone(d.Zones)
	change(&d)
	r.Document, r.Pipeline = &d, "cafe00000000"
	return r
}

func copyStatements(list []sayso.Statement) []sayso.Statement {
	list = slices.Clone(list)
	for i := range list {
		st := &list[i]
		st.Source, st.Cue, st.Content = slices.Clone(st.Source), slices.Clone(st.Cue), slices.Clone(st.Content)
		st.Chain = slices.Clone(st.Chain)
	}
	return list
}

func upgrade(t *testing.T, s record.Store) {
	base := reviewed(t)
	r := reviewOf(t, s, base)
	r.decide(closing, record.Reject, record.Value{})
	r.decide(wheel, record.CorrectSpeaker, record.Value{Speaker: "Tom Reed"})
	r.decide(sluices, record.Accept, record.Value{})
	r.decide(miller, record.Accept, record.Value{})

	// The same reading: everything stays.
	c, err := s.Upgrade(t.Context(), anew(base, func(*sayso.Document) {}))
	if err != nil || c.Kept != 3 || c.Altered+c.Moved+c.New+c.Gone != 0 || c.Decisions[record.Kept] != 4 || len(c.Unsettled) != 0 {
		t.Errorf("the same reading: %+v, %v", c, err)
	}
	r.expect("the same reading", wheel+": corrected", sluices+": accepted", miller+": accepted")

	// Another one: closing is of another kind, wheel has other edges, sluices is not
	// found, flood is decided, and the text has a line before it.
	const line = "Advertisement\n\n"
	other := anew(base, func(d *sayso.Document) {
		d.Statements[0].Kind = sayso.Direct
		d.Statements[1].Content[0].Start += int32(len("Its "))
		d.Statements = append(d.Statements[:2], d.Undecided[0])
		d.Undecided = d.Undecided[1:]
		shift(d, line)
	})
	before, err := s.Document(t.Context(), base.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	decided, err := s.Decisions(t.Context(), record.DecisionQuery{Article: base.Document.ID})
	foreseen, _ := record.Compare(before, other.Document, rows(t, decided, err))
	c, err = s.Upgrade(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the change foreseen and made", foreseen, c)
	if c.Altered != 0 || c.Moved != 2 || c.New != 1 || c.Gone != 1 || c.Decisions[record.Moved] != 2 || c.Decisions[record.Conflict] != 1 ||
		c.Decisions[record.Gone] != 1 || len(c.Unsettled) != 2 {
		t.Errorf("another reading: %+v", c)
	}
	// A rejected statement found again stays rejected.
	r.expect("another reading", "wheel is sound: conflict", flood+": open", miller+": accepted")
	if a, err := s.Articles(t.Context(), record.Query{}); err != nil || a.Rows[0].Pipeline != other.Pipeline {
		t.Errorf("the article names the pipeline %q, %v", a.Rows[0].Pipeline, err)
	}

	wheelID := before.Statements[1].ID(before.ID)
	if st, err := s.Statement(t.Context(), wheelID); err != nil || st.SpanTexts.Content != "wheel is sound" || st.ID == wheelID {
		t.Errorf("by the ID it had before: %+v, %v", st, err)
	}
	// The first reading again: everything is as it was.
	if c, err = s.Upgrade(t.Context(), base); err != nil || c.Decisions[record.Kept] != 4 {
		t.Errorf("the first reading again: %+v, %v", c, err)
	}
	if st, err := s.Statement(t.Context(), wheelID); err != nil || st.ID != wheelID {
		t.Errorf("by its first ID again: %+v, %v", st, err)
	}
	r.expect("the first reading again", wheel+": corrected", sluices+": accepted", miller+": accepted")

	// What people corrected is found by the corrected words.
	text := base.Document.Text
	r.decide(sluices, record.CorrectContent, record.Value{Spans: record.Quote(text, find(t, text, "the 40 sluices,")...)})
	if _, err := s.Upgrade(t.Context(), anew(base, func(d *sayso.Document) { d.Statements[2].Content = find(t, text, "the 40 sluices,") })); err != nil {
		t.Fatal(err)
	}
	r.expect("the machine learns", wheel+": corrected", "the 40 sluices,: corrected", miller+": accepted")

	_, err = s.Upgrade(t.Context(), Report(t, sayso.Article{Name: "new", Text: "Not there."}))
	notFound(t, "upgrade of what is not there", err)
	problems, err := record.Verify(t.Context(), s, Reread, nil)
	same(t, "problems", []record.Problem(nil), problems)
	if err != nil {
		t.Error(err)
	}
}

// shift puts line before the text of d.
func shift(d *sayso.Document, line string) {
	n := int32(len(line))
	move := func(s *sayso.Span) {
		if *s != (sayso.Span{}) {
			s.Start, s.End = s.Start+n, s.End+n
		}
	}
	d.Text = line + d.Text
	for i := range d.Zones {
		move(&d.Zones[i].Span)
	}
	for i := range d.Mentions {
		move(&d.Mentions[i].Span)
		move(&d.Mentions[i].Head)
	}
	for i := range d.Figures {
		move(&d.Figures[i].Span)
	}
	for _, list := range [][]sayso.Statement{d.Statements, d.Undecided} {
		for i := range list {
			st := &list[i]
			for _, spans := range [][]sayso.Span{st.Source, st.Cue, st.Content} {
				for j := range spans {
					move(&spans[j])
				}
			}
			move(&st.Addressee)
			move(&st.Occasion)
			for j := range st.Chain {
				st.Chain[j].At = nil
			}
		}
	}
}

// attach settles a conflict by hand.
func attach(t *testing.T, s record.Store) {
	base := reviewed(t)
	r := reviewOf(t, s, base)
	id := r.decide(wheel, record.Reject, record.Value{})
	other := anew(base, func(d *sayso.Document) { d.Statements[1].Content[0].Start += int32(len("Its ")) })
	if _, err := s.Upgrade(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	r.expect("in conflict", closing+": open", "wheel is sound: conflict", sluices+": open")
	tie := r.add(record.Decision{By: "ada", Kind: record.Attach, Target: r.target("wheel is sound"), Undoes: id})
	r.expect("attached", closing+": open", sluices+": open")
	if _, err := s.Upgrade(t.Context(), anew(other, func(d *sayso.Document) { shift(d, "Share\n\n") })); err != nil {
		t.Fatal(err)
	}
	r.expect("attached for good", closing+": open", sluices+": open")
	r.undo(tie)
	r.expect("no more", closing+": open", "wheel is sound: conflict", sluices+": open")
	r.undo(id)
	r.expect("let go", closing+": open", "wheel is sound: open", sluices+": open")
}

// reextractions reads a reviewed pile again, a hundred times, by pipelines that drop,
// shift, split, re-kind and re-attribute statements as chance has it, and that read
// other texts. No decision may be lost: every one is there as it was made, stands
// on its words where these are read as a statement, and is in conflict or without a
// statement where they are not. When the first pipeline comes back, so does
// everything that was decided.
func reextractions(t *testing.T, s record.Store) {
	base := []record.Report{reviewed(t)}
	for i := range 5 {
		base = append(base, numbered(t, i, fmt.Sprintf("Speaker %d", i), "2020-01-01"))
	}
	r := reviewOf(t, s, base...)
	r.decide(closing, record.Reject, record.Value{})
	r.decide(wheel, record.CorrectSpeaker, record.Value{Speaker: "Tom Reed"})
	r.decide(wheel, record.CorrectKind, record.Value{Kind: "mixed"})
	r.decide(sluices, record.Accept, record.Value{})
	r.decide(flood, record.Assign, record.Value{Speaker: "The Mill Trust"})
	r.undo(r.decide(miller, record.Reject, record.Value{}))
	page, err := s.Statements(t.Context(), record.Query{Speaker: "keeper"})
	kinds := []record.DecisionKind{record.Accept, record.Reject, record.CorrectDate, record.CorrectKind, record.CorrectSpeaker}
	values := []record.Value{{}, {}, {Date: "2019-12-31"}, {Kind: "mixed"}, {Speaker: "the porter"}}
	for i, st := range rows(t, page, err) {
		d, err := s.Document(t.Context(), st.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		r.add(record.Decision{By: "ada", Kind: kinds[i], Value: values[i], Target: record.TargetOf(d, &st.Statement)})
	}
	r.enter(base[0], Said{Source: "Ada Finch", Cue: "said", Content: "on Monday", Speaker: "Ada Finch"})
	r.enter(base[0], Said{Content: "Nobody had asked"})
	r.enter(base[0], Said{Source: "The owners", Content: "The owners fear", Speaker: "The Mill Trust"})
	r.add(record.Decision{By: "ada", Kind: record.CorrectFigure, Target: record.TargetAt(base[0].Document, base[0].Document.Figures[0].Span),
		Value: record.Value{Figure: &record.FigureValue{From: 41, To: 41, Unit: "sluice"}}})
	r.add(record.Decision{By: "ada", Kind: record.CorrectPublished, Target: record.ArticleTarget(base[0].Document), Value: record.Value{Date: "2020-03"}})
	every := record.Query{Review: "all", Limit: -1}
	first, err := s.Statements(t.Context(), every)
	wantRows := rows(t, first, err)
	all, err := s.Decisions(t.Context(), record.DecisionQuery{Limit: -1})
	want := rows(t, all, err)

	chance := rand.New(rand.NewPCG(7, 1))
	stood := map[record.Standing]int{}
	rounds := 100
	if testing.Short() {
		rounds = 15
	}
	for range rounds {
		for _, report := range base {
			other := anew(report, func(d *sayso.Document) { distort(d, chance) })
			if err := other.Document.Check(); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Upgrade(t.Context(), other); err != nil {
				t.Fatal(err)
			}
		}
		all, err := s.Decisions(t.Context(), record.DecisionQuery{Limit: -1})
		got := rows(t, all, err)
		if len(got) != len(want) {
			t.Fatalf("%d decisions, want %d", len(got), len(want))
		}
		for i, d := range got {
			if !cmp.Equal(want[i].Decision, d.Decision) || d.InForce != want[i].InForce {
				t.Fatalf("decision %s was changed", want[i].ID)
			}
			if d.Target != nil {
				stood[d.Standing]++
				stands(t, s, d)
			}
		}
	}
	for _, standing := range []record.Standing{record.Kept, record.Moved, record.Conflict, record.Gone} {
		if stood[standing] == 0 {
			t.Errorf("no decision was ever %s: the test shows nothing about that", standing)
		}
	}
	for _, report := range base {
		if _, err := s.Upgrade(t.Context(), report); err != nil {
			t.Fatal(err)
		}
	}
	again, err := s.Statements(t.Context(), every)
	same(t, "rows once the first pipeline is back", wantRows, rows(t, again, err))
	all, err = s.Decisions(t.Context(), record.DecisionQuery{Limit: -1})
	same(t, "decisions once the first pipeline is back", want, rows(t, all, err))
	problems, err := record.Verify(t.Context(), s, Reread, nil)
	same(t, "problems", []record.Problem(nil), problems)
	if err != nil {
		t.Error(err)
	}
}

// stands holds what the store says of a decision against the document, by other
// means than the store's: the words.
func stands(t *testing.T, s record.Store, d record.Decided) {
	t.Helper()
	doc, err := s.Document(t.Context(), d.Article)
	if err != nil {
		t.Fatal(err)
	}
	if d.Kind.OnArticle() {
		page, err := s.Figures(t.Context(), record.Query{Article: d.Article})
		if list := rows(t, page, err); d.Standing != record.Kept && d.Standing != record.Moved || len(list) != 1 || list[0].From != 41 || list[0].Article.Date.Value != "2020-03" {
			t.Errorf("%s is %s: figures %+v", d.Kind, d.Standing, list)
		}
		return
	}
	joined := func(list []record.Quoted) string {
		var words []string
		for _, q := range list {
			words = append(words, q.Exact)
		}
		return strings.Join(words, " … ")
	}
	cue, content := joined(d.Target.Cue), joined(d.Target.Content)
	twin, on := "", record.SpanTexts{}
	for _, list := range [][]sayso.Statement{doc.Statements, doc.Undecided} {
		for i := range list {
			id, texts := list[i].ID(doc.ID), record.TextsOf(doc.Text, &list[i])
			if texts.Cue == cue && texts.Content == content {
				twin = id
			}
			if id == d.Statement {
				on = texts
			}
		}
	}
	if on.Content == "" && d.Statement != "" { // entered by hand
		if row, err := s.Statement(t.Context(), d.Statement); err != nil {
			t.Errorf("%s, about %q, is %s on the statement %s: %v", d.Kind, content, d.Standing, d.Statement, err)
		} else if on = record.TextsOf(doc.Text, row.Uncorrected()); row.Entered == "" {
			t.Errorf("the machine does not read %q, and nobody is named who entered it", on.Content)
		}
	}
	switch d.Standing {
	case record.Kept, record.Moved:
		if on.Content != content || on.Cue != cue {
			t.Errorf("a decision about %q (%q) is %s on %q (%q)", content, cue, d.Standing, on.Content, on.Cue)
		}
	case record.Conflict:
		if on.Content == "" || !strings.Contains(on.Content, content) && !strings.Contains(content, on.Content) && on.Cue == cue {
			t.Errorf("a decision about %q is in conflict with %q", content, on.Content)
		}
	}
	if twin != "" && twin != d.Statement {
		t.Errorf("%s, about %q, is %s on %q though the very words are a statement", d.Kind, content, d.Standing, on.Content)
	}
	if row, err := s.Statement(t.Context(), d.Statement); d.InForce && twin != "" && (err != nil || row.Review == record.Open || row.Review == record.Unresolved) {
		t.Errorf("%s, about %q, has no effect: the statement is %s, %v", d.Kind, content, row.Review, err)
	}
	if d.InForce && d.Kind == record.Reject && twin != "" {
		row, err := s.Statement(t.Context(), twin)
		if err != nil || row.Review != record.Rejected {
			t.Errorf("rejected %q was found again and is %s, %v", content, row.Review, err)
		}
	}
}

// distort reads d as a pipeline of another mind.
func distort(d *sayso.Document, chance *rand.Rand) {
	some := func(percent int) bool { return chance.IntN(100) < percent }
	var decided, undecided []sayso.Statement
	for i, list := range [][]sayso.Statement{d.Statements, d.Undecided} {
		for _, st := range list {
			st.Within = 0
			if some(12) {
				continue
			}
			if some(15) {
				st.Kind = sayso.Kind(chance.IntN(3))
			}
			if some(15) {
				st.Speaker = sayso.Ref[sayso.Entity](chance.IntN(len(d.Entities) + 1))
			}
			if some(15) {
				shiftEdge(d, &st, chance)
			}
			if c := &st.Content[0]; some(10) && c.Len() > 8 {
				rest := copyStatements([]sayso.Statement{st})[0]
				mid := c.Start + int32(strings.IndexByte(c.Of(d.Text)+" ", ' '))
				if mid+1 < c.End && mid > c.Start {
					rest.Content = []sayso.Span{{Start: mid + 1, End: c.End}}
					st.Content = []sayso.Span{{Start: c.Start, End: mid}}
					decided = append(decided, rest)
				}
			}
			if (i == 0) != some(10) {
				decided = append(decided, st)
			} else {
				undecided = append(undecided, st)
			}
		}
	}
	d.Statements, d.Undecided = once(d.ID, decided), once(d.ID, undecided)
	if some(20) {
		shift(d, strings.Repeat("Top story\n\n", 1+chance.IntN(3)))
	}
}

// shiftEdge takes a word off the content of st, at its start or at its end.
func shiftEdge(d *sayso.Document, st *sayso.Statement, chance *rand.Rand) {
	c := &st.Content[len(st.Content)-1]
	words := c.Of(d.Text)
	if i := strings.IndexByte(words, ' '); i > 0 && chance.IntN(2) == 0 {
		c.Start += int32(i + 1)
	} else if i := strings.LastIndexByte(words, ' '); i > 0 {
		c.End = c.Start + int32(i)
	}
}

// once leaves one statement of each passage.
func once(article sayso.ArticleID, list []sayso.Statement) []sayso.Statement {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(st sayso.Statement) bool {
		id := st.ID(article)
		defer func() { seen[id] = true }()
		return seen[id]
	})
}
