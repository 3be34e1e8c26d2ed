package link

import "math"

// chorus says how common stems are in the statements that a statement competes
// with. What everybody in a story speaks of says little.
type chorus struct {
	statements int
	stems      tally     // in how many of them a stem stands
	rarities   []float64 // by that number
}

// leastAround is the number of statements below which nothing is known of what is
// common around, and aloneRarity the rarity of every stem then.
const (
	leastAround = 3
	aloneRarity = 0.65
)

// chorusOf counts the stems of contents.
func chorusOf(contents []*content) *chorus {
	a := &chorus{}
	a.listen(contents)
	return a
}

// listen counts the stems of contents in place of those before.
func (a *chorus) listen(contents []*content) {
	a.statements = len(contents)
	words := 0
	for _, c := range contents {
		words += len(c.words)
	}
	a.stems.reset(words)
	for _, c := range contents {
		for i := range c.words {
			if w := &c.words[i]; !w.again {
				a.stems.add(w.key)
			}
		}
	}
	a.rarities = a.rarities[:0]
	n := float64(a.statements + 2)
	for k := range a.statements + 1 {
		r := math.Log(n/float64(k+1)) / math.Log(n)
		a.rarities = append(a.rarities, r*r)
	}
}

// rarity returns from 0 to 1 how rare the stem of a word is around, squared: 1 when
// none has it.
func (a *chorus) rarity(w *contentWord) float64 {
	if a == nil || a.statements < leastAround {
		return aloneRarity
	}
	return a.rarities[a.stems.of(w.key)]
}
