package geoparse

import (
	"math"
	"strings"

	"sayso"
	"sayso/gazetteer"
)

// How a candidate goes by a name.
const (
	byName = iota
	byOther
	byAlias
	byDemonym
	bySpelling // by its skeleton
	byPart     // "North Texas" for Texas
)

// candidate is a place that a name may mean.
type candidate struct {
	number int32 // in the gazetteer
	place  gazetteer.Place
	class  uint8
	via    uint8
	cos    float32 // of the latitude
}

// mention is a toponym in the text: the tokens [first, last).
type mention struct {
	first, last int
	group       int
}

// group is a name and its mentions: within one article it means one place.
type group struct {
	key        string
	candidates []candidate // by falling population
	mentions   []int
	chosen     int      // number of a candidate, or none
	evidence   evidence // for the chosen one
	score      float32  // as sayso.Place has it
}

// none is the choice of no candidate.
const none = -1

// mostCandidates bounds the places that one name is compared with: those of
// fewest inhabitants fall off.
const mostCandidates = 40

// mentions collects what was tagged, and groups it by name.
func (p *Parser) mentions(d *sayso.Document, r *reading) ([]mention, []group) {
	var ms []mention
	for _, s := range d.Sentences {
		for i := int(s.First); i < int(s.Last); i++ {
			if r.tags[i] == tagNone {
				continue
			}
			last := i + 1
			for last < int(s.Last) && r.tags[last] == tagInside {
				last++
			}
			ms = append(ms, mention{first: i, last: last})
			i = last - 1
		}
	}
	return ms, p.groups(d, r, ms)
}

func (p *Parser) groups(d *sayso.Document, r *reading, ms []mention) []group {
	var gs []group
	of := map[string]int{}
	for i := range ms {
		m := &ms[i]
		span := sayso.Span{Start: d.Tokens[m.first].Span.Start, End: d.Tokens[m.last-1].Span.End}
		r.key = gazetteer.Fold(r.key[:0], span.Of(d.Text))
		g, ok := of[string(r.key)]
		if !ok {
			g = len(gs)
			of[string(r.key)] = g
			gs = append(gs, group{key: string(r.key), chosen: none})
			gs[g].candidates = p.candidates(gs[g].key, r)
		}
		m.group = g
		gs[g].mentions = append(gs[g].mentions, i)
	}
	return gs
}

// candidates returns the places a folded name may mean.
func (p *Parser) candidates(key string, r *reading) []candidate {
	var cs []candidate
	add := func(number int32, via uint8) {
		for _, c := range cs {
			if c.number == number {
				return
			}
		}
		if len(cs) < mostCandidates {
			pl := p.gazetteer.At(number)
			cs = append(cs, candidate{number: number, place: pl, class: classOf(pl), via: via, cos: float32(math.Cos(float64(pl.Lat) * math.Pi / 180))})
		}
	}
	look := func(key []byte, own, other uint8) {
		r.matches = p.gazetteer.Find(r.matches[:0], key)
		for _, m := range r.matches {
			if m.Alternate {
				add(m.Place, other)
			} else {
				add(m.Place, own)
			}
		}
	}
	if n, ok := p.aliases[key]; ok {
		add(n, byAlias)
	}
	if n, ok := p.demonyms[key]; ok {
		add(n, byDemonym)
		return cs
	}
	bare := strings.TrimPrefix(key, p.words.Article+" ")
	r.buf = append(r.buf[:0], key...)
	look(r.buf, byName, byOther)
	if bare != key {
		r.buf = append(r.buf[:0], bare...)
		look(r.buf, byName, byOther)
	}
	if long := p.expand(bare); long != bare {
		r.buf = append(r.buf[:0], long...)
		look(r.buf, byName, byOther)
	}
	if first, rest, ok := strings.Cut(bare, " "); len(cs) == 0 && ok && p.flags[first]&isDirection != 0 {
		if n, ok := p.aliases[rest]; ok {
			add(n, byPart)
		}
		r.buf = append(r.buf[:0], rest...)
		look(r.buf, byPart, byPart)
	}
	if len(cs) == 0 {
		if s := gazetteer.Skeleton(nil, []byte(bare)); len(s) > 0 {
			look(s, bySpelling, bySpelling)
		}
	}
	return cs
}

// expand writes out the abbreviations in a folded name.
func (p *Parser) expand(key string) string {
	words := strings.Split(key, " ")
	for i, w := range words {
		if long, ok := p.words.Expand[w]; ok && len(words) > 1 {
			words[i] = long
		}
	}
	return strings.Join(words, " ")
}
