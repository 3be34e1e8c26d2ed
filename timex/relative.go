package timex

import (
	"fmt"
	"strconv"
)

// unitOf reckons "last week", "the next day", "this year".
func (r *resolver) unitOf(i int, m *meaning) result {
	need := day.full
	switch m.unit {
	case MonthUnit, Quarter:
		need = hasMonth
	case Year, DecadeUnit, Century:
		need = hasYear
	}
	if m.unit == Quarter && m.base == spoken && r.q > 0 {
		q := r.qYear*4 + r.q - 1 + m.n
		at := r.at
		r.speakQuarter(i, q/4, q%4+1)
		return result{quarterValue(q/4, q%4+1), at, false}
	}
	if m.now && !r.told {
		b0 := *m
		b0.base = published
		m = &b0
	}
	b, at, ok := r.base(m, need)
	if !ok {
		return result{anchor: -1, pub: true}
	}
	res := result{anchor: at, pub: at < 0}
	monday := at < 0 && hasMonth(b) && b.d > 0 && m.now && m.side != future
	switch {
	case monday && m.unit == Weekend && b.weekday() <= 3, monday && m.unit == Week && b.weekday() == 1:
		b = b.add(-7) // "over the weekend", read on a Monday
	}
	if m.unit == Quarter && m.base == spoken && m.n == 0 && at < 0 { // "the quarter": the last one that is over
		b = b.months(-3)
	}
	switch m.unit {
	case DayUnit:
		c := b.add(m.n)
		r.speak(i, c)
		res.value = c.String() + clockValue(m)
	case Week:
		c := b.add(7 * m.n)
		res.value = c.week()
	case Weekend:
		res.value = b.add(7*m.n).week() + "-WE"
	case Fortnight:
		res.value = b.add(14 * m.n).week()
	case MonthUnit:
		c := b.months(m.n)
		r.speak(i, c)
		res.value = c.String()
	case Quarter:
		q := b.y*4 + b.quarter() - 1 + m.n
		r.speakQuarter(i, q/4, q%4+1)
		res.value = quarterValue(q/4, q%4+1)
	case Year:
		c := day{y: b.y + m.n}
		r.speak(i, c)
		res.value = c.String()
	case DecadeUnit:
		res.value = strconv.Itoa(b.y/10 + m.n)
	case Century:
		res.value = two(b.y/100 + m.n)
	}
	return res
}

func quarterValue(y, q int) string { return fmt.Sprintf("%04d-Q%d", y, q) }

func (r *resolver) speakQuarter(i, y, q int) {
	r.speak(i, day{y: y})
	r.q, r.qYear, r.lastQ = q, y, q
}

// offset reckons "two weeks ago", "three days later".
func (r *resolver) offset(i int, m *meaning) result {
	if m.unit == Year && m.n == -1 && m.base == spoken || m.unit == Year && m.n == -1 && r.q > 0 {
		if r.q > 0 {
			return r.again(i, &meaning{unit: Quarter, year: yearRef{shift: -1, base: spoken, has: true}})
		}
	}
	need := day.full
	switch m.unit {
	case MonthUnit, Quarter:
		need = hasMonth
	case Year, DecadeUnit, Century:
		need = hasYear
	}
	b, at, ok := r.base(m, need)
	if !ok || at < 0 && m.base == spoken && m.n > 0 { // "two days later" than what nobody dates
		return result{anchor: -1, pub: !ok}
	}
	res := result{anchor: at, pub: at < 0}
	var c day
	switch m.unit {
	case Second, Minute, Hour:
		res.value = b.String() + "TXX:XX"
		return res
	case DayUnit:
		c = b.add(m.n)
	case Weekend, Week, Fortnight:
		n := 7 * m.n
		if m.unit == Fortnight {
			n *= 2
		}
		c = b.add(n)
		if m.loose {
			res.value = c.week()
			return res
		}
	case MonthUnit:
		c = b.months(m.n)
	case Quarter:
		c = b.months(3 * m.n)
		r.speakQuarter(i, c.y, c.quarter())
		res.value = quarterValue(c.y, c.quarter())
		return res
	case Year:
		c = day{y: b.y + m.n}
		if m.half && hasMonth(b) {
			half := 6
			if m.n < 0 {
				half = -6
			}
			c = b.months(12*m.n + half)
		}
	case DecadeUnit:
		c = day{y: b.y + 10*m.n}
	case Century:
		c = day{y: b.y + 100*m.n}
	}
	if c.y < 1 {
		return result{value: "PAST_REF", anchor: -1}
	}
	if !(m.unit == Year && m.base == spoken) { // "a year earlier" compares: the talk stays where it was
		r.speak(i, c)
	}
	res.value = c.String() + clockValue(m)
	return res
}

// again reckons "the same period last year": the quarter or month spoken of
// last, in another year.
func (r *resolver) again(i int, m *meaning) result {
	y := m.year.year
	if m.exact && r.q == 0 && r.lastQ > 0 {
		r.q, r.qYear = r.lastQ, r.spoken.y
		if !hasYear(r.spoken) {
			r.qYear = r.pub.y
		}
	}
	switch {
	case m.unit == Quarter && r.q > 0:
		at := r.at
		switch {
		case y > 0:
			at = -1
		case m.year.base == published:
			at = -1
			y = r.pub.y + m.year.shift
		default:
			y = r.qYear + m.year.shift
		}
		if y < 1 {
			return result{anchor: -1, pub: true}
		}
		return result{quarterValue(y, r.q), at, at < 0}
	case r.at >= 0 && hasMonth(r.spoken):
		c, at := r.spoken, r.at
		if y > 0 {
			c.y = y
		} else {
			c.y += m.year.shift
		}
		c.d = 0
		r.speak(i, c)
		return result{c.String(), at, false}
	case y > 0:
		return result{value: day{y: y}.String(), anchor: -1}
	}
	b, at, ok := r.yearBase(m)
	if !ok {
		return result{anchor: -1, pub: true}
	}
	return result{day{y: b}.String(), at, at < 0}
}
