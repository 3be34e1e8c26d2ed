package timex

import (
	"strings"
	"time"
)

// holidayIn dates a holiday in year y. The rule is a month and a day, "12-25"; a
// month, the place of a week and a weekday, "11-4-4" for the fourth Thursday of
// November, with l for the last and days to add behind it, "11-1-1+1" for the day
// after the first Monday; or days from Easter, "easter-2". In no year the
// day stays open where it moves.
func holidayIn(rule string, y int) day {
	if rest, ok := strings.CutPrefix(rule, "easter"); ok {
		if y == 0 {
			return day{}
		}
		return easter(y).add(int(atof(rest)))
	}
	rule, more, _ := strings.Cut(rule, "+")
	parts := strings.Split(rule, "-")
	m := int(atof(parts[0]))
	if len(parts) == 2 {
		return day{y, m, int(atof(parts[1]))}
	}
	if y == 0 {
		return day{m: m}
	}
	wd := int(atof(parts[2]))
	if parts[1] == "l" {
		last := day{y, m, daysIn(y, m)}
		return last.add(-((last.weekday() - wd + 7) % 7))
	}
	first := day{y, m, 1}
	return first.add((wd-first.weekday()+7)%7 + 7*(int(atof(parts[1]))-1) + int(atof(more)))
}

// easter is Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
func easter(y int) day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayOf(time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC))
}
