package timex

import (
	"sayso"
)

// theUnit reads one unit by its place: "last week", "this year", "the same day",
// "the following month", "the quarter", "year-end", "the same period last year",
// "the week of May 4".
func (p *parser) theUnit(i int) (meaning, int) {
	m := meaning{form: unitOf}
	j := i
	the := p.is(j, The)
	if the {
		j++
	}
	led := true
	switch {
	case p.is(j, This) && p.is(j+1, Next|Past) && p.is(j+2, UnitName):
		m.n = 1
		if p.is(j+1, Past) {
			m.n = -1
		}
		j += 2
	case p.is(j, This):
		j++
	case p.is(j, That|Same):
		if p.is(j, That) && p.is(j+1, Same) {
			j++
		}
		m.base = spoken
		j++
		if e := p.period(j); e > 0 {
			return p.anotherYear(e)
		}
	case p.is(j, Last):
		m.n = -1
		j++
		if e := p.period(j); e > 0 && the && !p.unit(j, Quarter) && p.is(j, Period) {
			return meaning{form: again, unit: Quarter, year: yearRef{base: spoken, has: true}}, e
		}
	case p.is(j, Before):
		m.n, m.base = -1, spoken
		j++
	case p.is(j, After) && the:
		m.n, m.base = 1, spoken
		if p.is(j, Next) && p.is(j+1, UnitName) && p.at(j+1).word.Unit != DayUnit {
			m.base = published
		}
		j++
	case p.is(j, Next):
		m.n = 1
		j++
	default:
		led = false
	}
	if e := p.yearAgo(j); e > 0 && p.is(e, UnitName|Period) && the {
		if !p.unit(e, Quarter) && !p.is(e, Period) {
			return meaning{}, 0
		}
		return meaning{form: again, unit: Quarter, year: yearRef{shift: -1, base: spoken, has: true}}, e + 1
	}
	if e := p.yearAgo(j); e > 0 && !the {
		if p.is(e, UnitName|Period) && p.at(e).word.N < 2 {
			e++
		}
		return meaning{form: offset, unit: Year, n: -1, base: spoken}, e
	}
	if p.is(j, Fiscal) {
		j = p.joined(j + 1)
	} else if p.is(j, Filler) && !p.is(j, UnitName) && led && !p.is(j, Ordinal) {
		j++
	} else if p.is(j, Filler) && the && !p.is(j, Ordinal|UnitName) && p.is(j+1, UnitName) && p.at(j+1).word.Unit == Year {
		j++ // "the entire year"
	}
	if !p.is(j, UnitName) || p.at(j).word.N > 1 {
		return m, 0
	}
	m.unit = p.at(j).word.Unit
	end := j + 1
	if e := p.skip(end, "'s"); !p.is(j, Ordinal) && p.is(p.joined(e), YearsEnd) && m.unit >= Week && (e > end || p.joined(e) > e || m.unit == Year) {
		m.mod = "END"
		return m, p.joined(e) + 1
	}
	switch {
	case m.unit <= Hour:
		return m, 0
	case !the && !led:
		return m, 0
	case m.unit == Quarter && the && p.is(end, Ended) && p.is(end+1, Month) && p.day(end+2) > 0:
		q := (p.at(end+1).word.N+10)%12/3 + 1 // of the month before the last: the middle
		return meaning{form: quarter, n: q}, end
	case m.n == -1 && m.unit == DayUnit && p.is(i, Last|Past), m.n == -1 && m.unit == DayUnit && m.base == published:
		return m, 0
	case the && !led && m.unit == Week && p.is(end, Of):
		if d, e := p.dayAndMonth(end + 1); e > 0 {
			d.unit = Week
			return d, e
		}
	}
	if p.hyphen(end) {
		return m, 0
	}
	if the && !led {
		if m.unit == Year && p.is(end, Ended) {
			return meaning{typ: sayso.TimeDuration, value: duration(1, Year)}, end
		}
		m.base = spoken
		m.side = p.direction(i)
		m.now = m.unit >= Weekend && m.unit != Quarter
		switch {
		case p.is(end, Before|Earlier) && (p.is(end, Before) || !p.afterNoun(end)):
			return meaning{form: unitOf, unit: m.unit, n: -1, base: spoken}, end + 1
		case p.is(end, Later) && !p.afterNoun(end):
			return meaning{form: unitOf, unit: m.unit, n: 1, base: spoken}, end + 1
		case m.unit == Quarter && p.is(end, A):
			return p.anotherYear(end)
		}
		if m.unit == Century || m.unit == DecadeUnit {
			return m, 0
		}
	}
	return m, end
}

// period returns the index behind the word that stands for the unit spoken of,
// where what follows names another year.
func (p *parser) period(i int) int {
	if p.is(i, Period) || p.unit(i, Quarter) || p.unit(i, MonthUnit) {
		if _, e := p.relativeYear(p.ofYear(i + 1)); e > 0 || p.is(i, Period) {
			return i + 1
		}
	}
	return 0
}

func (p *parser) ofYear(i int) int {
	if p.is(i, Of|In) {
		return i + 1
	}
	return i
}

// anotherYear reads the year of "the same period a year ago", i behind the noun.
func (p *parser) anotherYear(i int) (meaning, int) {
	m := meaning{form: again, unit: Quarter, year: yearRef{base: spoken, has: true}}
	if p.unit(i-1, MonthUnit) {
		m.unit = MonthUnit
	}
	if y, e := p.year(p.ofYear(i)); e > 0 {
		m.year = yearRef{year: y}
		return m, e
	}
	if r, e := p.relativeYear(p.ofYear(i)); e > 0 {
		m.year = r
		return m, e
	}
	return m, i
}

// numbered reads a week by its place in a month: "the last week of June".
func (p *parser) numbered(i int) (meaning, int) {
	j := i
	if p.is(j, The) {
		j++
	}
	if !(p.is(j, Ordinal) || p.is(j, Last)) || !p.unit(j+1, Week) || !p.is(j+2, Of|In) {
		return meaning{}, 0
	}
	n := p.day(j)
	if p.is(j, Last) {
		n = -1
	}
	m, e := p.month(j + 3)
	if e == 0 || n == 0 || n > 5 {
		return m, 0
	}
	m.unit, m.n = Week, n
	return m, e
}
