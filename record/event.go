package record

import (
	"context"
	"strconv"
	"strings"
	"time"

	"sayso"
)

// Event is one event with who tells of it; further mentions of the same event in
// its article are no rows. Rows are latest first, as those of Day are, open dates
// last; then as their articles are listed, then by place in the text.
type Event struct {
	sayso.Event
	Article    Article
	Ordinal    int            // its place in the document's layer, from 1
	Date       sayso.Date     // when it happens; see EventDate
	Time       sayso.TimeExpr // that dates it, the zero value where the text does not
	When       string         // the words of Time
	Where      sayso.Place    // the zero value where the text does not say
	WhereWords string
	Mentions   int     // how often the article speaks of it, itself included
	Statement  string  // ID of the innermost statement whose content holds it; empty in the outlet's own voice
	Speaker    Speaker // of that statement, without AsWritten and counts
	Source     string  // of that statement, as written
	Quoted     sayso.Kind
	Words      string // that name the event
	Before     string // the words before and after it, to the ends of its zone or a line's length
	After      string
}

// Events are the queries about events.
type Events interface {
	// Events returns one page of events. They are dated by Query.From, To and On by
	// when they happen; to them Text is words of the event, its kind, its time and
	// its place, Speaker and Kind are those of the statement that tells of it, Place
	// is where it happens, and When is "ahead" for what is told as yet to come or
	// "past" for what is not.
	Events(ctx context.Context, q Query) (Page[Event], error)
}

// FoldEvent returns what a search for an event looks in, folded as NameID folds
// names.
func FoldEvent(d *sayso.Document, e *sayso.Event) string {
	words := []string{e.Span.Of(d.Text), e.Kind}
	if t, ok := e.Time.At(d.Times); ok {
		words = append(words, t.Span.Of(d.Text))
	}
	if p, ok := e.Place.At(d.Places); ok {
		words = append(words, p.Span.Of(d.Text), p.Name)
	}
	return foldWords(strings.Join(words, " "))
}

// EventDate returns when e happens as far as the text tells: the day, month or
// year of the time that dates it, its last day where that time is the latest
// ("by the end of the year"). A week, a quarter or a half year is open, with its
// days or months as candidates.
func EventDate(d *sayso.Document, e *sayso.Event) sayso.Date {
	if t, ok := e.Time.At(d.Times); ok {
		return DateOfEvent(d.Text, &t, e.Bound)
	}
	return DateOfEvent(d.Text, nil, e.Bound)
}

// DateOfEvent is EventDate for a time of text, nil for none.
func DateOfEvent(text string, t *sayso.TimeExpr, bound sayso.TimeBound) sayso.Date {
	if t == nil {
		return sayso.Date{Why: "the text does not say when"}
	}
	date := sayso.Date{Why: "“" + t.Span.Of(text) + "”, " + t.Why, At: []sayso.Span{t.Span}}
	value, _, _ := strings.Cut(t.Value, "T")
	_, last, err := Period(value)
	switch {
	case t.Open():
		date.Candidates = t.Candidates
	case err != nil:
		if date.Candidates = within(value); len(date.Candidates) == 0 {
			date.Why += ": " + t.Value
		}
	case bound == sayso.TimeBy:
		date.Value, date.Why = lastDay(last), date.Why+": then at the latest"
	case bound == sayso.TimeSince:
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
