package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// The sizes of a text directive.
const (
	wholeRunes = 120 // a passage up to this long is given whole
	endWords   = 6   // a longer one by so many words of its start and of its end
	nearWords  = 6   // the most words beside a passage that tell it from an earlier one
)

// fragments makes links that scroll to words of one text (URL text fragments,
// https://wicg.github.io/scroll-to-text-fragment/). A browser takes the first
// place that fits, so words before the passage, or behind it, are given where
// the same words stand earlier too.
type fragments struct {
	text   string
	folded string // as a browser compares: case aside, white space as one character
	starts []wordStart
}

// wordStart is where a word begins in the text and in the folded text.
type wordStart struct{ text, folded int }

// newFragments folds text: small letters, each run of white space as one
// character, a line feed where the run has one. A passage found must not reach
// over a line feed, for the words on both sides are in blocks of their own.
func newFragments(text string) *fragments {
	f := &fragments{text: text}
	var b strings.Builder
	gap, first := rune(0), true
	for i, r := range text {
		if unicode.IsSpace(r) {
			if gap != '\n' {
				gap = ' '
				if r == '\n' || r == '\r' {
					gap = '\n'
				}
			}
			continue
		}
		if gap != 0 || first {
			if gap != 0 {
				b.WriteRune(gap)
			}
			f.starts = append(f.starts, wordStart{i, b.Len()})
			gap, first = 0, false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	f.folded = b.String()
	return f
}

// fold writes words as they stand in the folded text.
func fold(words string) string {
	return strings.Map(unicode.ToLower, strings.Join(strings.Fields(words), " "))
}

// at returns where the text's byte offset lies in the folded text. It must not
// be of white space.
func (f *fragments) at(offset int) int {
	i, found := slices.BinarySearchFunc(f.starts, offset, func(w wordStart, at int) int { return cmp.Compare(w.text, at) })
	if found {
		return f.starts[i].folded
	}
	w := f.starts[i-1] // there is one: the first begins with the first letter of the text
	return w.folded + len(fold(f.text[w.text:offset]))
}

// link returns address with the directives of spans, or "" when address is
// empty.
func (f *fragments) link(address string, spans []sayso.Span) string {
	if address == "" {
		return ""
	}
	var all []string
	for _, s := range spans {
		if d := f.directive(s); d != "" {
			all = append(all, "text="+d)
		}
	}
	switch {
	case len(all) == 0:
		return address
	case strings.Contains(address, "#"):
		return address + ":~:" + strings.Join(all, "&")
	}
	return address + "#:~:" + strings.Join(all, "&")
}

// directive returns "[prefix-,]start[,end][,-suffix]" for the passage at s.
func (f *fragments) directive(s sayso.Span) string {
	words := s.Of(f.text)
	s.Start += int32(len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace)))
	words = strings.TrimSpace(words)
	if words == "" {
		return ""
	}
	at := f.at(int(s.Start))
	start, end := words, ""
	if strings.ContainsAny(words, "\n\r") || utf8.RuneCountInString(words) > wholeRunes {
		lines := strings.FieldsFunc(words, func(r rune) bool { return r == '\n' || r == '\r' })
		first, last := strings.Fields(lines[0]), strings.Fields(lines[len(lines)-1])
		first, last = first[:min(endWords, len(first))], last[max(0, len(last)-endWords):]
		start, end = strings.Join(first, " "), strings.Join(last, " ")
	}
	start = strings.Join(strings.Fields(start), " ")
	from, to := at, at+len(fold(start))
	if to > len(f.folded) || f.folded[from:to] != fold(start) {
		return "" // a letter whose small form merges with its neighbour: no link is better than a wrong one
	}
	for n := 0; n < nearWords && f.first(f.folded[from:to]) < from; n++ {
		earlier := f.wordBefore(from)
		if earlier == from {
			break
		}
		from = earlier
	}
	for n := 0; end == "" && n < nearWords && f.first(f.folded[from:to]) < from; n++ {
		later := f.wordAfter(to)
		if later == to {
			break
		}
		to = later
	}
	var b strings.Builder
	if from < at {
		b.WriteString(encodeTerm(strings.TrimSpace(f.folded[from:at])) + "-,")
	}
	b.WriteString(encodeTerm(start))
	if end != "" {
		b.WriteString("," + encodeTerm(end))
	}
	if behind := at + len(fold(start)); to > behind {
		b.WriteString(",-" + encodeTerm(strings.TrimSpace(f.folded[behind:to])))
	}
	return b.String()
}

// first returns where words stand first as whole words.
func (f *fragments) first(words string) int {
	for from := 0; ; {
		i := strings.Index(f.folded[from:], words)
		if i < 0 {
			return len(f.folded)
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(f.folded[:i])
		after, _ := utf8.DecodeRuneInString(f.folded[i+len(words):])
		if !inWord(before) && !inWord(after) {
			return i
		}
		from = i + 1
	}
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// wordBefore returns the start of the word before at, or at where a line begins.
// Marks alone are no word.
func (f *fragments) wordBefore(at int) int {
	rest := f.folded[:at]
	for {
		rest = strings.TrimRight(rest, " ")
		if rest == "" || strings.HasSuffix(rest, "\n") {
			return at
		}
		i := strings.LastIndexAny(rest, " \n") + 1
		if strings.ContainsFunc(rest[i:], inWord) {
			return i
		}
		rest = rest[:i]
	}
}

// wordAfter returns the end of the word after at, or at where a line ends.
func (f *fragments) wordAfter(at int) int {
	rest := strings.TrimLeft(f.folded[at:], " ")
	if rest == "" || rest[0] == '\n' {
		return at
	}
	skipped := len(f.folded) - at - len(rest)
	if i := strings.IndexAny(rest, " \n"); i >= 0 {
		return at + skipped + i
	}
	return len(f.folded)
}

// encodeTerm percent-encodes all but letters, digits, ".", "_" and "~" of ASCII:
// "-", "," and "&" mean something in a directive.
func encodeTerm(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
