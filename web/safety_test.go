package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sayso"
	"sayso/export"
	"sayso/record"
)

func TestHeadersOfEveryAnswer(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	for _, target := range []string{"/", "/articles", "/nothing", "/static/style.css", "/original/xyz"} {
		got := get(t, h, target).Header()
		for key, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		} {
			if got.Get(key) != want {
				t.Errorf("%s: %s is %q, want %q", target, key, got.Get(key), want)
			}
		}
	}
}

func TestMethods(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	for _, m := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"} {
		r := httptest.NewRequest(m, "/", nil)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q", m, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestHosts(t *testing.T) {
	h := newSite(t, &memory{}, Options{Hosts: []string{"Record.Example", "[2001:db8::1]"}})
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST:1": 200, "127.0.0.1": 200, "127.0.0.1:8080": 200,
		"127.0.0.2:80": 200, "[::1]": 200, "[::1]:8080": 200, "record.example:80": 200, "[2001:db8::1]:9": 200,
		"evil.example": 403, "127.0.0.1.evil.example": 403, "localhost.evil.example:8080": 403, "": 403,
		"evil.example:127.0.0.1": 403, "10.0.0.1": 403, "0.0.0.0:8080": 403, "2130706433": 403,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestAssetsAreKept(t *testing.T) {
	h := newSite(t, &memory{}, Options{})
	sheet := attr(all(view(t, h, "/", 200), "link[href]")[1], "href")
	w := get(t, h, sheet)
	if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Fatalf("%s: status %d, headers %v", sheet, w.Code, w.Header())
	}
	r := httptest.NewRequest("GET", "/static/style.css", nil)
	r.Host = "localhost"
	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	again := httptest.NewRecorder()
	h.ServeHTTP(again, r)
	if again.Code != http.StatusNotModified {
		t.Errorf("with the ETag: status %d, want 304", again.Code)
	}
	if c := again.Header().Get("Cache-Control"); strings.Contains(c, "immutable") {
		t.Errorf("an address without the stamp is kept for ever: %q", c)
	}
}

func TestOriginalNeverRuns(t *testing.T) {
	store := &memory{}
	for _, c := range []struct{ name, body, mime, ext string }{
		{"page", "<script>alert(1)</script>", "text/plain; charset=utf-8", ".txt"},
		{"binary", "\xff\xfe<script>", "application/octet-stream", ".bin"},
	} {
		d := sayso.DigestOf([]byte(c.body))
		doc := &sayso.Document{Article: &sayso.Article{ID: sayso.NewArticleID(d), Name: c.name, Text: "x", Original: d}}
		if _, err := store.Add(context.Background(), record.Report{Document: doc, Original: []byte(c.body)}); err != nil {
			t.Fatal(err)
		}
		w := get(t, newSite(t, store, Options{}), "/original/"+d.String())
		if w.Body.String() != c.body {
			t.Errorf("%s: body %q", c.name, w.Body)
		}
		for key, want := range map[string]string{
			"Content-Type":            c.mime,
			"X-Content-Type-Options":  "nosniff",
			"Content-Disposition":     `attachment; filename="original-` + d.String()[:16] + c.ext + `"`,
			"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
		} {
			if got := w.Header().Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", c.name, key, got, want)
			}
		}
	}
}

func TestWebHref(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x?y=1": "https://a.example/x?y=1", "http://a.example": "http://a.example", "HTTPS://a.example/": "https://a.example/",
		"javascript:alert(1)": "", "JaVaScript:alert(1)": "", " javascript:alert(1)": "", "java\nscript:alert(1)": "", "data:text/html,x": "",
		"//a.example": "", "/x": "", "http:alert": "", "file:///etc/passwd": "", "": "", "https://": "", "vbscript:x": "",
	} {
		if got := export.WebURL(in); got != want {
			t.Errorf("WebURL(%q) = %q, want %q", in, got, want)
		}
	}
}

// Strings that break out of markup, attributes, scripts, addresses or lines
// when somebody forgets to escape them.
var hostile = []string{
	`<script>evil()</script>`, `"><img src=x onerror=evil()>`, `' onmouseover='evil()`, `</textarea></title></style><b evil>`,
	"{{.Title}}", "javascript:evil()", "\u202elive\u202c", "]]><!--", "a\rb", "&lt;i&gt;",
}

// No page lets a report's own words become markup, wherever they stand.
func TestHostileReports(t *testing.T) {
	for _, bad := range hostile {
		store := &memory{}
		d := newDraft(t, "dir/"+bad, bad, "", bad+" head\n\n"+bad+" one said to "+bad+" two.\n\n"+bad, sayso.ZoneHeadline, sayso.ZoneBody, sayso.ZoneBoilerplate)
		d.doc.URL, d.doc.Language, d.doc.Format = bad, bad, bad
		d.doc.Outlet.Basis, d.doc.Date.Why = bad, bad
		d.doc.Date.Candidates = []string{bad}
		d.doc.Agencies = []sayso.Credit{{Name: bad, At: d.at(bad, 1)}}
		d.doc.Byline = []sayso.Span{d.at(bad, 1)}
		d.doc.Zones[2].Reason = bad
		st := d.said(sayso.Mixed, bad+" speaker", bad+" one", "said", bad+" two")
		st.Addressee, st.Occasion = d.at(bad, 1), d.at(bad, 2)
		st.Said.Why = bad
		st.Chain = []sayso.Link{{Role: bad, Name: bad, At: []sayso.Span{d.at(bad, 0)}}}
		d.doc.Mentions[0].Why = bad
		doc := d.report(store)
		h := newSite(t, store, Options{Version: bad})

		sp, o := slug(bad+" speaker"), slug(bad)
		id := doc.Statements[0].ID(doc.ID)
		for _, p := range []struct {
			target string
			status int
		}{
			{"/", 200}, {"/articles", 200}, {"/article/" + string(doc.ID), 200}, {"/speakers", 200}, {"/outlets", 200},
			{speakerHref(sp), 200}, {outletHref(o), 200}, {"/statement/" + id, 200},
			{filter{Text: bad}.href("/"), 200}, {filter{Speaker: bad}.href("/"), 200}, {filter{Outlet: bad}.href("/"), 200},
			{filter{Kind: bad}.href("/"), 400}, {filter{From: bad}.href("/"), 400}, {filter{Speaker: bad}.href("/speakers"), 200},
			{articleHref(sayso.ArticleID(bad)), 404}, {statementHref(bad), 404}, {speakerHref(bad), 404},
		} {
			if p.target == outletHref("") { // a name of marks alone has no page
				continue
			}
			w := get(t, h, p.target)
			if w.Code != p.status {
				t.Errorf("%q at %s: status %d, want %d", bad, p.target, w.Code, p.status)
			}
			root, err := parse(w)
			if err != nil {
				t.Fatal(err)
			}
			judgeHostile(t, bad, p.target, root)
		}
	}
}

func judgeHostile(t *testing.T, bad, target string, root *html.Node) {
	t.Helper()
	if len(all(root, "script")) != 1 || len(all(root, "script[src]")) != 1 || len(all(root, "img")) != 0 || len(all(root, "[evil]")) != 0 {
		t.Errorf("%q at %s: markup of the report's came through", bad, target)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("%q at %s: attribute %s", bad, target, a.Key)
			}
			if a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			if !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "//") {
				t.Errorf("%q at %s: %s=%q", bad, target, a.Key, a.Val)
			}
		}
		// A character that turns the direction of text takes part in no line.
		if n.Type == html.TextNode && stripBidi(n.Data) != n.Data && !fits(n.Parent, "option") && !fits(n.Parent.Parent, ".turn") {
			t.Errorf("%q at %s: reversed text in <%s>", bad, target, n.Parent.Data)
		}
	}
}
