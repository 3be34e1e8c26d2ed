package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// day is a calendar day, or the part of one that is known: month and day may be
// 0, and so may the year of a day nobody stated.
type day struct{ y, m, d int }

func dayOf(t time.Time) day { return day{t.Year(), int(t.Month()), t.Day()} }

func (c day) time() time.Time { return time.Date(c.y, time.Month(c.m), c.d, 0, 0, 0, 0, time.UTC) }

func (c day) full() bool { return c.y > 0 && c.m > 0 && c.d > 0 }

// add returns the day n days on.
func (c day) add(n int) day { return dayOf(c.time().AddDate(0, 0, n)) }

// months returns the month n months on, without its day.
func (c day) months(n int) day {
	k := c.y*12 + c.m - 1 + n
	return day{y: k / 12, m: k%12 + 1}
}

// weekday returns 1 for Monday to 7 for Sunday.
func (c day) weekday() int { return (int(c.time().Weekday())+6)%7 + 1 }

func (c day) String() string {
	year := "XXXX"
	if c.y > 0 {
		year = fmt.Sprintf("%04d", c.y)
	}
	switch {
	case c.m == 0:
		return year
	case c.d == 0:
		return year + "-" + two(c.m)
	}
	return year + "-" + two(c.m) + "-" + two(c.d)
}

func (c day) week() string {
	y, w := c.time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

func (c day) quarter() int { return (c.m + 2) / 3 }

// resolver reckons out meanings in the order of the text.
type resolver struct {
	pub    day  // the publication date, zero while it is open
	told   bool // the text tells of long ago: dates without a year belong to the one spoken of
	spoken day  // the date spoken of last
	q      int  // the quarter spoken of last, 0 when a whole year was spoken of since
	qYear  int
	lastQ  int // the quarter spoken of last
	at     int // the index of the expression that spoken was read from, -1 for none
}

// result is a value and what it was reckoned from.
type result struct {
	value  string
	anchor int  // index of an expression, -1 for none
	pub    bool // reckoned from the publication date
}

// base returns what m is reckoned from: the time spoken of where the meaning asks
// for it and there is one as fine as need, and the publication date otherwise. A
// text that tells of long ago has no other base than what it speaks of.
func (r *resolver) base(m *meaning, need func(day) bool) (day, int, bool) {
	if (m.base == spoken || r.told) && r.at >= 0 && need(r.spoken) {
		return r.spoken, r.at, true
	}
	if r.told && m.base == spoken {
		return day{}, -1, false
	}
	return r.pub, -1, need(r.pub)
}

func hasYear(c day) bool  { return c.y > 0 }
func hasMonth(c day) bool { return c.y > 0 && c.m > 0 }

// resolve reckons out m, the i-th expression of the text.
func (r *resolver) resolve(i int, m *meaning) result {
	switch m.form {
	case calendar:
		return r.calendar(i, m)
	case unitOf:
		return r.unitOf(i, m)
	case offset:
		return r.offset(i, m)
	case quarter, season, holiday:
		return r.ofYear(i, m)
	case clockOf:
		c, at, ok := r.base(m, day.full)
		if !ok {
			return result{value: "XXXX-XX-XX" + clockValue(m), anchor: -1}
		}
		return result{c.String() + clockValue(m), at, at < 0}
	case again:
		return r.again(i, m)
	}
	return result{value: m.value, anchor: -1}
}

// speak remembers a date as the one spoken of last. A whole year ends the talk of
// a quarter; a day or a month does not.
func (r *resolver) speak(i int, c day) {
	r.spoken, r.at = c, i
	if c.m == 0 {
		r.q = 0
	}
}

func clockValue(m *meaning) string {
	switch {
	case m.part == "":
		return ""
	case m.zone == "Z":
		return "T" + m.part + "Z"
	}
	return "T" + m.part
}

// calendar supplies what a date leaves out.
func (r *resolver) calendar(i int, m *meaning) result {
	c := day{y: m.year.year, m: m.month, d: m.day}
	res := result{anchor: -1}
	switch {
	case m.month == 0 && m.wd > 0:
		return r.weekday(i, m)
	case c.y > 0:
	case m.year.has:
		b, at, ok := r.yearBase(m)
		res.anchor, res.pub = at, at < 0
		if ok {
			c.y = b
		}
	default:
		need := hasMonth
		if r.told {
			need = hasYear
		}
		b, at, ok := r.base(&meaning{base: published}, need)
		res.anchor, res.pub = at, at < 0
		if ok {
			c.y = m.onWeekday(r.chooseYear(m, b))
		}
	}
	if c.y > 0 && c.m > 0 && c.d > 0 && !valid(c.y, c.m, c.d) {
		c.y = 0
	}
	if m.unit == Week {
		return r.week(i, m, c, res)
	}
	r.speak(i, c)
	res.value = c.String() + clockValue(m)
	return res
}

func (r *resolver) week(i int, m *meaning, c day, res result) result {
	switch {
	case c.y == 0:
		res.value = "XXXX-WXX"
		return res
	case c.d == 0 && m.n < 0:
		c.d = daysIn(c.y, c.m)
	case c.d == 0:
		c.d = 1 + 7*(m.n-1)
	}
	r.speak(i, c)
	res.value = c.week()
	return res
}

// yearBase returns the year that a relative year means.
func (r *resolver) yearBase(m *meaning) (int, int, bool) {
	b, at, ok := r.base(&meaning{base: m.year.base}, hasYear)
	return b.y + m.year.shift, at, ok
}

// chooseYear returns the year of a month, or of a day of a month, written
// without one: nearest to b, or on the side that the words around it say.
func (r *resolver) chooseYear(m *meaning, b day) int {
	if r.told {
		y := b.y
		if m.month < b.m-8 {
			y++
		}
		return y
	}
	cmp := m.month - b.m
	if cmp == 0 && m.day > 0 && b.d > 0 {
		cmp = m.day - b.d
	}
	switch m.side {
	case before:
		if cmp >= 0 {
			return b.y - 1
		}
		return b.y
	case after:
		if cmp <= 0 {
			return b.y + 1
		}
		return b.y
	case within:
		return b.y
	case future:
		if cmp < 0 && (m.day == 0 || cmp < -3) {
			return b.y + 1
		}
		return b.y
	}
	if m.day == 0 { // a month alone has mostly been
		if cmp > 0 {
			return b.y - 1
		}
		return b.y
	}
	limit := 182
	if m.side == past {
		limit = 110 // days ahead that a sentence in the past tense still announces
	}
	y := b.y
	switch diff := (m.month-b.m)*30 + m.day - b.d; {
	case diff > limit:
		y--
	case diff+365 < limit:
		y++
	}
	return y
}

// onWeekday returns the year nearest to y in which the day of m falls on the
// weekday written with it, and y when it does in none.
func (m *meaning) onWeekday(y int) int {
	if m.wd == 0 || m.month == 0 || m.day == 0 {
		return y
	}
	for _, d := range []int{0, -1, 1, -2, 2} {
		if valid(y+d, m.month, m.day) && (day{y + d, m.month, m.day}).weekday() == m.wd {
			return y + d
		}
	}
	return y
}

// fallsOn reports whether value, where it is a whole day, falls on the weekday
// written with it.
func (m *meaning) fallsOn(value string) bool {
	value, _, _ = strings.Cut(value, "T")
	c, ok := parseDay(value)
	return !ok || !c.full() || c.weekday() == m.wd
}

func (r *resolver) weekday(i int, m *meaning) result {
	b, at, ok := r.base(m, day.full)
	if !ok {
		return result{value: "XXXX-WXX-" + strconv.Itoa(m.wd) + clockValue(m), anchor: -1, pub: true}
	}
	back := (b.weekday() - m.wd + 7) % 7
	switch m.side {
	case before:
		if back == 0 {
			back = 7
		}
	case after:
		back -= 7
	case future:
		if back > 0 {
			back -= 7
		}
	case within:
		back = b.weekday() - m.wd
	}
	c := b.add(-back)
	r.speak(i, c)
	return result{c.String() + clockValue(m), at, at < 0}
}

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

// ofYear reckons quarters, seasons and holidays: a part of a year that is
// written, relative, or the one that lies nearest.
func (r *resolver) ofYear(i int, m *meaning) result {
	res := result{anchor: -1}
	month, last := r.months(m)
	y := m.year.year
	switch {
	case y > 0:
	case m.year.has:
		b, at, ok := r.yearBase(m)
		res.anchor, res.pub = at, at < 0
		if ok {
			y = b
		}
	default:
		need := hasMonth
		if r.told {
			need = hasYear
		}
		b, at, ok := r.base(&meaning{base: published}, need)
		res.anchor, res.pub = at, at < 0
		if ok {
			y = r.nearestYear(m, b, month, last)
		}
	}
	switch m.form {
	case quarter:
		letter := "Q"
		if m.half {
			letter = "H"
		}
		if y > 0 && !m.half {
			r.speakQuarter(i, y, m.n)
		}
		res.value = day{y: y}.String() + "-" + letter + strconv.Itoa(m.n)
	case season:
		if y > 0 {
			r.speak(i, day{y: y})
		}
		res.value = day{y: y}.String() + "-" + m.value
	case holiday:
		c := holidayIn(m.value, y)
		if y > 0 {
			r.speak(i, c)
		}
		res.value = c.String() + clockValue(m)
	}
	return res
}

// months returns the first and the last month of a part of a year.
func (r *resolver) months(m *meaning) (int, int) {
	switch {
	case m.form == season:
		k := strings.Index("SPSUFAWI", m.value)/2*3 + 3
		return k, k + 2
	case m.form == holiday:
		k := holidayIn(m.value, 2000).m
		return k, k
	case m.half:
		return 6*m.n - 5, 6 * m.n
	}
	return 3*m.n - 2, 3 * m.n
}

func (r *resolver) nearestYear(m *meaning, b day, from, to int) int {
	if r.told && (m.side == nearest || m.side == past) {
		return b.y
	}
	middle := float64(from+to) / 2
	switch now := float64(b.m); m.side {
	case before:
		if now <= middle || m.form == season && b.m <= to && b.m >= from {
			return b.y - 1
		}
	case after:
		if now >= middle {
			return b.y + 1
		}
	case future:
		if b.m > to {
			return b.y + 1
		}
	case nearest, past:
		if m.form == season {
			return b.y
		}
		if middle-now > 6 || m.form == quarter && middle-now > 4 {
			return b.y - 1
		}
		if now-middle > 9 {
			return b.y + 1
		}
	}
	return b.y
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
