package geoparse

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"sayso"
	"sayso/gazetteer"
	"sayso/perceptron"
)

// Example is a document to learn from: its tokens, sentences and right toponyms.
type Example struct {
	Document *sayso.Document
	Gold     []Gold // sorted and disjoint
	Names    bool   // the toponyms are marked, and their places are not
}

// Gold is a right toponym. ID is the GeoNames ID of its place, or 0 when it has
// none or none is known; with an ID Lat and Lon say where the place lies.
type Gold struct {
	Span     sayso.Span
	ID       int
	Lat, Lon float64
}

// Training are the settings of Train.
type Training struct {
	Seed   uint64
	Passes int // over the documents, of each run
	Runs   int // whose mean is the model
	Keep   int // features of the tagger
	// Progress is told what is being done; it may be nil.
	Progress func(line string)
}

// Train learns a parser. The same examples and settings give the same parser. It
// takes some seconds for a thousand documents and returns ctx's error when ctx
// ends.
func Train(ctx context.Context, examples []Example, g *gazetteer.Gazetteer, w *Words, clusters *perceptron.Clusters, opt Training) (*Parser, error) {
	if len(examples) == 0 {
		return nil, errors.New("geoparse: no document to learn from")
	}
	p, err := newParser(g, w, clusters)
	if err != nil {
		return nil, err
	}
	p.tagger = opt.learn(ctx, "tags", tags, opt.Keep, examples, p.learnTags)
	// The rankers learn on the right toponyms, so that they do not learn the
	// tagger's mistakes; what is tagged wrongly has no right place.
	p.ranker = opt.learn(ctx, "first choice", 2, 1<<20, examples, p.learnRanks)
	p.second = opt.learn(ctx, "second choice", 2, 1<<20, examples, p.learnRanks)
	return p, ctx.Err()
}

// learn trains one model by passes of each over the examples in random order.
// each learns from one and returns how many of its decisions were wrong, and
// how many there were.
func (opt Training) learn(ctx context.Context, name string, classes, keep int, examples []Example,
	each func(t *perceptron.Trainer, x Example, r *reading) (wrong, all int),
) *perceptron.Model {
	var runs []*perceptron.Trainer
	r := &reading{uses: map[uint32]*use{}}
	for run := range max(1, opt.Runs) {
		t := perceptron.NewTrainer(classes)
		for pass := range max(1, opt.Passes) {
			rng := rand.New(rand.NewPCG(opt.Seed+uint64(run), uint64(pass)))
			wrong, all := 0, 0
			for _, i := range rng.Perm(len(examples)) {
				if ctx.Err() != nil {
					break
				}
				w, n := each(t, examples[i], r)
				wrong, all = wrong+w, all+n
			}
			if opt.Progress != nil {
				opt.Progress(fmt.Sprintf("%s, run %d, pass %d: %.2f%% wrong", name, run+1, pass+1, 100*float64(wrong)/float64(max(1, all))))
			}
		}
		runs = append(runs, t)
	}
	return perceptron.Average(keep, runs...)
}

// goldTags writes the right tags of x over r.tags.
func goldTags(x Example, tags []uint8) {
	clear(tags)
	g := 0
	for i := range x.Document.Tokens {
		t := x.Document.Tokens[i].Span
		for g < len(x.Gold) && x.Gold[g].Span.End <= t.Start {
			g++
		}
		if g == len(x.Gold) {
			return
		}
		if s := x.Gold[g].Span; s.Overlaps(t) {
			tags[i] = tagInside
			if t.Start <= s.Start {
				tags[i] = tagBegin
			}
		}
	}
}

// learnTags tags the words of x with the weights so far and corrects them.
func (p *Parser) learnTags(t *perceptron.Trainer, x Example, r *reading) (wrong, all int) {
	d := x.Document
	p.look(d, r)
	right := make([]uint8, len(d.Tokens))
	goldTags(x, right)
	scores := make([]float32, tags)
	for _, s := range d.Sentences {
		for i := int(s.First); i < int(s.Last); i++ {
			if !open(r, s, i) {
				continue
			}
			r.features = tagFeatures(r.features[:0], r, s, i)
			t.Step()
			t.Score(r.features, scores)
			var four [4]int32
			for c, v := range scores {
				four[c] = int32(v)
			}
			all++
			got, want := choose(four, before(r, s, i)), right[i]
			if want == tagInside && before(r, s, i) == tagNone {
				want = tagNone // what came before was missed: there is nothing to go on with
			}
			if got != want {
				wrong++
				t.Update(r.features, int(want), int(got))
			}
			r.tags[i] = got
		}
	}
	return wrong, all
}

// learnRanks ranks the places of the right toponyms of x with the weights so far
// and corrects them. The names around each stand for what the first ranker
// chooses, or, while that is learnt, for their greatest place.
func (p *Parser) learnRanks(t *perceptron.Trainer, x Example, r *reading) (wrong, all int) {
	if x.Names {
		return 0, 0
	}
	p.look(x.Document, r)
	goldTags(x, r.tags)
	s := p.scene(x.Document, r)
	for g := range s.groups {
		s.groups[g].chosen = greatest(s.groups[g].candidates)
	}
	if p.ranker != nil {
		s.round(p.ranker)
	}
	scores := make([]float32, 2)
	for g := range s.groups {
		gr := &s.groups[g]
		want, ok := s.right(g, x.Gold)
		if !ok || len(gr.candidates) == 0 {
			continue
		}
		t.Step()
		got := s.best(g, func(fs []uint32) float32 {
			t.Score(fs, scores)
			return scores[1] - scores[0]
		})
		all++
		if got == want {
			continue
		}
		wrong++
		es := make([]evidence, len(gr.candidates))
		s.gather(g, es)
		t.Update(s.choice(g, want, es), 1, 0)
		t.Update(s.choice(g, got, es), 0, 1)
	}
	return wrong, all
}

// choice returns the features of choosing c, a candidate of group g or none.
func (s *scene) choice(g, c int, es []evidence) []uint32 {
	if c == none {
		return s.noneFeatures(nil, g, es)
	}
	return s.features(nil, g, c, es)
}

// sameSpot is how near, in km, a place of the name must lie to the right one to
// be right too: a town and the division around it are entries of their own.
const sameSpot = 40

// right returns the candidate that group g means by its first gold toponym, and
// false when it is not among the gold.
func (s *scene) right(g int, gold []Gold) (int, bool) {
	gr := &s.groups[g]
	m := &s.mentions[gr.mentions[0]]
	start := s.d.Tokens[m.first].Span.Start
	for _, x := range gold {
		if x.Span.Start != start {
			continue
		}
		if x.ID == 0 {
			return none, true
		}
		near, nearest := none, float64(sameSpot)
		for i := range gr.candidates {
			c := &gr.candidates[i]
			if c.place.ID == x.ID {
				return i, true
			}
			if km := distance(c, &gazetteer.Place{Lat: float32(x.Lat), Lon: float32(x.Lon)}); km < nearest {
				near, nearest = i, km
			}
		}
		return near, true
	}
	return none, false
}
