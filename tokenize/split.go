package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// word appends the tokens of the word [start, end), with the stop behind it when
// that is part of it, and returns where the last of them ends.
func (t *splitter) word(start, end int) int {
	if t.w.Whole[string(t.lower(start, end))] {
		return t.emit(start, end)
	}
	// Pieces between hyphens and slashes.
	from := start
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(t.text[i:end])
		if isHyphen(r) && t.splitsHyphen(from, i, i+size, end) || r == '/' && !t.ratio(from, i, end) {
			t.piece(from, i)
			t.emit(i, i+size)
			from = i + size
		}
		i += size
	}
	if stop := t.stopEnd(from, end); stop > end {
		return t.emit(from, stop)
	}
	return t.piece(from, end)
}

// splitsHyphen reports whether the hyphen [at, behind) between the pieces that
// start at from and behind is a token of its own, as it is in the treebanks but
// for prefixes ("non-profit"), a few suffixes and numbers of many parts
// ("1-800-555-0100").
func (t *splitter) splitsHyphen(from, at, behind, end int) bool {
	next := behind
	for next < end {
		r, size := utf8.DecodeRuneInString(t.text[next:end])
		if isHyphen(r) || r == '/' {
			break
		}
		next += size
	}
	if t.w.Prefixes[string(t.lower(from, at))] || t.w.Suffixes[string(t.lower(behind, next))] || t.w.Whole[string(t.lower(from, next))] {
		return false
	}
	return !t.phone(from, end)
}

// phone reports whether [from, end) is a number of at least three parts, or of
// a digit or an area code and the rest.
func (t *splitter) phone(from, end int) bool {
	if end-from > maxKnown {
		return false
	}
	parts, digits := 1, 0
	for _, b := range []byte(t.text[from:end]) {
		switch {
		case isDigit(b):
			digits++
		case b == '-':
			parts++
		case b != '/':
			return false
		}
	}
	const number = 5 // digits: what has fewer is a range or a score
	return parts > 2 || digits >= number && parts == 2 && (t.text[from+1] == '-' || digits >= number+2)
}

// ratio reports whether the slash at i stands in a date, a fraction or the like.
func (t *splitter) ratio(from, i, end int) bool {
	if end-from > maxKnown {
		return false
	}
	return isDigit(t.text[i-1]) && isDigit(t.text[i+1]) && (i-from <= 3 || strings.Contains(t.text[from:i], "/") || strings.Contains(t.text[i+1:end], "/"))
}

// piece appends a word without hyphens and slashes, split into its stem and its
// clitics, or into a number and its unit.
func (t *splitter) piece(start, end int) int {
	if end <= start {
		return end
	}
	if c, ok := t.w.Contractions[string(t.lower(start, end))]; ok {
		t.emit(start, start+c)
		return t.emit(start+c, end)
	}
	if digits := numberEnd(t.text[start:end]); digits > 0 && t.w.Units[string(t.lower(start+digits, end))] {
		t.emit(start, start+digits)
		if stop := t.stopEnd(start+digits, end); stop > end {
			return t.emit(start+digits, stop)
		}
		return t.emit(start+digits, end)
	}
	stem := end
	var cuts [3]int // "shouldn't've"
	n := 0
	for n < len(cuts) {
		c := cliticLen(t.text[start:stem], t.w.Clitics)
		if c == 0 || start+c >= stem {
			break
		}
		stem -= c
		cuts[n] = stem
		n++
	}
	t.emit(start, stem)
	for ; n > 0; n-- {
		behind := end
		if n > 1 {
			behind = cuts[n-2]
		}
		t.emit(cuts[n-1], behind)
	}
	return end
}

// numberEnd returns the length of the number that s opens with.
func numberEnd(s string) int {
	n := 0
	for n < len(s) && (isDigit(s[n]) || n > 0 && strings.IndexByte(".,:", s[n]) >= 0) {
		n++
	}
	return n
}

// stopEnd returns the end of the word [start, end) with the stop behind it when
// the stop abbreviates it, else end.
func (t *splitter) stopEnd(start, end int) int {
	if end >= len(t.text) || t.text[end] != '.' || strings.HasPrefix(t.text[end:], "...") {
		return end
	}
	known := t.lower(start, end)
	next, gap := t.after(end + 1)
	switch {
	case t.w.BeforeNumber[string(known)]:
		if !unicode.IsDigit(next) && (next != ',' || gap) {
			return end
		}
	case t.w.Abbreviations[string(known)]:
	case t.initial(start, end):
		if !unicode.IsUpper(next) && next != ',' {
			return end
		}
	case !lettered(t.text[start:end]):
		return end
	}
	return end + 1
}

// after returns the first rune at or behind i that is no space on the same line,
// and whether there is a space before it.
func (t *splitter) after(i int) (r rune, gap bool) {
	for i < len(t.text) {
		r, size := utf8.DecodeRuneInString(t.text[i:])
		if r == '\n' || !unicode.IsSpace(r) {
			return r, gap
		}
		gap = true
		i += size
	}
	return 0, gap
}

// initial reports whether [start, end) is one capital letter in a name: behind
// another name, or where a sentence may begin.
func (t *splitter) initial(start, end int) bool {
	r, size := utf8.DecodeRuneInString(t.text[start:])
	if start+size != end || !unicode.IsUpper(r) {
		return false
	}
	if len(t.out) == 0 {
		return true
	}
	before := t.out[len(t.out)-1].Span
	first, _ := utf8.DecodeRuneInString(before.Of(t.text))
	if !unicode.IsLetter(first) {
		return true
	}
	return unicode.IsUpper(first) || r != 'I'
}

// lettered reports whether s is letters with points between them: "U.S", "Ph.D".
func lettered(s string) bool {
	n, points := 0, 0
	for _, r := range s {
		switch {
		case r == '.':
			if n == 0 {
				return false
			}
			n = 0
			points++
		case !unicode.IsLetter(r) || n == 2:
			return false
		default:
			n++
		}
	}
	return points > 0 && n > 0
}

// cliticLen returns the length of the clitic that word ends with, whatever the
// case and whichever apostrophe; 0 when there is none.
func cliticLen(word string, clitics []string) int {
	for _, c := range clitics {
		i, j := len(word), len(c)
		for i > 0 && j > 0 {
			a, an := utf8.DecodeLastRuneInString(word[:i])
			b, bn := utf8.DecodeLastRuneInString(c[:j])
			if a == '’' || a == '`' {
				a = '\''
			}
			if unicode.ToLower(a) != b {
				break
			}
			i, j = i-an, j-bn
		}
		if j == 0 {
			return len(word) - i
		}
	}
	return 0
}

// maxKnown bounds the words that the lists hold, and numbers of several parts,
// in bytes: reading what is longer would take quadratic time.
const maxKnown = 24

// lower returns text[start:end] in lower case with straight apostrophes, for a
// look-up; a word longer than any list holds comes back empty. The next call
// writes over what it returns.
func (t *splitter) lower(start, end int) []byte {
	t.low = t.low[:0]
	if end-start > maxKnown {
		return t.low
	}
	for _, r := range t.text[start:end] {
		if r == '’' {
			r = '\''
		}
		t.low = utf8.AppendRune(t.low, unicode.ToLower(r))
	}
	return t.low
}

// Contracted reports whether two words that follow each other are written as one
// surface token: "do" and "n't", "can" and "not".
func Contracted(text string, a, b sayso.Span, w Words) bool {
	if a.End != b.Start {
		return false
	}
	if n := cliticLen(b.Of(text), w.Clitics); n > 0 && n == b.Len() {
		return true
	}
	return w.Contractions[strings.ToLower(text[a.Start:b.End])] == a.Len()
}
