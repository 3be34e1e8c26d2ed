package numex

import "sayso"

// hedge reads what makes each figure approximate or a bound: "more than",
// "about", "or so".
func (f *finder) hedge() {
	for k := range f.found {
		x := &f.found[k]
		i := x.first
		if w := f.at(i - 1); x.Range() && (w == f.l.From || w == f.l.Between) {
			i--
		}
		x.before = i
		for range 2 { // "well over", "up to about"
			for f.l.Filler[f.at(i-1)] {
				i--
			}
			h, n := f.l.hedges.longest(f.ps, i-1, -1)
			if n == 0 {
				break
			}
			x.take(h)
			x.Hedge = hull(x.Hedge, sayso.Span{Start: f.ps[i-n].span.Start, End: f.ps[i-1].span.End})
			i -= n
			x.before = i
		}
		for _, i := range [...]int{x.last, x.n.last} {
			if h, n := f.l.after.longest(f.ps, i, 1); n > 0 && x.Hedge.Empty() {
				x.take(h)
				x.Hedge = sayso.Span{Start: f.ps[i].span.Start, End: f.ps[i+n-1].span.End}
			}
		}
		if x.n.plus && x.Hedge.Empty() {
			x.Bound = sayso.AtLeast
			x.Hedge = f.ps[x.n.last-1].span
		}
	}
}

func (x *figure) take(h Hedge) {
	x.Approx = x.Approx || h.Approx
	if x.Bound == sayso.BoundNone {
		x.Bound = h.Bound
	}
}

func hull(a, b sayso.Span) sayso.Span {
	if a.Empty() {
		return b
	}
	return sayso.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// changes reads which figures are the size of a change: "rose by 3%", "3%
// lower", and what says one again: "190 points, or 0.6%".
func (f *finder) changes() {
	for k := range f.found {
		x := &f.found[k]
		if x.m.kind == sayso.FigureCount || x.m.kind == sayso.FigureFraction || x.m.Dimension == f.l.Time {
			continue
		}
		i := x.before - 1
		if f.at(i) == f.l.By {
			i--
		}
		x.Change = f.l.Changes[f.at(i)]
		if x.Change == sayso.ChangeNone {
			x.Change = f.l.Trend[f.at(x.last)]
		}
		if k > 0 && x.Change == sayso.ChangeNone && f.at(x.before-1) == f.l.Or && f.listed(f.found[k-1].last, x.before) {
			x.Change = f.found[k-1].Change
		}
	}
}
