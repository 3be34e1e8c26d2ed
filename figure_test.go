package sayso_test

import (
	"math"
	"strings"
	"testing"

	"sayso"
)

func TestFigureNames(t *testing.T) {
	for k := sayso.FigureNumber; k <= sayso.FigureFraction; k++ {
		var back sayso.FigureKind
		if b, err := k.MarshalText(); err != nil || back.UnmarshalText(b) != nil || back != k {
			t.Errorf("%v does not read back", k)
		}
	}
	for b := sayso.BoundNone; b <= sayso.AtMost; b++ {
		var back sayso.Bound
		if text, err := b.MarshalText(); err != nil || back.UnmarshalText(text) != nil || back != b {
			t.Errorf("%q does not read back", b)
		}
	}
	for c := sayso.ChangeNone; c <= sayso.Fall; c++ {
		var back sayso.Change
		if text, err := c.MarshalText(); err != nil || back.UnmarshalText(text) != nil || back != c {
			t.Errorf("%q does not read back", c)
		}
	}
	if err := new(sayso.Bound).UnmarshalText([]byte("nearly")); err == nil || !strings.Contains(err.Error(), "at least") {
		t.Errorf("an unknown bound must name the known ones, got %v", err)
	}
}

func TestClaim(t *testing.T) {
	d := &sayso.Document{Statements: []sayso.Statement{
		{Content: []sayso.Span{span(0, 40)}}, {Content: []sayso.Span{span(4, 9), span(20, 30)}}, {Content: []sayso.Span{span(50, 60)}},
	}}
	for at, want := range map[sayso.Span]sayso.Ref[sayso.Statement]{
		span(5, 7): 2, span(20, 30): 2, span(10, 12): 1, span(8, 12): 1, span(52, 53): 3, span(38, 52): 0, span(45, 46): 0,
	} {
		if got := d.Claim(at); got != want {
			t.Errorf("Claim(%v) = %d, want %d", at, got, want)
		}
	}
}

func TestCheckFigures(t *testing.T) {
	sound := func() *sayso.Document {
		return &sayso.Document{Article: &sayso.Article{Text: "About 3 km (2 mi) of wall"}, Figures: []sayso.Figure{
			{Span: span(6, 10), From: 3, To: 3, Hedge: span(0, 5), Approx: true, Counted: span(21, 25)},
			{Span: span(12, 16), From: 2, To: 2, Restates: 1, Exact: 1.9},
		}}
	}
	if err := sound().Check(); err != nil {
		t.Fatalf("a sound document: %v", err)
	}
	for want, breakIt := range map[string]func(f []sayso.Figure){
		"figure 1: span":        func(f []sayso.Figure) { f[0].Span = sayso.Span{} },
		"figure 2: starts at":   func(f []sayso.Figure) { f[1].Span = span(9, 16) },
		"figure counted 1":      func(f []sayso.Figure) { f[0].Counted.End = 99 },
		"figure hedge 1":        func(f []sayso.Figure) { f[0].Hedge = span(5, 0) },
		"no words say so":       func(f []sayso.Figure) { f[1].Bound = sayso.AtLeast },
		"figure restates 2":     func(f []sayso.Figure) { f[1].Restates = 2 },
		"figure 2: converts no": func(f []sayso.Figure) { f[1].Restates = 0 },
		"figure 1: value NaN":   func(f []sayso.Figure) { f[0].From = math.NaN() },
		"figure 2: value +Inf":  func(f []sayso.Figure) { f[1].To = math.Inf(1) },
	} {
		d := sound()
		breakIt(d.Figures)
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, got %v", want, err)
		}
	}
}
