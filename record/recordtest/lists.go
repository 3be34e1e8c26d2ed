package recordtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"sayso"
	"sayso/record"
)

// numbered is report number i of a pile; by is its only speaker.
func numbered(t *testing.T, i int, by, date string) record.Report {
	text := fmt.Sprintf("Report %d. The gate is shut, %s said. It opens at noon, the keeper of gate %d says.", i, by, i)
	return Report(t, sayso.Article{Name: fmt.Sprintf("r%03d", i), Text: text, Date: Day(date), Outlet: sayso.Outlet{Name: fmt.Sprintf("Outlet %d", i%3)}},
		Said{Source: by, Cue: "said", Content: "The gate is shut", Speaker: by},
		Said{Source: "the keeper", Cue: "says", Content: "It opens at noon", Speaker: "the keeper"})
}

// order adds reports in two orders of their own and expects the one of the rows.
func order(t *testing.T, s record.Store) {
	dates := []string{"2018-11-28", "", "2019", "2018-11", "2018-11-28", "", "2018-11-30", "2018-11-28", "2017-01-01"}
	var reports []record.Report
	for i, d := range dates {
		reports = append(reports, numbered(t, i, fmt.Sprintf("Speaker %c", 'a'+i), d))
	}
	add(t, s, reports...)
	slices.SortFunc(reports, func(a, b record.Report) int {
		return cmp.Or(cmp.Compare(b.Document.Date.Value, a.Document.Date.Value), cmp.Compare(a.Document.ID, b.Document.ID))
	})
	var articles, statements []string
	for _, r := range reports {
		articles = append(articles, string(r.Document.ID))
		for i := range r.Document.Statements {
			statements = append(statements, r.Document.Statements[i].ID(r.Document.ID))
		}
	}
	for range 2 { // the same every time
		var got []string
		page, err := s.Articles(t.Context(), record.Query{})
		for _, a := range rows(t, page, err) {
			got = append(got, string(a.ID))
		}
		same(t, "articles", articles, got)
		for _, q := range []record.Query{{}, {Text: "gate noon"}, {Outlet: "outlet"}, {Text: "the gate is shut"}} {
			got = nil
			all, err := s.Statements(t.Context(), q)
			for _, st := range rows(t, all, err) {
				got = append(got, st.ID)
			}
			want := statements
			if q.Text != "" {
				want = slices.DeleteFunc(slices.Clone(statements), func(id string) bool { return !slices.Contains(got, id) })
			}
			same(t, "statements", want, got)
		}
		people, err := s.Speakers(t.Context(), record.Query{})
		got = nil
		for _, p := range rows(t, people, err) {
			got = append(got, p.Name)
		}
		same(t, "speakers", []string{"the keeper", "Speaker a", "Speaker b", "Speaker c", "Speaker d", "Speaker e",
			"Speaker f", "Speaker g", "Speaker h", "Speaker i"}, got)
	}
}

// paging cuts lists of 60 and 120 rows into pages of every kind.
func paging(t *testing.T, s record.Store) {
	for i := range 60 {
		add(t, s, numbered(t, i, fmt.Sprintf("Speaker %d", i), "2020-01-01"))
	}
	q := record.Query{}
	t.Run("Statements", func(t *testing.T) {
		pages(t, s.Statements, q, 120, func(st record.Statement) string { return st.ID })
	})
	t.Run("Found", func(t *testing.T) {
		pages(t, s.Statements, record.Query{Text: "noon"}, 60, func(st record.Statement) string { return st.ID })
	})
	t.Run("Articles", func(t *testing.T) {
		pages(t, s.Articles, q, 60, func(a record.Article) string { return string(a.ID) })
	})
	t.Run("Speakers", func(t *testing.T) {
		pages(t, s.Speakers, q, 61, func(p record.Speaker) string { return p.ID + fmt.Sprint(p.AsWritten) })
	})
	t.Run("Outlets", func(t *testing.T) {
		pages(t, s.Outlets, q, 3, func(o record.Outlet) string { return o.ID })
	})
}

func pages[T any](t *testing.T, list func(context.Context, record.Query) (record.Page[T], error), q record.Query, total int, id func(T) string) {
	get := func(limit, offset int) []string {
		q.Limit, q.Offset = limit, offset
		page, err := list(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if page.Total != total {
			t.Errorf("limit %d, offset %d: total %d, want %d", limit, offset, page.Total, total)
		}
		var ids []string
		for _, r := range page.Rows {
			ids = append(ids, id(r))
		}
		return ids
	}
	all := get(-1, 0)
	if len(all) != total || len(slices.Compact(slices.Sorted(slices.Values(all)))) != total {
		t.Fatalf("%d rows, want %d different ones", len(all), total)
	}
	same(t, "default limit", all[:min(record.DefaultLimit, total)], get(0, 0))
	same(t, "past the end", []string(nil), get(5, total))
	same(t, "all but two", all[2:], get(-1, 2))
	same(t, "offset below zero", all[:1], get(1, -4))
	var walked []string
	for at := 0; at < total; at += 7 {
		walked = append(walked, get(7, at)...)
	}
	same(t, "pages of seven", all, walked)
}

func eachReport(t *testing.T, s record.Store) {
	reports := append(valley(t), dam(t))
	add(t, s, reports...)
	i := 0
	err := s.Each(t.Context(), func(got record.Stored) error {
		want := reports[i]
		i++
		same(t, "report", want, got.Report)
		same(t, "damage", []record.Problem(nil), got.Damage)
		texts := map[string]record.SpanTexts{}
		for j := range want.Document.Statements {
			st := &want.Document.Statements[j]
			texts[st.ID(want.Document.ID)] = record.TextsOf(want.Document.Text, st)
		}
		same(t, "texts", texts, got.Texts)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "reports", len(reports), i)
	stop, calls := errors.New("stop"), 0
	err = s.Each(t.Context(), func(record.Stored) error { calls++; return stop })
	if err != stop || calls != 1 {
		t.Errorf("Each = %v after %d calls, want f's error after one", err, calls)
	}
}

// eachWrites adds reports from within Each, which visits those it began with.
func eachWrites(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	n := 0
	err := s.Each(t.Context(), func(got record.Stored) error {
		n++
		add(t, s, numbered(t, n, "Someone", ""))
		_, err := s.Document(t.Context(), got.Document.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "calls", len(valley(t)), n)
	page, err := s.Articles(t.Context(), record.Query{})
	same(t, "articles", 2*n, len(rows(t, page, err)))
}

// concurrent reads from several goroutines while two write: every answer is one
// whole state of the record.
func concurrent(t *testing.T, s record.Store) {
	const writers, each = 2, 25
	var reports [writers][]record.Report
	for w := range writers {
		for i := range each {
			reports[w] = append(reports[w], numbered(t, w*each+i, "Someone", "2020-01-01"))
		}
	}
	var writing, reading sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for _, r := range reports[w] {
				if got, err := s.Add(t.Context(), r); err != nil || got != record.Added {
					t.Errorf("Add = %v, %v", got, err)
				}
			}
		})
	}
	done := make(chan struct{})
	for range 4 {
		reading.Go(func() {
			for seen := 0; ; {
				page, err := s.Statements(t.Context(), record.Query{Limit: -1})
				if err != nil || page.Total != len(page.Rows) || page.Total%2 != 0 || page.Total < seen {
					t.Errorf("Statements: %d rows of %d after %d, %v", len(page.Rows), page.Total, seen, err)
					return
				}
				seen = page.Total
				found, err := s.Statements(t.Context(), record.Query{Text: "noon", Limit: -1})
				if err != nil || found.Total != len(found.Rows) || 2*found.Total < seen {
					t.Errorf("Statements: found %d rows of %d, %v", len(found.Rows), found.Total, err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	page, err := s.Statements(t.Context(), record.Query{Limit: -1})
	same(t, "statements", 2*writers*each, len(rows(t, page, err)))
}

func verify(t *testing.T, s record.Store) {
	reports := append(valley(t), dam(t))
	add(t, s, reports...)
	var done []int
	problems, err := record.Verify(t.Context(), s, Reread, func(n int) { done = append(done, n) })
	if err != nil {
		t.Fatal(err)
	}
	same(t, "problems", []record.Problem(nil), problems)
	same(t, "progress", []int{1, 2, 3, 4, 5, 6, 7}, done)

	other := func(original []byte, format string) (*sayso.Article, error) {
		if string(original) == reports[1].Document.Text {
			return nil, errors.New("unreadable")
		}
		a, err := Reread(original, format)
		if a.Text == reports[2].Document.Text {
			a.Text += "!"
		}
		return a, err
	}
	problems, err = record.Verify(t.Context(), s, other, nil)
	if err != nil || len(problems) != 2 || problems[0].Name != "open" || problems[1].Name != "month" {
		t.Errorf("Verify = %v, %v; want a problem of open and one of month", problems, err)
	}
}
