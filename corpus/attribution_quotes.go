package corpus

import (
	"slices"
	"strings"
	"unicode"
)

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
func mark(r rune) bool  { return unicode.IsMark(r) }

// blank is what the corpus's scorer takes for a space.
func blank(r rune) bool { return pythonSpace(r) || unicode.Is(unicode.Cf, r) }

func pythonSpace(r rune) bool { return unicode.IsSpace(r) || 0x1C <= r && r <= 0x1F }

// quoteRegions returns the quoted stretches of a text as the corpus's scorer
// finds them, line by line; they say whether a content is direct, mixed or
// indirect. An opening mark that is never closed runs to the end of its line when
// its shape says that it opens, or when the next line opens with a mark.
func quoteRegions(text []rune) [][2]int {
	var out [][2]int
	lines := splitLines(text)
	carry := false
	for i, ln := range lines {
		if !anyRune(ln.text, func(r rune) bool { return !pythonSpace(r) }) {
			continue
		}
		regs, open, directional := doubleMarks(ln.text, carry)
		carry = false
		if open >= 0 && (directional || opensWithMark(nextLine(lines[i+1:]))) {
			regs = append(regs, [2]int{open, len(ln.text)})
			carry = true
		}
		regs = singleMarks(ln.text, regs)
		slices.SortFunc(regs, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
		for _, r := range regs {
			out = append(out, [2]int{ln.base + r[0], ln.base + r[1]})
		}
	}
	return out
}

type textLine struct {
	base int
	text []rune
}

func splitLines(text []rune) []textLine {
	var out []textLine
	from := 0
	for i, r := range text {
		if r == '\n' {
			out = append(out, textLine{from, text[from:i]})
			from = i + 1
		}
	}
	return append(out, textLine{from, text[from:]})
}

func anyRune(s []rune, f func(rune) bool) bool { return slices.IndexFunc(s, f) >= 0 }

// nextLine returns the first line that is not blank, without leading space.
func nextLine(lines []textLine) []rune {
	for _, l := range lines {
		if i := slices.IndexFunc(l.text, func(r rune) bool { return !pythonSpace(r) }); i >= 0 {
			return l.text[i:]
		}
	}
	return nil
}

// markAt returns the length of the double quotation mark at i, or 0: one
// character, or two single ones that stand for it.
func markAt(s []rune, i int) int {
	at := func(k int) rune {
		if k < 0 || k >= len(s) {
			return 0
		}
		return s[k]
	}
	switch s[i] {
	case '"', '“', '”', '„', '‟', '«', '»':
		return 1
	case '`':
		if at(i+1) == '`' {
			return 2
		}
	case '\'':
		if at(i+1) == '\'' && (at(i+2) == '\'' || at(i-1) != '\'') {
			return 2
		}
	}
	return 0
}

func opensWithMark(s []rune) bool { return len(s) > 0 && markAt(s, 0) > 0 }

// doubleMarks pairs the double marks of a line. open is where one that is not
// closed stands, or -1.
func doubleMarks(s []rune, carry bool) (regs [][2]int, open int, directional bool) {
	open = -1
	for a := 0; a < len(s); a++ {
		n := markAt(s, a)
		if n == 0 {
			continue
		}
		b := a + n
		before, after := ' ', ' '
		if a > 0 {
			before = s[a-1]
		}
		if b < len(s) {
			after = s[b]
		}
		opens, restarts := false, false
		switch s[a] {
		case '“', '„', '«', '`':
			opens = true
		case '”', '»', '‟':
			opens = open < 0 && blank(before) && alnum(after)
		default:
			if open < 0 {
				opens = !(a > 0 && blank(after) && !blank(before))
			} else {
				restarts = blank(before) && alnum(after)
			}
		}
		switch {
		case opens:
			if open < 0 {
				open, directional = a, s[a] != '"' && s[a] != '\''
			}
		case restarts:
			open, directional = a, false
		case open >= 0:
			regs = append(regs, [2]int{open, b})
			open = -1
		case carry && len(regs) == 0:
			regs = append(regs, [2]int{0, b})
		}
		a = b - 1
	}
	return regs, open, directional
}

// longestSingle is how far apart two single marks may stand.
const longestSingle = 400

// singleMarks adds what stands between single marks outside regs.
func singleMarks(s []rune, regs [][2]int) [][2]int {
	inside := func(k int) bool {
		return slices.ContainsFunc(regs, func(r [2]int) bool { return r[0] <= k && k < r[1] })
	}
	for k := 0; k < len(s); k++ {
		c := s[k]
		if c != '\'' && c != '‘' || inside(k) || k > 0 && !blank(s[k-1]) && !strings.ContainsRune("([—–-", s[k-1]) ||
			k+1 >= len(s) || !alnum(s[k+1]) || elided(s[k+1:]) {
			continue
		}
		closing := '\''
		if c == '‘' {
			closing = '’'
		}
		for j := k + 1; ; j++ {
			n := slices.Index(s[min(j, len(s)):], closing)
			if n < 0 {
				break
			}
			if j += n; inside(j) {
				break
			}
			if !blank(s[j-1]) && (j+1 == len(s) || !alnum(s[j+1])) {
				if j-k <= longestSingle {
					regs = append(regs, [2]int{k, j + 1})
					k = j
				}
				break
			}
		}
	}
	return regs
}

// elided reports whether s begins with a word that is written with a leading
// apostrophe.
func elided(s []rune) bool {
	word := func(n int) bool { return len(s) == n || !alnum(s[n]) && s[n] != '_' }
	digit := func(i int) bool { return i < len(s) && unicode.IsDigit(s[i]) }
	if digit(0) && len(s) > 2 && s[1] == '0' && (s[2] == 's' || s[2] == 'S') && word(3) || digit(0) && digit(1) && word(2) {
		return true
	}
	// The scorer's own list, which decides on kinds and on nothing else.
	for _, e := range []string{"em", "tis", "twas", "til", "cause", "n", "round", "bout", "cuz"} {
		if len(s) >= len(e) && strings.EqualFold(string(s[:len(e)]), e) && word(len(e)) {
			return true
		}
	}
	return false
}
