package numex

// dated reports whether n is part of a date or a time of day.
func (f *finder) dated(n number) bool {
	next := f.at(n.last)
	if f.l.Clock[next] {
		return true
	}
	if !n.digits {
		return false
	}
	whole := n.integer && n.from <= 31
	if whole && (f.month(n.first-1) || f.month(n.last) || next == f.l.Of && f.month(n.last+1)) {
		if _, ok := f.unitAt(n.last, true); !ok {
			return true
		}
	}
	return n.integer && f.year(n)
}

// year reports whether n, four digits without a comma, is a year.
func (f *finder) year(n number) bool {
	if n.from < 1000 || n.from > 2100 || len(f.ps[n.first].text) != 4 {
		return false
	}
	if _, ok := f.unitAt(n.last, true); ok {
		return false
	}
	before := f.at(n.first - 1)
	if f.month(n.first-1) || before == "," && f.month(n.first-3) {
		return true
	}
	_, hedged := f.l.hedges.longest(f.ps, n.first-1, -1)
	if n.from < 1900 && hedged > 0 {
		return false
	}
	if f.l.BeforeYear[before] {
		return true
	}
	if n.from < 1900 {
		return before == f.l.And && n.first > 1 && f.ps[n.first-2].number || before == "-" && f.gluedAt(n.first)
	}
	if hedged > 0 {
		return !f.plural(n.last)
	}
	switch f.upos(n.first - 1) {
	case "VERB", "AUX":
		return !f.plural(n.last)
	}
	return !(f.l.BeforeCount[before] && f.plural(n.last))
}

// month reports whether piece i is the name of a month: written large, or tagged
// as a name, for "may" is a verb, too.
func (f *finder) month(i int) bool {
	return f.l.Months[f.at(i)] && (upper(f.ps[i].text) || f.upos(i) == "PROPN")
}
