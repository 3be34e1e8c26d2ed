package link

import (
	"cmp"
	"maps"
	"slices"
)

// Change says what a new item did to groups that were there: their items are now
// in these groups. A group that only grew has no change.
type Change struct {
	From []int // groups before, sorted
	To   []int // groups now, sorted: one that several were merged into, or several that one was split into
}

// groups are the groups of the items so far. A group's number stays with most of
// its items when groups merge or split.
type groups struct {
	of      []int         // the group of an item
	members map[int][]int // the items of a group, sorted
	next    int           // the next new group's number
}

// place puts the items of region, which are whole groups and perhaps new items,
// into parts, and returns what changed.
func (g *groups) place(region []int, parts [][]int) []Change {
	for len(g.of) <= slices.Max(region) {
		g.of = append(g.of, -1)
	}
	if g.members == nil {
		g.members = map[int][]int{}
	}
	type claim struct{ part, group, items int }
	var claims []claim
	for p, part := range parts {
		from := map[int]int{}
		for _, i := range part {
			if g.of[i] >= 0 {
				from[g.of[i]]++
			}
		}
		for _, old := range slices.Sorted(maps.Keys(from)) {
			claims = append(claims, claim{p, old, from[old]})
		}
	}
	for _, c := range claims {
		delete(g.members, c.group)
	}
	// The group that most items of a part were in names it; of equals the older.
	byItems := slices.SortedStableFunc(slices.Values(claims), func(a, b claim) int {
		return cmp.Or(cmp.Compare(b.items, a.items), cmp.Compare(a.group, b.group))
	})
	number := make([]int, len(parts))
	for p := range number {
		number[p] = -1
	}
	taken := map[int]bool{}
	for _, c := range byItems {
		if number[c.part] < 0 && !taken[c.group] {
			number[c.part] = c.group
			taken[c.group] = true
		}
	}
	for p, part := range parts {
		if number[p] < 0 {
			number[p] = g.next
			g.next++
		}
		slices.Sort(part)
		g.members[number[p]] = part
		for _, i := range part {
			g.of[i] = number[p]
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
	return changes
}

// around returns the new item, which has the next number, and all items of the
// groups that near items are in, sorted.
func (g *groups) around(item int, near []int) []int {
	region := []int{item}
	seen := map[int]bool{}
	for _, n := range near {
		if k := g.of[n]; !seen[k] {
			seen[k] = true
			region = append(region, g.members[k]...)
		}
	}
	slices.Sort(region)
	return region
}

// groupOf returns the group of an item, -1 when it has none yet.
func (g *groups) groupOf(item int) int {
	if item < len(g.of) {
		return g.of[item]
	}
	return -1
}
