package numex

import "sayso"

// embedded reports whether n is part of something larger that is no quantity:
// "V-12", "10:35", "3888-2", "#4", a name with digits.
func (f *finder) embedded(n number) bool {
	if text := f.ps[n.first].text; n.integer && len(text) > 1 && text[0] == '0' {
		return true // "007"
	}
	return f.joinedBefore(n.first) || f.joinedAfter(n.last)
}

// joinedBefore reports whether what stands against piece i makes it part of a
// name, a time or a code.
func (f *finder) joinedBefore(i int) bool {
	if !f.gluedAt(i) {
		return false
	}
	switch before := &f.ps[i-1]; before.text {
	case "#":
		return true
	case "'", "’", "‘": // "in '64"
		return len(f.ps[i].text) == 2
	case "-", "–", "/", ":", ".", "_", "@":
		return f.gluedAt(i-1) && !f.rangeMark(i-1)
	default:
		_, _, currency := f.currencyBefore(i)
		return before.number || letters(before.text) && !currency
	}
}

// joinedAfter is joinedBefore for what stands against the end of a number: piece
// i is behind it.
func (f *finder) joinedAfter(i int) bool {
	if !f.gluedAt(i) {
		return false
	}
	switch after := &f.ps[i]; {
	case after.text == "(": // "501(c)(4)"
		return f.gluedAt(i + 1)
	case after.text == ":" || after.text == "/" || after.text == "_" || after.text == "@":
		return f.gluedAt(i+1) && f.ps[i+1].number
	case letters(after.text):
		_, k := f.l.forms.longest(f.ps, i, 1)
		return k == 0 || f.gluedAt(i+k) && (letters(f.ps[i+k].text) || f.ps[i+k].number)
	default:
		return after.number
	}
}

// rangeMark reports whether the piece at i joins two numbers without a space:
// "5-10", "3%-4%". What stands before it must be a figure, not a date or a label.
func (f *finder) rangeMark(i int) bool {
	if !f.gluedAt(i) || f.at(i) == "/" || f.at(i) == ":" || f.at(i) == "." {
		return false
	}
	if len(f.found) > 0 && f.found[len(f.found)-1].last == i || f.at(i-1) == f.l.To {
		return true
	}
	_, _, ok := f.currencyBefore(i + 1)
	return ok
}

// label reports whether n names something rather than counts: "Model 3",
// "page 5", "Game 2".
func (f *finder) label(n number) bool {
	i := n.first - 1
	if i < 0 {
		return false
	}
	before := &f.ps[i]
	counts := f.plural(n.last) && f.leansRight(n)
	if f.l.Labels[before.lower] {
		return !counts
	}
	if !n.digits {
		return f.capital(n)
	}
	if !letters(before.text) || f.l.Weekdays[before.lower] || f.month(i) || f.l.TimeNouns[before.lower] {
		return false
	}
	if !f.noun(i) && !(f.upos(i) == "" && upper(before.text) && i > 0) {
		return i > 0 && upper(before.text) && f.upos(i) == "ADJ" // "the Big 12"
	}
	if _, k := f.l.hedges.longest(f.ps, i, -1); k > 0 {
		return false
	}
	return !counts || upper(f.ps[n.last].text)
}

// capital reports whether n is a number in words written large within a
// sentence: a part of a name.
func (f *finder) capital(n number) bool {
	p := &f.ps[n.first]
	return n.first > 0 && upper(p.text) && letters(f.ps[n.first-1].text) && !upper(f.ps[n.first-1].text)
}

// ageOf reads an age that is a bare number: "Petrov, 44, said", "aged 44", "who
// is 44".
func (f *finder) ageOf(n number) (m measured, ok bool) {
	if n.from > 120 || n.from != n.to || n.digits && !n.integer || n.fraction {
		return m, false
	}
	before, after := f.at(n.first-1), f.at(n.last)
	ends := after == "," || after == "." || after == ""
	commas := before == "," && ends && n.digits && f.noun(n.first-2) && n.from >= 5
	who := f.l.Copulas[before] && f.l.Who[f.at(n.first-2)] && ends
	of := before == f.l.Of && f.l.Ages[f.at(n.first-2)]
	if !commas && !who && !of && !f.l.Ages[before] {
		return m, false
	}
	return measured{kind: sayso.FigureMeasure, name: f.l.AgeUnit, end: n.last}, true
}

// stands reports whether n, which has no unit and counts no noun, is a quantity
// all the same.
func (f *finder) stands(n number) bool {
	before, after := f.at(n.first-1), f.at(n.last)
	if n.one {
		return after == f.l.Of && f.determiner(n.last+1)
	}
	_, hedged := f.l.hedges.longest(f.ps, n.first-1, -1)
	if !n.digits {
		return hedged > 0 || n.scale >= 100 || n.from != n.to || f.object(n)
	}
	switch {
	case n.first == 0 && (after == "." || after == ")" || after == ":"): // "1." before an item of a list
	case f.isNumber(n.first - 1), f.isNumber(n.last): // a telephone number, a table
	case after == "-" && f.gluedAt(n.last) && f.isNumber(n.last+1) && f.at(n.last + 1)[0] == '0': // "555-0142"
	case before == ":", before == "(" && after == ")": // a rating, a note
	case after == "-" && f.gluedAt(n.last) && f.gluedAt(n.last+1) && letters(f.ps[n.last+1].text): // "4-pointed"
	case f.upos(n.last) == "PROPN" && !f.ps[n.last].glued && n.from < 1000 && hedged == 0: // "21 Club"
	default:
		return true
	}
	return false
}

// lendable reports whether what n lacks may stand beside it: "one to two
// years", "a goal or two".
func (f *finder) lendable(n number) bool {
	before, after := f.at(n.first-1), f.at(n.last)
	if n.digits {
		return before != "("
	}
	joint := func(word string) bool { return word == f.l.Or || word == f.l.And || word == f.l.To }
	return joint(before) || joint(after) || after == "," || after == "-" || after == "–"
}

// object reports whether the tree has n as what a verb acts on: "killed three".
func (f *finder) object(n number) bool {
	t, ok := f.token(n.first)
	if !ok || f.determiner(n.first-1) {
		return false
	}
	switch f.d.Tokens[t].Rel {
	case "obj", "nsubj", "nsubj:pass":
		return true
	}
	return false
}
