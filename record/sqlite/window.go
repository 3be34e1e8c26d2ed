package sqlite

import "slices"

// window returns, in order, the part of list of which a page is cut, with all that
// stand in one place with its ends, and how many come before that. After is where the
// page begins to stand behind, nil for nothing. It orders list anew.
func window[T any](list []T, limit, offset int, after *T, order func(a, b T) int) (part []T, before int) {
	same := 0 // as after: how many of them are behind it is not known
	if after != nil {
		behind := list[:0:0]
		for _, v := range list {
			switch at := order(v, *after); {
			case at == 0:
				same++
				behind = append(behind, v)
			case at > 0:
				behind = append(behind, v)
			}
		}
		list = behind
	}
	if limit >= 0 {
		list = least(list, same+offset+limit+1, order)
	}
	slices.SortFunc(list, order)
	if after != nil {
		return list, 0
	}
	from := min(offset, len(list))
	for from > 0 && from < len(list) && order(list[from-1], list[from]) == 0 {
		from--
	}
	return list[from:], from
}

// least returns the n least of list and those equal to the last of them, in any order;
// it orders list anew. It is Hoare's selection with three parts.
func least[T any](list []T, n int, order func(a, b T) int) []T {
	from, to := 0, len(list)
	for n < to {
		pivot := list[from+(to-from)/2]
		below, at, above := from, from, to // ends of those below the pivot and equal to it, begin of those above
		for at < above {
			switch c := order(list[at], pivot); {
			case c < 0:
				list[below], list[at] = list[at], list[below]
				below, at = below+1, at+1
			case c > 0:
				above--
				list[at], list[above] = list[above], list[at]
			default:
				at++
			}
		}
		switch {
		case n <= below:
			to = below
		case n <= above:
			return list[:above]
		default:
			from = above
		}
	}
	return list[:to]
}
