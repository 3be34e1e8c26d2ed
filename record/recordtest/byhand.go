package recordtest

import (
	"testing"

	"sayso"
	"sayso/record"
)

// enter adds the decision that said is a statement of the report, by "ada", and
// returns its ID.
func (r *reviewing) enter(report record.Report, said Said) string {
	r.Helper()
	return r.add(Entering(r.T, report, "ada", said))
}

// Entering returns the decision by which somebody enters a statement by hand.
func Entering(t testing.TB, report record.Report, by string, said Said) record.Decision {
	t.Helper()
	d := report.Document
	st := sayso.Statement{Source: find(t, d.Text, said.Source), Cue: find(t, d.Text, said.Cue), Content: find(t, d.Text, said.Content)}
	return record.Decision{Made: Noon, By: by, Kind: record.Add, Target: record.TargetOf(d, &st),
		Value: record.Value{Kind: said.Kind.String(), Speaker: said.Speaker, Date: said.When.Value, Spans: record.Quote(d.Text, find(t, d.Text, said.Addressee)...)}}
}

// missed is a report of two statements, in which the machine does not find what Joan
// Pike told the boatmen, nor what the reeve says within his own.
func missed(t *testing.T) record.Report {
	r := Report(t, sayso.Article{Name: "weir", Date: Day("2021-05-04"), Outlet: sayso.Outlet{Name: "The Sluice"},
		Text: "The weir leaks, Joan Pike grumbled to the boatmen, and 12 boats are stuck. The lock will hold, the miller promises. " +
			"The reeve doubts the word of Ann Moor that the dam was sound."},
		Said{Source: "the miller", Cue: "promises", Content: "The lock will hold", Speaker: "the miller"},
		Said{Source: "The reeve", Cue: "doubts", Content: "the word of Ann Moor that the dam was sound", Speaker: "the reeve"})
	at := find(t, r.Document.Text, "12 boats")[0]
	r.Document.Figures = []sayso.Figure{{Span: at, Kind: sayso.FigureCount, From: 12, To: 12, Unit: "boat"}}
	return r
}

// What is entered into missed.
var (
	leak = Said{Source: "Joan Pike", Cue: "grumbled", Content: "The weir leaks, … 12 boats are stuck", Addressee: "the boatmen",
		Speaker: "Joan Pike", When: sayso.Date{Value: "2021-05"}}
	bulwark = Said{Source: "Ann Moor", Cue: "the word", Content: "the dam was sound", Speaker: "Ann Moor"}
)

const (
	lock  = "The lock will hold"
	doubt = "the word of Ann Moor that the dam was sound"
)

func enteredRows(t *testing.T, s record.Store) {
	report := missed(t)
	r := reviewOf(t, s, report)
	id := r.enter(report, leak)
	r.enter(report, bulwark)
	r.expect("entered", leak.Content+": entered", lock+": open", doubt+": open", bulwark.Content+": entered")
	row := r.row(leak.Content)
	if row.Entered != "ada" || row.Review != record.Entered || row.AsRead != nil || row.Speaker.ID != "joan-pike" || row.SpanTexts.Source != "Joan Pike" ||
		row.SpanTexts.Cue != "grumbled" || row.Addressee != "the boatmen" || row.Said.Value != "2021-05" || row.Kind != sayso.Indirect {
		t.Errorf("entered: %+v", row)
	}
	if n := len(row.Chain); n != 2 || row.Chain[0].Name != "The Sluice" || row.Chain[1].Name != "Joan Pike" {
		t.Errorf("chain: %+v", row.Chain)
	}
	if within := r.row(bulwark.Content).Within; int(within) != r.row(doubt).Ordinal {
		t.Errorf("told within the statement at %d, want %d", within, r.row(doubt).Ordinal)
	}
	for _, c := range []struct {
		q    record.Query
		want []string
	}{
		{record.Query{Speaker: "pike"}, []string{leak.Content}},
		{record.Query{Text: "weir stuck"}, []string{leak.Content}},
		{record.Query{When: "said"}, []string{leak.Content}},
		{record.Query{Review: "entered"}, []string{leak.Content, bulwark.Content}},
		{record.Query{Review: "open"}, []string{lock, doubt}},
	} {
		page, err := s.Statements(t.Context(), c.q)
		same(t, "rows", c.want, contents(rows(t, page, err)))
	}
	figures, err := s.Figures(t.Context(), record.Query{Speaker: "joan-pike"})
	if list := rows(t, figures, err); len(list) != 1 || list[0].Statement != row.ID {
		t.Errorf("figures of Joan Pike: %+v", list)
	}
	days, err := s.Days(t.Context(), record.Query{From: "2021-05", To: "2021-05"})
	said := 0
	for _, d := range rows(t, days, err) {
		said += d.Said
	}
	if said != 1 {
		t.Errorf("%d statements are said in May, want one", said)
	}
	d, err := s.Document(t.Context(), report.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the document stays as the machine read it", report.Document, d)

	// It is corrected like any other, and what was entered stays beside it.
	r.decide(leak.Content, record.CorrectSpeaker, record.Value{Speaker: "Joan Pyke"})
	if row = r.row(leak.Content); row.Review != record.Corrected || row.Speaker.Name != "Joan Pyke" || row.Entered != "ada" ||
		row.AsRead == nil || row.AsRead.Speaker != "Joan Pike" {
		t.Errorf("corrected: %+v", row)
	}
	r.decide(bulwark.Content, record.Reject, record.Value{})
	r.expect("rejected", leak.Content+": corrected", lock+": open", doubt+": open")
	list, err := s.Decisions(t.Context(), record.DecisionQuery{Statement: row.ID})
	if on := rows(t, list, err); len(on) != 2 || on[0].ID != id || on[0].Standing != record.Kept || on[1].Standing != record.Kept {
		t.Errorf("decisions on it: %+v", on)
	}
	r.verified()
}

// verified expects every stored span to give its words.
func (r *reviewing) verified() {
	r.Helper()
	problems, err := record.Verify(r.Context(), r.s, Reread, nil)
	same(r.T, "problems", []record.Problem(nil), problems)
	if err != nil {
		r.Error(err)
	}
}

func enteredUndo(t *testing.T, s record.Store) {
	report := missed(t)
	// Entered before the record had the report, as an import may be.
	add := Entering(t, report, "ada", leak)
	if n, err := s.Decide(t.Context(), add); n != 1 || err != nil {
		t.Fatalf("%d added, %v", n, err)
	}
	r := reviewOf(t, s, report)
	r.expect("entered first", leak.Content+": entered", lock+": open", doubt+": open")
	was := r.row(leak.Content)
	r.decide(leak.Content, record.CorrectKind, record.Value{Kind: "mixed"})
	list, err := s.Decisions(t.Context(), record.DecisionQuery{Kind: record.Add})
	back := r.undo(rows(t, list, err)[0].ID)
	r.expect("taken back", lock+": open", doubt+": open")
	people, err := s.Speakers(t.Context(), record.Query{})
	for _, p := range rows(t, people, err) {
		if p.Name == "Joan Pike" {
			t.Error("a speaker of nothing but what was taken back is listed")
		}
	}
	_, err = s.Statement(t.Context(), was.ID)
	notFound(t, "what was taken back", err)
	r.undo(back)
	r.expect("entered again", leak.Content+": corrected", lock+": open", doubt+": open")
	if now := r.row(leak.Content); now.ID != was.ID || now.Kind != sayso.Mixed {
		t.Errorf("entered again: %+v", now)
	}
	r.verified()
}

func enteredUpgrade(t *testing.T, s record.Store) {
	base := missed(t)
	r := reviewOf(t, s, base)
	r.enter(base, leak)
	r.decide(leak.Content, record.CorrectDate, record.Value{Date: "2021-05-03"})
	id := r.row(leak.Content).ID
	upgrade := func(what string, now record.Report, want ...string) record.Change {
		t.Helper()
		if err := now.Document.Check(); err != nil {
			t.Fatal(err)
		}
		c, err := s.Upgrade(t.Context(), now)
		if err != nil {
			t.Fatal(err)
		}
		r.expect(what, want...)
		if now.Document.Text == base.Document.Text {
			r.verified()
		}
		return c
	}
	// The text has a line before it: the words are found there.
	upgrade("moved", anew(base, func(d *sayso.Document) { shift(d, "Share this\n\n") }), leak.Content+": corrected", lock+": open", doubt+": open")
	if row, err := s.Statement(t.Context(), id); err != nil || row.ID == id || row.Said.Value != "2021-05-03" {
		t.Errorf("by the ID it had before: %+v, %v", row, err)
	}
	// A later pipeline finds it by itself, by another speaker: one row, of the same ID,
	// in which what was entered holds.
	found := Report(t, *missed(t).Document.Article,
		Said{Source: "Joan Pike", Cue: "grumbled", Content: leak.Content, Speaker: "Pike"},
		Said{Source: "the miller", Cue: "promises", Content: lock, Speaker: "the miller"})
	upgrade("found by the machine", found, leak.Content+": corrected", lock+": open")
	row := r.row(leak.Content)
	if row.ID != id || row.Entered != "" || row.Speaker.Name != "Joan Pike" || row.AsRead == nil || row.AsRead.Speaker != "Pike" || row.Addressee != "the boatmen" {
		t.Errorf("found by the machine: %+v", row)
	}
	list, err := s.Decisions(t.Context(), record.DecisionQuery{Statement: id})
	if on := rows(t, list, err); len(on) != 2 || on[0].Kind != record.Add || on[0].Standing != record.Kept {
		t.Errorf("decisions on it: %+v", on)
	}
	// And as one it is not sure of.
	unsure := anew(found, func(d *sayso.Document) { d.Undecided, d.Statements = d.Statements[:1:1], d.Statements[1:] })
	upgrade("found, and not sure of it", unsure, leak.Content+": corrected", lock+": open")
	// The words are gone: so is the statement, and the decisions wait.
	gone := anew(base, func(d *sayso.Document) {
		d.Text = "Nothing is left.\n"
		d.Statements, d.Figures, d.Zones, d.Mentions = nil, nil, []sayso.Zone{{Span: sayso.Span{End: 16}}}, nil
	})
	if c := upgrade("gone", gone); c.Decisions[record.Gone] != 2 || len(c.Unsettled) != 2 {
		t.Errorf("gone: %+v", c)
	}
	upgrade("back", base, leak.Content+": corrected", lock+": open", doubt+": open")
	if row := r.row(leak.Content); row.ID != id || row.Entered != "ada" || row.Said.Value != "2021-05-03" {
		t.Errorf("back: %+v", row)
	}
}

// A later pipeline reads the words that were entered in another way.
func enteredRival(t *testing.T, s record.Store) {
	base := missed(t)
	r := reviewOf(t, s, base)
	id := r.enter(base, leak)
	r.decide(leak.Content, record.CorrectKind, record.Value{Kind: "mixed"})
	pair := r.pair(record.SameUtterance, lock, leak.Content)
	const short = "The weir leaks,"
	rival := Report(t, *missed(t).Document.Article,
		Said{Source: "Joan Pike", Cue: "grumbled", Content: short, Speaker: "Pike"},
		Said{Source: "the miller", Cue: "promises", Content: lock, Speaker: "the miller"})
	if _, err := s.Upgrade(t.Context(), rival); err != nil {
		t.Fatal(err)
	}
	r.expect("read otherwise", short+": conflict", lock+": open")
	if row := r.row(short); row.Speaker.Name != "Pike" || row.Entered != "" {
		t.Errorf("in conflict: %+v", row)
	}
	// The machine's is none: what was entered stands.
	none := r.add(record.Decision{By: "ada", Kind: record.Reject, Target: r.target(short)})
	if got := r.row(short).Review; got != record.Rejected {
		t.Errorf("the machine's is rejected, and is %s", got)
	}
	r.expect("the machine's rejected", leak.Content+": corrected", lock+": open")
	r.undo(none)
	r.expect("in conflict again", short+": conflict", lock+": open")
	// What was entered belongs to it: one row of the words that were entered.
	tie := r.add(record.Decision{By: "ada", Kind: record.Attach, Target: r.target(short), Undoes: id})
	r.expect("attached", leak.Content+": corrected", lock+": open")
	row := r.row(leak.Content)
	if row.Entered != "" || row.Speaker.Name != "Joan Pike" || row.Kind != sayso.Mixed || row.AsRead == nil || row.AsRead.SpanTexts.Content != short {
		t.Errorf("attached: %+v", row)
	}
	page, err := s.Decisions(t.Context(), record.DecisionQuery{Kind: record.SameUtterance, Limit: -1})
	if d := rows(t, page, err)[0]; d.ID != pair || d.OtherStand.Statement != row.ID || d.OtherStand.Standing != record.Moved {
		t.Errorf("a pair with it: %+v", d)
	}
	r.undo(tie)
	r.expect("in conflict once more", short+": conflict", lock+": open")
	r.undo(id)
	r.expect("taken back", short+": conflict", lock+": open") // the correction of what was entered is at odds still
	r.verified()
}

// Two people enter the same words.
func enteredTwice(t *testing.T, s record.Store) {
	report := missed(t)
	r := reviewOf(t, s, report)
	r.enter(report, leak)
	same := Entering(t, report, "bo", leak)
	first := r.add(same)
	r.expect("twice", leak.Content+": entered", lock+": open", doubt+": open")
	if row := r.row(leak.Content); row.Entered != "ada, bo" {
		t.Errorf("entered by %q", row.Entered)
	}
	other := Entering(t, report, "cy", leak)
	other.Value.Speaker = "Jane Pike"
	r.add(other)
	r.expect("at odds", leak.Content+": conflict", lock+": open", doubt+": open")
	settled := r.target(leak.Content)
	r.add(record.Decision{By: "di", Kind: record.CorrectSpeaker, Target: settled, Value: record.Value{Speaker: "Jane Pike"}, Seen: r.seen(settled.Statement)})
	if row := r.row(leak.Content); row.Review != record.Corrected || row.Speaker.Name != "Jane Pike" {
		t.Errorf("settled: %s by %s", row.Review, row.Speaker.Name)
	}
	r.undo(first)
	if row := r.row(leak.Content); row.Entered != "ada, cy" {
		t.Errorf("one took it back: entered by %q", row.Entered)
	}
}

// What is entered is linked to what others tell.
func enteredLinked(t *testing.T, s record.Store) {
	reports := ferries(t)[:2]
	post := reports[1]
	const pay = "We expect the ferry's owners to come to their senses and to pay the crews"
	post.Document.Statements = post.Document.Statements[1:]
	r := reviewOf(t, s, reports...)
	utterances := func() int {
		t.Helper()
		page, err := s.Utterances(t.Context(), record.Query{})
		return len(rows(t, page, err))
	}
	if n := utterances(); n != 0 {
		t.Fatalf("%d utterances told by several before anything is entered", n)
	}
	id := r.enter(post, Said{Source: "said Cattermole", Kind: sayso.Direct, Speaker: "Cattermole", Content: pay})
	told, err := s.Told(t.Context(), post.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	if list := told[r.row(pay).ID]; len(list) != 1 || list[0].Tellings != 2 {
		t.Errorf("told: %+v", told)
	}
	r.undo(id)
	if n := utterances(); n != 0 {
		t.Errorf("%d utterances told by several after it was taken back", n)
	}
}
