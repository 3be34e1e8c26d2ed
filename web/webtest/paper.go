package webtest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// paperWidth is that of A4 between margins of an inch, in CSS pixels, nearly.
const paperWidth = 660

// paperCheck lists what nobody can use on paper, and paper that is not white.
const paperCheck = `(() => {
	const problems = [...document.querySelectorAll("nav a:not([aria-current]), button, .button, input, select, textarea, summary")]
		.filter((el) => el.checkVisibility() && el.getBoundingClientRect().width > 1).map((el) => "is printed: " + el.outerHTML.slice(0, 120));
	const back = getComputedStyle(document.body).backgroundColor;
	if (back !== "rgb(255, 255, 255)") problems.push("is printed on " + back);
	return problems;
})()`

// onPaper looks at the page in the window as it is printed by somebody whose
// screen is dark.
func (b *browser) onPaper(t *testing.T, page string) {
	t.Helper()
	var useless []string
	b.do(t, page, emulation.SetDeviceMetricsOverride(paperWidth, 1000, 1, false),
		emulation.SetEmulatedMedia().WithMedia("print").WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}),
		chromedp.Evaluate(paperCheck, &useless))
	found, err := b.problems(contrast)
	if err != nil {
		t.Fatalf("%s (paper): %v", page, err)
	}
	for _, p := range append(useless, found.Problems...) {
		t.Errorf("%s (paper): %s", page, p)
	}
	b.do(t, page, emulation.SetEmulatedMedia().WithMedia(""))
}
