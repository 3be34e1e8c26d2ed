package recordtest

import (
	"testing"
	"time"

	"sayso"
	"sayso/record"
)

// Noon is when the decisions of the tests are made.
var Noon = time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)

// reviewed is a report of four statements, the last of which is undecided, and
// one more undecided one between the others.
func reviewed(t *testing.T) record.Report {
	r := Report(t, sayso.Article{Name: "mill", Date: Day("2020-03-01"), Outlet: sayso.Outlet{Name: "The Weir"},
		Text: "The mill will close, Ada Finch said on Monday. Its wheel is sound, she added. The owners fear the flood. " +
			"“We keep the 40 sluices,” Tom Reed told the council. Nobody had asked the miller, one hears."},
		Said{Source: "Ada Finch", Cue: "said", Content: "The mill will close", Speaker: "Ada Finch", Type: sayso.EntityPerson},
		Said{Source: "she", Cue: "added", Content: "Its wheel is sound", Speaker: "Ada Finch", Type: sayso.EntityPerson},
		Said{Source: "Tom Reed", Cue: "told", Content: "We keep the 40 sluices,", Kind: sayso.Direct, Speaker: "Tom Reed", Type: sayso.EntityPerson, Addressee: "the council"},
		Said{Source: "The owners", Cue: "fear", Content: "the flood"},
		Said{Cue: "hears", Content: "Nobody had asked the miller"})
	d := r.Document
	d.Statements, d.Undecided = d.Statements[:3], d.Statements[3:]
	for i := range d.Undecided {
		d.Undecided[i].Score = 0.25
	}
	at := find(t, d.Text, "40 sluices")[0]
	d.Figures = []sayso.Figure{{Span: at, Kind: sayso.FigureCount, From: 40, To: 40, Unit: "sluice"}}
	return r
}

// The contents of its statements.
const (
	closing = "The mill will close"
	wheel   = "Its wheel is sound"
	flood   = "the flood"
	sluices = "We keep the 40 sluices,"
	miller  = "Nobody had asked the miller"
)

// reviewing is a store with a report and a person who decides.
type reviewing struct {
	*testing.T
	s   record.Store
	now time.Time
}

func reviewOf(t *testing.T, s record.Store, reports ...record.Report) *reviewing {
	add(t, s, reports...)
	return &reviewing{t, s, Noon}
}

// row returns the statement of that content, as the machine read it or as it is.
func (r *reviewing) row(content string) record.Statement {
	r.Helper()
	page, err := r.s.Statements(r.Context(), record.Query{Review: "all", Limit: -1})
	for _, st := range rows(r.T, page, err) {
		if st.SpanTexts.Content == content || st.AsRead != nil && st.AsRead.SpanTexts.Content == content {
			return st
		}
	}
	r.Fatalf("no statement %q", content)
	return record.Statement{}
}

// target returns the statement of that content by its words.
func (r *reviewing) target(content string) *record.Target {
	r.Helper()
	row := r.row(content)
	d, err := r.s.Document(r.Context(), row.Article.ID)
	if err != nil {
		r.Fatal(err)
	}
	return record.TargetOf(d, row.Uncorrected())
}

// seen returns the decisions in force on the statement of that ID.
func (r *reviewing) seen(statement string) (ids []string) {
	r.Helper()
	page, err := r.s.Decisions(r.Context(), record.DecisionQuery{Statement: statement, InForce: true, Limit: -1})
	for _, d := range rows(r.T, page, err) {
		ids = append(ids, d.ID)
	}
	return ids
}

// decide adds a decision about the statement of that content, in knowledge of
// those before, and returns its ID.
func (r *reviewing) decide(content string, kind record.DecisionKind, v record.Value) string {
	r.Helper()
	t := r.target(content)
	return r.add(record.Decision{By: "ada", Kind: kind, Target: t, Value: v, Seen: r.seen(t.Statement)})
}

func (r *reviewing) add(d record.Decision) string {
	r.Helper()
	r.now = r.now.Add(time.Minute)
	d.Made = r.now
	d, err := d.Seal()
	if err != nil {
		r.Fatal(err)
	}
	if n, err := r.s.Decide(r.Context(), d); err != nil || n != 1 {
		r.Fatalf("%s: %d added, %v", d.Kind, n, err)
	}
	return d.ID
}

func (r *reviewing) undo(id string) string {
	return r.add(record.Decision{By: "ada", Kind: record.Undo, Undoes: id})
}

// expect compares the contents that count, and their states.
func (r *reviewing) expect(what string, want ...string) {
	r.Helper()
	page, err := r.s.Statements(r.Context(), record.Query{Limit: -1})
	var got []string
	for _, st := range rows(r.T, page, err) {
		got = append(got, st.SpanTexts.Content+": "+string(st.Review))
	}
	same(r.T, what, want, got)
	articles, err := r.s.Articles(r.Context(), record.Query{})
	n := 0
	for _, a := range rows(r.T, articles, err) {
		n += a.Statements
	}
	if n != len(want) {
		r.Errorf("%s: articles count %d statements, want %d", what, n, len(want))
	}
}

func undecidedRows(t *testing.T, s record.Store) {
	want := reviewed(t)
	r := reviewOf(t, s, want)
	r.expect("at first", closing+": open", wheel+": open", sluices+": open")
	d, err := s.Document(t.Context(), want.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "document", want.Document, d)
	page, err := s.Statements(t.Context(), record.Query{Review: string(record.Unresolved), ByScore: true})
	same(t, "undecided", []string{flood, miller}, contents(rows(t, page, err)))
	page, err = s.Statements(t.Context(), record.Query{Article: d.ID})
	same(t, "of the article", []string{closing, wheel, sluices}, contents(rows(t, page, err)))
	page, err = s.Statements(t.Context(), record.Query{Article: d.ID, Review: "all"})
	all := rows(t, page, err)
	same(t, "all", []string{closing, wheel, flood, sluices, miller}, contents(all))
	if all[2].Ordinal != 3 || !all[2].Undecided || all[2].Review != record.Unresolved {
		t.Errorf("the undecided one is %+v", all[2])
	}
	people, err := s.Speakers(t.Context(), record.Query{Text: "flood"})
	same(t, "speakers", []record.Speaker(nil), rows(t, people, err))
	if _, err := s.Statements(t.Context(), record.Query{Review: "perhaps"}); err == nil {
		t.Error("no error for a state that is none")
	}
}

func decide(t *testing.T, s record.Store) {
	r := reviewOf(t, s, reviewed(t))
	r.decide(closing, record.Accept, record.Value{})
	r.decide(sluices, record.Reject, record.Value{})
	r.decide(flood, record.Assign, record.Value{Speaker: "The Mill Trust"})
	r.decide(miller, record.Accept, record.Value{})
	r.expect("decided", closing+": accepted", wheel+": open", flood+": corrected", miller+": accepted")
	if sp := r.row(flood).Speaker; sp.Name != "The Mill Trust" || sp.ID != "the-mill-trust" {
		t.Errorf("assigned to %+v", sp)
	}
	page, err := s.Statements(t.Context(), record.Query{Review: string(record.Rejected)})
	same(t, "rejected", []string{sluices}, contents(rows(t, page, err)))
	people, err := s.Speakers(t.Context(), record.Query{})
	for _, p := range rows(t, people, err) {
		if p.Name == "Tom Reed" {
			t.Error("a speaker of nothing but a rejected statement is listed")
		}
	}
	figures, err := s.Figures(t.Context(), record.Query{})
	if f := rows(t, figures, err)[0]; f.Statement != "" || f.Speaker.ID != "" {
		t.Errorf("the figure of a rejected statement is claimed by %q of %q", f.Statement, f.Speaker.Name)
	}
	r.decide(sluices, record.Accept, record.Value{})
	figures, err = s.Figures(t.Context(), record.Query{})
	if f := rows(t, figures, err)[0]; f.Speaker.Name != "Tom Reed" {
		t.Errorf("the figure of an accepted statement is claimed by %q", f.Speaker.Name)
	}
	// The same decision again changes nothing.
	all, err := s.Decisions(t.Context(), record.DecisionQuery{})
	for _, d := range rows(t, all, err) {
		if n, err := s.Decide(t.Context(), d.Decision); n != 0 || err != nil {
			t.Errorf("%s again: %d added, %v", d.Kind, n, err)
		}
	}
	problems, err := record.Verify(t.Context(), s, Reread, nil)
	same(t, "problems", []record.Problem(nil), problems)
	if err != nil {
		t.Error(err)
	}
}

func corrections(t *testing.T, s record.Store) {
	given := reviewed(t)
	r := reviewOf(t, s, given)
	text := given.Document.Text
	quote := func(words string) []record.Quoted { return record.Quote(text, find(t, text, words)...) }
	id := r.row(closing).ID
	r.decide(closing, record.CorrectSpeaker, record.Value{Speaker: "tom reed"})
	r.decide(closing, record.CorrectKind, record.Value{Kind: "mixed"})
	r.decide(closing, record.CorrectContent, record.Value{Spans: quote("mill will close")})
	r.decide(closing, record.CorrectCue, record.Value{})
	r.decide(closing, record.CorrectAddressee, record.Value{Spans: quote("the council")})
	r.decide(closing, record.CorrectDate, record.Value{Date: "2020-02-24"})
	row, err := s.Statement(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if row.Review != record.Corrected || row.Speaker.Name != "Tom Reed" || row.Kind != sayso.Mixed || row.SpanTexts.Content != "mill will close" ||
		row.SpanTexts.Cue != "" || row.Addressee != "the council" || row.Said.Value != "2020-02-24" {
		t.Errorf("corrected: %+v", row)
	}
	if m := row.AsRead; m == nil || m.Speaker != "Ada Finch" || m.Kind != sayso.Indirect || m.SpanTexts.Content != closing || m.SpanTexts.Cue != "said" ||
		m.Addressee != "" || m.Said.Value != "" {
		t.Errorf("as read: %+v", m)
	}
	for _, c := range []struct {
		q    record.Query
		want []string
	}{
		{record.Query{Speaker: "Reed"}, []string{"mill will close", sluices}},
		{record.Query{Kind: "mixed"}, []string{"mill will close"}},
		{record.Query{To: "2020-02"}, []string{"mill will close"}},
		{record.Query{Text: "mill close"}, []string{"mill will close"}},
		{record.Query{Text: `"the mill will"`}, nil}, // the article is corrected out of the content
		{record.Query{Review: "corrected"}, []string{"mill will close"}},
	} {
		page, err := s.Statements(t.Context(), c.q)
		same(t, "rows", c.want, contents(rows(t, page, err)))
	}
	d, err := s.Document(t.Context(), given.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the document stays as the machine read it", given.Document, d)
	problems, err := record.Verify(t.Context(), s, Reread, nil)
	same(t, "problems", []record.Problem(nil), problems)
	if err != nil {
		t.Error(err)
	}
}

func undo(t *testing.T, s record.Store) {
	r := reviewOf(t, s, reviewed(t))
	reject := r.decide(closing, record.Reject, record.Value{})
	back := r.undo(reject)
	r.expect("undone", closing+": open", wheel+": open", sluices+": open")
	r.undo(back)
	r.expect("the undo undone", wheel+": open", sluices+": open")
	first := r.decide(wheel, record.CorrectSpeaker, record.Value{Speaker: "Tom Reed"})
	second := r.decide(wheel, record.CorrectSpeaker, record.Value{Speaker: "Ann Moor"})
	r.undo(second)
	if sp := r.row(wheel).Speaker.Name; sp != "Tom Reed" {
		t.Errorf("after the second correction is undone the speaker is %q, want the first's", sp)
	}
	r.undo(first)
	if row := r.row(wheel); row.Speaker.Name != "Ada Finch" || row.Review != record.Open || row.AsRead != nil {
		t.Errorf("after both are undone: %+v", row)
	}
	all, err := s.Decisions(t.Context(), record.DecisionQuery{})
	if list := rows(t, all, err); len(list) != 7 || list[0].ID != reject {
		t.Errorf("%d decisions, want all seven in their order", len(list))
	}
	left, err := s.Decisions(t.Context(), record.DecisionQuery{InForce: true, Newest: true, Limit: 1})
	if err != nil || left.Total != 4 || left.Rows[0].Kind != record.Undo {
		t.Errorf("in force: %+v, %v", left, err)
	}
}

// Two people who do not know of each other decide otherwise.
func atOdds(t *testing.T, s record.Store) {
	r := reviewOf(t, s, reviewed(t))
	say := func(by string, seen ...string) string {
		return r.add(record.Decision{By: by, Kind: record.CorrectSpeaker, Target: r.target(closing), Value: record.Value{Speaker: by + "’s man"}, Seen: seen})
	}
	one := say("bo")
	two := say("cy")
	if row := r.row(closing); row.Review != record.Contested || row.Speaker.Name != "Ada Finch" {
		t.Errorf("at odds: %s by %s, want a conflict and the machine's speaker", row.Review, row.Speaker.Name)
	}
	page, err := s.Statements(t.Context(), record.Query{Review: "conflict"})
	same(t, "in conflict", []string{closing}, contents(rows(t, page, err)))
	say("di", one, two)
	if row := r.row(closing); row.Review != record.Corrected || row.Speaker.Name != "di’s man" {
		t.Errorf("settled: %s by %s", row.Review, row.Speaker.Name)
	}
	// Rejecting what another corrects unawares is at odds, too; different fields are not.
	r.add(record.Decision{By: "bo", Kind: record.CorrectKind, Target: r.target(wheel), Value: record.Value{Kind: "direct"}})
	r.add(record.Decision{By: "cy", Kind: record.CorrectSpeaker, Target: r.target(wheel), Value: record.Value{Speaker: "Cy"}})
	if got := r.row(wheel).Review; got != record.Corrected {
		t.Errorf("two fields: %s", got)
	}
	r.add(record.Decision{By: "di", Kind: record.Reject, Target: r.target(wheel)})
	if got := r.row(wheel).Review; got != record.Contested {
		t.Errorf("rejected unawares: %s", got)
	}
}

func badDecisions(t *testing.T, s record.Store) {
	r := reviewOf(t, s, reviewed(t))
	target := r.target(closing)
	good := record.Decision{Made: Noon, By: "ada", Kind: record.Accept, Target: target}
	if _, err := good.Seal(); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*record.Decision){
		"kind":       func(d *record.Decision) { d.Kind = "maybe" },
		"nobody":     func(d *record.Decision) { d.By = " " },
		"no time":    func(d *record.Decision) { d.Made = time.Time{} },
		"no target":  func(d *record.Decision) { d.Target = nil },
		"a value":    func(d *record.Decision) { d.Value.Kind = "direct" },
		"not a kind": func(d *record.Decision) { d.Kind, d.Value.Kind = record.CorrectKind, "loud" },
		"not a date": func(d *record.Decision) { d.Kind, d.Value.Date = record.CorrectDate, "May" },
		"no content": func(d *record.Decision) { d.Kind = record.CorrectContent },
		"one alone":  func(d *record.Decision) { d.Kind = record.SameUtterance },
		"nothing":    func(d *record.Decision) { d.Kind, d.Target = record.Undo, nil },
		"not there":  func(d *record.Decision) { d.Kind, d.Target, d.Undoes = record.Undo, nil, "0123456789abcdef" },
		"itself": func(d *record.Decision) {
			d.Kind, d.Target, d.Value = record.MergeSpeakers, nil, record.Value{Speaker: "A", Into: "a"}
		},
		"wrong words": func(d *record.Decision) {
			c := *target
			c.Content = []record.Quoted{{Start: 1, End: 9, Exact: "x"}}
			d.Target = &c
		},
		"tampered":     func(d *record.Decision) { d.ID = "0123456789abcdef" },
		"two lines":    func(d *record.Decision) { d.Kind, d.Value.Speaker = record.CorrectSpeaker, "a\nb" },
		"no such utf8": func(d *record.Decision) { d.Note = "\xff" },
	} {
		d := good
		change(&d)
		// The good one before it must not be kept either.
		if n, err := s.Decide(t.Context(), good, d); err == nil || n != 0 {
			t.Errorf("%s: %d added, no error", what, n)
		}
	}
	all, err := s.Decisions(t.Context(), record.DecisionQuery{})
	if list := rows(t, all, err); len(list) != 0 {
		t.Errorf("%d decisions after nothing but refusals", len(list))
	}
}

// Decisions that come before their report wait for it.
func decisionsFirst(t *testing.T, s record.Store) {
	given := reviewed(t)
	d := given.Document
	r := &reviewing{t, s, Noon}
	r.add(record.Decision{By: "ada", Kind: record.Reject, Target: record.TargetOf(d, &d.Statements[0])})
	r.add(record.Decision{By: "ada", Kind: record.Accept, Target: record.TargetOf(d, &d.Undecided[1])})
	waiting, err := s.Decisions(t.Context(), record.DecisionQuery{Standing: record.Gone})
	if len(rows(t, waiting, err)) != 2 {
		t.Error("they do not wait")
	}
	add(t, s, given)
	r.expect("added after", wheel+": open", sluices+": open", miller+": accepted")
}

func mergeSpeakers(t *testing.T, s record.Store) {
	r := reviewOf(t, s, reviewed(t))
	merge := func(from, into string) string {
		page, err := s.Decisions(t.Context(), record.DecisionQuery{Speaker: record.NameID(from), InForce: true, Limit: -1})
		var seen []string
		for _, d := range rows(t, page, err) {
			seen = append(seen, d.ID)
		}
		d := record.Decision{By: "ada", Kind: record.MergeSpeakers, Value: record.Value{Speaker: from, Into: into}, Seen: seen}
		if into == "" {
			d.Kind = record.SplitSpeaker
		}
		return r.add(d)
	}
	names := func(what string, want ...string) {
		t.Helper()
		page, err := s.Speakers(t.Context(), record.Query{})
		var got []string
		for _, p := range rows(t, page, err) {
			got = append(got, p.Name)
		}
		same(t, what, want, got)
	}
	merge("Tom Reed", "T. Reed")
	names("merged", "Ada Finch", "T. Reed")
	merge("T. Reed", "Thomas Reed")
	names("merged twice", "Ada Finch", "Thomas Reed")
	p, err := s.Speaker(t.Context(), "tom-reed")
	if err != nil || p.Name != "Thomas Reed" || p.Statements != 1 {
		t.Errorf("the merged speaker is %+v, %v", p, err)
	}
	same(t, "merged names", []string{"T. Reed", "Tom Reed"}, p.Merged)
	for _, name := range []string{"tom-reed", "Thomas", "T. Reed"} {
		page, err := s.Statements(t.Context(), record.Query{Speaker: name})
		same(t, "found by "+name, []string{sluices}, contents(rows(t, page, err)))
	}
	later := Report(t, sayso.Article{Name: "later", Text: "More rain, Tom Reed said."}, Said{Source: "Tom Reed", Cue: "said", Content: "More rain", Speaker: "Tom Reed"})
	add(t, s, later)
	names("of a later report", "Ada Finch", "Thomas Reed")
	ring := merge("Thomas Reed", "Tom Reed")
	names("in a ring", "Ada Finch", "Tom Reed")
	r.undo(ring)
	names("the ring undone", "Ada Finch", "Thomas Reed")
	merge("Tom Reed", "")
	names("split", "Ada Finch", "Tom Reed")
}

func utterances(t *testing.T, s record.Store) {
	r := reviewOf(t, s, reviewed(t), Report(t, sayso.Article{Name: "echo", Text: "The mill is to shut, Finch told us."},
		Said{Source: "Finch", Cue: "told", Content: "The mill is to shut", Speaker: "Finch"}))
	a, b := r.target(closing), r.target("The mill is to shut")
	id := r.add(record.Decision{By: "ada", Kind: record.SameUtterance, Target: a, Other: b})
	page, err := s.Decisions(t.Context(), record.DecisionQuery{Statement: b.Statement})
	list := rows(t, page, err)
	if len(list) != 1 || list[0].ID != id || list[0].Statement != a.Statement || list[0].OtherStand.Statement != b.Statement || list[0].OtherStand.Standing != record.Kept {
		t.Errorf("%+v", list)
	}
	if got := r.row(closing).Review; got != record.Open {
		t.Errorf("same utterance: the statement is %s", got)
	}
}
