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
	mostRead  = 300  // articles looked at of those that share terms, the most shared first
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
func (s *Stories) near(ctx context.Context, d *profile) ([]compared[*profile], error) {
	var keys []uint64
	var weights []float64
	for _, t := range d.full.heaviest(keyTerms) {
		of := []uint64{t.key}
		if d.dated {
			k := d.stretch()
			of = []uint64{inStretch(t.key, k-1), inStretch(t.key, k), inStretch(t.key, k+1), inStretch(t.key, undated)}
		}
		for _, key := range of {
			keys = append(keys, key)
			weights = append(weights, float64(t.weight)*float64(t.weight))
		}
	}
	lists, err := s.state.Find(ctx, keys, keyItems)
	if err != nil {
		return nil, err
	}
	found := ranked(lists, weights)
	return s.docs.choose(ctx, found[:min(len(found), mostRead)], mostNear, func(o *profile) bool {
		return !(d.dated && o.dated && d.gap(o) > keyDays) && dot(d.full, o.full) >= leastLike
	})
}

// ranked returns the items of lists, those first whose lists weigh most together,
// of equals the later.
func ranked(lists [][]int, weights []float64) []int {
	shared := map[int]float64{}
	for k, items := range lists {
		for _, i := range items {
			shared[i] += weights[k]
		}
	}
	return slices.SortedFunc(maps.Keys(shared), func(a, b int) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(b, a))
	})
}

// compared is an item with what is compared of it.
type compared[T any] struct {
	item int
	doc  T
}

// lookAhead is how many items are read at a time.
const lookAhead = 64

// choose returns the first items that good likes, at most most.
func (d *docs[T]) choose(ctx context.Context, items []int, most int, good func(T) bool) ([]compared[T], error) {
	var out []compared[T]
	for batch := range slices.Chunk(items, lookAhead) {
		read, err := d.get(ctx, batch)
		if err != nil {
			return nil, err
		}
		for i, doc := range read {
			if len(out) == most {
				return out, nil
			}
			if good(doc) {
				out = append(out, compared[T]{batch[i], doc})
			}
		}
	}
	return out, nil
}
