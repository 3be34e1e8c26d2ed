package ingest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sayso/ingest"
)

// longPlain and longHTML are reports of the usual length: about 600 words.
func longPlain() []byte {
	head, tail, _ := strings.Cut(samplePlain, "The share of cargo")
	return []byte(head + strings.Repeat(paragraph+"\n\n", 10) + "The share of cargo" + tail)
}

func longHTML() []byte {
	head, tail, _ := strings.Cut(sampleHTML, "<h2>")
	return []byte(head + strings.Repeat("<p>"+paragraph+"</p>\n", 10) + "<h2>" + tail)
}

const paragraph = `The harbour board met for three hours, Per Olden said, and then it met again, because nobody had written down what was agreed. “I had a pencil,” he said, “and the pencil had opinions of its own, as pencils in this town do.” Nobody else spoke to the press.`

func bench(b *testing.B, body []byte) {
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	e := options()
	for b.Loop() {
		n := 0
		if err := ingest.ReadBytes("x", body, e, func(r ingest.Read) error { n++; return r.Err }); err != nil || n == 0 {
			b.Fatal(n, err)
		}
	}
}

// BenchmarkPile reads a pile of a hundred reports in one walk, as a user would.
func BenchmarkPile(b *testing.B) {
	for key, body := range map[string][]byte{"text": longPlain(), "html": longHTML()} {
		b.Run(key, func(b *testing.B) {
			line, err := json.Marshal(map[string]string{key: string(body)})
			if err != nil {
				b.Fatal(err)
			}
			pile := bytes.Repeat(append(line, '\n'), 100)
			n := 0
			for b.Loop() {
				if err := ingest.ReadBytes("pile", pile, options(), func(r ingest.Read) error { n++; return r.Err }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkFeed reads a feed of a hundred items, BenchmarkWARC an archive of a
// hundred pages and as many pictures, plain and with each record packed; the bytes
// of the latter are those that are unpacked.
func BenchmarkFeed(b *testing.B) {
	var feed strings.Builder
	feed.WriteString(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Ellory Post</title>`)
	for i := range 100 {
		fmt.Fprintf(&feed, "<item><title>Report %d of the harbour</title><link>https://ellory.example/%d</link><pubDate>Tue, 09 Mar 2021 06:00:00 GMT</pubDate><content:encoded><![CDATA[%s]]></content:encoded></item>\n",
			i, i, strings.Repeat("<p>"+paragraph+"</p>\n", 12))
	}
	feed.WriteString("</channel></rss>")
	bench(b, []byte(feed.String()))
}

func BenchmarkWARC(b *testing.B) {
	pages := make([][]byte, 0, 200)
	for i := range 100 {
		address := fmt.Sprintf("https://ellory.example/%d", i)
		pages = append(pages, response(address, "Content-Type: text/html", string(longHTML())), response(address+".png", "Content-Type: image/png", strings.Repeat("noise\x00", 20_000)))
	}
	b.Run("plain", func(b *testing.B) { bench(b, slices.Concat(pages...)) })
	b.Run("packed", func(b *testing.B) {
		bench(b, packedEach(pages))
		b.SetBytes(int64(len(slices.Concat(pages...))))
	})
}

// BenchmarkPassOver reads archives in which there is no report.
func BenchmarkPassOver(b *testing.B) {
	one := response("https://ellory.example/a.png", "Content-Type: image/png", string(longHTML()))
	for _, c := range []struct {
		name string
		b    []byte
	}{{"plain", bytes.Repeat(one, 2000)}, {"packed", bytes.Repeat(gz(one), 2000)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(2000 * len(one)))
			for b.Loop() {
				if err := ingest.ReadBytes("x", c.b, options(), func(r ingest.Read) error { return r.Err }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPlainFile(b *testing.B) { bench(b, longPlain()) }
func BenchmarkHTMLFile(b *testing.B)  { bench(b, longHTML()) }

// BenchmarkManyParagraphs reads a page of 20,000 paragraphs: the time must grow
// with the page, not with its square.
func BenchmarkManyParagraphs(b *testing.B) {
	for _, n := range []int{2_000, 7_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			bench(b, []byte("<html><body><h1>A long page</h1>"+strings.Repeat("<p>A short paragraph about the harbour, as usual.</p>", n)+"</body></html>"))
		})
	}
}

func BenchmarkManyLines(b *testing.B) {
	bench(b, []byte("A long file\n\n"+strings.Repeat("A short paragraph about the harbour, as usual.\n\n", 20_000)))
}
