// Package webtest drives a browser over the pages of a running server and
// checks them as a reader meets them: nothing fails to load or is refused by
// the Content-Security-Policy, every page is sound for keyboard and screen
// reader, in light and dark and at the width of a telephone.
package webtest

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The bounds of one run.
const (
	maxPages  = 80
	maxTime   = 6 * time.Minute
	maxHeight = 1800 // CSS pixels of a picture
	perPath   = 3    // pages looked at of one kind, such as /article/…
)

//go:embed checks.js
var checks string

// look is one way of looking at a page. Widths are in CSS pixels.
type look struct {
	name          string
	width, height int64
	scheme        string
}

var looks = []look{
	{"light", 1280, 900, "light"},
	{"dark", 1280, 900, "dark"},
	{"phone", 390, 844, "light"},
}

// Run visits the pages that links lead to from baseURL's first page and fails t
// where one is unsound. When shots is not empty it names a folder, which is
// made, for a picture of the fullest page of each kind in every look. Run skips t when
// no Chromium is installed.
func Run(t *testing.T, baseURL, shots string) {
	t.Helper()
	b := open(t)
	if shots != "" {
		if err := os.MkdirAll(shots, 0o755); err != nil {
			t.Fatal(err)
		}
	}
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
	for n := 0; len(queue) > 0 && n < maxPages; n++ {
		path := queue[0]
		queue = queue[1:]
		for _, link := range b.visit(t, base, path, shots) {
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
	b.keyboard(t, base)
}

// isPage reports whether a page is at path, and no file to keep or to be read by
// programs.
func isPage(path string) bool {
	for _, dir := range []string{"/original/", "/export/", "/api/"} {
		if strings.HasPrefix(path, dir) {
			return false
		}
	}
	return !strings.HasSuffix(path, "/text")
}

var (
	lastPart = regexp.MustCompile(`^/(\w+)/.*$`)
	formPart = regexp.MustCompile(`^/(\w+)/[^/]+/(add|correct)(/.*)?$`)
)

// kindOf names the kind of page at an address, for counting and for pictures.
func kindOf(path string) string {
	path, query, _ := strings.Cut(path, "?")
	kind := lastPart.ReplaceAllString(formPart.ReplaceAllString(path, "$1-$2"), "$1")
	kind = strings.Trim(kind, "/")
	if kind == "" {
		kind = "statements"
	}
	if strings.HasPrefix(query, "statement=") {
		kind += "-passage"
	} else if query != "" {
		kind += "-filtered"
	}
	return kind
}

// browser is a Chromium with one tab, and what it complained of since the last
// page was opened.
type browser struct {
	ctx        context.Context
	mu         sync.Mutex
	complaints []string
	shot       map[string]int // variety of the page each picture shows
}

func open(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("SAYSO_BROWSER") == "required" {
			t.Fatal("no chromium, chromium-browser or google-chrome in PATH, and SAYSO_BROWSER=required asks for one")
		}
		t.Skip("no chromium, chromium-browser or google-chrome in PATH: the pages are not looked at in a browser")
	}
	// Without a folder named, chromedp gives the browser a new, empty one and
	// removes it when the browser has ended.
	opts := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path)}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
		"no-default-browser-check", "disable-background-networking", "disable-component-update", "disable-sync",
		"disable-dev-shm-usage", "hide-scrollbars"} {
		opts = append(opts, chromedp.Flag(flag, true))
	}
	ctx, stop := context.WithTimeout(context.Background(), maxTime)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, opts...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &browser{ctx: ctx, shot: map[string]int{}}
	chromedp.ListenTarget(ctx, b.listen)
	if err := chromedp.Run(ctx, log.Enable(), runtime.Enable()); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return b
}

// listen collects what a developer would see in red: console errors, uncaught
// exceptions, failed loads and violations of the policy.
func (b *browser) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.LevelError || ev.Entry.Level == log.LevelWarning {
			b.complaints = append(b.complaints, fmt.Sprintf("%s: %s %s", ev.Entry.Source, ev.Entry.Text, ev.Entry.URL))
		}
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, ev.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.APITypeError || ev.Type == runtime.APITypeWarning {
			b.complaints = append(b.complaints, "console: "+fmt.Sprint(ev.Args))
		}
	}
}

// taken returns the complaints since the last call.
func (b *browser) taken() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.complaints
	b.complaints = nil
	return c
}

// visit opens the page at path in every look, checks it and returns its links.
// The picture of a kind is of the page that shows most of what there is to see.
func (b *browser) visit(t *testing.T, base *url.URL, path, shots string) []string {
	t.Helper()
	var links []string
	target := base.ResolveReference(&url.URL{}).String()
	target = strings.TrimSuffix(target, "/") + path
	for _, l := range looks {
		b.taken()
		resp, err := chromedp.RunResponse(b.ctx, l.emulate(), chromedp.Navigate(target))
		if err != nil {
			t.Fatalf("%s (%s): %v", path, l.name, err)
		}
		var found struct {
			Problems, Links []string
			Variety         int // how many different things the page shows
		}
		if err := chromedp.Run(b.ctx, chromedp.Evaluate(checks, &found)); err != nil {
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
		links = found.Links
		if name := kindOf(path) + "-" + l.name; shots != "" && found.Variety > b.shot[name] {
			b.shot[name] = found.Variety
			b.picture(t, filepath.Join(shots, name+".png"))
		}
	}
	return links
}

func (l look) emulate() chromedp.Action {
	return chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(l.width, l.height, 1, false),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: l.scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		}),
	}
}

func (b *browser) picture(t *testing.T, file string) {
	t.Helper()
	var png []byte
	shoot := chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, _, _, _, size, err := page.GetLayoutMetrics().Do(ctx)
		if err != nil {
			return err
		}
		png, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatPng).WithCaptureBeyondViewport(true).
			WithClip(&page.Viewport{Width: size.Width, Height: min(size.Height, maxHeight), Scale: 1}).Do(ctx)
		return err
	})
	if err := chromedp.Run(b.ctx, shoot); err != nil {
		t.Fatalf("picture %s: %v", file, err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		t.Fatal(err)
	}
}
