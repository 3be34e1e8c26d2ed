package sqlite

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// A window holds the page that the whole list in order has, whatever stands in one
// place.
func TestWindow(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for range 3000 {
		all := make([]int, rng.IntN(40))
		for i := range all {
			all[i] = rng.IntN(12)
		}
		sorted := slices.Sorted(slices.Values(all))
		limit, offset := rng.IntN(12)-1, rng.IntN(30)
		part, before := window(slices.Clone(all), limit, offset, nil, cmp.Compare[int])
		want := sorted[min(offset, len(sorted)):]
		if limit >= 0 {
			want = want[:min(limit+1, len(want))]
		}
		got := part[min(offset-before, len(part)):]
		if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Fatalf("limit %d, offset %d of %v: %v behind %d; want %v", limit, offset, sorted, part, before, want)
		}
		if before < len(sorted) && before > 0 && sorted[before-1] == sorted[before] {
			t.Fatalf("offset %d of %v: the window begins amid equals", offset, sorted)
		}
		after := rng.IntN(12)
		part, _ = window(slices.Clone(all), limit, 0, &after, cmp.Compare[int])
		from, _ := slices.BinarySearch(sorted, after)
		if want = sorted[from:]; limit >= 0 {
			behind, _ := slices.BinarySearch(sorted, after+1)
			want = sorted[from:min(behind+limit+1, len(sorted))]
		}
		if len(part) < len(want) || !slices.Equal(part[:len(want)], want) {
			t.Fatalf("limit %d behind %d of %v: %v; want %v", limit, after, sorted, part, want)
		}
	}
}
