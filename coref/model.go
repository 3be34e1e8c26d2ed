package coref

import (
	"fmt"
	"io"

	"sayso"
	"sayso/perceptron"
)

// featureSet names the templates of rankfeatures.go; another set needs another
// model.
const featureSet = "1"

// Model resolves coreference: rules over word lists for names and descriptions
// of the named, and what was learnt for the rest. It never changes and may be
// used by many goroutines at once.
type Model struct {
	words    *Words
	clusters *perceptron.Clusters
	weights  *perceptron.Model
	digest   string
}

// Annotator returns the stage that fills the mention and entity layers. It looks
// at the statements because whoever speaks is what pronouns refer to.
func (m *Model) Annotator() sayso.Annotator {
	return sayso.Annotator{
		Name: "coref", Version: "2." + featureSet + "." + m.digest,
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTags, sayso.LayerTrees, sayso.LayerQuotes, sayso.LayerStatements},
		Gives: []sayso.Layer{sayso.LayerMentions, sayso.LayerEntities},
		Run: func(d *sayso.Document) error {
			r, k := m.read(d)
			k.resolve(m.weights)
			write(d, r, k)
			return nil
		},
	}
}

// read finds the names, the sources and the noun phrases of d and what the rules
// say of them.
func (m *Model) read(d *sayso.Document) (*resolver, *ranker) {
	r := newResolver(d, m.words)
	k := &ranker{d: d, r: r, w: m.words, clusters: m.clusters}
	k.look()
	k.align(r)
	return r, k
}

// Load reads a model file. clusters are those that it was trained with.
func Load(rd io.Reader, words *Words, clusters *perceptron.Clusters) (*Model, error) {
	f, err := perceptron.Read(rd, "coref", featureSet)
	if err != nil {
		return nil, err
	}
	m := &Model{words: words, clusters: clusters, digest: f.Digest}
	if m.weights, err = f.Model("pairs"); err != nil {
		return nil, err
	}
	if m.weights.Classes() != 1 {
		return nil, fmt.Errorf("model file: %d classes, want 1", m.weights.Classes())
	}
	return m, nil
}

// Save writes the model file with header, whose kind and feature set are filled
// in.
func (m *Model) Save(w io.Writer, header perceptron.Header) error {
	header.Kind, header.Features = "coref", featureSet
	f := &perceptron.File{Header: header}
	perceptron.Add(f, "pairs", m.weights)
	return f.Write(w)
}
