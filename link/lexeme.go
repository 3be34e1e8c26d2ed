package link

import (
	"math"
	"math/bits"
	"slices"
	"strings"

	"sayso"
)

// lexeme is a word in small letters with what it is compared by, wherever it stands.
type lexeme struct {
	form, stem string
	key        uint64 // hash of the stem
	idf        float64
	weight     float64 // in shares: the IDF, less for the commonest words
	classes    [3]uint16
	grams      grams   // of three characters, the ends of the word counting as one
	signature  uint64  // a bit for each of grams, which several may share
	hidden     int     // how many of grams share the bit of another
	heaviest   float64 // of the weights of grams
	stands     string  // what the word stands for as a name
	company    []int8  // the vector of its stem; numbers have none
	length     float64 // of company
	rest       float64 // the length of company from its restOf-th number on
	number     bool
	denies     bool
}

// restOf divides a vector of company: its first numbers say most, and the product
// of the lengths of the rest bounds what the rest may add.
const restOf = 24

// mostLexemes is how many words a vocabulary holds, in each of two generations.
const mostLexemes = 1 << 15

// vocabulary makes contents of tellings, and holds what is known of the words and
// the speakers it met lately. It is for one goroutine at a time.
type vocabulary struct {
	words     *Words
	held, old map[string]*lexeme
	voices    voices
}

func newVocabulary(w *Words) *vocabulary {
	return &vocabulary{words: w, held: map[string]*lexeme{}, voices: voices{persons: w.Persons, known: map[voice]bool{}}}
}

// lexeme returns what is known of a word in small letters.
func (v *vocabulary) lexeme(form string) *lexeme {
	x, ok := v.held[form]
	if ok {
		return x
	}
	if x, ok = v.old[form]; !ok {
		x = v.words.lexeme(strings.Clone(form)) // not to hold the text it stands in
	}
	if len(v.held) >= mostLexemes {
		v.held, v.old = make(map[string]*lexeme, mostLexemes), v.held
	}
	v.held[x.form] = x
	return x
}

func (w *Words) lexeme(form string) *lexeme {
	x := &lexeme{form: form, stem: w.Stem(form), grams: gramsOf("_"+form+"_", 3), stands: w.Stands[form], denies: w.Denials[form]}
	x.key = hash(fnvOffset, x.stem)
	x.idf = max(leastIDF, w.Frequencies.IDF(x.stem))
	x.weight = x.idf
	if x.idf < commonIDF {
		x.weight *= commonWeight
	}
	x.classes = w.Classes(form)
	for i, key := range x.grams.keys {
		x.signature |= 1 << (key >> 26)
		x.heaviest = max(x.heaviest, float64(x.grams.weights[i]))
	}
	x.hidden = len(x.grams.keys) - bits.OnesCount64(x.signature)
	x.number = '0' <= x.stem[0] && x.stem[0] <= '9' // also one written out
	if w.Vector != nil && !x.number {
		x.company = w.Vector(x.stem)
		x.length = math.Sqrt(float64(inner8(x.company, x.company)))
		rest := x.company[min(restOf, len(x.company)):]
		x.rest = math.Sqrt(float64(inner8(rest, rest)))
	}
	return x
}

// letters returns the cosine of two words by their letters, if it is above
// leastAlike, and else 0. How many grams they share at most is seen at once.
func (x *lexeme) letters(o *lexeme) float64 {
	shared := bits.OnesCount64(x.signature&o.signature) + min(x.hidden, o.hidden)
	if float64(shared)*x.heaviest*o.heaviest < leastAlike-rounding {
		return 0
	}
	if c := x.grams.dot(o.grams); c > leastAlike {
		return c
	}
	return 0
}

// rounding is more than what the order of a sum changes in a cosine.
const rounding = 1e-9

// content returns what is compared of a telling.
func (v *vocabulary) content(t *Telling) *content {
	c := &content{telling: t, voices: &v.voices}
	var plain strings.Builder
	for i, w := range t.words() {
		if i > 0 {
			plain.WriteByte(' ')
		}
		plain.WriteString(w.form)
		x := contentWord{lexeme: v.lexeme(w.form), span: w.span, name: w.capital && !w.initial, capital: w.capital}
		x.key = x.lexeme.key
		x.again = slices.ContainsFunc(c.words, func(o contentWord) bool { return o.key == x.key })
		c.words = append(c.words, x)
		c.denied = c.denied || x.denies
	}
	c.middle, c.square = middle(c.words)
	c.grams = gramsOf(plain.String(), 4)
	c.same = hash(fnvOffset, strings.ToLower(t.Speaker))
	for i := range c.words {
		c.same = hash(c.same, c.words[i].stem) * fnvPrime
	}
	c.day, c.dated = dayOf(t.Said)
	return c
}

// newContent returns what is compared of a telling that stands alone.
func newContent(words *Words, t *Telling) *content { return newVocabulary(words).content(t) }

// contentWord is a word of a content.
type contentWord struct {
	*lexeme
	key     uint64 // the lexeme's, at hand
	span    sayso.Span
	name    bool
	capital bool
	again   bool // its stem stands before in the content
}

// kept reports whether the company of a word is compared: that of a name is not.
func (w *contentWord) kept() bool { return w.length > 0 && !w.name }
