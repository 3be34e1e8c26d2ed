package link

import (
	"context"
	"math"
	"slices"

	"sayso"
)

// Stream is articles in the order they came, with the stories they belong to.
type Stream struct {
	Articles []*sayso.Article
	Story    []string
}

// Judge says how good a grouping of the i-th stream, or of the i-th set of
// tellings, is: the greater, the better.
type Judge func(i int, groups []int) float64

// FitStories learns the weights for pairs of articles, dated ones or others, from
// streams. Where a pair begins to be one story is what judge likes best of the
// streams it judges above 0: dated ones by their pairs, others by B³.
func FitStories(ctx context.Context, w *Words, streams []Stream, dated bool, judge Judge) (Weights, error) {
	var sets [][]comparison
	sizes := make([]int, len(streams))
	for k, s := range streams {
		l := NewStories(w, &Model{}, &Memory{})
		var set []comparison
		for i, a := range s.Articles {
			d := newProfile(w, a)
			near, err := l.near(ctx, d)
			if err != nil {
				return Weights{}, err
			}
			for _, o := range near {
				if dated == (d.dated && o.doc.dated) {
					set = append(set, comparison{i, o.item - 1, example{d.features(o.doc), s.Story[i] == s.Story[o.item-1], 1}})
				}
			}
			if err := l.state.Keep(ctx, i+1, 0, d.keys(), d.bytes()); err != nil {
				return Weights{}, err
			}
			l.docs.hold(i+1, d)
		}
		sets = append(sets, set)
		sizes[k] = len(s.Articles)
	}
	reach := 0
	if dated {
		reach = heightOfStories
	}
	return fitWeights(ctx, sets, sizes, nil, reach, judge)
}

// Parallel is tellings of two articles, the i-th of one telling what the i-th of
// the other tells.
type Parallel struct{ A, B []*Telling }

// Lessons are what the likeness of statements is learnt from besides labelled pairs.
type Lessons struct {
	words *Words
	sets  [][]comparison // one for each pair of articles
	sizes []int
	alone []example
}

// NewLessons compares parallel tellings and pairs of bare words.
func NewLessons(ctx context.Context, w *Words, parallel []Parallel, pairs []TellingPair) (*Lessons, error) {
	l := &Lessons{words: w}
	for _, p := range parallel {
		set, err := compareParallel(ctx, w, p)
		if err != nil {
			return nil, err
		}
		l.sets = append(l.sets, set)
		l.sizes = append(l.sizes, len(p.A)+len(p.B))
	}
	for _, s := range stage(w, pairs) {
		l.alone = append(l.alone, example{s.pair, s.Same, 1})
	}
	return l, nil
}

// Fit learns the weights of m for pairs of bare words, and those for pairs of
// statements of reports from labelled ones too. What competes, the second step's
// concern, the parallel ones alone show.
func (l *Lessons) Fit(ctx context.Context, m *Model, labelled []TellingPair, judge Judge) (err error) {
	if m.Bare, err = fitWeights(ctx, l.sets, l.sizes, l.alone, 0, judge); err != nil {
		return err
	}
	m.Utterance, m.Context = l.fitTold(stage(l.words, labelled))
	return nil
}

// CrossValidate returns how likely labelled pairs are to be of one act of speech by
// their words and speakers alone, and amid their reports, each learnt without the
// labels that touch its fold: folds says, of each pair, the fold that it is
// judged in, and that of its other end.
func (l *Lessons) CrossValidate(labelled []TellingPair, folds [][2]int) (alone, amid []float64) {
	all := stage(l.words, labelled)
	models := map[int]*Model{}
	for i := range all {
		fold := folds[i][0]
		m := models[fold]
		if m == nil {
			var others []staged
			for k := range all {
				if folds[k][0] != fold && folds[k][1] != fold {
					others = append(others, all[k])
				}
			}
			m = &Model{}
			m.Utterance, m.Context = l.fitTold(others)
			models[fold] = m
		}
		alone = append(alone, logistic(m.Utterance.logit(all[i].pair)))
		amid = append(amid, all[i].likeness(m))
	}
	return alone, amid
}

// labelledWeight is how many examples a labelled pair of statements stands for:
// it is the only kind that shows what two reports of one event make of a speech.
const labelledWeight = 30

func compareParallel(ctx context.Context, w *Words, p Parallel) ([]comparison, error) {
	u := NewUtterances(w, &Model{}, &Memory{})
	var set []comparison
	for i, t := range append(append([]*Telling{}, p.A...), p.B...) {
		c := newContent(w, t)
		keys := c.keys()
		lists, err := u.state.Find(ctx, keys, wordItems)
		if err != nil {
			return nil, err
		}
		found := map[uint64][]int{}
		for k, key := range keys {
			found[key] = lists[k]
		}
		near, amid, err := u.near(ctx, c, keys, found)
		if err != nil {
			return nil, err
		}
		for _, o := range near {
			if j := o.item - 1; o.doc.telling.Article != t.Article {
				set = append(set, comparison{i, j, example{c.features(o.doc, amid), i == j+len(p.A), 1}})
			}
		}
		if err := u.state.Keep(ctx, i+1, 0, keys, t.bytes()); err != nil {
			return nil, err
		}
		u.docs.hold(i+1, c)
	}
	return set, nil
}

// fitTold learns the weights for statements of reports: those of the words from
// pairs within one story, for elsewhere it is not the words that tell; then those
// of what else is known from all labelled pairs. The second step's bias is that of
// the labelled pairs, so that what is likelier than not is so in reports, where
// most statements have no partner; how much a better partner counts comes from the
// parallel sets.
func (l *Lessons) fitTold(labelled []staged) (told Weights, context []float64) {
	examples := slices.Clone(l.alone)
	for _, s := range labelled {
		if !s.Apart {
			examples = append(examples, example{s.pair, s.Same, labelledWeight})
		}
	}
	for _, set := range l.sets {
		for _, c := range set {
			examples = append(examples, c.example)
		}
	}
	w := Weights{Pair: fit(examples)}
	var amid []example
	for _, s := range labelled {
		amid = append(amid, example{s.context(&w), s.Same, 1})
	}
	context = fit(amid)
	var second []example
	for k, set := range l.sets {
		for _, e := range margins(set, l.sizes[k], &w) {
			second = append(second, example{append(e.features, 1), e.same, e.weight})
		}
	}
	for _, e := range amid {
		second = append(second, example{[]float64{1, inner(context, e.features), 0, 0}, e.same, labelledWeight})
	}
	copy(w.Margin[:], fit(second))
	return w, context
}

// margins returns the examples of the second step that a set of comparisons gives.
func margins(set []comparison, size int, w *Weights) []example {
	best := make([]float64, size)
	for _, c := range set {
		p := logistic(w.logit(c.features))
		best[c.item], best[c.to] = max(best[c.item], p), max(best[c.to], p)
	}
	var out []example
	for _, c := range set {
		logit := w.logit(c.features)
		p := logistic(logit)
		out = append(out, example{[]float64{1, logit, best[c.item] - p + best[c.to] - p}, c.same, c.weight})
	}
	return out
}

// comparison is an example with the items compared, the later first.
type comparison struct {
	item, to int
	example
}

// The shifts of the second step's bias that are tried.
const (
	mostShift = 20
	shiftStep = 0.1
)

// heightOfStories is how many shifts on either side of one are looked at with it
// where stories are judged by their pairs: a great story that joins makes these
// leap, and the middle of a height carries over to other data where a peak does
// not. B³ does not leap, nor do pairs of sentences.
const heightOfStories = 4

// fitWeights learns both steps from sets of comparisons, and the first also from
// examples that stand alone. sizes are the numbers of items of the sets, reach is
// how many shifts around one judge looks at.
func fitWeights(ctx context.Context, sets [][]comparison, sizes []int, alone []example, reach int, judge Judge) (Weights, error) {
	examples := slices.Clone(alone)
	for _, set := range sets {
		for _, c := range set {
			examples = append(examples, c.example)
		}
	}
	w := Weights{Pair: fit(examples)}
	var second []example
	for k, set := range sets {
		second = append(second, margins(set, sizes[k], &w)...)
	}
	for _, e := range alone { // nothing competes with them
		second = append(second, example{[]float64{1, w.logit(e.features), 0}, e.same, e.weight})
	}
	copy(w.Margin[:], fit(second))

	start := w.Margin[0]
	var scores []float64
	for shift := -mostShift; shift <= mostShift; shift++ {
		w.Margin[0] = start + float64(shift)*shiftStep
		sum := 0.0
		for k, set := range sets {
			if err := ctx.Err(); err != nil {
				return Weights{}, err
			}
			groups, err := regroup(ctx, set, sizes[k], &w)
			if err != nil {
				return Weights{}, err
			}
			sum += judge(k, groups)
		}
		scores = append(scores, sum)
	}
	w.Margin[0] = start + float64(highest(scores, reach)-mostShift)*shiftStep
	return w, nil
}

// highest returns the place that is the greatest on average with its neighbours, of
// which reach lie on either side.
func highest(scores []float64, reach int) int {
	at, best := 0, math.Inf(-1)
	for i := range scores {
		near := scores[max(0, i-reach):min(len(scores), i+reach+1)]
		sum := 0.0
		for _, x := range near {
			sum += x
		}
		if mean := sum / float64(len(near)); mean > best {
			at, best = i, mean
		}
	}
	return at
}

// regroup returns the group of each item that its comparisons make.
func regroup(ctx context.Context, set []comparison, items int, w *Weights) ([]int, error) {
	state := &Memory{}
	g := graph{state: state, weights: func(Marks) *Weights { return w }, most: mostNear}
	all := make([]int, items)
	for i := range items {
		all[i] = i + 1
		var ties []Tie
		for ; len(set) > 0 && set[0].item == i; set = set[1:] {
			logit := w.logit(set[0].features)
			ties = append(ties, Tie{To: set[0].to + 1, Weight: logit, Back: logit})
		}
		if _, err := g.add(ctx, i+1, nil, nil, ties); err != nil {
			return nil, err
		}
	}
	return state.Groups(ctx, all)
}
