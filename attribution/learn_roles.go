package attribution

import (
	"context"
	"math/rand/v2"

	"sayso"
	"sayso/perceptron"
)

// chainExample is one anchor with the roles around it.
type chainExample struct {
	emit, pair [][]uint32
	roles      []uint8
	anchor     int
}

// rolesOf returns the roles that the elements of f play in g.
func rolesOf(f *frame, g *sayso.Statement, anchor int) []uint8 {
	out := make([]uint8, len(f.elems))
	for e := range f.elems {
		x := f.elems[e].span
		for r, spans := range [][]sayso.Span{inSource: g.Source, inCue: g.Cue, inContent: g.Content} {
			for _, s := range spans {
				if s.Overlaps(x) && (f.elems[e].kind != quote || overlap(s, x)*2 >= x.Len()) {
					out[e] = uint8(r)
				}
			}
		}
	}
	out[anchor] = inCue
	// A mark between two of a role has it, and one at an edge has none.
	for e := range f.elems {
		if f.elems[e].kind == punct && e != anchor {
			if e > 0 && e+1 < len(out) && out[e-1] == out[e+1] {
				out[e] = out[e-1]
			} else {
				out[e] = outside
			}
		}
	}
	return out
}

func overlap(a, b sayso.Span) int { return int(min(a.End, b.End) - max(a.Start, b.Start)) }

// learnRoles learns from the frames of all annotated anchors.
func (l *learner) learnRoles(ctx context.Context, all []*seen) (*perceptron.Model, *perceptron.Model, error) {
	emit := perceptron.NewRegression(roles, l.opt.Roles.Rate, l.opt.Roles.Decay)
	pair := perceptron.NewRegression(roles*roles, l.opt.Roles.Rate, l.opt.Roles.Decay)
	var x example
	each := func(f func(s *seen, k int)) {
		for _, s := range all {
			for k, a := range s.anchor {
				if a >= 0 {
					x.look(s.v, a)
					f(s, k)
				}
			}
		}
	}
	each(func(*seen, int) {
		for e := range x.emit {
			emit.Count(x.emit[e])
			pair.Count(x.pair[e])
		}
	})
	emit.Keep(l.opt.Least)
	pair.Keep(l.opt.Least)
	var xs []chainExample
	each(func(s *seen, k int) {
		y := chainExample{anchor: x.anchor, roles: rolesOf(x.frame, &s.gold[k], x.anchor)}
		for e := range x.emit {
			y.emit = append(y.emit, emit.Find(nil, x.emit[e]))
			y.pair = append(y.pair, pair.Find(nil, x.pair[e]))
		}
		xs = append(xs, y)
	})
	rng := rand.New(rand.NewPCG(l.opt.Seed, 2))
	var c roleChain
	for pass := range l.opt.Roles.Passes {
		rng.Shuffle(len(xs), func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
		loss := 0.0
		for i := range xs {
			if i%wanted == 0 && ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			loss += step(emit, pair, &c, &xs[i])
		}
		l.say("  roles, pass %d of %d: %d examples, %d + %d features, loss %.3f", pass+1, l.opt.Roles.Passes, len(xs), emit.Features(), pair.Features(), loss/float64(len(xs)))
	}
	return emit.Model(l.opt.Roles.Keep), pair.Model(l.opt.Roles.Keep / 4), nil
}

// step learns from one example and returns its loss.
func step(emit, pair *perceptron.Regression, c *roleChain, x *chainExample) float64 {
	c.resize(len(x.roles))
	c.anchor = x.anchor
	for e := range x.roles {
		emit.Score(x.emit[e], c.emit[e][:])
		pair.Score(x.pair[e], c.pair[e][:])
	}
	c.only()
	c.sum()
	loss := c.z
	var ge [roles]float32
	var gp [roles * roles]float32
	for e := range x.roles {
		loss -= float64(c.emit[e][x.roles[e]])
		for r := range ge {
			ge[r] = -float32(c.marginal(e, r))
		}
		ge[x.roles[e]]++
		if e > 0 {
			at := int(x.roles[e-1])*roles + int(x.roles[e])
			loss -= float64(c.pair[e][at])
			for p := range roles {
				for r := range roles {
					gp[p*roles+r] = -float32(c.joint(e, p, r))
				}
			}
			gp[at]++
			if gp[at] > 1e-3 {
				pair.Update(x.pair[e], gp[:])
			}
		}
		if e != x.anchor && ge[x.roles[e]] > 1e-3 {
			emit.Update(x.emit[e], ge[:])
		}
	}
	return loss
}
