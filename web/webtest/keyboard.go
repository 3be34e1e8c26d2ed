package webtest

import (
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keyboard moves over the first page by keys alone.
func (b *browser) keyboard(t *testing.T, base *url.URL) {
	t.Helper()
	b.taken()
	do := func(what string, actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(b.ctx, actions...); err != nil {
			t.Fatalf("keyboard: %s: %v", what, err)
		}
	}
	expect := func(what, js, want string) {
		t.Helper()
		var got string
		do(what, chromedp.Evaluate(js, &got))
		if got != want {
			t.Errorf("keyboard: %s: got %q, want %q", what, got, want)
		}
	}
	nth := `String([...document.querySelectorAll("[data-statement]")].indexOf(document.activeElement))`
	var rows int
	do("open the first page", looks[0].emulate(), chromedp.Navigate(base.String()),
		chromedp.Evaluate(`document.querySelectorAll("[data-statement]").length`, &rows))
	if rows < 2 {
		t.Fatalf("keyboard: %d statements on the first page, want at least 2 to move among", rows)
	}

	do("Tab", chromedp.KeyEvent(kb.Tab))
	expect("Tab reaches the skip link first", `document.activeElement.className`, "skip")
	do("follow it", chromedp.KeyEvent(kb.Enter))
	expect("the skip link leads to the content", `document.activeElement.id`, "main")

	do("j", press("j"))
	expect("j goes to the first statement", nth, "0")
	do("j", press("j"))
	expect("j goes to the second", nth, "1")
	do("k", press("k"))
	expect("k goes back", nth, "0")
	do("/", press("/"))
	expect("/ goes to the search", `document.activeElement.id + "=" + document.activeElement.value`, "q=")
	do("type", press("j"), press("k"), press("/"))
	expect("keys typed in a field are text", `document.activeElement.id + "=" + document.activeElement.value`, "q=jk/")
	do("leave the field and open a statement", chromedp.KeyEvent(kb.Escape), press("j"))

	do("?", press("?"))
	expect("? lists the keys", `document.querySelector("dialog[open] h2").textContent`, "Keys")
	b.sound(t, "keyboard: ?")
	do("j", press("j"))
	expect("meanwhile other keys rest", `String(document.querySelector("dialog").contains(document.activeElement))`, "true")
	do("Esc", chromedp.KeyEvent(kb.Escape))
	expect("Esc closes it", `String(document.querySelector("dialog").open)`, "false")
	do("j", press("j"))

	var want, got string
	do("its address", chromedp.Evaluate(`document.activeElement.querySelector("[data-open]").getAttribute("href")`, &want))
	opened := b.loaded()
	do("Enter", chromedp.KeyEvent(kb.Enter))
	select {
	case <-opened:
	case <-time.After(10 * time.Second):
		t.Fatal("keyboard: Enter on a statement opens nothing")
	}
	do("where", chromedp.Evaluate(`location.pathname`, &got))
	if got != want {
		t.Errorf("keyboard: Enter opens %q, want %q", got, want)
	}
	for _, c := range b.taken() {
		t.Errorf("keyboard: the browser complains: %s", c)
	}
}

// press types one character as a keyboard does: in a single event, so that a
// page that takes the key for itself keeps it out of the field it moves to.
func press(char string) chromedp.Action {
	return chromedp.Tasks{
		input.DispatchKeyEvent(input.KeyDown).WithKey(char).WithText(char),
		input.DispatchKeyEvent(input.KeyUp).WithKey(char),
	}
}
