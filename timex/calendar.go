package timex

import (
	"strconv"
	"strings"
	"time"

	"sayso"
)

const (
	firstYear = 1000
	lastYear  = 2199
)

// timed reads a date, a time of day, or both.
func (p *parser) timed(i int) (meaning, int) {
	m, end := p.longest(i, []rule{(*parser).clockThenDate, (*parser).partThenDate, (*parser).dateThenPart})
	return m, end
}

// date reads a date without a time of day.
func (p *parser) date(i int) (meaning, int) {
	return p.longest(i, []rule{(*parser).oneToken, (*parser).dayAndMonth, (*parser).weekday, (*parser).namedDay, (*parser).today,
		(*parser).month, (*parser).season, (*parser).quarterOf, (*parser).wholeYear, (*parser).decadeOf, (*parser).theUnit, (*parser).numbered})
}

// oneToken reads "2018-11-28", "28.11.2018" and "7/8/07".
func (p *parser) oneToken(i int) (meaning, int) {
	it := p.at(i)
	if it.figure != dateFig {
		return meaning{}, 0
	}
	s, clock, _ := strings.Cut(it.text, "T")
	sep := strings.Trim(s, "0123456789")
	if sep == "" {
		return meaning{}, 0
	}
	parts := strings.Split(s, sep[:1])
	if len(parts) != 3 {
		return meaning{}, 0
	}
	var n [3]int
	for k, x := range parts {
		v, err := strconv.Atoi(x)
		if err != nil {
			return meaning{}, 0
		}
		n[k] = v
	}
	m := meaning{form: calendar, year: yearRef{year: n[0]}, month: n[1], day: n[2]}
	if len(parts[0]) != 4 {
		y := n[2]
		if len(parts[2]) == 2 {
			y = century(y)
		}
		m = meaning{form: calendar, year: yearRef{year: y}, month: n[0], day: n[1], swap: sep[0] == '/' || sep[0] == '-'}
		if sep[0] == '.' || n[0] > 12 {
			m.month, m.day = n[1], n[0]
		}
		if m.month > 12 || m.day > 12 || m.month == m.day {
			m.swap = false
		}
	}
	if !valid(m.year.year, m.month, m.day) {
		return meaning{}, 0
	}
	if len(clock) >= 5 && clock[2] == ':' {
		m.typ, m.part = sayso.TimeOfDay, clock[:5]
	}
	return m, i + 1
}

// century puts two figures of a year into the hundred years that end in 2030.
func century(y int) int {
	if y <= 30 {
		return 2000 + y
	}
	return 1900 + y
}

func valid(y, m, d int) bool {
	return y >= 1 && y <= lastYear && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

func daysIn(y, m int) int { return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day() }

// dayAndMonth reads a day of a month with what stands around it: "Friday, May
// 3rd 2019", "28 Nov", "2017 Tuesday, 05 December".
func (p *parser) dayAndMonth(i int) (meaning, int) {
	m := meaning{form: calendar}
	j := i
	if y, e := p.year(j); e > 0 {
		m.year.year = y
		if j = p.skip(e, ","); !p.is(j, Weekday) && p.at(j).figure == noFigure {
			return m, 0
		}
	}
	if p.is(j, This|Last|Next) && p.is(j+1, Next) { // "this coming Sunday"
		j++
	}
	if p.is(j, This|Last|Next) && p.is(j+1, Weekday) {
		j++
	}
	if p.is(j, Weekday) {
		m.wd = p.at(j).word.N
		j = p.skip(j+1, ",")
		if p.is(j, The) && !p.is(j+1, Month) {
			j++
		}
	}
	if p.is(j, The) && p.day(j+1) > 0 && p.is(j+2, Of|Month) {
		j++
	}
	k := j
	switch {
	case p.is(j, Month) && p.at(j).capital && p.day(j+1) > 0 && !p.mark(j+2, "%"):
		m.month, m.day, k = p.at(j).word.N, p.day(j+1), j+2
		if p.at(j+1).figure == plain && p.is(j+2, Month) && p.at(j+2).capital {
			return meaning{}, 0 // "in May 12 August": the day belongs to what follows
		}
	case p.day(j) > 0 && p.is(j+1, Month) && p.at(j+1).capital:
		m.month, m.day, k = p.at(j+1).word.N, p.day(j), j+2
	case p.day(j) > 0 && p.hyphen(j+1) && p.is(j+2, Month) && p.hyphen(j+3): // "12-Mar-2013"
		y, e := p.year(j + 4)
		if e == 0 {
			return meaning{}, 0
		}
		m.month, m.day, m.year.year, k = p.at(j+2).word.N, p.day(j), y, e
	case p.day(j) > 0 && p.is(j+1, Of) && p.is(j+2, Month):
		m.month, m.day, k = p.at(j+2).word.N, p.day(j), j+3
	default:
		return meaning{}, 0
	}
	if m.year.year == 0 {
		k = p.yearAfter(k, &m.year)
	}
	if m.wd == 0 && p.is(k, Weekday) && !p.is(k, Guarded) {
		m.wd = p.at(k).word.N
		k++
	} else if m.wd == 0 && p.mark(k, "(") && p.is(k+1, Weekday) {
		m.wd = p.at(k + 1).word.N
	}
	if y := m.year.year; y > 0 && m.day > daysIn(y, m.month) || m.day > daysIn(2000, m.month) {
		return meaning{}, 0
	}
	m.side = p.direction(i)
	return m, k
}

// twoDays reads two days of one month: "8-9 February 1931", "8 and 9 February".
func (p *parser) twoDays(i int) (first, second meaning, end int) {
	if p.at(i).figure != plain || p.day(i) == 0 || !p.between(i+1) || p.day(i+2) == 0 {
		return first, second, 0
	}
	second, end = p.dayAndMonth(i + 2)
	if end == 0 || second.day <= p.day(i) {
		return first, second, 0
	}
	first = second
	first.day, first.wd = p.day(i), 0
	return first, second, end
}

// anotherDay reads the second of two days of one month behind the first, m:
// "May 3 and 4".
func (p *parser) anotherDay(i int, m *meaning) (meaning, int) {
	if m.form != calendar || m.day == 0 || m.month == 0 || !p.between(i) || p.day(i+1) <= m.day || p.at(i+1).figure == noFigure || p.is(i+2, Month|UnitName|Scale|Counted) || p.mark(i+2, "%") || p.mark(i+2, "-") {
		return meaning{}, 0
	}
	d := *m
	d.day, d.wd = p.day(i+1), 0
	return d, p.yearAfter(i+2, &d.year)
}

// between reports whether item i stands between two members of a range or pair.
func (p *parser) between(i int) bool {
	return p.is(i, And|To) || p.mark(i, "-") || p.mark(i, "–")
}

// day returns the day of a month written at i, 0 for none.
func (p *parser) day(i int) int {
	it := p.at(i)
	switch {
	case it.figure == plain && it.digits <= 2 && it.n >= 1 && it.n <= 31 && it.n == float64(int(it.n)), it.figure == ordinalFig && it.n <= 31:
		return int(it.n)
	case it.is(Ordinal) && it.word.N > 0 && it.word.N <= 31:
		return it.word.N
	}
	return 0
}
