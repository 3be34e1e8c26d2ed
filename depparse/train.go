package depparse

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"sayso"
	"sayso/perceptron"
)

// Training are the settings of Train.
type Training struct {
	Seed       uint64
	Passes     int // over the corpus, once the features are chosen
	Runs       int // trained apart and side by side with those features, whose mean is the model
	Arcs, Rels int // features to keep of each model
	// Beam, when over 1, learns a parser that follows so many ways at once; when
	// Arcs is 0 it keeps all features. The parser then follows Search ways, Beam
	// when that is 0, and gives up those that are further than Margin behind the
	// best, in steps of the model's scores.
	Beam, Search, Margin int
	Backward             bool // read sentences from their ends
	// Progress is told what is being done, by several goroutines; it may be nil.
	Progress func(line string)
}

// exploration is the share of states in which training follows the parser's own
// move, right or wrong, so that it learns to go on from its errors.
const exploration = 0.9

// choosingPasses are the passes after which the features to keep are chosen.
const choosingPasses = 3

// sentence is one sentence to learn from.
type sentence struct {
	words []word
	gold  gold
}

// learner holds the weights of one run.
type learner struct {
	p          *Parser
	arcs, rels *perceptron.Trainer
	state      state
	fs         []uint32
	scores     []float32
	beam       beam
	right      []uint8
	gold       way
}

// Train learns a parser from the trees of documents. The tags should be those
// that a tagger gives which has not seen the document, or the parser trusts them
// too much. The same documents and settings give the same parser. It takes many
// minutes for a treebank and returns ctx's error when ctx ends.
func Train(ctx context.Context, documents []*sayso.Document, clusters *perceptron.Clusters, opt Training) (*Parser, error) {
	p := &Parser{clusters: clusters, beam: cmp.Or(opt.Search, opt.Beam), margin: float32(opt.Margin), backward: opt.Backward}
	x, u, r := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, d := range documents {
		for i := range d.Tokens {
			t := &d.Tokens[i]
			if t.Rel == "" || t.UPOS == "" || t.XPOS == "" {
				return nil, fmt.Errorf("%s: token %d has no tag or no relation to learn from", d.Name, i+1)
			}
			x[t.XPOS], u[t.UPOS], r[t.Rel] = true, true, true
		}
	}
	p.xposNames, p.uposNames, p.relNames = sorted(x), sorted(u), sorted(r)
	if len(x) > 254 || len(u) > 254 || len(r) > 254 {
		return nil, fmt.Errorf("%d, %d and %d different tags and relations, want at most 254", len(x), len(u), len(r))
	}
	if err := p.number(); err != nil {
		return nil, err
	}
	sentences := p.read(documents)
	newLearner := func(arcs, rels *perceptron.Trainer) *learner {
		return &learner{p: p, arcs: arcs, rels: rels, scores: make([]float32, len(p.relNames)+1)}
	}
	begin := func() *learner {
		return newLearner(perceptron.NewTrainer(moves), perceptron.NewTrainer(len(p.relNames)+1))
	}
	keepArcs, keepRels := math.MaxInt, math.MaxInt
	if opt.Arcs > 0 {
		keepArcs, keepRels = opt.Arcs, opt.Rels
		l := begin()
		for n := range choosingPasses {
			l.pass(ctx, sentences, opt, 0, n)
		}
		arcs, rels := perceptron.Average(keepArcs, l.arcs), perceptron.Average(keepRels, l.rels)
		begin = func() *learner { return newLearner(perceptron.NewTrainerOf(arcs), perceptron.NewTrainerOf(rels)) }
	}
	allArcs, allRels := make([]*perceptron.Trainer, max(1, opt.Runs)), make([]*perceptron.Trainer, max(1, opt.Runs))
	var all sync.WaitGroup
	for run := range allArcs {
		all.Go(func() {
			l := begin()
			for n := range opt.Passes {
				l.pass(ctx, sentences, opt, run+1, n)
			}
			allArcs[run], allRels[run] = l.arcs, l.rels
		})
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.arcs, p.rels = perceptron.Average(keepArcs, allArcs...), perceptron.Average(keepRels, allRels...)
	return p, nil
}

func sorted(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }

func (p *Parser) read(documents []*sayso.Document) []sentence {
	rids := numbers(p.relNames)
	var out []sentence
	var buf []byte
	for _, d := range documents {
		for _, s := range d.Sentences {
			n := int(s.Last - s.First)
			e := sentence{make([]word, n+2), gold{make([]int32, n+2), make([]uint8, n+2), make([][]int32, n+2)}}
			buf = p.look(d, s, e.words, buf)
			for i := int32(1); i <= int32(n); i++ {
				tok := d.Tokens[int(s.First)+p.word(n, i)]
				h := int32(n + 1)
				if tok.Head != 0 {
					h = p.position(n, int(tok.Head)-int(s.First)-1)
				}
				e.gold.heads[i], e.gold.rels[i] = h, rids[tok.Rel]
				e.gold.dependents[h] = append(e.gold.dependents[h], i)
			}
			out = append(out, e)
		}
	}
	return out
}

func (l *learner) pass(ctx context.Context, sentences []sentence, opt Training, run, n int) {
	rng := rand.New(rand.NewPCG(opt.Seed+uint64(run), uint64(n)))
	arcs, rels, words := 0, 0, 0
	for _, k := range rng.Perm(len(sentences)) {
		if ctx.Err() != nil {
			return
		}
		e := &sentences[k]
		words += len(e.words) - 2
		var a, r int
		if opt.Beam > 1 && run > 0 { // features are chosen greedily
			a, r = l.structured(e, opt.Beam)
		} else {
			a, r = l.sentence(e, n > 0, rng)
		}
		arcs, rels = arcs+a, rels+r
	}
	if opt.Progress != nil {
		opt.Progress(fmt.Sprintf("trees run %d pass %d: %.2f wrong moves and %.2f wrong relations per 100 words",
			run, n+1, 100*float64(arcs)/float64(max(1, words)), 100*float64(rels)/float64(max(1, words))))
	}
}

// sentence learns from one sentence and returns how many moves and relations
// were wrong.
func (l *learner) sentence(e *sentence, explore bool, rng *rand.Rand) (arcs, rels int) {
	s := &l.state
	s.reset(len(e.words) - 2)
	for !s.done() {
		if len(s.stack) == 0 {
			s.shift()
			continue
		}
		l.fs = moveFeatures(l.fs[:0], s, e.words)
		scores := l.scores[:moves]
		l.arcs.Step()
		l.arcs.Score(l.fs, scores)
		costs := s.costs(&e.gold)
		best, right := choose(s, scores), -1
		for move := range moves {
			if s.may(move) && (right < 0 || costs[move] < costs[right] || costs[move] == costs[right] && scores[move] > scores[right]) {
				right = move
			}
		}
		move := best
		if costs[best] > costs[right] {
			arcs++
			l.arcs.Update(l.fs, right, best)
			if !explore || rng.Float64() >= exploration {
				move = right
			}
		}
		if move == shift {
			s.shift()
			continue
		}
		head, dependent := s.arc(move)
		if head == s.root {
			s.attach(head, l.p.rootRel)
			continue
		}
		l.fs = relFeatures(l.fs[:0], s, e.words, head, dependent)
		l.rels.Score(l.fs, l.scores)
		rel := bestRel(l.scores, l.p.rootRel)
		if e.gold.heads[dependent] == head {
			l.rels.Step()
			if gold := e.gold.rels[dependent]; gold != rel {
				rels++
				l.rels.Update(l.fs, int(gold), int(rel))
			}
		}
		s.attach(head, rel)
	}
	return arcs, rels
}
