package en

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io/fs"

	"sayso"
	"sayso/attribution"
	"sayso/depparse"
	"sayso/ner"
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
	NamesFile   = "ner.model"
	CorefFile   = "coref.model"
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

// Grammar is the tagger, the parser and the recogniser of names of English. It never changes and may be
// used by many goroutines at once.
type Grammar struct {
	Clusters *perceptron.Clusters
	Tagger   *pos.Tagger
	Parser   *depparse.Parser
	Names    *ner.Recogniser
}

// LoadTagger reads the tagger and the clusters from a set of models.
func LoadTagger(set fs.FS) (*pos.Tagger, *perceptron.Clusters, error) {
	clusters, err := Clusters(set)
	if err != nil {
		return nil, nil, err
	}
	b, err := fs.ReadFile(set, PosFile)
	if err != nil {
		return nil, nil, fmt.Errorf("english: %w", err)
	}
	tagger, err := pos.Load(bytes.NewReader(b), clusters)
	if err != nil {
		return nil, nil, fmt.Errorf("english: %s: %w", PosFile, err)
	}
	return tagger, clusters, nil
}

// LoadGrammar reads the tagger, the parser and the recogniser from a set of models. It takes a
// tenth of a second or so: load once and keep it.
func LoadGrammar(set fs.FS) (*Grammar, error) {
	tagger, clusters, err := LoadTagger(set)
	if err != nil {
		return nil, err
	}
	g := &Grammar{Clusters: clusters, Tagger: tagger}
	b, err := fs.ReadFile(set, ParseFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	if g.Parser, err = depparse.Load(bytes.NewReader(b), clusters); err != nil {
		return nil, fmt.Errorf("english: %s: %w", ParseFile, err)
	}
	if b, err = fs.ReadFile(set, NamesFile); err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	if g.Names, err = ner.Load(bytes.NewReader(b), clusters); err != nil {
		return nil, fmt.Errorf("english: %s: %w", NamesFile, err)
	}
	return g, nil
}

// Pipeline returns the stages from text to trees and names.
func (g *Grammar) Pipeline() (*sayso.Pipeline, error) {
	tokens, err := TokenWords()
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(tokenize.Annotator(tokens), g.Tagger.Annotator(), g.Parser.Annotator(), g.Names.Annotator())
}

// Annotate gives a document that has tokens and sentences its tags, trees and names.
func (g *Grammar) Annotate(d *sayso.Document) {
	g.Tagger.Tag(d)
	g.Parser.Parse(d)
	g.Names.Find(d)
}

// ReportingVerbs returns the lemmas of the table of reporting verbs whose content
// may be a quotation or a clause. What the others report is a noun or an
// infinitive ("condemned it", "refused to go"), which no clause of a tree shows.
func ReportingVerbs() (map[string]bool, error) {
	forms, err := cueForms(cueTable)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	lemmas := map[string]bool{}
	for _, fs := range forms {
		for _, f := range fs {
			if f.Takes&(attribution.TakesQuote|attribution.TakesThat|attribution.TakesClause) != 0 {
				lemmas[f.Lemma] = true
			}
		}
	}
	return lemmas, nil
}
