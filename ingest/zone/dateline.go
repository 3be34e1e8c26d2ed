package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

const (
	maxDateline   = 140 // bytes
	datelineUnits = 3   // paragraphs in which one is looked for
)

// markDateline parts the place, date and agency before the first sentence from
// the paragraph they open: "KARROW, March 4 (Agency) - ", "Karrow - By A B, - ".
func (p *page) markDateline() {
	seen := 0
	for i := 0; i < len(p.units) && seen < datelineUnits; i++ {
		u := &p.units[i]
		if u.role != open || !u.prose {
			continue
		}
		seen++
		end, ok := p.datelineEnd(u, seen == 1)
		if !ok {
			continue
		}
		head, ok1 := trim(p.text, int(u.span.Start), int(u.span.Start)+end)
		rest, ok2 := trim(p.text, int(u.span.Start)+end, int(u.span.End))
		if !ok1 || !ok2 {
			return
		}
		v := p.inherit(*u, rest)
		h := p.newUnit(p.text, head)
		h.role, h.reason = dateline, ""
		p.units = append(p.units[:i:i], append([]unit{h, v}, p.units[i+1:]...)...)
		return
	}
}

// datelineEnd returns the byte of u behind its dateline and notes what the
// dateline says. In the first paragraph a place need not be in capitals.
func (p *page) datelineEnd(u *unit, first bool) (int, bool) {
	text := u.text
	if len(text) > maxDateline {
		text = text[:maxDateline]
	}
	for i := 0; i < len(text); {
		at, n := nextDash(text, i)
		if n == 0 {
			break
		}
		if d, ok := p.parseDateline(u, text[:at]); ok {
			rest := u.text[at+n:]
			byEnd, names, byOK := p.bylineAfter(u, at+n)
			opens := startsUpper(strings.TrimLeftFunc(rest, isSpace)) || strings.HasPrefix(strings.TrimLeftFunc(rest, isSpace), `"`)
			if d.sure || byOK || first && d.words <= 3 && opens && n > 1 && !p.kickers[fold(d.place)] && spaced(text, at) {
				p.note(u, d)
				if byOK {
					p.byline = append(p.byline, names...)
					return byEnd, true
				}
				return at + n, true
			}
			return 0, false
		}
		i = at + n
	}
	if name, at, ok := p.leadingAgency(u, text); ok {
		p.agencies = append(p.agencies, sayso.Credit{Name: name, At: sayso.Span{Start: u.span.Start + 1, End: u.span.Start + int32(at) - 1}})
		return at, true
	}
	return 0, false
}

// nextDash finds the next mark that can end a dateline at or behind i: a dash
// with a blank behind it, or the full stop of "/AGENCY/. ".
func nextDash(s string, i int) (at, n int) {
	for ; i < len(s); i++ {
		for _, d := range [...]string{"--", "—", "–", "-", "/. ", "/ - ", "). "} {
			if !strings.HasPrefix(s[i:], d) {
				continue
			}
			switch {
			case d == "/. " || d == "). ":
				return i + 1, 2
			case d == "/ - ":
				return i + 1, 2
			case d == "-" && (i == 0 || s[i-1] != ' ' && s[i-1] != ')' || i+1 >= len(s) || s[i+1] != ' '):
				continue
			}
			return i, len(d)
		}
	}
	return 0, 0
}

func spaced(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return isSpace(r) || strings.HasPrefix(s[at:], "—")
}

// place is what stands before the dash of a dateline.
type datelineParts struct {
	place    string
	placeAt  sayso.Span // bytes of the unit
	agency   string
	agencyAt sayso.Span
	stamp    *Stamp
	words    int  // of the place
	sure     bool // capitals, an agency or a date say that it is one
}

// parseDateline reads "PLACE, Region, Month 4 (Agency)". It reports false when
// left is anything else.
func (p *page) parseDateline(u *unit, left string) (datelineParts, bool) {
	var d datelineParts
	body := strings.TrimRight(left, " \u00a0.,")
	for _, pair := range [...]string{"()", "//", "[]"} {
		if k := strings.IndexByte(body, pair[0]); k >= 0 && strings.HasSuffix(body, pair[1:]) && len(body)-k > 3 {
			d.agencyAt = sayso.Span{Start: int32(k + 1), End: int32(len(body) - 1)}
			d.agency = strings.TrimSpace(body[k+1 : len(body)-1])
			body = strings.TrimRight(body[:k], " \u00a0.,")
			break
		}
	}
	for k := range u.stamps {
		if s := &u.stamps[k]; s.Start < len(body) && len(body)-s.End <= 1 && s.Start >= 0 {
			d.stamp = s
			body = strings.TrimRight(body[:s.Start], " \u00a0.,")
			break
		}
	}
	if d.agency != "" && (len(strings.Fields(d.agency)) > 4 || !startsUpper(d.agency) && p.agencyNames[fold(d.agency)] == "") {
		return d, false
	}
	ts := tokenise(body, 10)
	if len(ts) == 0 {
		_, known := p.agencyNames[fold(d.agency)]
		d.sure = known
		return d, known
	}
	caps := ts[0].caps
	for i, t := range ts {
		if t.kind != word || !t.upper && (len(t.text) > 3 || i == 0) {
			return d, false
		}
	}
	if strings.ContainsAny(body, `":;?!“”()`) || len(ts) > 6 || ts[0].start != 0 || p.kickers[ts[0].text] && len(ts) == 1 {
		return d, false
	}
	d.place, d.placeAt, d.words = body, sayso.Span{Start: 0, End: int32(len(body))}, len(ts)
	d.sure = d.agency != "" || d.stamp != nil || caps && (len(ts) == 1 || capsPlace(ts, body))
	return d, true
}

// capsPlace reports whether the words before the first comma are capitals: what
// stands behind it may be a region in small letters.
func capsPlace(ts []token, body string) bool {
	end := strings.IndexByte(body, ',')
	if end < 0 {
		end = len(body)
	}
	for _, t := range ts {
		if t.start < end && !t.caps && !(len(t.text) <= 3) {
			return false
		}
	}
	return true
}

// note keeps what the dateline says.
func (p *page) note(u *unit, d datelineParts) {
	shift := func(s sayso.Span) sayso.Span {
		return sayso.Span{Start: s.Start + u.span.Start, End: s.End + u.span.Start}
	}
	if d.place != "" {
		p.place = shift(d.placeAt)
	}
	if d.agency != "" {
		name := d.agency
		if known := p.agencyNames[fold(name)]; known != "" {
			name = known
		}
		if s, ok := trim(p.text, int(u.span.Start+d.agencyAt.Start), int(u.span.Start+d.agencyAt.End)); ok {
			p.agencies = append(p.agencies, sayso.Credit{Name: name, At: s})
		}
	}
	if d.stamp != nil {
		if d.stamp.Values == nil && d.stamp.Conflict == "" {
			p.partial = u.text[d.stamp.Start:d.stamp.End]
		} else {
			p.lineDate, p.lineAt = d.stamp, u.span.Start
		}
	}
}

// bylineAfter reads the byline behind the dash of a dateline, up to a dash of
// its own: "By A B and C D, - ".
func (p *page) bylineAfter(u *unit, at int) (end int, names []sayso.Span, ok bool) {
	i := 0
	for i < len(u.ts) && u.ts[i].start < at {
		i++
	}
	if i+1 >= len(u.ts) || !p.by[u.ts[i].text] || !u.ts[i+1].upper && !p.staffAt(u.ts, i+1) {
		return 0, nil, false
	}
	from := u.ts[i].start
	limit := min(len(u.text), from+maxDateline)
	for limit < len(u.text) && !utf8.RuneStart(u.text[limit]) {
		limit++
	}
	k, n := nextDash(u.text[:limit], from)
	if n == 0 {
		return 0, nil, false
	}
	line := p.newUnit(p.text, sayso.Span{Start: u.span.Start + int32(from), End: u.span.Start + int32(k)})
	if line.words > maxBylineWords {
		return 0, nil, false
	}
	return k + n, p.names(&line, 1), true
}

// leadingAgency reads "(AGENCY) " before the first sentence, for an agency the
// language knows.
func (p *page) leadingAgency(u *unit, text string) (name string, end int, ok bool) {
	if !strings.HasPrefix(text, "(") {
		return "", 0, false
	}
	k := strings.IndexByte(text, ')')
	if k < 3 || k > 60 || k+2 >= len(u.text) {
		return "", 0, false
	}
	name, ok = p.agencyNames[fold(text[1:k])]
	r, _ := utf8.DecodeRuneInString(u.text[k+1:])
	return name, k + 1, ok && unicode.IsSpace(r)
}
