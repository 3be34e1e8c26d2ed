package link

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// Change says what an item did to groups that were there: their items are now
// in these groups. A group that only grew has no change.
type Change struct {
	From []int // groups before, sorted
	To   []int // groups now, sorted: one that several were merged into, or several that one was split into
}

// around returns the item and all items of the groups that near items are in,
// sorted.
func around(ctx context.Context, s State, item int, near []int) ([]int, error) {
	of, err := s.Groups(ctx, near)
	if err != nil {
		return nil, err
	}
	slices.Sort(of)
	members, err := s.Members(ctx, slices.Compact(of))
	if err != nil {
		return nil, err
	}
	region := append(slices.Concat(members...), item)
	slices.Sort(region)
	return slices.Compact(region), nil
}

// place puts the items of region, which are whole groups and perhaps new items,
// into parts, and returns what changed. A group's number stays with most of its
// items when groups merge or split.
func place(ctx context.Context, s State, region []int, parts [][]int) ([]Change, error) {
	groups, err := s.Groups(ctx, region)
	if err != nil {
		return nil, err
	}
	of := make(map[int]int, len(region))
	for i, item := range region {
		of[item] = groups[i]
	}
	type claim struct{ part, group, items int }
	var claims []claim
	for p, part := range parts {
		from := map[int]int{}
		for _, i := range part {
			if of[i] > 0 {
				from[of[i]]++
			}
		}
		for _, old := range slices.Sorted(maps.Keys(from)) {
			claims = append(claims, claim{p, old, from[old]})
		}
	}
	// The group that most items of a part were in names it; of equals the older.
	byItems := slices.SortedStableFunc(slices.Values(claims), func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.items, a.items), cmp.Compare(a.group, b.group))
	})
	number := make([]int, len(parts))
	taken := map[int]bool{}
	for _, c := range byItems {
		if number[c.part] == 0 && !taken[c.group] {
			number[c.part] = c.group
			taken[c.group] = true
		}
	}
	for p, part := range parts {
		if number[p] == 0 {
			if number[p], err = s.NewGroup(ctx); err != nil {
				return nil, err
			}
		}
		moved := slices.DeleteFunc(slices.Clone(part), func(i int) bool { return of[i] == number[p] })
		if len(moved) > 0 {
			if err := s.Place(ctx, moved, number[p]); err != nil {
				return nil, err
			}
		}
	}
	var changes []Change
	from, to := map[int][]int{}, map[int][]int{}
	for _, c := range claims {
		from[number[c.part]] = append(from[number[c.part]], c.group)
		to[c.group] = append(to[c.group], number[c.part])
	}
	for _, n := range slices.Sorted(maps.Keys(from)) {
		if len(from[n]) > 1 {
			changes = append(changes, Change{From: from[n], To: []int{n}})
		}
	}
	for _, old := range slices.Sorted(maps.Keys(to)) {
		if len(to[old]) > 1 {
			slices.Sort(to[old])
			changes = append(changes, Change{From: []int{old}, To: to[old]})
		}
	}
	return changes, nil
}

// drop forgets an item and returns those that stay of its group.
func drop(ctx context.Context, s State, item int, keys []uint64) ([]int, error) {
	of, err := s.Groups(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	members, err := s.Members(ctx, of)
	if err != nil {
		return nil, err
	}
	rest := slices.DeleteFunc(slices.Clone(members[0]), func(i int) bool { return i == item })
	return rest, s.Drop(ctx, item, keys)
}
