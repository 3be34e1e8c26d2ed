package corpus

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// text is one report's text, addressed by code point.
type text struct {
	runes []rune
	start []int // start[i] is where the word around character i starts, -1 between words
}

// newText finds the words of s: longest runs of letters and numbers, which is
// what Python's str.isalnum holds for.
func newText(s string) *text {
	t := &text{runes: []rune(s)}
	t.start = make([]int, len(t.runes))
	for i, r := range t.runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			t.start[i] = -1
		case i > 0 && t.start[i-1] >= 0:
			t.start[i] = t.start[i-1]
		default:
			t.start[i] = i
		}
	}
	return t
}

// words returns the words that spans touch, each by where it starts.
func (t *text) words(spans [][2]int) (map[int]bool, error) {
	set := map[int]bool{}
	for _, s := range spans {
		if s[0] < 0 || s[1] > len(t.runes) {
			return nil, fmt.Errorf("span [%d,%d) of a text of %d code points", s[0], s[1], len(t.runes))
		}
		for i := s[0]; i < s[1]; i++ {
			if t.start[i] >= 0 {
				set[t.start[i]] = true
			}
		}
	}
	return set, nil
}

// slice returns the words of spans, which words has accepted, joined by " … ".
func (t *text) slice(spans [][2]int) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = string(t.runes[s[0]:max(s[0], s[1])])
	}
	return strings.Join(parts, " … ")
}

// common returns how many words a and b share.
func common(a, b map[int]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// fold returns s in lower case without accents.
func fold(s string) string {
	lower := norm.NFD.String(cases.Lower(language.Und).String(s))
	return strings.Map(func(r rune) rune {
		if norm.NFD.PropertiesString(string(r)).CCC() != 0 {
			return -1
		}
		return r
	}, lower)
}

// fields splits s at white space as Python's str.split does, which takes the
// four information separators for white space.
func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F })
}

// sameName reports whether a and b name the same speaker: equal, or the same
// last word, or both of one set of aliases; case and accents do not count.
// Nobody is nobody.
func sameName(a, b *string, aliases []map[string]bool) bool {
	if a == nil || b == nil || *a == "" || *b == "" {
		return a == nil && b == nil || a != nil && b != nil && *a == *b
	}
	x, y := fold(*a), fold(*b)
	if x == y {
		return true
	}
	fx, fy := fields(x), fields(y)
	if len(fx) > 0 && len(fy) > 0 && fx[len(fx)-1] == fy[len(fy)-1] {
		return true
	}
	for _, set := range aliases {
		if set[x] && set[y] {
			return true
		}
	}
	return false
}
