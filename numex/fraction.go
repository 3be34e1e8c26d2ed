package numex

// vague reads "dozens", "tens of thousands", "several hundred".
func (f *finder) vague(i int) (n number, ok bool) {
	n = number{first: i, scale: 1}
	v, k := 1.0, i
	switch w := f.at(i); {
	case w == f.l.Tens:
		v, k = 10, i+1
	case f.l.Few[w]:
		m, isMagnitude := f.l.Magnitudes[f.at(i+1)]
		if !isMagnitude {
			return n, false
		}
		v, k = m, i+2
	default:
		x, isVague := f.l.Vague[w]
		if !isVague {
			return n, false
		}
		v, k = x, i+1
	}
	for f.at(k) == f.l.Of {
		x, isVague := f.l.Vague[f.at(k+1)]
		if !isVague {
			break
		}
		v, k = v*x, k+2
	}
	if f.at(i) == f.l.Tens && k == i+1 {
		return n, false
	}
	n.last, n.from, n.to, n.coefficient = k, v, 10*v, v
	return n, true
}

// fraction reads "a third of", "two-thirds", "half the", "one in four".
func (f *finder) fraction(i int) (n number, ok bool) {
	n = number{first: i, scale: 1, fraction: true}
	if w := f.at(i); w == f.l.Half && f.halfOf(i+1) > 0 {
		n.last, n.from, n.fraction = f.halfOf(i+1), .5, false
	} else if w == f.l.Half {
		next := f.at(i + 1)
		if next != f.l.Of && !f.determiner(i+1) || f.l.Articles[next] || f.modified(i) {
			return n, false
		}
		n.last, n.from = i+1, f.l.Fractions[w]
	} else if v, isCardinal := f.l.Cardinals[w]; isCardinal || f.l.Articles[w] {
		k := i + 1
		if f.at(k) == "-" && f.gluedAt(k) {
			k++
		}
		x, isFraction := f.l.Fractions[f.at(k)]
		if !isCardinal {
			v = 1
		}
		switch {
		case isFraction && k+1 <= len(f.ps) && (k == i+2 || f.at(k+1) == f.l.Of) && !(k == i+2 && f.at(k+1) == "-"):
			n.last, n.from = k+1, v*x
		case isCardinal && v < 10:
			whole, ok := f.ratio(i+1, v)
			if !ok {
				return n, false
			}
			n.last, n.from = whole.last, v/whole.from
		default:
			return n, false
		}
	} else {
		return n, false
	}
	n.coefficient = n.from
	f.magnitudes(&n)
	n.from *= n.scale
	n.to = n.from
	return n, true
}

// halfOf returns the piece of the unit or magnitude that the half before piece i
// is of, and 0 for none: "half an hour", "half-mile", "half dozen".
func (f *finder) halfOf(i int) int {
	if _, ok := f.l.Magnitudes[f.at(i)]; ok {
		return i
	}
	if !f.l.Articles[f.at(i)] && !(f.at(i) == "-" && f.gluedAt(i) && f.gluedAt(i+1)) {
		return 0
	}
	if u, n := f.l.forms.longest(f.ps, i+1, 1); n > 0 && f.l.Units[u].Dimension != "" {
		return i + 1
	}
	return 0
}

// ratio reads what stands behind the first part v of a ratio: "in four", "out of
// every ten".
func (f *finder) ratio(i int, v float64) (whole number, ok bool) {
	_, m := f.l.ratios.longest(f.ps, i, 1)
	if m == 0 || i+m >= len(f.ps) {
		return whole, false
	}
	whole, ok = f.whole(i + m)
	return whole, ok && v < whole.from && whole.from <= 100
}

// whole reads the whole of a ratio: a plain number without a unit of measure.
func (f *finder) whole(i int) (n number, ok bool) {
	if f.ps[i].number {
		n, ok = f.digits(i)
	} else if f.l.Cardinals[f.at(i)] > 0 {
		n, ok = f.spelled(i)
	}
	if !ok || !n.integer && n.digits {
		return n, false
	}
	if u, m := f.l.forms.longest(f.ps, n.last, 1); m > 0 && f.l.Units[u].Dimension != "" {
		return n, false
	}
	return n, true
}
