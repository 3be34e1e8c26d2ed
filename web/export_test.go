package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sayso/evidence"
	"sayso/export"
	"sayso/record"
)

// EachMatch hands out what Statements lists.
func (m *memory) EachMatch(ctx context.Context, q record.Query, _ record.Parts, f func(record.Match) error) error {
	page, err := m.Statements(ctx, q)
	if err != nil {
		return err
	}
	for rows := page.Rows; len(rows) > 0; {
		n := 1
		for n < len(rows) && rows[n].Article.ID == rows[0].Article.ID {
			n++
		}
		doc, err := m.Document(ctx, rows[0].Article.ID)
		if err != nil {
			return err
		}
		original, err := m.Original(ctx, doc.Original)
		if err != nil {
			return err
		}
		if err := f(record.Match{Article: rows[0].Article, Statements: rows[:n], Document: doc, Original: original, Total: len(page.Rows)}); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// Every list leads to all of its rows in every format that fits them.
func TestEveryListHasItsExports(t *testing.T) {
	store := fill(t)
	h := newSite(t, store, Options{Program: func() (export.Program, error) { return export.Program{Version: "test"}, nil }})
	for path, what := range listsOf {
		links := filter{Page: 3}.exports(path)
		if len(links) < 3 {
			t.Errorf("%s: %d exports", path, len(links))
		}
		for _, l := range links {
			if !strings.HasPrefix(l.Href, "/export/"+what+"/") || strings.Contains(l.Href, "page") || l.For == "" {
				t.Errorf("%s: %+v", path, l)
			}
			got := get(t, h, l.Href)
			if got.Code != http.StatusOK {
				t.Fatalf("%s: %d %s", l.Href, got.Code, got.Body)
			}
			if _, _, err := mime.ParseMediaType(got.Header().Get("Content-Type")); err != nil || got.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: %v: %v", l.Href, err, got.Header())
			}
			if d := got.Header().Get("Content-Disposition"); !strings.HasPrefix(d, "attachment; ") && l.Name != "atom" {
				t.Errorf("%s: disposition %q", l.Href, d)
			}
			if !strings.Contains(got.Header().Get("Content-Security-Policy"), "sandbox") {
				t.Errorf("%s may run", l.Href)
			}
		}
	}
	if body := get(t, h, "/?kind=direct").Body.String(); !strings.Contains(body, `href="/export/statements/pack?kind=direct"`) {
		t.Error("the list of direct statements does not lead to its pack")
	}
}

// An export has the rows of the whole list, with its filters.
func TestExportsFilter(t *testing.T) {
	store := fill(t)
	h := newSite(t, store, Options{})
	for _, query := range []string{"", "?kind=direct", "?speaker=nobody-here", "?page=7"} {
		f, _ := parseFilter(parsed(t, query))
		q := f.query()
		q.Limit, q.Offset = -1, 0
		want, err := store.Statements(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(get(t, h, "/export/statements/csv"+query).Body).ReadAll()
		if err != nil || len(rows) != 1+len(want.Rows) {
			t.Errorf("%s: %d lines, %v, want %d", query, len(rows), err, 1+len(want.Rows))
		}
	}
	all, err := store.Articles(t.Context(), record.Query{Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all.Rows {
		if a.Statements == 0 {
			continue
		}
		body := get(t, h, packHref(a.ID)).Body.Bytes()
		r, err := evidence.Verify(t.Context(), bytes.NewReader(body), int64(len(body)), evidence.Options{})
		if err != nil || len(r.Problems) > 0 || r.Articles == 0 {
			t.Errorf("pack of %s: %+v, %v", a.ID, r, err)
		}
		if page := get(t, h, articleHref(a.ID)).Body.String(); !strings.Contains(page, packHref(a.ID)) {
			t.Errorf("the page of %s does not lead to its pack", a.ID)
		}
	}
}

func TestBadExports(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	for target, want := range map[string]int{
		"/export/statements/table": 404, "/export/statements/pdf": 404, "/export/nothing/csv": 404, "/export/speakers/atom": 404, "/export/statements": 404,
		"/export/statements/csv?from=soon": 400, "/export/statements/pack?article=..": 400,
	} {
		got := get(t, h, target)
		if got.Code != want || !strings.HasPrefix(got.Header().Get("Content-Type"), "text/html") || got.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: %d, %v", target, got.Code, got.Header())
		}
	}
}

// breaking fails after it has handed out everything.
type breaking struct{ *memory }

func (b breaking) EachMatch(ctx context.Context, q record.Query, p record.Parts, f func(record.Match) error) error {
	return cmp.Or(b.memory.EachMatch(ctx, q, p, f), errors.New("the disk is gone"))
}

// An export that fails is no page with half of it: before its first byte it is an
// error, after it the connection is cut.
func TestAnExportThatFails(t *testing.T) {
	h := newSite(t, breaking{fill(t).(*memory)}, Options{})
	if got := get(t, h, "/export/statements/csv"); got.Code != http.StatusInternalServerError || got.Header().Get("Content-Disposition") != "" {
		t.Errorf("%d %v", got.Code, got.Header())
	}
	server := httptest.NewServer(h)
	defer server.Close()
	resp, err := http.Get(server.URL + "/export/statements/pack") // whose first files are out by then
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if n, err := io.Copy(io.Discard, resp.Body); err == nil {
		t.Errorf("%d bytes, as if they were all", n)
	}
}

func parsed(t *testing.T, query string) url.Values {
	t.Helper()
	v, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
