// Package timex finds expressions of time and reckons out their values as TIMEX3
// writes them. A grammar of typed rules reads them in the tokens of a sentence;
// a resolver dates the relative ones by the publication date, the time spoken of
// last and the words around them. It knows no language: its words are the
// caller's.
//
// Values follow the TimeML annotation guidelines, version 1.2.1 (Saurí et al.
// 2006), but that tens and hundreds of years are written in years ("P20Y").
package timex

import (
	"slices"
	"strings"
	"time"

	"sayso"
)

// Annotator returns the stage that fills the layer of times. It counts from
// Article.Date: a pipeline that has Dating runs it before.
func Annotator(ws Words) sayso.Annotator {
	lex := newLexicon(ws)
	return sayso.Annotator{
		Name: "timex", Version: "2",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences},
		Gives: []sayso.Layer{sayso.LayerTimes},
		Run: func(d *sayso.Document) error {
			d.Times = times(d, lex)
			return nil
		},
	}
}

func times(d *sayso.Document, lex *lexicon) []sayso.TimeExpr {
	l := lexer{lex: lex, text: d.Text}
	var all []found
	for i := 0; i < len(d.Sentences); i++ {
		s := d.Sentences[i]
		for i+1 < len(d.Sentences) && l.runsOn(d.Tokens[s.Last-1], d.Tokens[d.Sentences[i+1].First]) { // "at 9 p.m. | Saturday"
			i++
			s.Last = d.Sentences[i].Last
		}
		items := l.sentence(d.Tokens[s.First:s.Last])
		if l.hits == 0 {
			continue
		}
		p := parser{items: items}
		all = p.sentence(all)
	}
	if len(all) == 0 {
		return nil
	}
	shareYears(d.Text, all)
	var values [][]result
	dates := publicationDates(d.Date)
	for _, pub := range dates {
		values = append(values, resolveAll(all, pub))
	}
	out := make([]sayso.TimeExpr, len(all))
	for i := range all {
		out[i] = expression(d, &all[i], i, values)
	}
	return out
}

// publicationDates returns the days the article may have been published on: one,
// its candidates, or one that is wholly open.
func publicationDates(d sayso.Date) []day {
	if c, ok := parseDay(d.Value); ok {
		return []day{c}
	}
	var out []day
	for _, s := range d.Candidates {
		if c, ok := parseDay(s); ok {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return []day{{}}
	}
	return out
}

func parseDay(s string) (day, bool) {
	for _, x := range []struct {
		layout string
		parts  int
	}{{time.DateOnly, 3}, {"2006-01", 2}, {"2006", 1}} {
		t, err := time.Parse(x.layout, s)
		if err != nil {
			continue
		}
		c := dayOf(t)
		if x.parts < 3 {
			c.d = 0
		}
		if x.parts < 2 {
			c.m = 0
		}
		return c, true
	}
	return day{}, false
}

// resolveAll reckons out all expressions of a text published on pub.
func resolveAll(all []found, pub day) []result {
	r := resolver{pub: pub, at: -1, told: longAgo(all, pub)}
	out := make([]result, len(all))
	for i := range all {
		out[i] = r.resolve(i, &all[i].meaning)
	}
	return out
}

// longAgo reports whether a text tells of times long before it was published:
// most of the dates that say their year lie years away from it, and few dates are
// counted from the day of publication.
func longAgo(all []found, pub day) bool {
	const few, years = 5, 2
	far, n := 0, 0
	for i := range all {
		switch m := &all[i].meaning; {
		case m.form == calendar && m.year.year > 0:
			weight := 1
			if m.month > 0 {
				weight = 2
			}
			n += weight
			if pub.y == 0 || m.year.year < pub.y-years {
				far += weight
			}
		case m.form == calendar && m.wd > 0 && m.month == 0, m.form == unitOf && m.base == published:
			n += 2
		}
	}
	return far >= few && 4*far >= 3*n
}

// shareYears gives the first of two dates that are joined, "in May and July
// 1962", the year of the second.
func shareYears(text string, all []found) {
	const longest = len(" through ")
	for i := len(all) - 2; i >= 0; i-- {
		a, b := &all[i].meaning, &all[i+1].meaning
		gap := all[i+1].span.Start - all[i].span.End
		if a.form != calendar || b.form != calendar || a.month == 0 || b.month == 0 || a.year != (yearRef{}) || b.year.year == 0 || gap < 1 || int(gap) > longest || a.side == before || a.side == after {
			continue
		}
		if strings.ContainsAny(text[all[i].span.End:all[i+1].span.Start], ".,;:()") {
			continue
		}
		a.year = b.year
		if a.month > b.month {
			a.year.year--
		}
	}
}

// expression puts together what was found at one place: with one value for every
// publication date the article may have, or with candidates.
func expression(d *sayso.Document, f *found, i int, values [][]result) sayso.TimeExpr {
	m := &f.meaning
	first := values[0][i]
	t := sayso.TimeExpr{Span: f.span, Type: m.typ, Mod: m.mod, Quant: m.quant, Freq: m.freq, Value: first.value}
	if first.anchor >= 0 {
		t.Anchor = sayso.RefTo[sayso.TimeExpr](first.anchor)
	}
	var vs []string
	for _, v := range values {
		vs = append(vs, v[i].value)
	}
	slices.Sort(vs)
	if vs = slices.Compact(vs); len(vs) > 1 {
		t.Value, t.Candidates = "", vs
	}
	if len(vs) == 1 && m.swap && m.year.year > 0 {
		other := day{m.year.year, m.day, m.month}.String()
		vs = []string{t.Value, other + clockValue(m)}
		slices.Sort(vs)
		t.Value, t.Candidates = "", vs
	}
	switch {
	case m.wd > 0 && m.day > 0 && !m.fallsOn(t.Value):
		t.Why = "as written, but the day falls on another weekday"
	case m.swap:
		t.Why = "day and month may be swapped"
	case first.anchor >= 0:
		t.Why = "counted from a time before it in the text"
	case !first.pub:
		t.Why = "as written"
	case d.Date.Value != "":
		t.Why = sayso.CountedFrom(d.Date)
	case len(t.Candidates) > 0:
		t.Why = "counted from the publication date, which has candidates"
	default:
		t.Why = "the publication date is open"
	}
	return t
}
