package webtest

import (
	"net/url"
	"testing"
	"time"

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
	do := func(what string, actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(b.ctx, actions...); err != nil {
			t.Fatalf("referents: %s: %v", what, err)
		}
	}
	value := func(js string) (got string) {
		t.Helper()
		do(js, chromedp.Evaluate("String("+js+")", &got))
		return got
	}
	expect := func(what, js, want string) {
		t.Helper()
		if got := value(js); got != want {
			t.Errorf("referents: %s: got %q, want %q", what, got, want)
		}
	}
	// leads presses a key that leads to another page.
	leads := func(key string) {
		t.Helper()
		loaded := b.loaded()
		do(key, press(key))
		select {
		case <-loaded:
		case <-time.After(20 * time.Second):
			t.Fatalf("referents: %s: no other page is loaded", key)
		}
	}
	const (
		rows    = `document.querySelectorAll("[data-statement]").length`
		ticked  = `document.querySelectorAll("[data-statement] :checked").length`
		decided = `document.querySelectorAll(".decisions li:not(.undone)").length`
	)
	b.visit(t, base, "/naming", "")
	do("open the ledger", looks[0].emulate(), chromedp.Navigate(baseURL+"/naming"))
	do("choose two", press("j"), press("x"), press("j"), press("x"))
	expect("two are ticked", ticked, "2")
	leads("m")
	merged := value(`location.pathname + location.search`)
	expect("merging leads to the one that is left", decided, "1")
	passages := value(rows)
	b.visit(t, base, merged, "")

	do("go on", looks[0].emulate(), chromedp.Navigate(baseURL+merged))
	do("go to the first passage", press("j"))
	leads("s")
	expect("it is of another, and the merging has it too", decided, "2")
	expect("and alone there", rows, "1")
	leads("u")
	expect("u leads to the ledger: the other is none any more", `location.pathname + location.search`, "/naming")
	do("go back", chromedp.Navigate(baseURL+merged))
	expect("u takes it back", rows, passages)
	for _, c := range b.taken() {
		t.Errorf("referents: the browser complains: %s", c)
	}
}
