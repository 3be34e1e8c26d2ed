package web

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// turns names the characters that change the direction of writing. Left alone
// they make a reader see other words than those that are stored.
var turns = map[rune]string{
	'\u061c': "ALM", '\u200e': "LRM", '\u200f': "RLM",
	'\u202a': "LRE", '\u202b': "RLE", '\u202c': "PDF", '\u202d': "LRO", '\u202e': "RLO",
	'\u2066': "LRI", '\u2067': "RLI", '\u2068': "FSI", '\u2069': "PDI",
}

// stripBidi removes the characters that change the direction of writing, for
// places where markup cannot show them (a page's title).
func stripBidi(s string) string {
	return strings.Map(func(r rune) rune {
		if turns[r] != "" {
			return -1
		}
		return r
	}, s)
}

// showTurns puts every character of a page's text that changes the direction of
// writing into an element that shows its name in its place: the character takes
// part in no line, and the text of the page is what it was. It works on the
// finished page so that no template can forget it. Attributes stay as they are.
func showTurns(page []byte) []byte {
	if bytes.IndexFunc(page, func(r rune) bool { return turns[r] != "" }) < 0 {
		return page
	}
	var out bytes.Buffer
	in := html.NewTokenizer(bytes.NewReader(page))
	words := true // false where a page holds text that is no markup
	for {
		kind := in.Next()
		raw := in.Raw()
		switch kind {
		case html.ErrorToken:
			out.Write(raw)
			return out.Bytes() // the end: reading from memory meets no other error
		case html.StartTagToken, html.EndTagToken:
			out.Write(raw)
			name, _ := in.TagName()
			switch string(name) {
			case "title", "option", "textarea":
				words = kind == html.EndTagToken
			}
		case html.TextToken:
			if words {
				writeTurns(&out, raw)
				break
			}
			out.Write(raw)
		default:
			out.Write(raw)
		}
	}
}

func writeTurns(out *bytes.Buffer, text []byte) {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if name := turns[r]; name != "" {
			out.WriteString(`<span class="turn" data-name="` + name + `"><span>`)
			out.Write(text[:n])
			out.WriteString(`</span></span>`)
		} else {
			out.Write(text[:n])
		}
		text = text[n:]
	}
}
