package link

import (
	"cmp"
	"math"
	"slices"
)

// vector is a sparse vector, sorted by key.
type vector []term

// term is one dimension: the hash of what it stands for, and its weight.
type term struct {
	key    uint64
	weight float32
}

// counts gathers the dimensions of a vector.
type counts map[uint64]float64

// unit returns the vector of length 1, or the empty one.
func (c counts) unit() vector {
	v := make(vector, 0, len(c))
	sum := 0.0
	for k, x := range c {
		if x > 0 {
			v = append(v, term{k, float32(x)})
		}
	}
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.key, b.key) })
	for _, t := range v { // in order, so that the last digit does not depend on the map
		sum += float64(t.weight) * float64(t.weight)
	}
	length := float32(math.Sqrt(sum))
	for i := range v {
		v[i].weight /= length
	}
	return v
}

// dot returns the inner product, of vectors of length 1 their cosine.
func dot(a, b vector) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].key < b[j].key:
			i++
		case a[i].key > b[j].key:
			j++
		default:
			sum += float64(a[i].weight) * float64(b[j].weight)
			i++
			j++
		}
	}
	return sum
}

// covered returns the share of a's weight whose keys b has.
func covered(a, b vector) float64 {
	sum, all := 0.0, 0.0
	j := 0
	for _, t := range a {
		all += float64(t.weight)
		for j < len(b) && b[j].key < t.key {
			j++
		}
		if j < len(b) && b[j].key == t.key {
			sum += float64(t.weight)
		}
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// heaviest returns the n keys of the greatest weight, heaviest first.
func (v vector) heaviest(n int) []term {
	top := slices.Clone(v)
	slices.SortFunc(top, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
	})
	return top[:min(n, len(top))]
}

// The constants of the 64-bit hash of Fowler, Noll and Vo (FNV-1a).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hash returns the FNV-1a hash of s, going on from h: fnvOffset, or the hash of
// what stands before.
func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}
