package corpus

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"sayso"
)

// RuleScore counts, for each group of mentions, such as those that give one
// reason for standing in their entity, how often they rightly do.
type RuleScore map[string]RuleCounts

// RuleCounts is how many mentions the key has too and puts with the mention of
// the same entity that stands nearest before them (or behind, when none does),
// and how many it puts elsewhere; Unknown is how many it does not have, or has
// nothing to compare with.
type RuleCounts struct{ Right, Wrong, Unknown int }

// Add counts the mentions of d against the chains of the key. group names the
// group of a mention; one without is not counted.
func (s RuleScore) Add(key [][]sayso.Span, d *sayso.Document, group func(sayso.Mention) string) {
	chain := map[sayso.Span]int{}
	for c, spans := range key {
		for _, x := range spans {
			if _, ok := chain[x]; !ok {
				chain[x] = c
			}
		}
	}
	members := make([][]sayso.Span, len(d.Entities))
	for _, m := range d.Mentions {
		if m.Entity > 0 {
			members[m.Entity-1] = append(members[m.Entity-1], m.Span)
		}
	}
	for _, m := range d.Mentions {
		name := group(m)
		if m.Entity == 0 || name == "" {
			continue
		}
		c := s[name]
		own, ok := chain[m.Span]
		other, found := neighbour(members[m.Entity-1], m.Span, chain)
		switch {
		case !ok || !found:
			c.Unknown++
		case own == other:
			c.Right++
		default:
			c.Wrong++
		}
		s[name] = c
	}
}

// neighbour returns the chain of the span before at, or else of the one behind,
// that the key has.
func neighbour(spans []sayso.Span, at sayso.Span, chain map[sayso.Span]int) (int, bool) {
	before, behind := -1, -1
	for _, s := range spans {
		c, ok := chain[s]
		switch order := sayso.CompareSpans(s, at); {
		case !ok || order == 0:
		case order < 0:
			before = c
		case behind < 0:
			behind = c
		}
	}
	if before >= 0 {
		return before, true
	}
	return behind, behind >= 0
}

// Print writes one line a group, the most frequent first.
func (s RuleScore) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-50s %6s %6s %10s %8s\n", "mentions", "right", "wrong", "precision", "not in key")
	size := func(k string) int { return s[k].Right + s[k].Wrong }
	names := slices.SortedFunc(maps.Keys(s), func(x, y string) int {
		if d := size(y) - size(x); d != 0 {
			return d
		}
		return strings.Compare(x, y)
	})
	for _, k := range names {
		c := s[k]
		p := "-"
		if size(k) > 0 {
			p = fmt.Sprintf("%.1f", 100*float64(c.Right)/float64(size(k)))
		}
		fmt.Fprintf(&b, "%-50s %6d %6d %10s %8d\n", k, c.Right, c.Wrong, p, c.Unknown)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
