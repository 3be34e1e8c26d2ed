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

	"sayso"
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
//
// Bonds are what people say of namings, by their places in namings, and free of
// contradictions as Bonds asks. Those that are one thing bring with them what each of
// them is grouped with, and draw what is alike to either; those that do not belong with
// others are placed last.
func Referents(ctx context.Context, w *Words, m *NamingModel, namings []Naming, bonds []Bond) ([]int, error) {
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
		for k, g := range averageLink(p, s.known(items), within(items, bonds)) {
			groups[items[k]] = next + g
		}
		next += len(items)
	}
	return groups, nil
}

// never is the likelihood of a pair that no others may outweigh.
const never = -1e6

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
			v := float32(never)
			if y, z := s.items[a], s.items[b]; y.Type != Actors || !apart(y, z) {
				v = float32(logistic(inner(weights, s.features(y, z, x))))
			}
			p[i*n+j], p[j*n+i] = v, v
		}
	}
	return p, nil
}

// known returns for each item one of the group it is known to be in: what the
// coreference of one article holds to be one person, body or group is one.
func (s *scope) known(items []int) []int {
	type entity struct {
		doc *sayso.Document
		ref sayso.Ref[sayso.Entity]
	}
	first := map[entity]int{}
	out := make([]int, len(items))
	for i, item := range items {
		out[i] = i
		x := s.items[item]
		if x.Type != Actors || x.entity == 0 {
			continue
		}
		e := entity{x.Doc, x.entity}
		if k, ok := first[e]; ok {
			out[i] = k
		} else {
			first[e] = i
		}
	}
	return out
}

// within returns the bonds of two of items, which are sorted, by their places there.
func within(items []int, bonds []Bond) []Bond {
	var out []Bond
	for _, b := range bonds {
		i, in := slices.BinarySearch(items, b.Item)
		j, too := slices.BinarySearch(items, b.Other)
		if in && too && i != j {
			out = append(out, Bond{i, j, b.Same})
		}
	}
	return out
}

// averageLink joins the two groups whose items are likeliest to belong together
// on average, until none is likelier than not, and returns the group of each item.
// p has the likelihoods row by row; it is used up. The i-th item begins in the group
// of the item start[i], which comes before it or is it, unless bonds, which are of
// places in start, say that it does not belong with another.
func averageLink(p []float32, start []int, bonds []Bond) []int {
	n := len(start)
	g := &averaging{p: p, n: n, group: make([]int, n), size: make([]float32, n), best: make([]int, n), asleep: make([]bool, n)}
	for i := range n {
		g.group[i], g.size[i] = i, 1
	}
	leaving := make([]bool, n)
	for _, b := range bonds {
		if !b.Same {
			leaving[b.Item] = true
		}
	}
	first := map[int]int{} // that stays, of those that begin together
	for i, k := range start {
		if leaving[i] {
			continue
		}
		if f, ok := first[k]; !ok {
			first[k] = i
		} else if x, y := g.group[i], g.group[f]; x != y {
			g.join(min(x, y), max(x, y))
		}
	}
	for i := range n {
		if leaving[i] {
			g.asleep[i] = true
		}
	}
	g.run()
	if len(bonds) == 0 {
		return g.group
	}
	for _, b := range bonds { // groups that are one, with all that is in them
		if x, y := g.group[b.Item], g.group[b.Other]; b.Same && x != y {
			g.unite(min(x, y), max(x, y))
		}
	}
	clear(g.asleep)
	for _, b := range bonds {
		if x, y := g.group[b.Item], g.group[b.Other]; !b.Same {
			p[x*n+y], p[y*n+x] = never*float32(n), never*float32(n) // whatever it is averaged with
		}
	}
	g.run()
	return g.group
}

// run joins groups that are not asleep until none is likelier than not.
func (g *averaging) run() {
	n, p := g.n, g.p
	for i := range n {
		g.find(i)
	}
	for {
		a := -1
		for i := range n {
			if g.size[i] > 0 && !g.asleep[i] && g.best[i] >= 0 && (a < 0 || p[i*n+g.best[i]] > p[a*n+g.best[a]]) {
				a = i
			}
		}
		if a < 0 || p[a*n+g.best[a]] <= 0.5 {
			return
		}
		a, b := min(a, g.best[a]), max(a, g.best[a])
		g.join(a, b)
		for k := range n {
			if g.size[k] == 0 || g.asleep[k] {
				continue
			}
			if k == a || g.best[k] == a || g.best[k] == b {
				g.find(k)
			} else if p[k*n+a] > p[k*n+g.best[k]] {
				g.best[k] = a
			}
		}
	}
}

// averaging is the state of averageLink. A group is named by one of its items;
// p has the mean likelihood between two groups at their names.
type averaging struct {
	p      []float32
	n      int
	group  []int
	size   []float32 // of the group of that name, 0 when there is none
	best   []int     // the group that fits it best, -1 when there is no other
	asleep []bool    // groups that take no part yet
}

// unite puts group b into group a as one with it: what is alike to either is alike to
// both.
func (g *averaging) unite(a, b int) {
	for k := range g.n {
		if g.size[k] > 0 && k != a && k != b {
			v := max(g.p[a*g.n+k], g.p[b*g.n+k])
			g.p[a*g.n+k], g.p[k*g.n+a] = v, v
		}
	}
	g.take(a, b, max(g.size[a], g.size[b]))
}

// take has group a, which is of that size then, hold the items of group b.
func (g *averaging) take(a, b int, size float32) {
	g.size[a], g.size[b] = size, 0
	for i, k := range g.group {
		if k == b {
			g.group[i] = a
		}
	}
}

// join puts the items of group b into group a.
func (g *averaging) join(a, b int) {
	for k := range g.n {
		if g.size[k] > 0 && k != a && k != b {
			v := (g.p[a*g.n+k]*g.size[a] + g.p[b*g.n+k]*g.size[b]) / (g.size[a] + g.size[b])
			g.p[a*g.n+k], g.p[k*g.n+a] = v, v
		}
	}
	g.take(a, b, g.size[a]+g.size[b])
}

// find sets the group that fits group i best.
func (g *averaging) find(i int) {
	g.best[i] = -1
	for j := range g.n {
		if g.size[j] > 0 && !g.asleep[j] && j != i && (g.best[i] < 0 || g.p[i*g.n+j] > g.p[i*g.n+g.best[i]]) {
			g.best[i] = j
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
