package main

import (
	"context"

	"github.com/spf13/cobra"

	"sayso/export"
	"sayso/record"
)

// listAccountsCommand lists differing accounts, of all stories that the filters
// select.
func (a *app) listAccountsCommand() *cobra.Command {
	words, err := accountWords()
	cmd := listOf(a, "accounts", func(s record.Store, ctx context.Context, q record.Query) (record.Page[export.AccountCell], error) {
		if err != nil {
			return record.Page[export.AccountCell]{}, err
		}
		return accounts(words, s, ctx, q)
	}, export.AccountColumns())
	cmd.Short = "List what reports of one story tell differently"
	cmd.Long = "accounts lists, for each story that the filters select, what its reports tell differently: of one utterance the\n" +
		"words inside quotation marks, what somebody is called in it and the day; of one event the day and the place;\n" +
		"the numbers of victims, other figures of one subject, converted where their units differ; and figures printed in\n" +
		"two units that do not agree. Each row is one report's account; none is preferred."
	return cmd
}

// accounts returns the cells of the differing accounts of the stories that q
// selects. The rows of a page are counted in cells.
func accounts(words *record.AccountWords, s record.Store, ctx context.Context, q record.Query) (record.Page[export.AccountCell], error) {
	var page record.Page[export.AccountCell]
	ids := []string{q.Story}
	if q.Story == "" {
		all := q
		all.Limit, all.Offset = -1, 0
		stories, err := s.Stories(ctx, all)
		if err != nil {
			return page, err
		}
		ids = ids[:0]
		for _, story := range stories.Rows {
			ids = append(ids, story.ID)
		}
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return page, err
		}
		differing, err := record.Accounts(ctx, s, id, words)
		if err != nil {
			return page, err
		}
		page.Rows = append(page.Rows, export.AccountCells(differing)...)
	}
	page.Total = len(page.Rows)
	if q.Limit >= 0 {
		page.Rows = page.Rows[:min(len(page.Rows), q.Limit)]
	}
	return page, nil
}
