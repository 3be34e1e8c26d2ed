package recordtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso"
	"sayso/record"
)

func empty(t *testing.T, s record.Store) {
	ctx := t.Context()
	for _, q := range []record.Query{{}, {Text: "water", Speaker: "x", Outlet: "y", Kind: "direct", From: "2018", To: "2019"}, {Limit: -1, Offset: 3}} {
		p1, err := s.Statements(ctx, q)
		same(t, "statements", 0, len(rows(t, p1, err)))
		p2, err := s.Articles(ctx, q)
		same(t, "articles", 0, len(rows(t, p2, err)))
		p3, err := s.Speakers(ctx, q)
		same(t, "speakers", 0, len(rows(t, p3, err)))
		p4, err := s.Outlets(ctx, q)
		same(t, "outlets", 0, len(rows(t, p4, err)))
	}
	_, err := s.Statement(ctx, "0123456789abcdef")
	notFound(t, "Statement", err)
	_, err = s.Speaker(ctx, "nobody")
	notFound(t, "Speaker", err)
	_, err = s.Outlet(ctx, "nowhere")
	notFound(t, "Outlet", err)
	_, err = s.Document(ctx, "0123456789abcdef")
	notFound(t, "Document", err)
	_, err = s.Versions(ctx, "0123456789abcdef")
	notFound(t, "Versions", err)
	_, err = s.Original(ctx, sayso.Digest{1})
	notFound(t, "Original", err)
	if has, err := s.Has(ctx, sayso.Digest{1}); has || err != nil {
		t.Errorf("Has = %v, %v", has, err)
	}
	if err := s.Each(ctx, func(record.Stored) error { return errors.New("called") }); err != nil {
		t.Error(err)
	}
}

// dam is a report with something in every field that a record keeps.
func dam(t *testing.T) record.Report {
	const text = "Dam to open, minister says\n\nBy Ada Orr\n\nLOWMERE (North Wire) – The dam “will open in May”, " +
		"water minister Ines Çelik told reporters at the sluice on Tuesday.\n\nOrr’s paper quoted him – “not me”, he wrote – in full."
	r := Report(t, sayso.Article{
		Name: "reports/dam.txt", URL: "https://example.org/dam", Title: "Dam to open, minister says", Language: "en-GB", Text: text,
		Outlet: sayso.Outlet{Name: "The Lowmere Post", Basis: "site name"}, Date: Day("2021-03-04"),
	}, Said{Source: "water minister Ines Çelik", Cue: "told", Content: "The dam … will open in May", Kind: sayso.Mixed,
		Addressee: "reporters", Occasion: "at the sluice", Speaker: "Ines Çelik", Type: sayso.EntityPerson,
		When: sayso.Date{Value: "2021-03-02", Why: "the Tuesday before", At: find(t, text, "on Tuesday")}},
		Said{Source: "Orr’s paper", Cue: "quoted", Content: "“not me”, he wrote", Speaker: "The Lowmere Post", Type: sayso.EntityOrganisation},
		Said{Source: "him", Content: "not me", Kind: sayso.Direct, Within: 2,
			When: sayso.Date{Candidates: []string{"2021-03-01", "2021-03-02"}, Why: "either day"}})
	d := r.Document
	d.Agencies = []sayso.Credit{{Name: "North Wire", At: find(t, text, "North Wire")[0]}, {Name: "Unplaced"}}
	d.Byline, d.Place = find(t, text, "Ada Orr"), find(t, text, "LOWMERE")[0]
	d.Date.At = find(t, text, "Tuesday")
	d.Zones[1].Kind, d.Zones[3].Kind, d.Zones[3].Reason = sayso.ZoneByline, sayso.ZoneBoilerplate, "a list of links"
	d.Mentions = append(d.Mentions, sayso.Mention{Span: find(t, text, "water minister Ines Çelik")[0], Head: find(t, text, "Çelik")[0],
		Kind: sayso.MentionDescription, Type: sayso.EntityGroup, Why: "no entity"})
	d.Figures = figures(t, text)
	return r
}

// figures returns figures with something in every field, at any words of text.
func figures(t *testing.T, text string) []sayso.Figure {
	return []sayso.Figure{
		{Span: find(t, text, "in May")[0], Kind: sayso.FigureMeasure, From: 5, To: 7.5, Unit: "kilometre", Counted: find(t, text, "reporters")[0],
			Hedge: find(t, text, "will open")[0], Approx: true, Bound: sayso.AtMost, Change: sayso.Fall},
		{Span: find(t, text, "at the sluice")[0], Kind: sayso.FigureMeasure, From: .1, To: .1, Unit: "mile", Restates: 1, Exact: .25},
		{Span: find(t, text, "in full")[0]},
	}
}

func roundTrip(t *testing.T, s record.Store) {
	ctx := t.Context()
	r := dam(t)
	add(t, s, r)
	doc, err := s.Document(ctx, r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "document", r.Document, doc)
	texts, err := s.Texts(ctx, []sayso.ArticleID{r.Document.ID, "0123456789abcdef", r.Document.ID})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "texts", map[sayso.ArticleID]*sayso.Article{doc.ID: {ID: doc.ID, Text: doc.Text, Zones: doc.Zones}}, texts)
	original, err := s.Original(ctx, r.Document.Original)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "original", string(r.Original), string(original))

	article := record.Article{
		ID: r.Document.ID, Name: "reports/dam.txt", URL: "https://example.org/dam", Title: "Dam to open, minister says",
		Language: "en-GB", Outlet: record.Outlet{ID: "the-lowmere-post", Name: "The Lowmere Post"},
		Agencies: []string{"North Wire", "Unplaced"}, Date: r.Document.Date, Original: r.Document.Original,
		Format: "text", Pipeline: r.Pipeline, Version: 1, Latest: true, Statements: 3, Number: 1,
	}
	page, err := s.Articles(ctx, record.Query{})
	same(t, "articles", []record.Article{article}, rows(t, page, err))

	want := record.Statement{
		Statement: r.Document.Statements[0], ID: r.Document.Statements[0].ID(r.Document.ID), Article: article,
		Ordinal: 1, Review: record.Open,
		Speaker:   record.Speaker{ID: "ines-celik", Name: "Ines Çelik", Type: sayso.EntityPerson},
		SpanTexts: record.SpanTexts{Source: "water minister Ines Çelik", Cue: "told", Content: "The dam … will open in May"},
		Addressee: "reporters", Occasion: "at the sluice", Level: sayso.ZoneBody,
	}
	got, err := s.Statement(ctx, want.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "statement", want, got)
	list, err := s.Statements(ctx, record.Query{})
	all := rows(t, list, err)
	same(t, "contents", []string{"The dam … will open in May", "“not me”, he wrote", "not me"}, contents(all))
	same(t, "first row", want, all[0])
	same(t, "level", sayso.ZoneBoilerplate, all[1].Level)
	same(t, "nobody", record.Speaker{}, all[2].Speaker)
}

// oddText stores what a text or a name may hold, though it should not.
func oddText(t *testing.T, s record.Store) {
	r := Report(t, sayso.Article{Name: "odd \xff\xfe name", Text: "Nul\x00 and \x02marks\x03 and 水 and ’ she said\u2028."},
		Said{Content: "Nul\x00 and \x02marks\x03 and 水 and ’", Cue: "said", Source: "she", Speaker: "—"})
	add(t, s, r)
	doc, err := s.Document(t.Context(), r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "document", r.Document, doc)
	page, err := s.Statements(t.Context(), record.Query{Text: "水"})
	all := rows(t, page, err)
	if len(all) != 1 {
		t.Fatalf("%d rows, want 1", len(all))
	}
	same(t, "content", "Nul\x00 and \x02marks\x03 and 水 and ’", all[0].SpanTexts.Content)
	same(t, "snippet", "Nul  and  marks  and \x02水\x03 and ’", all[0].Snippet)
	if id := all[0].Speaker.ID; id == "" {
		t.Error("a speaker without letters has no ID")
	} else if _, err := s.Speaker(t.Context(), id); err != nil {
		t.Error(err)
	}
}

func textOrder(t *testing.T, s record.Store) {
	r := Report(t, sayso.Article{Name: "a", Text: "One spoke first. Two said that Three fell."},
		Said{Content: "fell", Source: "Three", Within: 2}, Said{Content: "that Three fell", Source: "Two", Cue: "said"},
		Said{Content: "first", Source: "One", Cue: "spoke"})
	add(t, s, r)
	doc, err := s.Document(t.Context(), r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := r.Document.Statements
	inner := want[0]
	inner.Within = 2
	same(t, "statements", []sayso.Statement{want[2], want[1], inner}, doc.Statements)
	page, err := s.Statements(t.Context(), record.Query{})
	same(t, "contents", []string{"first", "that Three fell", "fell"}, contents(rows(t, page, err)))
}

func unchanged(t *testing.T, s record.Store) {
	r := dam(t)
	add(t, s, r)
	again := dam(t)
	again.Document.Name, again.Document.URL, again.Pipeline = "elsewhere.txt", "https://example.org/other", "ffffffffffff"
	if got, err := s.Add(t.Context(), again); err != nil || got != record.Unchanged {
		t.Fatalf("Add = %v, %v; want Unchanged", got, err)
	}
	if has, err := s.Has(t.Context(), r.Document.Original); err != nil || !has {
		t.Errorf("Has = %v, %v", has, err)
	}
	page, err := s.Articles(t.Context(), record.Query{})
	if all := rows(t, page, err); len(all) != 1 || all[0].Name != r.Document.Name {
		t.Errorf("articles: %v", all)
	}
}

// feedsBesidePages: what a feed says of a page and the page have one address and
// stand beside each other, each with versions of its own.
func feedsBesidePages(t *testing.T, s record.Store) {
	ctx := t.Context()
	from := func(format, text string) record.Report {
		r := Report(t, sayso.Article{Name: text, URL: "https://example.org/a", Text: text + " he said", Date: Day("2020")}, Said{Content: text, Source: "he", Cue: "said", Speaker: "Ada"})
		r.Document.Format = format
		return r
	}
	page, teaser, edited, item := from("html", "alpha"), from("feed", "beta"), from("warc", "gamma"), from("feed", "delta")
	for _, step := range []struct {
		record.Report
		want  record.Outcome
		lists []string
	}{
		{page, record.Added, []string{"alpha"}},
		{teaser, record.Added, []string{"alpha", "beta"}},
		{edited, record.NewVersion, []string{"beta", "gamma"}},
		{item, record.NewVersion, []string{"delta", "gamma"}},
	} {
		if got, err := s.Add(ctx, step.Report); err != nil || got != step.want {
			t.Fatalf("%s: Add = %v, %v; want %v", step.Document.Name, got, err, step.want)
		}
		list, err := s.Statements(ctx, record.Query{})
		got := contents(rows(t, list, err))
		slices.Sort(got)
		same(t, "statements after "+step.Document.Name, step.lists, got)
	}
	for _, v := range []struct {
		of   record.Report
		want []string
	}{{page, []string{"gamma", "alpha"}}, {item, []string{"delta", "beta"}}} {
		list, err := s.Versions(ctx, v.of.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, a := range list {
			names = append(names, a.Name)
		}
		same(t, "versions of "+v.of.Document.Name, v.want, names)
	}
}

func versions(t *testing.T, s record.Store) {
	ctx := t.Context()
	edition := func(text, outlet string) record.Report {
		return Report(t, sayso.Article{Name: text, URL: "https://example.org/a", Text: text + " he said", Date: Day("2020"),
			Outlet: sayso.Outlet{Name: outlet}}, Said{Content: text, Source: "he", Cue: "said", Speaker: text})
	}
	first, second, third := edition("alpha", "Old"), edition("beta", "New"), edition("gamma", "New")
	other := Report(t, sayso.Article{Name: "other", Text: "delta she said"}, Said{Content: "delta", Source: "she", Speaker: "beta"})
	add(t, s, first, other)
	for _, r := range []record.Report{second, third} {
		if got, err := s.Add(ctx, r); err != nil || got != record.NewVersion {
			t.Fatalf("Add = %v, %v; want NewVersion", got, err)
		}
	}
	if got, err := s.Add(ctx, first); err != nil || got != record.Unchanged {
		t.Errorf("Add of an old version = %v, %v; want Unchanged", got, err)
	}
	list, err := s.Versions(ctx, first.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i, a := range list {
		names = append(names, a.Name)
		if a.Version != 3-i || a.Latest != (i == 0) {
			t.Errorf("%s: version %d, latest %v", a.Name, a.Version, a.Latest)
		}
	}
	same(t, "versions", []string{"gamma", "beta", "alpha"}, names)
	alone, err := s.Versions(ctx, other.Document.ID)
	if err != nil || len(alone) != 1 {
		t.Errorf("an article without URL has %d versions, %v", len(alone), err)
	}

	// Lists go by the latest.
	page, err := s.Statements(ctx, record.Query{})
	same(t, "contents", []string{"gamma", "delta"}, contents(rows(t, page, err)))
	page, err = s.Statements(ctx, record.Query{Text: "alpha"})
	same(t, "text of an old version", 0, len(rows(t, page, err)))
	speakers, err := s.Speakers(ctx, record.Query{})
	same(t, "speakers", 2, len(rows(t, speakers, err)))
	outlets, err := s.Outlets(ctx, record.Query{})
	same(t, "outlets", []record.Outlet{{ID: "new", Name: "New", Articles: 1, Statements: 1}}, rows(t, outlets, err))

	// What is asked for by its ID is found in old ones.
	page, err = s.Statements(ctx, record.Query{Article: first.Document.ID})
	same(t, "old contents", []string{"alpha"}, contents(rows(t, page, err)))
	articles, err := s.Articles(ctx, record.Query{Article: second.Document.ID})
	same(t, "old article", 1, len(rows(t, articles, err)))
	st := first.Document.Statements[0]
	if row, err := s.Statement(ctx, st.ID(first.Document.ID)); err != nil || row.Article.Latest {
		t.Errorf("old statement: latest %v, %v", row.Article.Latest, err)
	}
	if p, err := s.Speaker(ctx, "alpha"); err != nil || p.Name != "alpha" || p.Statements != 0 {
		t.Errorf("speaker of an old version: %+v, %v", p, err)
	}
	if o, err := s.Outlet(ctx, "old"); err != nil || o.Name != "Old" || o.Articles != 0 {
		t.Errorf("outlet of an old version: %+v, %v", o, err)
	}
	if b, err := s.Original(ctx, first.Document.Original); err != nil || string(b) != string(first.Original) {
		t.Errorf("old original: %q, %v", b, err)
	}
}

// refusals tries reports that no store may take.
func refusals(t *testing.T, s record.Store) {
	for _, c := range []struct {
		name, want string
		spoil      func(r *record.Report)
	}{
		{"no document", "document", func(r *record.Report) { r.Document = nil }},
		{"other bytes", "SHA-256", func(r *record.Report) { r.Original = []byte("x") }},
		{"other ID", "article ID", func(r *record.Report) { r.Document.ID = "x" }},
		{"span outside", "mention 1", func(r *record.Report) { r.Document.Mentions[0].Span.End = 9999 }},
		{"reference outside", "statement within 3", func(r *record.Report) { r.Document.Statements[2].Within = 7 }},
		{"one passage twice", "content of statement 1", func(r *record.Report) {
			r.Document.Statements = append(r.Document.Statements, r.Document.Statements[0])
		}},
	} {
		r := dam(t)
		c.spoil(&r)
		if _, err := s.Add(t.Context(), r); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one about %q", c.name, err, c.want)
		}
	}
	bare(t, s)
	add(t, s, dam(t)) // none of them stands in its way
}

func bare(t *testing.T, s record.Store) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	a, err := s.Articles(ctx, record.Query{})
	same(t, "articles", 0, len(rows(t, a, err)))
	p, err := s.Speakers(ctx, record.Query{})
	same(t, "speakers", 0, len(rows(t, p, err)))
	for _, id := range []string{"ines-celik", "the-lowmere-post"} {
		_, err = s.Speaker(ctx, id)
		notFound(t, "Speaker", err)
	}
	_, err = s.Outlet(ctx, "the-lowmere-post")
	notFound(t, "Outlet", err)
}

func cancelled(t *testing.T, s record.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Add(ctx, dam(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("Add: error %v, want context.Canceled", err)
	}
	bare(t, s)
	add(t, s, dam(t))
	if _, err := s.Statements(ctx, record.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Statements: error %v, want context.Canceled", err)
	}
	if err := s.Each(ctx, func(record.Stored) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Each: error %v, want context.Canceled", err)
	}
	if _, err := record.Verify(ctx, s, Reread, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Verify: error %v, want context.Canceled", err)
	}
}

// interrupted ends the context at every stage of Add: the report is either
// stored and Add says so, or not there.
func interrupted(t *testing.T, s record.Store) {
	stored := 0
	for i := range 60 {
		r := numbered(t, i, fmt.Sprintf("Speaker %d", i), "2020-01-01")
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*40*time.Microsecond)
		_, err := s.Add(ctx, r)
		cancel()
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Add: error %v, want context.DeadlineExceeded", err)
		}
		has, herr := s.Has(t.Context(), r.Document.Original)
		if herr != nil || has != (err == nil) {
			t.Errorf("Add: error %v; Has = %v, %v", err, has, herr)
		}
		if has {
			stored++
		}
	}
	page, err := s.Statements(t.Context(), record.Query{Limit: -1})
	same(t, "statements", 2*stored, len(rows(t, page, err)))
	people, err := s.Speakers(t.Context(), record.Query{Speaker: "speaker", Limit: -1})
	same(t, "speakers", stored, len(rows(t, people, err)))
	add(t, s, dam(t)) // the store goes on
}

func badQueries(t *testing.T, s record.Store) {
	add(t, s, dam(t))
	for _, q := range []record.Query{{Kind: "loud"}, {From: "yesterday"}, {To: "2018-13"}, {To: "2018-02-30"}, {From: "18"}} {
		_, err1 := s.Statements(t.Context(), q)
		_, err2 := s.Articles(t.Context(), q)
		_, err3 := s.Speakers(t.Context(), q)
		_, err4 := s.Outlets(t.Context(), q)
		bad := q.Kind + q.From + q.To
		if i := slices.IndexFunc([]error{err1, err2, err3, err4}, func(err error) bool {
			return err == nil || !strings.Contains(err.Error(), bad) || !strings.Contains(err.Error(), "want")
		}); i >= 0 {
			t.Errorf("%+v: list %d gives error %v", q, i+1, []error{err1, err2, err3, err4}[i])
		}
	}
}
