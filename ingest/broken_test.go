package ingest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/ingest"
	"sayso/internal/pace"
)

// TestBrokenInputs reads thousands of damaged files: cut off, with flipped bits,
// spliced together, decoded wrongly, stuffed with marks. Each must end in an
// article that is sound or in an error that names the file, and about as soon as sound files do.
func TestBrokenInputs(t *testing.T) {
	broken := brokenInputs(t)
	if len(broken) < 2000 {
		t.Fatalf("%d broken inputs, want 2,000", len(broken))
	}
	opt := options()
	opt.MaxBytes = 4 << 20
	articles, errs := 0, 0
	for i, b := range broken {
		name := fmt.Sprintf("broken-%d", i)
		pace.Hold(t, fmt.Sprintf("input %d of %d bytes, %q,", i, len(b), clip(string(b))), 5*time.Second, 100, func() {
			for _, r := range readAll(t, name, b, opt) {
				if r.Err == nil {
					articles++
					continue
				}
				if errs++; !strings.HasPrefix(r.Err.Error(), name) {
					t.Errorf("the error %q does not name %s", r.Err, name)
				}
			}
		}, func() { readAll(t, "sound", bytes.Repeat([]byte(samplePlain), len(b)/len(samplePlain)+1), opt) })
	}
	t.Logf("%d inputs: %d articles, %d errors", len(broken), articles, errs)
}

func brokenInputs(t *testing.T) [][]byte {
	rng := rand.New(rand.NewPCG(2, 1))
	samples := [][]byte{
		[]byte(samplePlain), []byte(sampleHTML), []byte(sampleJSONL), []byte(sampleRSS), []byte(sampleAtom), []byte(sampleJSONFeed), gz([]byte(samplePlain)), gz([]byte(sampleJSONL)),
		zipped(t, member{"a.txt", []byte(samplePlain)}, member{"b.html", []byte(sampleHTML)}, member{"c.jsonl", []byte(sampleJSONL)}),
		slices.Concat(sampleRecords()...), packedEach(sampleRecords()), wacz(t, packedEach(sampleRecords())),
	}
	var all [][]byte
	for _, s := range samples {
		for cut := 0; cut < len(s); cut += max(len(s)/80, 1) {
			all = append(all, s[:cut], s[cut:])
		}
		for range 120 {
			all = append(all, flipped(rng, s))
		}
		for _, other := range samples {
			for range 8 {
				i, j := rng.IntN(len(s)), rng.IntN(len(other))
				all = append(all, append(bytes.Clone(s[:i]), other[j:]...))
			}
		}
	}
	for _, s := range samples[:6] {
		for _, unit := range []string{"\x00", "\xff\xfe", "\xef\xbb\xbf", "\x80", "\x1b$B", "“", "\"", "''", "<p>", "</div>", "<b>", "\u2028", "\u202e", "A", "a.B", "12/11/2018 ", "By A ", " | ", "\t\t", "©", "<item>", "</item>", "<![CDATA[", "<!--", "&", "<?", "<!x["} {
			at := rng.IntN(len(s))
			all = append(all, bytes.Join([][]byte{s[:at], []byte(strings.Repeat(unit, 1+rng.IntN(400))), s[at:]}, nil))
		}
		all = append(all, wideBytes(s, 0), wideBytes(s, 1), append([]byte("\xff\xfe"), s...), append([]byte("\xfe\xff"), s...))
	}
	return append(all, handmade()...)
}

// flipped returns s with up to a dozen bits turned over.
func flipped(rng *rand.Rand, s []byte) []byte {
	b := bytes.Clone(s)
	for range 1 + rng.IntN(12) {
		b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
	}
	return b
}

// wideBytes puts a zero byte at every second place.
func wideBytes(s []byte, first int) []byte {
	b := make([]byte, 2*len(s))
	for i, c := range s {
		b[2*i+first] = c
	}
	return b
}

// handmade are the inputs that somebody would think of to do harm.
func handmade() [][]byte {
	n := 60_000
	rep := strings.Repeat
	var all [][]byte
	for _, s := range []string{
		rep("<div>", n), rep("<p>", n), rep("<b>", 400) + "x", rep("<table><tr><td>", 200) + "x", rep("</p>", n), "<p " + rep("a=b ", n) + ">x</p>", "<p title=\"" + rep("x", n) + "\">word</p>",
		"<!--" + rep("-", n), "<!doctype html><title>" + rep("x", n), rep("<a href=#>x</a>", 4000), rep("<br>", n) + "x", "<p>" + rep("<br>x", n/2), "<script>" + rep("<", n), "<p>" + rep("&amp;", n), "<p>&#0;&#xD800;&#x110000;</p>",
		"<html><script type=\"application/ld+json\">" + rep("[", n) + "</script><p>A page with little to say for itself.</p>",
		"<html><script type=\"application/ld+json\">" + rep(`{"@graph":`, 5000) + "1" + rep("}", 5000) + "</script><p>A page with little to say for itself.</p>",
		rep("<div class=\"related share comments\">", 300) + "The ferry was late again." + rep("</div>", 300), "<div style=\"display:none\">" + rep("hidden ", 100) + "</div>", "<svg><p>x</svg><math><mi>y", "<template><p>x", "<plaintext>" + rep("x<", n),
		"{\"text\":\"" + rep("\\u0000", 100) + "\"}", "{\"text\":\"\\ud800\\udc00\\ud800\"}", "{\"text\":null}", "{\"text\":\"x\",\"text\":\"y\"}", "{\"text\":\"x\",\"published\":\"" + rep("9", 5000) + "\"}", rep("{\"", n), rep("[", n), "{}", "{\n" + rep("[", n),
		rep("a", n), rep("A.", n), rep("aB", n), rep("a\"B", n), rep("x. Y", n/4), rep(". ", n), rep("“", n), rep("‘“", n), rep("\"", n), rep("1/1/2000 ", n/9), rep("2 March 2021A", n/13), rep("1 ", n), rep("- ", n), rep("(c)", n), rep("By A, ", n/6), rep("PLACE - ", n/8),
		rep("A B - By C D, - ", n/16), rep("\n", n), rep("x\n", n), rep("x\r", n), rep("Related stories\n", n/16), rep("Related stories\nA headline\n2 May 2021\n", n/40), rep("Comments (2)\n", n/13), rep("A | B | C\n", n/10), rep("\u2028", n), rep("\u00a0", n), "\ufeff", "\ufeff\ufeffx", rep("Share this article ", n/19), rep("word ", n/5) + "Share this article",
		rep("e\u0301", n), rep("\u202e", n) + "x", rep("\U0001F600", n/4), "\x1f\x8b", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "PK\x03\x04", "PK\x05\x06" + rep("\x00", 18), "%PDF-", "{\\rtf1", "\xff\xfe\x00\x00x\x00\x00\x00", "\xff\xfe", "\xfe\xff\x00", "\x00", "\x1b$B" + rep("!", n),
		"<rss>" + rep("<item>", n), "<rss>" + rep("<item/>", n/6), "<rss>" + rep("<channel>", n), "<rss><channel>" + rep("<title>", n), "<rss><item>" + rep("<a>", n) + "</item></rss>", "<rss><item>" + rep("<x:a>", 4*n) + "</item></rss>", "<rss><item>" + rep("<a ", n) + "</item></rss>",
		"<rss " + rep("a='b' ", n) + "><item>x</item></rss>", "<rss><item><![CDATA[" + rep("]]", n), "<rss><item><description>" + rep("&lt;div&gt;", n) + "</description></item></rss>", "<rss><item><title>&#0;&#xD800;&amp;#0;</title></item></rss>",
		"<rss><!DOCTYPE [" + rep("<", n), "<rss><item><link>" + rep("/", n) + "</link></item></rss>", "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"%%\"><entry><title>x</title><content type=\"xhtml\">" + rep("<div>", n) + "</content></entry></feed>",
		"WARC/1.0\r\n" + rep("a", n), "WARC/1.0\r\n" + rep("a: b\r\n", n), "WARC/1.0\r\n" + rep(" \r\n", n), rep("WARC/1.0\r\n\r\n", n), "WARC/1.0\r\nContent-Length: 9223372036854775807\r\nWARC-Type: resource\r\n\r\nx",
		string(record("response", "x", "application/http", "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n"+rep("1\r\nx\r\n", n))), string(record("response", "x", "", "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n3fffffffffffffff\r\nx")),
		"<?xml version=\"1.0\" encoding=\"utf-16\"?><html><p>x</p>", "<meta charset=\"replacement\"><p>caf\xe9 and more words</p>", "<meta charset=\"utf-7\"><p>caf\xe9 +ADw-</p>", "<meta charset=" + rep("x", n),
	} {
		all = append(all, []byte(s))
	}
	return all
}

func fuzz(f *testing.F, format string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	opt := options()
	opt.Format, opt.MaxBytes = format, 1<<20
	f.Fuzz(func(t *testing.T, b []byte) {
		err := ingest.ReadBytes("fuzz", b, opt, func(r ingest.Read) error {
			checkRead(t, r, opt)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzText(f *testing.F)  { fuzz(f, "text", []byte(samplePlain), []byte("\ufeff“x”")) }
func FuzzHTML(f *testing.F)  { fuzz(f, "html", []byte(sampleHTML)) }
func FuzzJSONL(f *testing.F) { fuzz(f, "jsonl", []byte(sampleJSONL)) }
func FuzzFeed(f *testing.F) {
	fuzz(f, "feed", []byte(sampleRSS), []byte(sampleAtom), []byte(sampleRDF), []byte(sampleJSONFeed))
}
func FuzzWARC(f *testing.F) {
	fuzz(f, "warc", slices.Concat(sampleRecords()...), packedEach(sampleRecords()[2:4]), response("x", "Transfer-Encoding: chunked\nContent-Encoding: deflate", chunked("<p>x", 3)))
}
func FuzzZip(f *testing.F) {
	fuzz(f, "auto", zipped(f, member{"a.txt", []byte(samplePlain)}, member{"b.zip", zipped(f, member{"c.html", []byte(sampleHTML)})}))
}
func FuzzGzip(f *testing.F) { fuzz(f, "auto", gz([]byte(samplePlain)), gz(gz([]byte(sampleJSONL)))) }
