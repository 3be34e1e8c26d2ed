package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"sayso"
	"sayso/link"
	"sayso/record"
)

// What a store keeps of its items answers as link.Memory does.
func TestLinkState(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	r := newPile().report(40) // the items are its statements
	if _, err := s.Add(ctx, r); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlink(ctx); err != nil {
		t.Fatal(err)
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	stored := &s.linking.state[2]
	stored.begin(tx)
	states := []link.State{&link.Memory{}, stored}
	same := func(what string, ask func(link.State) (any, error)) {
		t.Helper()
		want, err1 := ask(states[0])
		got, err2 := ask(states[1])
		if err1 != nil || err2 != nil || fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("%s: %v, want %v (%v, %v)", what, got, want, err2, err1)
		}
	}
	for _, st := range states {
		for item := 1; item <= 40; item++ {
			if err := st.Keep(ctx, item, 50*(item%2), []uint64{uint64(item % 3), 1<<47 + uint64(item%7)<<20}, []byte{byte(item)}); err != nil {
				t.Fatal(err)
			}
			for to := item - 1; to > 0; to /= 2 {
				if err := st.Tie(ctx, item, []link.Tie{{To: to, Weight: float64(item), Back: -1.5, Marks: link.MarkTells | link.MarkBefore | link.MarkDated}}); err != nil {
					t.Fatal(err)
				}
			}
			if err := st.Place(ctx, []int{item}, 1+item%5); err != nil {
				t.Fatal(err)
			}
		}
		if err := st.Place(ctx, []int{5, 6, 7}, 3); err != nil {
			t.Fatal(err)
		}
		if err := st.Drop(ctx, 8, []uint64{2, 1<<47 + 1<<20}); err != nil {
			t.Fatal(err)
		}
	}
	items := []int{40, 1, 8, 7, 20}
	var keys []uint64
	for k := range uint64(40) { // more than one query looks up
		keys = append(keys, k, 1<<47+k<<20)
	}
	same("items", func(s link.State) (any, error) { return s.Find(ctx, keys, 4) })
	same("docs", func(s link.State) (any, error) { return s.Docs(ctx, items) })
	same("ties", func(s link.State) (any, error) { return s.Ties(ctx, items) })
	same("groups", func(s link.State) (any, error) { return s.Groups(ctx, append(items, 7)) })
	same("members", func(s link.State) (any, error) { return s.Members(ctx, []int{3, 1, 9}) })
}

// The ID of a group that was merged into another leads there, over several merges.
func TestMovedGroup(t *testing.T) {
	ctx := t.Context()
	s := openTemp(t)
	r := newPile().report(1)
	if _, err := s.Add(ctx, r); err != nil {
		t.Fatal(err)
	}
	links, err := s.Links(ctx, r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.writer.ExecContext(ctx, "INSERT INTO link_change (kind, article, was, now) VALUES ('story', 1, 90, 91), ('story', 1, 91, ?), ('story', 1, 91, 92)",
		groupNumber(storyLetter, links.Story.ID))
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Story(ctx, "s90")
	var moved *record.MovedError
	if !errors.As(err, &moved) || !errors.Is(err, record.ErrNotFound) || !slices.Equal(moved.To, []string{links.Story.ID}) {
		t.Errorf("error %v", err)
	}
	if _, err := s.Story(ctx, "s92"); !errors.Is(err, record.ErrNotFound) || errors.As(err, &moved) && moved.ID == "s92" {
		t.Errorf("error %v, want that there is none", err)
	}
	if _, err := s.Utterance(ctx, "u90"); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("error %v, want that there is none", err)
	}
}

// Whether reports are linked as they are added, later, or again from nothing, the
// same belong together, and every statement is in one group.
func TestLinkLater(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "x.db")
	text := func(i int) string {
		return fmt.Sprintf("Report %d. The ferry Saint Osyth sank off Larkmouth early on Saturday after its engine room flooded, %s said.", i, []string{"Cattermole", "Oyelaran"}[i%2])
	}
	unlinked, err := Open(ctx, path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		x := text(i)
		a := &sayso.Article{Name: fmt.Sprint(i), URL: fmt.Sprint("https://example.org/", i%5), Text: x, Format: "text",
			Date: sayso.Date{Value: fmt.Sprintf("2021-05-%02d", 1+i), Why: "test"}, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(x))}}}}
		a.Original = sayso.DigestOf([]byte(x))
		a.ID = sayso.NewArticleID(a.Original)
		d := &sayso.Document{Article: a, Statements: []sayso.Statement{{Content: []sayso.Span{{Start: 10, End: 90}}}}}
		if _, err := unlinked.Add(ctx, record.Report{Document: d, Original: []byte(x)}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := unlinked.Unlinked(ctx); err != nil || n != 5 {
		t.Fatalf("%d reports wait, %v; want 5", n, err)
	}
	if err := unlinked.Link(ctx, func() {}); err == nil {
		t.Error("links are made without what linking needs")
	}
	if err := unlinked.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, path, Options{Link: english(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for range 2 {
		steps := 0
		if err := s.Link(ctx, func() { steps++ }); err != nil || steps != 5 {
			t.Fatalf("%d reports linked, %v; want 5", steps, err)
		}
		page, err := s.Utterances(ctx, record.Query{})
		if err != nil || len(page.Rows) != 1 || page.Rows[0].Articles != 5 {
			t.Errorf("%+v, %v", page.Rows, err)
		}
		var items, none, groups int
		err = s.readers.QueryRowContext(ctx, "SELECT count(*), sum(grp IS NULL), count(DISTINCT grp) FROM utterance").Scan(&items, &none, &groups)
		if err != nil || items != 5 || none != 0 || groups != 1 {
			t.Errorf("%d statements in %d groups, %d in none, %v", items, groups, none, err)
		}
		if err := s.Unlink(ctx); err != nil {
			t.Fatal(err)
		}
	}
}
