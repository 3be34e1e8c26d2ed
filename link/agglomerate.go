package link

import "slices"

// agglomeration joins parts by average link.
type agglomeration struct {
	parts   [][]int     // nil for one that joined another
	size    []int       // of parts, as pairs are counted
	sum     [][]float64 // of the probabilities between two parts
	partner []int       // of each part the best behind it, -1 for none
	most    int         // ties of one item at most
	asleep  []bool      // parts that take no part yet
	into    []int       // of a part that is nil: the one that it joined
}

func newAgglomeration(parts [][]int, size []int, most int) *agglomeration {
	a := &agglomeration{parts: parts, size: size, sum: make([][]float64, len(parts)), partner: make([]int, len(parts)), most: most,
		asleep: make([]bool, len(parts)), into: make([]int, len(parts))}
	for i := range a.sum {
		a.sum[i] = make([]float64, len(parts))
	}
	return a
}

// tie adds the probability of a tie between two parts. Parts of one item, or of
// copies, have one tie, which is found from either end: the greatest counts. Those
// that are whole groups have as many as there are.
func (a *agglomeration) tie(i, j int, p float64, whole bool) {
	if whole {
		p += a.sum[i][j]
	}
	a.sum[i][j] = max(a.sum[i][j], p)
	a.sum[j][i] = a.sum[i][j]
}

// mean returns how likely the items of two parts belong together on average.
func (a *agglomeration) mean(i, j int) float64 {
	small, great := min(a.size[i], a.size[j]), max(a.size[i], a.size[j])
	return a.sum[i][j] / float64(small*min(great, a.most))
}

// look finds the best partner of a part among those behind it.
func (a *agglomeration) look(i int) {
	best := 0.5
	a.partner[i] = -1
	for j := i + 1; j < len(a.parts); j++ {
		if a.parts[j] == nil || a.asleep[j] || a.sum[i][j] == 0 {
			continue
		}
		if mean := a.mean(i, j); mean > best {
			a.partner[i], best = j, mean
		}
	}
}

// run joins the two likeliest parts until none is likelier than not.
func (a *agglomeration) run() {
	awake := func(i int) bool { return a.parts[i] != nil && !a.asleep[i] }
	for i := range a.parts {
		if awake(i) {
			a.look(i)
		}
	}
	for {
		at, best := -1, 0.5
		for i := range a.parts {
			if awake(i) && a.partner[i] >= 0 {
				if mean := a.mean(i, a.partner[i]); mean > best {
					at, best = i, mean
				}
			}
		}
		if at < 0 {
			return
		}
		a.join(at, a.partner[at])
	}
}

// wake joins the parts of each pair in same, and lets the parts that were asleep take
// part. Those of each pair in apart never join, nor do parts that hold them. All are named
// as they were at first.
func (a *agglomeration) wake(same, apart [][2]int) {
	for _, p := range same {
		if i, j := a.at(p[0]), a.at(p[1]); i != j {
			a.join(min(i, j), max(i, j))
		}
	}
	clear(a.asleep)
	for _, p := range apart {
		i, j := a.at(p[0]), a.at(p[1])
		a.sum[i][j], a.sum[j][i] = never, never
	}
}

// at returns the part that part i is in by now.
func (a *agglomeration) at(i int) int {
	for a.parts[i] == nil {
		i = a.into[i]
	}
	return i
}

// left returns what there is.
func (a *agglomeration) left() [][]int {
	return slices.DeleteFunc(a.parts, func(p []int) bool { return p == nil })
}

// join adds part j to part i, which stands before it.
func (a *agglomeration) join(i, j int) {
	a.parts[i] = append(a.parts[i], a.parts[j]...)
	a.size[i] += a.size[j]
	a.parts[j], a.into[j] = nil, i
	for k := range a.parts {
		a.sum[i][k] += a.sum[j][k]
		a.sum[k][i] = a.sum[i][k]
	}
	for k := range a.parts {
		if a.parts[k] == nil || k > j {
			continue
		}
		if k == i || a.partner[k] == i || a.partner[k] == j || k < i && a.sum[k][i] > 0 {
			a.look(k)
		}
	}
}
