package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/record"
)

// plainWidth is the width of a table that goes to no terminal.
const plainWidth = 120

func (a *app) listCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List statements, articles, speakers, outlets, figures, places, events, days, stories, utterances, namings, referents, differing accounts or persons of the record",
	}
	needsCommand(cmd, "what to list")
	cmd.AddCommand(
		listOf(a, "statements", record.Store.Statements, export.StatementColumns()),
		listOf(a, "articles", record.Store.Articles, export.ArticleColumns()),
		listOf(a, "speakers", record.Store.Speakers, export.SpeakerColumns()),
		listOf(a, "outlets", record.Store.Outlets, export.OutletColumns()),
		listOf(a, "figures", record.Store.Figures, export.FigureColumns()),
		listOf(a, "places", record.Store.Places, export.PlaceColumns()),
		listOf(a, "events", record.Store.Events, export.EventColumns(), eventFlags),
		listOf(a, "days", record.Store.Days, export.DayColumns()),
		listOf(a, "stories", record.Store.Stories, export.StoryColumns()),
		listOf(a, "utterances", record.Store.Utterances, export.UtteranceColumns()),
		listFound(a, "namings", record.Store.Namings, export.NamingColumns()),
		listFound(a, "referents", record.Store.Referents, export.ReferentColumns()),
		a.listAccountsCommand(), a.listPersonsCommand(),
	)
	return cmd
}

// listOf returns the command that lists one kind of row.
func listOf[R any](
	a *app, what string,
	find func(record.Store, context.Context, record.Query) (record.Page[R], error),
	columns []export.Column[R],
	more ...func(*cobra.Command, *record.Query),
) *cobra.Command {
	return listFound(a, what, func(s record.Store, ctx context.Context, q record.NamingQuery) (record.Page[R], error) {
		return find(s, ctx, q.Query)
	}, columns, more...)
}

// listFound is listOf for rows that a NamingQuery finds.
func listFound[R any](
	a *app, what string,
	find func(record.Store, context.Context, record.NamingQuery) (record.Page[R], error),
	columns []export.Column[R],
	more ...func(*cobra.Command, *record.Query),
) *cobra.Command {
	cmd := &cobra.Command{
		Use:   what,
		Short: "List " + what,
		Args:  argCount(0, 0, "no argument: filters are flags"),
	}
	path, query, format := recordFlag(cmd), queryFlags(cmd, more...), formatFlag(cmd, "table", export.FormatsOf(columns)...)
	search := searchFlags(cmd)
	limit := cmd.Flags().Int("limit", 0, fmt.Sprintf("rows at most; 0 lists all (default %d in a table, all in other formats)", record.DefaultLimit))
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		q, err := query()
		if err != nil {
			return err
		}
		f, err := formatNamed(*format)
		if err != nil {
			return err
		}
		if _, terminal := terminalWidth(a.stdout); terminal && f.Binary {
			return usagef("--format %s is nothing that a terminal can show: send it to a file", f.Name)
		}
		switch {
		case *limit < 0:
			return usagef("--limit %d: want 0 or more", *limit)
		case *limit > 0:
			q.Limit = *limit
		case cmd.Flags().Changed("limit") || f.Name != "table": // a program wants every row
			q.Limit = -1
		default:
			q.Limit = record.DefaultLimit
		}
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		found, err := search(cmd.Context(), store, what, q)
		if err != nil {
			return err
		}
		page, err := find(store, cmd.Context(), found)
		if err != nil {
			return err
		}
		if err := export.Write(a.stdout, f, columns, page.Rows, export.Options{Width: a.width()}); err != nil {
			return err
		}
		if len(page.Rows) < page.Total {
			a.con.note("%d of %d %s; --limit 0 lists all", len(page.Rows), page.Total, what)
		}
		return nil
	}
	return cmd
}

// width is how wide a table may be.
func (a *app) width() int {
	if w, ok := terminalWidth(a.stdout); ok {
		return w
	}
	return plainWidth
}

// eventFlags gives cmd the flags that select events alone.
func eventFlags(cmd *cobra.Command, q *record.Query) {
	f := cmd.Flags()
	f.StringVar(&q.Event, "event", "", "`KIND` of event: meeting, agreement, attack, vote, visit, protest, speech, decision, disaster or plan")
	f.StringVar(&q.When, "status", "", "ahead for what is told as yet to come, past for the rest")
	f.StringVar(&q.On, "on", "", "`DATE` on which it happens, exactly as listed, or open")
}

// queryFlags gives cmd the flags that select rows, those of more too, and returns
// what reads them.
func queryFlags(cmd *cobra.Command, more ...func(*cobra.Command, *record.Query)) func() (record.Query, error) {
	var q record.Query
	f := cmd.Flags()
	f.StringVar(&q.Speaker, "speaker", "", "`NAME` of the speaker, part of it, or an ID")
	f.StringVar(&q.Outlet, "outlet", "", "`NAME` of the outlet, part of it, or an ID")
	f.StringVar(&q.From, "from", "", "first `DATE`, 2021-03-04, 2021-03 or 2021: of what was said, else of publication; an open date matches none")
	f.StringVar(&q.To, "to", "", "last `DATE`, in the same way: 2021-03 takes in the whole month")
	f.StringVar(&q.Kind, "kind", "", "direct, indirect or mixed")
	f.StringVar(&q.Text, "text", "", "`WORDS` of the content; \"a phrase\" stays together, begin* is any word that begins so")
	f.StringVar(&q.Review, "review", "", "`STATE` of review: "+reviewStates()+", or all; without it those that count, which are all but the rejected and the undecided")
	for _, add := range more {
		add(cmd, &q)
	}
	return func() (record.Query, error) {
		if q.Review != "" && q.Review != "all" && !slices.Contains(record.Reviews(), record.Review(q.Review)) {
			return q, usagef("--review %q: want %s or all", q.Review, reviewStates())
		}
		if q.When != "" && q.When != "ahead" && q.When != "past" {
			return q, usagef("--status %q: want ahead or past", q.When)
		}
		if q.On != "open" {
			if _, _, err := period(q.On); err != nil {
				return q, usagef("--on: %w", err)
			}
		}
		if q.Kind != "" {
			if _, err := sayso.ParseKind(q.Kind); err != nil {
				return q, usagef("--kind: %w", err)
			}
		}
		first, _, err := period(q.From)
		if err != nil {
			return q, usagef("--from: %w", err)
		}
		_, last, err := period(q.To)
		if err != nil {
			return q, usagef("--to: %w", err)
		}
		if q.From != "" && q.To != "" && first > last {
			return q, usagef("--from %s is after --to %s", q.From, q.To)
		}
		return q, nil
	}
}

// reviewStates names the states of review.
func reviewStates() string {
	var names []string
	for _, r := range record.Reviews() {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// period returns the first and last day of a bound, which may be empty.
func period(date string) (first, last string, err error) {
	if date == "" {
		return "", "", nil
	}
	return record.Period(date)
}
