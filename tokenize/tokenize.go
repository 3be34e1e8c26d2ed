// Package tokenize splits a text into tokens and sentences as the English
// treebanks of Universal Dependencies do. It knows no language: abbreviations,
// clitics, the hyphenated words that stay whole and the model of sentence ends
// come from the caller's Words.
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
	Abbreviations map[string]bool // written with a stop, here without it: "gen", "etc"
	BeforeNumber  map[string]bool // abbreviations that are words too, and so count before a digit or comma only: "no", "sat"
	Clitics       []string        // split off the end of a word: "'s", "n't"
	Contractions  map[string]int  // words without an apostrophe that are two: the length of the first, "cannot" → 3
	Elisions      map[string]bool // words that begin with an apostrophe: "'em"
	Prefixes      map[string]bool // stay with what a hyphen joins to them: "non"
	Suffixes      map[string]bool // stay with what a hyphen joins them to: "esque"
	Whole         map[string]bool // words with a hyphen or slash that are one: "e-mail", "w/o"
	Units         map[string]bool // split off the number before them: "km", "pm"
	Ends          *Ends           // decides where sentences end
}

// Annotator returns the stage that fills the token and sentence layers.
func Annotator(w Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "tokenize", Version: "2",
		Gives: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences},
		Run: func(d *sayso.Document) error {
			d.Tokens = Tokens(d.Text, w)
			d.Sentences = Sentences(d.Text, d.Tokens, d.Zones, w)
			return nil
		},
	}
}

// Tokens returns the syntactic words of text: "do" and "n't", "al", "-" and
// "Rashid", "Gen." with its stop. White space and control characters lie in the
// gaps.
func Tokens(text string, w Words) []sayso.Token {
	t := splitter{text: text, w: w, out: make([]sayso.Token, 0, len(text)/4), low: make([]byte, 0, 2*maxKnown)}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			i += size
		default:
			i = t.next(i, r, size)
		}
	}
	return t.out
}

// splitter collects the tokens of one text.
type splitter struct {
	text string
	w    Words
	out  []sayso.Token
	low  []byte // what lower writes into
}

// emit appends the token [start, end) and returns end.
func (t *splitter) emit(start, end int) int {
	t.out = append(t.out, sayso.Token{Span: sayso.Span{Start: int32(start), End: int32(end)}})
	return end
}

// next appends the tokens of what starts at i, the rune r, and returns where it
// ends.
func (t *splitter) next(i int, r rune, size int) int {
	switch {
	case isWord(r):
		if end := addressEnd(t.text, i); end > i {
			return t.emit(i, end)
		}
		return t.word(i, wordEnd(t.text, i))
	case joinsWord(t.text, i, r):
		return t.emit(i, wordEnd(t.text, i+size))
	case isApostrophe(r):
		if end := wordEnd(t.text, i+size); end > i+size && t.elided(i, i+size, end) {
			return t.emit(i, end)
		}
	}
	return t.emit(i, markEnd(t.text, i, r, size))
}

// elided reports whether [start, end), which opens with an apostrophe up to
// word, is one word: "'em", "'70s".
func (t *splitter) elided(start, word, end int) bool {
	if before, _ := utf8.DecodeLastRuneInString(t.text[:start]); start > 0 && isWord(before) {
		return false
	}
	digits := 0
	for word+digits < end && isDigit(t.text[word+digits]) {
		digits++
	}
	if rest := t.text[word+digits : end]; digits == 2 && (rest == "" || rest == "s") {
		return true
	}
	return t.w.Elisions[string(t.lower(start, end))]
}

// joinsWord reports whether the mark r at i belongs to the word behind it:
// "#tag", "@name", "+44".
func joinsWord(text string, i int, r rune) bool {
	if i+1 >= len(text) || r != '#' && r != '@' && r != '+' {
		return false
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && !unicode.IsSpace(before) && before != '(' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsDigit(after) || r != '+' && unicode.IsLetter(after)
}

// markEnd returns the end of the mark of punctuation r at i: one rune, a run of
// one rune that is a mark of its own ("...", "--", "***"), of stops that end a
// sentence together ("?!"), or an emoticon.
func markEnd(text string, i int, r rune, size int) int {
	end := i + size
	if n := emoticon(text, i); n > 0 {
		return i + n
	}
	runs := ""
	switch {
	case r == '.' || r == '!' || r == '?':
		runs = ".!?"
	case r == '-' || r == '=':
		runs = "-="
	case r < utf8.RuneSelf && strings.ContainsRune("`'*_~<>+#|$/\\", r), r == '…':
		runs = text[i:end]
	}
	for end < len(text) && runs != "" {
		n, k := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(runs, n) {
			break
		}
		end += k
	}
	return end
}

// emoticon returns the length of the emoticon at i, or 0: eyes, a nose perhaps,
// a mouth, and no letter or digit on either side.
func emoticon(text string, i int) int {
	if !strings.Contains(":;=", text[i:i+1]) || i > 0 && isWordByte(text[i-1]) && text[i] != ':' || i > 0 && isDigit(text[i-1]) {
		return 0
	}
	n := 1
	if i+n < len(text) && text[i+n] == '-' {
		n++
	}
	if i+n >= len(text) || !strings.Contains(")(DP", text[i+n:i+n+1]) {
		return 0
	}
	if n++; i+n < len(text) && isWordByte(text[i+n]) {
		return 0
	}
	return n
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isWordByte(b byte) bool { return isDigit(b) || 'a' <= b|0x20 && b|0x20 <= 'z' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' }
