package webtest

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Stop is one step of a tour through the pages.
type Stop struct {
	Open    string // address without the host; empty stays on the page
	Do      []Act
	Picture string // name of the picture of the window that is taken then; empty takes none
}

// Act is something a person does on a page.
type Act struct{ press, click, follow, field, words, choose string }

// Press presses one key that stands for a character.
func Press(key string) Act { return Act{press: key} }

// Click clicks on the first element that a selector of CSS finds.
func Click(selector string) Act { return Act{click: selector} }

// Follow clicks on what leads to another page.
func Follow(selector string) Act { return Act{follow: selector} }

// Write writes words in place of what stands in a field.
func Write(field, words string) Act { return Act{field: field, words: words} }

// Choose draws the mouse over words where they stand last within the first element that
// the selector finds; they must stand in one line.
func Choose(within, words string) Act { return Act{choose: within, words: words} }

// Tour makes the stops one after another on the server at baseURL, checks each page
// as Run does and compares the pictures with those of ref. It skips t when no Chromium is installed.
func Tour(t *testing.T, baseURL string, ref References, stops []Stop) {
	t.Helper()
	known, err := readLayouts(ref.Layouts)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t)
	b.do(t, "start", looks[0].emulate())
	for _, stop := range stops {
		if stop.Open != "" {
			b.do(t, stop.Open, chromedp.Navigate(baseURL+stop.Open))
		}
		for _, act := range stop.Do {
			b.act(t, act)
		}
		b.sound(t, stop.Picture+" "+stop.Open)
		if stop.Picture == "" {
			continue
		}
		var l layout
		b.do(t, "fonts", chromedp.Evaluate(layoutSource, &l))
		if ref.Update || l.Fonts == known.Fonts {
			comparePicture(t, filepath.Join(ref.Pictures, stop.Picture+".png"), b.window, ref.Update)
		}
	}
}

func (b *browser) act(t *testing.T, a Act) {
	t.Helper()
	switch {
	case a.press != "":
		b.do(t, a.press, press(a.press))
	case a.click != "":
		b.do(t, a.click, chromedp.Click(a.click, chromedp.ByQuery))
	case a.follow != "":
		b.leads(t, a.follow, chromedp.Click(a.follow, chromedp.ByQuery))
	case a.field != "":
		b.do(t, a.field, chromedp.Evaluate(fmt.Sprintf(`document.querySelector(%q).select()`, a.field), nil), chromedp.KeyEvent(a.words))
	default:
		b.choose(t, a.choose, a.words)
	}
}

// choose draws the mouse over words.
func (b *browser) choose(t *testing.T, within, words string) {
	t.Helper()
	var at struct{ Left, Right, Y float64 }
	b.do(t, "find "+words, chromedp.Evaluate(fmt.Sprintf(`(() => {
		const walk = document.createTreeWalker(document.querySelector(%q), NodeFilter.SHOW_TEXT), words = %q;
		let last = null;
		for (let n = walk.nextNode(); n; n = walk.nextNode()) if (n.data.includes(words)) last = n;
		last.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
		const range = document.createRange(), i = last.data.lastIndexOf(words);
		range.setStart(last, i);
		range.setEnd(last, i + words.length);
		const r = range.getBoundingClientRect();
		return { Left: r.left + 1, Right: r.right - 1, Y: r.top + r.height / 2 };
	})()`, within, words), &at))
	b.do(t, "choose "+words, input.DispatchMouseEvent(input.MousePressed, at.Left, at.Y).WithButton(input.Left).WithClickCount(1),
		input.DispatchMouseEvent(input.MouseMoved, at.Right, at.Y).WithButton(input.Left).WithButtons(1),
		input.DispatchMouseEvent(input.MouseReleased, at.Right, at.Y).WithButton(input.Left).WithClickCount(1))
	b.expect(t, "the mouse chooses", `getSelection().toString()`, words)
}

// window draws what the window shows.
func (b *browser) window(t *testing.T) (shot []byte) {
	t.Helper()
	b.do(t, "picture", chromedp.ActionFunc(func(ctx context.Context) (err error) {
		shot, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatPng).Do(ctx)
		return err
	}))
	return shot
}
