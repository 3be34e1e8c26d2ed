package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// steers reports whether r could steer a terminal or reorder what stands beside
// it, rather than be read: control characters, and the marks that change the
// direction of writing.
func steers(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r == 0x061C, r == 0x200E, r == 0x200F, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}

// Line returns s fit for one line of a terminal: white space of any kind
// becomes a space, and a character that could steer the terminal becomes a
// picture of itself (␛ for the escape character) or �.
func Line(s string) string { return strings.Map(picture(" "), s) }

// Text is Line for text of many lines: line breaks and tabs stay.
func Text(s string) string {
	return strings.Map(picture("\n\t"), strings.ReplaceAll(s, "\r\n", "\n"))
}

// picture maps a character to what can be shown in its place; those of keep
// stay, other white space becomes a space.
func picture(keep string) func(rune) rune {
	return func(r rune) rune {
		switch {
		case strings.ContainsRune(keep, r):
			return r
		case unicode.IsSpace(r) && r != 0x85:
			return ' '
		case !steers(r):
			return r
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		}
		return unicode.ReplacementChar
	}
}

// escapeControls writes the steering characters of a JSON text as \u escapes.
// They can stand only inside its strings, so the value stays the same.
func escapeControls(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if steers(r) {
			b = fmt.Appendf(b, `\u%04x`, r)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
