package perceptron

import "math/bits"

// filter says which fingerprints a model may know: one bit for the first bits of
// each. Most features that are looked up are in no model, and this sorts them
// out without a branch that the processor has to guess, in memory a fraction of
// the model's.
type filter struct {
	bits  []uint64
	shift uint
}

// chunk is how many features are picked at once.
const chunk = 256

func newFilter(keys []uint32) filter {
	const perKey = 3
	n := min(32, max(6, bits.Len(uint(len(keys)))+perKey))
	f := filter{bits: make([]uint64, 1<<(n-6)), shift: uint(32 - n)}
	for _, k := range keys {
		k >>= f.shift
		f.bits[k>>6] |= 1 << (k & 63)
	}
	return f
}

// pick copies to out those of at most chunk features that may be known, in their
// order, and returns how many.
func (f *filter) pick(features []uint32, out *[chunk]uint32) int {
	n := 0
	for _, k := range features {
		b := k >> f.shift
		out[n&(chunk-1)] = k
		n += int(f.bits[b>>6] >> (b & 63) & 1)
	}
	return n
}
