package webtest

import (
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Review goes through the review queue at baseURL by keys alone: it accepts the
// first statement that waits, takes that back, rejects it, and corrects the second
// one by drawing the mouse over words of its text. At least two undecided statements must wait.
// It also looks at the pages it comes to as Run does. It skips t when no Chromium is
// installed.
func Review(t *testing.T, baseURL string) {
	t.Helper()
	b := open(t)
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
	}
	do := func(what string, actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(b.ctx, actions...); err != nil {
			t.Fatalf("review: %s: %v", what, err)
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
			t.Errorf("review: %s: got %q, want %q", what, got, want)
		}
	}
	// keys presses keys, the last of which leads to another page.
	keys := func(what string, pressed ...chromedp.Action) {
		t.Helper()
		loaded := b.loaded()
		do(what, pressed...)
		select {
		case <-loaded:
		case <-time.After(20 * time.Second):
			t.Fatalf("review: %s: no other page is loaded", what)
		}
	}
	const (
		queue   = "/review?show=undecided"
		first   = `(document.querySelector(".queue [data-statement]") || {}).id`
		focus   = `document.activeElement.id`
		waiting = `document.querySelectorAll(".queue [data-statement]").length`
	)
	b.visit(t, base, queue)
	do("open the queue", looks[0].emulate(), chromedp.Navigate(baseURL+queue))
	one, two := value(first), value(`document.querySelectorAll(".queue [data-statement]")[1].id`)
	all := value(waiting)

	do("j", press("j"))
	expect("j goes to the first that waits", focus, one)
	keys("a", press("a"))
	expect("a accepts it, and the next one has the focus", focus, two)
	expect("it waits no longer", first, two)
	keys("u", press("u"))
	expect("u takes it back", waiting, all)
	do("j", press("j"))
	keys("r", press("r"))
	expect("r rejects it", first, two)
	expect("the next one has the focus", focus, two)

	keys("e", press("e"))
	expect("e opens the form", `location.pathname`, "/statement/"+two+"/edit")
	// The last word of the text becomes the source: the mouse is drawn over it.
	b.choose(t, "[data-text]", value(`document.querySelector("[data-text]").textContent.match(/(\p{L}+)\P{L}*$/u)[1]`))
	word := value(`getSelection().toString()`)
	do("2", chromedp.KeyEvent("2"))
	expect("2 takes the selection for the source", `document.getElementById("source").value`, word)
	expect("with its place", `document.querySelector("[name=source-at]").value`,
		value(`(() => { const e = new TextEncoder(), t = document.querySelector("[data-text]").textContent, i = t.lastIndexOf("`+word+`");
			return e.encode(t.slice(0, i)).length + "-" + e.encode(t.slice(0, i) + "`+word+`").length; })()`))
	do("go to the speaker", chromedp.Focus("#speaker"))
	keys("save", chromedp.KeyEvent("Vera Lund"), chromedp.KeyEvent(kb.Enter))
	expect("saving leads back to the queue", `location.pathname + location.search`, queue)

	for _, path := range []string{"/statement/" + two, "/statement/" + two + "/edit", "/review?show=decided", "/review?show=unsure"} {
		b.visit(t, base, path)
	}
	do("open the statement", looks[0].emulate(), chromedp.Navigate(baseURL+"/statement/"+two))
	expect("the speaker is the one that was typed", `document.querySelector("h1 .by").textContent.trim()`, "Vera Lund")
	expect("the source is the word that was selected", `document.querySelector(".passage .m.source").textContent`, word)
	for _, c := range b.taken() {
		t.Errorf("review: the browser complains: %s", c)
	}
}
