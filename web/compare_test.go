package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// twoTellings is a record of two reports that tell one utterance.
func twoTellings(t *testing.T) (*memory, []record.Statement) {
	t.Helper()
	m := &memory{}
	for _, x := range []struct{ name, outlet, text, content string }{
		{"a", "Northwire", "“We hope the call is heard,” Ottoline Brask said.", "We hope the call is heard,"},
		{"b", "The Post", "“We hope the appeal is heard,” Ottoline Brask said.", "We hope the appeal is heard,"},
	} {
		d := newDraft(t, x.name, x.outlet, "2021-05-04", x.text)
		d.said(sayso.Direct, "Ottoline Brask", "Ottoline Brask", "said", x.content)
		d.report(m)
	}
	page, err := m.Statements(t.Context(), record.Query{})
	if err != nil || len(page.Rows) != 2 {
		t.Fatal(page, err)
	}
	st := page.Rows
	u := record.Utterance{ID: "u7", First: st[0], Tellings: 2, Articles: 2, Outlets: 2, Origins: 1}
	story := record.Story{ID: "s3", First: st[0].Article, Articles: 2, Outlets: 2, Origins: 1, Utterances: 1, Last: "2021-05-05"}
	m.together = together{
		stories: []record.Story{story}, utterances: []record.Utterance{u}, told: map[string][]record.Utterance{st[0].ID: {u}, st[1].ID: {u}},
		links: map[sayso.ArticleID]record.Links{
			st[0].Article.ID: {Story: story, Copies: []record.Copy{{Article: st[1].Article, Share: .4, Held: .954, Order: record.OrderBefore, Reprint: true}}},
			st[1].Article.ID: {Story: story, Copies: []record.Copy{{Article: st[0].Article, Share: .954, Held: .4, Order: record.OrderAfter, Reprint: true}}},
		},
	}
	return m, st
}

func linkedSite(t *testing.T, m *memory) http.Handler {
	t.Helper()
	h, err := New(m, Options{Align: func(_ context.Context, list []record.Statement) ([]record.Telling, error) {
		return []record.Telling{
			{Statement: list[0], Runs: []record.Run{{Op: record.RunSame, Words: "We hope the call is heard"}, {Words: ","}}},
			{Statement: list[1], Distance: .167, Again: true, Runs: []record.Run{{Op: record.RunSame, Words: "We hope the"}, {Words: " "},
				{Op: record.RunReworded, Words: "appeal", First: "call", Unfaithful: true}, {Words: " "}, {Op: record.RunSame, Words: "is heard"},
				{Op: record.RunAdded, Words: "now"}, {Op: record.RunCut, First: "<b>then"}, {Words: ","}}},
		}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func body(t *testing.T, h http.Handler, path string, status int) string {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), "GET", path, nil)
	r.Host = "localhost"
	h.ServeHTTP(w, r)
	if w.Code != status {
		t.Fatalf("GET %s: status %d, want %d", path, w.Code, status)
	}
	return w.Body.String()
}

// The page of an utterance shows its tellings in the order and with the marks of
// the aligner, each with the way to its passage.
func TestUtterancePage(t *testing.T) {
	m, st := twoTellings(t)
	page := body(t, linkedSite(t, m), "/utterance/u7", 200)
	at := 0
	for _, want := range []string{
		`<a href="/articles?told=u7">2 outlets</a>`, `<a href="/?told=u7">2 tellings</a>`, "1 independent origin", "We hope the call is heard", "least changed",
		passageHref(st[0].Article.ID, st[0].ID), `<span class="run reworded flag"><ins>appeal</ins> <del>call</del></span>`, `<ins class="run">now</ins>`,
		`<del class="run">&lt;b&gt;then</del>`, "17 % of the words differ", "changed inside the quotation marks", "the same report again", "passage", statementHref(st[1].ID),
	} {
		i := strings.Index(page[at:], want)
		if i < 0 {
			t.Fatalf("no %q behind what comes before it:\n%s", want, page[at:])
		}
		at += i
	}
	body(t, linkedSite(t, m), "/utterance/u8", 404)
}

// Lists, the story and the pages of a report and a statement lead to each other.
func TestLinkedPages(t *testing.T) {
	m, st := twoTellings(t)
	h := linkedSite(t, m)
	for path, want := range map[string][]string{
		"/utterances": {`href="/utterance/u7"`, "1 utterance<", `href="/articles?told=u7"`},
		"/stories":    {`href="/story/s3"`, "2021-05-04 to 2021-05-05", `href="/articles?story=s3"`, `href="/utterances?story=s3"`},
		"/story/s3": {`href="/utterance/u7"`, "95 % of the text stands in this earlier report",
			"95 % of this later report stands here", `<h3><a href="/outlet/northwire"><bdi>Northwire</bdi></a></h3>`},
		articleHref(st[0].Article.ID): {`<a class="told" href="/utterance/u7">told by 2 outlets</a>`, `href="/story/s3"`, "95 % of this later report stands here"},
		statementHref(st[0].ID):       {`<a href="/utterance/u7">told by 2 outlets</a>`},
		"/?told=u7":                   {"Telling of", "u7"},
		"/articles?story=s3":          {`<input type="hidden" name="story" value="s3">`},
	} {
		page := body(t, h, path, 200)
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s: no %q", path, w)
			}
		}
	}
	for _, path := range []string{"/stories?q=x&from=never", "/utterances?page=0", "/?told=x1", "/utterances?story=s01"} {
		body(t, h, path, 400)
	}
	m.unlinked = 3
	for _, path := range []string{"/stories", "/utterances"} {
		if page := body(t, h, path, 200); !strings.Contains(page, "3 reports of this record not linked yet") {
			t.Errorf("%s does not say that reports wait to be linked", path)
		}
	}
}

// A group that was merged into another leads there, and one that went into several
// or nowhere is not in the record.
func TestMovedGroup(t *testing.T) {
	for _, c := range []struct {
		to     []string
		status int
	}{{[]string{"s3"}, http.StatusSeeOther}, {[]string{"s3", "s4"}, 0}} {
		w := httptest.NewRecorder()
		err := moved(w, httptest.NewRequestWithContext(t.Context(), "GET", "/story/s9", nil), &record.MovedError{ID: "s9", To: c.to}, "story", "s9")
		if c.status > 0 && (err != nil || w.Code != c.status || !slices.Equal(w.Header()["Location"], []string{"/story/s3"})) || c.status == 0 && err == nil {
			t.Errorf("%v: status %d, %v", c.to, w.Code, err)
		}
	}
}
