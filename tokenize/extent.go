package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordEnd returns the end of the word that starts at i, before it is split:
// letters and digits, joined by single hyphens, apostrophes, points, commas
// between digits, and the like.
func wordEnd(text string, i int) int {
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
		case '`': // an apostrophe of old keyboards
			joins = unicode.IsLower(prev) && unicode.IsLower(next)
		case '&':
			joins = unicode.IsUpper(prev) && unicode.IsUpper(next)
		case '.':
			// inside numbers, addresses and initials: 3.5, sayso.db, U.S
			joins = isWord(next) && !(unicode.IsLower(prev) && unicode.IsUpper(next))
		case ',', ':':
			joins = unicode.IsDigit(prev) && unicode.IsDigit(next)
		case '/':
			joins = isWord(next)
		}
		if !joins || nsize == 0 {
			break
		}
		i += size
	}
	return i
}

// addressEnd returns the end of the web or mail address that starts at i, or i.
func addressEnd(text string, i int) int {
	rest := text[i:]
	if hasScheme(rest) {
		end := strings.IndexFunc(rest, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune("\"“”«»<>`", r)
		})
		if end < 0 {
			end = len(rest)
		}
		return i + len(strings.TrimRight(rest[:end], ".,;:!?)'’"))
	}
	if n := localPart(rest); n > 0 && n < len(rest) && rest[n] == '@' {
		if m := localPart(rest[n+1:]); m > 0 {
			return i + n + 1 + len(strings.TrimRight(rest[n+1:n+1+m], ".-+%"))
		}
	}
	return i
}

func hasScheme(s string) bool {
	switch s[0] {
	case 'h', 'H':
		return hasPrefixFold(s, "http://") || hasPrefixFold(s, "https://")
	case 'w', 'W':
		return hasPrefixFold(s, "www.")
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// localPart returns the length of the run of characters that s opens with and
// that either side of the @ of a mail address may hold.
func localPart(s string) int {
	const longest = 64 // characters, as RFC 5321 has it
	n := 0
	for n < len(s) && n <= longest && (isWordByte(s[n]) || strings.IndexByte("._%+-", s[n]) >= 0) {
		n++
	}
	return n
}
