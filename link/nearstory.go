package link

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// What an article is found by, and how much is looked at.
const (
	keyTerms  = 40   // the heaviest terms of an article
	keyDays   = 10   // two dated articles are compared when at most so many days apart
	keyItems  = 400  // articles looked at for one term
	mostNear  = 150  // articles compared in full
	leastLike = 0.08 // cosine of whole texts below which two articles are not compared
)

// keys returns the keys an article is indexed by: each of its heaviest terms
// alone, and with the stretch of keyDays days it lies in, or with the note that it
// has no date.
func (d *profile) keys() []uint64 {
	var keys []uint64
	for _, t := range d.full.heaviest(keyTerms) {
		keys = append(keys, t.key, inStretch(t.key, d.stretch()))
	}
	return keys
}

// undated is the stretch of articles without a date.
const undated = -1 << 31

func (d *profile) stretch() int {
	if !d.dated {
		return undated
	}
	return d.day / keyDays
}

// inStretch returns the key of a term in a stretch of days.
func inStretch(key uint64, stretch int) uint64 {
	for shift := 0; shift < 32; shift += 8 {
		key = (key ^ uint64(byte(stretch>>shift))) * fnvPrime
	}
	return key
}

// near returns the articles that are worth comparing with d: those that share its
// heaviest terms, and lie at most keyDays days away when both have a date.
func (s *Stories) near(ctx context.Context, d *profile) ([]int, error) {
	shared := map[int]float64{}
	for _, t := range d.full.heaviest(keyTerms) {
		keys := []uint64{t.key}
		if d.dated {
			k := d.stretch()
			keys = []uint64{inStretch(t.key, k-1), inStretch(t.key, k), inStretch(t.key, k+1), inStretch(t.key, undated)}
		}
		for _, key := range keys {
			items, err := s.index.Items(ctx, key, keyItems)
			if err != nil {
				return nil, err
			}
			for _, i := range items {
				shared[i] += float64(t.weight) * float64(t.weight)
			}
		}
	}
	near := slices.SortedFunc(maps.Keys(shared), func(a, b int) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(b, a))
	})
	var out []int
	for _, i := range near {
		if len(out) == mostNear {
			break
		}
		o := s.docs[i]
		if d.dated && o.dated && d.gap(o) > keyDays || dot(d.full, o.full) < leastLike {
			continue
		}
		out = append(out, i)
	}
	return out, nil
}
