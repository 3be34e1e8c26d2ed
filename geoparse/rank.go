package geoparse

import (
	"math"

	"sayso"
	"sayso/gazetteer"
	"sayso/perceptron"
)

// scene is what the names of one article are ranked with.
type scene struct {
	p        *Parser
	d        *sayso.Document
	r        *reading
	mentions []mention
	groups   []group
	home     []gazetteer.Place // places that the outlet's address names
	country  string            // that the outlet's address ends in
}

// resolve chooses a place for every name.
func (s *scene) resolve() {
	for g := range s.groups {
		s.groups[g].chosen = greatest(s.groups[g].candidates)
	}
	s.round(s.p.ranker)
	s.round(s.p.second)
	for g := range s.groups {
		if gr := &s.groups[g]; gr.chosen == none && len(gr.candidates) > 0 && great(gr) {
			e := make([]evidence, len(gr.candidates))
			s.gather(g, e)
			gr.chosen = greatest(gr.candidates)
			gr.evidence = e[gr.chosen]
		}
	}
}

// great reports whether a name for which nothing in the text speaks is nonetheless
// that of its greatest place: a capital, or the only place of the name when it is
// a city.
func great(gr *group) bool {
	c := &gr.candidates[greatest(gr.candidates)]
	if c.via != byName {
		return false
	}
	return c.class == knownCapital || len(gr.candidates) == 1 && (c.class == knownMillion || c.class == knownCity)
}

// softness is the difference of scores at which the odds of a choice are e to
// one.
const softness = 256

// round lets a model choose for every name, all from what was chosen before.
func (s *scene) round(m *perceptron.Model) {
	chosen := make([]int, len(s.groups))
	for g := range s.groups {
		chosen[g] = s.best(g, func(fs []uint32) float32 {
			four := m.Score4(fs)
			return float32(four[1]-four[0]) / softness
		})
	}
	for g, c := range chosen {
		s.groups[g].chosen = c
	}
}

// greatest returns the candidate that a name means when nothing else is known:
// a country before a continent, a capital or a division, and those before the
// rest, which stand by population.
func greatest(cs []candidate) int {
	best, bestRank := none, -2
	for i, c := range cs {
		rank := 0
		switch c.class {
		case knownCountry:
			rank = 3
		case knownRegion, knownCapital:
			rank = 2
		case knownDivision, knownMillion:
			rank = 1
		}
		if c.via == byOther || c.via == bySpelling {
			rank--
		}
		if rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

// best returns the choice for group g of the highest score.
func (s *scene) best(g int, score func([]uint32) float32) int {
	gr := &s.groups[g]
	if len(gr.candidates) == 0 {
		return none
	}
	e := make([]evidence, len(gr.candidates))
	s.gather(g, e)
	best := none
	s.r.features = s.noneFeatures(s.r.features[:0], g, e)
	top, next := score(s.r.features), float32(math.Inf(-1))
	if c := &gr.candidates[greatest(gr.candidates)]; (c.class == knownCountry || c.class == knownRegion || c.class == knownNature) && c.via == byName {
		top = next // small places that no gazetteer has share names with towns, hardly with states and seas
	}
	for c := range gr.candidates {
		s.r.features = s.features(s.r.features[:0], g, c, e)
		sc := score(s.r.features)
		if sc > top {
			best, top, next = c, sc, top
		} else {
			next = max(next, sc)
		}
	}
	if best != none {
		gr.evidence = e[best]
	}
	gr.score = float32(1 / (1 + math.Exp(float64(next-top))))
	return best
}
