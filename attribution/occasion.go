package attribution

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// saidAt dates a statement by the day of the event at which it was made: the one
// that its occasion names ("said after the talks"), or its source ("a delegate to
// the talks said"). The event is dated elsewhere in the text.
func saidAt(d *sayso.Document, w *Words, st *sayso.Statement) sayso.Date {
	var at *sayso.Event
	for i := range d.Events {
		e := &d.Events[i]
		if !w.SaidAt[e.Kind] || e.Ahead || e.Bound != sayso.TimeAt || !st.Occasion.Contains(e.Span) && !inAny(e.Span, st.Source) {
			continue
		}
		if at != nil && at.Time != e.Time {
			return sayso.Date{Why: "the words that report it name several events"}
		}
		at = e
	}
	if at == nil {
		return sayso.Date{Why: noDay}
	}
	t, ok := at.Time.At(d.Times)
	if !ok {
		return sayso.Date{Why: noDay}
	}
	day := dateOf(d, &t)
	if len(day.Value) != len(time.DateOnly) {
		return sayso.Date{Why: noDay}
	}
	day.Why = "the day of “" + at.Span.Of(d.Text) + "”: " + day.Why
	return day
}

// dateHeadlines gives a statement of the headline, which names no day, that of
// the first statement of the text that says the same: its content holds two
// thirds of the headline's longer words or more.
func dateHeadlines(d *sayso.Document) {
	head := zoneOf(d, sayso.ZoneHeadline)
	if head.Empty() {
		return
	}
	for i := range d.Statements {
		st := &d.Statements[i]
		if !head.Contains(st.Content[0]) || st.Said.Value != "" || len(st.Said.Candidates) > 0 {
			continue
		}
		words := stems(d, st.Content)
		if len(words) < 3 {
			continue
		}
		for k := range d.Statements {
			told := &d.Statements[k]
			if head.Contains(told.Content[0]) || 3*shared(words, stems(d, told.Content)) < 2*len(words) {
				continue
			}
			if told.Within == 0 && len(told.Said.Value) == len(time.DateOnly) {
				st.Said = sayso.Date{Value: told.Said.Value, Why: "as the statement that it heads: " + told.Said.Why, At: told.Said.At}
			}
			break
		}
	}
}

// zoneOf returns the first zone of a kind, the empty span where there is none.
func zoneOf(d *sayso.Document, kind sayso.ZoneKind) sayso.Span {
	for _, z := range d.Zones {
		if z.Kind == kind {
			return z.Span
		}
	}
	return sayso.Span{}
}

// stems returns the first letters of the longer words of spans.
func stems(d *sayso.Document, spans []sayso.Span) map[string]bool {
	const least, stem = 4, 5 // letters of a word that is counted, and of those that count
	out := map[string]bool{}
	for _, s := range spans {
		for _, f := range strings.FieldsFunc(s.Of(d.Text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if utf8.RuneCountInString(f) < least {
				continue
			}
			letters := []rune(strings.ToLower(f))
			out[string(letters[:min(stem, len(letters))])] = true
		}
	}
	return out
}

func shared(a, b map[string]bool) (n int) {
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
