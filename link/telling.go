package link

import (
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
	grams   grams     // of four characters, across words
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
