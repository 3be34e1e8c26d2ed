package link

import (
	"context"
	"slices"
)

// Bonds tells what people say of items: which are one thing, and which are not. A
// linker holds to it, whatever it finds itself.
type Bonds interface {
	// Bonds returns what is said of items, with others or with each other. It must be
	// free of contradictions, and what follows from it must be said too: when a is
	// one with b, then what b is one with is one with a, and what b is not one with is
	// not one with a.
	Bonds(ctx context.Context, items []int) ([]Bond, error)
}

// Bond is what people say of two items. Same bonds have no direction.
type Bond struct {
	Item, Other int
	Same        bool // the two are one thing; otherwise they are not, and Item is the one that does not belong
}

// bondsOf returns what is said of items.
func (g *graph) bondsOf(ctx context.Context, items []int) ([]Bond, error) {
	if g.bonds == nil {
		return nil, nil
	}
	return g.bonds.Bonds(ctx, items)
}

// mates returns the items that a bond says are one with item and that the state has.
func (g *graph) mates(ctx context.Context, item int) ([]int, error) {
	bonds, err := g.bondsOf(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	var mates []int
	for _, b := range bonds {
		if b.Same {
			mates = append(mates, b.Item+b.Other-item)
		}
	}
	groups, err := g.state.Groups(ctx, mates)
	if err != nil {
		return nil, err
	}
	var there []int
	for i, m := range mates {
		if groups[i] > 0 {
			there = append(there, m)
		}
	}
	return there, nil
}

// blocks puts together the items of a region that are one whatever their ties say:
// by bonds, or as copies that no bond keeps apart. It returns the part of each item,
// named by one of the parts, and those parts that are to be placed last, because a
// bond says of an item of theirs that it does not belong with another.
func blocks(region, partOf []int, bonds []Bond, ties map[int][]Tie) (of []int, late map[int]bool, apart [][2]int) {
	of = slices.Clone(partOf)
	join := func(a, b int) {
		from, to := max(a, b), min(a, b)
		for k := range of {
			if of[k] == from {
				of[k] = to
			}
		}
	}
	index := func(b Bond) (i, j int, in bool) {
		i, there := slices.BinarySearch(region, b.Item)
		j, too := slices.BinarySearch(region, b.Other)
		return i, j, there && too
	}
	leaving := map[int]bool{} // by item
	for _, b := range bonds {
		if i, j, in := index(b); in && b.Same {
			join(of[i], of[j])
		} else if in {
			leaving[i] = true
			apart = append(apart, [2]int{i, j})
		}
	}
	// Copies stay with those that belong: the ones that leave come last.
	parted := func(a, b int) bool {
		return slices.ContainsFunc(apart, func(p [2]int) bool { return of[p[0]] == a && of[p[1]] == b || of[p[0]] == b && of[p[1]] == a })
	}
	for _, last := range []bool{false, true} {
		for i, item := range region {
			for _, t := range ties[item] {
				j, in := slices.BinarySearch(region, t.To)
				if in && t.Marks&MarkCopy != 0 && of[i] != of[j] && (leaving[i] || leaving[j]) == last && !parted(of[i], of[j]) {
					join(of[i], of[j])
				}
			}
		}
	}
	late = map[int]bool{}
	for i := range leaving {
		late[of[i]] = true
	}
	for i, p := range apart {
		apart[i] = [2]int{of[p[0]], of[p[1]]}
	}
	return of, late, apart
}
