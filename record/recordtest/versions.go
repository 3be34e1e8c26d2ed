package recordtest

import (
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// version is another version of one address: reviewed with other words in places.
// What is cut out, a statement among others, is "".
func version(t *testing.T, name string, change ...string) record.Report {
	base := reviewed(t)
	text := strings.NewReplacer(change...).Replace(base.Document.Text)
	var said []Said
	for _, list := range [][]sayso.Statement{base.Document.Statements, base.Document.Undecided} {
		for i := range list {
			words := record.TextsOf(base.Document.Text, &list[i])
			s := Said{Source: words.Source, Cue: words.Cue, Content: words.Content, Kind: list[i].Kind, Addressee: list[i].Addressee.Of(base.Document.Text)}
			for j := 0; j+1 < len(change); j += 2 {
				for _, w := range []*string{&s.Source, &s.Cue, &s.Content, &s.Addressee} {
					*w = strings.ReplaceAll(*w, change[j], change[j+1])
				}
			}
			if e, ok := list[i].Speaker.At(base.Document.Entities); ok {
				s.Speaker, s.Type = e.Name, e.Type
			}
			if s.Content != "" {
				said = append(said, s)
			}
		}
	}
	r := Report(t, sayso.Article{Name: name, URL: "https://example.org/mill", Date: Day("2020-03-02"), Outlet: sayso.Outlet{Name: "The Weir"}, Text: text}, said...)
	d := r.Document
	for i := range d.Statements {
		switch content := record.TextsOf(text, &d.Statements[i]).Content; content {
		case flood, miller:
			d.Statements[i].Score = 0.25
			d.Undecided = append(d.Undecided, d.Statements[i])
		}
	}
	d.Statements = d.Statements[:len(d.Statements)-len(d.Undecided)]
	return r
}

// carried decides about a report of which another version comes in: the decisions
// stand on the same words of the same sources there, and nowhere else.
func carried(t *testing.T, s record.Store) {
	first := version(t, "first")
	r := reviewOf(t, s, first)
	accept := r.decide(closing, record.Accept, record.Value{})
	speaker := r.decide(wheel, record.CorrectSpeaker, record.Value{Speaker: "Tom Reed"})
	reject := r.decide(sluices, record.Reject, record.Value{})
	assign := r.decide(flood, record.Assign, record.Value{Speaker: "The Mill Trust"})
	entered := r.enter(first, Said{Source: "Ada Finch", Cue: "said", Content: "on Monday", Speaker: "Ada Finch"})
	want := []string{closing + ": accepted", "on Monday: entered", wheel + ": corrected", flood + ": corrected"}
	r.expect("the first version", want...)

	// Another line stands before them, and the sluices are somebody else's now.
	const line = "Updated. "
	second := version(t, "second", "The mill will close", line+"The mill will close", "Tom Reed", "Sam Hale")
	second.Document.Statements[0].Content[0].Start += int32(len(line))
	before, err := s.Articles(t.Context(), record.Query{})
	old := rows(t, before, err)[0].ID
	if got, err := s.Add(t.Context(), second); err != nil || got != record.NewVersion {
		t.Fatalf("the second version: outcome %d, %v", got, err)
	}
	r.expect("the second version", closing+": accepted", "on Monday: entered", wheel+": corrected", flood+": corrected", sluices+": conflict")
	stands := func(what, article string, want map[string]record.Standing, earlier bool) {
		t.Helper()
		page, err := s.Decisions(t.Context(), record.DecisionQuery{Article: sayso.ArticleID(article), Limit: -1})
		got := map[string]record.Standing{}
		for _, d := range rows(t, page, err) {
			got[d.ID] = d.Standing
			if d.Earlier != earlier || string(d.Article) != article {
				t.Errorf("%s: decision %s stands in %s, made on an earlier version: %t", what, d.ID, d.Article, d.Earlier)
			}
			if d.Statement == "" {
				continue
			}
			on, err := s.Decisions(t.Context(), record.DecisionQuery{Statement: d.Statement, Limit: -1})
			found := false
			for _, o := range rows(t, on, err) {
				found = found || o.ID == d.ID && o.Standing == d.Standing && o.Earlier == d.Earlier
			}
			if !found {
				t.Errorf("%s: decision %s is not among those on %s", what, d.ID, d.Statement)
			}
		}
		same(t, what, want, got)
	}
	stands("in the second version", string(second.Document.ID), map[string]record.Standing{accept: record.Moved, speaker: record.Moved,
		reject: record.Conflict, assign: record.Moved, entered: record.Moved}, true)
	stands("in the first version", string(old), map[string]record.Standing{accept: record.Kept, speaker: record.Kept,
		reject: record.Kept, assign: record.Kept, entered: record.Kept}, false)
	page, err := s.Statements(t.Context(), record.Query{Article: old, Review: "all"})
	if got := rows(t, page, err); got[0].Review != record.Accepted || got[len(got)-2].Review != record.Rejected {
		t.Errorf("the old version: %s, %s", got[0].Review, got[len(got)-2].Review)
	}
	waiting, err := s.Decisions(t.Context(), record.DecisionQuery{Standing: record.Conflict})
	if list := rows(t, waiting, err); len(list) != 1 || list[0].ID != reject {
		t.Errorf("in conflict: %+v", list)
	}

	// Somebody says that it belongs there, and takes that back: the first version stays as
	// it was decided.
	tie := r.add(record.Decision{By: "ada", Kind: record.Attach, Target: r.target(sluices), Undoes: reject})
	r.expect("attached", closing+": accepted", "on Monday: entered", wheel+": corrected", flood+": corrected")
	r.undo(tie)
	r.expect("no more", closing+": accepted", "on Monday: entered", wheel+": corrected", flood+": corrected", sluices+": conflict")

	// What is decided on the second version holds there, and what is decided on the first
	// comes over at once.
	later := r.decide(wheel, record.CorrectSpeaker, record.Value{Speaker: "Sam Hale"})
	if got := r.row(wheel).Speaker.Name; got != "Sam Hale" {
		t.Errorf("decided anew on the second version: %s", got)
	}
	d, err := s.Document(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}
	r.add(record.Decision{By: "bo", Kind: record.CorrectDate, Target: record.TargetOf(d, &d.Statements[0]), Value: record.Value{Date: "2020-02"}})
	if row := r.row(closing); row.Said.Value != "2020-02" || row.Article.ID != second.Document.ID {
		t.Errorf("decided on the first version: said %q", row.Said.Value)
	}
	r.undo(accept)
	r.undo(assign)
	r.expect("undone", closing+": corrected", "on Monday: entered", wheel+": corrected", sluices+": conflict")

	// A third version lacks the wheel; one reading later everything stands as it did.
	third := version(t, "third", " Its wheel is sound, she added.", "", wheel, "", "she", "", "added", "")
	if got, err := s.Add(t.Context(), third); err != nil || got != record.NewVersion {
		t.Fatalf("the third version: outcome %d, %v", got, err)
	}
	want = []string{closing + ": corrected", "on Monday: entered"}
	r.expect("the third version", want...)
	if _, err := s.Upgrade(t.Context(), anew(third, func(*sayso.Document) {})); err != nil {
		t.Fatal(err)
	}
	r.expect("the third version read anew", want...)
	gone, err := s.Decisions(t.Context(), record.DecisionQuery{Standing: record.Gone, InForce: true})
	got := map[string]bool{}
	for _, d := range rows(t, gone, err) {
		got[d.ID] = true
	}
	same(t, "without a statement", map[string]bool{speaker: true, later: true}, got)
	r.verified()
}
