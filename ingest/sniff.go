package ingest

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"sayso/ingest/decode"
	"sayso/ingest/warc"
)

// container is what wraps reports.
type container uint8

const (
	noContainer container = iota
	zipFile
	gzipFile
)

func sniffContainer(head []byte) container {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipFile
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return gzipFile
	}
	return noContainer
}

// wanted ends the errors about files that are not read.
const wanted = ", want text, HTML, JSON Lines, a feed, WARC, WACZ, .zip or .gz"

// foreign names formats that are known and not read, so that the error can say
// what the file is.
func foreign(head []byte) error {
	for _, k := range []struct{ magic, what string }{
		{"%PDF-", "a PDF document"}, {"{\\rtf", "an RTF document"}, {"\x89PNG", "a PNG picture"}, {"\xff\xd8\xff", "a JPEG picture"}, {"GIF8", "a GIF picture"},
		{"\xd0\xcf\x11\xe0", "an old Office document"}, {"\x7fELF", "a program"}, {"SQLite format 3\x00", "an SQLite database"}, {"BZh", "a bzip2 file"}, {"\xfd7zXZ", "an xz file"},
		{"7z\xbc\xaf", "a 7z archive"}, {"Rar!", "a RAR archive"}, {"(\xb5/\xfd", "a zstd file"}, {"filedesc://", "a web archive in the ARC format"},
	} {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return errors.New(k.what + wanted)
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return errors.New("a tar archive" + wanted)
	}
	return nil
}

var jsonFeed = regexp.MustCompile(`"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/`)

// sniffFormat tells the format of a report from its first bytes.
func sniffFormat(head []byte) string {
	s := strings.TrimSpace(sniffText(head))
	if rest, ok := strings.CutPrefix(s, "{"); ok {
		if rest = strings.TrimSpace(rest); rest == "" || rest[0] == '"' || rest[0] == '}' {
			if jsonFeed.MatchString(rest) {
				return formatFeed
			}
			return formatJSONL
		}
	}
	switch {
	case strings.HasPrefix(s, warc.Magic) && versioned.MatchString(s):
		return formatWARC
	case looksFeed(s):
		return formatFeed
	case looksHTML(s):
		return formatHTML
	}
	return formatText
}

// sniffText returns the start of a file as text, in UTF-16 too.
func sniffText(head []byte) string {
	const look = 8 << 10
	head = head[:min(len(head), look)&^3]
	if text, err := decode.Text(head, ""); err == nil {
		return strings.TrimPrefix(text, "\ufeff")
	}
	return string(head)
}

var (
	versioned = regexp.MustCompile(`^WARC/\d+\.\d+\s`)
	before    = regexp.MustCompile(`^(?:\s+|<\?[^>]*\?>|<!--(?s:.*?)-->|<![^\[>]*(?:\[[^\]]*\]\s*)?>)+`)
	feedRoot  = regexp.MustCompile(`^<(?:\w+:)?(rss|rdf|feed)[\s>]`)
)

// looksFeed reports whether s starts as a feed does: its root is that of RSS or,
// with the name of their vocabulary, of Atom or RSS 1.0.
func looksFeed(s string) bool {
	l := strings.ToLower(s)
	l = l[len(before.FindString(l)):]
	m := feedRoot.FindStringSubmatch(l)
	if m == nil {
		return false
	}
	switch m[1] {
	case "feed":
		return strings.Contains(l, "w3.org/2005/atom") || strings.Contains(l, "purl.org/atom/ns#")
	case "rdf":
		return strings.Contains(l, "purl.org/rss/1.0/") || strings.Contains(l, "netscape.com/rdf/simple/0.9/")
	}
	return true
}

// looksHTML reports whether s starts as a page does, or holds the closing tags
// of several blocks.
func looksHTML(s string) bool {
	l := strings.ToLower(s)
	if strings.HasPrefix(l, "<?xml") {
		return strings.Contains(l, "<html")
	}
	for strings.HasPrefix(l, "<!--") {
		_, rest, ok := strings.Cut(l, "-->")
		if !ok {
			return true
		}
		l = strings.TrimSpace(rest)
	}
	for _, tag := range []string{
		"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<link", "<script", "<style", "<div", "<p", "<h1", "<h2", "<article", "<section", "<main", "<header",
		"<table", "<span", "<br", "<center", "<font", "<ul", "<figure", "<nav", "<a", "<b", "<img", "<blockquote", "<base", "<iframe", "<form", "<strong", "<em", "<i", "<time",
	} {
		if rest, ok := strings.CutPrefix(l, tag); ok && (rest == "" || strings.ContainsAny(rest[:1], " >/\t\n\r")) {
			return true
		}
	}
	return strings.Count(l, "</p>")+strings.Count(l, "</div>") >= 2
}
