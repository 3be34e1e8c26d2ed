package zone

import (
	"strconv"
	"strings"
)

// reader walks over the tokens of a line.
type reader struct {
	f       *Finder
	s       string
	ts      []token
	at      int
	from    int // where the date may start
	weekday int
}

// near reports whether there is a token at r.at that stands close behind the one
// before: blanks and a little punctuation, no end of a sentence.
func (r *reader) near() bool {
	if r.at >= len(r.ts) {
		return false
	}
	if r.at == r.from {
		return true
	}
	gap := r.s[r.ts[r.at-1].end:r.ts[r.at].start]
	return len(gap) <= 4 && strings.Trim(gap, " \t\u00a0,./-–") == ""
}

// glued returns the mark between the last token and the next, when it is one of
// those between the figures of a date.
func (r *reader) glued() byte {
	if r.at == 0 || r.at >= len(r.ts) {
		return 0
	}
	gap := r.s[r.ts[r.at-1].end:r.ts[r.at].start]
	if len(gap) == 1 && strings.Contains("-/.", gap) {
		return gap[0]
	}
	return 0
}

func (r *reader) takeWeekday() {
	if r.weekday < 0 && r.at < len(r.ts) && r.ts[r.at].kind == word && r.near() {
		if w, ok := r.f.words.Weekdays[r.ts[r.at].text]; ok {
			r.weekday = w
			r.at++
		}
	}
}

func (r *reader) num(digits int) (int, bool) {
	if r.at >= len(r.ts) || r.ts[r.at].kind != number {
		return 0, false
	}
	t := r.ts[r.at].text
	if digits == 4 && len(t) != 4 || digits == 2 && len(t) > 2 {
		return 0, false
	}
	n, err := strconv.Atoi(t)
	if err != nil {
		return 0, false
	}
	r.at++
	return n, true
}

func (r *reader) day() (int, bool) {
	d, ok := r.num(2)
	if !ok || d < 1 || d > 31 {
		return 0, false
	}
	// An ordinal's letters are glued to the figure: "28th".
	if r.at < len(r.ts) && r.ts[r.at].kind == word && r.ts[r.at].start == r.ts[r.at-1].end && len(r.ts[r.at].text) <= 2 {
		r.at++
	}
	return d, true
}

func (r *reader) year() (int, bool) {
	if !r.near() {
		return 0, false
	}
	y, ok := r.num(4)
	return y, ok && y >= firstYear && y <= lastYear
}

func (r *reader) month() (int, bool) {
	if r.at >= len(r.ts) || r.ts[r.at].kind != word || !r.ts[r.at].upper {
		return 0, false
	}
	m, ok := r.f.words.Months[r.ts[r.at].text]
	if ok {
		r.at++
	}
	return m, ok
}

// yearFirst reads "2018-11-28", "2018/11/28", "2018 November 28" and
// "2018 Monday, 03 December".
func (r *reader) yearFirst() (ymd, bool) {
	y, ok := r.num(4)
	if !ok || y < firstYear || y > lastYear {
		return ymd{}, false
	}
	if sep := r.glued(); sep != 0 {
		m, ok := r.num(2)
		if !ok || r.glued() != sep {
			return ymd{}, false
		}
		d, ok := r.num(2)
		return ymd{y, m, d, false}, ok && valid(y, m, d)
	}
	if !r.near() {
		return ymd{}, false
	}
	r.takeWeekday()
	back := *r
	if d, ok := r.day(); ok && r.near() {
		if m, ok := r.month(); ok {
			return ymd{y, m, d, false}, true
		}
	}
	*r = back
	m, ok := r.month()
	if !ok || !r.near() {
		return ymd{}, false
	}
	d, ok := r.day()
	return ymd{y, m, d, false}, ok
}

// numeric reads "28/11/2018", "11-28-2018" and "28.11.2018". Full stops are
// written where the day comes first; the other marks leave it open.
func (r *reader) numeric() (ymd, bool) {
	a, ok := r.num(2)
	sep := r.glued()
	if !ok || sep == 0 {
		return ymd{}, false
	}
	b, ok := r.num(2)
	if !ok || r.glued() != sep {
		return ymd{}, false
	}
	y, ok := r.num(4)
	if !ok || y < firstYear || y > lastYear {
		return ymd{}, false
	}
	if sep == '.' {
		return ymd{y, b, a, false}, valid(y, b, a)
	}
	d := ymd{y, b, a, true}
	return d, len(d.values()) > 0
}

// dayMonth reads "28 November 2018", "28th of November, 2018" and "28 Nov".
func (r *reader) dayMonth() (ymd, bool) {
	d, ok := r.day()
	if !ok || !r.near() {
		return ymd{}, false
	}
	if r.at < len(r.ts) && r.ts[r.at].kind == word && !r.ts[r.at].upper && r.f.fillers[r.ts[r.at].text] && r.at+1 < len(r.ts) {
		if _, ok := r.f.words.Months[r.ts[r.at+1].text]; ok {
			r.at++
		}
	}
	m, ok := r.month()
	if !ok {
		return ymd{}, false
	}
	return r.optionalYear(m, d)
}

// monthDay reads "November 28, 2018", "Nov. 28th 2018" and "Nov 28".
func (r *reader) monthDay() (ymd, bool) {
	m, ok := r.month()
	if !ok || !r.near() {
		return ymd{}, false
	}
	d, ok := r.day()
	if !ok {
		return ymd{}, false
	}
	return r.optionalYear(m, d)
}

func (r *reader) optionalYear(m, d int) (ymd, bool) {
	back := *r
	r.takeWeekday()
	if y, ok := r.year(); ok {
		return ymd{y, m, d, false}, valid(y, m, d)
	}
	*r = back
	return ymd{0, m, d, false}, valid(2000, m, d) // 2000 has a 29 February
}

// monthYear reads "November 2018".
func (r *reader) monthYear() (ymd, bool) {
	if k := r.at - 1; k >= 0 && k == r.from-1 && r.ts[k].kind == number && r.ts[k].end+1 >= r.ts[r.at].start {
		return ymd{}, false // "31 February 2018" is no February 2018
	}
	m, ok := r.month()
	if !ok {
		return ymd{}, false
	}
	y, ok := r.year()
	return ymd{y, m, 0, false}, ok
}
