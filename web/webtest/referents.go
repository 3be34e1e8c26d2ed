package webtest

import (
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
)

// Referents merges the first two referents of the ledger at baseURL by keys alone, takes
// a passage out of the one that is left, and takes that back. It also looks at the
// pages it comes to as Run does. It skips t when no Chromium is installed.
func Referents(t *testing.T, baseURL string) {
	t.Helper()
	b := open(t)
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
	}
	// leads presses a key that leads to another page.
	leads := func(key string) {
		t.Helper()
		b.leads(t, key, press(key))
	}
	const (
		rows    = `document.querySelectorAll("[data-statement]").length`
		ticked  = `document.querySelectorAll("[data-statement] :checked").length`
		decided = `document.querySelectorAll(".decisions li:not(.undone)").length`
	)
	b.visit(t, base, "/naming")
	b.do(t, "open the ledger", looks[0].emulate(), chromedp.Navigate(baseURL+"/naming"))
	b.do(t, "choose two", press("j"), press("x"), press("j"), press("x"))
	b.expect(t, "two are ticked", ticked, "2")
	leads("m")
	merged := b.value(t, `location.pathname + location.search`)
	b.expect(t, "merging leads to the one that is left", decided, "1")
	passages := b.value(t, rows)
	b.visit(t, base, merged)

	b.do(t, "go on", looks[0].emulate(), chromedp.Navigate(baseURL+merged))
	b.do(t, "go to the first passage", press("j"))
	leads("s")
	b.expect(t, "it is of another, and the merging has it too", decided, "2")
	b.expect(t, "and alone there", rows, "1")
	leads("u")
	b.expect(t, "u leads to the ledger: the other is none any more", `location.pathname + location.search`, "/naming")
	b.do(t, "go back", chromedp.Navigate(baseURL+merged))
	b.expect(t, "u takes it back", rows, passages)
	for _, c := range b.taken() {
		t.Errorf("referents: the browser complains: %s", c)
	}
}
