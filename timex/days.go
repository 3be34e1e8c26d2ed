package timex

import (
	"strconv"

	"sayso"
)

// month reads a month with or without its year: "November 2018", "last May",
// "June last year".
func (p *parser) month(i int) (meaning, int) {
	m := meaning{form: calendar}
	j := i
	switch {
	case p.is(j, Every) && p.is(j+1, Month):
		return meaning{typ: sayso.TimeSet, value: "XXXX-" + two(p.at(j+1).word.N), quant: "EVERY"}, j + 2
	case p.is(j, Last|Next|This) && p.is(j+1, Month):
		m.side = p.sideOf(j)
		j++
	case p.is(j, This) && p.is(j+1, Past|Next) && p.is(j+2, Month):
		m.side = p.sideOf(j + 1)
		j += 2
	}
	if !p.is(j, Month) || !p.at(j).capital || p.is(j-1, Of) && p.day(j-2) > 0 {
		return m, 0 // "the 31st of February" is no February
	}
	m.month = p.at(j).word.N
	end := p.yearAfter(j+1, &m.year)
	alone := end == j+1 && j == i
	if alone && p.is(j, Guarded) && !p.guard(j) {
		return m, 0
	}
	if alone {
		m.side = p.direction(j)
	}
	return m, end
}

// guard reports whether what stands around i shows that a word such as "May" or
// "March" is the name of a month: it does not open the sentence and has no name
// beside it.
func (p *parser) guard(i int) bool {
	if p.is(i-1, YearCue|Edge|Last|Next|This|Every|Before) || p.hyphen(i-1) {
		return !p.name(i + 1)
	}
	return i > 0 && !p.name(i-1) && !p.name(i+1)
}

// name reports whether the item at i is a capitalised word without a class.
func (p *parser) name(i int) bool { it := p.at(i); return it.capital && it.word == nil }

func (p *parser) sideOf(i int) side {
	switch {
	case p.is(i, Last|Past|Before):
		return before
	case p.is(i, Next|After):
		return after
	}
	return within
}

// weekday reads "Friday", "last Friday", "next Monday".
func (p *parser) weekday(i int) (meaning, int) {
	m := meaning{form: calendar}
	j := i
	switch {
	case p.is(j, Every) && p.is(j+1, Weekday):
		return meaning{typ: sayso.TimeSet, value: "XXXX-WXX-" + strconv.Itoa(p.at(j+1).word.N), quant: "EVERY"}, j + 2
	case p.is(j, This) && p.is(j+1, Next|Past) && p.is(j+2, Weekday):
		m.side = p.sideOf(j + 1)
		j += 2
	case p.is(j, The) && p.is(j+1, Before|After|Last|Next) && p.is(j+2, Weekday):
		m.side, m.base = p.sideOf(j+1), spoken
		if p.is(j+1, Last) {
			m.base = published
		}
		j += 2
	case p.is(j, Last|Next|This) && p.is(j+1, Weekday):
		m.side = p.sideOf(j)
		j++
	}
	if !p.is(j, Weekday) || !p.at(j).capital {
		return m, 0
	}
	m.wd = p.at(j).word.N
	if j == i {
		if p.is(j, Guarded) {
			return m, 0
		}
		m.side = p.direction(j)
	}
	return m, j + 1
}

// today reads "yesterday", "today" and their like.
func (p *parser) today(i int) (meaning, int) {
	j := i
	if p.is(j, The) {
		j++
	}
	if p.is(j, Edge) { // "earlier today"
		j++
	}
	if !p.is(j, Day) {
		return meaning{}, 0
	}
	w := p.at(j).word
	m := meaning{form: unitOf, unit: DayUnit, n: w.N}
	if w.Value != "" {
		m.typ, m.part = sayso.TimeOfDay, w.Value
	}
	return m, j + 1
}

// namedDay reads a holiday, with its year where one follows.
func (p *parser) namedDay(i int) (meaning, int) {
	m := meaning{form: holiday, side: nearest}
	j := i
	if p.is(j, Last|Next|This) && p.is(j+1, Holiday) {
		m.side = p.sideOf(j)
		j++
	}
	if !p.is(j, Holiday) {
		return m, 0
	}
	m.value = p.at(j).word.Value
	return m, p.yearAfter(j+1, &m.year)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
