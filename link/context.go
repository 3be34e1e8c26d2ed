package link

import (
	"context"
	"math"

	"sayso"
)

// Report is what is known of a report whose statements are added.
type Report struct {
	// Related says how likely others are of one story with it, by the two alone;
	// those that are not in it are of none.
	Related map[sayso.ArticleID]float64
	Linked  []int // statements of it that are linked already
}

// storyOfOne is how likely a report of a single statement is taken to be of one
// story with any other: there is nothing in it to tell its story by but what is
// being judged.
const storyOfOne = 1

// spot is a pair of statements of two reports, by where they stand in them: the
// distance of two numbers counts.
type spot struct {
	i, j  int
	likes float64 // the probability by the pair alone
}

// exchange is what two reports have of each other: the pairs of their statements
// that are likely enough by themselves to speak for others. Two reports that both
// tell some utterances report one occasion, and what is said there comes in one
// order (collective resolution, Bhattacharya and Getoor 2007, with the order of
// the mentions besides who they are of).
type exchange struct {
	story float64 // that the two reports are of one story
	spots []spot
}

// leastSpeaks is the probability from which a pair says something of others.
const leastSpeaks = 0.3

func (e *exchange) add(s spot) {
	if s.likes >= leastSpeaks {
		e.spots = append(e.spots, s)
	}
}

// contextFeatures is the number of features of what is known of a pair besides its
// words.
const contextFeatures = 9

// features describes what is known of a pair besides its words: a bias; the logit
// of the pair alone; how likely the reports are of one story, and whether nothing
// says so; the likeliest pair of others that stand near both in the same order,
// and of those that stand crosswise; and whether both are quoted as said, alone
// and with the greater share and the run that both have, for what one language
// says in quotation marks is not said in other words. pair is the features of the
// pair alone.
func (e *exchange) features(at spot, a, b *Telling, pair []float64, logit float64) []float64 {
	near, across := 0.0, 0.0
	for _, s := range e.spots {
		di, dj := s.i-at.i, s.j-at.j
		if di == 0 || dj == 0 {
			continue
		}
		weight := s.likes / math.Sqrt(math.Abs(float64(di)*float64(dj)))
		if (di > 0) == (dj > 0) {
			near = max(near, weight)
		} else {
			across = max(across, weight)
		}
	}
	quoted := truth(a.Quoted && b.Quoted)
	return []float64{1, logit, e.story, truth(e.story == 0), near, across, quoted, quoted * pair[greaterShare], quoted * pair[runShare]}
}

// exchanges returns what the report that statements were drawn for has of each
// other report.
func (u *Utterances) exchanges(ctx context.Context, near [][]drawn, report Report) (map[sayso.ArticleID]*exchange, error) {
	out := map[sayso.ArticleID]*exchange{}
	add := func(o *content, s spot) {
		article := o.telling.Article
		e := out[article]
		if e == nil {
			e = &exchange{story: report.Related[article]}
			if len(near)+len(report.Linked) == 1 {
				e.story = storyOfOne
			}
			out[article] = e
		}
		e.add(s)
	}
	for _, list := range near {
		for _, d := range list {
			add(d.doc, d.at)
		}
	}
	ties, err := u.state.Ties(ctx, report.Linked)
	if err != nil {
		return nil, err
	}
	for k, i := range report.Linked {
		ends := make([]int, len(ties[k]))
		for n, t := range ties[k] {
			ends[n] = t.To
		}
		docs, err := u.docs.get(ctx, ends)
		if err != nil {
			return nil, err
		}
		for n, t := range ties[k] {
			add(docs[n], spot{i, t.To, logistic(t.Weight)})
		}
	}
	return out, nil
}

// weigh returns the logit of a pair amid what the two reports have of each other.
func (m *Model) weigh(e *exchange, at spot, a, b *Telling, pair []float64, logit float64) float64 {
	return inner(m.Context, e.features(at, a, b, pair, logit))
}
