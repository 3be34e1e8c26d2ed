package zone

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sayso"
)

// Stamp is a calendar date as it is written in a line. Values holds the ISO
// dates it may stand for: one, or two where day and month could be swapped.
// Without a year Values is empty.
type Stamp struct {
	Start, End int // bytes of the line, weekday and date, without the clock
	Values     []string
	Conflict   string // how the weekday contradicts the date, empty when it does not
	Month      bool   // no day is written
}

// Value returns the stamp's date as a sayso.Date without a reason of its own:
// the caller says where it was read.
func (s Stamp) date(why string) sayso.Date {
	switch {
	case s.Conflict != "":
		return sayso.Date{Why: why + ", but " + s.Conflict}
	case len(s.Values) == 1:
		return sayso.Date{Value: s.Values[0], Why: why}
	case len(s.Values) > 1:
		return sayso.Date{Candidates: s.Values, Why: why + ", where day and month may be swapped"}
	}
	return sayso.Date{Why: why + ", without a year"}
}

// ParseDate reads a date written as words or figures that makes up the whole of
// s but for a clock and its labels. It reports false when s holds none.
func (f *Finder) ParseDate(s, why string) (sayso.Date, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		return sayso.Date{}, false
	}
	ts := tokenise(s, 40)
	stamps := f.stamps(s, ts)
	if len(stamps) == 0 || len(stamps[0].Values) == 0 && stamps[0].Conflict == "" {
		return sayso.Date{}, false
	}
	return stamps[0].date(why), true
}

// Month returns the number of the month called name, in small letters.
func (f *Finder) Month(name string) (int, bool) {
	m, ok := f.words.Months[name]
	return m, ok
}

const (
	firstYear = 1700
	lastYear  = 2199
)

// stamps finds the dates in s, whose tokens are ts, in order.
func (f *Finder) stamps(s string, ts []token) []Stamp {
	var found []Stamp
	for i := 0; i < len(ts); {
		st, n := f.stampAt(s, ts, i)
		if n == 0 {
			i++
			continue
		}
		i += n
		if k := len(found) - 1; k >= 0 && found[k].End > st.Start {
			continue
		}
		found = append(found, st)
	}
	return found
}

// stampAt reads the date that starts at ts[i] and returns how many tokens it
// takes, 0 when none starts there.
func (f *Finder) stampAt(s string, ts []token, i int) (Stamp, int) {
	r := reader{f: f, s: s, ts: ts, at: i, from: i, weekday: -1}
	r.takeWeekday()
	var ok bool
	var d ymd
	for _, form := range [...]func(*reader) (ymd, bool){(*reader).yearFirst, (*reader).numeric, (*reader).dayMonth, (*reader).monthDay, (*reader).monthYear} {
		back := r
		if d, ok = form(&r); ok {
			break
		}
		r = back
	}
	if !ok || r.at == i {
		return Stamp{}, 0
	}
	r.takeWeekday()
	st := Stamp{Start: ts[i].start, End: ts[r.at-1].end, Month: d.day == 0}
	if d.year == 0 {
		return st, r.at - i
	}
	st.Values = d.values()
	if len(st.Values) == 0 {
		return Stamp{}, 0
	}
	if r.weekday >= 0 && !st.Month {
		st.Values, st.Conflict = checkWeekday(st.Values, time.Weekday(r.weekday))
	}
	return st, r.at - i
}

// ymd is a date as read; swap says that day and month may change places.
type ymd struct {
	year, month, day int
	swap             bool
}

func (d ymd) values() []string {
	if d.day == 0 {
		return []string{fmt.Sprintf("%04d-%02d", d.year, d.month)}
	}
	var vs []string
	for _, x := range []ymd{d, {d.year, d.day, d.month, false}} {
		if valid(x.year, x.month, x.day) && (len(vs) == 0 || d.swap) {
			vs = append(vs, fmt.Sprintf("%04d-%02d-%02d", x.year, x.month, x.day))
		}
		if !d.swap {
			break
		}
	}
	slices.Sort(vs)
	return slices.Compact(vs)
}

func valid(y, m, d int) bool {
	return y >= firstYear && y <= lastYear && m >= 1 && m <= 12 && d >= 1 && d <= time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// checkWeekday keeps the values that fall on the weekday; when none does it
// keeps none and says so.
func checkWeekday(values []string, w time.Weekday) ([]string, string) {
	var keep []string
	for _, v := range values {
		if t, err := time.Parse(time.DateOnly, v); err == nil && t.Weekday() == w {
			keep = append(keep, v)
		}
	}
	if keep != nil {
		return keep, ""
	}
	t, err := time.Parse(time.DateOnly, values[0])
	if err != nil {
		return values, ""
	}
	return nil, fmt.Sprintf("%s is a %s and a %s is written", values[0], t.Weekday(), w)
}

// onlyDate reports whether the tokens of ts outside the stamps are a clock,
// labels or fillers: the line says nothing but a date. It also says which label
// it bears: -1 none, 0 published, 1 updated.
func (f *Finder) onlyDate(s string, ts []token, stamps []Stamp) (bool, int) {
	label := -1
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		if inStamp(stamps, t) {
			continue
		}
		if p, n := f.labelAt(ts, i); p != nil {
			if label < 0 {
				label = p.mark
			}
			i += n - 1
			continue
		}
		switch {
		case t.kind == number && len(t.text) <= 6: // a clock's hours and minutes
		case f.fillers[t.text]:
		case f.isWeekday(t.text):
		case t.kind == word && t.caps && len(t.text) <= 5 && i > 0 && ts[i-1].kind == number: // a time zone
		default:
			return false, label
		}
	}
	return true, label
}

func (f *Finder) isWeekday(s string) bool { _, ok := f.words.Weekdays[s]; return ok }

// labelAt finds a label of a date at ts[i], wherever in the line it stands.
func (f *Finder) labelAt(ts []token, i int) (*pattern, int) {
	var best *pattern
	n := 0
	for k, ps := 0, f.labels.first[ts[i].text]; k < len(ps); k++ {
		if m, ok := ps[k].match(ts[i:]); ok && m > n {
			best, n = &ps[k], m
		}
	}
	return best, n
}

func inStamp(stamps []Stamp, t token) bool {
	for _, s := range stamps {
		if t.start >= s.Start && t.end <= s.End {
			return true
		}
	}
	return false
}
