package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sayso"
)

// Naming is a phrase that names somebody or something, in an article of which
// mentions and entities are known. Its trees need not be: what they tell of the
// phrase is in its fields.
type Naming struct {
	Doc          *sayso.Document
	Span         sayso.Span
	Head         sayso.Span // the word that the others hang on; empty when it is not known
	Verb         bool       // the head is a verb
	Several, One bool       // the head is a noun that stands for several, for one
	Type         string     // what kind of thing it names, as a list by hand says it; empty when nothing does
}

// NewNaming returns the naming at span, with what the trees of d tell of it.
func NewNaming(d *sayso.Document, span sayso.Span, typ string) Naming {
	n := Naming{Doc: d, Span: span, Type: typ}
	lo, hi := 0, 0
	for lo < len(d.Tokens) && d.Tokens[lo].Span.End <= span.Start {
		lo++
	}
	for hi = lo; hi < len(d.Tokens) && d.Tokens[hi].Span.Start < span.End; hi++ {
	}
	head := -1
	for i := lo; i < hi; i++ {
		t := &d.Tokens[i]
		if h := int(t.Head) - 1; t.UPOS == "PUNCT" || h >= lo && h < hi {
			continue
		}
		if head < 0 || function(&d.Tokens[head]) && !function(t) {
			head = i
		}
	}
	if head >= 0 {
		t := &d.Tokens[head]
		n.Head = t.Span
		n.Verb = t.UPOS == "VERB" || t.UPOS == "AUX"
		n.Several, n.One = t.XPOS == "NNS" || t.XPOS == "NNPS", t.XPOS == "NN" || t.XPOS == "NNP"
	}
	return n
}

// function reports whether t is a word that heads a phrase only where its tree is
// cut.
func function(t *sayso.Token) bool {
	switch t.UPOS {
	case "ADP", "DET", "PART", "AUX", "CCONJ", "SCONJ", "ADV":
		return true
	}
	return false
}

// naming is what is compared of a Naming.
type naming struct {
	*Naming
	form         string             // its words but for the most frequent ones
	head         string             // the stem of its head
	class        [3]uint16          // of the head
	proper       bool               // the head begins with a capital
	stems        vector             // weighted by IDF
	soft         vector             // the word classes of its words, weighted by IDF
	context      vector             // the stems around it in its sentence
	capitals     map[string]float64 // the stems of the words that begin with a capital, with their IDF
	last         string             // the last one of the first run of them
	initials     string             // of the words that begin with a capital, or the phrase itself when it is an acronym
	sentence     int
	entity       sayso.Ref[sayso.Entity]
	resolved     []string // the words with a capital of the name that its entity has
	resolvedType sayso.EntityType
	words        int
}

// leastSaying is the IDF below which a word says nothing of what is named: articles,
// prepositions, forms of "to be".
const leastSaying = 0.5

// textWords are the words of an article with the number of each one's sentence, as
// far as marks tell.
type textWords struct {
	words    []word
	sentence []int
}

func newTextWords(d *sayso.Document) *textWords {
	t := &textWords{words: wordsOf(d.Text, whole(d.Text))}
	n := -1
	for _, w := range t.words {
		if w.initial {
			n++
		}
		t.sentence = append(t.sentence, n)
	}
	return t
}

// in returns the range of words that overlap span.
func (t *textWords) in(span sayso.Span) (lo, hi int) {
	for lo < len(t.words) && t.words[lo].span.End <= span.Start {
		lo++
	}
	for hi = lo; hi < len(t.words) && t.words[hi].span.Start < span.End; hi++ {
	}
	return lo, hi
}

func (w *Words) idf(stem string) float64 { return w.Frequencies.IDF(stem) }

// newNaming describes a naming in the words of its article.
func newNaming(w *Words, t *textWords, n *Naming) *naming {
	x := &naming{Naming: n, sentence: -1, capitals: map[string]float64{}}
	lo, hi := t.in(n.Span)
	x.words = hi - lo
	stems, soft := counts{}, counts{}
	var form, initials strings.Builder
	run := true // the first run of capitals goes on
	for i, word := range t.words[lo:hi] {
		stem := w.Stem(word.form)
		idf := w.idf(stem)
		if word.span.Overlaps(n.Head) {
			x.head, x.class, x.proper = stem, w.Classes(word.form), word.capital
		} else if idf < leastSaying {
			continue
		}
		if len(stem) < 2 { // of a genitive, or an initial
			continue
		}
		form.WriteString(word.form + " ")
		stems[hash(fnvOffset, stem)] += idf
		if c := w.Classes(word.form); c[2] != 0 {
			soft[uint64(c[2])<<2|2] += idf
			soft[uint64(c[1])<<2|1] += idf / 2
		}
		if !word.capital {
			run = run && x.last == ""
			continue
		}
		x.capitals[stem] = idf
		r, _ := utf8.DecodeRuneInString(word.form)
		initials.WriteRune(r)
		if run {
			x.last = stem
		}
		if s := word.span.Of(n.Doc.Text); i == 0 && hi-lo <= 2 && len(s) <= 6 && strings.ToUpper(s) == s {
			x.initials = word.form
		}
	}
	if x.initials == "" && initials.Len() > 1 {
		x.initials = initials.String()
	}
	x.form, x.stems, x.soft = form.String(), stems.unit(), soft.unit()
	x.around(w, t, lo, hi)
	x.resolve()
	return x
}

// around fills in the sentence and what stands in it besides the naming.
func (x *naming) around(w *Words, t *textWords, lo, hi int) {
	if lo == hi {
		return
	}
	x.sentence = t.sentence[lo]
	first, end := lo, hi
	for first > 0 && t.sentence[first-1] == x.sentence {
		first--
	}
	for end < len(t.words) && t.sentence[end] == x.sentence {
		end++
	}
	c := counts{}
	for i := first; i < end; i++ {
		if i >= lo && i < hi {
			continue
		}
		if stem := w.Stem(t.words[i].form); len(stem) > 1 {
			c[hash(fnvOffset, stem)] += w.idf(stem)
		}
	}
	x.context = c.unit()
}

// resolve finds the entity that coreference put the naming into: that of the
// shortest mention with the same head.
func (x *naming) resolve() {
	if x.Head.Empty() {
		return
	}
	d := x.Doc
	best := -1
	for i, m := range d.Mentions {
		if m.Head.Overlaps(x.Head) && (best < 0 || m.Span.Len() < d.Mentions[best].Span.Len()) {
			best = i
		}
	}
	if best < 0 {
		return
	}
	x.entity = d.Mentions[best].Entity
	e, ok := x.entity.At(d.Entities)
	if !ok {
		return
	}
	x.resolvedType = e.Type
	if r, _ := utf8.DecodeRuneInString(e.Name); unicode.IsUpper(r) {
		for _, f := range wordsOf(e.Name, whole(e.Name)) {
			if f.capital {
				x.resolved = append(x.resolved, f.form)
			}
		}
	}
}
