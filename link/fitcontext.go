package link

import "sayso"

// TellingPair is two tellings that are of one act of speech, or are not.
type TellingPair struct {
	A, B *Telling
	Same bool
	// Around are the statements that compete with the two, none when they stand
	// alone.
	Around []*Telling
	// Reports are the statements of the reports of A and of B in their order, none
	// when the two stand alone; At is where A and B stand among them.
	Reports [2][]*Telling
	At      [2]int
	Story   float64 // how likely the two reports are of one story
	Apart   bool    // gold has the reports in two stories
}

// scene is two reports with what is compared of their statements.
type scene struct {
	spots []spot
	pairs [][]float64 // the features of each spot by the pair alone
}

// staged is a pair with its features by the pair alone, and its scene.
type staged struct {
	*TellingPair
	*scene
	pair []float64
}

// stage compares pairs, each amid its reports.
func stage(w *Words, pairs []TellingPair) []staged {
	s := stager{vocabulary: newVocabulary(w), contents: map[*Telling]*content{}, scenes: map[[2]sayso.ArticleID]*scene{}}
	out := make([]staged, len(pairs))
	for i := range pairs {
		p := &pairs[i]
		a, b := s.content(p.A), s.content(p.B)
		out[i] = staged{p, s.scene(p), a.features(b, s.around(p, a))}
	}
	return out
}

// stager holds what is compared of tellings, and the scenes of reports.
type stager struct {
	*vocabulary
	contents map[*Telling]*content
	scenes   map[[2]sayso.ArticleID]*scene
}

func (s *stager) content(t *Telling) *content {
	c, ok := s.contents[t]
	if !ok {
		c = s.vocabulary.content(t)
		s.contents[t] = c
	}
	return c
}

// around returns what is common in the statements that compete with a.
func (s *stager) around(p *TellingPair, a *content) *chorus {
	var around []*content
	for _, t := range p.Around {
		if o := s.content(t); a.compatible(o) {
			around = append(around, o)
		}
	}
	return chorusOf(around)
}

// scene compares all statements of the two reports that linking would compare.
func (s *stager) scene(p *TellingPair) *scene {
	key := [2]sayso.ArticleID{p.A.Article, p.B.Article}
	if sc, ok := s.scenes[key]; ok {
		return sc
	}
	sc := &scene{}
	s.scenes[key] = sc
	for i, t := range p.Reports[0] {
		a := s.content(t)
		amid := s.around(p, a)
		for j, o := range p.Reports[1] {
			if b := s.content(o); a.compatible(b) && a.grams.dot(b.grams) >= leastGrams {
				sc.spots = append(sc.spots, spot{i: i, j: j})
				sc.pairs = append(sc.pairs, a.features(b, amid))
			}
		}
	}
	return sc
}

// context returns the features of a pair besides its words, when w weighs pairs
// alone.
func (s *staged) context(w *Weights) []float64 {
	e := exchange{story: s.Story}
	for k, at := range s.spots {
		at.likes = logistic(w.logit(s.pairs[k]))
		e.add(at)
	}
	return e.features(spot{i: s.At[0], j: s.At[1]}, s.A, s.B, s.pair, w.logit(s.pair))
}

// logit returns how likely a pair is by all that is known of it but what competes.
func (s *staged) logit(m *Model) float64 {
	w := m.utterance(s.A, s.B)
	if s.A.Bare || s.B.Bare {
		return w.logit(s.pair)
	}
	return inner(m.Context, s.context(w))
}

// Likeness returns how likely two tellings are to be of one act of speech when
// nothing else is known.
func Likeness(w *Words, m *Model, a, b *Telling) float64 {
	return LikenessAmid(w, m, []TellingPair{{A: a, B: b}})[0]
}

// LikenessAmid returns how likely pairs of tellings are to be of one act of speech
// amid their reports and the statements around, when none of these is likelier.
func LikenessAmid(w *Words, m *Model, pairs []TellingPair) []float64 {
	out := make([]float64, len(pairs))
	for i, s := range stage(w, pairs) {
		out[i] = s.likeness(m)
	}
	return out
}

// likeness returns how likely a pair is when none of its ends has a likelier one.
func (s *staged) likeness(m *Model) float64 {
	logit := s.logit(m)
	alone := logistic(logit)
	return m.utterance(s.A, s.B).probability(logit, alone, alone, alone)
}
