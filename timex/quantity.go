package timex

import (
	"strconv"

	"sayso"
)

// counted is a number of units, as written.
type counted struct {
	amount
	unit    Unit
	plural  bool
	article bool // "a", which is one
	bare    bool // no number is written
	fillers int  // words between the number and its unit
}

// quantified reads what counts units: lengths of time, and the dates that lie
// such a length away: "the past three months", "two-year", "a week ago", "two
// days later", "recent years", "decades-long", "twice a week".
func (p *parser) quantified(i int) (meaning, int) {
	if p.is(i, Times) && p.is(i+1, Per) && p.is(i+2, UnitName) {
		return meaning{typ: sayso.TimeSet, value: duration(1, p.at(i+2).word.Unit), freq: strconv.Itoa(p.at(i).word.N) + "X"}, i + 3
	}
	lead, j := p.lead(i)
	c, end := p.counted(j)
	if end == 0 || !p.length(i, lead, &c, end) {
		return meaning{}, 0
	}
	m := meaning{typ: sayso.TimeDuration, value: duration(c.value, c.unit), mod: c.mod}
	switch {
	case p.hyphen(end) && p.is(end+1, Long):
		if !c.plural && c.bare {
			m.value = duration(1, c.unit)
		}
		return m, end + 2
	case c.bare && !c.plural:
		if lead&Past == 0 || lead&Last != 0 || j < i+2 {
			return meaning{}, 0
		}
		m.value = duration(1, c.unit) // "the past year"
		return m, end
	case p.is(end, And) && p.is(end+1, A) && p.is(end+2, Half):
		c.value += .5
		m.value = duration(c.value, c.unit)
		end += 3
	}
	if p.is(end, OrSo) {
		m.mod = p.at(end).word.Value
		end++
	}
	at := p.joined(end)
	switch {
	case p.is(at, Ago), p.is(at, Earlier|Later) && !p.afterNoun(at):
		return p.away(at, c.amount, c.unit, m.mod), at + 1
	case p.is(at, Hence):
		m = p.away(at, c.amount, c.unit, m.mod)
		m.base = published
		return m, at + 1
	}
	return m, end
}

// lead reads what may stand before a quantity: "the past", "this coming", "each
// of the last". It returns the classes of its last word.
func (p *parser) lead(i int) (Class, int) {
	switch {
	case p.is(i, Every) && p.is(i+1, Of):
		i += 2
		if p.is(i, The) {
			i++
		}
	case p.is(i, The), p.is(i, This|That) && p.is(i+1, Past|Next):
		i++
	}
	switch {
	case p.is(i, Ordinal) && !p.is(i, UnitName):
		return Ordinal, i + 1
	case p.is(i, Past|Next|Before|After|Last|Same):
		return p.at(i).word.Is & (Past | Next | Before | After | Last | Same), i + 1
	}
	return 0, i
}

// counted reads a number, or none, and the unit that it counts.
func (p *parser) counted(i int) (counted, int) {
	c := counted{}
	n, k := p.number(i)
	c.amount, c.article = n, p.is(i, A) && k == i+1
	switch {
	case c.article: // "a 20 year", "a three-month"
		if m, e := p.number(k); e > 0 && !p.is(k, Vague) {
			c.amount, c.article, k = m, false, e
		}
	case k == 0 && p.is(i, Half):
		c.value = .5
		if k = p.joined(i + 1); p.is(k, A) {
			k++
		}
	case k == 0:
		c.bare, c.value, k = true, vague, i
	}
	k = p.joined(k)
	for ; p.is(k, Filler) && c.fillers < 2 && !p.is(k, UnitName); c.fillers++ {
		k = p.joined(k + 1)
	}
	if !p.is(k, UnitName) {
		return c, 0
	}
	c.unit, c.plural = p.at(k).word.Unit, p.at(k).word.N > 1
	return c, k + 1
}

// length reports whether what is counted in [i, end) is a length of time, rather
// than a fraction, an ordinal, a rate, an age or a name.
func (p *parser) length(i int, lead Class, c *counted, end int) bool {
	away := p.is(end, Ago|Earlier|Later)
	switch {
	case c.value == .5 && (c.unit == Quarter || c.plural),
		c.unit == Second && p.is(end-1, Ordinal) && (c.article || c.bare),
		c.unit == Quarter && lead == 0 && !away && (c.bare || c.article || c.value == 1 || c.value == 3), // a fourth part, where troops live
		c.unit == Weekend && c.bare,
		p.at(end-1).capital && !p.at(i).capital, // "40 Days"
		c.fillers > 0 && !c.plural && c.value > 1,
		c.article && p.is(i, A) && !away && p.rate(i),
		p.is(end, Old), p.mark(end, "-") && p.is(end+1, Old):
		return false
	}
	return true
}

// rate reports whether the article at i says how often something comes, as in
// "6,000 tons a year".
func (p *parser) rate(i int) bool {
	numeric := func(k int) bool { return p.at(k).figure == plain || p.is(k, Cardinal|Scale|Vague) }
	return numeric(i-1) || p.mark(i-1, "%") || numeric(i-2)
}

// afterNoun reports whether the word at i, which may count from the time spoken
// of, is a preposition with a complement instead: "two years after the war".
func (p *parser) afterNoun(i int) bool {
	if p.is(i, Earlier) && p.is(i, About) {
		return false
	}
	next := p.at(i + 1)
	return p.is(i, YearCue) && !next.span.Empty() && !next.is(Mark)
}

// away is the date n units from now or from the time spoken of.
func (p *parser) away(i int, n amount, u Unit, mod string) meaning {
	past := p.is(i, Ago|Earlier)
	switch {
	case n.value < 0 && past:
		return meaning{value: "PAST_REF"}
	case n.value < 0:
		return meaning{value: "FUTURE_REF"}
	}
	m := meaning{form: offset, unit: u, n: int(n.value), mod: mod, loose: mod != "", base: spoken}
	if n.value != float64(m.n) {
		m.half = true
	}
	if past {
		m.n = -m.n
	}
	if p.is(i, Ago) {
		m.base = published
	}
	if u <= Hour {
		m.typ = sayso.TimeOfDay
	}
	return m
}
