package webtest

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Painted is when a page was first painted, counted from when it was asked for, and
// when the first byte of it had come.
type Painted struct{ First, Response time.Duration }

// paint waits for the first thing that a page paints; the times are in milliseconds.
const paint = `new Promise(done => {
	const look = () => {
		const [first] = performance.getEntriesByName("first-contentful-paint");
		const [page] = performance.getEntriesByType("navigation");
		first ? done([first.startTime, page.responseStart]) : setTimeout(look, 5);
	};
	look();
})`

// Paint opens the pages at paths below baseURL and returns when each was painted
// first. It skips t when no Chromium is installed.
func Paint(t *testing.T, baseURL string, paths []string) []Painted {
	t.Helper()
	b := open(t)
	all := make([]Painted, len(paths))
	for i, path := range paths {
		var ms [2]float64
		wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
		if err := chromedp.Run(b.ctx, looks[0].emulate(), chromedp.Navigate(baseURL+path), chromedp.Evaluate(paint, &ms, wait)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all[i] = Painted{time.Duration(ms[0] * float64(time.Millisecond)), time.Duration(ms[1] * float64(time.Millisecond))}
	}
	return all
}
