package link

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"sayso"
)

// Telling is a statement as one article tells it.
type Telling struct {
	Article sayso.ArticleID
	Text    string       // of the article
	Content []sayso.Span // what was said, in Text
	Speaker string       // the name, empty when the article names nobody
	Person  bool         // the speaker is a person
	Said    sayso.Date
}

// words returns the words of the content.
func (t *Telling) words() []word {
	var ws []word
	for _, s := range t.Content {
		ws = append(ws, wordsOf(t.Text, s)...)
	}
	return ws
}

// content is what is compared of a telling.
type content struct {
	telling *Telling
	words   []contentWord
	grams   vector // of four characters, across words
	day     int
	dated   bool
	same    uint64 // hash of the stems and the speaker: equal for copies
}

// contentWord is a word of a content with what it is compared by.
type contentWord struct {
	word
	stem    string
	idf     float64
	weight  float64 // in shares: the IDF, less for the commonest words
	classes [3]uint16
	grams   vector // of three characters, the ends of the word counting as one
	name    bool
}

// Words whose IDF is below commonIDF stand in most articles; they weigh less than
// that says, because which of them are used is a matter of grammar.
const (
	commonIDF    = 1
	commonWeight = 0.3
	leastIDF     = 0.1
)

func newContent(words *Words, t *Telling) *content {
	c := &content{telling: t}
	var plain strings.Builder
	for i, w := range t.words() {
		if i > 0 {
			plain.WriteByte(' ')
		}
		plain.WriteString(w.form)
		x := contentWord{word: w, stem: words.Stem(w.form), name: w.capital && !w.initial}
		x.idf = max(leastIDF, words.Frequencies.IDF(x.stem))
		x.weight = x.idf
		if x.idf < commonIDF {
			x.weight *= commonWeight
		}
		x.classes = words.Classes(w.form)
		x.grams = grams("_"+w.form+"_", 3)
		c.words = append(c.words, x)
	}
	c.grams = grams(plain.String(), 4)
	c.same = hash(fnvOffset, strings.ToLower(t.Speaker))
	for i := range c.words {
		c.same = hash(c.same, c.words[i].stem) * fnvPrime
	}
	c.day, c.dated = dayOf(t.Said)
	return c
}

// grams returns the unit vector of the runs of n characters in s, or of s itself
// when it has no more.
func grams(s string, n int) vector {
	starts := make([]int, 0, len(s)+1)
	for i := range s {
		starts = append(starts, i)
	}
	starts = append(starts, len(s))
	if len(starts) <= n+1 {
		return vector{{hash(fnvOffset, s), 1}}
	}
	v := make(vector, 0, len(starts)-n)
	for i := 0; i+n < len(starts); i++ {
		v = append(v, term{hash(fnvOffset, s[starts[i]:starts[i+n]]), 1})
	}
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.key, b.key) })
	kept := v[:1]
	for _, t := range v[1:] {
		if last := &kept[len(kept)-1]; last.key == t.key {
			last.weight++
		} else {
			kept = append(kept, t)
		}
	}
	sum := 0.0
	for _, t := range kept {
		sum += float64(t.weight) * float64(t.weight)
	}
	length := float32(math.Sqrt(sum))
	for i := range kept {
		kept[i].weight /= length
	}
	return kept
}

// shares says by what parts of a content's weight another has the like of it.
type shares struct {
	same, alike, class, broad float64 // the same stem, alike in letters, of one narrow class, of one broad class
	names, numbers            float64 // of the names and of the numbers alone
	rest                      float64 // of all others alone, the same or alike
}

// leastAlike is the cosine from which two words are alike in letters.
const leastAlike = 0.5

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

// like compares two words.
func (w *contentWord) like(o *contentWord) (match, float64) {
	if w.stem == o.stem {
		return matchSame, 1
	}
	if w.number || o.number {
		return unmatched, 0
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

func (c *content) shares(o *content) shares {
	var s shares
	var all, names, numbers, rest float64
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
		if w.name {
			names += w.weight
			s.names += w.weight * kept
		}
		if w.number {
			numbers += w.weight
			if m == matchSame {
				s.numbers += w.weight
			}
		}
		if !w.name && !w.number {
			rest += w.weight
			s.rest += w.weight * kept
		}
	}
	for _, x := range []*float64{&s.same, &s.alike, &s.class, &s.broad} {
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

// utteranceFeatures is the number of features of a pair of tellings.
const utteranceFeatures = 13

// features describes a pair of contents: a bias, the cosine of their runs of four
// characters, the shares of both that are the same, alike, of one class, of one
// broad class, the lesser and the greater share that is the same or alike, the
// shares of names and numbers, how unlike their lengths are, the shorter length,
// and the lesser share of the words that are neither names nor numbers: those who
// speak of the same people need not say the same.
func (c *content) features(o *content) []float64 {
	a, b := c.shares(o), o.shares(c)
	near, far := a.same+a.alike, b.same+b.alike
	m, n := float64(len(c.words)+1), float64(len(o.words)+1)
	return []float64{1, dot(c.grams, o.grams), a.same + b.same, a.alike + b.alike, a.class + b.class, a.broad + b.broad,
		min(near, far), max(near, far), a.names + b.names, a.numbers + b.numbers, math.Abs(math.Log(m / n)), math.Log(min(m, n)), min(a.rest, b.rest)}
}
