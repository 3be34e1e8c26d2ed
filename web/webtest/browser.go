package webtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// maxTime is how long one browser may be used.
const maxTime = 9 * time.Minute

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

func (l look) emulate() chromedp.Action {
	return chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(l.width, l.height, 1, false),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: l.scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		}),
	}
}

// browser is a Chromium with one tab, and what it complained of since the last
// page was opened.
type browser struct {
	ctx        context.Context
	mu         sync.Mutex
	complaints []string
	scriptless bool // pages may not run scripts, and so axe-core may not either
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
	ctx, stop = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // of events newer than it; what fails is returned
	t.Cleanup(stop)
	b := &browser{ctx: ctx}
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

// loaded returns a channel that closes when the next page has loaded.
func (b *browser) loaded() <-chan struct{} {
	done := make(chan struct{})
	var once sync.Once
	chromedp.ListenTarget(b.ctx, func(ev any) {
		if _, ok := ev.(*page.EventLoadEventFired); ok {
			once.Do(func() { close(done) })
		}
	})
	return done
}

// do runs actions and ends t when one fails.
func (b *browser) do(t *testing.T, what string, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// value returns what a JavaScript expression is on the page, as a string.
func (b *browser) value(t *testing.T, js string) (got string) {
	t.Helper()
	b.do(t, js, chromedp.Evaluate("String("+js+")", &got))
	return got
}

// expect fails t when the expression is something else than want.
func (b *browser) expect(t *testing.T, what, js, want string) {
	t.Helper()
	if got := b.value(t, js); got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// leads runs actions, the last of which leads to another page.
func (b *browser) leads(t *testing.T, what string, actions ...chromedp.Action) {
	t.Helper()
	loaded := b.loaded()
	b.do(t, what, actions...)
	select {
	case <-loaded:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s: no other page is loaded", what)
	}
}
