package geoparse

import (
	"math"

	"sayso/gazetteer"
)

// evidence is what the text says for one candidate of one name. Counts are of
// other names of the article.
type evidence struct {
	holds, held, rival bool // a mention is "c, X": X lies in c … or c in X; or X is a division that c is not in
	sameCountry        int  // names that were placed in the country of c
	sameDivision       int
	counties           int     // names that have any place in the second-level division of c
	divisions          float64 // the same for its first-level division, each by its share of places there
	near, close        int     // names placed within 250 and within 60 km
	nearest            float64 // km to the nearest name
	others             int     // names that were placed at all
	country, division  bool    // the country or the division of c is named
	together           bool    // in one sentence with c
	first              uint32  // how c lies to the first place of the text
	home               uint32  // how c lies to the outlet
	titled             uint8   // class that a word beside a mention demands: "County", "River"
}

// gather fills in the evidence for every candidate of group g.
func (s *scene) gather(g int, es []evidence) {
	gr := &s.groups[g]
	first := s.first(g)
	titled := s.titled(gr)
	for i := range es {
		e, c := &es[i], &gr.candidates[i]
		*e = evidence{nearest: math.Inf(1), titled: titled}
		for o := range s.groups {
			if o == g {
				continue
			}
			e.may(c, s.groups[o].candidates)
			x := s.placed(o)
			if x == nil || x.number == c.number {
				continue
			}
			e.others++
			s.compare(e, c, x)
		}
		if first != nil {
			e.first = relation(c, &first.place)
		}
		for h := range s.home {
			r := relation(c, &s.home[h])
			e.home = max(e.home, r)
		}
		if s.country != "" && s.country == c.place.Country {
			e.home = max(e.home, 2)
		}
	}
	for _, m := range gr.mentions {
		s.beside(&s.mentions[m], gr, es)
	}
}

// may adds what the places that another name could mean say for c.
func (e *evidence) may(c *candidate, others []candidate) {
	county, division := false, 0
	for i := range others {
		x := &others[i].place
		if c.place.Admin1 == 0 || x.Admin1 != c.place.Admin1 || x.ID == c.place.ID {
			continue
		}
		if others[i].class != knownDivision {
			division++
			county = county || x.Admin2 == c.place.Admin2 && x.Admin2 != 0
		}
	}
	if county {
		e.counties++
	}
	if division > 0 {
		e.divisions += float64(division) / float64(len(others))
	}
}

// placed returns the place that group o stands for now, or nil.
func (s *scene) placed(o int) *candidate {
	gr := &s.groups[o]
	if gr.chosen == none {
		return nil
	}
	return &gr.candidates[gr.chosen]
}

// compare adds what the place x of another name says for c.
func (s *scene) compare(e *evidence, c, x *candidate) {
	if x.place.Country == c.place.Country && c.place.Country != "" {
		e.sameCountry++
		if x.class == knownCountry {
			e.country = true
		} else if x.place.Admin1 == c.place.Admin1 && c.place.Admin1 != 0 {
			e.sameDivision++
			if x.class == knownDivision {
				e.division = true
			}
		}
	}
	if wide(x.class) {
		return
	}
	km := distance(c, &x.place)
	e.nearest = min(e.nearest, km)
	if km < 250 {
		e.near++
	}
	if km < 60 {
		e.close++
	}
}

// wide reports whether a place is too wide for its point to lie near anything.
func wide(class uint8) bool {
	return class == knownCountry || class == knownDivision || class == knownRegion
}

// distance is good enough to compare: kilometres on a sphere unrolled at the
// latitude of c.
func distance(c *candidate, x *gazetteer.Place) float64 {
	const degree = 111.2 // km
	dy := float64(c.place.Lat - x.Lat)
	dx := math.Abs(float64(c.place.Lon - x.Lon))
	if dx > 180 {
		dx = 360 - dx
	}
	dx *= float64(c.cos)
	return degree * math.Sqrt(dx*dx+dy*dy)
}

// relation says how c lies to x: 4 within 60 km, 3 in its division, 2 in its
// country, 1 elsewhere.
func relation(c *candidate, x *gazetteer.Place) uint32 {
	switch {
	case distance(c, x) < 60:
		return 4
	case c.place.Admin1 != 0 && c.place.Admin1 == x.Admin1:
		return 3
	case c.place.Country != "" && c.place.Country == x.Country:
		return 2
	}
	return 1
}

// first returns the place of the first other name that is no country.
func (s *scene) first(g int) *candidate {
	for i := range s.mentions {
		o := s.mentions[i].group
		if o == g {
			continue
		}
		if x := s.placed(o); x != nil && x.class != knownCountry {
			return x
		}
	}
	return nil
}

// titled returns the class that the words beside the mentions demand.
func (s *scene) titled(gr *group) uint8 {
	for _, i := range gr.mentions {
		m := &s.mentions[i]
		for _, at := range []int{m.first - 2, m.first - 1, m.last - 1, m.last} {
			if at < 0 || at >= len(s.r.words) || at == m.first {
				continue
			}
			w := &s.r.words[at]
			if at == m.first-2 && s.r.words[m.first-1].flags&isPreposition == 0 {
				continue
			}
			switch {
			case w.flags&isDistrict != 0:
				return knownCounty
			case w.flags&isNatural != 0:
				return knownNature
			case w.flags&isFacility != 0 && at == m.last-1:
				return knownAlias // nothing that this gazetteer has
			}
		}
	}
	return knownNot
}

// beside adds what stands beside a mention: "c, X", "X, c", "c in X", and what
// stands in the same sentence.
func (s *scene) beside(m *mention, gr *group, es []evidence) {
	for i := range s.mentions {
		o := &s.mentions[i]
		if o.group == m.group {
			continue
		}
		gap := max(o.first-m.last, m.first-o.last)
		if gap > 30 {
			continue
		}
		after := o.first >= m.last && gap <= 3 && s.links(m.last, o.first)
		ahead := m.first >= o.last && gap <= 3 && s.links(o.last, m.first)
		for c := range es {
			e, cand := &es[c], &gr.candidates[c]
			if after {
				x := s.holder(o.group, cand)
				e.held = e.held || x
				e.rival = e.rival || !x && s.division(o.group)
			}
			if ahead && s.heldBy(o.group, cand) {
				e.holds = true
			}
			if x := s.placed(o.group); x != nil && within(cand, x) {
				e.together = true
			}
		}
	}
}

// links reports whether the tokens [from, to) join a place and what it lies in:
// a comma, or a preposition.
func (s *scene) links(from, to int) bool {
	if to <= from {
		return to == from
	}
	w := &s.r.words[from]
	return w.text == "," && to == from+1 || w.flags&isPreposition != 0 || w.text == "(" || w.text == s.p.words.Possessive
}

// within reports whether the place c lies in the country or division x.
func within(c, x *candidate) bool {
	switch x.class {
	case knownCountry:
		return c.place.Country == x.place.Country && c.class != knownCountry
	case knownDivision:
		return c.place.Admin1 == x.place.Admin1 && c.class != knownDivision && x.place.Admin1 != 0
	case knownCounty:
		return c.place.Admin2 == x.place.Admin2 && c.class != knownCounty && x.place.Admin2 != 0
	}
	return false
}

// holder reports whether any place of group o holds c.
func (s *scene) holder(o int, c *candidate) bool {
	for i := range s.groups[o].candidates {
		if within(c, &s.groups[o].candidates[i]) {
			return true
		}
	}
	return false
}

// heldBy reports whether c holds any place of group o.
func (s *scene) heldBy(o int, c *candidate) bool {
	for i := range s.groups[o].candidates {
		if within(&s.groups[o].candidates[i], c) {
			return true
		}
	}
	return false
}

// division reports whether group o is placed as a country or a division.
func (s *scene) division(o int) bool {
	x := s.placed(o)
	return x != nil && (x.class == knownCountry || x.class == knownDivision)
}
