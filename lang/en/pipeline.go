package en

import (
	"fmt"

	"sayso"
	"sayso/attribution"
	"sayso/events"
	"sayso/numex"
	"sayso/quotation"
	"sayso/timex"
	"sayso/tokenize"
)

// Pipeline returns the annotators of English news, put together.
func Pipeline() (*sayso.Pipeline, error) {
	words, stages, grammar, err := upToStatements()
	if err != nil {
		return nil, err
	}
	resolver, err := LoadCoref(Models(), grammar.Clusters)
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(append(stages, resolver.Annotator(), attribution.Provenance(words))...)
}

// StatementPipeline returns the stages that coreference builds on.
func StatementPipeline() (*sayso.Pipeline, error) {
	_, stages, _, err := upToStatements()
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(stages...)
}

// upToStatements returns the stages from text to statements, and what the later
// ones share with them.
func upToStatements() (*attribution.Words, []sayso.Annotator, *Grammar, error) {
	cues, err := cueForms(cueTable)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("english: %w", err)
	}
	words := attributionWords(cues)
	tokens, err := TokenWords()
	if err != nil {
		return nil, nil, nil, err
	}
	figures, err := Figures()
	if err != nil {
		return nil, nil, nil, err
	}
	grammar, err := LoadGrammar(Models())
	if err != nil {
		return nil, nil, nil, err
	}
	places, err := LoadPlaces(Models(), grammar.Clusters)
	if err != nil {
		return nil, nil, nil, err
	}
	return words, []sayso.Annotator{
		tokenize.Annotator(tokens),
		grammar.Tagger.Annotator(),
		grammar.Parser.Annotator(),
		timex.Annotator(TimeWords()),
		events.Annotator(eventWords()),
		numex.Annotator(figures, sayso.LayerTags, sayso.LayerTrees),
		places.Annotator(),
		quotation.Annotator(quotationWords(cues)),
		attribution.Annotator(words),
	}, grammar, nil
}
