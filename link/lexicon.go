package link

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Words are what linking must know of a language.
type Words struct {
	Endings     []Ending          // tried in order, the first that fits is taken off
	Forms       map[string]string // words in small letters that no ending is taken off, and what they are forms of
	Stands      map[string]string // names in small letters that stand for others: a capital, a people for its state
	Frequencies *Frequencies      // of stems
	// Persons reports whether two names may be of one person, nil when nothing is
	// known but how they are spelt.
	Persons func(a, b string) bool
	Denials map[string]bool // words in small letters that deny
	// Classes returns the classes of a word in small letters at three levels from
	// few to many, each 0 when it has none.
	Classes func(word string) [3]uint16
	// Vector returns a vector of what company a stem keeps, nil when it has none.
	Vector func(stem string) []int8
}

// Ending is an inflection: what it ends in and what the stem has in its place.
type Ending struct{ From, To string }

// leastStem is how many bytes of a word an ending must leave.
const leastStem = 4

// Stem returns the stem of a word in small letters.
func (w *Words) Stem(word string) string {
	if base, ok := w.Forms[word]; ok {
		word = base
	}
	for _, e := range w.Endings {
		if rest, ok := strings.CutSuffix(word, e.From); ok && len(rest)+len(e.To) >= leastStem {
			return rest + e.To
		}
	}
	return word
}

// Stems returns the stems of the words of a text, in their order.
func (w *Words) Stems(text string) []string {
	ws := wordsOf(text, whole(text))
	out := make([]string, len(ws))
	for i := range ws {
		out[i] = w.Stem(ws[i].form)
	}
	return out
}

// Frequencies says in how many of a number of articles a stem stands.
type Frequencies struct {
	articles float64
	of       map[string]float64
}

// IDF returns the inverse document frequency of a stem: the logarithm of the
// number of articles over the number that have it. It is never negative.
func (f *Frequencies) IDF(stem string) float64 {
	return math.Log((f.articles + 1) / (f.of[stem] + 1))
}

// ReadFrequencies reads what Write wrote.
func ReadFrequencies(r io.Reader) (*Frequencies, error) {
	f := &Frequencies{of: map[string]float64{}}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		stem, count, _ := strings.Cut(s.Text(), "\t")
		v, err := strconv.ParseUint(count, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("frequencies, line %d: want a stem, a tab and a number, got %q", n, s.Text())
		}
		if n == 1 {
			f.articles = float64(v)
			continue
		}
		f.of[stem] = float64(v)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("frequencies: %w", err)
	}
	if f.articles == 0 {
		return nil, fmt.Errorf("frequencies: the first line must say of how many articles")
	}
	return f, nil
}

// Counter counts in how many articles stems stand.
type Counter struct {
	words    *Words
	articles int
	of       map[string]int
}

// NewCounter returns a counter that knows the endings of w.
func NewCounter(w *Words) *Counter { return &Counter{words: w, of: map[string]int{}} }

// Add counts one article.
func (c *Counter) Add(text string) {
	c.articles++
	seen := map[string]bool{}
	for _, s := range c.words.Stems(text) {
		if !seen[s] {
			seen[s] = true
			c.of[s]++
		}
	}
}

// Write writes a line of the number of articles and one for each stem that
// stands in at least that many, in the order of the stems.
func (c *Counter) Write(w io.Writer, least int) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "\t%d\n", c.articles)
	var stems []string
	for s, n := range c.of {
		if n >= least {
			stems = append(stems, s)
		}
	}
	slices.Sort(stems)
	for _, s := range stems {
		fmt.Fprintf(b, "%s\t%d\n", s, c.of[s])
	}
	return b.Flush()
}

// Each calls f with every stem that is known and the number of articles it stands
// in, in the order of the stems.
func (f *Frequencies) Each(call func(stem string, articles int)) {
	for _, s := range slices.Sorted(maps.Keys(f.of)) {
		call(s, int(f.of[s]))
	}
}
