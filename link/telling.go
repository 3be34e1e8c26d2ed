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
	// Bare says that the words alone are known, not who said them or where.
	Bare bool
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
	persons func(a, b string) bool
	words   []contentWord
	grams   vector    // of four characters, across words
	middle  []float64 // the sum of the company of the words, by weight
	denied  bool      // a word of it denies
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
	grams   vector  // of three characters, the ends of the word counting as one
	stands  string  // what a name stands for
	company []int8  // the vector of its stem; names and numbers have none
	length  float64 // of company
	name    bool
	again   bool // its stem stands before in the content
}

// Words whose IDF is below commonIDF stand in most articles; they weigh less than
// that says, because which of them are used is a matter of grammar.
const (
	commonIDF    = 1
	commonWeight = 0.3
	leastIDF     = 0.1
)

func newContent(words *Words, t *Telling) *content {
	c := &content{telling: t, persons: words.Persons}
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
		x.number = '0' <= x.stem[0] && x.stem[0] <= '9' // also one written out
		if w.capital {
			x.stands = words.Stands[w.form]
		}
		if words.Vector != nil && !x.number && !x.name {
			x.company = words.Vector(x.stem)
			x.length = math.Sqrt(float64(inner8(x.company, x.company)))
		}
		x.again = slices.ContainsFunc(c.words, func(o contentWord) bool { return o.stem == x.stem })
		c.words = append(c.words, x)
		c.denied = c.denied || words.Denials[w.form]
	}
	c.middle = middle(c.words)
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
