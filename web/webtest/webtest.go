// Package webtest drives a browser over the pages of a running server and
// checks them as a reader meets them: nothing fails to load or is refused by
// the Content-Security-Policy, every page is sound for keyboard and screen
// reader, in light and dark and at the width of a telephone, nothing is cut off
// or lies on something else at any width, and pages look as their pictures do.
package webtest

import (
	_ "embed"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The bounds of one run.
const (
	maxPages = 100
	perPath  = 2 // pages looked at of one kind, such as /article/…
)

//go:embed checks.js
var checks string

// Run visits the pages that links lead to from baseURL's first page and fails t
// where one is unsound. It compares the fullest page of each kind with ref, unless that is nil,
// and returns the addresses it visited, without the host. Run skips t when no Chromium is installed.
func Run(t *testing.T, baseURL string, ref *References) (visited []string) {
	t.Helper()
	b := open(t)
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
	}
	queue := []string{"/", "/?q=the", "/?from=2022-13", "/?speaker=nobody-of-that-name", "/no-such-page"}
	seen := map[string]bool{}
	kinds := map[string]int{}
	for _, q := range queue {
		seen[q] = true
	}
	fullest := map[string]string{} // page of each kind that shows most of what there is to see
	variety := map[string]int{}
	for len(queue) > 0 && len(visited) < maxPages {
		path := queue[0]
		queue = queue[1:]
		visited = append(visited, path)
		links, varied := b.visit(t, base, path)
		if kind := kindOf(path); varied > variety[kind] {
			fullest[kind], variety[kind] = path, varied
		}
		for _, link := range links {
			u, err := base.Parse(link)
			if err != nil || u.Host != base.Host || !isPage(u.Path) {
				continue
			}
			u.Fragment = ""
			next := u.RequestURI()
			if seen[next] || kinds[kindOf(next)] >= perPath {
				continue
			}
			seen[next] = true
			kinds[kindOf(next)]++
			queue = append(queue, next)
		}
	}
	if len(queue) > 0 {
		t.Errorf("more than %d pages of few kinds each: %s and others were not looked at", maxPages, queue[0])
	}
	t.Logf("%d pages of %d kinds", len(visited), len(fullest))
	b.compare(t, base, fullest, ref)
	b.keyboard(t, base)
	return visited
}

// isPage reports whether a page is at path, and no file to keep or to be read by
// programs.
func isPage(path string) bool {
	for _, dir := range []string{"/original/", "/export/", "/api/", "/static/"} {
		if strings.HasPrefix(path, dir) {
			return false
		}
	}
	return !strings.HasSuffix(path, "/text") && !strings.HasSuffix(path, ".atom")
}

// Unseen returns the routes, patterns of http.ServeMux, that lead to a page
// of which none is among the visited addresses.
func Unseen(routes, visited []string) (unseen []string) {
	for _, route := range routes {
		path := strings.TrimPrefix(route, "GET ")
		if !isPage(path) {
			continue
		}
		fits := regexp.MustCompile("^" + regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(strings.TrimSuffix(path, "{$}")), `[^/]+`) + `(\?.*)?$`)
		if !slices.ContainsFunc(visited, fits.MatchString) {
			unseen = append(unseen, route)
		}
	}
	return unseen
}

var lastPart = regexp.MustCompile(`^/(\w+)/[^/]+(/\w+)?(/[^/]+)?$`)

// kindOf names the kind of page at an address, for counting and for pictures.
func kindOf(path string) string {
	path, query, _ := strings.Cut(path, "?")
	kind := strings.ReplaceAll(lastPart.ReplaceAllString(path, "$1$2"), "/", " ")
	kind = strings.ReplaceAll(strings.TrimSpace(kind), " ", "-")
	if kind == "" {
		kind = "statements"
	}
	switch {
	case strings.HasSuffix(kind, "-edit"): // whose address says only where to go on
	case strings.HasPrefix(query, "statement="):
		kind += "-passage"
	case query != "":
		kind += "-filtered"
	}
	return kind
}

// visit opens the page at path in every look, checks it and returns its links and
// how many different things it shows.
func (b *browser) visit(t *testing.T, base *url.URL, path string) (links []string, variety int) {
	t.Helper()
	target := strings.TrimSuffix(base.String(), "/") + path
	b.taken()
	resp, err := chromedp.RunResponse(b.ctx, looks[0].emulate(), chromedp.Navigate(target))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for _, l := range looks {
		b.do(t, path, l.emulate())
		rules := everyRule
		if l.scheme == "dark" {
			rules = contrast
		}
		found, err := b.problems(rules)
		if err != nil {
			t.Fatalf("%s (%s): %v", path, l.name, err)
		}
		for _, p := range found.Problems {
			t.Errorf("%s (%s): %s", path, l.name, p)
		}
		for _, c := range b.taken() {
			// The browser reports the status of a page that is meant to fail.
			if resp.Status >= 400 && strings.Contains(c, "Failed to load resource") && strings.HasSuffix(c, path) {
				continue
			}
			t.Errorf("%s (%s): the browser complains: %s", path, l.name, c)
		}
		links, variety = found.Links, found.Variety
	}
	return links, variety
}

// looked is what one look at a page finds.
type looked struct {
	Problems, Links []string
	Variety         int // how many different things the page shows
}

// problems makes every check of one page as it stands in the window, of axe-core's
// by the rules given.
func (b *browser) problems(rules string) (found looked, err error) {
	var l layout
	if err := chromedp.Run(b.ctx, chromedp.Evaluate(checks, &found), chromedp.Evaluate(layoutSource, &l)); err != nil {
		return found, err
	}
	found.Problems = append(found.Problems, l.Problems...)
	if b.scriptless {
		return found, nil
	}
	against, err := b.axe(rules)
	for _, v := range against {
		found.Problems = append(found.Problems, v.String())
	}
	return found, err
}
