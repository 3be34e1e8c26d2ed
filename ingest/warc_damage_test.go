package ingest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sayso/ingest"
)

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

// What a crawler cut off is read as far as it goes, when the archive says so.
func TestCutOffByTheCrawler(t *testing.T) {
	packed := string(gz([]byte(tidePage("High water") + strings.Repeat("<p>And so on.</p>", 2000))))
	half := response("https://x.example/", "Content-Type: text/html\nContent-Encoding: gzip", packed[:len(packed)-20], "WARC-Truncated: length")
	if all := articles(t, "w", half); len(all) != 1 || all[0].Title != "High water" {
		t.Errorf("%+v", all)
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
