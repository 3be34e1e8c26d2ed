package zone

import (
	"slices"
	"strings"
)

// markRuns greys lists of other headlines with dates of their own: two dates or
// more, with headlines between them, and little of the article behind. It knows
// them by their form alone.
func (p *page) markRuns() {
	total := 0
	for i := range p.units {
		if p.units[i].running() {
			total += p.units[i].words
		}
	}
	seen := 0
	for i := 0; i < len(p.units); {
		j := i
		for j < len(p.units) && p.listItem(&p.units[j]) {
			j++
		}
		if j == i {
			if p.units[i].running() {
				seen += p.units[i].words
			}
			i++
			continue
		}
		if seen > 0 && (total-seen)*3 <= seen {
			p.greyRun(i, j)
		}
		for ; i < j; i++ {
			if p.units[i].running() {
				seen += p.units[i].words
			}
		}
	}
}

// listItem reports whether u could belong to a list of headlines.
func (p *page) listItem(u *unit) bool {
	if u.role != open || u.fixed {
		return false
	}
	if u.dateOnly || dated(u) && u.words <= headlineWords {
		return true
	}
	question := strings.HasSuffix(u.text, "?") && u.words <= 15 && !u.quoted
	return u.words <= headlineWords && (!u.prose || question) && !strings.HasSuffix(u.text, ".") && !strings.HasSuffix(u.text, ":")
}

// dated reports whether u starts or ends with a date of a year and says
// something besides. A dated line with a handle or an address in it is a quoted
// posting, not a headline.
func dated(u *unit) bool {
	if strings.Contains(u.text, "@") || strings.Contains(u.text, "://") {
		return false
	}
	for _, s := range u.stamps {
		if s.Values != nil && !u.dateOnly && (s.Start == 0 || len(u.text)-s.End <= 1) {
			return true
		}
	}
	return false
}

// greyRun greys the list in units [i, j), when there is one.
func (p *page) greyRun(i, j int) {
	first, last, stamps, headlines := -1, -1, 0, 0
	for k := i; k < j; k++ {
		u := &p.units[k]
		if u.label >= 0 || !dated(u) && !(u.dateOnly && u.stamps[0].Values != nil) {
			continue
		}
		if first < 0 {
			first = k
		} else if k-last == 2 && !p.units[k-1].dateOnly || dated(u) {
			headlines++
		}
		if dated(u) && k == first {
			headlines++
		}
		last = k
		stamps++
	}
	if stamps < 2 || headlines == 0 {
		return
	}
	switch {
	case p.units[first].dateOnly && p.datesBelow(i, j, first, last):
		first--
	case p.units[last].dateOnly && last+1 < j:
		last++ // the headline of the last date
	}
	for k := first; k <= last; k++ {
		p.units[k].grey(ReasonRelated)
	}
}

// datesBelow reports whether the dates of the run stand below their headlines: a
// headline stands right before the first, and none right behind the last.
func (p *page) datesBelow(i, j, first, last int) bool {
	return first > i && !p.units[first-1].dateOnly && (last+1 >= j || !likeHeadline(p.units[last+1].text))
}

// markLists greys the headlines, links and addresses below a line that
// announces them.
func (p *page) markLists() {
	for i := range p.units {
		u := &p.units[i]
		if u.role != boilerplate || u.fixed {
			continue
		}
		pat, from, to := p.boilerplate.find(u.ts, nil)
		if pat == nil || !p.words.Boilerplate[pat.mark].List || len(u.ts)-(to-from) > 3 && !strings.HasSuffix(u.text, ":") {
			continue
		}
		p.greyList(i+1, u.reason)
	}
}

const maxInsert = 8 // lines of a list in the middle of an article

func (p *page) greyList(i int, reason string) {
	j := i
	for j < len(p.units) && (p.units[j].role == boilerplate && p.units[j].reason == reason || p.listItem(&p.units[j])) {
		j++
	}
	middle := false
	for k := j; k < len(p.units); k++ {
		middle = middle || p.units[k].running()
	}
	if middle {
		j = min(j, i+maxInsert)
		// The last line may be the head of the section that follows.
		if j-i >= 2 && j < len(p.units) && p.units[j].running() && len(p.units[j-1].stamps) == 0 {
			j--
		}
	}
	for k := i; k < j; k++ {
		p.units[k].grey(reason)
	}
}

// markTail greys what is left behind the last running text, once boilerplate has
// begun there: the short scraps of buttons and menus.
func (p *page) markTail() {
	last := p.lastRunning()
	if last < 0 {
		return
	}
	begun := false
	for i := last + 1; i < len(p.units); i++ {
		u := &p.units[i]
		switch {
		case u.role == boilerplate:
			begun = true
		case u.role != open:
		case u.dateOnly:
			u.grey(ReasonDate)
			begun = true
		case p.sameAsByline(u):
			u.grey(ReasonByline)
			begun = true
		case !p.title.Empty() && fold(u.text) == fold(p.title.Of(p.text)):
			u.grey(ReasonHeadline)
			begun = true
		case p.closingCredit(u):
			u.grey(ReasonCredit)
			begun = true
		case begun && u.words <= 12 && !u.ended && !u.quoted && !strings.HasSuffix(u.text, ":"):
			u.grey(ReasonFurniture)
		}
	}
}

// sameAsByline reports whether u repeats the names of the byline.
func (p *page) sameAsByline(u *unit) bool {
	if len(p.byline) == 0 || u.words > 16 {
		return false
	}
	have := " " + fold(u.text) + " "
	for _, s := range p.byline {
		if !strings.Contains(have, " "+fold(s.Of(p.text))+" ") {
			return false
		}
	}
	return true
}

// markSections finds the heads of sections: short lines without a full stop
// between two paragraphs.
func (p *page) markSections() {
	const maxHead = 10
	first := p.firstRunning()
	for i := 1; i+1 < len(p.units); i++ {
		u, prev, next := &p.units[i], &p.units[i-1], &p.units[i+1]
		if u.role != open || u.prose || u.dateOnly || !hasWord(u.ts) || u.words > maxHead || u.ended {
			continue
		}
		r := u.text[len(u.text)-1]
		if r == ':' || r == ',' || r == ';' || r == '-' || !startsUpper(u.text) && !startsDigit(u.text) || u.quoted {
			continue
		}
		if next.running() && (prev.running() || prev.role == boilerplate || prev.role == caption) && first < i {
			u.role = section
		}
	}
}

// hasWord reports whether one of ts is a word of letters.
func hasWord(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return t.kind == word })
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
