package main

import (
	"context"

	"sayso"
	"sayso/lang/en"
	"sayso/link"
)

// referring groups the namings that were read in reports.
type referring struct {
	words *link.Words
	model *link.NamingModel
}

// newReferring reads the words of linking, and the weights of namings from a file
// or the program's own when none is named.
func newReferring(model string) (*referring, error) {
	words, err := en.LinkWords(en.Models())
	if err != nil {
		return nil, err
	}
	m, err := namingModel(model)
	if err != nil {
		return nil, err
	}
	return &referring{words, m}, nil
}

// group returns the group of each naming of docs, which are of one story, in the
// order of the documents.
func (r *referring) group(ctx context.Context, docs []*sayso.Document) ([]int, error) {
	var all []link.Naming
	for _, d := range docs {
		for _, n := range d.Namings {
			all = append(all, link.Naming{Doc: d, Span: n.Span, Head: n.Head, Several: n.Several, One: !n.Several, Type: link.Actors})
		}
	}
	return link.Referents(ctx, r.words, r.model, all)
}
