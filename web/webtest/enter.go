package webtest

import (
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Enter adds a statement that was missed to the report at path by keys alone: the words
// of its content are selected in the report, those of its source in the form. Of
// both it takes the first place where they stand. It also looks at the pages it comes to as
// Run does, and at those of items, the forms that correct what else is read in the report. It skips t when no Chromium is installed.
func Enter(t *testing.T, baseURL, path, content, source string, items ...string) {
	t.Helper()
	b := open(t)
	base, err := url.Parse(baseURL)
	if err != nil {
		t.Fatal(err)
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
	for _, link := range append([]string{path, path + "/correct/date"}, items...) {
		b.visit(t, base, link)
	}
	b.do(t, "open the report", looks[0].emulate(), chromedp.Navigate(baseURL+path))
	b.leads(t, "n", selects(content), press("n"))
	b.expect(t, "n opens the form", `location.pathname`, path+"/add")
	b.expect(t, "the content is what was selected", `document.getElementById("content").value`, content)
	b.expect(t, "the text shows it", `[...document.querySelectorAll("[data-text] .m.content.on")].map((m) => m.textContent).join("")`, content)
	b.do(t, "2", selects(source), chromedp.KeyEvent("2"))
	b.expect(t, "2 takes the selection for the source", `document.getElementById("source").value`, source)
	b.do(t, "go to the speaker", chromedp.Focus("#speaker"))
	b.leads(t, "save", chromedp.KeyEvent("Vera Lund"), chromedp.KeyEvent(kb.Enter))
	b.expect(t, "saving leads back to the report", `location.pathname`, path)
	b.expect(t, "which shows the statement", `[...document.querySelectorAll("[data-text] mark.on")].map((m) => m.textContent).join("")`, content)
	var on string
	b.do(t, "its address", chromedp.Evaluate(`document.querySelector("[data-text] mark.on").dataset.href`, &on))
	for _, page := range []string{path, path + "/add", on, on + "/edit", "/review?show=decided"} {
		b.visit(t, base, page)
	}
	b.do(t, "open the statement", looks[0].emulate(), chromedp.Navigate(baseURL+on))
	b.expect(t, "the speaker is the one that was typed", `document.querySelector("h1 .by").textContent.trim()`, "Vera Lund")
	b.leads(t, "u", press("u"))
	b.expect(t, "u takes it back and leads to the report", `location.pathname`, path)
	for _, c := range b.taken() {
		t.Errorf("enter: the browser complains: %s", c)
	}
}
