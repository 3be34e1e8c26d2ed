package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso/export"
	"sayso/record"
)

// mostTellings is how many tellings of one utterance are set side by side: the
// earliest; setting them takes time that grows with their square.
const mostTellings = 60

func (a *app) compareCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare ID",
		Short: "Set the tellings of one utterance side by side",
		Long: "compare prints how reports tell one act of speech, the least changed telling first and the others against\n" +
			"it. ID is an utterance ('sayso list utterances'), a statement, or a story ('sayso list stories'), of which\n" +
			"it prints all that several reports tell.\n\n" +
			"In the words [-…-] is what the first telling has and this one does not, {+…+} what this one has in its\n" +
			"place or adds, and ! behind either says that it was changed inside quotation marks.",
		Args: argCount(1, 1, "one ID"),
	}
	path := recordFlag(cmd)
	names := []string{"text"}
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	format := cmd.Flags().String("format", "text", strings.Join(names, ", "))
	cmd.RunE = func(cmd *cobra.Command, ids []string) error {
		ctx := cmd.Context()
		if !slices.Contains(names, *format) {
			return usagef("--format %q: want %s", *format, strings.Join(names, ", "))
		}
		store, err := openRecord(ctx, *path)
		if err != nil {
			return err
		}
		defer store.Close()
		al, err := newAligner(store)
		if err != nil {
			return err
		}
		utterances, err := utterancesOf(ctx, store, ids[0])
		if err != nil {
			return err
		}
		var rows []export.TellingRow
		for _, u := range utterances {
			page, err := store.Statements(ctx, record.Query{Told: u.ID, Limit: mostTellings})
			if err != nil {
				return err
			}
			tellings, err := al.align(ctx, page.Rows)
			if err != nil {
				return err
			}
			if len(page.Rows) < page.Total {
				a.con.note("%s: %d of %d tellings", u.ID, len(page.Rows), page.Total)
			}
			if *format == "text" {
				if err := writeTellings(a.stdout, u, tellings); err != nil {
					return err
				}
			}
			rows = append(rows, export.TellingRows(u, tellings)...)
		}
		if *format == "text" {
			return nil
		}
		f, err := formatNamed(*format)
		if err != nil {
			return err
		}
		return export.Write(a.stdout, f, export.TellingColumns(), rows, export.Options{Width: a.width()})
	}
	return cmd
}

// utterancesOf returns the utterances that an ID means: one, those that a
// statement tells, or those that several reports of a story tell.
func utterancesOf(ctx context.Context, store record.Store, id string) ([]record.Utterance, error) {
	one, err := store.Utterance(ctx, id)
	if err == nil {
		return []record.Utterance{one}, nil
	}
	var moved *record.MovedError
	if errors.As(err, &moved) || !errors.Is(err, record.ErrNotFound) {
		return nil, err
	}
	switch st, err := store.Statement(ctx, id); {
	case err == nil:
		told, err := store.Told(ctx, st.Article.ID)
		if err == nil && len(told[id]) == 0 {
			err = fmt.Errorf("statement %s is not linked: it stands in an old version of its report, or 'sayso relink' has not been run", id)
		}
		return told[id], err
	case !errors.Is(err, record.ErrNotFound):
		return nil, err
	}
	if _, err := store.Story(ctx, id); err != nil {
		if errors.Is(err, record.ErrNotFound) && !errors.As(err, &moved) {
			err = fmt.Errorf("%s: want the ID of an utterance, a statement or a story of the record", export.Line(id))
		}
		return nil, err
	}
	page, err := store.Utterances(ctx, record.Query{Story: id, Limit: -1})
	return page.Rows, err
}

// writeTellings writes tellings for people.
func writeTellings(w io.Writer, u record.Utterance, tellings []record.Telling) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s in %s, %s, %s\n", u.ID, counted(len(tellings), "telling"), counted(u.Articles, "report"),
		counted(u.Outlets, "named outlet"), counted(u.Origins, "independent origin"))
	for i, t := range tellings {
		flag := ""
		if t.Unfaithful() {
			flag = "; changed inside the quotation marks"
		}
		if t.Again {
			flag += "; the same report again"
		}
		fmt.Fprintf(&b, "\n%d  %s, %s: %s, %s%s\n   %s\n", i+1, export.Line(tellingOutlet(t)), dateOr(t.Article.Date.Value), t.ID, t.Kind, flag,
			export.Line(export.Marked(t.Runs)))
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// tellingOutlet names where a telling stands.
func tellingOutlet(t record.Telling) string {
	if t.Article.Outlet.Name != "" {
		return t.Article.Outlet.Name
	}
	return t.Article.Name
}

func dateOr(value string) string {
	if value == "" {
		return "date open"
	}
	return value
}
