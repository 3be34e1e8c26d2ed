package main

import (
	"sayso"
	"sayso/lang/en"
)

// transcriptOutlet names who publishes a transcript that the user adds: it is told
// apart from outlets by this name.
const transcriptOutlet = "Transcript"

// transcriptPipeline returns the pipeline for the words of one speaker: every
// sentence of the text is a statement of that speaker, who need not be named in it.
func transcriptPipeline(speaker string) (*sayso.Pipeline, error) {
	reading, err := en.Pipeline()
	if err != nil {
		return nil, err
	}
	stages := reading.Stages()
	for i, s := range stages {
		run := s.Run
		for _, layer := range s.Gives {
			if layer == sayso.LayerProvenance { // the last word on statements
				stages[i].Name, stages[i].Run = "transcript", func(d *sayso.Document) error {
					if err := run(d); err != nil {
						return err
					}
					transcribe(d, speaker)
					return nil
				}
			}
		}
	}
	return sayso.NewPipeline(stages...)
}

// transcribe puts the sentences of d in the place of the statements found in it.
func transcribe(d *sayso.Document, speaker string) {
	d.Article.Outlet = sayso.Outlet{Name: transcriptOutlet, Basis: "added as a transcript"}
	d.Entities = append(d.Entities, sayso.Entity{Name: speaker, Type: sayso.EntityPerson})
	who := sayso.RefTo[sayso.Entity](len(d.Entities) - 1)
	d.Statements, d.Undecided = nil, nil
	for _, s := range d.Sentences {
		at := sayso.Span{Start: d.Tokens[s.First].Span.Start, End: d.Tokens[s.Last-1].Span.End}
		if !spoken(d.Article, at) {
			continue
		}
		d.Statements = append(d.Statements, sayso.Statement{Kind: sayso.Direct, Content: []sayso.Span{at}, Speaker: who, Score: 1,
			Said:  sayso.Date{Why: "a transcript does not say when"},
			Chain: []sayso.Link{{Role: "outlet", Name: transcriptOutlet}, {Role: "speaker", Name: speaker}}})
	}
}

// spoken reports whether what stands at a span is part of the speech: the body.
func spoken(a *sayso.Article, at sayso.Span) bool {
	for _, z := range a.Zones {
		if z.Span.Overlaps(at) {
			return z.Kind == sayso.ZoneBody
		}
	}
	return false
}
