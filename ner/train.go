package ner

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"sayso"
	"sayso/perceptron"
)

// Training are the settings of Train.
type Training struct {
	Seed     uint64
	Passes   int // over the corpora, once the features are chosen
	Runs     int // models to learn, from one seed each, and take the mean of
	Features int // to keep
	Lists    []List
	// Progress is told what is being done; it may be nil.
	Progress func(line string)
}

// lesson is an example as it is learnt from: its words, and the tags that each
// may have.
type lesson struct {
	*sayso.Document
	words   []word
	allowed []mask
	memory  *memory
}

// Train learns a recogniser. The same examples and settings give the same one. It
// takes minutes for a million words and returns ctx's error when ctx ends.
//
// The learner is the averaged perceptron over whole sentences (Collins 2002).
// Where a corpus leaves open which of several tags is right, the best of them by
// the weights so far is taken to be.
func Train(ctx context.Context, examples []Example, clusters *perceptron.Clusters, opt Training) (*Recogniser, error) {
	r := &Recogniser{clusters: clusters}
	var err error
	if r.lists, err = newLists(opt.Lists, clusters); err != nil {
		return nil, err
	}
	lessons := make([]lesson, len(examples))
	for i, e := range examples {
		lessons[i] = lesson{Document: e.Document}
		if lessons[i].allowed, err = e.masks(); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	r.learnSmall(lessons)
	var buf []byte
	for i := range lessons {
		l := &lessons[i]
		l.words = make([]word, len(l.Tokens))
		for _, s := range l.Sentences {
			buf = r.look(l.Document, s, l.words[s.First:s.Last], buf)
		}
		for k := range l.words {
			if l.allowed[k]&(1<<outside) == 0 {
				l.words[k].sure = false
			}
		}
		l.memory = newMemory()
		l.memory.begin(l.Document, l.words)
		l.memory.index = nil
	}
	var chosen *perceptron.Model
	trainers := make([]*perceptron.Trainer, max(1, opt.Runs))
	for run := range trainers {
		s := school{lessons: lessons, opt: opt, seed: opt.Seed + uint64(run)}
		if chosen == nil {
			s.trainer = perceptron.NewTrainer(tagCount)
			for n := range choosingPasses {
				s.pass(ctx, n, "choosing features")
			}
			chosen = perceptron.Average(opt.Features, s.trainer)
		}
		s.trainer = perceptron.NewTrainerOf(chosen)
		for n := range opt.Passes {
			s.pass(ctx, choosingPasses+n, fmt.Sprintf("run %d of %d", run+1, len(trainers)))
		}
		trainers[run] = s.trainer
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.model = perceptron.Average(opt.Features, trainers...)
	r.setTransitions()
	return r, nil
}

// choosingPasses are the passes after which the features to keep are chosen.
const choosingPasses = 2

// school is one run of training.
type school struct {
	lessons []lesson
	opt     Training
	seed    uint64
	trainer *perceptron.Trainer
	trans   transitions[float32]

	features []uint32
	ends     []int // by token, where its features end
	scores   [][tagCount]float32
	free     []mask
	lattice  lattice[float32]
	got      []uint8
	want     []uint8
}

// pass goes through all lessons once, in an order that chance and n decide.
func (s *school) pass(ctx context.Context, n int, what string) {
	rng := rand.New(rand.NewPCG(s.seed, uint64(n)))
	wrong, all := 0, 0
	for _, k := range rng.Perm(len(s.lessons)) {
		if ctx.Err() != nil {
			return
		}
		l := &s.lessons[k]
		l.memory.forget()
		for _, sent := range l.Sentences {
			ws := l.words[sent.First:sent.Last]
			l.memory.recall(ws)
			if !s.learn(ws, l.allowed[sent.First:sent.Last], l.memory) {
				wrong++
			}
			all++
			l.memory.note(ws, s.got)
		}
	}
	if s.opt.Progress != nil {
		s.opt.Progress(fmt.Sprintf("%s, pass %d: %.2f %% of sentences wrong", what, n+1, 100*float64(wrong)/float64(max(all, 1))))
	}
}

// learn decodes a sentence and mends the weights when a tag is not allowed.
func (s *school) learn(ws []word, allowed []mask, m *memory) bool {
	n := len(ws)
	s.features, s.ends = s.features[:0], s.ends[:0]
	s.scores = slices.Grow(s.scores[:0], n)[:n]
	s.free = slices.Grow(s.free[:0], n)[:n]
	s.got = slices.Grow(s.got[:0], n)[:n]
	s.want = slices.Grow(s.want[:0], n)[:n]
	for t := range s.trans {
		s.trainer.Score([]uint32{perceptron.Feature(behind, uint32(t), 0, 0)}, s.trans[t][:])
	}
	for i := range ws {
		if ws[i].sure {
			s.free[i], s.scores[i] = 1<<outside, [tagCount]float32{}
		} else {
			from := len(s.features)
			s.features = features(s.features, ws, i, m)
			s.trainer.Score(s.features[from:], s.scores[i][:])
			s.free[i] = anyTag
		}
		s.ends = append(s.ends, len(s.features))
	}
	s.trainer.Step()
	s.lattice.decode(s.scores, &s.trans, s.free, s.got)
	right := true
	for i, t := range s.got {
		right = right && allowed[i]&(1<<t) != 0
	}
	if right || !s.lattice.decode(s.scores, &s.trans, allowed, s.want) {
		return right
	}
	from := 0
	before, wanted := edge, edge
	for i, to := range s.ends {
		got, want := int(s.got[i]), int(s.want[i])
		if got != want {
			s.trainer.Update(s.features[from:to], want, got)
		}
		if got != want || before != wanted {
			s.trainer.Change([]uint32{perceptron.Feature(behind, uint32(wanted), 0, 0)}, want, 1)
			s.trainer.Change([]uint32{perceptron.Feature(behind, uint32(before), 0, 0)}, got, -1)
		}
		before, wanted, from = got, want, to
	}
	return false
}
