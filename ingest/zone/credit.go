package zone

import (
	"slices"
	"strings"

	"sayso"
)

// agencyAt reads a known agency at token i: written as the list writes it, or
// all in capitals, so that "app" is no agency and "APP" is.
func (p *page) agencyAt(ts []token, text string, i int) (name string, to int, ok bool) {
	for _, pat := range p.agencyList.first[ts[i].text] {
		n, ok := pat.match(ts[i:])
		if !ok {
			continue
		}
		written := text[ts[i].start:ts[i+n-1].end]
		known := p.agencyNames[fold(written)]
		if written == known || written == strings.ToUpper(known) && len(written) > 3 || n > 1 {
			if n > to-i {
				name, to = known, i+n
			}
		}
	}
	return name, to, to > i
}

// agency reports whether tokens [i, j) are the name of a known agency.
func (p *page) agency(ts []token, text string, i, j int) (string, bool) {
	name, to, ok := p.agencyAt(ts, text, i)
	return name, ok && to == j
}

// closingCredit reports whether u is a closing line such as "— Agency" or
// "/AGENCY/", and notes the agency. Behind the article the form is enough.
func (p *page) closingCredit(u *unit) bool {
	t := strings.TrimLeft(u.text, "-–—― ")
	marked := len(t) < len(u.text) && t != ""
	for _, pair := range [...]string{"//", "()", "[]"} {
		if len(t) > 3 && t[0] == pair[0] && t[len(t)-1] == pair[1] {
			marked = true
		}
	}
	if !marked || u.words == 0 || u.words > 5 || u.ended {
		return false
	}
	for _, t := range u.ts {
		if t.kind != word || !t.upper && len(t.text) > 3 && p.agencyNames[t.text] == "" {
			return false
		}
	}
	at := u.at(0, len(u.ts))
	name := at.Of(p.text)
	if known := p.agencyNames[fold(name)]; known != "" {
		name = known
	}
	p.agencies = append(p.agencies, sayso.Credit{Name: name, At: at})
	return true
}

// credits collects the agencies that the page credits for the whole text, in the
// order of the text, each once.
func (p *page) credits() []sayso.Credit {
	for i := range p.units {
		u := &p.units[i]
		if u.role != boilerplate || u.rest || u.words == 0 || u.words > maxMarked {
			continue
		}
		p.creditIn(u)
	}
	slices.SortStableFunc(p.agencies, func(a, b sayso.Credit) int { return sayso.CompareSpans(a.At, b.At) })
	var out []sayso.Credit
	for _, c := range p.agencies {
		if !slices.ContainsFunc(out, func(o sayso.Credit) bool { return o.Name == c.Name }) {
			out = append(out, c)
		}
	}
	return out
}

// creditIn reads the agency in a line of credit: the name behind "Source:", or
// the known agencies in a line of the language's credits.
func (p *page) creditIn(u *unit) {
	pat, from, to := p.creditList.find(u.ts, nil)
	if pat != nil && from == 0 && to < len(u.ts) && len(u.ts)-to <= 4 && capitals(u.ts[to:]) {
		at := u.at(to, len(u.ts))
		name := at.Of(p.text)
		if known := p.agencyNames[fold(name)]; known != "" {
			name = known
		}
		p.agencies = append(p.agencies, sayso.Credit{Name: name, At: at})
		return
	}
	mark, _, _ := p.boilerplate.find(u.ts, nil)
	if mark == nil || !p.words.Boilerplate[mark.mark].Credit {
		return
	}
	for i := 0; i < len(u.ts); i++ {
		if name, to, ok := p.agencyAt(u.ts, u.text, i); ok {
			p.agencies = append(p.agencies, sayso.Credit{Name: name, At: u.at(i, to)})
			i = to - 1
		}
	}
}

func capitals(ts []token) bool {
	for _, t := range ts {
		if t.kind != word || !t.upper {
			return false
		}
	}
	return true
}

// outlet reads the name of who published the page where a line of boilerplate
// gives it: the owner of mirror addresses first, then of the copyright.
func (p *page) outlet() sayso.Outlet {
	var owner sayso.Outlet
	for i := range p.units {
		u := &p.units[i]
		if u.role != boilerplate || u.rest || u.words > maxMarked {
			continue
		}
		if pat, from, _ := p.outletList.find(u.ts, nil); pat != nil {
			if at, ok := leadingName(u, from); ok {
				return sayso.Outlet{Name: at.Of(p.text), Basis: u.reason + " line"}
			}
		}
		if at, ok := p.copyrightOwner(u); ok && owner.Name == "" {
			owner = sayso.Outlet{Name: at.Of(p.text), Basis: "copyright line"}
		}
	}
	return owner
}

// leadingName returns the capitalised words that u starts with, up to token end;
// a possessive is left off.
func leadingName(u *unit, end int) (sayso.Span, bool) {
	n := 0
	for n < end && u.ts[n].kind == word && u.ts[n].upper {
		n++
	}
	if n == 0 || n > 5 {
		return sayso.Span{}, false
	}
	at := u.at(0, n)
	last := u.ts[n-1]
	if cut, ok := strings.CutSuffix(last.text, "'s"); ok && cut != "" {
		written := u.text[last.start:last.end]
		at.End -= int32(len(written) - len(strings.TrimSuffix(strings.TrimSuffix(written, "'s"), "’s")))
	}
	return at, !at.Empty()
}

// copyrightOwner returns the capitalised words behind the © of u.
func (p *page) copyrightOwner(u *unit) (sayso.Span, bool) {
	k := slices.IndexFunc(u.ts, func(t token) bool { return p.copyright[t.text] })
	if k < 0 {
		return sayso.Span{}, false
	}
	i := k + 1
	for i < len(u.ts) && (u.ts[i].kind == number || p.copyright[u.ts[i].text]) {
		i++
	}
	j := i
	for j < len(u.ts) && j-i < 6 && (u.ts[j].kind == word && u.ts[j].upper || u.ts[j].text == "&") && (j == i || nameGap(u.ts[j-1], u.text[u.ts[j-1].end:u.ts[j].start])) {
		j++
	}
	return u.spanOf(i, j)
}

func (u *unit) spanOf(i, j int) (sayso.Span, bool) {
	if j <= i {
		return sayso.Span{}, false
	}
	return u.at(i, j), true
}
