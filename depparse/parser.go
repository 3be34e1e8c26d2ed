// Package depparse gives each sentence its dependency tree, as Universal
// Dependencies defines it. It knows no language: everything it says was learnt
// from a treebank.
//
// The parser goes through a sentence once, from left to right, with the three
// moves of the arc-hybrid system (state.go). A linear model over the words
// around the place decides each move (features.go); a second one names the
// relation as soon as two words are connected. What it cannot build are trees
// with crossing arcs, about one arc in three hundred of English.
package depparse

import (
	"fmt"
	"io"
	"slices"
	"sync"

	"sayso"
	"sayso/perceptron"
)

// Parser is a parsing model. It never changes and may be used by many goroutines
// at once.
type Parser struct {
	clusters   *perceptron.Clusters
	xposNames  []string
	uposNames  []string
	relNames   []string // the number of a relation is its place here plus one
	xids, uids map[string]uint8
	verb       uint8 // the UPOS of full verbs
	rootRel    uint8
	arcs, rels *perceptron.Model
	beam       int     // ways to parse a sentence that are followed at once; at most 1 for a greedy parser
	margin     float32 // how far behind the best a way is given up
	backward   bool    // whether sentences are read from their ends
	digest     string
	scratch    sync.Pool // of *scratch
}

// scratch is the memory of one run; it is used again.
type scratch struct {
	state    state
	words    []word
	features []uint32
	scores   []int32
	bytes    []byte
	beam     beam
	memo     *memo
	parser   *Parser
}

// WithBeam returns a parser of p's weights that follows at most n ways at once
// and gives up those that are further than margin behind the best, in steps of
// the model's scores. It is for parsers that were trained with a beam; another
// is returned as it is.
func (p *Parser) WithBeam(n int, margin int) *Parser {
	if p.beam <= 1 {
		return p
	}
	return &Parser{
		clusters: p.clusters, xposNames: p.xposNames, uposNames: p.uposNames, relNames: p.relNames, xids: p.xids, uids: p.uids,
		verb: p.verb, rootRel: p.rootRel, arcs: p.arcs, rels: p.rels, beam: n, margin: float32(margin), backward: p.backward,
		digest: p.digest,
	}
}

// Annotator returns the stage that fills the layer of trees.
func (p *Parser) Annotator() sayso.Annotator {
	return sayso.Annotator{
		Name: "depparse", Version: featureSet + "." + p.digest,
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTags},
		Gives: []sayso.Layer{sayso.LayerTrees},
		Run: func(d *sayso.Document) error {
			p.Parse(d)
			return nil
		},
	}
}

// Parse fills Head and Rel of every token that is in a sentence.
func (p *Parser) Parse(d *sayso.Document) {
	m, _ := p.scratch.Get().(*scratch)
	if m == nil {
		m = &scratch{scores: make([]int32, len(p.relNames)+1), parser: p}
	}
	for _, s := range d.Sentences {
		p.sentence(d, s, m)
	}
	p.scratch.Put(m)
}

func (p *Parser) sentence(d *sayso.Document, s sayso.Sentence, m *scratch) {
	n := int(s.Last - s.First)
	if cap(m.words) < n+2 {
		m.words = make([]word, 2*n+2)
	}
	ws := m.words[:n+2]
	m.bytes = p.look(d, s, ws, m.bytes)
	st := &m.state
	if p.beam > 1 && n <= longestSearch {
		st = p.search(ws, m)
	} else {
		p.follow(ws, m)
	}
	for i := range n {
		tok, x := &d.Tokens[int(s.First)+i], &st.node[p.position(n, i)]
		tok.Rel, tok.Head = p.relNames[x.rel-1], 0
		if x.head != st.root {
			tok.Head = sayso.RefTo[sayso.Token](int(s.First) + p.word(n, x.head))
		}
	}
}

// longestSearch is the most words of a sentence that a beam parses: it copies
// whole states, so that its time grows with the square of the length. What is
// longer is a table or a list that lost its ends, and is parsed move by move.
const longestSearch = 600

// position returns where word i of a sentence of n stands, word which word
// stands at a position.
func (p *Parser) position(n, i int) int32 {
	if p.backward {
		return int32(n - i)
	}
	return int32(i + 1)
}

func (p *Parser) word(n int, position int32) int {
	if p.backward {
		return n - int(position)
	}
	return int(position) - 1
}

// follow parses a sentence by the best move at each place.
func (p *Parser) follow(ws []word, m *scratch) {
	st := &m.state
	st.reset(len(ws) - 2)
	for !st.done() {
		move := st.only()
		if move < 0 {
			m.features = moveFeatures(m.features[:0], st, ws)
			scores := p.arcs.Score4(m.features)
			move = choose(st, scores[:moves])
		}
		m.features = st.take(move, ws, m, m.features)
	}
}

// choose returns the allowed move of the highest score, the first of equals.
func choose[N int32 | float32](s *state, scores []N) int {
	best := -1
	for move, v := range scores {
		if s.may(move) && (best < 0 || v > scores[best]) {
			best = move
		}
	}
	return best
}

// bestRel returns the relation of the highest score; the root's own is for the
// root alone. scores are by number, 0 is none.
func bestRel[N int32 | float32](scores []N, rootRel uint8) uint8 {
	best := uint8(0)
	for r := 1; r < len(scores); r++ {
		if uint8(r) != rootRel && (best == 0 || scores[r] > scores[best]) {
			best = uint8(r)
		}
	}
	return best
}

// Load reads a model file. clusters are those that it was trained with.
func Load(r io.Reader, clusters *perceptron.Clusters) (*Parser, error) {
	f, err := perceptron.Read(r, "depparse", featureSet)
	if err != nil {
		return nil, err
	}
	p := &Parser{clusters: clusters, digest: f.Digest}
	for _, l := range []struct {
		name string
		to   *[]string
	}{{"xpos names", &p.xposNames}, {"upos names", &p.uposNames}, {"rel names", &p.relNames}} {
		if *l.to, err = f.Strings(l.name); err != nil {
			return nil, err
		}
	}
	settings, _ := f.Strings("settings")
	for _, v := range settings {
		if v == "backward" {
			p.backward = true
			continue
		}
		var margin int
		if n, err := fmt.Sscanf(v, "beam %d margin %d", &p.beam, &margin); n != 2 || err != nil || p.beam < 2 || p.beam > 64 || margin < 0 {
			return nil, fmt.Errorf("model file: setting %q, want backward, or beam and margin", v)
		}
		p.margin = float32(margin)
	}
	if p.arcs, err = f.Model("arcs"); err != nil {
		return nil, err
	}
	if p.rels, err = f.Model("rels"); err != nil {
		return nil, err
	}
	if p.arcs.Classes() != moves || p.rels.Classes() != len(p.relNames)+1 {
		return nil, fmt.Errorf("model file: %d moves and %d relations for %d names",
			p.arcs.Classes(), p.rels.Classes(), len(p.relNames))
	}
	return p, p.number()
}

// number fills what follows from the names.
func (p *Parser) number() error {
	p.xids, p.uids = numbers(p.xposNames), numbers(p.uposNames)
	p.verb = p.uids["VERB"]
	p.rootRel = uint8(slices.Index(p.relNames, rootRel) + 1)
	if p.rootRel == 0 || len(p.relNames) < 2 {
		return fmt.Errorf("relations %q: want root and others", p.relNames)
	}
	return nil
}

func numbers(names []string) map[string]uint8 {
	m := map[string]uint8{}
	for i, n := range names {
		m[n] = uint8(i + 1)
	}
	return m
}

// Save writes the model file with header, whose kind and feature set are filled
// in.
func (p *Parser) Save(w io.Writer, header perceptron.Header) error {
	header.Kind, header.Features = "depparse", featureSet
	f := &perceptron.File{Header: header}
	var settings []string
	if p.beam > 1 {
		settings = append(settings, fmt.Sprintf("beam %d margin %d", p.beam, int(p.margin)))
	}
	if p.backward {
		settings = append(settings, "backward")
	}
	perceptron.Add(f, "settings", settings)
	perceptron.Add(f, "xpos names", p.xposNames)
	perceptron.Add(f, "upos names", p.uposNames)
	perceptron.Add(f, "rel names", p.relNames)
	perceptron.Add(f, "arcs", p.arcs)
	perceptron.Add(f, "rels", p.rels)
	return f.Write(w)
}
