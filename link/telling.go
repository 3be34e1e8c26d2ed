package link

import (
	"math"
	"slices"

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
	Quoted  bool // all of it stands between quotation marks
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
	voices  *voices
	words   []contentWord
	grams   vector    // of four characters, across words
	middle  []float64 // the sum of the company of the words, by weight
	square  float64   // of the length of middle
	denied  bool      // a word of it denies
	day     int
	dated   bool
	same    uint64 // hash of the stems and the speaker: equal for copies
}

// Words whose IDF is below commonIDF stand in most articles; they weigh less than
// that says, because which of them are used is a matter of grammar.
const (
	commonIDF    = 1
	commonWeight = 0.3
	leastIDF     = 0.1
)

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
	keys := make([]uint64, 0, len(starts)-n)
	for i := 0; i+n < len(starts); i++ {
		keys = append(keys, hash(fnvOffset, s[starts[i]:starts[i+n]]))
	}
	slices.Sort(keys)
	v := make(vector, 0, len(keys))
	for i, key := range keys {
		if i > 0 && key == keys[i-1] {
			v[len(v)-1].weight++
		} else {
			v = append(v, term{key, 1})
		}
	}
	sum := 0.0
	for _, t := range v {
		sum += float64(t.weight) * float64(t.weight)
	}
	length := float32(math.Sqrt(sum))
	for i := range v {
		v[i].weight /= length
	}
	return v
}
