package timex

import (
	"strconv"
	"strings"
)

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
