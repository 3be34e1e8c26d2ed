// Package tokenize splits a text into tokens and sentences by rules. It knows no
// language: what is an abbreviation or a clitic comes from the caller's Words.
package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// Words are what the splitter must know of a language, all in lower case and
// with straight apostrophes.
type Words struct {
	Abbreviations map[string]bool // with their stop: "gen.", "u.s."
	Clitics       []string        // split off the end of a word: "'s", "n't"
}

// Annotator returns the stage that fills the token and sentence layers.
func Annotator(w Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "tokenize", Version: "1",
		Gives: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences},
		Run: func(d *sayso.Document) error {
			d.Tokens = Tokens(d.Text, w)
			d.Sentences = Sentences(d.Text, d.Tokens, d.Zones, w)
			return nil
		},
	}
}

// Tokens returns the tokens of text: words with their inner hyphens, points and
// apostrophes, numbers with their separators, and marks of punctuation. White
// space and control characters lie in the gaps.
func Tokens(text string, w Words) []sayso.Token {
	out := make([]sayso.Token, 0, len(text)/5)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			i += size
		case isWord(r):
			end := wordEnd(text, i, w)
			for _, c := range splitClitic(text[i:end], w.Clitics) {
				out = append(out, sayso.Token{Span: sayso.Span{Start: int32(i), End: int32(i + c)}})
				i += c
			}
		default:
			end := i + size
			// TeX quotation marks, runs of dots and of dashes are one mark each.
			for end < len(text) && strings.ContainsRune("`'.-", r) && text[end] == byte(r) {
				end++
			}
			out = append(out, sayso.Token{Span: sayso.Span{Start: int32(i), End: int32(end)}})
			i = end
		}
	}
	return out
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// wordEnd returns the end of the word that starts at i: letters and digits,
// joined by single hyphens, apostrophes, points, commas between digits, and the
// like.
func wordEnd(text string, i int, w Words) int {
	if end := urlEnd(text, i); end > i {
		return end
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWord(r) {
			i += size
			continue
		}
		next, nsize := utf8.DecodeRuneInString(text[i+size:])
		prev, _ := utf8.DecodeLastRuneInString(text[:i])
		joins := false
		switch r {
		case '-', '‐', '‑', '\'', '’', '_':
			joins = isWord(next)
		case '&':
			joins = unicode.IsUpper(prev) && unicode.IsUpper(next)
		case '.':
			// inside numbers, addresses and initials: 3.5, sayso.db, U.S
			joins = isWord(next) && !(unicode.IsLower(prev) && unicode.IsUpper(next))
		case ',':
			joins = unicode.IsDigit(prev) && unicode.IsDigit(next)
		case ':':
			joins = unicode.IsDigit(prev) && unicode.IsDigit(next)
		case '@', '/':
			joins = false
		}
		if !joins || nsize == 0 {
			break
		}
		i += size
	}
	return i
}

func urlEnd(text string, i int) int {
	rest := text[i:]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return i
	}
	end := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"“”«»<>`", r)
	})
	if end < 0 {
		end = len(rest)
	}
	return i + len(strings.TrimRight(rest[:end], ".,;:!?)'’"))
}

// splitClitic returns the lengths of the pieces of word: the word, or its stem
// and its clitic.
func splitClitic(word string, clitics []string) []int {
	for _, c := range clitics {
		n, ok := cliticLen(word, c)
		if ok && n < len(word) {
			return []int{len(word) - n, n}
		}
	}
	return []int{len(word)}
}

// cliticLen matches clitic c at the end of word, whatever the case and whichever
// apostrophe, and returns how many bytes of word it takes.
func cliticLen(word, c string) (int, bool) {
	i, j := len(word), len(c)
	for j > 0 {
		if i == 0 {
			return 0, false
		}
		a, an := utf8.DecodeLastRuneInString(word[:i])
		b, bn := utf8.DecodeLastRuneInString(c[:j])
		if a == '’' {
			a = '\''
		}
		if unicode.ToLower(a) != b {
			return 0, false
		}
		i, j = i-an, j-bn
	}
	return len(word) - i, true
}
