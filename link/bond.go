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

// blocks puts together copies, which are one whatever their ties say, unless a bond
// keeps them apart. It returns the part of each item of a region, and the bonds of
// items of it by their parts: those that are one, those that are not, and the parts that are
// to be placed last, because an item of theirs does not belong with another.
func blocks(region, partOf []int, bonds []Bond, ties map[int][]Tie) (of []int, same, apart [][2]int, late map[int]bool) {
	of = slices.Clone(partOf)
	whole := slices.Clone(partOf) // what is in one part in the end, with what is one by bonds
	join := func(of []int, a, b int) {
		for k := range of {
			if of[k] == max(a, b) {
				of[k] = min(a, b)
			}
		}
	}
	leaving := map[int]bool{} // by item
	for _, b := range bonds {
		i, in := slices.BinarySearch(region, b.Item)
		j, too := slices.BinarySearch(region, b.Other)
		switch {
		case !in || !too:
		case b.Same:
			same = append(same, [2]int{i, j})
			join(whole, whole[i], whole[j])
		default:
			leaving[i] = true
			apart = append(apart, [2]int{i, j})
		}
	}
	parted := func(i, j int) bool {
		a, b := whole[i], whole[j]
		return slices.ContainsFunc(apart, func(p [2]int) bool {
			return whole[p[0]] == a && whole[p[1]] == b || whole[p[0]] == b && whole[p[1]] == a
		})
	}
	// bound reports whether an item of a part that stays is one with others by bonds: it
	// may be grouped with what those that leave are to be apart from.
	bound := func(part int) bool {
		return slices.ContainsFunc(same, func(p [2]int) bool { return of[p[0]] == part && !leaving[p[0]] || of[p[1]] == part && !leaving[p[1]] })
	}
	for _, last := range []bool{false, true} { // copies stay with those that belong
		for i, item := range region {
			for _, t := range ties[item] {
				j, in := slices.BinarySearch(region, t.To)
				if !in || t.Marks&MarkCopy == 0 || of[i] == of[j] || (leaving[i] || leaving[j]) != last || parted(i, j) || last && (bound(of[i]) || bound(of[j])) {
					continue
				}
				join(of, of[i], of[j])
				join(whole, whole[i], whole[j])
			}
		}
	}
	late = map[int]bool{}
	for i := range leaving {
		late[of[i]] = true
	}
	for _, list := range [][][2]int{same, apart} {
		for k, p := range list {
			list[k] = [2]int{of[p[0]], of[p[1]]}
		}
	}
	return of, same, apart, late
}
