package corpus

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
)

// ClusterScore says how a clustering of items stands against a gold one.
type ClusterScore struct {
	Items, Gold, Predicted, Missing, Extra int // items, clusters of both; gold items not predicted, and the reverse

	B3, Pairwise              Ratio   // B³ (Bagga and Baldwin 1998); over unordered pairs of items (Miranda et al. 2018)
	ARI                       float64 // adjusted Rand index
	Homogeneity, Completeness float64 // V-measure (Rosenberg and Hirschberg 2007)
}

// ScoreClusters scores got, from item to cluster, against gold. An item that got
// lacks is a cluster of its own, one that gold lacks is passed over.
func ScoreClusters(gold, got map[string]string) ClusterScore {
	s := ClusterScore{Items: len(gold)}
	type cell struct{ gold, got string }
	g, k, cells := map[string]int{}, map[string]int{}, map[cell]int{}
	for item, a := range gold {
		b, ok := got[item]
		if ok {
			b = "c:" + b
		} else {
			b = "missing:" + item
			s.Missing++
		}
		g[a]++
		k[b]++
		cells[cell{a, b}]++
	}
	for item := range got {
		if _, ok := gold[item]; !ok {
			s.Extra++
		}
	}
	s.Gold, s.Predicted = len(g), len(k)

	// Sums run in a fixed order, so that the last digit does not depend on a map.
	keys := slices.SortedFunc(maps.Keys(cells), func(a, b cell) int {
		return slices.Compare([]string{a.gold, a.got}, []string{b.gold, b.got})
	})
	n, both := float64(len(gold)), 0
	var precision, recall, mutual float64
	for _, c := range keys {
		v := float64(cells[c])
		precision += v * v / float64(k[c.got])
		recall += v * v / float64(g[c.gold])
		both += pairs(cells[c])
		mutual += v / n * math.Log(v*n/(float64(g[c.gold])*float64(k[c.got])))
	}
	s.B3 = Ratio{RecallPart: recall, RecallOf: n, PrecisionPart: precision, PrecisionOf: n}

	inGold, goldEntropy := spread(g, n)
	inGot, gotEntropy := spread(k, n)
	s.Pairwise = Ratio{RecallPart: float64(both), RecallOf: float64(inGold), PrecisionPart: float64(both), PrecisionOf: float64(inGot)}
	if inGold == 0 { // nothing to find is found
		s.Pairwise.RecallPart, s.Pairwise.RecallOf = 1, 1
		if inGot == 0 {
			s.Pairwise.PrecisionPart, s.Pairwise.PrecisionOf = 1, 1
		}
	}
	s.ARI, s.Homogeneity, s.Completeness = 1, 1, 1
	expected := 0.0
	if all := pairs(len(gold)); all > 0 {
		expected = float64(inGold) * float64(inGot) / float64(all)
	}
	if most := float64(inGold+inGot) / 2; most != expected {
		s.ARI = (float64(both) - expected) / (most - expected)
	}
	if goldEntropy > 0 {
		s.Homogeneity = mutual / goldEntropy
	}
	if gotEntropy > 0 {
		s.Completeness = mutual / gotEntropy
	}
	return s
}

// pairs returns the number of unordered pairs of n items.
func pairs(n int) int { return n * (n - 1) / 2 }

// spread returns the pairs within clusters of these sizes, and their entropy.
func spread(sizes map[string]int, n float64) (within int, entropy float64) {
	for _, id := range slices.Sorted(maps.Keys(sizes)) {
		v := sizes[id]
		within += pairs(v)
		entropy -= float64(v) / n * math.Log(float64(v)/n)
	}
	return within, entropy
}

// Print writes four lines, a warning before them when items are missing or too
// many.
func (s ClusterScore) Print(w io.Writer) error {
	if s.Missing > 0 || s.Extra > 0 {
		if _, err := fmt.Fprintf(w, "warning: %d gold ids missing from PRED (scored as singletons), %d extra ids ignored\n", s.Missing, s.Extra); err != nil {
			return err
		}
	}
	bp, br, bf := s.B3.PRF()
	pp, pr, pf := s.Pairwise.PRF()
	_, err := fmt.Fprintf(w, "items %d  gold clusters %d  predicted %d\nBCubed    P %.4f  R %.4f  F1 %.4f\npairwise  P %.4f  R %.4f  F1 %.4f\nARI %.4f  homogeneity %.4f  completeness %.4f  V %.4f\n",
		s.Items, s.Gold, s.Predicted, bp, br, bf, pp, pr, pf, s.ARI, s.Homogeneity, s.Completeness, harmonic(s.Homogeneity, s.Completeness))
	return err
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
