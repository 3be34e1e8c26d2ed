package timex

import (
	"fmt"
	"slices"
	"strings"

	"sayso"
)

// Dating returns the stage that reckons out the date of publication from the
// text where nothing printed gives it: "today, 3 May 2021" is that day, a
// dateline without a year is of the year near the latest one told of in which it
// falls on its weekday. What is quoted, and what is not the article, gives none.
func Dating(ws Words) sayso.Annotator {
	lex := newLexicon(ws)
	return sayso.Annotator{
		Name: "dating", Version: "1",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerQuotes},
		Gives: []sayso.Layer{sayso.LayerPublished},
		Run: func(d *sayso.Document) error {
			if d.Date.Open() && len(d.Date.Candidates) == 0 {
				a := *d.Article
				a.Date = dated(d, lex)
				d.Article = &a
			}
			return nil
		},
	}
}

// clue is a date in the article's own words.
type clue struct {
	found
	dateline bool
}

// dated returns what the text says of the date of publication, d's own date where
// it says nothing.
func dated(d *sayso.Document, lex *lexicon) sayso.Date {
	clues := cluesOf(d, lex)
	about := latestYear(clues)
	var all []sayso.Date
	for i := range clues {
		if got, ok := exact(d, clues, i, about); ok {
			all = append(all, got)
		}
	}
	if len(all) == 0 {
		return d.Date
	}
	out := all[0]
	for _, o := range all[1:] {
		if o.Value == out.Value && slices.Equal(o.Candidates, out.Candidates) {
			continue
		}
		days := slices.Concat([]string{out.Value, o.Value}, out.Candidates, o.Candidates)
		slices.Sort(days)
		days = slices.DeleteFunc(slices.Compact(days), func(s string) bool { return s == "" })
		at := append(slices.Clone(out.At), o.At...)
		slices.SortFunc(at, sayso.CompareSpans)
		out = sayso.Date{Candidates: days, Why: out.Why + ", but " + o.Why, At: slices.Compact(at)}
		if len(days) == 1 {
			out.Value, out.Candidates = days[0], nil
		}
	}
	return out
}

// cluesOf finds the dates of the article's own words.
func cluesOf(d *sayso.Document, lex *lexicon) []clue {
	l := lexer{lex: lex, text: d.Text}
	var out []clue
	for _, s := range d.Sentences {
		items := l.sentence(d.Tokens[s.First:s.Last])
		if l.hits == 0 {
			continue
		}
		p := parser{items: items, tenses: true}
		zone := zoneAt(d, d.Tokens[s.First].Span.Start)
		if zone == sayso.ZoneBoilerplate || zone == sayso.ZoneCaption {
			continue
		}
		for _, f := range p.sentence(nil) {
			if !slices.ContainsFunc(d.Quotes, func(q sayso.Quote) bool { return q.Span.Contains(f.span) }) {
				out = append(out, clue{f, zone == sayso.ZoneDateline})
			}
		}
	}
	return out
}

func zoneAt(d *sayso.Document, at int32) sayso.ZoneKind {
	i, ok := slices.BinarySearchFunc(d.Zones, at, func(z sayso.Zone, at int32) int {
		switch {
		case z.Span.End <= at:
			return -1
		case z.Span.Start > at:
			return 1
		}
		return 0
	})
	if !ok {
		return sayso.ZoneBody
	}
	return d.Zones[i].Kind
}

// latestYear returns the latest year of a date that is told as past, 0 where there
// is none.
func latestYear(clues []clue) int {
	year := 0
	for _, c := range clues {
		if m := &c.meaning; m.form == calendar && (c.tense == past || m.side == past) {
			year = max(year, m.year.year)
		}
	}
	return year
}

// exact returns the date of publication that the i-th clue gives: a day counted
// from it that is also written out beside it ("today, 3 May 2021"), or a dateline.
func exact(d *sayso.Document, clues []clue, i, about int) (sayso.Date, bool) {
	c := &clues[i]
	m := &c.meaning
	switch {
	case c.dateline && m.form == calendar && m.month > 0 && m.day > 0:
		return inYears(d, clues, c, sayso.Span{}, 0, about)
	case m.form == unitOf && m.unit == DayUnit && m.base == published:
		for _, k := range []int{i - 1, i + 1} {
			if k < 0 || k >= len(clues) || clues[k].meaning.form != calendar || clues[k].meaning.month == 0 || clues[k].meaning.day == 0 || clues[k].meaning.swap {
				continue
			}
			a, b := clues[min(i, k)].span, clues[max(i, k)].span
			if strings.Trim(d.Text[a.End:b.Start], " ,(-–—\u00a0") == "" {
				return inYears(d, clues, &clues[k], c.span, -m.n, about)
			}
		}
	}
	return sayso.Date{}, false
}

func abs(n int) int { return max(n, -n) }

// inYears returns the day n days from the clue c. Where c has no year its weekday
// tells it, near the latest year told of: a day falls on the same weekday every
// five years at the earliest.
func inYears(d *sayso.Document, clues []clue, c *clue, beside sayso.Span, n, about int) (sayso.Date, bool) {
	m := &c.meaning
	why := "“" + c.span.Of(d.Text) + "” in the dateline"
	at := []sayso.Span{c.span}
	if !beside.Empty() {
		at = append(at, beside)
		slices.SortFunc(at, sayso.CompareSpans)
		why = "“" + d.Text[at[0].Start:at[1].End] + "” in the text"
	}
	if m.year.year > 0 {
		on := day{m.year.year, m.month, m.day}
		if !valid(on.y, on.m, on.d) || !m.fallsOn(on.String()) && m.wd > 0 {
			return sayso.Date{}, false
		}
		return sayso.Date{Value: on.add(n).String(), Why: why, At: at}, true
	}
	witness := m // the date of which a weekday is written: itself, or one of the same week in the text
	for k := range clues {
		if o := &clues[k].meaning; witness.wd == 0 && o.form == calendar && o.wd > 0 && o.day > 0 && o.year == (yearRef{}) && o.month == m.month && abs(o.day-m.day) < 7 {
			witness = o
		}
	}
	// The year of an election or a season is told of in the year before it.
	from, to := about-1, about+3
	for y := from; y <= to && witness.wd > 0 && about > 0; y++ {
		on, seen := day{y, m.month, m.day}, day{y, witness.month, witness.day}
		if valid(on.y, on.m, on.d) && valid(seen.y, seen.m, seen.d) && seen.weekday() == witness.wd {
			if witness != m {
				why += fmt.Sprintf(" and %s-%s on its weekday", two(witness.month), two(witness.day))
			}
			why += fmt.Sprintf(": of %d to %d, about the latest year told of, the only one with that weekday", from, to)
			return sayso.Date{Value: on.add(n).String(), Why: why, At: at}, true
		}
	}
	return sayso.Date{}, false
}
