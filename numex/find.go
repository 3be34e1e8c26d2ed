package numex

import (
	"sayso"
)

// finder reads one sentence.
type finder struct {
	l      *Lexicon
	d      *sayso.Document
	ps     []piece
	tagged bool
	found  []figure // of this sentence
}

// figure is a figure with the pieces it was read from.
type figure struct {
	sayso.Figure
	first, last int // pieces, half-open
	before      int // the first piece of the hedge before it, or first
	n           number
	m           measured
	bare        bool // a number with neither unit nor noun, which what follows may lend
	weak        bool // a figure only if something is lent
	restates    int  // in finder.found, -1 for none
}

// sentence finds the figures of the pieces.
func (f *finder) sentence() {
	f.found = f.found[:0]
	for i := 0; i < len(f.ps); {
		n, ok := f.number(i)
		if !ok {
			i++
			continue
		}
		x, next, ok := f.figure(n)
		if ok {
			if k := len(f.found); k > 0 {
				x.first = max(x.first, f.found[k-1].last) // "0C$0": the C is taken
			}
			f.found = append(f.found, x)
		}
		i = max(next, i+1)
	}
	f.ranges()
	f.lend()
	f.hedge()
	f.changes()
	f.restate()
}

// figure decides whether number n is a figure, and of what. It returns the piece
// to go on from.
func (f *finder) figure(n number) (x figure, next int, ok bool) {
	x = figure{first: n.first, last: n.last, n: n, restates: -1, m: measured{end: n.last}}
	x.From, x.To = n.from, n.to
	next = n.last
	if f.embedded(n) {
		return x, next, false
	}
	if m, first, ok := f.currencyBefore(n.first); ok && n.digits {
		m.end = n.last
		if again, ok := f.unitAt(n.last, true); ok && again.kind == sayso.FigureMoney && !f.gluedAt(n.last) {
			m = again // "$5 million Canadian dollars"
		}
		f.rate(&m)
		x.m, x.first = m, first
	} else if m, ok := f.partOfUnit(n); ok {
		x.m = m
	} else if n.fraction {
		if x.m, ok = f.partOf(n.last); !ok {
			x.m, _ = f.wholeAt(n.last)
		}
		x.m.kind, x.m.Scale = sayso.FigureFraction, Scale{}
		x.m.end = max(x.m.end, n.last)
	} else if f.dated(n) {
		return x, next, false
	} else if m, ok := f.unitAt(f.afterOf(n), n.digits); ok && !f.one(n, m.end) {
		if f.at(m.end) == f.l.Of && m.kind != sayso.FigureMoney {
			if of, ok := f.partOf(m.end); ok {
				m.counted = of.counted
			}
		}
		x.m = m
	} else if f.label(n) {
		return x, next, false
	} else if m, ok := f.things(n); ok {
		x.m = m
	} else if m, ok := f.ageOf(n); ok {
		x.m = m
	} else {
		x.bare, x.weak = true, !f.stands(n)
		if x.weak && !f.lendable(n) {
			return x, next, false
		}
		x.m.kind = sayso.FigureNumber
	}
	if f.negative(n, x.m) {
		x.first--
		x.From, x.To = -x.From, -x.To
	}
	x.last = max(n.last, x.m.end)
	if x.m.kind == sayso.FigureFraction {
		x.last = n.last
	}
	return x, x.last, true
}

// partOfUnit reads the unit that a fraction is of: "a quarter of a mile".
func (f *finder) partOfUnit(n number) (m measured, ok bool) {
	if !n.fraction || f.at(n.last) != f.l.Of || !f.l.Articles[f.at(n.last+1)] {
		return m, false
	}
	return f.unitAt(n.last+2, false)
}

// negative reports whether a minus stands against n, which has a unit that goes
// below zero: a temperature or a percentage.
func (f *finder) negative(n number, m measured) bool {
	switch f.at(n.first - 1) {
	case "-", "−":
		return (m.Offset != 0 || m.kind == sayso.FigurePercent) && f.gluedAt(n.first) && !f.gluedAt(n.first-1)
	}
	return false
}

// afterOf returns the piece behind n, and behind the "of" of a vague number:
// "tens of millions of dollars".
func (f *finder) afterOf(n number) int {
	if n.from != n.to && f.at(n.last) == f.l.Of {
		return n.last + 1
	}
	return n.last
}

// things reads the nouns that n counts: directly after it, or after "of" where
// the number is a pronoun ("one of the men", "dozens of people").
func (f *finder) things(n number) (m measured, ok bool) {
	i := n.last
	if f.at(i) == f.l.Of && (!n.digits || f.determiner(i+1)) {
		if m, ok = f.partOf(i); ok {
			for k := i; k < m.end; k++ {
				if f.isNumber(k) || f.upos(k) == "NUM" {
					m.end = i // "8 of the 20 crews": the crews are another figure's
				}
			}
			return m, true
		}
	}
	if f.one(n, i) {
		return m, false
	}
	if f.at(i) == "-" && f.gluedAt(i) && f.gluedAt(i+1) && f.noun(i+1) && f.at(i+2) != "-" && !f.l.NotOne[f.at(i+1)] {
		return f.phrase(i+1, i+1), true // "a 300-delegate lead"
	}
	if m, ok = f.phraseAt(i, n.to); ok {
		return m, true
	}
	if _, k := f.l.after.longest(f.ps, i, 1); k > 0 {
		return f.phraseAt(i+k, n.to) // "10 or so towns"
	}
	return m, false
}

// one reports whether n is the pronoun "one", or stands in a phrase where it
// counts nothing: "one day", "no one", "the one that".
func (f *finder) one(n number, i int) bool {
	if !n.one {
		return false
	}
	if f.l.NotOne[f.at(n.last)] || f.l.AfterOne[f.at(n.first-1)] {
		return true
	}
	return f.at(n.last) == "-" && f.gluedAt(n.last) && i <= n.last
}
