package link

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Model holds the learnt weights of the linkers that compare by likeness.
type Model struct {
	Dated     Weights // articles whose dates are known
	Undated   Weights // articles of which one has no date
	Bare      Weights // words of which it is not known who said them
	Utterance Weights // statements in two articles
	// Context weighs what is known of two statements in two articles besides their
	// words, the logit of these among it.
	Context []float64
}

// tie returns the weights that a tie of two tellings goes with.
func (m *Model) tie(marks Marks) *Weights {
	if marks&MarkBare != 0 {
		return &m.Bare
	}
	return &m.Utterance
}

// utterance returns the weights for a pair of tellings.
func (m *Model) utterance(a, b *Telling) *Weights {
	if a.Bare || b.Bare {
		return &m.Bare
	}
	return &m.Utterance
}

// Weights decide whether two items belong together, in two steps. The first
// looks at the pair alone: a logistic model over its features. The second looks
// at what else is like the two: a pair is worth less when either has a better
// partner, by as much as it falls behind (the idea of Conneau et al. 2018, who
// correct likeness by the density around both ends, with a learnt weight).
type Weights struct {
	Pair   []float64  // bias, then one for each feature
	Margin [3]float64 // bias, weight of the logit of the first step, weight of the margins
}

// logit returns the outcome of the first step.
func (w *Weights) logit(features []float64) float64 { return inner(w.Pair, features) }

// probability returns the outcome of the second step: p is the first's as a
// probability, a and b are the greatest that each end has with anything.
func (w *Weights) probability(logit, p, a, b float64) float64 {
	return logistic(w.Margin[0] + w.Margin[1]*logit + w.Margin[2]*(a-p+b-p))
}

func inner(w, x []float64) float64 {
	sum := 0.0
	for i := range w {
		sum += w[i] * x[i]
	}
	return sum
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// named returns the weights by the names they have in a file.
func (m *Model) named() []struct {
	name string
	*Weights
	features int
} {
	return []struct {
		name string
		*Weights
		features int
	}{{"dated", &m.Dated, datedFeatures}, {"undated", &m.Undated, storyFeatures}, {"bare", &m.Bare, utteranceFeatures}, {"utterance", &m.Utterance, utteranceFeatures}}
}

// Write writes the model as lines of text, notes before it.
func (m *Model) Write(w io.Writer, notes []string) error {
	b := bufio.NewWriter(w)
	for _, n := range notes {
		fmt.Fprintf(b, "# %s\n", n)
	}
	for _, x := range m.named() {
		fmt.Fprintf(b, "%s pair%s\n%s margin%s\n", x.name, numbers(x.Pair), x.name, numbers(x.Margin[:]))
	}
	fmt.Fprintf(b, "utterance context%s\n", numbers(m.Context))
	return b.Flush()
}

func numbers(xs []float64) string {
	var b strings.Builder
	for _, x := range xs {
		b.WriteString(" " + strconv.FormatFloat(x, 'f', 4, 64))
	}
	return b.String()
}

// ReadModel reads what Write wrote.
func ReadModel(r io.Reader) (*Model, error) {
	lines := map[string][]float64{}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		f := strings.Fields(s.Text())
		if len(f) < 3 {
			return nil, fmt.Errorf("link model, line %d: want a name, a part and its weights", n)
		}
		for _, x := range f[2:] {
			v, err := strconv.ParseFloat(x, 64)
			if err != nil {
				return nil, fmt.Errorf("link model, line %d: weight %q", n, x)
			}
			lines[f[0]+" "+f[1]] = append(lines[f[0]+" "+f[1]], v)
		}
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("link model: %w", err)
	}
	m := &Model{}
	for _, x := range m.named() {
		x.Pair = lines[x.name+" pair"]
		margin := lines[x.name+" margin"]
		if len(x.Pair) != x.features || len(margin) != len(x.Margin) {
			return nil, fmt.Errorf("link model: %q has %d and %d weights, want %d and %d", x.name, len(x.Pair), len(margin), x.features, len(x.Margin))
		}
		copy(x.Margin[:], margin)
	}
	if m.Context = lines["utterance context"]; len(m.Context) != contextFeatures {
		return nil, fmt.Errorf("link model: \"utterance context\" has %d weights, want %d", len(m.Context), contextFeatures)
	}
	return m, nil
}
