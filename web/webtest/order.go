package webtest

import (
	_ "embed"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed order.js
var order string

// Order visits the pages at paths below baseURL, each of which must show marks
// of direction, and fails t where letters of the Latin script around one do not
// stand from left to right as they follow each other in the text. It skips t when
// no Chromium is installed.
func Order(t *testing.T, baseURL string, paths []string) {
	t.Helper()
	b := open(t)
	for _, path := range paths {
		var problems []string
		if err := chromedp.Run(b.ctx, looks[0].emulate(), chromedp.Navigate(baseURL+path), chromedp.Evaluate(order, &problems)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, p := range problems {
			t.Errorf("%s: %s", path, p)
		}
	}
}
