package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// word is a word or number of a text: letters, digits and marks that stand
// together. What an apostrophe or a hyphen joins are several; the stops of an
// abbreviation of single letters and the commas of a number are no part of it.
type word struct {
	span    sayso.Span
	form    string // in small letters
	initial bool   // begins a sentence, as far as marks tell
	capital bool   // begins with a capital
	number  bool   // begins with a digit
}

// wordsOf splits span of text into words. What the marks around a word look
// like never counts: one outlet's curly quotation mark is another's straight.
func wordsOf(text string, span sayso.Span) []word {
	var out []word
	s := span.Of(text)
	initial := true
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			switch r {
			case '.', '!', '?', ':', '\n', '…':
				initial = true
			}
			i += size
			continue
		}
		end := wordEnd(s, i)
		w := word{
			span:    sayso.Span{Start: span.Start + int32(i), End: span.Start + int32(end)},
			form:    fold(s[i:end]),
			initial: initial, capital: unicode.IsUpper(r), number: unicode.IsDigit(r),
		}
		out = append(out, w)
		initial = false
		i = end
	}
	return out
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(s string, i int) int {
	number := false
	letters := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsDigit(r):
			number = true
		case unicode.IsLetter(r):
			letters++
		case unicode.IsMark(r):
		case (r == '.' || r == ',') && number && digitAt(s, i+1):
		case r == '.' && letters == 1 && !number && letterAt(s, i+1) && !letterAt(s, i+2):
			letters = 0 // the next letter of "U.S."
		default:
			return i
		}
		i += size
	}
	return i
}

func digitAt(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return unicode.IsLetter(r)
}

// fold writes a word in small letters, without the stops and commas in it.
func fold(s string) string {
	s = strings.ToLower(s)
	if !strings.ContainsAny(s, ".,") {
		return s
	}
	if c := s[0]; '0' <= c && c <= '9' {
		return strings.ReplaceAll(s, ",", "")
	}
	return strings.ReplaceAll(s, ".", "")
}

// whole returns the span of all of text.
func whole(text string) sayso.Span { return sayso.Span{End: int32(len(text))} }
