package numex

import (
	"strings"

	"sayso"
)

// ranges makes one figure of the two ends of a range, and drops what looks like
// one but counts nothing: scores, telephone numbers.
func (f *finder) ranges() {
	out := f.found[:0]
	for k := 0; k < len(f.found); k++ {
		a := f.found[k]
		if k+1 == len(f.found) {
			out = append(out, a)
			break
		}
		b := f.found[k+1]
		switch f.joint(&a, &b) {
		case joined:
			out = append(out, join(a, b))
			k++
		case score:
			for k+2 < len(f.found) && f.joint(&f.found[k+1], &f.found[k+2]) == score {
				k++
			}
			k++
		default:
			out = append(out, a)
		}
	}
	f.found = out
}

// joint says how two figures that follow each other belong together.
type joint uint8

const (
	apart joint = iota
	joined
	score
)

// grows reports whether a is money and b as much or more of it, given so that
// they can only be a range: "$2 trillion to 4 trillion", "$3 to $4 billion".
func (f *finder) grows(a, b *figure) bool {
	if b.bare {
		return b.n.scale >= 1000 && a.From < b.To
	}
	return a.n.scale == 1 && b.n.scale >= 1000 && a.m.name == b.m.name && a.n.coefficient < b.n.coefficient
}

// gap is how many pieces may stand between the ends of "from 40 at noon to 35".
const gap = 9

func (f *finder) joint(a, b *figure) joint {
	if a.n.fraction || b.n.fraction {
		return apart
	}
	between := f.at(b.first - 1)
	before := f.at(f.unhedged(a.first) - 1)
	from := before == f.l.From || before == f.l.Between
	same := a.m.kind == b.m.kind && (a.m.name == b.m.name || strings.HasPrefix(b.m.name, a.m.name+f.l.PerName))
	switch {
	case b.first == a.last+1 && (between == "-" || between == "–" || between == "—"):
		switch {
		case !a.bare && !same && !(a.m.kind == sayso.FigureMoney && b.bare):
			return apart
		case a.bare && (b.bare || b.m.kind == sayso.FigureCount && b.From <= a.From):
			return score
		}
		return joined
	case b.first == a.last+1 && between == f.l.To, b.first == a.last+3 && between == "-" && f.at(a.last) == "-" && f.at(a.last+1) == f.l.To:
		if a.bare && a.From < b.To || a.m.kind == sayso.FigureMoney && f.grows(a, b) || (same || a.bare) && from {
			return joined
		}
	case b.first == a.last+1 && between == f.l.And:
		if before == f.l.Between && (a.bare || same) {
			return joined
		}
	case between == f.l.To && before == f.l.From && same && b.first-a.last <= gap:
		return joined
	}
	return apart
}

// unhedged returns the first piece of the hedge before piece i, or i.
func (f *finder) unhedged(i int) int {
	_, n := f.l.hedges.longest(f.ps, i-1, -1)
	return i - n
}

// join is the range from a to b. What the second end alone says holds for both:
// the unit, and the magnitude of "5 to 7 million".
func join(a, b figure) figure {
	x := a
	x.last, x.To = b.last, b.To
	if f := a.n; f.scale == 1 && b.n.scale > 1 && (a.bare || f.coefficient < b.n.coefficient) && f.coefficient < 1000 {
		x.From *= b.n.scale
	}
	if !b.bare {
		x.m, x.bare = b.m, false
	}
	x.n, x.weak = b.n, false
	return x
}

// lend gives bare numbers the unit of the figure they are listed with ("eight or
// nine euros"), or of the noun before ("a goal or two"), and drops those that
// are figures only with one.
func (f *finder) lend() {
	for k := len(f.found) - 1; k >= 0; k-- {
		x := &f.found[k]
		if !x.bare {
			continue
		}
		if k+1 < len(f.found) && !f.found[k+1].bare && !f.found[k+1].n.fraction && f.listed(x.last, f.found[k+1].first) {
			x.m, x.bare, x.weak = f.found[k+1].m, false, false
		} else if k > 0 && !x.weak && f.elided(&f.found[k-1], x) {
			x.m, x.bare = f.found[k-1].m, false
			x.m.end = x.last
		} else if f.at(x.first-1) == f.l.Or && f.noun(x.first-2) && x.weak {
			x.m = f.phrase(x.first-2, x.first-2)
			x.bare, x.weak = false, false
		}
	}
	out := f.found[:0]
	for _, x := range f.found {
		if !x.weak {
			out = append(out, x)
		}
	}
	f.found = out
}

// elided reports whether b leaves out the unit because a has just named it: "435
// homes and 187 by tender", "3 million cars, up from 2 million".
func (f *finder) elided(a, b *figure) bool {
	switch a.m.kind {
	case sayso.FigureCount:
	case sayso.FigureMoney:
		if b.n.scale < 1000 {
			return false
		}
	default:
		return false
	}
	switch f.upos(b.last) {
	case "VERB", "ADJ":
		return false // "three children, and 40 wounded"
	}
	before := f.at(f.unhedged(b.first) - 1)
	return before == f.l.And || before == f.l.From || before == f.l.To
}

// listed reports whether nothing but a joint of a list stands between pieces i
// and j.
func (f *finder) listed(i, j int) bool {
	if i < j && (f.at(i) == "," || f.at(i) == "/") {
		i++
	}
	if i < j && (f.at(i) == f.l.Or || f.at(i) == f.l.And) {
		return i+1 == j
	}
	return false
}
