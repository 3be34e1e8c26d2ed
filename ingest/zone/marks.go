package zone

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Reasons of boilerplate that shows by its form, whatever the language.
const (
	ReasonBreadcrumbs = "breadcrumbs"
	ReasonNavigation  = "navigation"
	ReasonAddress     = "web address"
	ReasonShare       = "share line"
	ReasonRelated     = "related stories"
	ReasonDate        = "publication date line"
	ReasonByline      = "repeated byline"
	ReasonHeadline    = "repeated headline"
	ReasonCredit      = "agency credit"
	ReasonFurniture   = "page furniture"
)

const (
	maxMarked   = 45 // words of a line that a pattern may grey
	maxServices = 30 // words of a line of sharing services
	maxPart     = 4  // words between two separators of a menu
)

// markBoilerplate greys the lines that the language's patterns know. Running
// text that a pattern finds somewhere inside counts only before the first or
// behind the last sentence of the article, and a quotation never does.
func (p *page) markBoilerplate() {
	type find struct{ unit, mark int }
	var doubtful []find
	for i := range p.units {
		u := &p.units[i]
		if u.role != open || len(u.ts) == 0 || u.dateOnly {
			continue
		}
		if len(u.ts) <= maxServices && !u.quoted && hasWord(u.ts) && p.services.cover(u.ts) && (len(u.ts) > 1 || !p.notServices[u.ts[0].text]) && !p.allNotServices(u) {
			u.grey(ReasonShare)
			continue
		}
		pat, _, _ := p.boilerplate.find(u.ts, func(pat *pattern, n int) bool { return p.greys(u, pat, n) })
		if pat == nil {
			continue
		}
		if u.prose && !pat.start {
			doubtful = append(doubtful, find{i, pat.mark})
			continue
		}
		u.grey(p.words.Boilerplate[pat.mark].Reason)
		if m := p.words.Boilerplate[pat.mark]; m.Rest {
			p.greyRest(i, m.Reason)
		}
	}
	for _, d := range doubtful { // as if they were all boilerplate: is there text on one side only?
		p.units[d.unit].dateOnly = true
	}
	first, last := p.firstRunning(), p.lastRunning()
	for _, d := range doubtful {
		u := &p.units[d.unit]
		u.dateOnly = false
		if d.unit < first || d.unit > last {
			u.grey(p.words.Boilerplate[d.mark].Reason)
		}
	}
}

// allNotServices reports whether every word of u has a meaning of its own.
func (p *page) allNotServices(u *unit) bool {
	for _, t := range u.ts {
		if !p.notServices[t.text] && t.kind != number {
			return false
		}
	}
	return len(u.ts) < 3
}

// greys reports whether a pattern that takes n tokens of u is enough to call u
// boilerplate.
func (p *page) greys(u *unit, pat *pattern, n int) bool {
	m := &p.words.Boilerplate[pat.mark]
	switch {
	case u.words > maxMarked:
		return false
	case pat.start && !pat.end && pat.fixed <= 2 && n < len(u.ts) && u.words <= headlineWords+6 && labelled(u, n) && !(u.quoted && u.prose):
		return true // a label with a headline behind it
	case pat.words[0] == "©" && u.prose && n == 1 && !hasYear(u.ts):
		return false // "(c)" counts in a list
	case u.quoted && u.prose && n < len(u.ts):
		return false
	case u.prose && !pat.end && pat.words[0] != "©" && pat.fixed < 3 && !m.Credit:
		return u.words <= 12 && pat.fixed == 2 && pat.start && !m.List
	case pat.start && !pat.end && pat.fixed == 1 && pat.words[0] != "©" && n < len(u.ts) && !m.Credit:
		return labelled(u, n)
	case m.List && u.prose && n < len(u.ts) && !strings.HasSuffix(u.text, ":"):
		return false
	}
	return true
}

// hasYear reports whether one of ts is a number of four figures.
func hasYear(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return t.kind == number && len(t.text) == 4 })
}

// labelled reports whether a colon or a blank line of its own sets the first n
// tokens of u off from the rest: "Tags: …".
func labelled(u *unit, n int) bool {
	if n >= len(u.ts) {
		return true
	}
	gap := u.text[u.ts[n-1].end:u.ts[n].start]
	return strings.ContainsAny(gap, ":|")
}

// greyRest greys everything behind unit i when most of the article stands before
// it.
func (p *page) greyRest(i int, reason string) {
	before, after := 0, 0
	for k := range p.units {
		if u := &p.units[k]; k < i && u.running() {
			before += u.words
		} else if k > i {
			after += u.words
		}
	}
	if before == 0 || after > before*2 {
		return
	}
	for k := i + 1; k < len(p.units); k++ {
		p.units[k].grey(reason)
		p.units[k].rest = true
	}
}

// markCaptions finds picture captions by the credit at their end or the label
// at their start.
func (p *page) markCaptions() {
	for i := range p.units {
		u := &p.units[i]
		if u.role != open || u.words > 80 || len(u.ts) == 0 || u.dateOnly {
			continue
		}
		for k := range u.ts {
			if k > 0 && k < len(u.ts)-12 {
				continue
			}
			pat, n := p.captions.at(u.ts, k)
			if pat == nil || !creditStands(u, k, n, pat) {
				continue
			}
			u.role = caption
			break
		}
	}
}

// creditStands reports whether the credit that takes n tokens of u from the k-th
// stands where credits do: in brackets, behind a full stop or a bar, before a
// colon or a slash, or at the very start or end of the line.
func creditStands(u *unit, k, n int, pat *pattern) bool {
	before := strings.TrimRight(u.text[:u.ts[k].start], " \u00a0")
	after := ""
	if k+n <= len(u.ts) {
		after = strings.TrimLeft(u.text[u.ts[k+n-1].end:], " \u00a0")
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	opened := strings.ContainsRune("([", r)
	colon := strings.HasPrefix(after, ":") || strings.HasPrefix(after, "/")
	switch {
	case pat.end:
		return k == 0 || strings.ContainsRune("([.|/—–-", r)
	case opened:
		return true
	case k == 0:
		return colon || pat.start || pat.fixed >= 2 && len(u.ts) <= 12
	case before != "" && strings.ContainsRune(".|—–!?”’\"", r):
		return colon || pat.fixed >= 2
	}
	return colon && len(u.ts)-k <= 8
}

// markLinks greys bare addresses and menus: short items between separators.
func (p *page) markLinks() {
	first, last := p.firstRunning(), p.lastRunning()
	for i := range p.units {
		u := &p.units[i]
		if u.role != open || u.dateOnly {
			continue
		}
		if bareAddress(u.text) {
			reason := ReasonAddress
			if i > 0 && p.units[i-1].role == boilerplate {
				reason = p.units[i-1].reason
			}
			u.grey(reason)
			continue
		}
		if len(u.stamps) > 0 || u.prose && u.ended || u.quoted || len(p.by) > 0 && len(u.ts) > 0 && p.by[u.ts[0].text] {
			continue
		}
		sep, parts, longest := menu(u.text)
		outside := i < first || i > last
		switch {
		case sep == 0:
		case strings.ContainsRune("/>»›→", sep) && i < first && parts >= 2 && longest <= maxPart && (parts > 2 || longest <= 2):
			u.grey(ReasonBreadcrumbs)
		case parts >= 3 && longest <= maxPart && (outside || sep != '/' && sep != ' '):
			u.grey(ReasonNavigation)
		case parts == 2 && longest <= 2 && sep == '|' && i > last && last >= 0:
			u.grey(ReasonNavigation)
		}
	}
}

// bareAddress reports whether s is nothing but an address on the web or of mail.
func bareAddress(s string) bool {
	if len(s) < 4 || len(s) > 400 || strings.ContainsAny(s, " \t\n\u00a0") {
		return false
	}
	l := strings.ToLower(s)
	if strings.HasPrefix(l, "http://") || strings.HasPrefix(l, "https://") || strings.HasPrefix(l, "www.") && strings.Count(l, ".") >= 2 {
		return true
	}
	name, host, mail := strings.Cut(l, "@")
	return mail && name != "" && strings.Contains(host, ".") && !strings.HasSuffix(host, ".")
}

// menu cuts a line at the separator that menus use and returns it with the
// number of its parts and the words of the longest; 0 when it is no menu. Runs
// of blanks and tabs count as a separator too.
func menu(s string) (sep rune, parts, longest int) {
	if len(s) > 400 {
		return 0, 0, 0
	}
	for _, c := range "|>»›→•·/" {
		n := strings.Count(s, string(c))
		if n == 0 || c == '/' && n != strings.Count(s, " / ")+strings.Count(s, "\u00a0/") {
			continue
		}
		return measure(c, strings.Split(s, string(c)))
	}
	wide := strings.FieldsFunc(strings.NewReplacer("\t", "\x00", "   ", "\x00", "\u00a0\u00a0", "\x00").Replace(s), func(r rune) bool { return r == 0 })
	if len(wide) < 2 {
		return 0, 0, 0
	}
	return measure(' ', wide)
}

func measure(sep rune, items []string) (rune, int, int) {
	parts, longest := 0, 0
	for _, it := range items {
		n := len(strings.Fields(it))
		if n > 0 {
			parts++
		}
		longest = max(longest, n)
	}
	return sep, parts, longest
}
