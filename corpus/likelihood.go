package corpus

import (
	"cmp"
	"io"
	"math"
	"slices"
)

// Likelihoods scores how likely things are said to be against whether they are. The
// zero value is ready to use.
type Likelihoods struct{ all []judged }

type judged struct {
	likely float64
	is     bool
}

// Add counts one thing with how likely it was said to be, 0 to 1.
func (l *Likelihoods) Add(likely float64, is bool) { l.all = append(l.all, judged{likely, is}) }

// AUC returns the area under the receiver operating characteristic: how often what
// is was held to be likelier than what is not (Mann and Whitney 1947), a draw being
// half. It is 0 where there is none of either.
func (l *Likelihoods) AUC() float64 {
	slices.SortFunc(l.all, func(a, b judged) int { return cmp.Compare(a.likely, b.likely) })
	sum, is := 0.0, 0.0
	for i := 0; i < len(l.all); {
		to := i + 1
		for to < len(l.all) && l.all[to].likely == l.all[i].likely {
			to++
		}
		rank := float64(i+to+1) / 2 // the mean of those that draw
		for ; i < to; i++ {
			if l.all[i].is {
				is++
				sum += rank
			}
		}
	}
	not := float64(len(l.all)) - is
	if is == 0 || not == 0 {
		return 0
	}
	return (sum - is*(is+1)/2) / (is * not)
}

// LogLoss returns the mean negative logarithm of how likely what came out was said
// to be.
func (l *Likelihoods) LogLoss() float64 {
	sum := 0.0
	for _, j := range l.all {
		p := j.likely
		if !j.is {
			p = 1 - p
		}
		sum -= math.Log(max(p, leastLikely))
	}
	return sum / float64(max(len(l.all), 1))
}

// leastLikely keeps one certainty that was wrong from being all of the loss.
const leastLikely = 1e-9

// At counts what is found when what is likelier than least is taken.
func (l *Likelihoods) At(least float64) (r Ratio) {
	for _, j := range l.all {
		if j.is {
			r.RecallOf++
		}
		if j.likely > least {
			r.PrecisionOf++
			if j.is {
				r.PrecisionPart++
				r.RecallPart++
			}
		}
	}
	return r
}

// PrecisionAt returns the precision where the likeliest are taken until recall is
// reached.
func (l *Likelihoods) PrecisionAt(recall float64) float64 {
	all := slices.SortedStableFunc(slices.Values(l.all), func(a, b judged) int { return cmp.Compare(b.likely, a.likely) })
	is := 0.0
	for _, j := range all {
		is += number(j.is)
	}
	found := 0.0
	for i, j := range all {
		if found += number(j.is); found >= recall*is {
			return found / float64(i+1)
		}
	}
	return 0
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// Print prints one line with a name.
func (l *Likelihoods) Print(w io.Writer, name string) error {
	p := &printer{w: w}
	precision, recall, _ := l.At(0.5).PRF()
	p.f("%-24s pairs %5d  AUC %.3f  P %.3f  R %.3f at one half  P %.3f at R .60  log loss %.3f\n", name, len(l.all),
		l.AUC(), precision, recall, l.PrecisionAt(0.6), l.LogLoss())
	return p.err
}
