package ingest_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/ingest"
)

// articles reads b, all of which must be readable.
func articles(t *testing.T, name string, b []byte) []*sayso.Article {
	t.Helper()
	var all []*sayso.Article
	for _, r := range readAll(t, name, b, options()) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		all = append(all, r.Article)
	}
	return all
}

// about tells what a feed states of an article.
func about(a *sayso.Article) string {
	var by []string
	for _, s := range a.Byline {
		by = append(by, s.Of(a.Text))
	}
	return fmt.Sprintf("%s|%s|%s|%s|%s (%s)|%s|%s: %s", a.Name, a.Format, a.URL, a.Title, a.Outlet.Name, a.Outlet.Basis, strings.Join(by, "+"), a.Date.Value, a.Date.Why)
}

func TestFeeds(t *testing.T) {
	for _, c := range []struct {
		feed string
		want []string
	}{
		{sampleRSS, []string{
			`f#1|feed|https://ellory.example/dockers?utm_source=rss|Dockers go back to work – at last|The Ellory Post (title of the feed)|Nan Torvald|2021-03-09: pubDate of the feed's item: "Tue, 09 Mar 2021 06:00:00 GMT"`,
			`f#2|feed|https://ellory.example/fog|Fog shuts the strait|Quay Wire (source of the feed's item)|Ib Kress|: no date of publication is printed`,
			`f#3|feed|https://ellory.example/2021/01/03/herring|Herring are back, say boats|The Ellory Post (title of the feed)||2021-01-03: the web address: "2021/01/03"`,
		}},
		{sampleAtom, []string{
			`f#1|feed|https://ness.example/bridge|Bridge shut|Lower Ness Courier (title of the feed)|Per Olden|2021-05-08: published of the feed's item: "2021-05-08T23:30:00-05:00"`,
			`f#2|feed|https://ness.example/open|Bridge open|The Bridge Gazette (source of the feed's entry)|Per Olden|: the feed's item states only when it was updated: 2021-06-02T08:00:00Z`,
		}},
		{sampleRDF, []string{
			`f#1|feed|https://quay.example/1|Crane falls|Quay Wire (title of the feed)||2020-12-14: dc:date of the feed's item: "2020-12-14T11:00:00+01:00"`,
		}},
		{sampleJSONFeed, []string{
			`f#1|feed|https://isle.example/a|Ferry sold|Isle Notes (title of the feed)|Ib Kress|2021-07-01: date_published of the feed's item: "2021-07-01T09:00:00+02:00"`,
			`f#2|feed|https://isle.example/b|Ferry bought|Isle Notes (title of the feed)||: the feed's item states only when it was updated: 2021-07-02`,
		}},
	} {
		var got []string
		for _, a := range articles(t, "f", []byte(c.feed)) {
			got = append(got, about(a))
			if a.Language == "" {
				t.Errorf("%s: no language", a.Name)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Error(d)
		}
	}
}

// A feed's dates are read without any language's words, as they are written, and
// nothing but a date of publication is taken for one.
func TestFeedDates(t *testing.T) {
	for _, c := range []struct{ element, want string }{
		{"<pubDate>Tue, 09 Mar 2021 23:30:00 -0800</pubDate>", "2021-03-09"},
		{"<pubDate>9 Mar 21 06:00 GMT</pubDate>", "2021-03-09"},
		{"<pubDate>Tue, 9 March 2021</pubDate>", "2021-03-09"},
		{"<pubDate>2021-03-09 06:00</pubDate>", "2021-03-09"},
		{"<pubDate>Tue, 31 Feb 2021 06:00:00 GMT</pubDate>", ""},
		{"<pubDate>soon</pubDate><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2021-03-09</dc:date>", "2021-03-09"},
		{"<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>2021-03-09T06:00:00Z</atom:updated>", ""},
		{"<lastBuildDate>Tue, 09 Mar 2021 06:00:00 GMT</lastBuildDate>", ""},
	} {
		feed := "<rss><channel><pubDate>Fri, 01 Jan 2021 00:00:00 GMT</pubDate><item><title>High water</title>" + c.element + "</item></channel></rss>"
		for _, opt := range []ingest.Options{{}, options()} {
			all := readAll(t, "f", []byte(feed), opt)
			if len(all) != 1 || all[0].Err != nil || all[0].Article.Date.Value != c.want {
				t.Errorf("%s: %+v, want %q", c.element, all[0], c.want)
			}
		}
	}
}

// Where the text prints another day than the feed states, both are candidates.
func TestFeedAgainstText(t *testing.T) {
	feed := `<rss><channel><item><title>High water</title><pubDate>Tue, 09 Mar 2021 06:00:00 GMT</pubDate><description>&lt;p&gt;Published: 2 March 2021&lt;/p&gt;&lt;p&gt;The water was high, the harbour board said.&lt;/p&gt;</description></item></channel></rss>`
	if d := articles(t, "f", []byte(feed))[0].Date; !slices.Equal(d.Candidates, []string{"2021-03-02", "2021-03-09"}) {
		t.Errorf("%+v", d)
	}
}

// An item's address is its own, or none.
func TestFeedAddresses(t *testing.T) {
	for _, c := range []struct{ element, want string }{
		{"<link>https://x.example/a</link>", "https://x.example/a"},
		{"<link>b?c=d</link>", "https://x.example/b?c=d"},
		{"<link>https://x.example</link>", ""},
		{"<link>https://x.example/</link><guid>https://x.example/g</guid>", "https://x.example/g"},
		{"<link>https://x.example/</link><guid isPermaLink='false'>https://x.example/g</guid>", ""},
		{"<guid>7</guid>", ""},
		{"<link>javascript:x</link><guid>urn:7</guid>", ""},
		{"<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://x.example/o</f:origLink><link>https://burner.example/a</link>", "https://x.example/o"},
	} {
		feed := "<rss><channel><link>https://x.example/</link><title>The Post</title><item><title>High water - The Post</title>" + c.element + "</item></channel></rss>"
		if a := articles(t, "f", []byte(feed))[0]; a.URL != c.want || a.Title != "High water" {
			t.Errorf("%s: %q %q, want %q", c.element, a.URL, a.Title, c.want)
		}
	}
}

// What only points to the whole report is no part of its text.
func TestFeedPointers(t *testing.T) {
	for content, want := range map[string]string{
		`<p>The water was high, the harbour board said. <a href="https://x.example/a/">Read more</a></p>`:                                                             "The water was high, the harbour board said. Read more",
		`<p>The water was high.</p><p>The post <a href="https://x.example/a/?utm=1">“High water”</a> appeared first on <a href="https://x.example">The Post</a>.</p>`: "The water was high.",
		`<p>The water was high.</p><p>See <a href="https://x.example/b">the tables of the tides</a>.</p>`:                                                             "The water was high.\n\nSee the tables of the tides.",
		`<a href="https://x.example/a">High water</a>&nbsp;<font>The Post</font>`:                                                                                     "",
	} {
		feed := "<rss><channel><item><title>High water</title><link>https://x.example/a</link><description><![CDATA[" + content + "]]></description></item></channel></rss>"
		if got := articles(t, "f", []byte(feed))[0].Text; strings.TrimPrefix(strings.TrimPrefix(got, "High water"), "\n\n") != want {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
}

// Authors are names; an author whom the text names is not named again.
func TestFeedAuthors(t *testing.T) {
	for _, c := range []struct{ element, want string }{
		{"<author>nan@x.example (Nan Torvald)</author>", "High water\n\nNan Torvald\n\nThe water was high."},
		{"<author>Nan Torvald (nan@x.example)</author>", "High water\n\nNan Torvald\n\nThe water was high."},
		{"<author>Nan Torvald &lt;nan@x.example&gt;</author>", "High water\n\nNan Torvald\n\nThe water was high."},
		{"<author>nan@x.example</author>", "High water\n\nThe water was high."},
		{"<x:creator xmlns:x='http://purl.org/dc/elements/1.1/'>Nan Torvald</x:creator><x:creator xmlns:x='http://purl.org/dc/elements/1.1/'>Ib Kress</x:creator>", "High water\n\nNan Torvald\n\nIb Kress\n\nThe water was high."},
	} {
		feed := "<rss><channel><item><title>High water</title><description>The water was high.</description>" + c.element + "</item></channel></rss>"
		if got := articles(t, "f", []byte(feed))[0].Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.element, got, c.want)
		}
	}
	feed := `<rss><channel><item><title>High water</title><author>Nan Torvald</author><description>&lt;h1&gt;High water&lt;/h1&gt;&lt;p&gt;By Nan Torvald&lt;/p&gt;&lt;p&gt;The water was high.&lt;/p&gt;</description></item></channel></rss>`
	if a := articles(t, "f", []byte(feed))[0]; a.Text != "High water\n\nBy Nan Torvald\n\nThe water was high." || !strings.Contains(about(a), "|Nan Torvald|") {
		t.Errorf("%q: %s", a.Text, about(a))
	}
}

// What an item says is its fullest text, below its headline and its author.
func TestFeedTexts(t *testing.T) {
	all := append(articles(t, "f", []byte(sampleRSS)), articles(t, "f", []byte(sampleAtom))...)
	want := []string{
		"Dockers go back to work – at last\n\nNan Torvald\n\nThe dockers of Port Ellory will return to work on Monday, their union said, ending a strike of six weeks.\n\n“We got the clock we asked for,” Ama Strand, who leads the union, told reporters. “We did not get the coffee.”",
		"Fog shuts the strait\n\nIb Kress\n\nThe strait was shut on Friday because of fog, the harbour board said. \"We cannot see the water,\" it added.",
		"Herring are back, say boats",
		"Bridge shut\n\nPer Olden\n\nThe bridge is shut, the mayor said.\n\nIt will open in June, he added, when the paint is dry.",
		"Bridge open\n\nPer Olden\n\nThe bridge is open, the mayor said on Wednesday & smiled.",
	}
	for i, a := range all {
		if a.Text != want[i] {
			t.Errorf("%s: %q, want %q", a.Name, a.Text, want[i])
		}
	}
}

// The original of an item is a feed of it alone: reading it gives the same
// original, and what the feed says of its last build is no part of it.
func TestFeedOriginals(t *testing.T) {
	for _, feed := range []string{sampleRSS, sampleAtom, sampleRDF, sampleJSONFeed} {
		first := readAll(t, "f", []byte(feed), options())
		later := strings.NewReplacer("Thu, 11 Mar", "Fri, 12 Mar", "2021-05-10T10", "2021-05-11T11", "isle.example/2", "isle.example/3").Replace(feed)
		for i, r := range readAll(t, "f", []byte(later), options()) {
			if !bytes.Equal(r.Original, first[i].Original) {
				t.Errorf("%s: another original in the feed of another day:\n%s\n%s", r.Article.Name, first[i].Original, r.Original)
			}
			again := readAll(t, "f", r.Original, options())
			if len(again) != 1 || !bytes.Equal(again[0].Original, r.Original) {
				t.Errorf("%s: its original is not that of itself:\n%s", r.Article.Name, r.Original)
			}
		}
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>The Ellory Post</title>
<link>https://ellory.example/</link>
<language>en-gb</language>
<item><title>Herring are back, say boats</title><guid>https://ellory.example/2021/01/03/herring</guid></item>
</channel>
</rss>
`
	if got := string(readAll(t, "f", []byte(sampleRSS), options())[2].Original); got != want {
		t.Errorf("the original is\n%s", got)
	}
}

// A feed is read up to where it breaks off, and one error tells where that is.
func TestFeedsThatBreakOff(t *testing.T) {
	second := strings.Index(sampleRSS, "<item><title>Fog")
	for _, c := range []struct {
		feed string
		want []string // titles of what is read, and errors
	}{
		{sampleRSS[:second+60], []string{"Dockers go back to work – at last", fmt.Sprintf("f: the feed breaks off at byte %d, in item 2, which begins at byte %d", second+60, second)}},
		{sampleRSS[:second], []string{"Dockers go back to work – at last", fmt.Sprintf("f: the feed breaks off at byte %d, behind item 1: no </rss>", second)}},
		{strings.Replace(sampleRSS, "</item>", "", 1), []string{"f: item 1 at byte 423: not closed before byte 1051", "Fog shuts the strait", "Herring are back, say boats"}},
		{strings.Replace(sampleRSS, "<title>Fog", "<oops<title>Fog", 1), []string{"Dockers go back to work – at last", "f#2: not readable as RSS: XML syntax error", "Herring are back, say boats"}},
		{strings.Replace(sampleRSS, "Fog shuts the strait</title>", "Fog shuts</titel>", 1), []string{"Dockers go back to work – at last", "Fog shuts", "Herring are back, say boats"}},
		{strings.Replace(sampleRSS, "<lastBuildDate>", "<lastBuildDate><ttl>5<br>", 1), []string{"Dockers go back to work – at last", "Fog shuts the strait", "Herring are back, say boats"}},
		{sampleJSONFeed[:350], []string{"Ferry sold", "f: the feed breaks off at byte 268, behind item 1: unexpected EOF"}},
		{strings.Replace(sampleJSONFeed, `"url":"https://isle`, `"url":7,"x":"https://isle`, 1), []string{"f#1: not readable as JSON Feed: ", "Ferry bought"}},
		{strings.Replace(sampleJSONFeed, `[`, `7,"x":[`, 1), []string{`f: the feed breaks off at byte 59, behind item 0: "items" is no array`}},
		{strings.Replace(sampleJSONFeed, `[`, `[7,`, 1), []string{"f#1: ", "Ferry sold", "Ferry bought"}},
		{"<rss><channel><item></item></channel></rss>", []string{"f#1: no text"}},
		{"<rss><item>" + strings.Repeat("<x:a>", 700_000) + "</item><item><title>Short</title></item></rss>", []string{"f#1: nested deeper than 2000 elements", "Short"}},
		{"<rss><channel></channel></rss>", nil},
		{"<rss><channel><ttl>5<title>The Post<item><title>Short</title></item></wrong></channel></rss>", []string{"Short"}},
		{"<rss><channel><image><url>x</channel><item><title>Short</title></item></rss>", []string{"Short"}},
		{"<rss><channel><a><a>x</a></a><item><title>Short</title></item></channel></rss>", []string{"Short"}},
		{"<rss><channel><a><a>x</a>", []string{"f: the feed breaks off at byte 25, behind item 0: no </rss>"}},
		{"<rss><channel><!-- <item>", []string{"f: the feed breaks off at byte 25, behind item 0: no </rss>"}},
		{"<rss><channel><item><title>Short</title></item></channel><channel><title>The Post</title><item><title>Tall</title></item></channel></rss>", []string{"Short", "Tall"}},
		{"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title><b>Short</title></entry></feed>", []string{"Short"}},
		{"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title <b>Short</title></entry></feed>", []string{"f#1: not readable as Atom: XML syntax error"}},
		{"<rss><channel>", []string{"f: the feed breaks off at byte 14, behind item 0: no </rss>"}},
		{"<rss><channel><item/>", []string{"f#1: no text", "f: the feed breaks off at byte 21, behind item 1: no </rss>"}},
		{"<rss><channel><title>" + strings.Repeat("x", 70_000) + "</title><item><title>Short</title></item></channel></rss>", []string{"f: <title> at byte 14: more than 65536 bytes in the feed's head", "Short"}},
		{"<rss><channel><item><title>" + strings.Repeat("x", 5<<20) + "</title></item><item><title>Short</title></item></channel></rss>", []string{"f: item 1 at byte 14: larger than 4194304 bytes, the limit for one report", "Short"}},
	} {
		opt := options()
		opt.MaxBytes = 4 << 20
		var got []string
		for _, r := range readAll(t, "f", []byte(c.feed), opt) {
			if r.Err != nil {
				got = append(got, r.Err.Error())
			} else {
				got = append(got, r.Article.Title)
			}
		}
		if !slices.EqualFunc(got, c.want, strings.HasPrefix) {
			t.Errorf("%q:\ngot  %q\nwant %q", clip(c.feed), got, c.want)
		}
	}
}

// A feed is told from other XML by its bytes, in any encoding; the name of the
// format asks for one.
func TestFeedEncodings(t *testing.T) {
	const text = "Café “Österå” öppnar igen"
	feed := `<rss version="2.0"><channel><title>Börsen</title><item><title>` + text + `</title></item></channel></rss>`
	latin := `<?xml version="1.0" encoding="iso-8859-1"?>` + strings.NewReplacer("“", `"`, "”", `"`).Replace(feed)
	var narrow []byte
	for _, r := range latin {
		narrow = append(narrow, byte(r))
	}
	units := utf16.Encode([]rune(`<?xml version="1.0" encoding="utf-16"?>` + feed))
	wide := []byte("\xff\xfe")
	for _, u := range units {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for _, b := range [][]byte{[]byte(feed), []byte("\ufeff" + feed), []byte("\n <?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x '>'>]>" + feed), narrow, wide, wide[2:]} {
		all := articles(t, "f", b)
		if len(all) != 1 || all[0].Format != "feed" || strings.NewReplacer("“", `"`, "”", `"`).Replace(all[0].Title) != strings.NewReplacer("“", `"`, "”", `"`).Replace(text) || all[0].Outlet.Name != "Börsen" {
			t.Errorf("%q: %+v", b, all)
		}
	}
	for _, other := range []string{`<feed><entry/></feed>`, `<rdf:RDF xmlns:rdf="x"><owl/></rdf:RDF>`, `<rssx>`, `<?xml version="1.0"?><urlset/>`} {
		for _, r := range readAll(t, "f", []byte(other+" and some words"), options()) {
			if r.Err == nil && r.Article.Format == "feed" {
				t.Errorf("%q was read as a feed", other)
			}
		}
	}
	opt := options()
	opt.Format = "feed"
	for b, want := range map[string]string{"": "f: empty", "Some words.": "f: no feed: no element rss, rdf:RDF or feed, and no JSON Feed", "<html><p>x</p></html>": "f: no feed: begins with <html>, want rss, rdf:RDF, feed or a JSON Feed"} {
		if all := readAll(t, "f", []byte(b), opt); len(all) != 1 || all[0].Err == nil || all[0].Err.Error() != want {
			t.Errorf("%q: %+v", b, all)
		}
	}
	if _, err := ingest.Reread([]byte("Some words."), "feed", options()); err == nil {
		t.Error("what is no feed was read again as one")
	}
}
