package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso"
)

// Chains reads the entities that the Entity features of d.Misc mark, in the
// notation of GUM and CorefUD: "(3-person-…" opens a mention of entity 3, "3)"
// closes the one opened last, "(3-person-…)" is a mention of one word. Each
// chain is the spans of one entity in the order of their ends; entities come in
// the order of their first end. Bridging and other links are passed over.
func Chains(d Segmented) ([][]sayso.Span, error) {
	open := map[string][]int{} // first words of the mentions of an entity that are not closed
	index := map[string]int{}
	var chains [][]sayso.Span
	add := func(id string, first, last int) {
		k, ok := index[id]
		if !ok {
			k = len(chains)
			index[id] = k
			chains = append(chains, nil)
		}
		chains[k] = append(chains[k], sayso.Span{Start: d.Words[first].Start, End: d.Words[last].End})
	}
	for i, misc := range d.Misc {
		entity := feature(misc, "Entity")
		for rest := entity; rest != ""; {
			if rest[0] == '(' {
				n := strings.IndexAny(rest[1:], "()") + 1
				if n == 0 {
					n = len(rest)
				}
				id, _, _ := strings.Cut(rest[1:n], "-")
				rest = rest[n:]
				if strings.HasPrefix(rest, ")") {
					add(id, i, i)
					rest = rest[1:]
					continue
				}
				open[id] = append(open[id], i)
				continue
			}
			id, behind, ok := strings.Cut(rest, ")")
			n := len(open[id]) - 1
			if !ok || n < 0 {
				return nil, fmt.Errorf("document %s, word %d (%q): Entity=%s closes what is not open", d.ID, i+1, d.Words[i].Of(d.Text), entity)
			}
			add(id, open[id][n], i)
			open[id] = open[id][:n]
			rest = behind
		}
	}
	for _, id := range slices.Sorted(maps.Keys(open)) {
		if len(open[id]) > 0 {
			return nil, fmt.Errorf("document %s: a mention of entity %s is never closed", d.ID, id)
		}
	}
	return chains, nil
}

// feature returns the value of key in a list "key=value|…", or "".
func feature(list, key string) string {
	for f := range strings.SplitSeq(list, "|") {
		if k, v, ok := strings.Cut(f, "="); ok && k == key {
			return v
		}
	}
	return ""
}
