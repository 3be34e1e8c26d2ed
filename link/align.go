package link

import (
	"cmp"
	"slices"

	"sayso"
)

// What becomes of words between two tellings.
const (
	Same     = "same"     // the same words, or forms of them
	Reworded = "reworded" // other words in the same place
	Added    = "inserted" // words that only the second telling has
	Cut      = "cut"      // words that only the first has
)

// Step is a stretch of an alignment of two tellings.
type Step struct {
	Op   string     // Same, Reworded, Added or Cut
	A, B sayso.Span // in the texts of the first and of the second telling; empty where it has no words
	// Unfaithful says that the words differ though both outlets, or the one that
	// has them, put them between quotation marks beside words that both quote.
	Unfaithful bool
}

// Alignment is two tellings word by word.
type Alignment struct {
	Steps    []Step
	Distance float64 // share of the words that are not the same, 0 to 1
}

// The costs of an alignment: of a word put in or left out, and of one put for
// another that is alike in letters, of one class, or unlike. Putting an unlike
// word costs less than leaving one out and putting the other in, so that what
// stands in one place is shown as reworded.
const (
	gapCost    = 1.0
	alikeCost  = 0.4
	classCost  = 0.8
	unlikeCost = 1.6
)

// Align aligns two tellings word by word (Wagner and Fischer 1974). quotedA and
// quotedB are what stands between quotation marks in the two texts, sorted.
func Align(w *Words, a, b *Telling, quotedA, quotedB []sayso.Span) Alignment {
	x, y := newContent(w, a).words, newContent(w, b).words
	cost := make([][]float64, len(x)+1) // of aligning what follows
	for i := range cost {
		cost[i] = make([]float64, len(y)+1)
	}
	for i := len(x); i >= 0; i-- {
		for j := len(y); j >= 0; j-- {
			switch {
			case i == len(x):
				cost[i][j] = gapCost * float64(len(y)-j)
			case j == len(y):
				cost[i][j] = gapCost * float64(len(x)-i)
			default:
				cost[i][j] = min(x[i].cost(&y[j])+cost[i+1][j+1], gapCost+min(cost[i+1][j], cost[i][j+1]))
			}
		}
	}
	var out Alignment
	same := 0
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case i < len(x) && j < len(y) && cost[i][j] == x[i].cost(&y[j])+cost[i+1][j+1]:
			op := Reworded
			if x[i].stem == y[j].stem {
				op = Same
				same += 2
			}
			out.append(Step{Op: op, A: x[i].span, B: y[j].span, Unfaithful: op == Reworded && in(quotedA, x[i].span) && in(quotedB, y[j].span)})
			i, j = i+1, j+1
		case i < len(x) && (j == len(y) || cost[i][j] == gapCost+cost[i+1][j]):
			out.append(Step{Op: Cut, A: x[i].span, Unfaithful: in(quotedA, x[i].span) && besideQuoted(y, j, quotedB)})
			i++
		default:
			out.append(Step{Op: Added, B: y[j].span, Unfaithful: in(quotedB, y[j].span) && besideQuoted(x, i, quotedA)})
			j++
		}
	}
	if n := len(x) + len(y); n > 0 {
		out.Distance = 1 - float64(same)/float64(n)
	}
	return out
}

// cost returns what it costs to put o for w.
func (w *contentWord) cost(o *contentWord) float64 {
	switch m, _ := w.like(o); m {
	case matchSame:
		return 0
	case matchAlike:
		return alikeCost
	case matchClass:
		return classCost
	}
	return unlikeCost
}

// append adds a step, joined to the one before where that is of its kind.
func (a *Alignment) append(s Step) {
	if n := len(a.Steps); n > 0 && a.Steps[n-1].Op == s.Op && a.Steps[n-1].Unfaithful == s.Unfaithful {
		last := &a.Steps[n-1]
		last.A, last.B = join(last.A, s.A), join(last.B, s.B)
		return
	}
	a.Steps = append(a.Steps, s)
}

func join(a, b sayso.Span) sayso.Span {
	if a.Empty() {
		return b
	}
	if b.Empty() {
		return a
	}
	return sayso.Span{Start: a.Start, End: b.End}
}

// in reports whether s lies inside one of spans.
func in(spans []sayso.Span, s sayso.Span) bool {
	return slices.ContainsFunc(spans, func(q sayso.Span) bool { return q.Contains(s) })
}

// besideQuoted reports whether the place before the i-th word lies within a
// quotation: the words on both its sides are in one.
func besideQuoted(ws []contentWord, i int, quoted []sayso.Span) bool {
	return i > 0 && i < len(ws) && slices.ContainsFunc(quoted, func(q sayso.Span) bool {
		return q.Contains(ws[i-1].span) && q.Contains(ws[i].span)
	})
}

// LeastChanged orders the indexes of tellings by how little each differs from the
// others on average, the least changed first.
func LeastChanged(w *Words, tellings []*Telling) []int {
	far := make([]float64, len(tellings))
	for i, a := range tellings {
		for j, b := range tellings[:i] {
			d := Align(w, a, b, nil, nil).Distance
			far[i] += d
			far[j] += d
		}
	}
	order := make([]int, len(tellings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(far[a], far[b]) })
	return order
}
