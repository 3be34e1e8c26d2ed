package record

import (
	"fmt"
	"time"

	"sayso"
)

// Period returns the first and last day of an ISO date, month or year. Days are
// written so that they compare as strings: every month ends on its 31st.
func Period(date string) (first, last string, err error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if len(date) != len(layout) {
			continue
		}
		if _, err := time.Parse(layout, date); err == nil {
			return date + "-01-01"[len(date)-4:], date + "-12-31"[len(date)-4:], nil
		}
	}
	return "", "", fmt.Errorf("date %q: want a day as 2018-11-28, a month as 2018-11 or a year as 2018", date)
}

// PeriodName returns the date whose Period is first and last; it is empty when
// both are.
func PeriodName(first, last string) string {
	switch {
	case first == last:
		return first
	case first[:7] == last[:7]:
		return first[:7]
	}
	return first[:4]
}

// DateOf returns the date by which a statement is found: when it was said, else
// when it was published. A statement that was said on one of several days has
// no single date.
func DateOf(said, published sayso.Date) string {
	if said.Value == "" && len(said.Candidates) == 0 {
		return published.Value
	}
	return said.Value
}
