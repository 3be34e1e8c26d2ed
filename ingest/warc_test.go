package ingest_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"sayso"
	"sayso/ingest"
)

func TestWebArchives(t *testing.T) {
	records := sampleRecords()
	plain, each := slices.Concat(records...), packedEach(records)
	want := []string{
		`|warc|https://ellory.example/ferry-fares|Ferry fares to double in June|The Ellory Post (og:site_name)|Nan Torvald|2021-04-07: JSON-LD datePublished: "2021-04-07T06:00:00Z"`,
		`|warc|https://ellory.example/tide/2021/05/07/|Café flooded| ()||2021-05-07: the web address: "2021/05/07"`,
		`|warc|https://ellory.example/note.txt|Dockers of Port Ellory go back to work on Monday|`,
		`|warc|https://ellory.example/2021/06/02/words|Herring are back| ()||2021-06-02: the web address: "2021/06/02"`,
	}
	want[2] = strings.Replace(want[2], "Dockers of Port Ellory", "Dockers of Port Ellory", 1)
	var first []ingest.Read
	for i, b := range [][]byte{plain, each, gz(plain), wacz(t, each)} {
		all := readAll(t, "w", b, options())
		var got []string
		for _, r := range all {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			_, rest, _ := strings.Cut(about(r.Article), "|")
			got = append(got, "|"+rest)
		}
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("archive %d: %s", i, cmp.Diff(want, got))
		}
		if i == 0 {
			first = all
		}
		for k := range all {
			if !bytes.Equal(all[k].Original, first[k].Original) {
				t.Errorf("archive %d: %s has another original", i, all[k].Article.Name)
			}
		}
	}
	var offsets []string
	for _, b := range [][]byte{plain, each, gz(plain)} {
		offsets = append(offsets, articles(t, "w", b)[0].Name)
	}
	before := slices.Concat(records[:2]...)
	if want := []string{fmt.Sprintf("w#%d", len(before)), fmt.Sprintf("w#%d", len(packedEach(records[:2]))), fmt.Sprintf("w#0+%d", len(before))}; !slices.Equal(offsets, want) {
		t.Errorf("pages are named %q, want %q", offsets, want)
	}
}

func TestWebArchiveInAZip(t *testing.T) {
	inner := wacz(t, packedEach(sampleRecords()))
	if all := articles(t, "w", zipped(t, member{"a.wacz", inner})); len(all) != 4 || !strings.HasPrefix(all[0].Name, "w!/a.wacz!/archive/data.warc.gz#") {
		t.Errorf("%d articles, want 4", len(all))
	}
	other := zipped(t, member{"datapackage.json", []byte(`{"text":"Not an archive."}`)}, member{"archive/a.txt", []byte("A text, and nothing else.")})
	if all := articles(t, "w", other); len(all) != 2 {
		t.Errorf("a zip file that is no web archive: %d articles, want 2", len(all))
	}
}

// The original is the page's bytes under its address and its Content-Type: what
// was collected twice is the same.
func TestWebArchiveOriginals(t *testing.T) {
	page := response("https://x.example/a", "Date: Mon\nContent-Type: text/html; charset=latin1\nSet-Cookie: a=1", tidePage("Caf\xe9"))
	again := bytes.ReplaceAll(page, []byte("2024-06-01"), []byte("2024-06-02"))
	again = bytes.ReplaceAll(again, []byte("a=1"), []byte("a=2"))
	all := readAll(t, "w", slices.Concat(page, again), options())
	if len(all) != 2 || !bytes.Equal(all[0].Original, all[1].Original) {
		t.Fatalf("%d reads, or other originals", len(all))
	}
	body := tidePage("Caf\xe9")
	want := "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://x.example/a\r\nContent-Type: text/html; charset=latin1\r\n" + fmt.Sprintf("Content-Length: %d\r\n\r\n%s\r\n\r\n", len(body), body)
	if got := string(all[0].Original); got != want {
		t.Errorf("the original is %q, want %q", got, want)
	}
	if self := readAll(t, "w", all[0].Original, options()); len(self) != 1 || !bytes.Equal(self[0].Original, all[0].Original) {
		t.Error("the original is not that of itself")
	}
}

func squeezed(t *testing.T, to func(io.Writer) (io.WriteCloser, error), s string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := to(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func chunked(s string, size int) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(size, len(s))
		fmt.Fprintf(&b, "%X;ext=1\r\n%s\r\n", n, s[:n])
		s = s[n:]
	}
	return b.String() + "0\r\nTrailer: x\r\n\r\n"
}

// Bodies are read as they were sent, and as they are where the header does not
// describe them.
func TestBodiesOfResponses(t *testing.T) {
	page := tidePage("High water")
	flat := squeezed(t, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 5) }, page)
	z := squeezed(t, func(w io.Writer) (io.WriteCloser, error) { return zlib.NewWriter(w), nil }, page)
	br := squeezed(t, func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriter(w), nil }, page)
	zs := squeezed(t, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }, page)
	packed := string(gz([]byte(page)))
	for _, c := range []struct{ header, body, err string }{
		{"Transfer-Encoding: chunked", chunked(page, 50), ""},
		{"Transfer-Encoding: chunked\nContent-Encoding: gzip", chunked(packed, 7), ""},
		{"Transfer-Encoding: chunked", page, ""},
		{"Content-Encoding: gzip", packed, ""},
		{"Content-Encoding: gzip", page, ""},
		{"X-Crawl-Content-Encoding: gzip", page, ""},
		{"Content-Encoding: gzip, gzip", string(gz([]byte(packed))), ""},
		{"Content-Encoding: deflate", z, ""},
		{"Content-Encoding: deflate", flat, ""},
		{"Content-Encoding: deflate", page, ""},
		{"Content-Encoding: br", br, ""},
		{"Content-Encoding: br", page, ""},
		{"Content-Encoding: zstd", zs, ""},
		{"Content-Encoding: zstd", page, ""},
		{"Content-Encoding: UTF-8", page, ""},
		{"Content-Encoding: identity\nfolded: a\n b", page, ""},
		{"no field\nCookie: " + strings.Repeat("x", 9000), page, ""},
		{"Content-Encoding: exi", br, "exi: a content coding that is not read: want gzip, deflate, br or zstd"},
		{"Content-Encoding: a,b,c,d", br, "packed 4 times, the limit is 3"},
		{"Content-Encoding: gzip", packed[:len(packed)-20], "gzip: unexpected EOF"},
		{"Content-Encoding: br", br[:len(br)/2], "br: "},
		{"Transfer-Encoding: chunked", strings.Replace(chunked(page, 50), "\r\n32;", "\r\nzz;", 1), `chunk header: "zz;ext=1\r", want a size in hexadecimal digits`},
		{"Transfer-Encoding: chunked", chunked(page, 50)[:200], "chunk of the body: unexpected EOF"},
		{"Content-Encoding: gzip", string(gz(bytes.Repeat([]byte("a"), 5<<20))), "larger than 4194304 bytes, the limit for one report"},
	} {
		opt := options()
		opt.MaxBytes = 4 << 20
		all := readAll(t, "w", append(response("https://x.example/", "Content-Type: text/html\n"+c.header, c.body), response("https://x.example/b", "Content-Type: text/html", tidePage("After"))...), opt)
		switch {
		case len(all) != 2 || all[1].Err != nil:
			t.Errorf("%.40q: %+v, want a page and one behind it", c.header, all)
		case c.err != "":
			if err := all[0].Err; err == nil || !strings.HasPrefix(err.Error(), "w: warc record at byte 0: "+c.err) {
				t.Errorf("%.40q: the error %v, want %q", c.header, err, c.err)
			}
		case all[0].Err != nil || all[0].Article.Title != "High water" || !bytes.Contains(all[0].Original, []byte(page)):
			t.Errorf("%.40q: %+v", c.header, all[0])
		}
	}
}

// A page says the same in an archive as in a file of its own.
func TestArchivedExamples(t *testing.T) {
	names, err := filepath.Glob("../examples/*.html")
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page := articles(t, "p", b)[0]
		for _, header := range []string{"Content-Type: text/html", "Content-Type: text/html; charset=\"\"", "Server: x"} {
			a := articles(t, "w", response(page.URL, header, string(b)))[0]
			a.ID, a.Name, a.Original, a.Format = page.ID, page.Name, page.Original, page.Format
			if d := cmp.Diff(page, a); d != "" {
				t.Errorf("%s, sent with %s: %s", name, header, d)
			}
		}
	}
}

// A page's own address counts, as long as it is one of the same site.
func TestAddressesOfArchivedPages(t *testing.T) {
	for _, c := range []struct{ target, canonical, want string }{
		{"https://x.example/a?utm=1", "https://x.example/a", "https://x.example/a"},
		{"http://www.x.example/a?utm=1", "https://x.example/a", "https://x.example/a"},
		{"https://x.example/a", "https://y.example/a", "https://x.example/a"},
		{"https://x.example/a", "https://x.example/", "https://x.example/a"},
		{"https://x.example/?p=1", "https://x.example/", "https://x.example/"},
		{"https://x.example/a", "", "https://x.example/a"},
		{"", "https://x.example/a", "https://x.example/a"},
		{"file:///a", "https://x.example/a", "https://x.example/a"},
		{"file:///a", "", ""},
	} {
		page := strings.Replace(tidePage("High water"), "<head>", `<head><link rel="canonical" href="`+c.canonical+`">`, 1)
		if all := articles(t, "w", response(c.target, "Content-Type: text/html", page)); len(all) != 1 || all[0].URL != c.want {
			t.Errorf("%s, canonical %s: %q, want %q", c.target, c.canonical, all[0].URL, c.want)
		}
	}
}

// Records of other kinds and errors say nothing of a date: that of collection is
// never one of publication.
func TestDateOfCollection(t *testing.T) {
	for _, a := range articles(t, "w", response("https://x.example/a", "Content-Type: text/html\nLast-Modified: Sat, 01 Jun 2024 09:00:00 GMT", tidePage("High water"))) {
		if d := (sayso.Date{Why: "no date of publication is printed"}); !cmp.Equal(a.Date, d) {
			t.Errorf("%+v", a.Date)
		}
	}
}
