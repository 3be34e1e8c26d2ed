package corpus

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// TimeScore counts the expressions of time found against those of a gold corpus
// as TempEval-3 does (UzZaman et al. 2013): spans that overlap are aligned one
// to one, identical ones first, then by the larger overlap, and type and value
// are compared where they are aligned.
type TimeScore struct {
	Documents, Gold, System                   int
	Relaxed, Strict, Type, Value, StrictValue int
	ByType                                    map[string]*TimeTypeScore // by the gold's type; what was found counts for its own
}

// TimeTypeScore counts what became of the expressions of one type.
type TimeTypeScore struct{ Gold, System, Found, Strict, Type, Value int }

// TimePair is an expression of the gold and what was found for it: one of the
// two is nil where the other stands alone.
type TimePair struct{ Gold, Found *Time }

// Add scores the expressions of one text and returns how they are aligned, in
// the order of the gold, what was found beside it last.
func (s *TimeScore) Add(gold, found []Time) []TimePair {
	if s.ByType == nil {
		s.ByType = map[string]*TimeTypeScore{}
	}
	s.Documents++
	s.Gold += len(gold)
	s.System += len(found)
	for _, g := range gold {
		s.of(g.Type).Gold++
	}
	for _, f := range found {
		s.of(f.Type).System++
	}
	to := alignTimes(gold, found)
	pairs := make([]TimePair, 0, len(gold))
	used := make([]bool, len(found))
	for i := range gold {
		g := &gold[i]
		if to[i] < 0 {
			pairs = append(pairs, TimePair{Gold: g})
			continue
		}
		f := &found[to[i]]
		used[to[i]] = true
		pairs = append(pairs, TimePair{g, f})
		by := s.of(g.Type)
		strict, typ, value := g.Start == f.Start && g.End == f.End, g.Type == f.Type, sameValue(g.Value, f.Value)
		for _, c := range []struct {
			hit bool
			to  []*int
		}{{true, []*int{&s.Relaxed, &by.Found}}, {strict, []*int{&s.Strict, &by.Strict}}, {typ, []*int{&s.Type, &by.Type}},
			{value, []*int{&s.Value, &by.Value}}, {strict && value, []*int{&s.StrictValue}}} {
			for _, n := range c.to {
				if c.hit {
					*n++
				}
			}
		}
	}
	for j := range found {
		if !used[j] {
			pairs = append(pairs, TimePair{Found: &found[j]})
		}
	}
	return pairs
}

func (s *TimeScore) of(typ string) *TimeTypeScore {
	if s.ByType[typ] == nil {
		s.ByType[typ] = &TimeTypeScore{}
	}
	return s.ByType[typ]
}

func sameValue(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

// alignTimes returns for each of gold the index in found, -1 for none.
func alignTimes(gold, found []Time) []int {
	to := make([]int, len(gold))
	used := make([]bool, len(found))
	for i, g := range gold {
		to[i] = -1
		for j, f := range found {
			if f.Start == g.Start && f.End == g.End && !used[j] {
				to[i], used[j] = j, true
				break
			}
		}
	}
	type pair struct{ overlap, start, gold, found int }
	var pairs []pair
	for i, g := range gold {
		for j, f := range found {
			if o := min(g.End, f.End) - max(g.Start, f.Start); to[i] < 0 && !used[j] && o > 0 {
				pairs = append(pairs, pair{o, f.Start, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), cmp.Compare(a.start, b.start), cmp.Compare(a.gold, b.gold), cmp.Compare(a.found, b.found))
	})
	for _, p := range pairs {
		if to[p.gold] < 0 && !used[p.found] {
			to[p.gold] = p.found
			used[p.found] = true
		}
	}
	return to
}

// ValueF1 is the F1 of the spans that overlap times the share of those whose
// values are equal, 0 to 1.
func (s *TimeScore) ValueF1() float64 { return s.attribute(s.Value) }

func (s *TimeScore) attribute(n int) float64 {
	_, _, f1 := prf(s.Relaxed, s.System, s.Gold)
	return f1 * share(n, s.Relaxed)
}

// Print writes the scores; with perType, a line for each type too.
func (s *TimeScore) Print(w io.Writer, perType bool) error {
	var b strings.Builder
	line := func(name string, n int) {
		p, r, f1 := prf(n, s.System, s.Gold)
		fmt.Fprintf(&b, "%-14sP %6.2f  R %6.2f  F1 %6.2f\n", name, 100*p, 100*r, 100*f1)
	}
	fmt.Fprintf(&b, "docs %d  gold %d  system %d\n", s.Documents, s.Gold, s.System)
	line("strict", s.Strict)
	line("relaxed", s.Relaxed)
	fmt.Fprintf(&b, "type          acc %.2f  F1 %.2f\n", 100*share(s.Type, s.Relaxed), 100*s.attribute(s.Type))
	fmt.Fprintf(&b, "value         acc %.2f  F1 %.2f\n", 100*share(s.Value, s.Relaxed), 100*s.attribute(s.Value))
	line("strict+value", s.StrictValue)
	if perType {
		types := make([]string, 0, len(s.ByType))
		for t := range s.ByType {
			types = append(types, t)
		}
		slices.Sort(types)
		for _, t := range types {
			c := s.ByType[t]
			fmt.Fprintf(&b, "  %-9s gold %4d system %4d found %4d strict %4d type-ok %4d value-ok %4d\n", t, c.Gold, c.System, c.Found, c.Strict, c.Type, c.Value)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// PrintTimeErrors writes one line for each expression that was missed or is
// spurious, or whose extent, type or value differs, with the words around it.
func PrintTimeErrors(w io.Writer, t TimedText, pairs []TimePair) error {
	text := []rune(t.Text)
	at := func(from, to int) string {
		return strings.Join(strings.Fields(string(text[max(from, 0):max(from, 0, min(to, len(text)))])), " ")
	}
	var b strings.Builder
	for _, p := range pairs {
		where, kind := p.Gold, ""
		switch {
		case p.Found == nil:
			kind = "missed"
		case p.Gold == nil:
			where, kind = p.Found, "spurious"
		case !sameValue(p.Gold.Value, p.Found.Value):
			kind = "value"
		case p.Gold.Type != p.Found.Type:
			kind = "type"
		case p.Gold.Start != p.Found.Start || p.Gold.End != p.Found.End:
			kind = "extent"
		default:
			continue
		}
		fmt.Fprintf(&b, "%s %s %s: ", t.ID, t.Published, kind)
		for _, x := range []*Time{p.Gold, p.Found} {
			if x != nil {
				fmt.Fprintf(&b, "[%s] %s %s  ", at(x.Start, x.End), x.Type, orNone(x.Value))
			} else {
				b.WriteString("-  ")
			}
		}
		const around = 60
		fmt.Fprintf(&b, "| %s\n", at(where.Start-around, where.End+around))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
