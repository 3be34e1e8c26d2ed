package webtest

import (
	"fmt"
	"image"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sound is a page that nothing is wrong with. %s is a style or another element.
const sound = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ferries</title><style>body { margin: 1rem; font: 16px/1.5 sans-serif; color: #222; background: #fff } h1 { margin: 0 0 1rem } td, th { padding: .5rem }</style></head>
<body><header><a href="/">Harbour</a></header><main><h1>Ferries</h1><p class="lead">The first ferry leaves at six.</p>
<form><label for="q">Words</label> <input id="q" name="q"> <button>Show</button></form>
<table><thead><tr><th scope="col">Pier</th><th scope="col">Boats</th></tr></thead><tbody><tr><td>North pier</td><td>Two boats</td></tr></tbody></table>%s</main></body></html>`

// TestEveryCheckCanFail breaks a sound page in many ways: each is seen.
func TestEveryCheckCanFail(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a browser")
	}
	extra := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, sound, extra)
	}))
	defer server.Close()
	b := open(t)
	at := func(with string) (problems []string, l layout, shot *image.RGBA) {
		extra = with
		b.do(t, "open", look{"", 390, 800, "light"}.emulate(), chromedp.Navigate(server.URL+"/page"))
		found, err := b.problems(everyRule)
		if err != nil {
			t.Fatal(err)
		}
		b.do(t, "layout", chromedp.Evaluate(layoutSource, &l))
		shot, err = decode("page", b.picture(t))
		if err != nil {
			t.Fatal(err)
		}
		return found.Problems, l, shot
	}
	problems, known, picture := at("")
	if len(problems) > 0 {
		t.Fatalf("the sound page: %q", problems)
	}
	for _, c := range []struct{ name, with, want string }{
		{"pale words", `<p style="color:#bbb">The last one leaves at nine.</p>`, "axe color-contrast"},
		{"a field without a label", `<input name="pier">`, "axe label"},
		{"a link without a name", `<a href="/pier"><svg role="img"></svg></a>`, "axe link-name"},
		{"a heading left out", `<h4>Fares</h4>`, "axe heading-order"},
		{"small targets", `<p><button style="width:9px;height:9px;padding:0" aria-label="up"></button><button style="width:9px;height:9px;padding:0" aria-label="down"></button></p>`, "axe target-size"},
		{"one id twice", `<p id="q">Twice.</p>`, "id twice"},
		{"a head without scope", `<table><tr><th>Fare</th><td>Nine crowns</td></tr></table>`, "table head without scope"},
		{"a drawing without a name", `<svg></svg>`, "drawing neither hidden nor named"},
		{"a link to a script", `<a href="javascript:void(0)">Fares of the year</a>`, "link that is no web address"},
		{"pale generated words", `<style>.lead::after { content: "*"; color: #ccc }</style>`, "contrast"},
		{"a page too wide", `<style>table { width: 700px }</style>`, "wider than the window"},
		{"words cut off", `<style>.lead { width: 90px; white-space: nowrap; overflow: hidden }</style>`, "words are cut off"},
		{"a button too narrow", `<style>button { width: 26px; padding: 0; overflow: hidden }</style>`, "words of a button are cut off"},
		{"words on words", `<style>table { margin-top: -70px }</style>`, "lies on"},
	} {
		problems, _, _ := at(c.with)
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, c.want) }) {
			t.Errorf("%s is not seen; found %q", c.name, problems)
		}
	}
	for _, c := range []struct{ name, with string }{
		{"another margin", `<style>h1 { margin-bottom: 1.5rem }</style>`},
		{"a form further in", `<style>form { padding-left: 40px }</style>`},
		{"wider cells", `<style>td { padding: .5rem 1rem }</style>`},
		{"a heading more", `<h2>Fares</h2>`},
	} {
		_, l, shot := at(c.with)
		if len(moved(known.Boxes, l.Boxes, true)) == 0 {
			t.Errorf("%s: the layout is taken for the same", c.name)
		}
		if d := unlike(picture, shot); d.share <= blockShare {
			t.Errorf("%s: the picture is taken for the same, which %s", c.name, d)
		}
	}
	// Colours move nothing, and only the picture shows them.
	_, l, shot := at(`<style>th { background: #ffe0e0 }</style>`)
	if d := moved(known.Boxes, l.Boxes, true); len(d) > 0 {
		t.Errorf("another colour moves boxes: %q", d)
	}
	if d := unlike(picture, shot); d.share <= blockShare {
		t.Errorf("another colour: the picture is taken for the same, which %s", d)
	}
	// Other fonts break lines elsewhere: parts stay where they are, but are not as high.
	_, l, _ = at(`<style>body { font-family: monospace }</style>`)
	if len(moved(known.Boxes, l.Boxes, true)) == 0 {
		t.Error("other fonts move nothing")
	}
	if d := moved(known.Boxes, l.Boxes, false); len(d) > 0 {
		t.Errorf("other fonts are taken for another layout: %q", d)
	}
	// The same page is the same.
	_, l, shot = at("")
	if d := moved(known.Boxes, l.Boxes, true); len(d) > 0 || unlike(picture, shot).share > 0 {
		t.Errorf("the page is unlike itself: %q, and the picture %s", d, unlike(picture, shot))
	}
}

func TestUnseen(t *testing.T) {
	routes := []string{"GET /{$}", "GET /pier/{id}", "GET /pier/{id}/boats", "GET /fares", "GET /original/{digest}", "/"}
	if got := Unseen(routes, []string{"/?q=a", "/pier/north?page=2", "/fares"}); !slices.Equal(got, []string{"GET /pier/{id}/boats"}) {
		t.Errorf("unseen: %q", got)
	}
}
