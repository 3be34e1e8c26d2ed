package webtest

import (
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Enter adds a statement that was missed to the report at path by keys alone: the words
// of its content are selected in the report, those of its source in the form. Of
// both it takes the first place where they stand. It also looks at the pages it comes to as
// Run does, and at those of items, the forms that correct what else is read in the report. It skips t when no Chromium is installed.
func Enter(t *testing.T, baseURL, path, content, source, shots string, items ...string) {
	t.Helper()
	b := open(t)
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
	}
	do := func(what string, actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(b.ctx, actions...); err != nil {
			t.Fatalf("enter: %s: %v", what, err)
		}
	}
	expect := func(what, js, want string) {
		t.Helper()
		var got string
		if do(what, chromedp.Evaluate("String("+js+")", &got)); got != want {
			t.Errorf("enter: %s: got %q, want %q", what, got, want)
		}
	}
	// selects selects words of the report as a reader does who drags over them.
	selects := func(words string) chromedp.Action {
		return chromedp.Evaluate(`((words) => {
			const nodes = [], walk = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
			let text = "";
			for (let n = walk.nextNode(); n; n = walk.nextNode()) if (!n.parentElement.closest("[data-note]")) {
				nodes.push([n, text.length]);
				text += n.data;
			}
			const end = (at) => { const [n, from] = nodes.findLast(([, from]) => from <= at); return [n, at - from]; };
			const at = text.indexOf(words), [last, upto] = end(at + words.length - 1);
			getSelection().setBaseAndExtent(...end(at), last, upto + 1);
		})(`+"`"+words+"`"+`)`, nil)
	}
	leads := func(what string, actions ...chromedp.Action) {
		t.Helper()
		loaded := b.loaded()
		do(what, actions...)
		select {
		case <-loaded:
		case <-time.After(20 * time.Second):
			t.Fatalf("enter: %s: no other page is loaded", what)
		}
	}
	for _, link := range append([]string{path, path + "/correct/date"}, items...) {
		b.visit(t, base, link, shots)
	}
	do("open the report", looks[0].emulate(), chromedp.Navigate(baseURL+path))
	leads("n", selects(content), press("n"))
	expect("n opens the form", `location.pathname`, path+"/add")
	expect("the content is what was selected", `document.getElementById("content").value`, content)
	expect("the text shows it", `[...document.querySelectorAll("[data-text] .m.content.on")].map((m) => m.textContent).join("")`, content)
	do("2", selects(source), chromedp.KeyEvent("2"))
	expect("2 takes the selection for the source", `document.getElementById("source").value`, source)
	do("go to the speaker", chromedp.Focus("#speaker"))
	leads("save", chromedp.KeyEvent("Vera Lund"), chromedp.KeyEvent(kb.Enter))
	expect("saving leads back to the report", `location.pathname`, path)
	expect("which shows the statement", `[...document.querySelectorAll("[data-text] mark.on")].map((m) => m.textContent).join("")`, content)
	var on string
	do("its address", chromedp.Evaluate(`document.querySelector("[data-text] mark.on").dataset.href`, &on))
	for _, page := range []string{path, path + "/add", on, on + "/edit", "/review?show=decided"} {
		b.visit(t, base, page, shots)
	}
	do("open the statement", looks[0].emulate(), chromedp.Navigate(baseURL+on))
	expect("the speaker is the one that was typed", `document.querySelector("h1 .by").textContent.trim()`, "Vera Lund")
	leads("u", press("u"))
	expect("u takes it back and leads to the report", `location.pathname`, path)
	for _, c := range b.taken() {
		t.Errorf("enter: the browser complains: %s", c)
	}
}
