package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

const (
	maxSplits     = 64      // of one paragraph
	maxSeamText   = 1 << 16 // bytes of a paragraph that is looked through for seams
	maxGlued      = 40      // words of boilerplate glued to a paragraph
	headlineWords = 24      // of the longest headline
)

// splitGlued parts what a page's missing line breaks have run together: a share
// line behind the last sentence, a date behind a headline, a headline behind a
// date.
func (p *page) splitGlued() {
	out := make([]unit, 0, len(p.units))
	for i, u := range p.units {
		nextDated := i+1 < len(p.units) && p.startsWithDate(&p.units[i+1])
		for n := 0; n < maxSplits; n++ {
			at := p.seam(&u, nextDated)
			if at <= 0 {
				break
			}
			from := int(u.span.Start)
			left, ok1 := trim(p.text, from, from+at)
			right, ok2 := trim(p.text, from+at, int(u.span.End))
			if !ok1 || !ok2 {
				break
			}
			out = append(out, p.inherit(u, left))
			u = p.inherit(u, right)
		}
		out = append(out, u)
	}
	p.units = out
}

func (p *page) inherit(u unit, s sayso.Span) unit {
	v := p.newUnit(p.text, s)
	v.fixed, v.role, v.reason = u.fixed, u.role, u.reason
	return v
}

// seam returns the byte of u at which something else starts, 0 when there is
// none.
func (p *page) seam(u *unit, nextDated bool) int {
	if u.fixed || len(u.text) > maxSeamText {
		return 0
	}
	for _, st := range u.stamps {
		if st.Values != nil && startsUpper(u.text[st.End:]) && p.dateEndsAt(u, st) {
			return st.End
		}
	}
	if at := p.labelSeam(u); at > 0 {
		return at
	}
	prev, prev2 := ' ', ' '
	for i, r := range u.text {
		if opens(r) && closes(prev2, prev) {
			rest := u.text[i:]
			switch {
			case p.gluedMark(rest, 1), !unicode.IsDigit(prev) && p.startsWithStamp(rest):
				return i
			case nextDated && !unicode.IsLower(prev) && !unicode.IsDigit(prev) && i >= 8 && likeHeadline(rest) && wordBefore(u.text[:i]):
				return i
			}
		}
		prev, prev2 = r, prev
	}
	if p.gluedMark(u.text, 1) { // all of it is one already
		return 0
	}
	for _, i := range sentenceStarts(u.text, 40) {
		if p.gluedMark(u.text[i:], 3) {
			return i
		}
	}
	return 0
}

// labelSeam returns where the label of a date starts behind a headline: "Two
// farmers hurt Updated: 2021-02-19 06:50".
func (p *page) labelSeam(u *unit) int {
	if len(u.stamps) == 0 || u.ended || u.words > headlineWords+12 {
		return 0
	}
	for i := 3; i < len(u.ts); i++ {
		if pat, n := p.labelAt(u.ts, i); pat != nil && u.ts[i].upper && i+n < len(u.ts) && u.text[u.ts[i].start-1] == ' ' && !strings.ContainsAny(u.text[u.ts[i-1].end:u.ts[i].start], "|•·") {
			for _, s := range u.stamps {
				if s.Start == u.ts[i+n].start {
					return u.ts[i].start
				}
			}
		}
	}
	return 0
}

// closes reports whether a word or a sentence can end with the characters a, b.
func closes(a, b rune) bool {
	if b == '"' || b == '’' || b == '\'' {
		return !isSpace(a) && a != '('
	}
	return unicode.IsLower(b) || unicode.IsDigit(b) || strings.ContainsRune(".!?”»", b)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return opens(r)
}

func opens(r rune) bool {
	return unicode.IsUpper(r) || r == '“' || r == '‘' || r == '«' || r == '©'
}

// wordBefore reports whether s ends with a word of three small letters or digits
// or more, and the mark that ends a sentence.
func wordBefore(s string) bool {
	t := strings.TrimRight(s, `.!?"'”’»)`)
	n := 0
	for t != "" && n < 3 {
		r, size := utf8.DecodeLastRuneInString(t)
		if !unicode.IsLower(r) && !unicode.IsDigit(r) {
			return false
		}
		t = t[:len(t)-size]
		n++
	}
	return n == 3
}

// likeHeadline reports whether s could be a headline: few words, no full stop at
// its end.
func likeHeadline(s string) bool {
	n := len(tokenise(s, headlineWords+1))
	return n >= 2 && n <= headlineWords && !strings.HasSuffix(strings.TrimSpace(s), ".")
}

// dateEndsAt reports whether nothing but a date, its clock and its label stands
// before the end of st.
func (p *page) dateEndsAt(u *unit, st Stamp) bool {
	head := u.text[:st.End]
	only, _ := p.onlyDate(head, tokenise(head, 30), []Stamp{st})
	return only
}

// startsWithStamp reports whether s starts with a date of a year, a clock before
// it passed over.
func (p *page) startsWithStamp(s string) bool {
	ts := tokenise(s, 14)
	for i, t := range ts {
		if st, n := p.stampAt(s, ts, i); n > 0 && st.Values != nil {
			only, _ := p.onlyDate(s[:st.End], ts[:i+n], []Stamp{st})
			return only
		}
		if i > 5 || t.kind == word && !p.fillers[t.text] && !p.isWeekday(t.text) && p.labels.first[t.text] == nil {
			return false
		}
	}
	return false
}

func (p *page) startsWithDate(u *unit) bool { return len(u.stamps) > 0 && p.startsWithStamp(u.text) }

// gluedMark reports whether s starts with a mark of boilerplate that is surely
// one: a pattern of at least so many words, or one that takes all of s.
func (p *page) gluedMark(s string, words int) bool {
	ts := tokenise(s, 1)
	if len(ts) == 0 || p.boilerplate.first[ts[0].text] == nil {
		return false
	}
	ts = tokenise(s, maxGlued+1)
	if len(ts) > maxGlued || ts[0].start > 2 {
		return false
	}
	pat, n := p.boilerplate.at(ts, 0)
	if pat == nil || !pat.start {
		return false
	}
	if p.words.Boilerplate[pat.mark].List && words > 1 && n < len(ts) {
		return false // the words may well open a sentence
	}
	return pat.fixed >= max(words, 2) || n == len(ts) && pat.fixed >= 2 || pat.words[0] == "©"
}
