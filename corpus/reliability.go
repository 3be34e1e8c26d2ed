package corpus

import (
	"io"
	"math"
)

// bins is the number of equal parts of [0, 1] that scores are sorted into.
const bins = 10

// Reliability tells how far scores are probabilities: of the statements scored
// about 0.8, eight in ten should be right. The zero value is ready to use.
type Reliability struct {
	n, right [bins]int
	sum      [bins]float64
}

// Add counts one prediction with its score, 0 to 1.
func (r *Reliability) Add(score float64, right bool) {
	b := min(bins-1, max(0, int(score*bins)))
	r.n[b]++
	r.sum[b] += score
	if right {
		r.right[b]++
	}
}

// Error returns the expected calibration error: the mean distance between the
// mean score and the share right of each bin, weighted by its size (Naeini,
// Cooper & Hauskrecht 2015).
func (r *Reliability) Error() float64 {
	all, e := 0, 0.0
	for b, n := range r.n {
		all += n
		e += math.Abs(r.sum[b] - float64(r.right[b]))
	}
	return e / float64(max(all, 1))
}

// Print prints the table and the expected error.
func (r *Reliability) Print(w io.Writer) error {
	p := &printer{w: w}
	p.f("%-9s %6s %7s %7s\n", "score", "n", "mean", "right")
	for b, n := range r.n {
		if n > 0 {
			p.f("%.1f–%.1f   %6d %7.3f %7.3f\n", float64(b)/bins, float64(b+1)/bins, n, r.sum[b]/float64(n), float64(r.right[b])/float64(n))
		}
	}
	p.f("expected calibration error %.3f\n", r.Error())
	return p.err
}
