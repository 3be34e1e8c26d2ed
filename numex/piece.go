package numex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// piece is a token, or a part of one: "60GB" is a number and letters, "RM79"
// letters and a number.
type piece struct {
	span        sayso.Span
	text, lower string // lower without the stop of an abbreviation
	token       int32  // in Document.Tokens
	number      bool   // written with digits, and nothing else
	glued       bool   // no space before it
}

// pieces cuts sentence s of d. It reuses buf.
func (l *Lexicon) pieces(d *sayso.Document, s sayso.Sentence, buf []piece) []piece {
	buf = buf[:0]
	end := int32(-1)
	for t := s.First; t < s.Last; t++ {
		span := d.Tokens[t].Span
		text := span.Of(d.Text)
		for at := 0; at < len(text); {
			n := len(text) - at
			if mixed(text) && !l.ordinal(text) {
				n = runLen(text[at:])
			}
			p := piece{span: sayso.Span{Start: span.Start + int32(at), End: span.Start + int32(at+n)}, text: text[at : at+n], token: t}
			if p.lower = strings.ToLower(p.text); len(p.lower) > 1 {
				p.lower = strings.TrimSuffix(p.lower, ".")
			}
			p.number = digit(p.text[0]) && runLen(p.text) == n || n > 1 && p.text[0] == '.' && digit(p.text[1]) && runLen(p.text) == n
			p.glued = p.span.Start == end
			end = p.span.End
			buf = append(buf, p)
			at += n
		}
	}
	return buf
}

// runLen returns the length of what s begins with: a number with its commas and
// decimals, letters with stops and apostrophes between them, or one sign.
func runLen(s string) int {
	if digit(s[0]) || s[0] == '.' && len(s) > 1 && digit(s[1]) {
		return numberLen(s)
	}
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) && !unicode.IsMark(r) {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '.' && r != '\'' && r != '’' {
			break
		}
		n += size
	}
	return n
}

// numberLen returns the length of the number that s begins with: digits,
// commas before three digits, one decimal point.
func numberLen(s string) int {
	i, point := 0, false
	for i < len(s) {
		switch {
		case digit(s[i]):
			i++
		case s[i] == ',' && !point && i > 0 && threeDigits(s[i+1:]):
			i += 4
		case s[i] == '.' && !point && i+1 < len(s) && digit(s[i+1]):
			point = true
			i += 2
		default:
			return i
		}
	}
	return i
}

// threeDigits reports whether s begins with exactly three digits.
func threeDigits(s string) bool {
	return len(s) >= 3 && digit(s[0]) && digit(s[1]) && digit(s[2]) && (len(s) == 3 || !digit(s[3]))
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// mixed reports whether a token holds a digit, or begins or ends with a sign.
func mixed(s string) bool {
	for i := range len(s) {
		if digit(s[i]) {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSymbol(first) || unicode.IsSymbol(last)
}

func letters(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// ordinal reports whether s is digits and the ending of an ordinal: "22nd". It
// is a word of its own then.
func (l *Lexicon) ordinal(s string) bool {
	n := numberLen(s)
	return n > 0 && l.Ordinals[s[n:]]
}

// mayHave reports whether sentence s of d holds a digit or a word that may begin
// a number.
func (l *Lexicon) mayHave(d *sayso.Document, s sayso.Sentence) bool {
	for t := s.First; t < s.Last; t++ {
		text := d.Tokens[t].Span.Of(d.Text)
		for i := range len(text) {
			if digit(text[i]) {
				return true
			}
		}
		if text[0] < utf8.RuneSelf && l.starts[strings.ToLower(text)] {
			return true
		}
	}
	return false
}
