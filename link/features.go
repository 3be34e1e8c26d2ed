package link

import "math"

// utteranceFeatures is the number of features of a pair of tellings.
const utteranceFeatures = 27

// The numbers of two features that are looked at again amid the two reports.
const (
	greaterShare = 7
	runShare     = 15
)

// features describes a pair of contents amid the statements around the later one:
// a bias; the cosine of their runs of four characters; the shares of both that
// are the same, alike, of one class, of one broad class; the lesser and the
// greater share that is the same or alike; the shares of names and of numbers;
// how unlike their lengths are; the shorter length; the lesser share of the words
// that are neither names nor numbers, since those who speak of the same people
// need not say the same; how much such words agree; the longest run of words that
// both have, and its part of the lighter content; the lesser and the greater soft
// share, and the cosine of the company of all words; what agrees and is rare
// around, and its shares; whether the numbers are all different, and whether one
// denies and the other does not; and what is known of the speakers.
func (c *content) features(o *content, amid *chorus) []float64 {
	a, b := c.shares(o, amid)
	near, far := a.same+a.alike, b.same+b.alike
	m, n := float64(len(c.words)+1), float64(len(o.words)+1)
	run := c.longestRun(o)
	x := append(make([]float64, 0, utteranceFeatures),
		1, c.grams.dot(o.grams), a.same+b.same, a.alike+b.alike, a.class+b.class, a.broad+b.broad,
		min(near, far), max(near, far), a.names+b.names, a.numbers+b.numbers, math.Abs(math.Log(m/n)), math.Log(min(m, n)), min(a.rest, b.rest),
		math.Log1p(min(a.evidence, b.evidence)), math.Log1p(run), run/max(min(c.weight(), o.weight()), leastWeight),
		min(a.soft, b.soft), max(a.soft, b.soft), c.among(o),
		math.Log1p(min(a.rare, b.rare)), min(a.rarely, b.rarely), max(a.rarely, b.rarely),
		truth(a.numbers == 0 && b.numbers == 0), truth(c.denied != o.denied),
	)
	same, other, unknown := c.company(o)
	return append(x, truth(same), truth(other), truth(unknown))
}

// leastWeight keeps a part from being one of nothing.
const leastWeight = 1

// weight returns the weight of all words of a content.
func (c *content) weight() float64 {
	sum := 0.0
	for i := range c.words {
		sum += c.words[i].weight
	}
	return sum
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// longestRun returns the weight of the heaviest run of stems that both contents
// have.
func (c *content) longestRun(o *content) float64 {
	best := 0.0
	var buffer [usualWords]float64
	row := buffer[:] // the run that ends at each word of o
	if n := len(o.words) + 1; n > len(row) {
		row = make([]float64, n)
	}
	for i := range c.words {
		for j := len(o.words) - 1; j >= 0; j-- {
			if c.words[i].key == o.words[j].key {
				row[j+1] = row[j] + c.words[i].weight
				best = max(best, row[j+1])
			} else {
				row[j+1] = 0
			}
		}
	}
	return best
}

// company says whether the speakers of two tellings may be one, are others, or are
// not both known. Of bare words nothing is said.
func (c *content) company(o *content) (same, other, unknown bool) {
	a, b := c.telling, o.telling
	switch {
	case a.Bare || b.Bare:
		return false, false, false
	case a.Speaker == "" || b.Speaker == "":
		return false, false, true
	}
	same = c.voices.same(a, b)
	return same, !same, false
}
