package timex

import (
	"fmt"
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
