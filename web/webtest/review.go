package webtest

import (
	"net/url"
	"testing"

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
	const (
		queue   = "/review?show=undecided"
		first   = `(document.querySelector(".queue [data-statement]") || {}).id`
		focus   = `document.activeElement.id`
		waiting = `document.querySelectorAll(".queue [data-statement]").length`
	)
	b.visit(t, base, queue)
	b.do(t, "open the queue", looks[0].emulate(), chromedp.Navigate(baseURL+queue))
	one, two := b.value(t, first), b.value(t, `document.querySelectorAll(".queue [data-statement]")[1].id`)
	all := b.value(t, waiting)

	b.do(t, "j", press("j"))
	b.expect(t, "j goes to the first that waits", focus, one)
	b.leads(t, "a", press("a"))
	b.expect(t, "a accepts it, and the next one has the focus", focus, two)
	b.expect(t, "it waits no longer", first, two)
	b.leads(t, "u", press("u"))
	b.expect(t, "u takes it back", waiting, all)
	b.do(t, "j", press("j"))
	b.leads(t, "r", press("r"))
	b.expect(t, "r rejects it", first, two)
	b.expect(t, "the next one has the focus", focus, two)

	b.leads(t, "e", press("e"))
	b.expect(t, "e opens the form", `location.pathname`, "/statement/"+two+"/edit")
	// The last word of the text becomes the source: the mouse is drawn over it.
	b.choose(t, "[data-text]", b.value(t, `document.querySelector("[data-text]").textContent.match(/(\p{L}+)\P{L}*$/u)[1]`))
	word := b.value(t, `getSelection().toString()`)
	b.do(t, "2", chromedp.KeyEvent("2"))
	b.expect(t, "2 takes the selection for the source", `document.getElementById("source").value`, word)
	b.expect(t, "with its place", `document.querySelector("[name=source-at]").value`,
		b.value(t, `(() => { const e = new TextEncoder(), t = document.querySelector("[data-text]").textContent, i = t.lastIndexOf("`+word+`");
			return e.encode(t.slice(0, i)).length + "-" + e.encode(t.slice(0, i) + "`+word+`").length; })()`))
	b.do(t, "go to the speaker", chromedp.Focus("#speaker"))
	b.leads(t, "save", chromedp.KeyEvent("Vera Lund"), chromedp.KeyEvent(kb.Enter))
	b.expect(t, "saving leads back to the queue", `location.pathname + location.search`, queue)

	for _, path := range []string{"/statement/" + two, "/statement/" + two + "/edit", "/review?show=decided", "/review?show=unsure"} {
		b.visit(t, base, path)
	}
	b.do(t, "open the statement", looks[0].emulate(), chromedp.Navigate(baseURL+"/statement/"+two))
	b.expect(t, "the speaker is the one that was typed", `document.querySelector("h1 .by").textContent.trim()`, "Vera Lund")
	b.expect(t, "the source is the word that was selected", `document.querySelector(".passage .m.source").textContent`, word)
	for _, c := range b.taken() {
		t.Errorf("review: the browser complains: %s", c)
	}
}
