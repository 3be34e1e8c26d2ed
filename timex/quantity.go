package timex

import (
	"strconv"

	"sayso"
)

// amount is a number of units: a value, or unknown where the text has it so.
type amount struct {
	value float64 // negative when it is vague
	mod   string
}

const vague = -1

// number reads a number in figures or words: "12", "two and a half", "a few",
// "twenty-five", "two hundred", "10 to 12".
func (p *parser) number(i int) (amount, int) {
	j := i
	if p.is(j, A) {
		if p.is(j+1, Vague) {
			return amount{value: vague}, j + 2
		}
		if p.is(j+1, Scale) || p.is(j+1, Cardinal) && p.is(j+1, About) {
			j++
		}
	}
	switch {
	case p.is(j, Vague):
		if p.is(j+1, Scale) && p.at(j+1).word.N == 100 {
			j++
		}
		return amount{value: vague}, j + 1
	case p.is(j, Cardinal) && p.is(j, About): // "couple"
		end := j + 1
		if p.is(end, Of) {
			end++
		}
		return amount{2, "APPROX"}, end
	case p.is(j, A):
		return amount{value: 1}, j + 1
	}
	v, end := p.plainNumber(j)
	if end == 0 {
		return amount{}, 0
	}
	a := amount{value: v}
	k := p.joined(end)
	switch {
	case p.is(k, And) && p.is(p.joined(k+1), A) && p.is(p.joined(p.joined(k+1)+1), Half):
		a.value += .5
		end = p.joined(p.joined(k+1)+1) + 1
	case (p.is(end, To) || p.mark(end, "-") || p.mark(end, "–")) && !p.is(end, And) || p.is(end, And) && p.is(end, To) || p.hyphen(end) && p.is(end+1, To):
		k := end + 1
		if p.hyphen(end) && p.is(k, To) {
			k++
		}
		if w, e := p.plainNumber(k); e > 0 && w > v {
			a, end = amount{v, "EQUAL_OR_MORE"}, e
		}
	}
	return a, end
}

// plainNumber reads a number without "and a half" and without ranges.
func (p *parser) plainNumber(i int) (float64, int) {
	it := p.at(i)
	switch {
	case it.figure == plain:
		v, j := it.n, i+1
		if f, ok := fraction(p.at(j).text); ok {
			return v + f, j + 1
		}
		if p.is(j, Scale) {
			v, j = v*float64(p.at(j).word.N), j+1
		}
		return v, j
	case it.is(Cardinal|Scale) && !it.is(About):
		sum, last, j := 0., 0., i
		for {
			w := p.at(j)
			switch {
			case w.is(Cardinal) && !w.is(About):
				if last > 0 && last < 20 || last >= 20 && w.word.N >= 10 && last < 100 {
					return sum, j
				}
				last = float64(w.word.N)
				sum += last
			case w.is(Scale):
				sum = max(sum, 1) * float64(w.word.N)
				last = 100
			default:
				return sum, j
			}
			j++
			if k := p.joined(j); k > j && p.is(k, Cardinal|Scale) {
				j = k
			}
		}
	}
	return 0, 0
}

func fraction(s string) (float64, bool) {
	switch s {
	case "1/2", "½":
		return .5, true
	case "1/4", "¼":
		return .25, true
	case "3/4", "¾":
		return .75, true
	}
	return 0, false
}

// quantified reads what counts units: lengths of time, and the dates that lie
// such a length away: "the past three months", "two-year", "a week ago", "two
// days later", "recent years", "decades-long", "twice a week".
func (p *parser) quantified(i int) (meaning, int) {
	j := i
	lead := Class(0)
	if p.is(j, Times) && p.is(j+1, Per) && p.is(j+2, UnitName) {
		return meaning{typ: sayso.TimeSet, value: duration(1, p.at(j+2).word.Unit), freq: strconv.Itoa(p.at(j).word.N) + "X"}, j + 3
	}
	if p.is(j, The) || p.is(j, This|That) && p.is(j+1, Past|Next) || p.is(j, Every) && p.is(j+1, Of) {
		if p.is(j, Every) {
			j++
		}
		j++
		if p.is(j, The) {
			j++
		}
	}
	if p.is(j, Past|Next|Before|After|Last|Same) || p.is(j, Ordinal) && !p.is(j, UnitName) {
		lead = p.at(j).word.Is & (Past | Next | Before | After | Last | Ordinal | Same)
		if p.at(j).word.Is&Ordinal != 0 {
			lead = Ordinal
		}
		j++
	}
	n, k := p.number(j)
	article := p.is(j, A) && k == j+1
	if article { // "a 20 year", "a three-month"
		if m, e := p.number(k); e > 0 && !p.is(k, Vague) {
			n, k, article = m, e, false
		}
	}
	half := false
	if k == 0 && p.is(j, Half) {
		k = p.joined(j + 1)
		if p.is(k, A) {
			k++
		}
		n, half = amount{value: .5}, true
	}
	bare := k == 0
	if bare {
		k, n.value = j, vague
	}
	fillers := 0
	for ; p.is(p.joined(k), Filler) && fillers < 2 && !p.is(p.joined(k), UnitName); fillers++ {
		k = p.joined(k) + 1
	}
	k = p.joined(k)
	if !p.is(k, UnitName) {
		return meaning{}, 0
	}
	u, plural := p.at(k).word.Unit, p.at(k).word.N > 1
	end := k + 1
	switch {
	case half && (u == Quarter || plural):
		return meaning{}, 0
	case u == Second && p.is(k, Ordinal) && (article || bare):
		return meaning{}, 0
	case u == Quarter && (article || n.value == 1 || n.value == 3) && !p.is(end, Ago|Earlier|Later) && lead == 0:
		return meaning{}, 0 // a fourth part
	case u == Quarter && bare && lead == 0, p.at(k).capital && !p.at(i).capital:
		return meaning{}, 0 // where troops live; "60 Minutes"
	case fillers > 0 && !plural && n.value > 1:
		return meaning{}, 0
	case article && j == i && p.rate(i) && !p.is(end, Ago|Earlier|Later):
		return meaning{}, 0
	case u == Weekend && bare:
		return meaning{}, 0
	case bare && !plural:
		switch {
		case p.hyphen(end) && p.is(end+1, Long):
			return meaning{typ: sayso.TimeDuration, value: duration(1, u)}, end + 2
		case lead&Past != 0 && lead&(Last|This) == 0 && k == j && j > i+1: // "the past year"
			return meaning{typ: sayso.TimeDuration, value: duration(1, u)}, end
		}
		return meaning{}, 0
	}
	if p.is(end, And) && p.is(end+1, A) && p.is(end+2, Half) {
		n.value += .5
		end += 3
	}
	if p.hyphen(end) && p.is(end+1, Old) || p.is(end, Old) || p.mark(end, "-") && p.is(end+1, Old) {
		return meaning{}, 0
	}
	if p.hyphen(end) && p.is(end+1, Long) {
		return meaning{typ: sayso.TimeDuration, value: duration(n.value, u), mod: n.mod}, end + 2
	}
	m := meaning{typ: sayso.TimeDuration, value: duration(n.value, u), mod: n.mod}
	if p.is(end, OrSo) {
		m.mod = p.at(end).word.Value
		end++
	}
	at := end
	if p.hyphen(at) {
		at++
	}
	if p.is(at, Ago|Earlier|Later) && !(p.is(at, Later|Earlier) && p.afterNoun(at)) {
		return p.away(at, n, u, m.mod), at + 1
	}
	if p.is(at, Hence) {
		o := p.away(at, n, u, m.mod)
		o.base = published
		return o, at + 1
	}
	return m, end
}

// rate reports whether the article at i says how often something comes, as in
// "80,000 tons a year".
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

// theUnit reads one unit by its place: "last week", "this year", "the same day",
// "the following month", "the quarter", "year-end", "the same period last year",
// "the week of March 6".
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

// numbered reads a week by its place in a month: "the last week of March".
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

// unitLetters are the letters of ISO 8601, and those of TIMEX3 for what it lacks.
var unitLetters = [...]string{Second: "S", Minute: "M", Hour: "H", DayUnit: "D", Weekend: "WE", Week: "W", Fortnight: "W",
	MonthUnit: "M", Quarter: "Q", Year: "Y", DecadeUnit: "DE", Century: "CE"}

// duration writes n units as ISO 8601 does: a negative n is unknown, "PXD".
// Tenths and hundreds of years are written as years, as the corpora have them.
func duration(n float64, u Unit) string {
	letter := unitLetters[u]
	t := "P"
	if u <= Hour {
		t = "PT"
	}
	if n < 0 {
		return t + "X" + letter
	}
	switch u {
	case Fortnight:
		n *= 2
	case DecadeUnit:
		n, letter = n*10, "Y"
	case Century:
		n, letter = n*100, "Y"
	case Year:
		if n == .5 {
			n, letter = 6, "M"
		}
	}
	whole := int(n)
	if n == float64(whole) {
		return t + strconv.Itoa(whole) + letter
	}
	if u == Hour || u == Minute {
		rest := strconv.Itoa(int((n-float64(whole))*60+.5)) + unitLetters[u-1]
		if whole == 0 {
			return t + rest
		}
		return t + strconv.Itoa(whole) + letter + rest
	}
	return t + strconv.FormatFloat(n, 'f', -1, 64) + letter
}
