package ingest

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso"
	"sayso/ingest/page"
)

// published weighs what a page's markup, its visible date lines and its address
// say of the date of publication. Markup comes first; where a printed date
// contradicts it by more than a day, both are candidates.
func (e *engine) published(a *sayso.Article, p *page.Page) sayso.Date {
	printed := a.Date
	for _, d := range p.Dates {
		stated, ok := e.statedDate(d.Raw, d.Where)
		if !ok {
			continue
		}
		if printed.Value != "" && stated.Value != "" && apart(printed.Value, stated.Value) && !slices.ContainsFunc(p.Modified, func(m string) bool { return strings.HasPrefix(m, printed.Value) }) {
			both := []string{printed.Value, stated.Value}
			slices.Sort(both)
			return sayso.Date{Candidates: both, At: printed.At, Why: fmt.Sprintf("%s, but %s", stated.Why, printed.Why)}
		}
		if printed.Value == stated.Value {
			stated.At = printed.At
		}
		return stated
	}
	if printed.Value != "" || len(printed.Candidates) > 0 {
		return printed
	}
	if d, ok := e.addressDate(a.URL); ok {
		return d
	}
	return printed
}

// apart reports whether two ISO dates are more than a day from each other; the
// printed one may be in another time zone.
func apart(a, b string) bool {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a)
	}
	return x.Sub(y).Abs() > 24*time.Hour
}

var (
	isoStart = regexp.MustCompile(`^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ].*)?$`)
	packed   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$`)
	bareYear = regexp.MustCompile(`^(\d{4})$`)
	pathDate = regexp.MustCompile(`/((?:19|20)\d{2})[/-]([a-z]{3,9}|\d{1,2})(?:[/-](\d{1,2}))?(?:[/-]|$)`)
	pathDay  = regexp.MustCompile(`[/_-]((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?:[/_.-]|$)`)
)

// statedDate reads a date that an original states as data: ISO 8601 in whole or
// in part, or the way people write it.
func (e *engine) statedDate(raw, where string) (sayso.Date, bool) {
	raw = strings.TrimSpace(raw)
	why := fmt.Sprintf("%s: %q", where, clip(raw))
	for _, re := range []*regexp.Regexp{isoStart, packed, bareYear} {
		m := re.FindStringSubmatch(raw)
		if m == nil {
			continue
		}
		v, ok := isoDate(append(m[1:], "", "")[0], append(m[1:], "", "")[1], append(m[1:], "", "")[2])
		return sayso.Date{Value: v, Why: why}, ok
	}
	if d, ok := e.finder.ParseDate(raw, why); ok {
		return d, true
	}
	if v, ok := mailDate(raw); ok {
		return sayso.Date{Value: v, Why: why}, true
	}
	return sayso.Date{}, false
}

var mailDay = regexp.MustCompile(`^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2}\s+[A-Za-z]{3})[a-z]*\s+(\d{4}|\d{2})(?:\s+\d{1,2}:.*)?$`)

// mailDate reads the date of RFC 822, which feeds have and whose months are
// written as in English whatever the language: "Tue, 09 Mar 21 06:00 GMT".
func mailDate(raw string) (string, bool) {
	m := mailDay.FindStringSubmatch(raw)
	if m == nil {
		return "", false
	}
	layout := "2 Jan 2006"
	if len(m[2]) == 2 {
		layout = "2 Jan 06"
	}
	t, err := time.Parse(layout, strings.Join(strings.Fields(m[1]+" "+m[2]), " "))
	return t.Format(time.DateOnly), err == nil && t.Year() >= 1700 && t.Year() < 2200
}

// clip keeps a reason short.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// isoDate puts a date together from figures, as far as they go; false when there
// is no such day.
func isoDate(year, month, day string) (string, bool) {
	y, _ := strconv.Atoi(year)
	if month == "" {
		return year, y >= 1700 && y < 2200
	}
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 {
		return "", false
	}
	if day == "" {
		return fmt.Sprintf("%04d-%02d", y, m), true
	}
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Format(time.DateOnly), t.Day() == d && int(t.Month()) == m && y >= 1700 && y < 2200
}

// dateByAddress dates a by its address when nothing else tells the date.
func (e *engine) dateByAddress(a *sayso.Article) {
	if !a.Date.Open() || a.Date.Candidates != nil {
		return
	}
	if d, ok := e.addressDate(a.URL); ok {
		a.Date = d
	}
}

// addressDate reads the date in the path of a web address: "/2021/feb/16/",
// "/2021/02/", "/2021-02-16-title".
func (e *engine) addressDate(address string) (sayso.Date, bool) {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return sayso.Date{}, false
	}
	path := strings.ToLower(u.Path)
	for _, re := range []*regexp.Regexp{pathDate, pathDay} {
		m := re.FindStringSubmatch(path)
		if m == nil {
			continue
		}
		month := m[2]
		if month[0] >= 'a' {
			n, ok := e.finder.Month(month)
			if !ok {
				continue
			}
			month = strconv.Itoa(n)
		}
		if v, ok := isoDate(m[1], month, m[3]); ok {
			return sayso.Date{Value: v, Why: fmt.Sprintf("the web address: %q", clip(strings.Trim(m[0], "/-_.")))}, true
		}
	}
	return sayso.Date{}, false
}
