package attribution

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"sayso"
	"sayso/perceptron"
)

// seen is a gold article as the learner sees it.
type seen struct {
	v      *view
	gold   []sayso.Statement
	anchor []int32 // by attribution, -1 when it has none
	of     []int32 // by token: one-based attribution whose anchor it is
	skip   []bool  // by token: in a content, or not annotated
}

// lexeme is a lemma and what part of speech it is.
type lexeme struct{ lemma, upos uint32 }

// anchors decides which token of each cue is its anchor: the one whose lexeme
// stands in cues most often of all its uses, the first of equals.
func anchors(all []*seen) {
	in, uses := map[lexeme]float64{}, map[lexeme]float64{}
	for _, s := range all {
		for i := range s.v.t {
			uses[lexeme{s.v.t[i].lemma, s.v.t[i].upos}]++
		}
		for _, g := range s.gold {
			for _, c := range g.Cue {
				s.v.eachToken(c, func(i int) { in[lexeme{s.v.t[i].lemma, s.v.t[i].upos}]++ })
			}
		}
	}
	for _, s := range all {
		s.of, s.skip = make([]int32, len(s.v.t)), make([]bool, len(s.v.t))
		s.anchor = make([]int32, len(s.gold))
		for k, g := range s.gold {
			s.anchor[k] = -1
			best := 0.0
			for _, c := range g.Cue {
				s.v.eachToken(c, func(i int) {
					x := lexeme{s.v.t[i].lemma, s.v.t[i].upos}
					if r := in[x] / (uses[x] + 3); r > best && s.v.mayAnchor(int32(i)) && s.of[i] == 0 {
						best, s.anchor[k] = r, int32(i)
					}
				})
			}
			if a := s.anchor[k]; a >= 0 {
				s.of[a] = int32(k) + 1
			}
			for _, c := range g.Content {
				s.v.eachToken(c, func(i int) { s.skip[i] = true })
			}
		}
	}
}

// learner learns the parts of a model.
type learner struct {
	opt Training
}

func (l *learner) say(format string, args ...any) {
	if l.opt.Progress != nil {
		l.opt.Progress(fmt.Sprintf(format, args...))
	}
}

// binary is an example of what is so or not, by the rows of its features.
type binary struct {
	rows []uint32
	yes  bool
}

// wanted is how often, in examples, a learner looks whether it is to go on.
const wanted = 4096

// learnBinary goes through the examples in an order by chance.
func (l *learner) learnBinary(ctx context.Context, name string, r *perceptron.Regression, xs []binary, s Steps) (*perceptron.Model, error) {
	rng := rand.New(rand.NewPCG(l.opt.Seed, uint64(len(name))))
	var score, gradient [1]float32
	for pass := range s.Passes {
		rng.Shuffle(len(xs), func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
		loss := 0.0
		for i := range xs {
			if i%wanted == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			r.Score(xs[i].rows, score[:])
			p := probability(score[0])
			if xs[i].yes {
				gradient[0] = float32(1 - p)
			} else {
				gradient[0] = float32(-p)
			}
			loss -= math.Log(max(1e-9, 1-math.Abs(float64(gradient[0]))))
			const settled = 0.003 // what is as good as certain teaches nothing
			if g := gradient[0]; g > settled || g < -settled {
				r.Update(xs[i].rows, gradient[:])
			}
		}
		l.say("  %s, pass %d of %d: %d examples, %d features, loss %.4f", name, pass+1, s.Passes, len(xs), r.Features(), loss/float64(max(1, len(xs))))
	}
	return r.Model(s.Keep), nil
}

func probability(odds float32) float64 { return 1 / (1 + math.Exp(-float64(odds))) }

// learnAnchors learns from every token outside contents: what is reported inside
// one is not annotated.
func (l *learner) learnAnchors(ctx context.Context, all []*seen) (*perceptron.Model, error) {
	r := perceptron.NewRegression(1, l.opt.Anchor.Rate, l.opt.Anchor.Decay)
	var fs []uint32
	each := func(f func(yes bool)) error {
		for _, s := range all {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			for i := range s.v.t {
				if s.v.mayAnchor(int32(i)) && (!s.skip[i] || s.of[i] > 0) {
					fs = s.v.anchorFeatures(fs[:0], int32(i))
					f(s.of[i] > 0)
				}
			}
		}
		return nil
	}
	if err := each(func(bool) { r.Count(fs) }); err != nil {
		return nil, err
	}
	r.Keep(l.opt.Least)
	var xs []binary
	if err := each(func(yes bool) { xs = append(xs, binary{r.Find(nil, fs), yes}) }); err != nil {
		return nil, err
	}
	return l.learnBinary(ctx, "anchors", r, xs, l.opt.Anchor)
}
