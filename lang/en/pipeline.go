package en

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"

	"sayso"
	"sayso/attribution"
	"sayso/coref"
	"sayso/quotation"
	"sayso/tokenize"
)

// Pipeline returns the annotators of English news, put together, with the models
// that are part of the program. Making it takes a fifth of a second or so: make
// one and keep it.
func Pipeline() (*sayso.Pipeline, error) { return LoadPipeline(Models()) }

// LoadPipeline is Pipeline with the models of set.
func LoadPipeline(set fs.FS) (*sayso.Pipeline, error) {
	stages, words, g, err := reading(set)
	if err != nil {
		return nil, err
	}
	b, err := fs.ReadFile(set, AttrFile)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	model, err := attribution.Load(bytes.NewReader(b), g.clusters)
	if err != nil {
		return nil, fmt.Errorf("english: %s: %w", AttrFile, err)
	}
	return sayso.NewPipeline(append(stages,
		attribution.Annotator(words, model),
		coref.Annotator(corefWords()),
		attribution.Provenance(words),
	)...)
}

// reading returns the stages before attribution, and its words.
func reading(set fs.FS) ([]sayso.Annotator, *attribution.Words, *Grammar, error) {
	cues, err := cueForms(cueTable)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("english: %w", err)
	}
	tokens, err := TokenWords()
	if err != nil {
		return nil, nil, nil, err
	}
	g, err := LoadGrammar(set)
	if err != nil {
		return nil, nil, nil, err
	}
	stages := []sayso.Annotator{
		tokenize.Annotator(tokens), g.Tagger.Annotator(), g.Parser.Annotator(), quotation.Annotator(quotationWords(cues)),
	}
	return stages, attributionWords(cues), g, nil
}

// AttributionTrainer learns attribution from articles that Read has read.
type AttributionTrainer struct {
	*sayso.Pipeline // from text to quotations
	words           *attribution.Words
	grammar         *Grammar
}

// NewAttributionTrainer returns a trainer that reads with the tagger and the
// parser of set.
func NewAttributionTrainer(set fs.FS) (*AttributionTrainer, error) {
	stages, words, g, err := reading(set)
	if err != nil {
		return nil, err
	}
	p, err := sayso.NewPipeline(stages...)
	return &AttributionTrainer{p, words, g}, err
}

// Train learns a model; see attribution.Train.
func (t *AttributionTrainer) Train(ctx context.Context, gold []attribution.Gold, opt attribution.Training) (*attribution.Model, error) {
	return attribution.Train(ctx, gold, t.words, t.grammar.clusters, opt)
}
