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

// mostTogether is the number of namings that are compared with each other: some
// seconds and some megabytes. A story of more is taken in runs of its reports.
const mostTogether = 2000

// group returns the group of each naming of docs, which are of one story, in the
// order of the documents.
func (r *referring) group(ctx context.Context, docs []*sayso.Document) ([]int, error) {
	var groups []int
	var run []link.Naming
	compare := func() error {
		of, err := link.Referents(ctx, r.words, r.model, run)
		first := len(groups) // groups are numbered below the number of namings
		for _, g := range of {
			groups = append(groups, first+g)
		}
		run = run[:0]
		return err
	}
	for _, d := range docs {
		if len(run) > 0 && len(run)+len(d.Namings) > mostTogether {
			if err := compare(); err != nil {
				return nil, err
			}
		}
		for _, n := range d.Namings {
			run = append(run, link.Naming{Doc: d, Span: n.Span, Head: n.Head, Several: n.Several, One: !n.Several, Type: link.Actors})
		}
	}
	return groups, compare()
}
