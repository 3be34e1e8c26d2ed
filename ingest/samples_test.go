package ingest_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/ingest"
	"sayso/lang/en"
)

// The sample pages that tests break, wrap and read again. All of it is invented.
const samplePlain = `Home > Harbour > Strike

Dockers of Port Ellory go back to work on Monday

By Nan Torvald and Ib Kress

Tuesday, 9 March 2021

PORT ELLORY, March 9 (Quay Wire) - The dockers of Port Ellory will return to work on Monday, their union said, ending a strike of six weeks.

“We got the clock we asked for,” Ama Strand, who leads the union, told reporters. “We did not get the coffee.”

The share of cargo that went elsewhere

The harbour board said it would share its figures with the union every month. It lost a third of its cargo to Lower Ness.

"Nobody won," said Per Olden, the mayor. 'Ask me again in spring.'

(Reporting by Nan Torvald; Editing by Ib Kress)

Share this article

Crane falls at Lower Ness
14 Dec 2020
Herring are back, say boats
3 January 2021

© 2021 The Ellory Post. All rights reserved.
`

const sampleHTML = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry fares to double in June | The Ellory Post</title>
<meta property="og:site_name" content="The Ellory Post"><link rel="canonical" href="https://ellory.example/2021/04/07/ferry-fares">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"Ferry fares to double in June","datePublished":"2021-04-07T06:00:00Z","author":[{"@type":"Person","name":"Nan Torvald"}]}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><main><article><h1>Ferry fares to double in June</h1>
<p class="byline">By Nan Torvald</p><p><time datetime="2021-04-07">7 April 2021</time></p>
<figure><img src="f.jpg"><figcaption>The ferry at dusk. Photograph: Ib Kress</figcaption></figure>
<p>The ferry between Port Ellory and Lower Ness will cost twice as much from June, the harbour board said on Wednesday, blaming the price of oil and the age of the boat.</p>
<p>“It is an old boat and a thirsty one,” Ama Strand, who crosses twice a day, said at the quay. “So am I.”</p>
<h2>Rowing instead</h2>
<p>Some families have begun to row. The board advised against it in a letter that it sent, people noted, by ferry. The letter said that the strait was “no place for a bathtub”.</p>
<p>Per Olden, the mayor, promised a discount for schoolchildren, and said that he would take the bus, which goes round by the bridge and needs two hours for the same way.</p>
<div class="newsletter"><p>Sign up for our letter from the sea.</p></div>
<blockquote>Nobody asked the boat.</blockquote>
</article><aside class="related"><h3>Related stories</h3><p><a href="#">Crane falls at Lower Ness</a> <time datetime="2020-12-14">14 Dec 2020</time></p></aside></main>
<footer>© 2021 The Ellory Post</footer></body></html>`

const sampleJSONL = `{"id":"a-1","text":"Fog shuts the strait\n\nThe strait was shut on Friday because of fog, the harbour board said. \"We cannot see the water,\" it added.","title":"Fog shuts the strait","outlet":"The Ellory Post","url":"https://ellory.example/fog","published":"2021-05-07","wire":true}
{"id":7,"html":"<h1>Fog lifts</h1><p>The fog lifted on Saturday, and the strait was opened again, the harbour board said in a short note.</p>"}
{"text":"A report without a name. It says little, and says it slowly, so that nobody is harmed."}
`

func gz(b []byte) []byte {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	w.Write(b)
	w.Close()
	return buf.Bytes()
}

type member struct {
	name string
	body []byte
}

func zipped(t testing.TB, ms ...member) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, m := range ms {
		f, err := w.Create(m.name)
		if err == nil {
			_, err = f.Write(m.body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func options() ingest.Options { return ingest.Options{Words: en.PageWords()} }

// readAll reads b and checks every article that comes out of it.
func readAll(t testing.TB, name string, b []byte, opt ingest.Options) []ingest.Read {
	t.Helper()
	var all []ingest.Read
	err := ingest.ReadBytes(name, b, opt, func(r ingest.Read) error {
		checkRead(t, r, opt)
		all = append(all, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// checkRead holds what is true of every report, however broken: an error that
// names it, or an article whose spans are sound, whose zones cover its text and
// which the archived bytes give again.
func checkRead(t testing.TB, r ingest.Read, opt ingest.Options) {
	t.Helper()
	if (r.Err == nil) == (r.Article == nil) {
		t.Fatalf("article %v and error %v", r.Article, r.Err)
	}
	if r.Err != nil {
		if strings.Contains(r.Err.Error(), "internal error") {
			t.Fatal(r.Err)
		}
		return
	}
	a := r.Article
	if err := (&sayso.Document{Article: a}).Check(); err != nil {
		t.Fatalf("%s: %v\n%q", a.Name, err, clip(a.Text))
	}
	if err := zonesCover(a); err != nil {
		t.Fatalf("%s: %v\n%q", a.Name, err, clip(a.Text))
	}
	if a.Original != sayso.DigestOf(r.Original) || a.ID != sayso.NewArticleID(a.Original) {
		t.Fatalf("%s: the digest is not that of the original", a.Name)
	}
	if a.Date.Why == "" {
		t.Fatalf("%s: no reason for the date %+v", a.Name, a.Date)
	}
	if a.Date.Value != "" && a.Date.Candidates != nil || !slices.IsSorted(a.Date.Candidates) {
		t.Fatalf("%s: date %+v", a.Name, a.Date)
	}
	again, err := ingest.Reread(r.Original, a.Format, opt)
	if err != nil {
		t.Fatalf("%s: read again: %v", a.Name, err)
	}
	again.Name = a.Name
	if !reflect.DeepEqual(again, a) {
		t.Fatalf("%s: read again, the article differs:\n%+v\n%+v", a.Name, again, a)
	}
}

// zonesCover checks that zones are trimmed and that only white space lies
// between them.
func zonesCover(a *sayso.Article) error {
	invisible := func(s string) bool {
		return strings.Trim(s, " \t\r\n\v\f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u00ad") == ""
	}
	end := int32(0)
	for i, z := range a.Zones {
		if gap := a.Text[end:z.Span.Start]; !invisible(gap) {
			return fmt.Errorf("zone %d: %q before it lies in no zone", i, clip(gap))
		}
		if s := z.Span.Of(a.Text); strings.TrimSpace(s) != s {
			return fmt.Errorf("zone %d is not trimmed: %q", i, clip(s))
		}
		if (z.Kind == sayso.ZoneBoilerplate) != (z.Reason != "") {
			return fmt.Errorf("zone %d of kind %v has the reason %q", i, z.Kind, z.Reason)
		}
		end = z.Span.End
	}
	if !invisible(a.Text[end:]) {
		return fmt.Errorf("%q at the end lies in no zone", clip(a.Text[end:]))
	}
	return nil
}

func clip(s string) string { return s[:min(len(s), 300)] }

// zoneTexts lists a's zones of the given kinds as "kind: text".
func zoneTexts(a *sayso.Article, kinds ...sayso.ZoneKind) []string {
	var all []string
	for _, z := range a.Zones {
		if slices.Contains(kinds, z.Kind) {
			all = append(all, fmt.Sprintf("%v: %s", z.Kind, z.Span.Of(a.Text)))
		}
	}
	return all
}

// failing is a reader that ends in an error.
type failing struct{ io.Reader }

func (f failing) Read(b []byte) (int, error) {
	n, err := f.Reader.Read(b)
	if err == io.EOF {
		err = errors.New("the line went dead")
	}
	return n, err
}
