package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/knowledge"
	"sayso/lang/en"
	"sayso/record"
	"sayso/web"
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
		"facts: a proposal, the record keeps every name as written. What comes from that list is marked, with the day of which it is."
	return cmd
}

// spelling is a speaker of a person with several names.
type spelling struct {
	Person  string
	Speaker record.Speaker
	Why     string
	Offices []string
}

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
	for _, p := range personsOf(known, slices.DeleteFunc(speakers.Rows, func(sp record.Speaker) bool { return sp.Type != sayso.EntityPerson })) {
		for _, n := range p.Names {
			row := spelling{Person: p.Names[0].Speaker.Name, Speaker: n.Speaker, Why: n.Why}
			if n.Known {
				row.Why += ownList(known)
			}
			if who, ok := known.Person(n.Speaker.Name); ok {
				for _, o := range who.Offices {
					row.Offices = append(row.Offices, o.String()+ownList(known))
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

// ownList marks what comes from the file that the program holds.
func ownList(known *knowledge.Base) string {
	return " (from sayso's own list, as of " + known.Dated + ")"
}

// publicFacts is the file that the program holds, for the pages.
func publicFacts(known *knowledge.Base) web.Public {
	return web.Public{Dated: known.Dated, Facts: known.Facts, Persons: func(speakers []record.Speaker) []web.Person { return personsOf(known, speakers) }}
}

// personsOf puts together the speakers that may be one person.
func personsOf(known *knowledge.Base, speakers []record.Speaker) []web.Person {
	names := make([]knowledge.Named, len(speakers))
	for i, sp := range speakers {
		names[i] = knowledge.Named{Name: sp.Name, N: sp.Statements}
	}
	var out []web.Person
	for _, g := range known.Groups(names) {
		var p web.Person
		first := speakers[g.Names[0].At]
		p.Facts = known.Facts(first.Name)
		for _, n := range g.Names {
			verdict, _ := known.Same(first.Name, speakers[n.At].Name)
			p.Names = append(p.Names, web.Spelling{Speaker: speakers[n.At], Why: n.Why, Known: n.Why != "" && verdict == knowledge.Known})
		}
		out = append(out, p)
	}
	return out
}
