package link

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// NamingModel holds the learnt weights of namings, by what kind of thing both of a
// pair name; those of the kind "" are for namings of which nothing says it.
type NamingModel struct {
	Pair map[string][]float64
}

// Actors is the type of namings of persons, bodies and groups without a list by
// hand that tells these apart.
const Actors = "actors"

// Referents groups namings by what they name, and returns the number of each one's
// group: by average link over how likely a learnt model holds two to name one
// thing. Namings of two types never name one thing. Time and memory grow with the
// square of the namings: give it those of the articles of one story.
func Referents(ctx context.Context, w *Words, m *NamingModel, namings []Naming) ([]int, error) {
	s := newScope(w, namings)
	byType := map[string][]int{}
	var types []string
	for i, x := range s.items {
		if byType[x.Type] == nil {
			types = append(types, x.Type)
		}
		byType[x.Type] = append(byType[x.Type], i)
	}
	groups := make([]int, len(namings))
	next := 0
	for _, t := range types {
		weights, ok := m.Pair[t]
		if !ok {
			weights = m.Pair[""]
		}
		if len(weights) != namingFeatures {
			return nil, fmt.Errorf("naming model: %d weights for the type %q, want %d", len(weights), t, namingFeatures)
		}
		items := byType[t]
		p, err := s.likelihoods(ctx, items, weights)
		if err != nil {
			return nil, err
		}
		for k, g := range averageLink(p, len(items)) {
			groups[items[k]] = next + g
		}
		next += len(items)
	}
	return groups, nil
}

// likelihoods returns how likely each pair of items names one thing, row by row.
func (s *scope) likelihoods(ctx context.Context, items []int, weights []float64) ([]float32, error) {
	n := len(items)
	p := make([]float32, n*n)
	x := make([]float64, 0, namingFeatures)
	for i, a := range items {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for j, b := range items[:i] {
			v := float32(logistic(inner(weights, s.features(s.items[a], s.items[b], x))))
			p[i*n+j], p[j*n+i] = v, v
		}
	}
	return p, nil
}

// averageLink joins the two groups whose items are likeliest to belong together
// on average, until none is likelier than not, and returns the group of each of n
// items. p has the likelihoods row by row; it is used up.
func averageLink(p []float32, n int) []int {
	group := make([]int, n)
	size := make([]float32, n)
	best := make([]int, n) // of each living group, the one that fits it best
	for i := range n {
		group[i], size[i] = i, 1
		p[i*n+i] = -1
	}
	find := func(i int) {
		best[i] = -1
		for j := range n {
			if size[j] > 0 && j != i && (best[i] < 0 || p[i*n+j] > p[i*n+best[i]]) {
				best[i] = j
			}
		}
	}
	for i := range n {
		find(i)
	}
	for {
		a := -1
		for i := range n {
			if size[i] > 0 && best[i] >= 0 && (a < 0 || p[i*n+best[i]] > p[a*n+best[a]]) {
				a = i
			}
		}
		if a < 0 || p[a*n+best[a]] <= 0.5 {
			return group
		}
		b := best[a]
		if b < a {
			a, b = b, a
		}
		for k := range n {
			if size[k] > 0 && k != a && k != b {
				v := (p[a*n+k]*size[a] + p[b*n+k]*size[b]) / (size[a] + size[b])
				p[a*n+k], p[k*n+a] = v, v
			}
		}
		size[a], size[b] = size[a]+size[b], 0
		for i, g := range group {
			if g == b {
				group[i] = a
			}
		}
		for k := range n {
			if size[k] > 0 && (k == a || best[k] == a || best[k] == b) {
				find(k)
			} else if size[k] > 0 && p[k*n+a] > p[k*n+best[k]] {
				best[k] = a
			}
		}
	}
}

// Write writes the model as lines of text, notes before it.
func (m *NamingModel) Write(w io.Writer, notes []string) error {
	b := bufio.NewWriter(w)
	for _, n := range notes {
		fmt.Fprintf(b, "# %s\n", n)
	}
	for _, t := range slices.Sorted(maps.Keys(m.Pair)) {
		fmt.Fprintf(b, "naming %q%s\n", t, numbers(m.Pair[t]))
	}
	return b.Flush()
}

// ReadNamingModel reads what Write wrote.
func ReadNamingModel(r io.Reader) (*NamingModel, error) {
	m := &NamingModel{Pair: map[string][]float64{}}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		f := strings.Fields(s.Text())
		if len(f) != namingFeatures+2 || f[0] != "naming" {
			return nil, fmt.Errorf(`line %d: want "naming", a type between quotation marks and %d weights`, n, namingFeatures)
		}
		typ, err := strconv.Unquote(f[1])
		if err != nil {
			return nil, fmt.Errorf("line %d: the type %s is not between quotation marks", n, f[1])
		}
		for _, x := range f[2:] {
			v, err := strconv.ParseFloat(x, 64)
			if err != nil {
				return nil, fmt.Errorf("line %d: weight %q", n, x)
			}
			m.Pair[typ] = append(m.Pair[typ], v)
		}
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	if m.Pair[""] == nil {
		return nil, errors.New(`no weights for the type ""`)
	}
	return m, nil
}
