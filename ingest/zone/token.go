package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	word tokenKind = iota
	number
	symbol // ©, &, + and the like; marks of punctuation are no tokens
)

// token is a word, a number or a symbol of one line. Offsets are bytes of the
// string it was cut from.
type token struct {
	text       string // folded: lower case, ' for every apostrophe, no full stops inside
	start, end int
	kind       tokenKind
	upper      bool // written with a capital at its start
	caps       bool // two letters or more, all capitals
}

// maxWord is how many bytes a word has at most; a longer run of letters is cut,
// so that no text costs more than its length.
const maxWord = 256

// tokenise cuts s into tokens, at most limit of them; a limit of zero or less
// means all.
func tokenise(s string, limit int) []token {
	var ts []token
	for i := 0; i < len(s); {
		if limit > 0 && len(ts) == limit {
			return ts
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			t := cutWord(s, i)
			ts = append(ts, t)
			i = t.end
		case unicode.IsDigit(r):
			j := i + n
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			ts = append(ts, token{text: s[i:j], start: i, end: j, kind: number})
			i = j
		case r == '©':
			ts = append(ts, token{text: "©", start: i, end: i + n, kind: symbol})
			i += n
		case r == '(' && len(s) >= i+3 && (s[i+1] == 'c' || s[i+1] == 'C') && s[i+2] == ')':
			ts = append(ts, token{text: "©", start: i, end: i + 3, kind: symbol})
			i += 3
		case r == '&' || r == '+':
			ts = append(ts, token{text: s[i : i+1], start: i, end: i + n, kind: symbol})
			i += n
		default:
			i += n
		}
	}
	return ts
}

// cutWord reads the word that starts at i: letters, and an apostrophe, a hyphen
// or a full stop between two letters.
func cutWord(s string, i int) token {
	t := token{start: i, kind: word, caps: true}
	first := true
	letters := 0
	plain := true // nothing to fold but ASCII capitals
	j := i
	for j < len(s) && j-i < maxWord {
		r, n := utf8.DecodeRuneInString(s[j:])
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			if first {
				t.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
				first = false
			}
			if !unicode.IsUpper(r) {
				t.caps = false
			}
			letters++
			if r >= utf8.RuneSelf {
				plain = false
			}
			j += n
			continue
		}
		if r != '\'' && r != '’' && r != 'ʼ' && r != '-' && r != '.' {
			break
		}
		next, _ := utf8.DecodeRuneInString(s[j+n:])
		if !unicode.IsLetter(next) {
			break
		}
		if r == '.' && j-i > 1 && !singleLetters(s[i:j]) { // "p.m" and "U.S", but not "end.Next"
			break
		}
		if r != '-' && r != '\'' {
			plain = false
		}
		j += n
	}
	t.end = j
	t.caps = t.caps && letters > 1
	t.text = s[i:j]
	if !plain {
		t.text = apostrophes.Replace(t.text)
	}
	t.text = strings.ToLower(t.text)
	return t
}

// singleLetters reports whether s is an abbreviation of single letters so far.
func singleLetters(s string) bool {
	for i, p := range strings.Split(s, ".") {
		if utf8.RuneCountInString(p) != 1 || i > 5 {
			return false
		}
	}
	return true
}

var apostrophes = strings.NewReplacer("’", "'", "ʼ", "'")

// isSpace is true for white space, the byte order mark and other characters
// that take no room: what a zone never starts or ends with.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r == '\u2060' || r == '\u00ad'
}
