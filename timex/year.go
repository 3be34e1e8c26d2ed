package timex

import (
	"fmt"
	"strconv"

	"sayso"
)

// wholeYear reads four figures that are a year by what stands around them, a
// fiscal year, and a year before Christ.
func (p *parser) wholeYear(i int) (meaning, int) {
	m := meaning{form: calendar}
	j := i
	if p.at(j).figure == fiscalFig {
		m.year.year = int(p.at(j).n)
		return m, j + 1
	}
	if p.is(j, The) && p.is(j+1, Fiscal) {
		j++
	}
	if p.is(j, Fiscal) {
		k := p.joined(j + 1)
		if p.is(k, UnitName) && p.at(k).word.Unit == Year {
			k++
		}
		y, e := p.year(k)
		if e == 0 {
			return m, 0
		}
		m.year.year = y
		return m, e
	}
	if k := j + 1; p.is(j, The) && p.unit(k, Year) { // "the year 2000"
		if y, e := p.year(k + 1); e > 0 {
			m.year.year = y
			return m, e
		}
		if n, e := p.plainNumber(k + 1); e > 0 && n >= firstYear && n <= lastYear {
			m.year.year = int(n)
			return m, e
		}
	}
	if it := p.at(j); it.figure == plain && it.digits <= 4 && it.n >= 1 && p.is(j+1, Era) {
		return meaning{value: fmt.Sprintf("BC%04d", int(it.n))}, j + 2
	}
	y, e := p.year(j)
	if e == 0 || p.notYear(j, e) {
		return m, 0
	}
	m.year.year = y
	return m, e
}

// notYear reports whether the figures [i, e) are a quantity or a number in a
// name rather than a year.
func (p *parser) notYear(i, e int) bool {
	it, before, next := p.at(i), p.at(i-1), p.at(e)
	switch {
	case it.figure == noFigure: // words: "nineteen ninety"
		return p.is(e, UnitName|Scale)
	case p.mark(i-1, "$") || p.mark(e, "%") || next.is(Counted) || next.is(UnitName) && !p.hyphenless(e) || next.is(Scale|Meridiem|Zone|Clock):
		return true
	case it.figure == shortYear:
		return !before.is(YearCue | The | Month | Season)
	case before.is(About) && before.word.Value != "APPROX":
		return !before.is(YearCue)
	case p.hyphen(e) && p.at(e+1).is(UnitName):
		return true
	case p.hyphen(i-1) && i >= 2 && p.at(i-2).figure == noFigure && !p.is(i-2, Edge|YearCue|Month):
		return true // "Orlan-2000"
	case p.mark(i-1, "/") && p.at(i-2).figure != plain, it.n < 1500:
		return !before.is(YearCue)
	case it.n > 2100:
		return true
	case it.n < 1900:
		return !before.is(YearCue|The|Mark|Month) && i > 0
	}
	return false
}

// hyphenless reports whether the unit at i stands in the singular after a year,
// as in "the 1988 quarter".
func (p *parser) hyphenless(i int) bool { return p.at(i).word.N < 2 && p.at(i).word.Unit == Quarter }

// season reads "spring", "last fall", "the summer of 2018", "winter 1988".
func (p *parser) season(i int) (meaning, int) {
	m := meaning{form: season}
	j := i
	switch {
	case p.is(j, Every) && p.is(j+1, Season):
		return meaning{typ: sayso.TimeSet, value: "XXXX-" + p.at(j+1).word.Value, quant: "EVERY"}, j + 2
	case p.is(j, This) && p.is(j+1, Past|Next) && p.is(j+2, Season):
		m.side = p.sideOf(j + 1)
		j += 2
	case p.is(j, The) && p.is(j+1, Last|Before|After|Next) && p.is(j+2, Season):
		m.side = p.sideOf(j + 1)
		j += 2
	case p.is(j, Last|Next|This) && p.is(j+1, Season):
		m.side = p.sideOf(j)
		j++
	case p.is(j, The) && p.is(j+1, Season):
		j++
	}
	if !p.is(j, Season) {
		return m, 0
	}
	m.value = p.at(j).word.Value
	end := p.yearAfter(j+1, &m.year)
	if p.is(j, Guarded) && end == j+1 && m.side == nearest && !(p.is(j-1, Edge|In) || p.is(j-1, The) && p.is(j-2, In|YearCue) || j > i && p.is(i-1, In|YearCue)) {
		return m, 0
	}
	if m.side == nearest {
		m.side = p.direction(i)
	}
	return m, end
}

// decadeOf reads decades and centuries: "the 1990s", "the '80s", "the nineties",
// "the 20th century".
func (p *parser) decadeOf(i int) (meaning, int) {
	j := i
	if p.is(j, The) {
		j++
	}
	switch it := p.at(j); {
	case p.is(i-1, Its):
		return meaning{}, 0 // "in his 30s"
	case it.figure == yearsFig && it.digits == 4:
		return meaning{form: decade, value: strconv.Itoa(int(it.n) / 10)}, j + 1
	case it.figure == plain && it.digits == 4 && !it.comma && int(it.n)%10 == 0 && p.mark(j+1, "'s") && j > i:
		return meaning{form: decade, value: strconv.Itoa(int(it.n) / 10)}, j + 2
	case it.figure == yearsFig, it.is(Decade):
		n := int(it.n)
		if it.is(Decade) {
			n = it.word.N
		}
		if j == i && it.is(Decade) && !p.is(i-1, Edge) {
			return meaning{}, 0
		}
		return meaning{form: decade, value: strconv.Itoa(century(n) / 10)}, j + 1
	case it.is(Cardinal) && it.word.N >= 18 && p.is(j+1, Decade):
		return meaning{form: decade, value: strconv.Itoa(it.word.N*10 + p.at(j+1).word.N/10)}, j + 2
	case (it.figure == ordinalFig || it.is(Ordinal)) && p.unit(p.joined(j+1), Century):
		n := int(it.n)
		if it.is(Ordinal) {
			n = it.word.N
		}
		end := p.joined(j+1) + 1
		if p.is(end, Era) {
			return meaning{form: decade, value: "BC" + two(n-1)}, end + 1
		}
		return meaning{form: decade, value: two(n - 1)}, end
	}
	return meaning{}, 0
}

// repeated reads what comes again: "daily", "every year", "each of the last
// four years" is none of them.
func (p *parser) repeated(i int) (meaning, int) {
	switch {
	case p.is(i, Repeated):
		return meaning{typ: sayso.TimeSet, value: p.at(i).word.Value}, i + 1
	case p.is(i, Weekday) && p.is(i+1, DayPart) && p.at(i+1).word.N > 1:
		return meaning{typ: sayso.TimeSet, value: "XXXX-WXX-" + strconv.Itoa(p.at(i).word.N) + "T" + p.at(i+1).word.Value, quant: "EVERY"}, i + 2
	case !p.is(i, Every):
		return meaning{}, 0
	}
	q := meaning{typ: sayso.TimeSet, quant: "EVERY"}
	switch {
	case p.is(i+1, UnitName):
		q.value = duration(1, p.at(i+1).word.Unit)
		return q, i + 2
	case p.is(i+1, DayPart):
		q.value = "XXXX-XX-XXT" + p.at(i+1).word.Value
		return q, i + 2
	case p.is(i+1, Weekday|Month|Season):
		return p.longest(i, []rule{(*parser).weekday, (*parser).month, (*parser).season})
	}
	if n, e := p.number(i + 1); e > 0 && p.is(e, UnitName) {
		q.value = duration(n.value, p.at(e).word.Unit)
		return q, e + 1
	}
	return meaning{}, 0
}
