package webtest

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeSource is axe-core; testdata/axe-core says which and under which licence.
//
//go:embed testdata/axe-core/axe.min.js
var axeSource string

// axeRun asks axe-core for everything that the page breaks of WCAG 2.2, levels
// A and AA, and of what axe-core calls best practice. What it leaves to a person is
// not asked for: the one thing of that kind on these pages, contrast of generated
// content and of single characters, checks.js sees to.
const axeRun = `axe.run(document, {runOnly: %s, resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.flatMap((v) => v.nodes.map((n) => ({
	Rule: v.id, HTML: n.html.slice(0, 200), Target: n.target.join(" "),
	Why: [...n.any, ...n.all, ...n.none].map((c) => c.message).join("; "),
})))))`

// What axe-core is to look for.
const (
	everyRule = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
	contrast  = `["color-contrast", "link-in-text-block"]` // all that a colour scheme bears on
)

// violation is one element that breaks a rule.
type violation struct {
	Rule, HTML, Target, Why string
}

func (v violation) String() string {
	return fmt.Sprintf("axe %s: %s: %s (%s)", v.Rule, v.Why, v.HTML, v.Target)
}

// axe returns what axe-core finds against the page that is open by some of its rules. axe-core runs in
// a world of its own beside the page's script, so that neither sees the other and the page's
// Content-Security-Policy stays in force.
func (b *browser) axe(rules string) (found []violation, err error) {
	err = chromedp.Run(b.ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		tree, err := page.GetFrameTree().Do(ctx)
		if err != nil {
			return err
		}
		world, err := page.CreateIsolatedWorld(tree.Frame.ID).WithWorldName("axe").Do(ctx)
		if err != nil {
			return err
		}
		var there, report string
		if err := in(ctx, world, `typeof axe`, &there); err != nil {
			return err
		}
		if there == "undefined" { // a page that has just been opened
			if err := in(ctx, world, axeSource+";0", nil); err != nil {
				return err
			}
		}
		if err := in(ctx, world, fmt.Sprintf(axeRun, rules), &report); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(report), &found); err != nil {
			return fmt.Errorf("report of axe-core: %w", err)
		}
		return nil
	}))
	return found, err
}

// in evaluates an expression in a world of the page and waits for its value.
func in(ctx context.Context, world runtime.ExecutionContextID, js string, value any) error {
	result, thrown, err := runtime.Evaluate(js).WithContextID(world).WithAwaitPromise(true).WithReturnByValue(true).Do(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("axe-core: %w", err)
	case thrown != nil:
		return fmt.Errorf("axe-core: %w", thrown)
	case value == nil:
		return nil
	}
	return json.Unmarshal(result.Value, value)
}
