// Package pos gives tokens their parts of speech, morphology and lemmas. It knows
// no language: everything it says was learnt from a treebank.
//
// The language's own tag (XPOS) comes first, from left to right, by a linear
// model over the word, its neighbours, endings and clusters and the two tags
// before; words that had one tag in training keep it. The universal tag (UPOS)
// follows from XPOS and context by a second model, the lemma and the features
// from word, ending and tags by tables (table.go).
package pos

import (
	"fmt"
	"io"
	"sync"

	"sayso"
	"sayso/perceptron"
)

// Tagger is a tagging model. It never changes and may be used by many goroutines
// at once.
type Tagger struct {
	clusters   *perceptron.Clusters
	dictionary map[uint32]entry // by fingerprint of the form
	xposNames  []string
	uposNames  []string
	xpos, upos *perceptron.Model
	lemmas     *table
	feats      *table
	digest     string
	scratch    sync.Pool // of *scratch
}

// entry is what the dictionary knows of a word: its most frequent XPOS, and
// whether it had no other.
type entry struct {
	tag  uint8
	sure bool
}

// scratch is the memory of one run; it is used again.
type scratch struct {
	words    []word
	xs, us   []uint8
	features []uint32
	scores   []int32
	bytes    []byte
	lemmas   []byte
	pieces   []piece
}

// piece is a lemma that was put together: token, and where its letters stand in
// scratch.lemmas.
type piece struct{ token, from, to int32 }

// Annotator returns the stage that fills the layer of tags.
func (t *Tagger) Annotator() sayso.Annotator {
	return sayso.Annotator{
		Name: "pos", Version: featureSet + "." + t.digest,
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences},
		Gives: []sayso.Layer{sayso.LayerTags},
		Run: func(d *sayso.Document) error {
			t.Tag(d)
			return nil
		},
	}
}

// Tag fills Lemma, UPOS, XPOS and Feats of every token that is in a sentence.
// The strings are the model's own or parts of one string per document.
func (t *Tagger) Tag(d *sayso.Document) {
	m, _ := t.scratch.Get().(*scratch)
	if m == nil {
		m = &scratch{scores: make([]int32, max(len(t.xposNames), len(t.uposNames)))}
	}
	m.lemmas, m.pieces = m.lemmas[:0], m.pieces[:0]
	for _, s := range d.Sentences {
		t.sentence(d, s, m)
	}
	built := string(m.lemmas)
	for _, p := range m.pieces {
		d.Tokens[p.token].Lemma = built[p.from:p.to]
	}
	t.scratch.Put(m)
}

func (t *Tagger) sentence(d *sayso.Document, s sayso.Sentence, m *scratch) {
	n := int(s.Last - s.First)
	for cap(m.words) < n {
		m.words = make([]word, 2*n)
		m.xs, m.us = make([]uint8, 2*n), make([]uint8, 2*n)
	}
	ws, xs, us := m.words[:n], m.xs[:n], m.us[:n]
	m.bytes = t.look(d, s, ws, m.bytes)
	for i := range ws {
		if ws[i].sure {
			xs[i] = uint8(ws[i].usual - 1)
			continue
		}
		m.features = xposFeatures(m.features[:0], ws, i, before(xs, i, 1), before(xs, i, 2))
		xs[i] = best(t.xpos, m.features, m.scores[:len(t.xposNames)])
	}
	for i := range ws {
		m.features = uposFeatures(m.features[:0], ws, xs, i, before(us, i, 1), before(us, i, 2))
		us[i] = best(t.upos, m.features, m.scores[:len(t.uposNames)])
		tok := &d.Tokens[int(s.First)+i]
		tok.XPOS, tok.UPOS = t.xposNames[xs[i]], t.uposNames[us[i]]
		form := tok.Span.Of(d.Text)
		tags := uint32(xs[i])<<8 | uint32(us[i])
		m.bytes = append(m.bytes[:0], form...)
		perceptron.Lower(m.bytes)
		tok.Feats = t.feats.of(m.bytes, tags)
		t.lemma(tok, form, tags, int(s.First)+i, m)
	}
}

// before returns the tag k words before i, one-based, and 0 beyond the edge.
func before(tags []uint8, i, k int) uint32 {
	if i < k {
		return 0
	}
	return uint32(tags[i-k]) + 1
}

// best returns the class of the highest score, the first of equals.
func best(m *perceptron.Model, features []uint32, scores []int32) uint8 {
	m.Score(features, scores)
	b := 0
	for c, s := range scores {
		if s > scores[b] {
			b = c
		}
	}
	return uint8(b)
}

// Load reads a model file. clusters are those that it was trained with.
func Load(r io.Reader, clusters *perceptron.Clusters) (*Tagger, error) {
	f, err := perceptron.Read(r, "pos", featureSet)
	if err != nil {
		return nil, err
	}
	t := &Tagger{clusters: clusters, digest: f.Digest}
	if t.xposNames, err = f.Strings("xpos names"); err != nil {
		return nil, err
	}
	if t.uposNames, err = f.Strings("upos names"); err != nil {
		return nil, err
	}
	if t.xpos, err = f.Model("xpos"); err != nil {
		return nil, err
	}
	if t.upos, err = f.Model("upos"); err != nil {
		return nil, err
	}
	if t.xpos.Classes() != len(t.xposNames) || t.upos.Classes() != len(t.uposNames) {
		return nil, fmt.Errorf("model file: %d and %d classes for %d and %d names",
			t.xpos.Classes(), t.upos.Classes(), len(t.xposNames), len(t.uposNames))
	}
	words, err := f.Section("dictionary")
	if err != nil {
		return nil, err
	}
	if t.dictionary, err = decodeDictionary(words, len(t.xposNames)); err != nil {
		return nil, err
	}
	if t.lemmas, err = readTable(f, "lemma"); err != nil {
		return nil, err
	}
	if t.feats, err = readTable(f, "feats"); err != nil {
		return nil, err
	}
	return t, nil
}

// Save writes the model file with header, whose kind and feature set are filled
// in.
func (t *Tagger) Save(w io.Writer, header perceptron.Header) error {
	header.Kind, header.Features = "pos", featureSet
	f := &perceptron.File{Header: header}
	perceptron.Add(f, "xpos names", t.xposNames)
	perceptron.Add(f, "upos names", t.uposNames)
	perceptron.Add(f, "xpos", t.xpos)
	perceptron.Add(f, "upos", t.upos)
	perceptron.Add(f, "dictionary", encodeDictionary(t.dictionary))
	t.lemmas.add(f, "lemma")
	t.feats.add(f, "feats")
	return f.Write(w)
}
