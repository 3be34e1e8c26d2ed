package ingest_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
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

// Damage costs the record it is in, and one error.
func TestDamagedWebArchives(t *testing.T) {
	var records [][]byte
	for i := range 5 {
		records = append(records, response(fmt.Sprintf("https://x.example/%d", i), "Content-Type: text/html", tidePage(fmt.Sprint("Page ", i))))
	}
	plain, each := slices.Concat(records...), packedEach(records)
	at := func(b []byte, n int, with string) []byte {
		return slices.Concat(b[:n], []byte(with), b[n+len(with):])
	}
	first, second := len(records[0]), len(gz(records[0]))
	for i, c := range []struct {
		archive []byte
		want    []string
	}{
		{at(each, second+60, "\x00\x00\x00\x00\x00"), []string{"Page 0", fmt.Sprintf("w: warc record at byte %d: gzip member: ", second), "Page 2", "Page 3", "Page 4"}},
		{at(each, second, "oops"), []string{"Page 0", fmt.Sprintf("w: warc record at byte %d: gzip member: ", second), "Page 2", "Page 3", "Page 4"}},
		{each[:len(each)-30], []string{"Page 0", "Page 1", "Page 2", "Page 3", "w: warc record at byte "}},
		{gz(plain)[:len(gz(plain))-30], []string{"Page 0", "Page 1", "Page 2", "w: warc record at byte 0+"}},
		{plain[:len(plain)-30], []string{"Page 0", "Page 1", "Page 2", "Page 3", fmt.Sprintf("w: warc record at byte %d: the archive breaks off 26 bytes before the record's end", 4*first)}},
		{plain[:4*first+40], []string{"Page 0", "Page 1", "Page 2", "Page 3", fmt.Sprintf("w: warc record at byte %d: unexpected EOF", 4*first)}},
		{at(plain, first, "oops"), []string{"Page 0", fmt.Sprintf(`w: warc record at byte %d: unreadable header: begins with "oops/1.0", want "WARC/" and a version`, first), "Page 2", "Page 3", "Page 4"}},
		{bytes.Replace(plain, []byte("Content-Length: "), []byte("Content-Length: x"), 1), []string{`w: warc record at byte 0: unreadable header: Content-Length is "x`, "Page 1", "Page 2", "Page 3", "Page 4"}},
		{bytes.Replace(plain, []byte("Content-Length: "), []byte("Content-Length: -"), 1), []string{`w: warc record at byte 0: unreadable header: Content-Length is "-`, "Page 1", "Page 2", "Page 3", "Page 4"}},
		{bytes.Replace(plain, []byte("HTTP/1.1 200"), []byte("1.1 200 HTTP"), 1), []string{`w: warc record at byte 0: HTTP response: begins with "1.1 200 HTTP OK", want a status line`, "Page 1", "Page 2", "Page 3", "Page 4"}},
		{bytes.Replace(plain, []byte("WARC-Date"), []byte("WARC-Segment-Number: 1\r\nWARC-Date"), 1), []string{`w: warc record at byte 0: one of several segments`, "Page 1", "Page 2", "Page 3", "Page 4"}},
		{append(bytes.Clone(each), "rubbish"...), []string{"Page 0", "Page 1", "Page 2", "Page 3", "Page 4", fmt.Sprintf("w: warc record at byte %d: gzip member: ", len(each))}},
		{bytes.Replace(plain, []byte("WARC/1.0\r\n"), []byte("\n\nWARC/0.17\n"), 5), []string{"Page 0", "Page 1", "Page 2", "Page 3", "Page 4"}},
	} {
		var got []string
		for _, r := range readAll(t, "w", c.archive, options()) {
			if r.Err != nil {
				got = append(got, r.Err.Error())
			} else {
				got = append(got, r.Article.Title)
			}
		}
		if !slices.EqualFunc(got, c.want, strings.HasPrefix) {
			t.Errorf("archive %d:\ngot  %q\nwant %q", i, got, c.want)
		}
	}
}

// The next whole member is found however much noise, with false starts in it, lies
// before it.
func TestNoiseBetweenMembers(t *testing.T) {
	first, last := gz(response("https://x.example/1", "Content-Type: text/html", tidePage("First"))), gz(response("https://x.example/2", "Content-Type: text/html", tidePage("Last")))
	for _, n := range []int{1, 100, 32<<10 - 2, 64<<10 - 1, 64 << 10, 300_001} {
		noise := bytes.Repeat([]byte("\x1f\x8b\x08 and nothing behind it\x1f\x8b"), n/20+1)[:n]
		for _, start := range []string{"", "\x1f\x8b\x08"} {
			if start != "" && n < 100_000 {
				continue // what a false start unpacks may reach into the member behind it
			}
			var got []string
			for _, r := range readAll(t, "w", slices.Concat(first, []byte(start), noise, last), options()) {
				if r.Err == nil {
					got = append(got, r.Article.Title)
				} else if want := fmt.Sprintf("w: warc record at byte %d: gzip member: ", len(first)); strings.HasPrefix(r.Err.Error(), want) {
					got = append(got, "noise")
				}
			}
			if want := []string{"First", "noise", "Last"}; !slices.Equal(got, want) {
				t.Errorf("%d bytes of noise behind %q: %q, want %q", n, start, got, want)
			}
		}
	}
}

// What cannot be read on is an error, once, behind what was read.
func TestArchivesThatFail(t *testing.T) {
	records := sampleRecords()
	plain := slices.Concat(records...)
	long := strings.Repeat(" ", 80<<10) // beyond what is looked at before the reading begins
	pad := record("metadata", "", "text/plain", long)
	noise := make([]byte, 80<<10)
	rand.NewChaCha8([32]byte{}).Read(noise)
	first, _, _ := strings.Cut(sampleRSS, "<item><title>Fog")
	for i, b := range [][]byte{[]byte(first + long), []byte(sampleJSONFeed + long), slices.Concat(plain, pad)[:len(plain)+len(pad)-20], append(packedEach(records), gz(record("metadata", "", "text/plain", string(noise)))[:70<<10]...)} {
		reads, errs := 0, 0
		err := ingest.Walk(t.Context(), []string{"-"}, failing{bytes.NewReader(b)}, options(), func(r ingest.Read) error {
			if r.Err == nil {
				reads++
			} else if errs++; !strings.Contains(r.Err.Error(), "the line went dead") {
				t.Error(r.Err)
			}
			return nil
		})
		if err != nil || errs != 1 || reads == 0 && i != 1 {
			t.Errorf("archive %d: %d reports, %d errors, %v", i, reads, errs, err)
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

// What a crawler cut off is read as far as it goes, when the archive says so.
func TestCutOffByTheCrawler(t *testing.T) {
	packed := string(gz([]byte(tidePage("High water") + strings.Repeat("<p>And so on.</p>", 2000))))
	half := response("https://x.example/", "Content-Type: text/html\nContent-Encoding: gzip", packed[:len(packed)-20], "WARC-Truncated: length")
	if all := articles(t, "w", half); len(all) != 1 || all[0].Title != "High water" {
		t.Errorf("%+v", all)
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

// A walk ends with its context, although an archive goes on without a report.
func TestWebArchiveInterrupted(t *testing.T) {
	name := filepath.Join(t.TempDir(), "w.warc")
	picture := record("resource", "https://x.example/", "image/png", "")
	picture = bytes.Replace(picture, []byte("Content-Length: 0"), []byte("Content-Length: 1099511627776"), 1)
	if err := os.WriteFile(name, append(response("https://x.example/", "Content-Type: text/html", tidePage("High water")), picture...), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, 1<<40); err != nil {
		t.Skipf("no file with a hole: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := ingest.Walk(ctx, []string{name}, nil, options(), func(r ingest.Read) error {
		cancel()
		return r.Err
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// An archive that swells without end is left.
func TestWebArchiveBomb(t *testing.T) {
	bomb := gz(record("resource", "https://x.example/", "image/png", strings.Repeat("\x00", 64<<20)))
	all := readAll(t, "w", append(bomb, bomb...), options())
	if len(all) != 1 || all[0].Err == nil || !strings.Contains(all[0].Err.Error(), "decompression bomb") {
		t.Errorf("%v", all)
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
