package geoparse

import (
	"fmt"
	"io"
	"sync"

	"sayso"
	"sayso/gazetteer"
	"sayso/perceptron"
)

// featureSet names what tagFeatures, features and noneFeatures compute; a model
// of another set is refused.
const featureSet = "geo-1"

// Parser finds places. It never changes and may be used by many goroutines at
// once.
type Parser struct {
	gazetteer *gazetteer.Gazetteer
	clusters  *perceptron.Clusters
	words     *Words
	flags     map[string]uint16 // what a small-lettered word is to the word lists
	aliases   map[string]int32
	demonyms  map[string]int32

	tagger, ranker, second *perceptron.Model
	digest                 string
	scratch                sync.Pool // of *reading
}

// newParser returns a parser without models.
func newParser(g *gazetteer.Gazetteer, w *Words, clusters *perceptron.Clusters) (*Parser, error) {
	p := &Parser{gazetteer: g, clusters: clusters, words: w, flags: map[string]uint16{}}
	for bit, set := range map[uint16]map[string]bool{
		isGiven: w.GivenNames, isTitle: w.Titles, isNatural: w.Natural, isDistrict: w.Districts, isFacility: w.Facilities,
		isBody: w.Bodies, isPreposition: w.Prepositions, isDirection: w.Directions, isSpeech: w.Speech,
	} {
		for word := range set {
			p.flags[word] |= bit
		}
	}
	var err error
	if p.aliases, err = resolve(w.Aliases, g); err != nil {
		return nil, err
	}
	p.demonyms, err = resolve(w.Demonyms, g)
	return p, err
}

// Load reads a model file. Gazetteer, words and clusters are those that it was
// trained with.
func Load(r io.Reader, g *gazetteer.Gazetteer, w *Words, clusters *perceptron.Clusters) (*Parser, error) {
	f, err := perceptron.Read(r, "geoparse", featureSet)
	if err != nil {
		return nil, err
	}
	p, err := newParser(g, w, clusters)
	if err != nil {
		return nil, err
	}
	p.digest = f.Digest
	for name, m := range map[string]**perceptron.Model{"tagger": &p.tagger, "ranker": &p.ranker, "second": &p.second} {
		if *m, err = f.Model(name); err != nil {
			return nil, err
		}
		if n := (*m).Classes(); n > 4 {
			return nil, fmt.Errorf("model file: section %s has %d classes", name, n)
		}
	}
	return p, nil
}

// Save writes the model file with header, whose kind and feature set are filled
// in.
func (p *Parser) Save(w io.Writer, header perceptron.Header) error {
	header.Kind, header.Features = "geoparse", featureSet
	f := &perceptron.File{Header: header}
	perceptron.Add(f, "tagger", p.tagger)
	perceptron.Add(f, "ranker", p.ranker)
	perceptron.Add(f, "second", p.second)
	return f.Write(w)
}

// Annotator returns the stage that fills the layer of places.
func (p *Parser) Annotator() sayso.Annotator {
	return sayso.Annotator{
		Name: "geoparse", Version: "2." + featureSet + "." + p.digest + "." + p.gazetteer.Digest(),
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences},
		Gives: []sayso.Layer{sayso.LayerPlaces},
		Run: func(d *sayso.Document) error {
			d.Places = p.Places(d)
			return nil
		},
	}
}

// Credit returns what must be shown beside places: whose data they are.
func (p *Parser) Credit() string { return p.gazetteer.Header().Credit }

// Places returns the toponyms of d, which has tokens and sentences.
func (p *Parser) Places(d *sayso.Document) []sayso.Place {
	r := p.borrow()
	defer p.scratch.Put(r)
	p.look(d, r)
	for _, s := range d.Sentences {
		p.tag(s, r)
	}
	sc := p.scene(d, r)
	sc.resolve()
	out := make([]sayso.Place, 0, len(sc.mentions))
	for i := range sc.mentions {
		out = append(out, sc.place(&sc.mentions[i]))
	}
	return out
}

func (p *Parser) borrow() *reading {
	r, _ := p.scratch.Get().(*reading)
	if r == nil {
		r = &reading{uses: map[uint32]*use{}}
	}
	return r
}

// scene groups what was tagged in r.
func (p *Parser) scene(d *sayso.Document, r *reading) *scene {
	s := &scene{p: p, d: d, r: r}
	s.mentions, s.groups = p.mentions(d, r)
	s.home, s.country = p.outlet(d.URL, r)
	return s
}

// place is mention m as it goes into the document.
func (s *scene) place(m *mention) sayso.Place {
	span := sayso.Span{Start: s.d.Tokens[m.first].Span.Start, End: s.d.Tokens[m.last-1].Span.End}
	out := sayso.Place{Span: span, Kind: s.kind(m), Name: span.Of(s.d.Text)}
	gr := &s.groups[m.group]
	out.Score, out.Why = gr.score, s.why(m.group)
	if gr.chosen != none {
		c := gr.candidates[gr.chosen].place
		out.Name, out.GeoNameID, out.Lat, out.Lon = c.Name, int32(c.ID), c.Lat, c.Lon
		out.Country, out.Feature = c.Country, c.Feature
	}
	return out
}

// kind tells a place that something is in from one that stands for who belongs
// to it: a demonym, a name before a verb of speech, a name inside that of a body,
// one that acts.
func (s *scene) kind(m *mention) sayso.PlaceKind {
	if gr := &s.groups[m.group]; len(gr.candidates) > 0 && gr.candidates[0].via == byDemonym {
		return sayso.PlaceAssociative
	}
	at := func(i int) *word {
		if i < 0 || i >= len(s.r.words) {
			return &edge
		}
		return &s.r.words[i]
	}
	body := func(w *word) bool { return w.flags&isBody != 0 && capital(w.shape) && !w.first }
	if s.actor(m) {
		return sayso.PlaceAssociative
	}
	if at(m.first-1).flags&isPreposition != 0 {
		if body(at(m.first - 2)) {
			return sayso.PlaceAssociative // "the University of …"
		}
		return sayso.PlaceLiteral
	}
	if after := at(m.last); after.flags&isSpeech != 0 || body(after) {
		return sayso.PlaceAssociative
	}
	return sayso.PlaceLiteral
}
