package link

import (
	"math"
	"slices"
)

// grams are the runs of some characters of a text as a vector of length 1, sorted by
// key: half a hash is enough to tell them apart, and most are looked at and passed.
type grams struct {
	keys    []uint32
	weights []float32
}

// gramsOf returns the runs of n characters in s, or s itself when it has no more.
func gramsOf(s string, n int) grams {
	starts := make([]int, 0, len(s)+1)
	for i := range s {
		starts = append(starts, i)
	}
	starts = append(starts, len(s))
	if len(starts) <= n+1 {
		return grams{[]uint32{gramKey(s)}, []float32{1}}
	}
	keys := make([]uint32, 0, len(starts)-n)
	for i := 0; i+n < len(starts); i++ {
		keys = append(keys, gramKey(s[starts[i]:starts[i+n]]))
	}
	slices.Sort(keys)
	g := grams{keys: keys[:0], weights: make([]float32, 0, len(keys))}
	for i, key := range keys {
		if i > 0 && key == g.keys[len(g.keys)-1] {
			g.weights[len(g.weights)-1]++
		} else {
			g.keys, g.weights = append(g.keys, key), append(g.weights, 1)
		}
	}
	sum := 0.0
	for _, w := range g.weights {
		sum += float64(w) * float64(w)
	}
	length := float32(math.Sqrt(sum))
	for i := range g.weights {
		g.weights[i] /= length
	}
	return g
}

func gramKey(s string) uint32 { return uint32(hash(fnvOffset, s) >> 32) }

// dot returns the cosine of two.
func (g grams) dot(o grams) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(g.keys) && j < len(o.keys); {
		switch {
		case g.keys[i] < o.keys[j]:
			i++
		case g.keys[i] > o.keys[j]:
			j++
		default:
			sum += float64(g.weights[i]) * float64(o.weights[j])
			i++
			j++
		}
	}
	return sum
}

// probe looks runs of characters up in those of one text: a bit says of most that
// it has them not.
type probe struct {
	of   grams
	bits [probeBits / 64]uint64
}

const probeBits = 4096

// set makes g what is looked into.
func (p *probe) set(g grams) {
	p.of = g
	clear(p.bits[:])
	for _, key := range g.keys {
		p.bits[key%probeBits/64] |= 1 << (key % 64)
	}
}

// dot returns the cosine of g and what is looked into, as grams.dot does.
func (p *probe) dot(g grams) float64 {
	sum := 0.0
	from := 0
	for i, key := range g.keys {
		if p.bits[key%probeBits/64]&(1<<(key%64)) == 0 {
			continue
		}
		for from < len(p.of.keys) && p.of.keys[from] < key {
			from++
		}
		if from < len(p.of.keys) && p.of.keys[from] == key {
			sum += float64(p.of.weights[from]) * float64(g.weights[i])
		}
	}
	return sum
}
