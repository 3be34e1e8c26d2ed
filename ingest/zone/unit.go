package zone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// role is what a unit has been found to be so far.
type role uint8

const (
	open role = iota
	headline
	byline
	dateline
	caption
	section
	body
	boilerplate
)

// unit is a paragraph, or a part of one that has a role of its own.
type unit struct {
	span   sayso.Span
	text   string
	ts     []token
	stamps []Stamp // only looked for where a digit stands

	role   role
	reason string
	fixed  bool // the page's own markup gave the role

	prose    bool // reads like running text
	quoted   bool // holds a quotation
	ended    bool // ends with the mark that ends a sentence
	dateOnly bool
	label    int // of a date: -1 none, 0 published, 1 updated
	words    int
	rest     bool // greyed because of what stands above it
}

// maxUnitTokens bounds the words looked at in one paragraph: what makes
// furniture of it shows long before.
const maxUnitTokens = 400

func (f *Finder) newUnit(text string, at sayso.Span) unit {
	u := unit{span: at, text: at.Of(text), label: -1}
	u.ts = tokenise(u.text, maxUnitTokens)
	u.words = len(u.ts)
	if len(u.text) <= 1000 && strings.ContainsAny(u.text, "0123456789") {
		u.stamps = f.stamps(u.text, u.ts)
		u.dateOnly, u.label = f.onlyDate(u.text, u.ts, u.stamps)
		if len(u.stamps) == 0 && (u.label < 0 || u.words < 3) { // "Updated at 6:17 p.m." is a date line too
			u.dateOnly, u.label = false, -1
		}
	}
	u.quoted = hasQuotation(u.text)
	u.ended = endsSentence(u.text)
	u.prose = u.words >= 25 || u.words >= 6 && u.ended || u.words >= 12 && hasSentenceEnd(u.text) || u.words >= 3 && u.quoted && u.ended
	return u
}

// endsSentence reports whether s ends with a full stop, a question or
// exclamation mark or an ellipsis, closing quotation marks and brackets passed
// over.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return isSpace(r) || strings.ContainsRune(`"'”’»“)]`+"`", r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？", r) && s != ""
}

// hasSentenceEnd reports whether a sentence ends inside s.
func hasSentenceEnd(s string) bool { return len(sentenceStarts(s, 1)) > 0 }

// sentenceStarts returns the places inside s where a sentence may start: after a
// blank behind the end of another. At most limit of them.
func sentenceStarts(s string, limit int) []int {
	var at []int
	for i := 0; i < len(s) && len(at) < limit; i++ {
		switch s[i] {
		case '.', '!', '?':
		default:
			continue
		}
		j := i + 1
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !strings.ContainsRune(`"'”’»)]`, r) {
				break
			}
			j += n
		}
		k := j
		for k < len(s) {
			r, n := utf8.DecodeRuneInString(s[k:])
			if !isSpace(r) {
				break
			}
			k += n
		}
		if k == j || k == len(s) {
			continue
		}
		r, n := utf8.DecodeRuneInString(s[k:])
		if strings.ContainsRune(`("“‘«'[©-—–`, r) || unicode.IsUpper(r) || unicode.IsDigit(r) && n > 0 {
			if !shortWordBefore(s, i) {
				at = append(at, k)
			}
		}
		i = k - 1
	}
	return at
}

// shortWordBefore reports whether the full stop at i belongs to an initial or a
// short title: one or two letters after a blank, the first a capital.
func shortWordBefore(s string, i int) bool {
	if s[i] != '.' {
		return false
	}
	j := i
	for j > 0 && i-j < 3 && s[j-1] != ' ' {
		j--
	}
	return i-j <= 2 && j < i && s[j] >= 'A' && s[j] <= 'Z'
}

// hasQuotation reports whether s holds words between quotation marks, or one
// mark of a quotation that runs on.
func hasQuotation(s string) bool {
	if strings.ContainsAny(s, "“”«„") || // » alone is an arrow
		strings.Contains(s, "``") || strings.Contains(s, "''") {
		return true
	}
	return strings.Contains(s, `"`) || opensSingle(s, "‘") || opensSingle(s, "'")
}

// opensSingle reports whether the single mark q opens a word of s.
func opensSingle(s, q string) bool {
	return strings.HasPrefix(s, q) || strings.Contains(s, " "+q)
}

// cutLines returns the lines of text that are not blank, without the blanks
// around them, and for each whether a blank line stands before it.
func cutLines(text string) (lines []sayso.Span, gap []bool) {
	blank := true
	for i := 0; i < len(text); {
		j := i
		n := 0
		for j < len(text) {
			if c := text[j]; c == '\n' || c == '\r' || c == '\f' || c == '\v' {
				n = 1
				break
			}
			if c := text[j]; c == 0xe2 && (strings.HasPrefix(text[j:], "\u2028") || strings.HasPrefix(text[j:], "\u2029")) {
				n = 3
				break
			}
			j++
		}
		if s, ok := trim(text, i, j); ok {
			lines = append(lines, s)
			gap = append(gap, blank)
			blank = false
		} else if n == 1 && !(text[j] == '\n' && j > 0 && text[j-1] == '\r' && i == j) {
			blank = true
		}
		i = j + n
		if n == 0 {
			break
		}
	}
	return lines, gap
}

// trim returns text[from:to] without blanks at its ends, and false when nothing
// is left.
func trim(text string, from, to int) (sayso.Span, bool) {
	s := text[from:to]
	left := strings.TrimLeftFunc(s, isSpace)
	start := from + len(s) - len(left)
	end := start + len(strings.TrimRightFunc(left, isSpace))
	return sayso.Span{Start: int32(start), End: int32(end)}, end > start
}

// paragraphs joins lines to paragraphs where the text was wrapped at a fixed
// width: most lines that another line follows then break off in the middle of a
// sentence, and all of them are of about one length.
func paragraphs(text string, lines []sayso.Span, gap []bool) []sayso.Span {
	pairs, broken := 0, 0
	var lengths []int
	for i := 1; i < len(lines); i++ {
		if gap[i] {
			continue
		}
		pairs++
		lengths = append(lengths, utf8.RuneCountInString(lines[i-1].Of(text)))
		next, _ := utf8.DecodeRuneInString(lines[i].Of(text))
		if !endsSentence(lines[i-1].Of(text)) && (unicode.IsLower(next) || lengths[len(lengths)-1] > 40) {
			broken++
		}
	}
	if pairs < 4 || broken*2 < pairs {
		return lines
	}
	slices.Sort(lengths)
	width := lengths[len(lengths)-1]
	if width > 120 || lengths[len(lengths)/2] < 45 || lengths[len(lengths)/2]*10 < width*7 {
		return lines
	}
	var joined []sayso.Span
	for i, l := range lines {
		k := len(joined) - 1
		// A line that stops well short of the width ends its paragraph.
		if k >= 0 && !gap[i] && lines[i-1].Len()*3 > width*2 {
			joined[k].End = l.End
			continue
		}
		joined = append(joined, l)
	}
	return joined
}
