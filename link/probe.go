package link

import "slices"

// probe looks keys of vectors up in one vector: most others share few keys with
// it, and a bit says so without reading the vector.
type probe struct {
	of   vector
	bits [probeBits / 64]uint64
}

const probeBits = 4096

// set makes v the vector that is looked into.
func (p *probe) set(v vector) {
	p.of = v
	clear(p.bits[:])
	for _, t := range v {
		p.bits[t.key%probeBits/64] |= 1 << (t.key % 64)
	}
}

// dot returns the inner product of v and the vector looked into, as dot does.
func (p *probe) dot(v vector) float64 {
	sum := 0.0
	rest := p.of
	for _, t := range v {
		if p.bits[t.key%probeBits/64]&(1<<(t.key%64)) == 0 {
			continue
		}
		at, found := slices.BinarySearchFunc(rest, t.key, term.order)
		if found {
			sum += float64(rest[at].weight) * float64(t.weight)
		}
		rest = rest[at:]
	}
	return sum
}
