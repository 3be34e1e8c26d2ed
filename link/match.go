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

// matching is how the best match of a word in another content is: for one alike in
// letters also how much, and for others how like the likest company is.
type matching struct {
	match
	letters, company float64
}

// better notes a match, unless there is one as good.
func (m *matching) better(by match, letters float64) {
	if by > m.match || by == m.match && letters > m.letters {
		m.match, m.letters = by, letters
	}
}

// kept returns from 0 to 1 how much of a word the other content has.
func (m *matching) kept() float64 {
	if m.match >= matchAlike {
		return m.letters
	}
	return 0
}

// match fills in how the words of two contents are matched in each other. Most of
// the time of linking is spent here, so that each pair of words is looked at once.
func (c *content) match(o *content, mine, theirs []matching) {
	for i := range c.words {
		for j := range o.words {
			if c.words[i].key == o.words[j].key {
				mine[i], theirs[j] = matching{matchSame, 1, 0}, matching{matchSame, 1, 0}
			}
		}
	}
	for i := range c.words {
		w, a := &c.words[i], &mine[i]
		if w.number {
			continue
		}
		for j := range o.words {
			x, b := &o.words[j], &theirs[j]
			if a.match == matchSame && b.match == matchSame {
				continue
			}
			if m, letters := w.like(x); m >= matchAlike || m > unmatched && w.classes[0] > 0 && x.classes[0] > 0 {
				if a.match < matchSame {
					a.better(m, letters)
				}
				if b.match < matchSame {
					b.better(m, letters)
				}
			}
		}
	}
	for i := range mine {
		mine[i].company = leastCompany
	}
	for j := range theirs {
		theirs[j].company = leastCompany
	}
	for i := range c.words {
		w, a := &c.words[i], &mine[i]
		if !w.kept() {
			continue
		}
		for j := range o.words {
			x, b := &o.words[j], &theirs[j]
			// Whoever is matched by letters asks for no company.
			least := 2.0
			if a.match < matchAlike {
				least = a.company
			}
			if b.match < matchAlike {
				least = min(least, b.company)
			}
			if least > 1 || !x.kept() {
				continue
			}
			if cosine, above := w.near(x.lexeme, least); above {
				a.company, b.company = max(a.company, cosine), max(b.company, cosine)
			}
		}
	}
}

// like compares two words of different stems.
func (w *contentWord) like(o *contentWord) (match, float64) {
	if w.number || o.number {
		return unmatched, 0
	}
	if w.stands != "" && w.stands == o.stands && w.capital && o.capital {
		return matchAlike, standsAlike
	}
	if c := w.letters(o.lexeme); c > 0 {
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

// near returns the cosine of the company of two words, if it is above least.
func (w *lexeme) near(o *lexeme, least float64) (cosine float64, above bool) {
	lengths := w.length * o.length
	a, b := w.company, o.company
	first := inner8(a[:min(restOf, len(a))], b)
	if float64(first)+w.rest*o.rest <= least*lengths {
		return 0, false
	}
	cosine = float64(first+inner8(a[min(restOf, len(a)):], b[min(restOf, len(b)):])) / lengths
	return cosine, cosine > least
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
func middle(ws []contentWord) (sum []float64, square float64) {
	for i := range ws {
		w := &ws[i]
		if !w.kept() {
			continue
		}
		if sum == nil {
			sum = make([]float64, len(w.company))
		}
		for k, x := range w.company {
			sum[k] += w.weight * float64(x)
		}
	}
	for _, x := range sum {
		square += x * x
	}
	return sum, square
}

// among returns the cosine of the company of all words of two contents, 0 when one
// has none.
func (c *content) among(o *content) float64 {
	if c.square == 0 || o.square == 0 {
		return 0
	}
	sum := 0.0
	for i := range min(len(c.middle), len(o.middle)) {
		sum += c.middle[i] * o.middle[i]
	}
	return sum / math.Sqrt(c.square*o.square)
}

// shares returns what parts of either content the other has.
func (c *content) shares(o *content, amid *chorus) (mine, theirs shares) {
	var buffer [2 * usualWords]matching
	all := buffer[:]
	if n := len(c.words) + len(o.words); n > len(all) {
		all = make([]matching, n)
	}
	a, b := all[:len(c.words)], all[len(c.words):len(c.words)+len(o.words)]
	c.match(o, a, b)
	return c.share(a, amid), o.share(b, amid)
}

// usualWords is how many words a content has at most, as a rule.
const usualWords = 64

// share sums up how the words of a content are matched.
func (c *content) share(matched []matching, amid *chorus) shares {
	var s shares
	var all, names, numbers, rest, rare float64
	for i := range c.words {
		w, m := &c.words[i], &matched[i]
		kept := m.kept()
		switch m.match {
		case matchSame:
			s.same += w.weight
		case matchAlike:
			s.alike += w.weight * kept
		case matchClass:
			s.class += w.weight
		case matchBroad:
			s.broad += w.weight
		}
		all += w.weight
		soft := kept
		if soft == 0 {
			soft = (m.company - leastCompany) / (1 - leastCompany)
		}
		s.soft += w.weight * soft
		r := w.weight * amid.rarity(w)
		rare += r
		s.rare += r * kept
		switch {
		case w.number:
			numbers += w.weight
			if m.match == matchSame {
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
