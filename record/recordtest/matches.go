package recordtest

import (
	"context"
	"errors"
	"testing"

	"sayso/record"
)

// eachMatch compares what EachMatch hands out with the list of statements.
func eachMatch(t *testing.T, s record.Store) {
	add(t, s, append(valley(t), dam(t))...)
	ctx := t.Context()
	for _, q := range []record.Query{
		{}, {Speaker: "brand"}, {Outlet: "valley"}, {Text: "river"}, {From: "2018-11", To: "2018-12"}, {Kind: "direct"},
		{Limit: 3}, {Limit: -1, Offset: 2}, {Limit: 2, Offset: 4}, {Text: "nowhere"}, {Article: dam(t).Document.ID},
	} {
		var got []record.Statement
		total := 0
		err := s.EachMatch(ctx, q, record.Parts{Document: true, Original: true}, func(m record.Match) error {
			got, total = append(got, m.Statements...), m.Total
			doc, err := s.Document(ctx, m.Article.ID) // which the record answers meanwhile
			if err != nil {
				return err
			}
			same(t, "document", doc, m.Document)
			original, err := s.Original(ctx, doc.Original)
			same(t, "original", original, m.Original)
			same(t, "article", m.Statements[0].Article, m.Article)
			return err
		})
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		same(t, "total", len(got), total)
		if q.Limit == 0 {
			q.Limit = -1
		}
		page, err := s.Statements(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for i := range page.Rows {
			page.Rows[i].Snippet = ""
		}
		same(t, "statements", page.Rows, got)
	}
	err := s.EachMatch(ctx, record.Query{Limit: 1}, record.Parts{}, func(m record.Match) error {
		if m.Document != nil || m.Original != nil {
			t.Error("parts that nobody asked for")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	stop, calls := errors.New("stop"), 0
	err = s.EachMatch(ctx, record.Query{}, record.Parts{}, func(record.Match) error { calls++; return stop })
	if err != stop || calls != 1 {
		t.Errorf("EachMatch = %v after %d calls, want f's error after one", err, calls)
	}
	if err := s.EachMatch(ctx, record.Query{From: "soon"}, record.Parts{}, nil); err == nil {
		t.Error("a bad query was taken")
	}
	cancelled, cancel := context.WithCancel(ctx)
	err = s.EachMatch(cancelled, record.Query{}, record.Parts{}, func(record.Match) error { cancel(); return nil })
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// eachMatchAmong reads on from the state it began with while reports come in.
func eachMatchAmong(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	n := 0
	err := s.EachMatch(t.Context(), record.Query{}, record.Parts{Document: true}, func(m record.Match) error {
		if n++; n <= 3 {
			add(t, s, numbered(t, n, "Someone", ""))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "articles", 5, n)
}
