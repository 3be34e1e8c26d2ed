package main

import (
	"context"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/knowledge"
	"sayso/lang/en"
	"sayso/record"
)

// listPersonsCommand lists speakers that may be one person under several names.
func (a *app) listPersonsCommand() *cobra.Command {
	known, err := en.Knowledge()
	cmd := listOf(a, "persons", func(s record.Store, ctx context.Context, q record.Query) (record.Page[spelling], error) {
		if err != nil {
			return record.Page[spelling]{}, err
		}
		return persons(known, s, ctx, q)
	}, spellingColumns())
	cmd.Short = "List persons that the record has under several names"
	cmd.Long = "persons lists speakers whose names are one person's as far as the names say, or sayso's own list of public\n" +
		"facts: a proposal, the record keeps every name as written. What comes from that list is marked."
	return cmd
}

// spelling is a speaker of a person with several names.
type spelling struct {
	Person  string
	Speaker record.Speaker
	Why     string
	Offices []string
}

// ownList marks what comes from the file that the program holds.
const ownList = " (from sayso's own list)"

func spellingColumns() []export.Column[spelling] {
	type R = spelling
	return []export.Column[R]{
		{Name: "person", Show: export.Shown, Of: func(r R) export.Cell { return export.Words(r.Person) }},
		{Name: "name", Show: export.Shown, Of: func(r R) export.Cell { return export.Words(r.Speaker.Name) }},
		{Name: "why", Show: export.Flexible, Of: func(r R) export.Cell { return export.Words(r.Why) }},
		{Name: "statements", Show: export.Whole, Of: func(r R) export.Cell { return export.Int(r.Speaker.Statements) }},
		{Name: "speaker_id", Show: export.Hidden, Of: func(r R) export.Cell { return export.Words(r.Speaker.ID) }},
		{Name: "as_written", Show: export.Hidden, Of: func(r R) export.Cell { return export.List(r.Speaker.AsWritten) }},
		{Name: "offices", Show: export.Hidden, Of: func(r R) export.Cell { return export.List(r.Offices) }},
	}
}

func persons(known *knowledge.Base, s record.Store, ctx context.Context, q record.Query) (record.Page[spelling], error) {
	var page record.Page[spelling]
	all := q
	all.Limit, all.Offset = -1, 0
	speakers, err := s.Speakers(ctx, all)
	if err != nil {
		return page, err
	}
	var rows []record.Speaker
	var names []knowledge.Named
	for _, sp := range speakers.Rows {
		if sp.Type == sayso.EntityPerson {
			rows = append(rows, sp)
			names = append(names, knowledge.Named{Name: sp.Name, N: sp.Statements})
		}
	}
	for _, g := range known.Groups(names) {
		for _, n := range g.Names {
			row := spelling{Person: rows[g.Names[0].At].Name, Speaker: rows[n.At], Why: n.Why}
			if p, ok := known.Person(row.Speaker.Name); ok {
				for _, o := range p.Offices {
					row.Offices = append(row.Offices, o.Title+", "+o.From+" to "+o.To+ownList)
				}
			}
			page.Rows = append(page.Rows, row)
		}
	}
	page.Total = len(page.Rows)
	if q.Limit >= 0 {
		page.Rows = page.Rows[:min(len(page.Rows), q.Limit)]
	}
	return page, nil
}
