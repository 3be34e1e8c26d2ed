package record

import (
	"strconv"
	"strings"
	"time"

	"sayso"
)

// EventDate returns when e happens as far as the text tells: the day, month or
// year of the time that dates it, its last day where that time is the latest
// ("by the end of the year"). A week, a quarter or a half year is open, with its
// days or months as candidates.
func EventDate(d *sayso.Document, e *sayso.Event) sayso.Date {
	t, ok := e.Time.At(d.Times)
	if !ok {
		return sayso.Date{Why: "the text does not say when"}
	}
	date := sayso.Date{Why: "“" + t.Span.Of(d.Text) + "”, " + t.Why, At: []sayso.Span{t.Span}}
	value, _, _ := strings.Cut(t.Value, "T")
	_, last, err := Period(value)
	switch {
	case t.Open():
		date.Candidates = t.Candidates
	case err != nil:
		if date.Candidates = within(value); len(date.Candidates) == 0 {
			date.Why += ": " + t.Value
		}
	case e.Bound == sayso.TimeBy:
		date.Value, date.Why = lastDay(last), date.Why+": then at the latest"
	case e.Bound == sayso.TimeSince:
		date.Value, date.Why = value, date.Why+": from then on"
	default:
		date.Value = value
	}
	return date
}

// lastDay returns the last day of the month of the day that Period ends on.
func lastDay(last string) string {
	for _, err := time.Parse(time.DateOnly, last); err != nil; _, err = time.Parse(time.DateOnly, last) {
		n, _ := strconv.Atoi(last[8:])
		last = last[:8] + strconv.Itoa(n-1)
	}
	return last
}

// within returns the days of an ISO week, the months of a quarter or a half
// year; nothing for what is none.
func within(value string) []string {
	year, part, ok := strings.Cut(value, "-")
	y, err := strconv.Atoi(year)
	if !ok || err != nil || len(year) != 4 || len(part) < 2 {
		return nil
	}
	n, err := strconv.Atoi(part[1:])
	if err != nil {
		return nil
	}
	var out []string
	switch {
	case part[0] == 'W' && n >= 1 && n <= 53:
		fourth := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC) // lies in the first week
		monday := fourth.AddDate(0, 0, 7*(n-1)-(int(fourth.Weekday())+6)%7)
		for i := range 7 {
			out = append(out, monday.AddDate(0, 0, i).Format(time.DateOnly))
		}
	case part[0] == 'Q' && n >= 1 && n <= 4:
		for i := range 3 {
			out = append(out, time.Date(y, time.Month(3*n-2+i), 1, 0, 0, 0, 0, time.UTC).Format("2006-01"))
		}
	case part[0] == 'H' && n >= 1 && n <= 2:
		for i := range 6 {
			out = append(out, time.Date(y, time.Month(6*n-5+i), 1, 0, 0, 0, 0, time.UTC).Format("2006-01"))
		}
	}
	return out
}
