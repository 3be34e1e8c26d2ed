package link

import (
	"context"
	"math"
	"time"

	"sayso"
)

// Stories groups articles by the event they report, as they come: best in the
// order of their dates.
type Stories struct {
	words *Words
	model *Model
	state State
	graph graph
	docs  *docs[*profile]
}

// NewStories returns a linker of the articles in state, which is its own.
func NewStories(w *Words, m *Model, s State) *Stories {
	weights := func(marks Marks) *Weights {
		if marks&MarkDated != 0 {
			return &m.Dated
		}
		return &m.Undated
	}
	return &Stories{w, m, s, graph{state: s, weights: weights, most: mostNear}, newDocs(s, mostArticles, readProfile)}
}

// Add adds an article, and returns what it changed in the stories before.
func (s *Stories) Add(ctx context.Context, item int, a *sayso.Article) ([]Change, error) {
	d := newProfile(s.words, a)
	near, err := s.near(ctx, d)
	if err != nil {
		return nil, err
	}
	var ties []Tie
	for _, o := range near {
		var marks Marks
		if d.dated && o.doc.dated {
			marks = MarkDated
		}
		logit := s.graph.weights(marks).logit(d.features(o.doc))
		ties = append(ties, Tie{To: o.item, Weight: logit, Back: logit, Marks: marks})
	}
	s.docs.hold(item, d)
	return s.graph.add(ctx, item, d.keys(), d.bytes(), ties)
}

// Near returns the articles that an article may be of one story with, and how
// likely each is by the two alone.
func (s *Stories) Near(ctx context.Context, item int) (map[int]float64, error) {
	ties, err := s.state.Ties(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	near := make(map[int]float64, len(ties[0]))
	for _, t := range ties[0] {
		near[t.To] = logistic(t.Weight)
	}
	return near, nil
}

// StoryLikeness returns how likely two articles are to be of one story by the two
// alone, and 0 where linking would not compare or tie them.
func StoryLikeness(w *Words, m *Model, a, b *sayso.Article) float64 {
	x, y := newProfile(w, a), newProfile(w, b)
	dated := x.dated && y.dated
	if dated && x.gap(y) > keyDays || dot(x.full, y.full) < leastLike {
		return 0
	}
	weights := &m.Undated
	if dated {
		weights = &m.Dated
	}
	if p := logistic(weights.logit(x.features(y))); p >= leastTie {
		return p
	}
	return 0
}

// Remove forgets an article, and returns what that changed in its story.
func (s *Stories) Remove(ctx context.Context, item int) ([]Change, error) {
	d, err := s.docs.get(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	return s.graph.remove(ctx, item, d[0].keys())
}

// Forget lets go of what is held in memory: an addition was undone.
func (s *Stories) Forget() { s.docs.forget() }

// profile is what is compared of an article.
type profile struct {
	full, lead, title, names vector // unit vectors of stems, weighted by their IDF
	headline                 vector // the stems of the headline, each with its IDF
	day                      int    // since 1970
	dated                    bool
}

// leadWords is how many words of the text count as its lead.
const leadWords = 70

func newProfile(words *Words, a *sayso.Article) *profile {
	title := wordsOf(a.Title, whole(a.Title))
	var body []word
	for _, z := range a.Zones {
		if z.Kind != sayso.ZoneBoilerplate && z.Kind != sayso.ZoneByline && z.Kind != sayso.ZoneDateline {
			body = append(body, wordsOf(a.Text, z.Span)...)
		}
	}
	t := profiler{words: words, idf: map[string]float64{}}
	d := &profile{
		full:     t.vector(title, title, body),
		lead:     t.vector(title, body[:min(len(body), leadWords)]),
		title:    t.vector(title),
		names:    t.vector(names(title), names(body[:min(len(body), nameWords)])),
		headline: t.headline(title),
	}
	d.day, d.dated = dayOf(a.Date)
	return d
}

// nameWords is how many words of the text are searched for names.
const nameWords = 400

// names returns the words that begin with a capital within a sentence.
func names(ws []word) []word {
	var out []word
	for _, w := range ws {
		if w.capital && !w.initial {
			out = append(out, w)
		}
	}
	return out
}

// profiler makes the vectors of one article.
type profiler struct {
	words *Words
	idf   map[string]float64 // of the stems of the article
}

// vector returns the unit vector of parts: each stem weighs 1 + log of how often
// it occurs, times its IDF. Single letters do not count.
func (t *profiler) vector(parts ...[]word) vector {
	n := map[string]float64{}
	for _, part := range parts {
		for _, w := range part {
			if len(w.form) > 1 {
				n[t.words.Stem(w.form)]++
			}
		}
	}
	c := make(counts, len(n))
	for stem, k := range n {
		c[hash(fnvOffset, stem)] = (1 + math.Log(k)) * t.weight(stem)
	}
	return c.unit()
}

func (t *profiler) weight(stem string) float64 {
	idf, ok := t.idf[stem]
	if !ok {
		idf = t.words.Frequencies.IDF(stem)
		t.idf[stem] = idf
	}
	return idf
}

func (t *profiler) headline(title []word) vector {
	c := counts{}
	for _, w := range title {
		if len(w.form) > 1 {
			stem := t.words.Stem(w.form)
			c[hash(fnvOffset, stem)] = t.weight(stem)
		}
	}
	return c.unit()
}

// dayOf returns the day of a date, false when the date has none.
func dayOf(d sayso.Date) (int, bool) {
	t, err := time.Parse(time.DateOnly, d.Value)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / (24 * 60 * 60)), true
}

// The number of features of a pair of articles, without and with dates.
const (
	storyFeatures = 12
	datedFeatures = storyFeatures + 6
)

// features describes a pair: a bias, the cosines of whole text, lead, headline
// and names, how much of either headline the other's text covers, and how like
// either lead is to the other's text; of two dated articles also the days
// between them.
func (d *profile) features(o *profile) []float64 {
	full := dot(d.full, o.full)
	a, b := covered(d.headline, o.full), covered(o.headline, d.full)
	x := make([]float64, 0, datedFeatures)
	x = append(x, 1, full, dot(d.lead, o.lead), dot(d.title, o.title), dot(d.names, o.names), min(a, b), max(a, b),
		min(dot(d.lead, o.full), dot(o.lead, d.full)))
	x = append(x, x[1]*x[1], x[2]*x[2], x[4]*x[4], x[1]*x[5])
	if !d.dated || !o.dated {
		return x
	}
	gap := d.gap(o)
	for day := 1; day <= 4; day++ {
		if gap >= day {
			x = append(x, 1)
		} else {
			x = append(x, 0)
		}
	}
	far := math.Log(1 + float64(gap))
	return append(x, far, far*full)
}

// gap returns the days between two dated articles.
func (d *profile) gap(o *profile) int { return max(d.day-o.day, o.day-d.day) }
