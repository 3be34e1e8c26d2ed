package attribution

import (
	"context"
	"fmt"

	"sayso"
	"sayso/perceptron"
)

// Gold is an article to learn from: a document with tokens, tags, trees and
// quotations whose Statements are the source, cue and content of every outermost
// attribution in it.
type Gold struct {
	*sayso.Document
}

// Training is how a model is learnt. What is zero is set to what the program's
// own model was learnt with.
type Training struct {
	Seed                 uint64
	Anchor, Roles, Judge Steps
	Least                uint32 // times that a feature must be seen
	Progress             func(line string)
}

// Steps is how one part of a model is learnt.
type Steps struct {
	Passes      int
	Rate, Decay float32 // of perceptron.Regression
	Keep        int     // features, of the greatest weight
}

// folds is how many parts the corpus is cut into, so that the judge learns from
// candidates of models that have not seen their articles.
const folds = 5

// The settings of the program's own model, chosen on PolNeAR's dev part.
var defaults = Training{
	Anchor: Steps{Passes: 7, Rate: 0.01, Decay: 3e-3, Keep: 180000},
	Roles:  Steps{Passes: 4, Rate: 0.007, Decay: 3e-3, Keep: 130000},
	Judge:  Steps{Passes: 5, Rate: 0.01, Decay: 3e-3, Keep: 40000},
	Least:  3,
}

func (s Steps) or(d Steps) Steps {
	if s == (Steps{}) {
		return d
	}
	return s
}

// Train learns a model. The same articles in the same order and the same settings
// give the same model. It returns ctx's error when ctx ends.
func Train(ctx context.Context, gold []Gold, w *Words, clusters *perceptron.Clusters, opt Training) (*Model, error) {
	opt.Anchor, opt.Roles, opt.Judge = opt.Anchor.or(defaults.Anchor), opt.Roles.or(defaults.Roles), opt.Judge.or(defaults.Judge)
	if opt.Least == 0 {
		opt.Least = defaults.Least
	}
	if len(gold) < folds {
		return nil, fmt.Errorf("%d articles to learn attribution from, want at least %d", len(gold), folds)
	}
	l := &learner{opt: opt}
	var all []*seen
	for _, g := range gold {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		all = append(all, &seen{v: look(g.Document, w, clusters), gold: g.Statements})
	}
	anchors(all)
	var examples []judged
	var blind []*Model // those that have not seen a fold
	part := func(fold int, in bool) []*seen {
		var out []*seen
		for i, s := range all {
			if (i%folds == fold) == in {
				out = append(out, s)
			}
		}
		return out
	}
	for fold := range folds {
		l.say("part %d of %d", fold+1, folds)
		m, err := l.first(ctx, part(fold, false))
		if err != nil {
			return nil, err
		}
		blind = append(blind, m)
		for _, s := range part(fold, true) {
			examples = append(examples, s.judgedExamples(m)...)
		}
	}
	l.say("all articles")
	m, err := l.first(ctx, all)
	if err != nil {
		return nil, err
	}
	if m.final, err = l.learnJudge(ctx, examples); err != nil {
		return nil, err
	}
	var outcomes []outcome
	for fold, b := range blind {
		b.final = m.final
		for _, s := range part(fold, true) {
			outcomes = append(outcomes, s.outcomes(b)...)
		}
	}
	m.steps = calibrate(outcomes)
	return m, nil
}

// first learns anchors and roles.
func (l *learner) first(ctx context.Context, all []*seen) (*Model, error) {
	anchor, err := l.learnAnchors(ctx, all)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		weigh(s.v, anchor)
	}
	emit, pair, err := l.learnRoles(ctx, all)
	if err != nil {
		return nil, err
	}
	return &Model{anchor: anchor, emit: emit, pair: pair}, nil
}
