package sqlite

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// both stores of one record: one goes through all packed rows for every query that it
// may, the other for none.
func wideAndNarrow(t *testing.T, rng *rand.Rand) (wide, narrow *Store) {
	path := filepath.Join(t.TempDir(), "wide.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.finds.from = 0
	pile := recordtest.NewPile(15)
	pile.Full = true
	dates := []string{"", "2018", "2019-03", "2019-03-05", "2020-11-30"}
	var docs []*sayso.Document
	for i := range 60 {
		r := pile.Report(1 + rng.IntN(12))
		d := r.Document
		if i%2 == 0 {
			d.Date.Value = dates[rng.IntN(len(dates))]
		}
		d.Outlet.Name = []string{"", "The Herald", "Daily Post", "Post of the Hills"}[rng.IntN(4)]
		if i%3 == 0 {
			d.URL = fmt.Sprintf("https://example.org/%d", rng.IntN(10))
		}
		if _, err := s.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	for i := range 40 {
		d := docs[rng.IntN(len(docs))]
		dec := record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.Reject, Target: record.TargetOf(d, &d.Statements[rng.IntN(len(d.Statements))])}
		switch i % 4 {
		case 0:
			dec.Kind, dec.Value.Speaker = record.CorrectSpeaker, fmt.Sprintf("Speaker Number %d", rng.IntN(6))
		case 1:
			dec.Kind, dec.Value.Date = record.CorrectDate, "2019-03-05"
		}
		if i%10 == 9 {
			dec = record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.MergeSpeakers,
				Value: record.Value{Speaker: fmt.Sprintf("Speaker Number %d", 6+i/10), Into: "Speaker Number 1"}}
		}
		if _, err := s.Decide(t.Context(), dec); err != nil {
			t.Fatal(err)
		}
	}
	if err := group(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if narrow, err = Open(t.Context(), path, Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { narrow.Close() })
	narrow.finds.from = never
	return s, narrow
}

// someQuery makes a query of a few conditions.
func someQuery(rng *rand.Rand) (q record.Query) {
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	for range 1 + rng.IntN(4) {
		switch rng.IntN(10) {
		case 0, 1:
			q.Text = pick("word0", "word1", "word2 word0", `"word0 word1"`, "word3 word1", "—", "word77777")
		case 2:
			q.Speaker = pick("speaker-number-1", "number 1", "speaker-number-7", "number", "nobody")
		case 3:
			q.Outlet = pick("the-herald", "post", "nowhere")
		case 4:
			q.Kind = pick("direct", "mixed", "indirect")
		case 5:
			q.From = pick("2018", "2019-03", "2019-03-05", "2021")
		case 6:
			q.To = pick("2018", "2019-03", "2019-03-05", "2021")
		case 7:
			q.When = pick("said", "open")
		case 8:
			q.On = pick("2019-03-05", "2018", "open")
		default:
			q.Place = int32(1 + rng.IntN(4))
		}
	}
	return q
}

// Going through packed rows gives what the indexes give: every list, count and page.
func TestWide(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	wide, narrow := wideAndNarrow(t, rng)
	queries := 300
	if testing.Short() {
		queries = 80
	}
	whole, err := wide.Narrow(t.Context(), record.Query{}, 6)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := narrow.Narrow(t.Context(), record.Query{AddedBefore: 1 << 40}, 6) // which no table of counts tells
	if err != nil {
		t.Fatal(err)
	}
	if len(whole.Months) == 0 || len(whole.Places) == 0 || !reflect.DeepEqual(whole, rows) {
		t.Errorf("months and places of the whole record: %+v; want %+v", whole, rows)
	}
	gone, statements := 0, 0
	for range queries {
		q := someQuery(rng)
		q.Limit = []int{-1, 3, 7, 50}[rng.IntN(4)]
		q.Offset = []int{0, 0, 5, 40}[rng.IntN(4)]
		alike(t, "statements", wide.Statements, narrow.Statements, q)
		reviewed := q
		reviewed.Review, reviewed.ByScore = string(record.Reviews()[rng.IntN(6)]), rng.IntN(2) == 0
		alike(t, "reviewed statements", wide.Statements, narrow.Statements, reviewed)
		alike(t, "articles", wide.Articles, narrow.Articles, q)
		alike(t, "outlets", wide.Outlets, narrow.Outlets, q)
		alike(t, "speakers", wide.Speakers, narrow.Speakers, q)
		figures := q
		if q.Text != "" {
			figures.Text = []string{"unit1", "7", "1 unit", "x", "—"}[rng.IntN(5)]
		}
		if rng.IntN(6) == 0 {
			figures.Unit = "unit1"
		}
		alike(t, "figures", wide.Figures, narrow.Figures, figures)
		events := figures
		events.When = []string{"", "ahead", "past"}[rng.IntN(3)]
		events.Event = []string{"", "", "meeting"}[rng.IntN(3)]
		events.On = []string{"", "", "", "open", "2019-03-05", "2019"}[rng.IntN(6)]
		alike(t, "events", wide.Events, narrow.Events, events)
		alike(t, "places", wide.Places, narrow.Places, q)
		if q.When == "" {
			alike(t, "days", wide.Days, narrow.Days, q)
		}
		lane := q // of a timeline, which knows all days by then
		lane.On, lane.When = "", ""
		if _, err := wide.Days(t.Context(), lane); err != nil {
			t.Fatal(err)
		}
		lane.On, lane.When = []string{"2019-03-05", "2018", "open", "2020-11-30"}[rng.IntN(4)], []string{"", "said", "open"}[rng.IntN(3)]
		alike(t, "statements of a lane", wide.Statements, narrow.Statements, lane)
		alike(t, "stories", wide.Stories, narrow.Stories, q)
		alike(t, "utterances", wide.Utterances, narrow.Utterances, q)
		n := rng.IntN(9)
		got, err := wide.Facets(t.Context(), q, n)
		want, err2 := narrow.Facets(t.Context(), q, n)
		maps.DeleteFunc(want.Kinds, func(_ sayso.Kind, n int) bool { return n == 0 })
		maps.DeleteFunc(got.Kinds, func(_ sayso.Kind, n int) bool { return n == 0 })
		if err != nil || err2 != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("facets of %+v: %+v, %v; want %+v, %v", q, got, err, want, err2)
		}
		months, err := wide.Narrow(t.Context(), q, n)
		wantMonths, err2 := narrow.Narrow(t.Context(), q, n)
		if err != nil || err2 != nil || fmt.Sprint(months) != fmt.Sprint(wantMonths) {
			t.Fatalf("months and places of %+v: %+v, %v; want %+v, %v", q, months, err, wantMonths, err2)
		}
		reviews, err := wide.ReviewCounts(t.Context(), q)
		wantReviews, err2 := narrow.ReviewCounts(t.Context(), q)
		if err != nil || err2 != nil || !maps.Equal(reviews, wantReviews) {
			t.Fatalf("reviews of %+v: %v, %v; want %v, %v", q, reviews, err, wantReviews, err2)
		}
		gone += len(wide.finds.list)
		for _, f := range wide.finds.list {
			if m, ok := f.found.(*found); ok {
				statements += len(m.keys)
			}
		}
	}
	if gone < queries || statements < queries*10 {
		t.Errorf("packed rows were gone through for %d of %d queries, and %d statements were found", gone, queries, statements)
	}
	if len(narrow.finds.list) > 0 {
		t.Error("packed rows were gone through for the list they are compared with")
	}
}

func alike[T any](t *testing.T, name string, wide, narrow func(context.Context, record.Query) (record.Page[T], error), q record.Query) {
	t.Helper()
	for range 4 {
		got, err := wide(t.Context(), q)
		want, err2 := narrow(t.Context(), q)
		if err != nil || err2 != nil {
			t.Fatalf("%s of %+v: %v, %v", name, q, err, err2)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s of %+v:\n%+v\nwant\n%+v", name, q, got, want)
		}
		if q.After = got.Next; got.Next == "" {
			break
		}
		q.Offset = 0
	}
}
