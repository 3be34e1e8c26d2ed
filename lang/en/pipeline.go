package en

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"

	"sayso"
	"sayso/attribution"
	"sayso/events"
	"sayso/naming"
	"sayso/numex"
	"sayso/quotation"
	"sayso/timex"
	"sayso/tokenize"
)

// Pipeline returns the annotators of English news, put together, with the models
// that are part of the program. Making it takes a fifth of a second or so: make
// one and keep it.
func Pipeline() (*sayso.Pipeline, error) { return LoadPipeline(Models()) }

// LoadPipeline is Pipeline with the models of set.
func LoadPipeline(set fs.FS) (*sayso.Pipeline, error) {
	stages, words, g, err := upToStatements(set)
	if err != nil {
		return nil, err
	}
	resolver, err := LoadCoref(set, g.Clusters)
	if err != nil {
		return nil, err
	}
	places, err := LoadPlaces(set, g.Clusters)
	if err != nil {
		return nil, err
	}
	figures, err := Figures()
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(append(stages,
		resolver.Annotator(),
		timex.Dating(TimeWords()),
		timex.Annotator(TimeWords()),
		numex.Annotator(figures, sayso.LayerTags, sayso.LayerTrees),
		places.Annotator(),
		events.Annotator(eventWords()),
		attribution.Provenance(words),
		naming.Annotator(NamingWords()),
	)...)
}

// StatementPipeline returns the stages that coreference builds on.
func StatementPipeline() (*sayso.Pipeline, error) {
	stages, _, _, err := upToStatements(Models())
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(stages...)
}

// upToStatements returns the stages from text to statements, and what the later
// ones share with them.
func upToStatements(set fs.FS) ([]sayso.Annotator, *attribution.Words, *Grammar, error) {
	stages, words, g, err := reading(set)
	if err != nil {
		return nil, nil, nil, err
	}
	b, err := fs.ReadFile(set, AttrFile)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("english: %w", err)
	}
	model, err := attribution.Load(bytes.NewReader(b), g.Clusters)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("english: %s: %w", AttrFile, err)
	}
	return append(stages, attribution.Annotator(words, model)), words, g, nil
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
	return attribution.Train(ctx, gold, t.words, t.grammar.Clusters, opt)
}
