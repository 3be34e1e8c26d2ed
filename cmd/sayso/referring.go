package main

import (
	"context"

	"sayso"
	"sayso/lang/en"
	"sayso/link"
	"sayso/record"
)

// referring groups the namings that were read in reports.
type referring struct {
	words *link.Words
	model *link.NamingModel
	ties  record.Ties
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
	return &referring{words: words, model: m}, nil
}

// heed has namings grouped as ties say.
func (r *referring) heed(ties record.Ties) { r.ties = ties }

// bonds returns what ties say of the namings whose places are in at.
func (r *referring) bonds(at map[string]int) []link.Bond {
	var bonds []link.Bond
	for _, block := range r.ties.Joint {
		first := -1
		for _, id := range block {
			if i, in := at[id]; in && first < 0 {
				first = i
			} else if in {
				bonds = append(bonds, link.Bond{Item: first, Other: i, Same: true})
			}
		}
	}
	for _, p := range r.ties.Apart {
		i, in := at[p.Thing]
		if j, too := at[p.From]; in && too {
			bonds = append(bonds, link.Bond{Item: i, Other: j})
		}
	}
	return bonds
}

// mostTogether is the number of namings that are compared with each other: some
// seconds and some megabytes. A story of more is taken in runs of its reports.
const mostTogether = 2000

// group returns the group of each naming of docs, which are of one story, in the
// order of the documents.
func (r *referring) group(ctx context.Context, docs []*sayso.Document) ([]int, error) {
	var groups []int
	var run []link.Naming
	at := map[string]int{} // by NamingID, in run
	compare := func() error {
		of, err := link.Referents(ctx, r.words, r.model, run, r.bonds(at))
		first := len(groups) // groups are numbered below the number of namings
		for _, g := range of {
			groups = append(groups, first+g)
		}
		run = run[:0]
		clear(at)
		return err
	}
	for _, d := range docs {
		if len(run) > 0 && len(run)+len(d.Namings) > mostTogether {
			if err := compare(); err != nil {
				return nil, err
			}
		}
		for i, n := range d.Namings {
			at[record.NamingID(d.ID, i+1)] = len(run)
			run = append(run, link.Naming{Doc: d, Span: n.Span, Head: n.Head, Several: n.Several, One: !n.Several, Type: link.Actors})
		}
	}
	return groups, compare()
}
