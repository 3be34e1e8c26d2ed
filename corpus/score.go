package corpus

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// Score is how a prediction stands against the key: of one document, or summed
// over all.
type Score struct {
	Key, Predicted, Matched int // statements

	// Of the matched statements:
	Kind           int // with the key's kind
	Speaker        int // with the key's speaker
	Dated, Said    int // those that the key dates; of them, those with its date
	Open, Invented int // those that the key leaves open; of them, those given a date

	// Words of boilerplate: the key's, the prediction's, and both's.
	BoilerplateKey, BoilerplatePredicted, Boilerplate int
}

// DocumentScore is the score of one document.
type DocumentScore struct {
	ID string
	Score
	PublishedKey *string
	PublishedGot string   // as JSON
	Misses       []string // what went wrong, one line each
	Pairs        []Pair   // the matched statements
}

// Pair is a matched statement: its ID in the key, its index among the predicted
// ones, and whether it has the key's speaker.
type Pair struct {
	Key       string
	Predicted int
	Right     bool
}

// SeedScores are the scores of every document of the key.
type SeedScores []DocumentScore

// ScoreSeeds scores predictions against the key to the reports in folder.
//
// A predicted statement matches one of the key when it holds at least half of
// the words of the key's content; each matches at most one, the pairs with the
// greatest share of common words (Jaccard) first. The error names the file that
// is missing or the prediction whose offsets lie outside the text.
func ScoreSeeds(key *Key, folder fs.FS, pred Predictions) (SeedScores, error) {
	var scores SeedScores
	for _, d := range key.Documents {
		b, err := fs.ReadFile(folder, d.File)
		if err != nil {
			return nil, err
		}
		if !utf8.Valid(b) {
			return nil, fmt.Errorf("%s: want UTF-8", d.File)
		}
		s, err := scoreDocument(key, d, newText(string(b)), pred.of(d))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.File, err)
		}
		scores = append(scores, s)
	}
	return scores, nil
}

// scored is a statement that takes part in the matching.
type scored[S any] struct {
	words map[int]bool
	s     S
	at    int // index in its file
}

func scoreDocument(key *Key, d KeyDocument, t *text, q Prediction) (DocumentScore, error) {
	ds := DocumentScore{ID: d.ID, PublishedKey: d.Published}
	var err error
	if ds.PublishedGot, err = dumps(q.Published); err != nil {
		return ds, err
	}
	var gold []scored[KeyStatement]
	for _, s := range d.Statements {
		w, err := t.words(s.Content)
		if err != nil {
			return ds, fmt.Errorf("answer key: %s: %w", s.ID, err)
		}
		gold = append(gold, scored[KeyStatement]{w, s, len(gold)})
	}
	var got []scored[PredictedStatement]
	for i, s := range q.Statements {
		w, err := t.words(s.Content)
		if err != nil {
			return ds, fmt.Errorf("prediction: statement %d: %w", i+1, err)
		}
		if len(w) > 0 { // a content without a word says nothing
			got = append(got, scored[PredictedStatement]{w, s, i})
		}
	}
	ds.Key, ds.Predicted = len(gold), len(got)
	missed, spurious := slices.Clone(gold), slices.Clone(got)
	for _, p := range align(gold, got) {
		right := ds.match(gold[p.key].s, got[p.got].s, key.aliases)
		ds.Pairs = append(ds.Pairs, Pair{gold[p.key].s.ID, got[p.got].at, right})
		missed[p.key].words, spurious[p.got].words = nil, nil
	}
	for _, g := range missed {
		if g.words != nil {
			ds.Misses = append(ds.Misses, fmt.Sprintf("missed %s [%s] %s", g.s.ID, g.s.Kind, first(110, strings.Join(g.s.Words, " … "))))
		}
	}
	for _, p := range spurious {
		if p.words != nil {
			ds.Misses = append(ds.Misses, "spurious: "+strings.ReplaceAll(first(110, t.slice(p.s.Content)), "\n", " "))
		}
	}
	return ds, ds.scoreBoilerplate(d, t, q)
}

// pair is a possible match.
type pair struct {
	jaccard  float64
	key, got int
}

// align matches statements one to one, the best pairs first; of equal pairs the
// one that stands first in the key, then in the prediction.
func align(gold []scored[KeyStatement], got []scored[PredictedStatement]) []pair {
	var pairs []pair
	for i, g := range gold {
		for j, p := range got {
			if n := common(g.words, p.words); n > 0 && 2*n >= len(g.words) {
				pairs = append(pairs, pair{float64(n) / float64(len(g.words)+len(p.words)-n), i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.jaccard, a.jaccard), cmp.Compare(a.key, b.key), cmp.Compare(a.got, b.got))
	})
	keyTaken, gotTaken := map[int]bool{}, map[int]bool{}
	return slices.DeleteFunc(pairs, func(p pair) bool {
		if keyTaken[p.key] || gotTaken[p.got] {
			return true
		}
		keyTaken[p.key], gotTaken[p.got] = true, true
		return false
	})
}

// match scores one matched pair and reports whether its speaker is the key's.
func (ds *DocumentScore) match(g KeyStatement, p PredictedStatement, aliases []map[string]bool) bool {
	ds.Matched++
	if g.Kind == p.Kind {
		ds.Kind++
	}
	right := sameName(g.Speaker, p.Speaker.Name, aliases)
	if right {
		ds.Speaker++
	} else {
		ds.Misses = append(ds.Misses, fmt.Sprintf("speaker %s: key %s, got %s", g.ID, repr(g.Speaker), repr(p.Speaker.Name)))
	}
	said := ""
	if p.Said.Value != nil {
		said = *p.Said.Value
	}
	switch {
	case g.Said == "":
		ds.Open++
		if said != "" {
			ds.Invented++
		}
	default:
		ds.Dated++
		if said == g.Said {
			ds.Said++
		}
	}
	return right
}

func (ds *DocumentScore) scoreBoilerplate(d KeyDocument, t *text, q Prediction) error {
	gold, err := t.words(d.Boilerplate)
	if err != nil {
		return fmt.Errorf("answer key: boilerplate: %w", err)
	}
	var zones [][2]int
	for _, z := range q.Zones {
		if z.Kind == "boilerplate" {
			zones = append(zones, [2]int{z.Start, z.End})
		}
	}
	got, err := t.words(zones)
	if err != nil {
		return fmt.Errorf("prediction: zones: %w", err)
	}
	ds.BoilerplateKey, ds.BoilerplatePredicted, ds.Boilerplate = len(gold), len(got), common(gold, got)
	return nil
}

// All returns the sum over the documents.
func (s SeedScores) All() Score {
	var t Score
	for _, d := range s {
		t.Key += d.Key
		t.Predicted += d.Predicted
		t.Matched += d.Matched
		t.Kind += d.Kind
		t.Speaker += d.Speaker
		t.Dated += d.Dated
		t.Said += d.Said
		t.Open += d.Open
		t.Invented += d.Invented
		t.BoilerplateKey += d.BoilerplateKey
		t.BoilerplatePredicted += d.BoilerplatePredicted
		t.Boilerplate += d.Boilerplate
	}
	return t
}

// Content returns precision, recall and F1 of the statements, 0 to 1.
func (s Score) Content() (p, r, f1 float64) { return prf(s.Matched, s.Predicted, s.Key) }

// BoilerplateWords returns precision, recall and F1 of the words of boilerplate,
// 0 to 1.
func (s Score) BoilerplateWords() (p, r, f1 float64) {
	return prf(s.Boilerplate, s.BoilerplatePredicted, s.BoilerplateKey)
}

func prf(both, predicted, key int) (p, r, f1 float64) {
	p, r = share(both, predicted), share(both, key)
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}

// share is n/of; of nothing it is 0.
func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// Print writes one line a document and two over all, with the misses of each
// document before its line when asked.
func (s SeedScores) Print(w io.Writer, misses bool) error {
	var b strings.Builder
	for _, d := range s {
		if misses {
			for _, m := range d.Misses {
				fmt.Fprintf(&b, "  %s\n", m)
			}
		}
		_, _, f1 := d.Content()
		bp, br, _ := d.BoilerplateWords()
		fmt.Fprintf(&b, "%s  content P %.1f R %.1f F1 %.1f  kind %d/%d  speaker %d/%d  said %d/%d invented %d/%d  boilerplate P %.2f R %.2f  published key %s got %s\n",
			d.ID, percent(d.Matched, d.Predicted), percent(d.Matched, d.Key), 100*f1, d.Kind, d.Matched, d.Speaker, d.Matched,
			d.Said, d.Dated, d.Invented, d.Open, bp, br, orNone(d.PublishedKey), d.PublishedGot)
	}
	t := s.All()
	p, r, f1 := t.Content()
	_, _, boilerplate := t.BoilerplateWords()
	fmt.Fprintf(&b, "all  content P %.1f R %.1f F1 %.1f  kind %.1f%%  speaker %.1f%%  said %.1f%% invented %d/%d  boilerplate F1 %.1f\n",
		100*p, 100*r, 100*f1, percent(t.Kind, t.Matched), percent(t.Speaker, t.Matched), percent(t.Said, t.Dated), t.Invented, t.Open, 100*boilerplate)
	fmt.Fprintf(&b, "statements found with the right speaker, of the key: %.1f%%\n", percent(t.Speaker, t.Key))
	_, err := io.WriteString(w, b.String())
	return err
}

// percent is 100·n/of, rounded once: 100*share would round twice, and print
// another digit now and then.
func percent(n, of int) float64 { return float64(100*n) / float64(max(of, 1)) }
