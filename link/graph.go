package link

import (
	"cmp"
	"context"
	"slices"
)

// graph groups items by how likely each pair belongs together: average link,
// redone around each new item, so that a group may split when an item comes that
// fits one half of it better.
type graph struct {
	state   State
	weights func(Marks) *Weights // that a tie with these marks is weighed by
	most    int                  // ties that an item begins with
	bonds   Bonds                // nil where nobody says anything
}

// leastTie is the probability by the pair alone from which a tie is kept. Below
// it two items do not belong together, however little there is besides them.
const leastTie = 0.15

// leastNear is the probability from which a tie has the groups of both its ends
// cut anew.
const leastNear = 0.05

// add adds an item with its ties to items before it.
func (g *graph) add(ctx context.Context, item int, keys []uint64, doc []byte, ties []Tie) ([]Change, error) {
	return g.put(ctx, item, 0, keys, doc, ties)
}

// put adds an item that was in a group, 0 for none.
func (g *graph) put(ctx context.Context, item, group int, keys []uint64, doc []byte, ties []Tie) ([]Change, error) {
	ties = slices.DeleteFunc(ties, func(t Tie) bool { return logistic(t.Weight) < leastTie })
	mates, err := g.mates(ctx, item)
	if err != nil {
		return nil, err
	}
	if group == 0 && len(ties)+len(mates) == 0 { // most statements are like no other
		group, err := g.state.NewGroup(ctx)
		if err != nil {
			return nil, err
		}
		return nil, g.state.Keep(ctx, item, group, keys, doc)
	}
	if err := g.state.Keep(ctx, item, group, keys, doc); err != nil {
		return nil, err
	}
	if err := g.state.Tie(ctx, item, ties); err != nil {
		return nil, err
	}
	n := g.neighbourhood(ctx)
	ends := make([]int, len(ties))
	for i, t := range ties {
		ends[i] = t.To
	}
	if err := n.load(append(ends, item)); err != nil {
		return nil, err
	}
	near := mates
	if group > 0 {
		near = append(near, item)
	}
	for _, t := range ties {
		if n.probability(item, t) >= leastNear {
			near = append(near, t.To)
		}
	}
	region, err := around(ctx, g.state, item, near)
	if err != nil {
		return nil, err
	}
	return n.recut(region)
}

// remove forgets an item and cuts what its group was anew.
func (g *graph) remove(ctx context.Context, item int, keys []uint64) ([]Change, error) {
	rest, err := drop(ctx, g.state, item, keys)
	if err != nil || len(rest) == 0 {
		return nil, err
	}
	n := g.neighbourhood(ctx)
	return n.recut(rest)
}

func (g *graph) neighbourhood(ctx context.Context) *neighbourhood {
	return &neighbourhood{graph: g, ctx: ctx, ties: map[int][]Tie{}, best: map[int]float64{}, retold: map[int]bool{}}
}

// neighbourhood is the part of a graph that one item touches.
type neighbourhood struct {
	*graph
	ctx    context.Context
	ties   map[int][]Tie
	best   map[int]float64 // the likeliest tie of each item, by the pair alone
	retold map[int]bool    // the item has a free tie that says it is told twice
}

// load reads the ties of items.
func (n *neighbourhood) load(items []int) error {
	items = slices.DeleteFunc(slices.Clone(items), func(i int) bool { _, ok := n.ties[i]; return ok })
	ties, err := n.state.Ties(n.ctx, items)
	if err != nil {
		return err
	}
	for k, i := range items {
		n.ties[i] = ties[k]
		best := 0.0
		for _, t := range ties[k] {
			if t.Marks&MarkFree == 0 {
				best = max(best, logistic(t.Weight))
			} else if t.retold() {
				n.retold[i] = true
			}
		}
		n.best[i] = best
	}
	return nil
}

// probability returns how likely an item and the other end of its tie belong
// together, by all that is known by now.
func (n *neighbourhood) probability(item int, t Tie) float64 {
	p := logistic(t.Weight)
	if t.Marks&MarkFree != 0 {
		return p
	}
	return n.weights(t.Marks).probability(t.Weight, p, n.rival(item, t.To, p), n.rival(t.To, item, p))
}

// leastRetold is the probability from which a free tie says that two items are
// one told twice.
const leastRetold = 0.8

// rival returns the probability of the likeliest tie of an item: that to other,
// which is p, or a likelier one. What tells other again is no rival of it.
func (n *neighbourhood) rival(item, other int, p float64) float64 {
	if n.best[item] <= p || !n.retold[other] {
		return n.best[item]
	}
	for _, t := range n.ties[item] {
		if q := logistic(t.Weight); t.Marks&MarkFree == 0 && q > p && !n.retells(t.To, other) {
			p = q
		}
	}
	return p
}

// retells reports whether two items tell one thing twice, or both tell what a
// third does, as far as the ties at hand say.
func (n *neighbourhood) retells(item, other int) bool {
	return slices.ContainsFunc(n.ties[other], func(t Tie) bool {
		return t.retold() && (t.To == item || slices.ContainsFunc(n.ties[t.To], func(x Tie) bool { return x.retold() && x.To == item }))
	})
}

func (t Tie) retold() bool { return t.Marks&MarkFree != 0 && logistic(t.Weight) >= leastRetold }

func (n *neighbourhood) recut(region []int) ([]Change, error) {
	if len(region) <= mostRecut {
		if err := n.load(region); err != nil {
			return nil, err
		}
	}
	parts, err := n.cut(region)
	if err != nil {
		return nil, err
	}
	return place(n.ctx, n.state, region, parts)
}

// mostRecut is the number of items from which a region is no longer cut from
// single items on: its groups stay whole, and the new item may join one. So the
// time that an item takes does not grow with the groups it touches.
const mostRecut = 256

// startParts returns the parts that a region begins with, and the part of each item:
// single items, or whole groups where the region is large.
func startParts(ctx context.Context, s State, region []int) (parts [][]int, partOf []int, err error) {
	partOf = make([]int, len(region))
	var groups []int
	if len(region) > mostRecut {
		if groups, err = s.Groups(ctx, region); err != nil {
			return nil, nil, err
		}
	}
	known := map[int]int{} // the part of a group
	for i, item := range region {
		p := len(parts)
		if groups != nil && groups[i] > 0 {
			if q, ok := known[groups[i]]; ok {
				p = q
			}
			known[groups[i]] = p
		}
		if p == len(parts) {
			parts = append(parts, nil)
		}
		parts[p] = append(parts[p], item)
		partOf[i] = p
	}
	return parts, partOf, nil
}

// cut cuts a region into groups by average link: the two groups whose items are
// the likeliest to belong together on average join, until none is likelier than
// not. A pair without a tie counts 0, but for those that cannot have one because an
// item begins with so many at most. Copies are one item. Groups of which people say
// that they are one join then, and what they say does not belong is placed last.
func (n *neighbourhood) cut(region []int) ([][]int, error) {
	parts, partOf, err := startParts(n.ctx, n.state, region)
	if err != nil {
		return nil, err
	}
	bonds, err := n.bondsOf(n.ctx, region)
	if err != nil {
		return nil, err
	}
	of, same, apart, late := blocks(region, partOf, bonds, n.ties)
	size := make([]int, len(parts)) // in items, those of a block being one
	blockOf := make([]int, len(parts))
	for i := range region {
		blockOf[partOf[i]] = of[i]
	}
	for p, to := range blockOf {
		if size[to] = max(size[to], len(parts[p])); to != p {
			parts[to], parts[p] = append(parts[to], parts[p]...), nil
		}
	}
	a := newAgglomeration(parts, size, n.most)
	large := len(region) > mostRecut
	for i, item := range region {
		for _, t := range n.ties[item] {
			if j, ok := slices.BinarySearch(region, t.To); ok && of[i] != of[j] && (!large || t.To < item) {
				a.tie(of[i], of[j], n.probability(item, t), large)
			}
		}
	}
	for p := range late {
		a.asleep[p] = true
	}
	a.run()
	if len(same)+len(apart) > 0 {
		a.wake(same, apart)
		a.run()
	}
	parts = a.left()
	slices.SortFunc(parts, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return parts, nil
}
