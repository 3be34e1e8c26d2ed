package zone

import (
	"strings"
	"unicode/utf8"

	"sayso"
)

const (
	maxBylineWords = 16
	maxHeadUnits   = 12 // lines before the text that can belong to the head of the page
)

// markHead gives the lines before the running text their roles: headline,
// byline, the line with the date.
func (p *page) markHead() {
	p.fixedHead()
	first := p.firstRunning()
	if first < 0 {
		first = len(p.units)
	}
	for i := 0; i < first; i++ {
		u := &p.units[i]
		if u.role != open {
			continue
		}
		switch {
		case i >= maxHeadUnits && p.hints.Blocks == nil && first == len(p.units):
			return
		case p.isTitle(u):
			p.setTitle(u)
		case u.dateOnly:
			u.grey(ReasonDate)
		case p.isByline(u):
			u.role = byline
		case !p.title.Empty() && p.namesAndDate(u):
			u.role = byline
			p.readByline(u)
		case p.dateBeside(u):
			u.grey(ReasonDate)
		case p.title.Empty() && u.words >= 2 && u.words <= headlineWords && first < len(p.units):
			p.setTitle(u)
		case !p.title.Empty() && p.namesBesideDate(i):
			u.role = byline
			p.byline = append(p.byline, p.names(u, 0)...)
		case !p.title.Empty() && first < len(p.units) && u.words >= 3 && i <= p.titleIndex()+2:
			u.role = headline // the line below the headline
		}
	}
	if p.title.Empty() && first < len(p.units) && p.isTitle(&p.units[first]) {
		p.setTitle(&p.units[first])
	}
	for i := range p.units { // a byline between the first paragraphs
		if u := &p.units[i]; u.role == open && i >= first && i <= first+3 && !u.prose && p.isByline(u) {
			u.role = byline
		}
	}
}

// fixedHead takes over what the markup says of headline and byline.
func (p *page) fixedHead() {
	for i := range p.units {
		u := &p.units[i]
		if !u.fixed {
			continue
		}
		switch u.role {
		case headline:
			if p.title.Empty() {
				p.title = u.span
			}
		case byline:
			p.readByline(u)
		}
	}
}

func (p *page) setTitle(u *unit) {
	u.role = headline
	if p.title.Empty() {
		p.title = u.span
	}
}

func (p *page) titleIndex() int {
	for i := range p.units {
		if p.units[i].span == p.title {
			return i
		}
	}
	return len(p.units)
}

// isTitle reports whether u is the headline that the original states elsewhere.
func (p *page) isTitle(u *unit) bool {
	return p.hints.Title != "" && len(u.text) <= 2*len(p.hints.Title)+20 && fold(u.text) == fold(p.hints.Title)
}

// isByline reports whether u names authors, and notes them.
func (p *page) isByline(u *unit) bool {
	if len(u.ts) == 0 || u.words > maxBylineWords || u.quoted {
		return false
	}
	if p.by[u.ts[0].text] && len(u.ts) > 1 && (u.ts[1].upper || p.staffAt(u.ts, 1)) && (!u.ended || u.words <= 6) {
		p.readByline(u)
		return true
	}
	text := " " + fold(u.text) + " "
	for _, a := range p.hints.Authors {
		if a = fold(a); a != "" && strings.Contains(text, " "+a+" ") && !u.ended {
			p.readByline(u)
			return true
		}
	}
	if name, ok := p.agency(u.ts, u.text, 0, len(u.ts)); ok && u.words <= 5 {
		p.agencies = append(p.agencies, sayso.Credit{Name: name, At: u.span})
		p.byline = append(p.byline, u.span)
		return true
	}
	return false
}

func (p *page) staffAt(ts []token, i int) bool {
	if i >= len(ts) {
		return false
	}
	pat, _ := p.staff.at(ts[i:], 0)
	return pat != nil
}

// readByline notes the authors in u.
func (p *page) readByline(u *unit) {
	at := 0
	if len(u.ts) > 0 && p.by[u.ts[0].text] {
		at = 1
	}
	p.byline = append(p.byline, p.names(u, at)...)
	for i := range u.ts {
		if name, to, ok := p.agencyAt(u.ts, u.text, i); ok {
			p.agencies = append(p.agencies, sayso.Credit{Name: name, At: u.at(i, to)})
			break
		}
	}
}

// at returns the span of tokens [i, j) of u.
func (u *unit) at(i, j int) sayso.Span {
	return sayso.Span{Start: u.span.Start + int32(u.ts[i].start), End: u.span.Start + int32(u.ts[j-1].end)}
}

// names returns the authors from token i of u on: runs of capitalised words, the
// first and those joined to it. A name behind a preposition or a comma is a
// place or a house.
func (p *page) names(u *unit, i int) []sayso.Span {
	if p.staffAt(u.ts, i) {
		_, n := p.staff.at(u.ts[i:], 0)
		return []sayso.Span{u.at(i, i+n)}
	}
	var found []sayso.Span
	joined, comma := true, false
	var pending []sayso.Span
	for i < len(u.ts) && len(found) < 12 {
		t := u.ts[i]
		if inStamp(u.stamps, t) || t.kind == number {
			break
		}
		if p.and[t.text] {
			joined = true
			found = append(found, pending...) // "A, B and C"
			pending = nil
			i++
			continue
		}
		if t.kind != word || !t.upper || p.roles[t.text] || p.prepositions[t.text] {
			joined = joined && p.roles[t.text]
			if p.prepositions[t.text] {
				joined = false
			}
			i++
			continue
		}
		j := i + 1
		for j < len(u.ts) && u.ts[j].kind == word && nameGap(u.ts[j-1], u.text[u.ts[j-1].end:u.ts[j].start]) && !p.and[u.ts[j].text] &&
			(u.ts[j].upper || len(u.ts[j].text) <= 3 && !p.prepositions[u.ts[j].text] && j+1 < len(u.ts) && u.ts[j+1].upper) {
			j++
		}
		comma = i > 0 && strings.Contains(u.text[u.ts[i-1].end:u.ts[i].start], ",")
		switch s := u.at(i, j); {
		case joined && !comma:
			found = append(found, s)
		case comma && j-i >= 2:
			pending = append(pending, s)
		}
		joined = false
		i = j
	}
	if found == nil && pending != nil { // "From our man in Karrow, A B"
		found = pending[len(pending)-1:]
	}
	return found
}

// nameGap reports whether the word before gap and the one behind it belong to
// one name.
func nameGap(before token, gap string) bool {
	return gap == " " || gap == "\u00a0" || gap == ". " && before.end-before.start <= 3 // an initial, a title
}

// namesBesideDate reports whether unit i is nothing but names and stands next to
// a line with the date.
func (p *page) namesBesideDate(i int) bool {
	u := &p.units[i]
	if u.words < 2 || u.words > 8 || u.ended || u.quoted {
		return false
	}
	for _, t := range u.ts {
		if t.kind != word || !t.upper && !p.and[t.text] && !p.roles[t.text] && !p.prepositions[t.text] && len(t.text) > 3 {
			return false
		}
	}
	return i+1 < len(p.units) && p.units[i+1].dateOnly || i > 0 && p.units[i-1].dateOnly
}

// namesAndDate reports whether u is a byline with the date behind it, set off by
// a dash: "From our man in Karrow, A B – 4 March 2021".
func (p *page) namesAndDate(u *unit) bool {
	if len(u.stamps) == 0 || len(u.ts) == 0 || u.words > 20 || u.ended {
		return false
	}
	s := u.stamps[len(u.stamps)-1]
	head := strings.TrimSpace(u.text[:s.Start])
	r, _ := utf8.DecodeLastRuneInString(head)
	first := u.ts[0].text
	return s.Values != nil && strings.TrimSpace(u.text[s.End:]) == "" && strings.ContainsRune("—–-,|•·", r) &&
		(p.by[first] || p.prepositions[first] || p.roles[first])
}

// dateBeside reports whether u is a date beside scraps that are no headline:
// "Friday, 5 March 2021 | Valley | 212 views".
func (p *page) dateBeside(u *unit) bool {
	for _, s := range u.stamps {
		if s.Values == nil || u.words > 20 || u.ended {
			continue
		}
		head, tail := strings.TrimSpace(u.text[:s.Start]), strings.TrimSpace(u.text[s.End:])
		r, _ := utf8.DecodeLastRuneInString(head)
		l, _ := utf8.DecodeRuneInString(tail)
		if u.label >= 0 || head == "" && (strings.ContainsRune("|•·", l) || p.updates(u)) || tail == "" && strings.ContainsRune("|•·", r) ||
			strings.ContainsRune("|•·", r) && strings.ContainsRune("|•·", l) {
			return true
		}
		if p.labelled(u, s) {
			return true
		}
	}
	return false
}

// labelled reports whether a label of a date stands right before the stamp.
func (p *page) labelled(u *unit, s Stamp) bool {
	for i, t := range u.ts {
		if pat, n := p.labelAt(u.ts, i); pat != nil && t.end <= s.Start && u.ts[i+n-1].end <= s.Start && len(strings.TrimSpace(u.text[u.ts[i+n-1].end:s.Start])) <= 12 {
			return true
		}
	}
	return false
}

// updates reports whether u labels a date as that of an update.
func (p *page) updates(u *unit) bool {
	for i := range u.ts {
		if pat, _ := p.labelAt(u.ts, i); pat != nil && pat.mark == 1 {
			return true
		}
	}
	return false
}
