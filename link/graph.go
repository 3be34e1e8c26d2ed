package link

import (
	"cmp"
	"slices"
)

// graph groups items by how likely each pair belongs together: average link,
// redone around each new item, so that a group may split when an item comes that
// fits one half of it better.
type graph struct {
	groups
	ties [][]tie   // of each item
	best []float64 // the likeliest tie of each item, by the pair alone
}

// tie is a pair of items that may belong together.
type tie struct {
	to    int
	logit float64 // by the pair alone
	p     float64 // the same as a probability
	by    *Weights
	// free ties join without competing: the pair alone decides, and they count for
	// no margin.
	free bool
}

// leastTie is the probability by the pair alone from which a tie is kept. Below
// it two items do not belong together, however little there is besides them.
const leastTie = 0.15

// leastNear is the probability from which a tie has the groups of both its ends
// cut anew.
const leastNear = 0.05

// add adds the next item with its ties to items before it.
func (g *graph) add(ties []tie) []Change {
	item := len(g.ties)
	g.ties = append(g.ties, nil)
	g.best = append(g.best, 0)
	for _, t := range ties {
		t.p = logistic(t.logit)
		if t.p < leastTie {
			continue
		}
		g.ties[item] = append(g.ties[item], t)
		back := t
		back.to = item
		g.ties[t.to] = append(g.ties[t.to], back)
		if !t.free {
			g.best[item] = max(g.best[item], t.p)
			g.best[t.to] = max(g.best[t.to], t.p)
		}
	}
	var near []int
	for _, t := range g.ties[item] {
		if g.probability(item, t) >= leastNear {
			near = append(near, t.to)
		}
	}
	region := g.around(item, near)
	return g.place(region, g.cut(region))
}

// probability returns how likely an item and the other end of its tie belong
// together, by all that is known by now.
func (g *graph) probability(item int, t tie) float64 {
	if t.free {
		return t.p
	}
	return t.by.probability(t.logit, t.p, g.best[item], g.best[t.to])
}

// mostRecut is the number of items from which a region is no longer cut from
// single items on: its groups stay whole and can only grow.
const mostRecut = 256

// cut cuts a region into groups by average link: the two groups whose items are
// the likeliest to belong together on average join, until none is likelier than
// not. A pair without a tie counts 0.
func (g *graph) cut(region []int) [][]int {
	var parts [][]int
	partOf := make([]int, len(region))
	known := map[int]int{} // the part of a group
	for i, item := range region {
		p := len(parts)
		if old := g.groupOf(item); len(region) > mostRecut && old >= 0 {
			if q, ok := known[old]; ok {
				p = q
			}
			known[old] = p
		}
		if p == len(parts) {
			parts = append(parts, nil)
		}
		parts[p] = append(parts[p], item)
		partOf[i] = p
	}
	n := len(parts)
	sum := make([][]float64, n) // of the probabilities between two parts
	for i := range sum {
		sum[i] = make([]float64, n)
	}
	for i, item := range region {
		for _, t := range g.ties[item] {
			if j, ok := slices.BinarySearch(region, t.to); ok {
				sum[partOf[i]][partOf[j]] += g.probability(item, t)
			}
		}
	}
	for {
		bi, bj, best := -1, -1, 0.5
		for i := range parts {
			if parts[i] == nil {
				continue
			}
			for j := i + 1; j < n; j++ {
				if parts[j] == nil || sum[i][j] == 0 {
					continue
				}
				if mean := sum[i][j] / float64(len(parts[i])*len(parts[j])); mean > best {
					bi, bj, best = i, j, mean
				}
			}
		}
		if bi < 0 {
			break
		}
		parts[bi] = append(parts[bi], parts[bj]...)
		parts[bj] = nil
		for k := range n {
			sum[bi][k] += sum[bj][k]
			sum[k][bi] = sum[bi][k]
		}
	}
	parts = slices.DeleteFunc(parts, func(p []int) bool { return p == nil })
	slices.SortFunc(parts, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return parts
}
