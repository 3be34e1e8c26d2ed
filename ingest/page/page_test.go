package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
)

func read(t *testing.T, src string) *Page {
	t.Helper()
	p, err := Read(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const prose = "<p>The mill at Tarn Green burned down in the night, the fire brigade said, and nobody was hurt, though the cat was seen to leave in a hurry.</p>" +
	"<p>The miller said that he would build another one, and that this time it would be made of stone, because stone, he said, had patience.</p>" +
	"<p>His neighbours brought bread, which they had bought elsewhere, and a bucket, which came too late, as buckets do in stories of this kind.</p>"

func TestMetadata(t *testing.T) {
	p := read(t, `<html xml:lang="en_GB"><head><title>Mill burns – The Tarn Mail</title>
<meta property="og:url" content="https://tarn.example/mill"><meta name="author" content="Ann Lee"><meta name="DC.date.issued" content="2021-03-04"><meta property="article:modified_time" content="2021-03-05">
<script type="application/ld+json">[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","datePublished":"2019-01-01"}]},
{"@type":["Thing","ReportageNewsArticle"],"headline":"Mill burns","datePublished":"2021-03-04T05:00:00Z","publisher":[{"name":"The Tarn Mail"}],"author":[{"name":"Ann Lee"},"Tom O&#39;Dell"]}]</script></head>
<body><h1>Mill burns</h1>`+prose+`</body></html>`)
	if p.Title != "Mill burns" || p.URL != "https://tarn.example/mill" || p.Language != "en-GB" || p.Outlet != (sayso.Outlet{Name: "The Tarn Mail", Basis: "JSON-LD publisher"}) {
		t.Errorf("%+v", p)
	}
	if d := cmp.Diff([]Dated{{"2021-03-04T05:00:00Z", "JSON-LD datePublished"}, {"2021-03-04", "meta dc.date.issued"}}, p.Dates); d != "" {
		t.Error(d)
	}
	if !slices.Equal(p.Authors, []string{"Ann Lee", "Tom O'Dell", "Ann Lee"}) || !slices.Equal(p.Modified, []string{"2021-03-05"}) {
		t.Errorf("authors %q, modified %q", p.Authors, p.Modified)
	}
}

func TestTitleElement(t *testing.T) {
	for src, want := range map[string][2]string{
		"<title>Mill burns | Tarn Mail</title><h1>Mill burns</h1>" + prose:                         {"Mill burns", "Tarn Mail"},
		"<title>The mill burns | Tarn Mail</title>" + prose:                                        {"The mill burns", "Tarn Mail"},
		"<title>Tarn Mail</title><h1>Mill burns</h1>" + prose:                                      {"Mill burns", ""},
		"<title>Mill burns - again</title><h1>Mill burns - again</h1>" + prose:                     {"Mill burns - again", ""},
		"<meta property=og:title content='Mill burns'><title>x</title><h1>Site</h1>" + prose:       {"Site", ""},
		"<meta property=og:title content='Mill burns'><h1>Site</h1><h1>Mill burns</h1>" + prose:    {"Mill burns", ""},
		"<meta property=og:site_name content='Tarn Mail'><h1>Mill</h1>" + prose + "<h1>Later</h1>": {"Mill", "Tarn Mail"},
	} {
		if p := read(t, src); p.Title != want[0] || p.Outlet.Name != want[1] {
			t.Errorf("%s: title %q, outlet %q, want %q", src[:60], p.Title, p.Outlet.Name, want)
		}
	}
}

// TestBlocks reads pages whose article is marked by the word KEEP in each
// paragraph; what says DROP is not part of it.
func TestBlocks(t *testing.T) {
	para := func(w string) string {
		return "<p>" + w + " The mill at Tarn Green burned down in the night, the fire brigade said, and nobody was hurt, not even the cat.</p>"
	}
	body := strings.Repeat(para("KEEP"), 4)
	for name, src := range map[string]string{
		"article":    "<nav>DROP menu</nav><article><h1>KEEP title</h1>" + body + "</article><footer>DROP</footer>",
		"divs":       "<div id=top>DROP <a href=x>a</a></div><div class=story><h1>KEEP</h1>" + body + "</div><div class=related-stories><h3>DROP</h3><ul><li>DROP</li></ul></div>",
		"table":      "<table><tr><td><h1>KEEP</h1>" + body + "</td><td width=200><b>DROP</b><br>DROP <a href=x>x</a></td></tr></table>",
		"newsletter": "<article><h1>KEEP</h1>" + body + "<div class='c-newsletter'><h4>DROP</h4><p>DROP our letter</p></div>" + body + "</article>",
		"comments":   "<article><h1>KEEP</h1>" + body + "</article><section id=comments><h3>DROP</h3>" + para("DROP") + "<form><textarea>DROP</textarea></form></section>",
		"hidden":     "<article><h1>KEEP</h1>" + body + "<p style='display: none'>DROP</p><p hidden>DROP</p></article>",
		"short":      "<article><h1>KEEP</h1>" + body + "<p>KEEP it.</p>" + body + "<blockquote>KEEP the mill.</blockquote><ul><li>KEEP one</li><li>KEEP two</li></ul></article>",
		"unlabelled": "<article class=share-on><h1>KEEP</h1>" + body + "</article>",
		"nothing":    "<p>KEEP one.</p><p>KEEP two.</p>",
	} {
		var all []string
		for _, b := range read(t, "<html><body>"+src+"</body></html>").Blocks {
			all = append(all, b.Text)
		}
		text := strings.Join(all, "\n\n")
		if strings.Contains(text, "DROP") || strings.Count(text, "KEEP") != strings.Count(src, "KEEP") {
			t.Errorf("%s: %d of %d to keep\n%s", name, strings.Count(text, "KEEP"), strings.Count(src, "KEEP"), text)
		}
	}
}

func TestBlankSpace(t *testing.T) {
	p := read(t, "<article><h1>Mill \n burns</h1>"+prose+"<p>One\n  word,\u00a0and <b>bold</b>,<i>glued</i>.<br>A line<br><br>A paragraph.</p><pre>a  b\n\nc</pre></article>")
	var got []string
	for _, b := range p.Blocks {
		got = append(got, b.Text)
	}
	if want := []string{"One word,\u00a0and bold,glued.\nA line", "A paragraph.", "a b\nc"}; len(got) < 3 || !slices.Equal(got[len(got)-3:], want) || got[0] != "Mill burns" {
		t.Errorf("got %q", got)
	}
}

func TestTooMuch(t *testing.T) {
	if _, err := Read(strings.Repeat("<div>", 600)); err == nil || !strings.Contains(err.Error(), "512") {
		t.Errorf("deep page: %v", err)
	}
	if _, err := Read(strings.Repeat("<br>", maxElements+1) + "x"); err == nil || !strings.Contains(err.Error(), "the limit is") {
		t.Errorf("page of many elements: %v", err)
	}
}
