package en

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io/fs"

	"sayso"
	"sayso/depparse"
	"sayso/perceptron"
	"sayso/pos"
	"sayso/tokenize"
)

// models holds the trained models; models/LICENSE has their terms and
// docs/models.md what they were learnt from.
//
//go:embed models
var models embed.FS

// The files of a set of models. ClusterFile is compressed with gzip.
const (
	ClusterFile = "clusters.tsv.gz"
	PosFile     = "pos.model"
	ParseFile   = "parse.model"
	AttrFile    = "attribution.model"
)

// Models returns the trained models that are part of the program.
func Models() fs.FS {
	sub, err := fs.Sub(models, "models")
	if err != nil {
		return models // cannot be: the name is a valid path
	}
	return sub
}

// Clusters reads the word clusters of a set of models.
func Clusters(set fs.FS) (*perceptron.Clusters, error) {
	b, err := fs.ReadFile(set, ClusterFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", ClusterFile, err)
	}
	c, err := perceptron.ReadClusters(z)
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", ClusterFile, err)
	}
	return c, nil
}

// Grammar is the tagger and the parser of English. It never changes and may be
// used by many goroutines at once.
type Grammar struct {
	Tagger *pos.Tagger
	Parser *depparse.Parser

	clusters *perceptron.Clusters
}

// LoadGrammar reads the tagger and the parser from a set of models. It takes a
// tenth of a second or so: load once and keep it.
func LoadGrammar(set fs.FS) (*Grammar, error) {
	clusters, err := Clusters(set)
	if err != nil {
		return nil, err
	}
	g := &Grammar{clusters: clusters}
	b, err := fs.ReadFile(set, PosFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	if g.Tagger, err = pos.Load(bytes.NewReader(b), clusters); err != nil {
		return nil, fmt.Errorf("english: %s: %w", PosFile, err)
	}
	if b, err = fs.ReadFile(set, ParseFile); err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	if g.Parser, err = depparse.Load(bytes.NewReader(b), clusters); err != nil {
		return nil, fmt.Errorf("english: %s: %w", ParseFile, err)
	}
	return g, nil
}

// Pipeline returns the stages from text to trees.
func (g *Grammar) Pipeline() (*sayso.Pipeline, error) {
	tokens, err := TokenWords()
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(tokenize.Annotator(tokens), g.Tagger.Annotator(), g.Parser.Annotator())
}

// Annotate gives a document that has tokens and sentences its tags and trees.
func (g *Grammar) Annotate(d *sayso.Document) {
	g.Tagger.Tag(d)
	g.Parser.Parse(d)
}

// ReportingVerbs returns the lemmas of the table of reporting verbs.
func ReportingVerbs() (map[string]bool, error) {
	forms, err := cueForms(cueTable)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	lemmas := map[string]bool{}
	for _, fs := range forms {
		for _, f := range fs {
			lemmas[f.Lemma] = true
		}
	}
	return lemmas, nil
}
