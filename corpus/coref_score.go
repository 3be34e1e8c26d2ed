package corpus

import (
	"fmt"
	"io"
	"strings"

	"sayso"
)

// CorefScore sums the measures of coreference over documents: MUC (Vilain et
// al. 1995), B³ (Bagga and Baldwin 1998) and CEAF-e (Luo 2005), with numerators
// and denominators added up over the documents and mentions matched by their
// exact spans, as the reference scorer does (Pradhan et al. 2014). Mentions is
// how well the mentions themselves were found.
type CorefScore struct {
	MUC, B3, CEAFe, Mentions Ratio
}

// Ratio is a recall and a precision as fractions whose parts add up.
type Ratio struct {
	RecallPart, RecallOf, PrecisionPart, PrecisionOf float64
}

// Plus returns the sum of the parts of x and y.
func (x Ratio) Plus(y Ratio) Ratio {
	return Ratio{x.RecallPart + y.RecallPart, x.RecallOf + y.RecallOf, x.PrecisionPart + y.PrecisionPart, x.PrecisionOf + y.PrecisionOf}
}

// PRF returns precision, recall and F1, 0 to 1.
func (x Ratio) PRF() (p, r, f1 float64) {
	if x.PrecisionOf > 0 {
		p = x.PrecisionPart / x.PrecisionOf
	}
	if x.RecallOf > 0 {
		r = x.RecallPart / x.RecallOf
	}
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}

// CoNLL returns the mean F1 of MUC, B³ and CEAF-e, 0 to 1.
func (s CorefScore) CoNLL() float64 {
	_, _, a := s.MUC.PRF()
	_, _, b := s.B3.PRF()
	_, _, c := s.CEAFe.PRF()
	return (a + b + c) / 3
}

// Add scores the chains of one document. A span that several chains hold counts
// for the first. With singletons false, chains of one mention are left out of
// both sides, as in OntoNotes.
func (s *CorefScore) Add(key, got [][]sayso.Span, singletons bool) {
	k, g := newPartition(key, singletons), newPartition(got, singletons)
	s.Mentions.RecallOf += float64(len(k.of))
	s.Mentions.PrecisionOf += float64(len(g.of))
	for m := range k.of {
		if _, ok := g.of[m]; ok {
			s.Mentions.RecallPart++
			s.Mentions.PrecisionPart++
		}
	}
	part, of := muc(k, g)
	s.MUC.RecallPart, s.MUC.RecallOf = s.MUC.RecallPart+part, s.MUC.RecallOf+of
	part, of = muc(g, k)
	s.MUC.PrecisionPart, s.MUC.PrecisionOf = s.MUC.PrecisionPart+part, s.MUC.PrecisionOf+of

	s.B3.RecallPart += bCubed(k, g)
	s.B3.RecallOf += float64(len(k.of))
	s.B3.PrecisionPart += bCubed(g, k)
	s.B3.PrecisionOf += float64(len(g.of))

	aligned := bestAlignment(similarity(k, g))
	s.CEAFe.RecallPart += aligned
	s.CEAFe.RecallOf += float64(len(k.chains))
	s.CEAFe.PrecisionPart += aligned
	s.CEAFe.PrecisionOf += float64(len(g.chains))
}

// partition is the mentions of a document, each in one chain.
type partition struct {
	chains [][]sayso.Span
	of     map[sayso.Span]int
}

func newPartition(chains [][]sayso.Span, singletons bool) partition {
	p := partition{of: map[sayso.Span]int{}}
	for _, c := range chains {
		var own []sayso.Span
		seen := map[sayso.Span]bool{}
		for _, m := range c {
			if _, taken := p.of[m]; !taken && !seen[m] {
				seen[m] = true
				own = append(own, m)
			}
		}
		if len(own) == 0 || len(own) == 1 && !singletons {
			continue
		}
		for _, m := range own {
			p.of[m] = len(p.chains)
		}
		p.chains = append(p.chains, own)
	}
	return p
}

// muc returns the links of a's chains that b has too, and how many a has: a
// chain of n mentions that b cuts into k parts keeps n-k of its n-1 links.
func muc(a, b partition) (part, of float64) {
	for _, c := range a.chains {
		parts := 0
		seen := map[int]bool{}
		for _, m := range c {
			if k, ok := b.of[m]; !ok {
				parts++
			} else if !seen[k] {
				seen[k] = true
				parts++
			}
		}
		part += float64(len(c) - parts)
		of += float64(len(c) - 1)
	}
	return part, of
}

// bCubed returns the sum over a's mentions of the share of their chain that
// stands in the same chain of b.
func bCubed(a, b partition) float64 {
	sum := 0.0
	for _, c := range a.chains {
		common := map[int]int{}
		for _, m := range c {
			if k, ok := b.of[m]; ok {
				common[k]++
			}
		}
		squares := 0
		for _, n := range common {
			squares += n * n
		}
		sum += float64(squares) / float64(len(c))
	}
	return sum
}

// similarity returns for each chain of a and b twice their common mentions over
// the mentions of both.
func similarity(a, b partition) [][]float64 {
	out := make([][]float64, len(a.chains))
	for i, c := range a.chains {
		out[i] = make([]float64, len(b.chains))
		for _, m := range c {
			if k, ok := b.of[m]; ok {
				out[i][k] += 2 / float64(len(c)+len(b.chains[k]))
			}
		}
	}
	return out
}

// Print writes one line a measure and the mean of the three.
func (s CorefScore) Print(w io.Writer) error {
	var b strings.Builder
	for _, x := range []struct {
		name string
		Ratio
	}{{"mentions", s.Mentions}, {"MUC", s.MUC}, {"B³", s.B3}, {"CEAF-e", s.CEAFe}} {
		p, r, f1 := x.PRF()
		fmt.Fprintf(&b, "%-8s  P %.2f R %.2f F1 %.2f\n", x.name, 100*p, 100*r, 100*f1)
	}
	fmt.Fprintf(&b, "CoNLL     F1 %.2f\n", 100*s.CoNLL())
	_, err := io.WriteString(w, b.String())
	return err
}
