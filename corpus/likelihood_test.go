package corpus

import (
	"math"
	"testing"
)

func TestLikelihoods(t *testing.T) {
	var l Likelihoods
	for _, x := range []struct {
		likely float64
		is     bool
	}{{.9, true}, {.8, false}, {.6, true}, {.4, true}, {.4, false}, {.1, false}} {
		l.Add(x.likely, x.is)
	}
	// Of nine pairs of one that is and one that is not: .9 before three, .6 before
	// two, .4 before one and one draw.
	if got, want := l.AUC(), 6.5/9; math.Abs(got-want) > 1e-12 {
		t.Errorf("AUC %v, want %v", got, want)
	}
	want := -(math.Log(.9) + math.Log(.2) + math.Log(.6) + math.Log(.4) + math.Log(.6) + math.Log(.9)) / 6
	if got := l.LogLoss(); math.Abs(got-want) > 1e-12 {
		t.Errorf("log loss %v, want %v", got, want)
	}
	if p, r, _ := l.At(0.5).PRF(); p != 2.0/3 || r != 2.0/3 {
		t.Errorf("at one half: P %v R %v, want two thirds", p, r)
	}
	if got := l.PrecisionAt(0.6); got != 2.0/3 {
		t.Errorf("P at R .6: %v, want two thirds", got)
	}
	var one Likelihoods
	one.Add(1, false)
	if one.AUC() != 0 || math.IsInf(one.LogLoss(), 0) {
		t.Errorf("of one alone: AUC %v, log loss %v", one.AUC(), one.LogLoss())
	}
}
