package numex

import (
	"math"

	"sayso"
)

// restate finds the figures that give the one before them again in another
// unit, "33 kilometers (20.52 miles)", and checks the conversion.
func (f *finder) restate() {
	for k := 1; k < len(f.found); k++ {
		a, b := &f.found[k-1], &f.found[k]
		if !f.again(a, b) {
			continue
		}
		of := k - 1
		if a.restates >= 0 {
			of = a.restates // "(224 kW / 300 PS)" both restate what stands before
			a = &f.found[of]
		}
		if a.m.kind != b.m.kind || a.m.kind != sayso.FigureMeasure && a.m.kind != sayso.FigureMoney || a.m.name == b.m.name && a.m.Scale == b.m.Scale || a.Range() != b.Range() {
			continue
		}
		if a.m.kind == sayso.FigureMeasure && (a.m.Dimension == "" || a.m.Dimension != b.m.Dimension) {
			continue
		}
		b.restates = of
		if b.Hedge.Empty() {
			b.Approx, b.Bound, b.Hedge = a.Approx, a.Bound, a.Hedge
		}
		if b.Change == sayso.ChangeNone {
			b.Change = a.Change
		}
		b.Exact = misprinted(a, b)
	}
}

// again reports whether b stands in brackets right behind a.
func (f *finder) again(a, b *figure) bool {
	open := f.at(b.before - 1)
	switch {
	case b.before != a.last+1:
		return false
	case open == "(" || open == "[":
		return true
	}
	return open == "/" && a.restates >= 0
}

// misprinted returns what a converts to in the unit of b, rounded as b is
// printed, where that is not what is printed; else 0. The first figure is taken
// as it stands, and both are given the play of round numbers only where the text
// calls the first approximate.
func misprinted(a, b *figure) float64 {
	ends := [][2]float64{{a.From, b.From}}
	if a.Range() {
		ends = append(ends, [2]float64{a.To, b.To})
	}
	for _, e := range ends {
		absolute, ok := convert(e[0], a.m, b.m, true)
		if !ok {
			return 0
		}
		difference, _ := convert(e[0], a.m, b.m, false)
		perOne, _ := convert(1, a.m, b.m, false)
		play := b.n.step / 2 * (1 + 1e-9)
		if a.Approx {
			play = (fives(b.n.step, e[1]) + fives(a.n.step, e[0])*perOne) / 2
		}
		// Degrees of a change convert without the offset of the scale.
		if math.Abs(absolute-e[1]) <= play || math.Abs(difference-e[1]) <= play {
			continue
		}
		if a.Change != sayso.ChangeNone {
			absolute = difference
		}
		return math.Round(absolute/b.n.step) * b.n.step
	}
	return 0
}

// fives returns how exactly v, printed to step, is meant where it is called
// approximate: numbers that end in a five may be rounded to fives.
func fives(step, v float64) float64 {
	if math.Mod(v, 5*step) == 0 {
		return 5 * step
	}
	return step
}

// convert returns v on scale a as a number on scale b, which has the same
// dimension; with the offsets of the two or without. It reports false for what
// has no fixed rate: currencies, months.
func convert(v float64, a, b measured, offset bool) (float64, bool) {
	if a.Factor <= 0 || b.Factor <= 0 {
		return 0, false
	}
	v *= a.Factor
	if offset {
		v += a.Offset - b.Offset
	}
	return v / b.Factor, true
}
