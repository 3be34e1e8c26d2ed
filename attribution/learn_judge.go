package attribution

import (
	"context"
	"slices"

	"sayso"
	"sayso/perceptron"
)

// judged is a candidate and whether it is right.
type judged struct {
	features []uint32
	right    bool
}

// right reports whether c is the attribution g: it has half of its content,
// with the quotations that go on from it, and some of its source.
func (s *seen) right(c *candidate, g *sayso.Statement) bool {
	all, got := 0, 0
	content := c.content
	if f := int(s.v.t[c.anchor].frame); f < s.v.outer {
		content = append(slices.Clone(content), s.v.following(f)...)
	}
	for _, x := range g.Content {
		all += wordsIn(x.Of(s.v.d.Text))
		for _, p := range content {
			if p.span.Overlaps(x) {
				got += wordsIn(s.v.d.Text[max(p.span.Start, x.Start):min(p.span.End, x.End)])
			}
		}
	}
	if got == 0 || 2*got < all {
		return false
	}
	if len(g.Source) == 0 || len(c.source) == 0 {
		return len(g.Source) == len(c.source)
	}
	return g.Source[0].Overlaps(c.source[0])
}

// judgedExamples are the candidates of an article and which are right: of those
// that are right about one attribution, the one with its anchor, or the first.
func (s *seen) judgedExamples(m *Model) []judged {
	cs := m.candidates(s.v)
	rights := make([]bool, len(cs))
	for k := range s.gold {
		best := -1
		for i := range cs {
			if s.right(&cs[i], &s.gold[k]) && (best < 0 || cs[i].anchor == s.anchor[k]) {
				best = i
			}
		}
		if best >= 0 {
			rights[best] = true
		}
	}
	var out []judged
	for i, n := range surround(cs, neighbours(cs)) {
		out = append(out, judged{s.v.judgeFeatures(nil, &cs[i], n), rights[i]})
	}
	return out
}

// learnJudge learns from candidates of models that have not seen their articles.
func (l *learner) learnJudge(ctx context.Context, xs []judged) (*perceptron.Model, error) {
	r := perceptron.NewRegression(1, l.opt.Judge.Rate, l.opt.Judge.Decay)
	for i := range xs {
		r.Count(xs[i].features)
	}
	r.Keep(l.opt.Least)
	found := make([]binary, len(xs))
	for i := range xs {
		found[i] = binary{r.Find(nil, xs[i].features), xs[i].right}
	}
	return l.learnBinary(ctx, "judge", r, found, l.opt.Judge)
}

// outcomes are the raw scores of the candidates that m chooses in the article,
// with whether each is right.
func (s *seen) outcomes(m *Model) []outcome {
	cs := m.candidates(s.v)
	near := neighbours(cs)
	m.judge(s.v, cs, near, false)
	chosen := choose(cs, near, every(len(cs)), offered)
	rights := make([]bool, len(cs))
	for k := range s.gold {
		for _, i := range chosen {
			if !rights[i] && s.right(&cs[i], &s.gold[k]) {
				rights[i] = true
				break
			}
		}
	}
	var out []outcome
	for _, i := range chosen {
		out = append(out, outcome{cs[i].score, rights[i]})
	}
	return out
}
