package link

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
)

// Utterances groups statements by the act of speech they tell, as they come.
type Utterances struct {
	words *Words
	model *Model
	index Index
	graph graph
	docs  []*content
}

// NewUtterances returns a linker without statements. The index is its own.
func NewUtterances(w *Words, m *Model, index Index) *Utterances {
	return &Utterances{words: w, model: m, index: index}
}

// Add adds the next statement, and returns what it changed in the utterances
// before.
func (u *Utterances) Add(ctx context.Context, t *Telling) ([]Change, error) {
	c := newContent(u.words, t)
	near, err := u.near(ctx, c)
	if err != nil {
		return nil, err
	}
	var ties []tie
	for _, i := range near {
		o := u.docs[i]
		logit := u.model.Utterance.logit(c.features(o)) + c.company(o)
		ties = append(ties, tie{to: i, logit: logit, by: &u.model.Utterance, free: o.telling.Article == t.Article})
	}
	if err := u.index.Add(ctx, len(u.docs), c.keys()); err != nil {
		return nil, err
	}
	u.docs = append(u.docs, c)
	return u.graph.add(ties), nil
}

// Utterance returns the number of the utterance that the i-th statement tells
// first of all.
func (u *Utterances) Utterance(i int) int { return u.graph.of[i] }

// leastAlso is the probability by the pair alone from which a statement also tells
// the utterance of another.
const leastAlso = 0.6

// Told returns the numbers of all utterances that the i-th statement tells, sorted:
// a lead may sum up two of them, and is as long as either. A statement that tells
// those of others is none of its own.
func (u *Utterances) Told(i int) []int {
	own := u.graph.of[i]
	told := []int{own}
	for _, t := range u.graph.ties[i] {
		if g := u.graph.of[t.to]; t.p >= leastAlso && len(u.docs[i].words) >= len(u.docs[t.to].words) && !slices.Contains(told, g) {
			told = append(told, g)
		}
	}
	if len(told) > 1 && len(u.graph.members[own]) == 1 {
		told = told[1:]
	}
	slices.Sort(told)
	return told
}

// What a statement is found by, and how much is looked at.
const (
	keyWords      = 12   // the rarest stems of a content
	wordItems     = 300  // statements looked at for one stem
	mostCompared  = 15   // statements compared in full
	leastGrams    = 0.15 // cosine of the runs of characters below which two are not compared
	mostDaysApart = 2    // days between two dates of one act of speech, for the clocks of two places
)

// keys returns the keys of the content's rarest stems.
func (c *content) keys() []uint64 {
	v := counts{}
	for _, w := range c.words {
		v[hash(fnvOffset, w.stem)] = w.idf
	}
	var keys []uint64
	for _, t := range v.unit().heaviest(keyWords) {
		keys = append(keys, t.key)
	}
	return keys
}

// near returns the statements worth comparing with c: those that share its rarer
// words and may have been said by the same speaker on the same day.
func (u *Utterances) near(ctx context.Context, c *content) ([]int, error) {
	shared := map[int]int{}
	for _, key := range c.keys() {
		items, err := u.index.Items(ctx, key, wordItems)
		if err != nil {
			return nil, err
		}
		for _, i := range items {
			shared[i]++
		}
	}
	near := slices.SortedFunc(maps.Keys(shared), func(a, b int) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(b, a))
	})
	var out []int
	for _, i := range near {
		if o := u.docs[i]; len(out) < mostCompared && c.compatible(o) && dot(c.grams, o.grams) >= leastGrams {
			out = append(out, i)
		}
	}
	return out, nil
}

// compatible reports whether two tellings may be of one act of speech: their
// dates, where both are known, and their speakers, where both are named persons,
// allow it. Bodies are not held to their names: one outlet's "Kremlin" is
// another's "Russia".
func (c *content) compatible(o *content) bool {
	if c.dated && o.dated && max(c.day-o.day, o.day-c.day) > mostDaysApart {
		return false
	}
	a, b := c.telling, o.telling
	return !a.Person || !b.Person || a.Speaker == "" || b.Speaker == "" || SameSpeaker(a.Speaker, b.Speaker)
}

// What is known of the speakers adds to the logit of a pair. The corpora the
// weights are learnt from name no speakers; these two are set by hand.
const (
	sameSpeaker  = 1.0
	otherSpeaker = -1.5
)

// company returns what the speakers of two tellings add to the logit of their
// content.
func (c *content) company(o *content) float64 {
	a, b := c.telling.Speaker, o.telling.Speaker
	switch {
	case a == "" || b == "":
		return 0
	case SameSpeaker(a, b):
		return sameSpeaker
	}
	return otherSpeaker
}

// SameSpeaker reports whether two names may be of one person: the last word of
// the shorter name is a word of the other, give or take how it is spelt.
func SameSpeaker(a, b string) bool {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return true
	}
	last := x[len(x)-1]
	return slices.ContainsFunc(y, func(w string) bool { return sameName(last, w) })
}

// sameName reports whether two words spell one name: at most one letter is put in,
// left out or another, and names of up to three letters are the same.
func sameName(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) <= 3 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	rest := y[i+1:]
	if len(x) == len(y) {
		return string(x[i+1:]) == string(rest)
	}
	return string(x[i:]) == string(rest)
}

// Pair is two statements, by their numbers, and how likely they are to tell one
// act of speech.
type Pair struct {
	A, B        int // A came first
	Probability float64
}

// Pairs returns the pairs of statements of different articles that are likelier
// than not to tell one act of speech, the likeliest first.
func (u *Utterances) Pairs() []Pair {
	var out []Pair
	for i, ties := range u.graph.ties {
		for _, t := range ties {
			if t.to > i || t.free {
				continue
			}
			if p := u.graph.probability(i, t); p > 0.5 {
				out = append(out, Pair{t.to, i, p})
			}
		}
	}
	slices.SortFunc(out, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Probability, a.Probability), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out
}

// Likeness returns how likely two tellings are to be of one act of speech when
// nothing else is known.
func Likeness(w *Words, m *Model, a, b *Telling) float64 {
	logit := m.Utterance.logit(newContent(w, a).features(newContent(w, b)))
	p := logistic(logit)
	return m.Utterance.probability(logit, p, p, p)
}
