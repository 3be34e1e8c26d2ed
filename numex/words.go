package numex

import (
	"cmp"
	"slices"
	"strings"

	"sayso"
)

// Words are what the finder must know of a language. Words are in lower case;
// a phrase is its words with single spaces between them.
type Words struct {
	// Numbers.
	Cardinals  map[string]float64 // "one" to "nineteen", "twenty" to "ninety"
	Magnitudes map[string]float64 // "hundred", "thousand", "dozen", …
	Suffixes   map[string]float64 // letters written against the digits: "k", "bn"
	Vague      map[string]float64 // plurals that stand for any number from theirs to ten times as many: "dozens"
	Tens       string             // "tens", which only multiplies: "tens of thousands"
	Few        map[string]bool    // what makes a magnitude vague: "several", "few"
	Fractions  map[string]float64 // "half", "third", "quarters"
	Half       string             // of Fractions the one that needs no article
	RatioOf    []string           // what stands between the parts of a ratio: "in", "out of", "of"
	Ordinals   map[string]bool    // endings of ordinals in digits: "nd"
	One        string             // the cardinal that is also a pronoun
	NotOne     map[string]bool    // words before which it counts nothing: "day" in "one day"
	AfterOne   map[string]bool    // words after which it is a pronoun: "no one", "the one"

	// The words that join them.
	Articles                           map[string]bool // "a", "an": one, or "per"
	And, Or, To, Of, By, Between, From string
	Per                                map[string]bool // "per"
	PerName                            string          // what stands between the units of a rate: " per "
	NotRate                            map[string]bool // words after "a year" that make it no rate: "earlier"
	Possessives                        map[string]bool // "'s"

	// What they are of.
	Units        []Unit
	Tight        map[string]bool // units that are words, too, and so must stand against the number: "in"
	Sides        map[string]bool // words after a unit that say in which direction it is measured: "wide"
	Old          []string        // phrases after a unit of time that make it an age
	Ages         map[string]bool // words before an age: "aged"
	Who, Copulas map[string]bool // "who" "is" before an age
	AgeUnit      string          // the unit of an age in years
	OfAge        string          // what makes a unit of time one of age
	Time         string          // the dimension of units of time
	Plain        map[string]bool // adjectives that say nothing of what is counted: "more", "other"
	PluralSuffix string          // of names: "s"
	NotNoun      map[string]bool // words that are nothing counted, for texts without tags

	// How they are given.
	Hedges  []Hedge
	Filler  map[string]bool         // words between a hedge and its figure: "a", "another"
	Changes map[string]sayso.Change // verbs and adverbs before the size of a change
	Trend   map[string]sayso.Change // adverbs after it: "lower"

	// What is no figure.
	Months, Weekdays map[string]bool // without the stop of an abbreviation
	Clock            map[string]bool // what follows a time of day: "a.m."
	BeforeYear       map[string]bool // prepositions that a bare year follows: "in", "since"
	BeforeCount      map[string]bool // prepositions after which four digits may count things: "with"
	TimeNouns        map[string]bool // nouns of time, after which a number names nothing
	Labels           map[string]bool // words before a number that names: "no.", "page"
}

// A Unit is what a number may be a number of.
type Unit struct {
	Name   string // "kilometre"
	Kind   sayso.FigureKind
	Forms  []string // as written after the number
	Before []string // as written before it: "$"
	Scale
}

// Scale is what a unit converts by. The zero Scale converts into nothing.
type Scale struct {
	Dimension string  // "length", "length/time"; units of one dimension convert into each other
	Factor    float64 // how many of the dimension's base unit one is; 0 when that is not fixed: months
	Offset    float64 // what is added after multiplying: temperatures
}

// A Hedge is a phrase that makes a figure approximate or a bound.
type Hedge struct {
	Phrase string
	After  bool // stands after the figure
	Approx bool
	Bound  sayso.Bound
}

// Lexicon is Words made ready for look-up. It never changes.
type Lexicon struct {
	Words
	forms  trie[int]   // pieces after the number → unit
	before trie[int]   // pieces before it, last first → unit
	hedges trie[Hedge] // pieces before the figure, last first
	after  trie[Hedge]
	old    trie[bool]
	ratios trie[bool]
	starts map[string]bool // words that may begin a number; true for those rare without one
}

// NewLexicon makes w ready for look-up.
func NewLexicon(w Words) *Lexicon {
	l := &Lexicon{Words: w, starts: map[string]bool{}}
	for i, u := range w.Units {
		for _, f := range u.Forms {
			l.forms.add(split(f), i)
		}
		for _, f := range u.Before {
			l.before.add(reversed(split(f)), i)
		}
	}
	for _, h := range w.Hedges {
		if h.After {
			l.after.add(split(h.Phrase), h)
		} else {
			l.hedges.add(reversed(split(h.Phrase)), h)
		}
	}
	for _, o := range w.Old {
		l.old.add(split(o), true)
	}
	for _, r := range w.RatioOf {
		l.ratios.add(split(r), true)
	}
	for _, m := range []map[string]float64{w.Cardinals, w.Magnitudes, w.Vague, w.Fractions} {
		for word := range m {
			l.starts[word] = true
		}
	}
	l.starts[w.Tens] = true
	for _, m := range []map[string]bool{w.Articles, w.Few} {
		for word := range m {
			l.starts[word] = false
		}
	}
	return l
}

// split cuts a phrase as pieces are cut.
func split(phrase string) []string {
	var out []string
	for word := range strings.FieldsSeq(phrase) {
		for word != "" {
			n := runLen(word)
			out = append(out, cmp.Or(strings.TrimSuffix(word[:n], "."), word[:n]))
			word = word[n:]
		}
	}
	return out
}

func reversed(s []string) []string {
	slices.Reverse(s)
	return s
}

// trie finds the longest phrase that begins at a piece.
type trie[V any] struct {
	next  map[string]*trie[V]
	value V
	ends  bool
}

func (t *trie[V]) add(words []string, v V) {
	for _, w := range words {
		if t.next == nil {
			t.next = map[string]*trie[V]{}
		}
		n := t.next[w]
		if n == nil {
			n = &trie[V]{}
			t.next[w] = n
		}
		t = n
	}
	if !t.ends {
		t.value, t.ends = v, true
	}
}

// longest follows the pieces from i in steps of step and returns the value of
// the longest phrase they spell and how many pieces it has. A piece that is not
// there as written is tried in lower case.
func (t *trie[V]) longest(ps []piece, i, step int) (v V, n int) {
	for k := 0; i >= 0 && i < len(ps); i, k = i+step, k+1 {
		if k > 0 && ps[i].text == "-" && t.next["-"] == nil && ps[i].glued {
			continue // "square-foot"
		}
		next := t.next[ps[i].text]
		if next == nil {
			next = t.next[ps[i].lower]
		}
		if next == nil {
			break
		}
		t = next
		if t.ends {
			v, n = t.value, k+1
		}
	}
	return v, n
}
