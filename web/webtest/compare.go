package webtest

import (
	"context"
	"errors"
	"image/png"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// maxHeight of a picture, in CSS pixels.
const maxHeight = 1800

// References are how pages are known to look.
type References struct {
	Pictures string // folder of one PNG file for a kind of page and look
	Layouts  string // JSON file of where the parts of each kind of page stand at each width
	Update   bool   // write what differs anew instead of failing
}

// atTop scrolls to the top, so that what sticks there does not hang on where the page
// stood at another width, and waits until that is drawn.
var atTop = chromedp.Evaluate(`(async () => {
	scrollTo({ top: 0, left: 0, behavior: "instant" });
	await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
})()`, nil, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) })

// compare looks at one page of each kind at every width and on paper and, where ref is not nil,
// compares where its parts stand, and its pictures, with ref.
func (b *browser) compare(t *testing.T, base *url.URL, pages map[string]string, ref *References) {
	t.Helper()
	var known layouts
	if ref != nil {
		var err error
		if known, err = readLayouts(ref.Layouts); err != nil {
			t.Fatal(err)
		}
	}
	found := layouts{Pages: map[string]map[string][]box{}}
	for _, kind := range slices.Sorted(maps.Keys(pages)) {
		found.Pages[kind] = map[string][]box{}
		b.do(t, pages[kind], looks[0].emulate(), chromedp.Navigate(strings.TrimSuffix(base.String(), "/")+pages[kind]))
		for _, width := range widths {
			var l layout
			look := look{"", width, 900, "light"}
			b.do(t, pages[kind], look.emulate(), atTop, chromedp.Evaluate(layoutSource, &l))
			found.Fonts = l.Fonts
			at := strconv.FormatInt(width, 10)
			found.Pages[kind][at] = l.Boxes
			for _, p := range l.Problems {
				t.Errorf("%s (%s px): %s", pages[kind], at, p)
			}
			if ref == nil || ref.Update {
				continue
			}
			for _, d := range moved(known.Pages[kind][at], l.Boxes, known.Fonts == l.Fonts) {
				t.Errorf("%s (%s px): not as in %s: %s", pages[kind], at, ref.Layouts, d)
			}
		}
		b.onPaper(t, pages[kind])
		if ref == nil {
			continue
		}
		for _, look := range looks {
			// Every page has a picture in the first look, some have one in another: those whose file is there.
			file := filepath.Join(ref.Pictures, kind+"-"+look.name+".png")
			if _, err := os.Stat(file); err != nil && (look != looks[0] || !ref.Update) {
				continue
			}
			if ref.Update || known.Fonts == found.Fonts {
				b.do(t, pages[kind], look.emulate(), atTop)
				comparePicture(t, file, b.picture, ref.Update)
			}
		}
	}
	switch {
	case ref == nil:
	case ref.Update:
		if err := found.write(ref.Layouts); err != nil {
			t.Fatal(err)
		}
	case known.Fonts != found.Fonts:
		t.Logf("pictures are not compared, and layouts only roughly: this machine has other fonts than the one that drew %s", ref.Pictures)
	}
	if ref != nil && t.Failed() {
		t.Log("what differs for good is written by the same test with -update; -artifacts keeps the pictures of what differs")
	}
}

// comparePicture compares what draw draws with the picture in a file. With update
// it writes the picture instead, unless the one there is shows the same.
func comparePicture(t *testing.T, file string, draw func(*testing.T) []byte, update bool) {
	t.Helper()
	old, err := os.ReadFile(file)
	if err != nil && !update {
		t.Error(err)
		return
	}
	shot := draw(t)
	if was, err := decode(file, old); err == nil {
		is, err := decode(file, shot)
		if err != nil {
			t.Fatal(err)
		}
		d := unlike(was, is)
		if d.share <= blockShare {
			return
		}
		if !update {
			t.Errorf("%s: the page %s", file, d)
			keep(t, filepath.Base(file), d)
			return
		}
	} else if !update {
		t.Error(err)
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, shot, 0o644); err != nil {
		t.Fatal(err)
	}
}

// keep leaves the new picture, with what differs in red, among the test's artifacts.
func keep(t *testing.T, name string, d difference) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.ArtifactDir(), name))
	if err == nil {
		err = errors.Join(png.Encode(f, d.seen), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// picture draws the page in the window, to its end or maxHeight.
func (b *browser) picture(t *testing.T) (shot []byte) {
	t.Helper()
	b.do(t, "picture", chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, _, _, _, size, err := page.GetLayoutMetrics().Do(ctx)
		if err != nil {
			return err
		}
		shot, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatPng).WithCaptureBeyondViewport(true).
			WithClip(&page.Viewport{Width: size.Width, Height: min(size.Height, maxHeight), Scale: 1}).Do(ctx)
		return err
	}))
	return shot
}
