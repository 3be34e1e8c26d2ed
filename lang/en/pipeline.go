package en

import (
	"fmt"

	"sayso"
	"sayso/attribution"
	"sayso/coref"
	"sayso/events"
	"sayso/numex"
	"sayso/quotation"
	"sayso/timex"
	"sayso/tokenize"
)

// Pipeline returns the annotators of English news, put together.
func Pipeline() (*sayso.Pipeline, error) {
	cues, err := cueForms(cueTable)
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	words := attributionWords(cues)
	tokens, err := TokenWords()
	if err != nil {
		return nil, err
	}
	figures, err := Figures()
	if err != nil {
		return nil, err
	}
	return sayso.NewPipeline(
		tokenize.Annotator(tokens),
		numex.Annotator(figures), // no stage before it gives tags
		timex.Annotator(TimeWords()),
		events.Annotator(eventWords()),
		quotation.Annotator(quotationWords(cues)),
		attribution.Annotator(words),
		coref.Annotator(corefWords()),
		attribution.Provenance(words),
	)
}
