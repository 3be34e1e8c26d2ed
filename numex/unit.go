package numex

import "sayso"

// measured is what a number is a number of.
type measured struct {
	kind    sayso.FigureKind
	name    string
	end     int // the piece behind it
	counted sayso.Span
	Scale
}

// of returns the unit u as what a number is a number of, up to piece end.
func (u *Unit) of(end int) measured {
	return measured{kind: u.Kind, name: u.Name, end: end, Scale: u.Scale}
}

// unitAt reads the unit of measure that begins at piece i: "km", "square feet",
// "-year-old", "miles wide", "percent a year". A unit of one letter follows
// digits only.
func (f *finder) unitAt(i int, digits bool) (m measured, ok bool) {
	if f.at(i) == "-" && f.gluedAt(i) && f.gluedAt(i+1) {
		i++
	}
	u, n := f.l.forms.longest(f.ps, i, 1)
	if n == 0 || n == 1 && len(f.ps[i].text) == 1 && letters(f.ps[i].text) && !digits {
		return m, false
	}
	if n == 1 && f.l.Tight[f.ps[i].lower] && !f.gluedAt(i) {
		return m, false
	}
	m = f.l.Units[u].of(i + n)
	if _, n := f.l.old.longest(f.ps, m.end, 1); n > 0 && m.Dimension == f.l.Time {
		m.name += f.l.OfAge
		m.Scale = Scale{} // an age converts into no other unit
		m.end += n
	}
	if f.l.Sides[f.at(m.end)] {
		m.end++
	}
	f.rate(&m)
	return m, true
}

// currencyBefore reads the currency that ends before piece i and returns its
// first piece.
func (f *finder) currencyBefore(i int) (m measured, first int, ok bool) {
	u, n := f.l.before.longest(f.ps, i-1, -1)
	if n == 0 || letters(f.ps[i-1].text) && !upper(f.ps[i-1].text) {
		return m, 0, false
	}
	if n == 2 && !f.ps[i-1].glued && len(f.ps[i-2].text) == 1 { // "A $5 million": an article
		if u, n = f.l.before.longest(f.ps[i-1:i], 0, -1); n == 0 {
			return m, 0, false
		}
	}
	return f.l.Units[u].of(i), i - n, true
}

// rate adds to m what it is divided by: "per barrel", "a month", "/h".
func (f *finder) rate(m *measured) {
	i := m.end
	if f.at(i) == "-" && f.gluedAt(i) && f.gluedAt(i+1) {
		i++
	}
	article := f.l.Articles[f.at(i)]
	if !article && !f.l.Per[f.at(i)] || i+1 >= len(f.ps) {
		return
	}
	i++
	if f.at(i) == "-" {
		i++
	}
	u, n := f.l.forms.longest(f.ps, i, 1)
	if article && f.l.NotRate[f.at(i+n)] {
		return // "$6.78 billion a year earlier"
	}
	switch {
	case n > 0 && f.l.Units[u].Dimension != "" && !(article && f.l.Units[u].Kind == sayso.FigureMoney):
		per := &f.l.Units[u]
		m.name += f.l.PerName + per.Name
		m.end = i + n
		if m.Dimension != "" && per.Factor > 0 {
			m.Scale = Scale{Dimension: m.Dimension + "/" + per.Dimension, Factor: m.Factor / per.Factor}
		} else {
			m.Scale = Scale{}
		}
	case !article && f.noun(i):
		for f.noun(i + 1) {
			i++
		}
		m.name += f.l.PerName + f.lemma(i)
		m.Scale = Scale{}
		m.end = i + 1
	}
}

// anyNumber stands for the number of a noun phrase that no number is before.
const anyNumber = -1

// phraseAt reads the noun phrase that begins at piece i and that the number n
// stands before: "different products", "public housing properties".
func (f *finder) phraseAt(i int, n float64) (m measured, ok bool) {
	if i >= len(f.ps) || f.gluedAt(i) {
		return m, false
	}
	if !f.tagged {
		if !f.plainNoun(i) {
			return m, false
		}
		return measured{kind: sayso.FigureCount, name: f.at(i), end: i + 1, counted: f.ps[i].span}, true
	}
	first, head := -1, -1
	for k := i; k < len(f.ps); k++ {
		if f.at(k) == "-" && f.gluedAt(k) && f.gluedAt(k+1) || head < 0 && f.at(k+1) == "-" && f.gluedAt(k+1) && f.gluedAt(k+2) && letters(f.ps[k].text) {
			continue // "14 first-team players"
		}
		if f.noun(k) {
			if first < 0 {
				first = k
			}
			if n == 1 && head >= 0 && f.plural(k) {
				break // "one proposal asks": a verb taken for a noun
			}
			head = k
			if n != 1 && f.plural(k) && !f.modifies(k) {
				break
			}
			continue
		}
		if k > i && n > 1 && head == k-1 && !f.plural(head) && (f.at(k) == f.l.And || f.at(k) == f.l.Or) && f.noun(k+1) {
			continue // "20 radio and newspaper interviews"
		}
		named := head == k-1 && head >= 0 && upper(f.ps[head].text) && f.ps[k].number // "Model 3 sedans"
		if !named && (head >= 0 && (n <= 1 || f.plural(head)) || !f.adjective(k)) {
			break
		}
	}
	if head < 0 {
		return m, false
	}
	if n != 1 && n != anyNumber && !f.plural(head) {
		if first != head && f.upos(first) == "NOUN" && f.at(first+1) != "-" {
			head = first // "a 12 page document"
		} else if upper(f.ps[head].text) {
			return m, false // "the 787 Dreamliner"
		}
	}
	m = f.phrase(i, head)
	if u, n := f.l.forms.longest(f.ps, head, 1); n == 1 && m.name == f.lemma(head) { // "50 previous years"
		m = f.l.Units[u].of(m.end)
	}
	return m, true
}

// phrase is the noun phrase from piece i to its head.
func (f *finder) phrase(i, head int) measured {
	m := measured{kind: sayso.FigureCount, end: head + 1}
	m.counted = sayso.Span{Start: f.ps[i].span.Start, End: f.ps[head].span.End}
	glue := false
	for k := i; k <= head; k++ {
		if f.ps[k].lower == "-" {
			glue = m.name != ""
			if glue {
				m.name += "-"
			}
			continue
		}
		hyphened := glue || f.at(k+1) == "-" && k < head
		if !hyphened && (f.l.Plain[f.ps[k].lower] || f.upos(k) == "VERB" || f.upos(k) == "ADV") {
			continue
		}
		if m.name != "" && !glue {
			m.name += " "
		}
		glue = false
		if k == head || f.upos(k) == "ADJ" && !hyphened {
			m.name += f.lemma(k)
		} else {
			m.name += f.ps[k].lower
		}
	}
	return m
}

// partOf reads what a fraction or a percentage is taken of: "of its revenue".
func (f *finder) partOf(i int) (m measured, ok bool) {
	if f.at(i) != f.l.Of {
		return m, false
	}
	return f.wholeAt(i + 1)
}

// wholeAt reads the noun phrase at piece i with its determiners.
func (f *finder) wholeAt(i int) (m measured, ok bool) {
	k := i
	for f.determiner(k) || f.upos(k) == "NUM" {
		k++
	}
	if m, ok = f.phraseAt(k, anyNumber); !ok {
		return m, false
	}
	for f.l.Possessives[f.at(m.end)] { // "one of the president's allies"
		k := m.end + 1
		for f.upos(k) == "NUM" {
			k++
		}
		of, ok := f.phraseAt(k, anyNumber)
		if !ok {
			return m, false // "one of the world's most famous"
		}
		m = of
	}
	m.counted = sayso.Span{Start: f.ps[i].span.Start, End: f.ps[m.end-1].span.End}
	return m, true
}
