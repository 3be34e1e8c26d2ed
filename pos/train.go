package pos

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
	Seed       uint64
	Passes     int // over the corpus, once the features are chosen; 0 leaves the weights that chose them
	Runs       int // trained apart with those features, whose mean is the model
	XPOS, UPOS int // features to keep of each model
	// Progress is told what is being done; it may be nil.
	Progress func(line string)
}

// sentence is one sentence to learn from: its words and their right tags.
type sentence struct {
	words  []word
	xs, us []uint8
}

// Train learns a tagger from the tags and lemmas of documents. The same
// documents and settings give the same tagger. It takes minutes for a treebank
// and returns ctx's error when ctx ends.
func Train(ctx context.Context, documents []*sayso.Document, clusters *perceptron.Clusters, opt Training) (*Tagger, error) {
	t := &Tagger{clusters: clusters, dictionary: map[uint32]entry{}}
	xids, uids := map[string]uint8{}, map[string]uint8{}
	var err error
	if t.xposNames, err = number(documents, xids, func(t *sayso.Token) string { return t.XPOS }); err != nil {
		return nil, err
	}
	if t.uposNames, err = number(documents, uids, func(t *sayso.Token) string { return t.UPOS }); err != nil {
		return nil, err
	}
	sentences := t.read(documents, xids, uids)
	t.learnDictionary(sentences)
	for _, s := range sentences {
		for i := range s.words {
			w := &s.words[i]
			if e, ok := t.dictionary[w.form]; ok {
				w.usual, w.sure = uint32(e.tag)+1, e.sure
			}
		}
	}
	t.xpos = learn(ctx, "XPOS", sentences, len(t.xposNames), opt.XPOS, opt,
		func(fs []uint32, s sentence, i int, tags []uint8) []uint32 {
			if s.words[i].sure {
				return nil
			}
			return xposFeatures(fs, s.words, i, before(tags, i, 1), before(tags, i, 2))
		}, func(s sentence) []uint8 { return s.xs })
	t.upos = learn(ctx, "UPOS", sentences, len(t.uposNames), opt.UPOS, opt,
		func(fs []uint32, s sentence, i int, tags []uint8) []uint32 {
			return uposFeatures(fs, s.words, s.xs, i, before(tags, i, 1), before(tags, i, 2))
		}, func(s sentence) []uint8 { return s.us })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t.learnTables(documents, xids, uids)
	return t, nil
}

// number gives the values that tokens have for a field their numbers, in
// alphabetical order.
func number(documents []*sayso.Document, ids map[string]uint8, field func(*sayso.Token) string) ([]string, error) {
	var names []string
	seen := map[string]bool{}
	for _, d := range documents {
		for i := range d.Tokens {
			v := field(&d.Tokens[i])
			if v == "" {
				return nil, fmt.Errorf("%s: token %d has no tag to learn from", d.Name, i+1)
			}
			if !seen[v] {
				seen[v] = true
				names = append(names, v)
			}
		}
	}
	slices.Sort(names)
	if len(names) == 0 || len(names) > 255 {
		return nil, fmt.Errorf("%d different tags to learn from, want 1 to 255", len(names))
	}
	for i, n := range names {
		ids[n] = uint8(i)
	}
	return names, nil
}

func (t *Tagger) read(documents []*sayso.Document, xids, uids map[string]uint8) []sentence {
	var out []sentence
	var buf []byte
	for _, d := range documents {
		for _, s := range d.Sentences {
			n := int(s.Last - s.First)
			e := sentence{make([]word, n), make([]uint8, n), make([]uint8, n)}
			buf = t.look(d, s, e.words, buf)
			for i := range n {
				tok := &d.Tokens[int(s.First)+i]
				e.xs[i], e.us[i] = xids[tok.XPOS], uids[tok.UPOS]
			}
			out = append(out, e)
		}
	}
	return out
}

// A word is in the dictionary when it occurs dictionaryLeast times, and sure
// when it occurs sureLeast times with at most one tag in sureShare another.
const (
	dictionaryLeast = 4
	sureLeast       = 25
	sureShare       = 400
)

func (t *Tagger) learnDictionary(sentences []sentence) {
	counts := map[uint32]map[uint8]int{}
	for _, s := range sentences {
		for i, w := range s.words {
			if counts[w.form] == nil {
				counts[w.form] = map[uint8]int{}
			}
			counts[w.form][s.xs[i]]++
		}
	}
	for form, c := range counts {
		sum, most := 0, -1
		for x := range len(t.xposNames) { // in order, so that of equals the first wins
			n := c[uint8(x)]
			sum += n
			if n > 0 && (most < 0 || n > c[uint8(most)]) {
				most = x
			}
		}
		if sum >= dictionaryLeast {
			t.dictionary[form] = entry{uint8(most), sum >= sureLeast && (sum-c[uint8(most)])*sureShare <= sum}
		}
	}
}

// choosingPasses are the passes after which the features to keep are chosen.
const choosingPasses = 3

// learn trains one model: a few passes with all features, the choice of the keep
// heaviest, and then passes with those alone. features returns nothing for a
// word whose tag is known.
func learn(ctx context.Context, name string, sentences []sentence, classes, keep int, opt Training,
	features func(fs []uint32, s sentence, i int, tags []uint8) []uint32, right func(sentence) []uint8,
) *perceptron.Model {
	pass := func(t *perceptron.Trainer, run, n int) {
		rng := rand.New(rand.NewPCG(opt.Seed+uint64(run), uint64(n)))
		wrong, all := 0, 0
		var fs []uint32
		var tags []uint8
		scores := make([]float32, classes)
		for _, k := range rng.Perm(len(sentences)) {
			if ctx.Err() != nil {
				return
			}
			s := sentences[k]
			gold := right(s)
			tags = append(tags[:0], gold...)
			for i := range gold {
				fs = features(fs[:0], s, i, tags[:i])
				if len(fs) == 0 {
					tags[i] = uint8(s.words[i].usual - 1)
					continue
				}
				t.Step()
				t.Score(fs, scores)
				best := 0
				for c, v := range scores {
					if v > scores[best] {
						best = c
					}
				}
				all++
				if best != int(gold[i]) {
					wrong++
					t.Update(fs, int(gold[i]), best)
				}
				tags[i] = uint8(best)
			}
		}
		if opt.Progress != nil {
			opt.Progress(fmt.Sprintf("%s run %d pass %d: %.2f %% wrong", name, run, n+1, 100*float64(wrong)/float64(max(all, 1))))
		}
	}
	t := perceptron.NewTrainer(classes)
	for n := range choosingPasses {
		pass(t, 0, n)
	}
	chosen := perceptron.Average(keep, t)
	if opt.Passes == 0 {
		return chosen
	}
	var runs []*perceptron.Trainer
	for run := range max(1, opt.Runs) {
		t = perceptron.NewTrainerOf(chosen)
		for n := range opt.Passes {
			pass(t, run, choosingPasses+n)
		}
		runs = append(runs, t)
	}
	return perceptron.Average(keep, runs...)
}

// learnTables learns lemmas and features.
func (t *Tagger) learnTables(documents []*sayso.Document, xids, uids map[string]uint8) {
	var lemmas, feats []example
	for _, d := range documents {
		for i := range d.Tokens {
			tok := &d.Tokens[i]
			form := tok.Span.Of(d.Text)
			tags := uint32(xids[tok.XPOS])<<8 | uint32(uids[tok.UPOS])
			lower := string(perceptron.Lower([]byte(form)))
			feats = append(feats, example{lower, tags, tok.Feats})
			if tok.Lemma != "" && tok.Lemma != "_" {
				lemmas = append(lemmas, example{lower, tags, editOf(form, tok.Lemma)})
			}
		}
	}
	t.lemmas, t.feats = learnTable(lemmas, 2), learnTable(feats, 3)
}
