package wordvec

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// window is how many words on either side count as company, the nearer the more.
const window = 5

// Counter counts which words stand near which.
type Counter struct {
	words    []string // the vocabulary, the commonest first
	number   map[string]int
	contexts int
	near     []float32 // a row for each word, a column for each context: the first words of the vocabulary
}

// Vocabulary counts words. Its zero value is ready to use.
type Vocabulary struct{ of map[string]int }

// Add counts the words of a text.
func (v *Vocabulary) Add(words []string) {
	if v.of == nil {
		v.of = map[string]int{}
	}
	for _, w := range words {
		v.of[w]++
	}
}

// Counter returns a counter for the most common words, of which the first
// contexts also count as company. It takes 4 bytes for each pair of the two.
func (v *Vocabulary) Counter(most, contexts int) *Counter {
	words := slices.SortedFunc(maps.Keys(v.of), func(a, b string) int {
		return cmp.Or(cmp.Compare(v.of[b], v.of[a]), cmp.Compare(a, b))
	})
	words = words[:min(most, len(words))]
	c := &Counter{words: words, number: make(map[string]int, len(words)), contexts: min(contexts, len(words))}
	for i, w := range words {
		c.number[w] = i
	}
	c.near = make([]float32, len(words)*c.contexts)
	return c
}

// Add counts the company of the words of a text.
func (c *Counter) Add(words []string) {
	known := make([]int, len(words))
	for i, w := range words {
		n, ok := c.number[w]
		if !ok {
			n = -1
		}
		known[i] = n
	}
	for i, w := range known {
		if w < 0 {
			continue
		}
		row := c.near[w*c.contexts : (w+1)*c.contexts]
		for k := max(0, i-window); k <= min(len(known)-1, i+window); k++ {
			if o := known[k]; k != i && o >= 0 && o < c.contexts {
				row[o] += 1 / float32(max(i-k, k-i))
			}
		}
	}
}

// smoothing is the power that contexts are raised to, so that rare ones do not
// stand out.
const smoothing = 0.75

// information turns the counts into positive pointwise mutual information, row
// by row, and keeps what is above 0.
func (c *Counter) information() []row {
	word, context := make([]float64, len(c.words)), make([]float64, c.contexts)
	for i := range c.words {
		for k, n := range c.near[i*c.contexts : (i+1)*c.contexts] {
			word[i] += float64(n)
			context[k] += float64(n)
		}
	}
	all := 0.0
	for k := range context {
		context[k] = math.Pow(context[k], smoothing)
		all += context[k]
	}
	rows := make([]row, len(c.words))
	for i := range c.words {
		for k, n := range c.near[i*c.contexts : (i+1)*c.contexts] {
			if n == 0 {
				continue
			}
			if pmi := math.Log(float64(n) * all / (word[i] * context[k])); pmi > 0 {
				rows[i] = append(rows[i], cell{int32(k), float32(pmi)})
			}
		}
	}
	return rows
}
