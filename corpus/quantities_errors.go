package corpus

import (
	"fmt"
	"io"
	"strings"
)

// PrintQuantityErrors writes each sentence whose quantities differ, with the
// quantities that gold alone or the prediction alone has.
func PrintQuantityErrors(w io.Writer, gold, predicted []QuantitySentence) error {
	by := map[string][]Quantity{}
	for _, p := range predicted {
		by[p.ID] = p.Quantities
	}
	var b strings.Builder
	for _, g := range gold {
		p := by[g.ID]
		used := make([]bool, len(p))
		var lines []string
		for _, q := range g.Quantities {
			k := twin(q, p, used)
			if k < 0 {
				lines = append(lines, fmt.Sprintf("  gold   %s %s %s", q.Change, q.Value, q.Unit))
				continue
			}
			used[k] = true
		}
		for k, q := range p {
			if !used[k] {
				lines = append(lines, fmt.Sprintf("  found  %s %s %s", q.Change, q.Value, q.Unit))
			}
		}
		if len(lines) > 0 {
			fmt.Fprintf(&b, "%s: %s\n%s\n", g.ID, g.Text, strings.Join(lines, "\n"))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// twin returns the first unused quantity of list that agrees with q in
// everything, -1 for none.
func twin(q Quantity, list []Quantity, used []bool) int {
	v := quantityValue(q.Value)
	for k, p := range list {
		if !used[k] && v.equal(quantityValue(p.Value)) && strings.EqualFold(q.Unit, p.Unit) && q.Change == p.Change {
			return k
		}
	}
	return -1
}
