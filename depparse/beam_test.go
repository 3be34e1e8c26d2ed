package depparse_test

import (
	"bytes"
	"testing"

	"sayso"
	"sayso/depparse"
	"sayso/perceptron"
)

// Parsers with a beam and from the end of a sentence learn a handful of trees
// nearly by heart too (a beam stops learning at a draw, which the mean of weights
// may turn), and come back from their files as what they are.
func TestBeamAndBackward(t *testing.T) {
	gold, clusters := read(t)
	for _, opt := range []depparse.Training{
		{Passes: 40, Beam: 4, Margin: 1000, Arcs: 5000, Rels: 5000},
		{Passes: 40, Beam: 4, Margin: 1000},
		{Passes: 40, Beam: 4, Margin: 1000, Backward: true},
		{Passes: 12, Runs: 1, Arcs: 5000, Rels: 5000, Backward: true},
	} {
		p, err := depparse.Train(t.Context(), []*sayso.Document{gold}, clusters, opt)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := p.Save(&file, perceptron.Header{}); err != nil {
			t.Fatal(err)
		}
		if p, err = depparse.Load(&file, clusters); err != nil {
			t.Fatal(err)
		}
		got := bare(gold)
		p.Parse(got)
		if err := got.Check(); err != nil {
			t.Fatal(err)
		}
		wrong := 0
		for i, w := range gold.Tokens {
			if g := got.Tokens[i]; g.Head != w.Head || g.Rel != w.Rel {
				wrong++
			}
		}
		if wrong > len(gold.Tokens)/6 {
			t.Errorf("beam %d, backward %v: %d of %d words are wrong", opt.Beam, opt.Backward, wrong, len(gold.Tokens))
		}
	}
}

// bare returns a copy of d without its trees.
func bare(d *sayso.Document) *sayso.Document {
	out := &sayso.Document{Article: d.Article, Sentences: d.Sentences, Tokens: make([]sayso.Token, len(d.Tokens))}
	for i, w := range d.Tokens {
		out.Tokens[i] = w
		out.Tokens[i].Head, out.Tokens[i].Rel = 0, ""
	}
	return out
}
