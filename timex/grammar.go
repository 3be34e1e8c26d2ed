package timex

import "sayso"

// parser reads expressions of time in the items of one sentence. A rule is a
// method that takes the index where the expression would start and returns its
// meaning and the index behind it; an index of 0 says that the rule does not fit.
type parser struct {
	items  []item
	tenses bool // say of each date whether it is told as past
	coming int8 // whether the sentence speaks of what is to come: 0 not yet known, -1 no, 1 yes
}

// none stands for the items before the first and behind the last.
var none = item{}

func (p *parser) at(i int) *item {
	if i < 0 || i >= len(p.items) {
		return &none
	}
	return &p.items[i]
}

func (p *parser) is(i int, c Class) bool { return p.at(i).is(c) }

func (p *parser) mark(i int, m string) bool { return p.is(i, Mark) && p.at(i).word.Value == m }

// hyphen reports whether item i is a hyphen that joins its neighbours.
func (p *parser) hyphen(i int) bool {
	return p.mark(i, "-") && i > 0 && i+1 < len(p.items) && p.items[i-1].span.End == p.items[i].span.Start && p.items[i].span.End == p.items[i+1].span.Start
}

// skip returns the index behind the mark at i, and i where there is none.
func (p *parser) skip(i int, m string) int {
	if p.mark(i, m) {
		return i + 1
	}
	return i
}

// joined returns the index behind a hyphen, and i where there is none.
func (p *parser) joined(i int) int {
	if p.hyphen(i) {
		return i + 1
	}
	return i
}

type rule func(*parser, int) (meaning, int)

// sentence returns the expressions of time, the longest from the left.
func (p *parser) sentence(out []found) []found {
	p.coming = 0
	for i := 0; i < len(p.items); {
		if !p.opens(i) {
			i++
			continue
		}
		if d, m, end := p.twoDays(i); end > 0 {
			out = append(out, p.found(i, i+1, d), p.found(i+2, end, m))
			i = end
			continue
		}
		m, end := p.expression(i)
		if end <= i {
			i++
			continue
		}
		from := i
		if p.is(from, A|The|Its) && from+3 < end && p.hyphen(end-2) && (m.typ == sayso.TimeDuration || m.form == quarter) {
			from++ // "a five-year plan": the article is the noun's
		}
		out = append(out, p.found(from, end, m))
		if d, e := p.anotherDay(end, &m); e > 0 {
			out = append(out, p.found(e-1, e, d))
			end = e
		}
		i = end
	}
	return out
}

// openers are the classes that an expression may begin with; leads are those of
// them that are none without a word of the grammar behind them.
const (
	leads = Cardinal | Scale | Ordinal | Vague | Last | Past | Next | This | That | Same | Before | After | The | A | Its | Edge | EdgeOf |
		About | Every | Fiscal | Half | Times | Intensifier
	openers = leads | Month | Weekday | Season | DayPart | UnitName | Decade | Day | Ref | Repeated | Holiday | Zone
)

// opens reports whether an expression may begin at i, so that few words are
// tried against the rules.
func (p *parser) opens(i int) bool {
	it := &p.items[i]
	switch {
	case it.figure != noFigure:
		return true
	case !it.is(openers):
		return false
	case it.word.Is&openers&^leads != 0:
		return true
	}
	next := p.at(i + 1)
	return next.word != nil || next.figure != noFigure
}

func (p *parser) found(from, to int, m meaning) found {
	f := found{meaning: m, span: sayso.Span{Start: p.items[from].span.Start, End: p.items[to-1].span.End}}
	if p.tenses {
		f.tense = p.direction(from)
	}
	return f
}

// expression is the longest expression at i.
func (p *parser) expression(i int) (meaning, int) {
	m, end := p.longest(i, []rule{(*parser).approximate, (*parser).edge, (*parser).timed, (*parser).quantified, (*parser).repeated, (*parser).plainRef})
	return m, end
}

func (p *parser) longest(i int, rules []rule) (best meaning, end int) {
	for _, r := range rules {
		if m, e := r(p, i); e > end {
			best, end = m, e
		}
	}
	return best, end
}

// approximate reads what limits a quantity or a date: "about two years", "more
// than four hours ago", "around Nov. 1".
func (p *parser) approximate(i int) (meaning, int) {
	if !p.is(i, About) {
		return meaning{}, 0
	}
	j := i + 1
	if v := p.at(i).word.Value; p.is(j, The|Its|This) && (v == "MORE_THAN" || v == "LESS_THAN") {
		return meaning{}, 0 // "over the past year"
	}
	if p.is(i, Cardinal) || p.is(j, About) && !p.is(j, Cardinal) {
		return meaning{}, 0
	}
	m, end := p.longest(j, []rule{(*parser).edge, (*parser).timed, (*parser).quantified})
	if end == 0 {
		return meaning{}, 0
	}
	switch {
	case m.typ == sayso.TimeSet, m.form == fixed && m.typ == sayso.TimeDate:
		return meaning{}, 0
	case m.form == calendar && m.wd > 0 && m.month == 0:
		return meaning{}, 0 // "the way around Friday's vote"
	case m.typ != sayso.TimeDuration && m.form != offset && p.at(i).word.Value != "APPROX":
		return meaning{}, 0 // "over Christmas", "under the 1992 treaty"
	}
	if m.mod == "" {
		m.mod = p.at(i).word.Value
	}
	m.loose = true
	return m, end
}

// edge reads a part of a time: "the end of this year", "early October",
// "later this month", "mid-1996", "the late 1970s".
func (p *parser) edge(i int) (meaning, int) {
	j := i
	if p.is(j, The) && p.is(j+1, EdgeOf|Edge|Intensifier) {
		j++
	}
	if p.is(j, Intensifier) {
		j++
	}
	if !p.is(j, Edge|EdgeOf) {
		return meaning{}, 0
	}
	w := p.at(j).word
	k := j + 1
	switch {
	case p.is(j, EdgeOf) && p.is(k, Of):
		k++
	case p.is(j, EdgeOf) && p.is(k, Mark) && p.mark(k, "-"):
		k = p.joined(k)
		if p.is(k, Of) {
			k = p.joined(k + 1)
		}
	case p.is(j, Edge):
		k = p.joined(k)
		if p.is(k, In) || p.is(k, Of) {
			if w.Value == "MID" {
				return meaning{}, 0
			}
			k++
		}
	default:
		return meaning{}, 0
	}
	m, end := p.longest(k, []rule{(*parser).edge, (*parser).timed, (*parser).theUnit})
	if end == 0 || m.typ == sayso.TimeDuration || m.form == fixed {
		return meaning{}, 0
	}
	m.mod = w.Value
	return m, end
}

// plainRef reads what needs no reckoning: "now", "recently".
func (p *parser) plainRef(i int) (meaning, int) {
	if p.is(i, The) && p.is(i+1, Past) && !p.is(i+1, Last|Ref) && (p.is(i+2, Mark|In|And) || p.at(i+2).span.Empty() || p.is(i-1, In)) {
		return meaning{value: "PAST_REF"}, i + 2
	}
	if !p.is(i, Ref) || p.hyphen(i+1) {
		return meaning{}, 0
	}
	return meaning{value: p.at(i).word.Value}, i + 1
}

// direction says on which side of now a date at i lies that does not say itself:
// the nearest verb before it, or behind it where there is none, tells of the past
// or is of the kind of "will" and "scheduled".
func (p *parser) direction(i int) side {
	const back, on = 14, 8
	for k := i - 1; k >= 0 && k >= i-back; k-- {
		if s := p.tense(k); s != nearest {
			return s
		}
	}
	k := i - 1
	for p.is(k, Edge|EdgeOf|Of|The) && !p.is(k, Until) {
		k-- // "by early June"
	}
	if p.is(k, Until) {
		return future
	}
	for k := i + 1; k < len(p.items) && k <= i+on; k++ {
		if k == i+1 && p.mark(k, "'s") {
			return nearest
		}
		if s := p.tense(k); s != nearest {
			return s
		}
	}
	return nearest
}

func (p *parser) tense(k int) side {
	switch {
	case p.is(k, Coming):
		return future
	case p.at(k).past && p.is(k-1, Be): // "will be finished"
	case p.at(k).past || p.is(k, Told):
		return past
	}
	return nearest
}
