package zone

import (
	"fmt"
	"slices"
	"strings"

	"sayso"
)

// published chooses the date of publication among the dates that stand in lines
// of their own before and behind the article. A date in a list of other
// headlines, in a caption or inside the running text is none.
func (p *page) published() (sayso.Date, []string) {
	first, last := p.firstRunning(), p.lastRunning()
	var tiers [4][]dateAt // labelled before all; then above the text, then below it
	var updated []string
	for i := range p.units {
		u := &p.units[i]
		if u.role != boilerplate && u.role != byline || u.rest || u.role == boilerplate && u.reason != ReasonDate || len(u.stamps) == 0 {
			continue
		}
		for _, s := range u.stamps {
			if s.Values == nil && s.Conflict == "" {
				continue
			}
			d := dateAt{s, sayso.Span{Start: u.span.Start + int32(s.Start), End: u.span.Start + int32(s.End)}}
			above := first < 0 || i < first || last < 0
			switch label := p.labelBefore(u, s); {
			case label == 1:
				updated = append(updated, s.Values...)
			case label == 0 && above:
				tiers[0] = append(tiers[0], d)
			case label == 0:
				tiers[1] = append(tiers[1], d)
			case above:
				tiers[2] = append(tiers[2], d)
			default:
				tiers[3] = append(tiers[3], d)
			}
		}
	}
	why := [...]string{"labelled above the text", "labelled below the text", "the line above the text", "the line below the text"}
	for i, ds := range tiers {
		if len(ds) > 0 {
			return choose(ds, p.text, why[i]), updated
		}
	}
	if s := p.lineDate; s != nil {
		at := sayso.Span{Start: p.lineAt + int32(s.Start), End: p.lineAt + int32(s.End)}
		return choose([]dateAt{{*s, at}}, p.text, "the dateline"), updated
	}
	switch {
	case p.partial != "":
		return sayso.Date{Why: fmt.Sprintf("the dateline says %q without a year, and no other date of publication is printed", p.partial)}, updated
	case len(updated) > 0:
		return sayso.Date{Why: "only the date of an update is printed: " + updated[0]}, updated
	}
	return sayso.Date{Why: "no date of publication is printed"}, updated
}

// dateAt is a date and where it stands in the text.
type dateAt struct {
	Stamp
	at sayso.Span
}

// choose returns the one date that ds give, or all of them as candidates.
func choose(ds []dateAt, text, why string) sayso.Date {
	var values []string
	var spans []sayso.Span
	for _, d := range ds {
		values = append(values, d.Values...)
		spans = append(spans, d.at)
	}
	slices.Sort(values)
	values = slices.Compact(values)
	d := ds[0].date(fmt.Sprintf("%s: %q", why, ds[0].at.Of(text)))
	if len(ds) > 1 && len(values) > 1 && !sameDates(ds) {
		d = sayso.Date{Candidates: values, Why: fmt.Sprintf("%s gives several dates: %s", why, strings.Join(values, ", "))}
	}
	d.At = disjoint(spans)
	return d
}

func sameDates(ds []dateAt) bool {
	for _, d := range ds[1:] {
		if !slices.Equal(d.Values, ds[0].Values) {
			return false
		}
	}
	return true
}

// labelBefore returns which label the stamp s of u bears: the last one that
// stands before it, -1 when there is none.
func (p *page) labelBefore(u *unit, s Stamp) int {
	label := -1
	for i := range u.ts {
		if u.ts[i].start >= s.Start {
			break
		}
		if pat, _ := p.labelAt(u.ts, i); pat != nil {
			label = pat.mark
		}
	}
	return label
}
