package timex

import (
	"strconv"
	"strings"
)

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

func hasYear(c day) bool { return c.y > 0 }

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
