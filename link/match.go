package link

import "math"

// shares says by what parts of a content's weight another has the like of it.
type shares struct {
	same, alike, class, broad float64 // the same stem, alike in letters, of one narrow class, of one broad class
	names, numbers            float64 // of the names and of the numbers alone
	rest                      float64 // of all others alone, the same or alike
	soft                      float64 // the same, alike, or by how like their company is
	evidence                  float64 // no share: the weight of the words that are the same or alike, names and numbers apart
	rare, rarely              float64 // the weight of the words that are the same or alike by how rare they are around, and its share
}

// leastAlike is the cosine from which two words are alike in letters; standsAlike
// is how much two names of one state are, "Moscow" and "Russian".
const (
	leastAlike  = 0.5
	standsAlike = 0.8
)

// match is how a word is matched.
type match uint8

const (
	unmatched match = iota
	matchBroad
	matchClass
	matchAlike
	matchSame
)

// matched returns how the best match of w among ws is, and for one alike in letters
// how much. The same stem is looked for first: it is cheap and most are found.
func (w *contentWord) matched(ws []contentWord) (match, float64) {
	for i := range ws {
		if w.stem == ws[i].stem {
			return matchSame, 1
		}
	}
	best, cosine := unmatched, 0.0
	for i := range ws {
		if m, c := w.like(&ws[i]); m > best || m == best && c > cosine {
			best, cosine = m, c
		}
	}
	return best, cosine
}

// like compares two words of different stems.
func (w *contentWord) like(o *contentWord) (match, float64) {
	if w.number || o.number {
		return unmatched, 0
	}
	if w.stands != "" && w.stands == o.stands {
		return matchAlike, standsAlike
	}
	if c := dot(w.grams, o.grams); c > leastAlike {
		return matchAlike, c
	}
	if w.name || o.name || w.classes[0] == 0 {
		return unmatched, 0
	}
	if w.classes[2] == o.classes[2] {
		return matchClass, 0
	}
	if w.classes[1] == o.classes[1] && w.idf > broadIDF && o.idf > broadIDF {
		return matchBroad, 0
	}
	return unmatched, 0
}

// broadIDF is the IDF that words of one broad class must have to count as alike:
// in the classes of common words anything goes.
const broadIDF = 2

// leastCompany is the cosine of company above which two words are near.
const leastCompany = 0.5

// near returns from 0 to 1 how like the company of w is to that of the likest of
// ws.
func (w *contentWord) near(ws []contentWord) float64 {
	best := leastCompany
	for i := range ws {
		if o := &ws[i]; w.length > 0 && o.length > 0 {
			best = max(best, float64(inner8(w.company, o.company))/(w.length*o.length))
		}
	}
	return (best - leastCompany) / (1 - leastCompany)
}

// inner8 returns the inner product of two vectors of company.
func inner8(a, b []int8) int32 {
	var sum int32
	for i := range min(len(a), len(b)) {
		sum += int32(a[i]) * int32(b[i])
	}
	return sum
}

// middle returns the sum of the company of words, by their weights; nil when none
// has any.
func middle(ws []contentWord) []float64 {
	var sum []float64
	for i := range ws {
		w := &ws[i]
		if len(sum) == 0 {
			sum = make([]float64, len(w.company))
		}
		for k, x := range w.company {
			sum[k] += w.weight * float64(x)
		}
	}
	return sum
}

// cosine returns the cosine of two vectors of one space, 0 when one is empty.
func cosine(a, b []float64) float64 {
	ab, aa, bb := 0.0, 0.0, 0.0
	for i := range min(len(a), len(b)) {
		ab += a[i] * b[i]
		aa += a[i] * a[i]
		bb += b[i] * b[i]
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

func (c *content) shares(o *content, amid *chorus) shares {
	var s shares
	var all, names, numbers, rest, rare float64
	for i := range c.words {
		w := &c.words[i]
		m, cosine := w.matched(o.words)
		kept := 0.0 // of a name, or of another word
		switch m {
		case matchSame:
			s.same += w.weight
			kept = 1
		case matchAlike:
			s.alike += w.weight * cosine
			kept = cosine
		case matchClass:
			s.class += w.weight
		case matchBroad:
			s.broad += w.weight
		}
		all += w.weight
		soft := kept
		if soft == 0 {
			soft = w.near(o.words)
		}
		s.soft += w.weight * soft
		r := w.weight * amid.rarity(w.stem)
		rare += r
		s.rare += r * kept
		switch {
		case w.number:
			numbers += w.weight
			if m == matchSame {
				s.numbers += w.weight
			}
		case w.name:
			names += w.weight
			s.names += w.weight * kept
		default:
			rest += w.weight
			s.rest += w.weight * kept
		}
	}
	s.evidence, s.rarely = s.rest, share(s.rare, rare, 0)
	for _, x := range []*float64{&s.same, &s.alike, &s.class, &s.broad, &s.soft} {
		*x = share(*x, all, 0)
	}
	s.rest = share(s.rest, rest, 0)
	s.names, s.numbers = share(s.names, names, unknownShare), share(s.numbers, numbers, unknownShare)
	return s
}

// unknownShare stands for the share of names, or numbers, of a content that has
// none.
const unknownShare = 0.5

func share(part, of, none float64) float64 {
	if of == 0 {
		return none
	}
	return part / of
}
