package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sayso/record"
)

// newSite returns the handler over store.
func newSite(t *testing.T, store record.Store, opt Options) http.Handler {
	t.Helper()
	h, err := New(store, opt)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// get asks h for target by the loopback address.
func get(t *testing.T, h http.Handler, target string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", target, nil)
	r.Host = "127.0.0.1:8080"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// view asks for target, expects status and returns the parsed page.
func view(t *testing.T, h http.Handler, target string, status int) *html.Node {
	t.Helper()
	w := get(t, h, target)
	if w.Code != status {
		t.Fatalf("GET %s: status %d, want %d\n%s", target, w.Code, status, w.Body)
	}
	root, err := parse(w)
	if err != nil {
		t.Fatalf("GET %s: %v", target, err)
	}
	return root
}

// parse reads the body of an answer, which stays readable.
func parse(w *httptest.ResponseRecorder) (*html.Node, error) {
	return html.Parse(strings.NewReader(w.Body.String()))
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// all returns the elements below root that fit a selector of one element:
// "tag", ".class", "#id", "[attr]" or "tag" followed by any of the others.
func all(root *html.Node, selector string) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && fits(n, selector) {
			out = append(out, n)
		}
	}
	return out
}

func fits(n *html.Node, selector string) bool {
	cut := strings.IndexAny(selector, ".#[")
	if cut < 0 {
		cut = len(selector)
	}
	if tag := selector[:cut]; tag != "" && n.Data != tag {
		return false
	}
	rest := selector[cut:]
	for rest != "" {
		mark := rest[0]
		rest = rest[1:]
		end := strings.IndexAny(rest, ".#[")
		if end < 0 {
			end = len(rest)
		}
		word := strings.TrimSuffix(rest[:end], "]")
		rest = rest[end:]
		switch mark {
		case '.':
			found := false
			for _, c := range strings.Fields(attr(n, "class")) {
				found = found || c == word
			}
			if !found {
				return false
			}
		case '#':
			if attr(n, "id") != word {
				return false
			}
		case '[':
			if !hasAttr(n, word) {
				return false
			}
		}
	}
	return true
}

// one returns the only element below root that fits selector.
func one(t *testing.T, root *html.Node, selector string) *html.Node {
	t.Helper()
	found := all(root, selector)
	if len(found) != 1 {
		t.Fatalf("%d elements fit %q, want 1", len(found), selector)
	}
	return found[0]
}

// text returns the text below n, leaving out elements that skip says.
func text(n *html.Node, skip func(*html.Node) bool) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && skip != nil && skip(n) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

// words returns the text below n with white space folded, and the texts of
// separate blocks kept apart.
func words(n *html.Node) string {
	var parts []string
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && strings.Contains(" p li td th dt dd h1 h2 h3 ol ul table option ", " "+d.Data+" ") {
			parts = append(parts, " ")
		}
		if d.Type == html.TextNode {
			parts = append(parts, d.Data)
		}
	}
	return strings.Join(strings.Fields(strings.Join(parts, "")), " ")
}
