package webtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Desk is a running server whose pages are to be gone through.
type Desk struct {
	URL    string
	Token  string // of an account
	Script bool   // whether pages may run JavaScript
}

// Flows goes through all that a reviewer does, by Tab, Enter and typing alone:
// it signs in, accepts, takes back, rejects, corrects edges by writing them, merges two speakers and
// parts them, brings two decisions into conflict and settles it, signs out. At least one statement that
// counts and two undecided ones must be there. Each page on the way is checked as Run does. It
// skips t when no Chromium is installed.
func Flows(t *testing.T, d Desk) {
	t.Helper()
	b := open(t)
	b.scriptless = !d.Script
	b.do(t, "JavaScript", emulation.SetScriptExecutionDisabled(!d.Script), looks[0].emulate())
	const (
		queue   = "/review?show=undecided"
		waiting = `document.querySelectorAll(".queue [data-statement]").length`
		path    = `location.pathname + location.search`
	)
	goTo := func(path string) { b.do(t, path, chromedp.Navigate(d.URL+path)) }
	enter := func(control string) {
		t.Helper()
		b.tabTo(t, control)
		b.leads(t, control, chromedp.KeyEvent(kb.Enter))
		b.sound(t, control)
	}

	goTo(queue)
	b.sound(t, "sign in")
	b.expect(t, "who has not signed in is asked to", `location.pathname`, "/sign-in")
	b.expect(t, "the script runs only where it may", `document.querySelector(".keys").hidden`, fmt.Sprint(!d.Script))
	b.fill(t, "#token", "no-such-token-at-all")
	b.leads(t, "a wrong token", chromedp.KeyEvent(kb.Enter))
	b.expect(t, "a wrong token is named at its field", `document.getElementById(document.querySelector("#token").getAttribute("aria-describedby")).textContent`, "That is no token of this server.")
	b.forgive("403 (Forbidden)")
	b.fill(t, "#token", d.Token)
	b.leads(t, "the token", chromedp.KeyEvent(kb.Enter))
	b.expect(t, "signing in leads on", path, queue)
	b.sound(t, "the queue")

	all := b.value(t, waiting)
	first := func() string { return b.value(t, `document.querySelector(".queue [data-statement]").id`) }
	one := first()
	of := func(id, button string) string {
		return fmt.Sprintf(`form[action="/statement/%s/decide"] %s`, id, button)
	}
	enter(of(one, "[value=accept]"))
	if first() == one {
		t.Error("what was accepted waits on")
	}
	enter(`.desk form[action$="/undo"] button`)
	b.expect(t, "taken back, it waits again", waiting, all)
	enter(of(one, "[value=reject]"))
	two := first()
	if two == one {
		t.Error("what was rejected waits on")
	}

	enter(of(two, `a[href*="/edit"]`))
	b.expect(t, "the form that corrects", `location.pathname`, "/statement/"+two+"/edit")
	words := b.value(t, `document.querySelector("#content").value`)
	cut := words[:len(words)-len(lastWord(words))-1]
	b.fill(t, "#content", cut+" never written there")
	b.tabTo(t, ".correct .go button")
	b.leads(t, "save", chromedp.KeyEvent(kb.Enter))
	b.expect(t, "words that do not stand there are named at their field", `document.querySelector("#content").getAttribute("aria-invalid")`, "true")
	b.forgive("400 (Bad Request)")
	b.sound(t, "the form with a problem")
	b.fill(t, "#content", cut)
	b.fill(t, "#speaker", "Vera Lund")
	b.tabTo(t, ".correct .go button")
	b.leads(t, "save", chromedp.KeyEvent(kb.Enter))
	b.expect(t, "saving leads back", path, queue)
	goTo("/statement/" + two)
	b.sound(t, "a corrected statement")
	b.expect(t, "the edge is the one that was written", `document.querySelector("h1 .words").textContent.trim()`, cut)
	b.expect(t, "the speaker is the one that was written", `document.querySelector("h1 .by").textContent.trim()`, "Vera Lund")

	goTo("/speakers")
	other := b.value(t, `[...document.querySelectorAll("tbody th a")].find((a) => a.textContent !== "Vera Lund").textContent`)
	enter(`tbody a[href*="vera-lund"]`)
	b.fill(t, "#into", other)
	b.leads(t, "merge", chromedp.KeyEvent(kb.Enter))
	b.sound(t, "merged speakers")
	b.expect(t, "merged, both are one speaker", `document.querySelector("h1").textContent`, other)
	enter(`form[action$="/split"] button`)
	b.expect(t, "parted, each is one again", `document.querySelectorAll(".merged li").length`, "0")

	// Two pages open at once, neither of which knows what is decided on the other.
	goTo("/")
	counted := b.value(t, `document.querySelector("[data-statement]").id`)
	goTo("/statement/" + counted)
	tab, stop := chromedp.NewContext(b.ctx)
	defer stop()
	second := &browser{ctx: tab}
	second.do(t, "a second page", emulation.SetScriptExecutionDisabled(!d.Script), looks[0].emulate(), chromedp.Navigate(d.URL+"/statement/"+counted))
	second.tabTo(t, of(counted, "[value=reject]"))
	second.leads(t, "reject on the second page", chromedp.KeyEvent(kb.Enter))
	stop()
	b.do(t, "the first page again", chromedp.ActionFunc(func(ctx context.Context) error {
		return chromedp.FromContext(ctx).Target.Execute(ctx, "Page.bringToFront", nil, nil)
	}))
	b.tabTo(t, of(counted, "[value=accept]"))
	b.leads(t, "accept on the first page", chromedp.KeyEvent(kb.Enter))
	goTo("/review?show=conflicts")
	b.sound(t, "a conflict")
	b.expect(t, "it waits among the conflicts", `document.querySelector(".queue [data-statement]").id`, counted)
	enter(`.queue .decisions form[action$="/undo"] button`)
	b.expect(t, "one taken back, the conflict is settled", waiting, "0")

	enter(`form[action="/sign-out"] button`)
	b.expect(t, "signing out leads to where one signs in", `location.pathname`, "/sign-in")
	b.sound(t, "sign out")
}

// lastWord returns what follows the last space.
func lastWord(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return s[i+1:]
		}
	}
	return s
}

// maxTabs is how often Tab is pressed at most to reach a control.
const maxTabs = 400

// tabTo presses Tab until the control has the focus, and fails t where it is
// never reached or nothing shows that it has it.
func (b *browser) tabTo(t *testing.T, control string) {
	t.Helper()
	for range maxTabs {
		b.do(t, "Tab", chromedp.KeyEvent(kb.Tab))
		if b.value(t, fmt.Sprintf(`document.activeElement.matches(%q)`, control)) == "true" {
			b.expect(t, "the focus shows on "+control, `getComputedStyle(document.activeElement).outlineStyle !== "none" && parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2`, "true")
			return
		}
	}
	t.Fatalf("%d times Tab do not reach %s on %s", maxTabs, control, b.value(t, `location.href`))
}

// fill goes to a field and writes words in place of what is there.
func (b *browser) fill(t *testing.T, field, words string) {
	t.Helper()
	b.tabTo(t, field)
	b.do(t, "write", chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)), chromedp.KeyEvent(kb.Delete), chromedp.KeyEvent(words))
	b.expect(t, "what is written stands in "+field, fmt.Sprintf(`document.querySelector(%q).value`, field), words)
}

// forgive forgets complaints about a status that is meant.
func (b *browser) forgive(status string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = slices.DeleteFunc(b.complaints, func(c string) bool { return strings.Contains(c, "status of "+status) })
}

// sound fails t where something is wrong with the page in the window.
func (b *browser) sound(t *testing.T, what string) {
	t.Helper()
	found, err := b.problems(everyRule)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	for _, p := range found.Problems {
		t.Errorf("after %s: %s", what, p)
	}
	for _, c := range b.taken() {
		t.Errorf("after %s: the browser complains: %s", what, c)
	}
}
