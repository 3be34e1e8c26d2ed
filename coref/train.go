package coref

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"sayso"
	"sayso/perceptron"
)

// Example is a document with every layer that the annotator needs, and its
// entities as the key has them.
type Example struct {
	Document *sayso.Document
	Chains   [][]sayso.Span
}

// Training are the settings of Train.
type Training struct {
	Seed   uint64
	Passes int // over the documents
	Keep   int // features
	// Margin is by how much the right decision must lead, in points of an update.
	// FalseNew and FalseLink multiply it for the two kinds of error that are not
	// taking one mention for another (Durrett and Klein 2013).
	Margin, FalseNew, FalseLink float32
	// Progress is told what is being done; it may be nil.
	Progress func(line string)
}

// lesson is a document to learn from.
type lesson struct {
	k    *ranker
	gold []int32 // by node, the chain of the key that it is in, or -1
}

// Train learns from documents which noun phrases go together: for each phrase,
// that the best of the right answers leads (a latent antecedent). The phrases
// before it are joined as the model has it at that moment, so that it learns to
// live with its errors. The same documents and settings give the same model. It
// returns ctx's error when ctx ends.
func Train(ctx context.Context, examples []Example, w *Words, clusters *perceptron.Clusters, opt Training) (*Model, error) {
	m := &Model{words: w, clusters: clusters}
	var lessons []lesson
	for _, x := range examples {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		_, k := m.read(x.Document)
		l := lesson{k: k, gold: make([]int32, len(k.nodes))}
		of := map[sayso.Span]int32{}
		for c, spans := range x.Chains {
			for _, s := range spans {
				of[s] = int32(c)
			}
		}
		for i := range k.nodes {
			c, ok := of[k.nodes[i].span]
			if !ok {
				c = -1
			}
			l.gold[i] = c
		}
		lessons = append(lessons, l)
	}
	t := perceptron.NewTrainer(1)
	for pass := range opt.Passes {
		rng := rand.New(rand.NewPCG(opt.Seed, uint64(pass)))
		wrong, all := 0, 0
		for _, x := range rng.Perm(len(lessons)) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			w, n := lessons[x].learn(t, opt)
			wrong, all = wrong+w, all+n
		}
		if opt.Progress != nil {
			opt.Progress(fmt.Sprintf("pass %d: %d of %d decisions without margin", pass+1, wrong, all))
		}
	}
	m.weights = perceptron.Average(opt.Keep, t)
	return m, nil
}

// learn goes through one document and returns how many decisions did not lead by
// the margin, of how many.
func (l *lesson) learn(t *perceptron.Trainer, opt Training) (wrong, all int) {
	k := l.k
	k.start()
	var right, rival []uint32
	for _, i := range k.order() {
		if j, _ := k.settled(i); j >= 0 {
			k.join(i, j)
			continue
		}
		all++
		t.Step()
		candidates := k.candidates(i)
		known := false
		for _, j := range candidates {
			known = known || l.same(j, i)
		}
		k.fs = k.alone(k.fs[:0], i)
		s := score(t, k.fs)
		best, top := int32(-1), s // what the model says
		lead, trail := s, float32(math.Inf(-1))
		right, rival = append(right[:0], k.fs...), rival[:0]
		if known {
			lead, trail = trail, s+opt.Margin*opt.FalseNew
			right, rival = rival, right
		}
		for rank, j := range candidates {
			k.fs = k.pair(k.fs[:0], j, i, rank)
			s := score(t, k.fs)
			if s > top {
				best, top = j, s
			}
			switch {
			case l.same(j, i):
				if s > lead {
					lead, right = s, append(right[:0], k.fs...)
				}
				continue
			case known:
				s += opt.Margin
			default:
				s += opt.Margin * opt.FalseLink
			}
			if s > trail {
				trail, rival = s, append(rival[:0], k.fs...)
			}
		}
		if trail > lead {
			wrong++
			t.Change(right, 0, 1)
			t.Change(rival, 0, -1)
		}
		k.join(i, best)
	}
	return wrong, all
}

// same reports whether the key has nodes j and i in one chain.
func (l *lesson) same(j, i int32) bool { return l.gold[i] >= 0 && l.gold[j] == l.gold[i] }

func score(t *perceptron.Trainer, fs []uint32) float32 {
	var s [1]float32
	t.Score(fs, s[:])
	return s[0]
}
