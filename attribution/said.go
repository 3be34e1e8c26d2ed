package attribution

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sayso"
)

// noDay is why a statement stays open that its own sentence does not date.
const noDay = "the words that report it name no day"

// said dates a statement by the one day, month or year that the words that
// report it name, as package timex reckoned it. Everything else stays open.
func said(d *sayso.Document, w *Words, st *sayso.Statement) sayso.Date {
	open := sayso.Date{Why: noDay}
	anchor, ok := sayso.Hull(append(append([]sayso.Span{}, st.Cue...), st.Source...))
	if !ok {
		return sayso.Date{Why: "reported without a cue"}
	}
	s, ok := sentenceAt(d, anchor.Start)
	if !ok {
		return open
	}
	var named *sayso.TimeExpr
	for i := range timesIn(d, s) {
		t := &d.Times[i]
		if inAny(t.Span, st.Content) || ofSource(d, s, t.Span, st) && person(d, st) || quotedAt(d, t.Span) || t.Type != sayso.TimeDate && t.Type != sayso.TimeOfDay || strings.HasSuffix(t.Value, "_REF") {
			continue
		}
		if named != nil {
			return sayso.Date{Why: "the sentence that reports it names several times"}
		}
		named = t
	}
	if named == nil {
		return saidAt(d, w, st)
	}
	if !reports(d, s, named.Span, anchor) || w.NotSaidOn[wordBefore(d, named.Span)] {
		return open
	}
	return dateOf(d, named)
}

// person reports whether a person speaks: a time among the words that say who it
// is ("the mayor elected in May") is another than that of the saying, while that
// of a document is ("the report released in May").
func person(d *sayso.Document, st *sayso.Statement) bool {
	e, ok := st.Speaker.At(d.Entities)
	return ok && e.Type == sayso.EntityPerson
}

// ofSource reports whether a time stands among the words that say who speaks, or
// in a clause that says more of them: a source may be told by its name alone.
func ofSource(d *sayso.Document, s sayso.Sentence, at sayso.Span, st *sayso.Statement) bool {
	if inAny(at, st.Source) {
		return true
	}
	i, _ := slices.BinarySearchFunc(d.Tokens, at.Start, func(t sayso.Token, at int32) int { return cmp.Compare(t.Span.Start, at) })
	clause := false
	for range s.Last - s.First { // no longer than the sentence, whatever the heads are
		clause = clause || strings.HasPrefix(d.Tokens[i].Rel, "acl")
		t, ok := d.Tokens[i].Head.At(d.Tokens)
		switch {
		case !ok || inAny(t.Span, st.Cue):
			return false
		case inAny(t.Span, st.Source):
			return clause
		}
		i = int(d.Tokens[i].Head) - 1
	}
	return false
}

// timesIn yields the indices of the times in sentence s.
func timesIn(d *sayso.Document, s sayso.Sentence) func(func(int) bool) {
	from, to := d.Tokens[s.First].Span.Start, d.Tokens[s.Last-1].Span.End
	i, _ := slices.BinarySearchFunc(d.Times, from, func(t sayso.TimeExpr, at int32) int { return cmp.Compare(t.Span.Start, at) })
	return func(yield func(int) bool) {
		for ; i < len(d.Times) && d.Times[i].Span.Start < to; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

// wordBefore returns the token before s in lower case, empty at the beginning.
func wordBefore(d *sayso.Document, s sayso.Span) string {
	i, _ := slices.BinarySearchFunc(d.Tokens, s.Start, func(t sayso.Token, at int32) int { return cmp.Compare(t.Span.Start, at) })
	if i == 0 {
		return ""
	}
	return strings.ToLower(d.Tokens[i-1].Span.Of(d.Text))
}

// dateOf is the day, month or year of a time, open where it has no single one or
// lies after the publication: what is reported has been said.
func dateOf(d *sayso.Document, t *sayso.TimeExpr) sayso.Date {
	at := []sayso.Span{t.Span}
	words := "“" + t.Span.Of(d.Text) + "”"
	value, _, _ := strings.Cut(t.Value, "T")
	switch {
	case t.Open():
		return sayso.Date{Candidates: t.Candidates, Why: words + ", but " + t.Why, At: at}
	case strings.Contains(value, "X"):
		return sayso.Date{Why: words + ", but " + t.Why, At: at}
	case !isDate(value):
		return sayso.Date{Why: words + " is no single day", At: at}
	case d.Date.Value != "" && value[:min(len(value), len(d.Date.Value))] > d.Date.Value:
		return sayso.Date{Why: words + " lies after the publication date " + d.Date.Value, At: at}
	}
	return sayso.Date{Value: value, Why: words + ", " + t.Why, At: at}
}

// isDate reports whether s is a day, a month or a year with nothing left open.
func isDate(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// carryDates gives a statement that its own words leave open the day of the
// statement before it by the same speaker: a report says once when somebody
// spoke and goes on quoting. What is reported within another statement, and what
// is said in a sentence with a time of its own, keeps what it has.
func carryDates(d *sayso.Document) {
	last := map[sayso.Ref[sayso.Entity]]*sayso.Date{}
	for i := range d.Statements {
		st := &d.Statements[i]
		switch day := last[st.Speaker]; {
		case st.Speaker == 0 || st.Within != 0:
		case st.Said.Value == "" && st.Said.Why == noDay && day != nil && !timed(d, st):
			st.Said = sayso.Date{Value: day.Value, Why: "as the speaker's statement before it: " + day.Why, At: day.At}
		case len(st.Said.Value) == len(time.DateOnly):
			own := st.Said
			last[st.Speaker] = &own
		default:
			delete(last, st.Speaker)
		}
	}
}

// timed reports whether the words around a statement's cue hold a time.
func timed(d *sayso.Document, st *sayso.Statement) bool {
	if len(st.Cue) == 0 {
		return true
	}
	s, ok := sentenceAt(d, st.Cue[0].Start)
	if !ok {
		return true
	}
	for i := range timesIn(d, s) {
		if t := d.Times[i]; !inAny(t.Span, st.Content) && !quotedAt(d, t.Span) && t.Type != sayso.TimeDuration {
			return true
		}
	}
	return false
}

// reports reports whether a day belongs to the words that report a statement,
// which span anchor, rather than to what else the sentence tells: it stands
// among them, though it may reach out of them, behind them with no comma between, or opens the sentence.
func reports(d *sayso.Document, s sayso.Sentence, day, anchor sayso.Span) bool {
	const breaks = ",;:“”\"«»()–—"
	switch {
	case anchor.Overlaps(day):
		return true
	case day.Start >= anchor.End:
		return !strings.ContainsAny(d.Text[anchor.End:day.Start], breaks)
	}
	const lead = 2 // tokens before a day that opens its sentence: "on", "late on"
	first := d.Tokens[s.First].Span.Start
	for i := s.First; i < s.Last && d.Tokens[i].Span.Start < day.Start; i++ {
		if i-s.First >= lead {
			return false
		}
	}
	return strings.Count(d.Text[first:anchor.Start], ",") <= 1 && !strings.ContainsAny(d.Text[day.End:anchor.Start], ";:“”\"«»()–—")
}
