package timex

// quarterOf reads quarters and halves of a year: "the third quarter of 2018",
// "fiscal second-quarter", "next year's first quarter", "Q3 2010", "the 1988
// quarter", "the first half of this year".
func (p *parser) quarterOf(i int) (meaning, int) {
	m := meaning{form: quarter}
	j := i
	if p.is(j, The|Its) {
		j++
	}
	if r, e := p.relativeYear(j); e > 0 && p.mark(e, "'s") {
		m.year, j = r, e+1
	} else if y, e := p.year(j); e > 0 && p.at(j).figure == plain {
		m.year.year, j = y, e
	} else if p.yearAgo(j) > 0 {
		m.year, j = yearRef{shift: -1, base: spoken, has: true}, p.yearAgo(j)
	}
	if p.is(j, Filler) && !p.is(j, Ordinal|Last|Past) && p.is(j+1, Ordinal) { // "a calm first quarter"
		j++
	}
	if p.is(j, Fiscal) {
		j = p.joined(j + 1)
	}
	switch {
	case p.at(j).figure == quarterFig:
		m.n, j = int(p.at(j).n), j+1
	case (p.is(j, Ordinal) || p.at(j).figure == ordinalFig || p.is(j, Last)) && p.unit(p.joined(j+1), Quarter):
		switch it := p.at(j); {
		case it.figure == ordinalFig:
			m.n = int(it.n)
		case p.is(j, Ordinal):
			m.n = it.word.N
		case m.year.has || m.year.year > 0:
			m.n = 4
		default:
			return m, 0
		}
		j = p.joined(j+1) + 1
	case (p.is(j, Ordinal) || p.is(j, Last) || p.at(j).figure == ordinalFig) && p.is(p.joined(j+1), Half):
		m.half, m.n = true, 2
		if p.day(j) == 1 {
			m.n = 1
		}
		j = p.joined(j+1) + 1
		if m.year.year == 0 && !m.year.has {
			e := p.yearAfter(j, &m.year)
			if e == j {
				return m, 0
			}
			return m, e
		}
	case m.year.year > 0 && p.unit(j, Quarter), m.year.has && p.unit(j, Quarter), m.year.year > 0 && p.is(j, Period) && j > i+1, m.year.has && p.is(j, Period):
		return meaning{form: again, year: m.year, unit: Quarter, exact: p.unit(j, Quarter)}, j + 1
	default:
		return m, 0
	}
	if m.n < 0 {
		m.n = 4
	}
	if m.n < 1 || m.n > 4 {
		return m, 0
	}
	if m.year.year == 0 && !m.year.has {
		j = p.yearAfter(j, &m.year)
	}
	return m, j
}

func (p *parser) unit(i int, u Unit) bool {
	return p.is(i, UnitName) && p.at(i).word.Unit == u && p.at(i).word.N < 2
}

// yearAgo reads "year-ago", "year-earlier" and "year ago" before a noun.
func (p *parser) yearAgo(i int) int {
	if p.is(i, UnitName) && p.at(i).word.Unit == Year && p.hyphen(i+1) && p.is(i+2, Ago|Earlier) {
		return i + 3
	}
	return 0
}
