package ner

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso/perceptron"
)

// longestPhrase is the most words that a phrase of a list has.
const longestPhrase = 5

// A List is phrases of one kind that are evidence of names: cities, given names,
// titles. Capitals do not count.
type List struct {
	Name    string
	Phrases []string // words separated by a space
}

// mostLists is how many lists there may be: four bits of word.list each.
const mostLists = 16

// lists says, by the fingerprint of a phrase, which lists it is on; the bits of
// those that are only the beginning of a phrase are zero.
type lists map[uint32]uint16

// join returns the fingerprint of a phrase that goes on with a word.
func join(phrase, word uint32) uint32 {
	if phrase == 0 {
		return word
	}
	return max(1, perceptron.Feature(250, phrase, word, 0))
}

// newLists leaves out phrases of one word that clusters know without a capital:
// "white" and "reading" are names, too, but more often none.
func newLists(ls []List, clusters *perceptron.Clusters) (lists, error) {
	if len(ls) > mostLists {
		return nil, fmt.Errorf("%d lists, want at most %d", len(ls), mostLists)
	}
	out := lists{}
	for k, l := range ls {
		for _, p := range l.Phrases {
			out.add(strings.Fields(p), 1<<k, clusters)
			if strings.Contains(p, "-") { // tokens are split at it, or not
				out.add(strings.Fields(strings.ReplaceAll(p, "-", " - ")), 1<<k, clusters)
			}
		}
	}
	return out, nil
}

func (l lists) add(words []string, on uint16, clusters *perceptron.Clusters) {
	if len(words) == 0 || len(words) > longestPhrase {
		return
	}
	h := uint32(0)
	for i, w := range words {
		lower := perceptron.Lower(perceptron.Normal(nil, w))
		if len(words) == 1 && clusters.Of(lower, lower) != [3]uint16{} {
			return
		}
		h = join(h, perceptron.Hash(lower))
		if i < len(words)-1 {
			l[h] |= 0
		}
	}
	l[h] |= on
}

// mark sets the lists of words: for each list, of the longest phrase that starts
// at a word, whether the word begins it, is inside, last or the only one.
func (l lists) mark(ws []word) {
	if len(l) == 0 {
		return
	}
	for i := range ws {
		if ws[i].sure {
			continue
		}
		h := uint32(0)
		var found [longestPhrase]uint16
		longest := -1
		for n := 0; n < longestPhrase && i+n < len(ws); n++ {
			h = join(h, ws[i+n].lower)
			on, ok := l[h]
			if !ok {
				break
			}
			if on != 0 {
				found[n], longest = on, n
			}
		}
		seen := uint16(0)
		for n := longest; n >= 0; n-- {
			on := found[n] &^ seen
			seen |= on
			for k := 0; on != 0; k, on = k+1, on>>1 {
				if on&1 == 0 {
					continue
				}
				at := 4 * k
				if n == 0 {
					ws[i].list |= 8 << at
					continue
				}
				ws[i].list |= 1 << at
				for m := 1; m < n; m++ {
					ws[i+m].list |= 2 << at
				}
				ws[i+n].list |= 4 << at
			}
		}
	}
}

func sortedKeys[V any](m map[uint32]V) []uint32 { return slices.Sorted(maps.Keys(m)) }
