package main

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/record"
)

func (a *app) evalAccountsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "accounts LABELS",
		Short: "Score differing accounts against labels",
		Long: "accounts finds what the reports of each story of a record tell differently and says how many of the accounts of\n" +
			"each kind are right by LABELS (corpus/labels/accounts.tsv), those that the rules were made with in view and others\n" +
			"apart. An account that LABELS does not have is counted apart.",
		Args: argCount(1, 1, "LABELS"),
	}
	file := recordFlag(cmd)
	unlabelled := cmd.Flags().Bool("unlabelled", false, "print the accounts that have no label, in the form of LABELS without its first two fields, and no score")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		labels, err := readFile(args[0], "labels of accounts", corpus.ReadAccountLabels)
		if err != nil {
			return err
		}
		store, err := openRecord(cmd.Context(), *file)
		if err != nil {
			return err
		}
		defer store.Close()
		found, err := a.allAccounts(cmd.Context(), store)
		if err != nil {
			return err
		}
		return a.scoreAccounts(labels, found, *unlabelled)
	}
	return cmd
}

// allAccounts returns the differing accounts of every story.
func (a *app) allAccounts(ctx context.Context, store record.Store) ([]record.Account, error) {
	words, err := accountWords()
	if err != nil {
		return nil, err
	}
	stories, err := store.Stories(ctx, record.Query{Limit: -1})
	if err != nil {
		return nil, err
	}
	progress := a.con.progress("stories", len(stories.Rows))
	defer a.con.clear()
	var out []record.Account
	for _, s := range stories.Rows {
		differing, err := record.Accounts(ctx, store, s.ID, words)
		if err != nil {
			return nil, err
		}
		out = append(out, differing...)
		progress.step("")
	}
	return out, nil
}

func (a *app) scoreAccounts(labels []corpus.AccountLabel, found []record.Account, unlabelled bool) error {
	type key struct{ kind, cells string }
	known := map[key]corpus.AccountLabel{}
	for _, l := range labels {
		known[key{l.Kind, l.Cells}] = l
	}
	type tally struct{ right, all [2]int } // of those seen, and of others
	var none int
	tallies := map[string]*tally{}
	for _, k := range append(record.AccountKinds(), allKinds) {
		tallies[k.String()] = &tally{}
	}
	for _, x := range found {
		k := key{x.Kind.String(), cellsOf(x)}
		l, ok := known[k]
		if !ok {
			none++
			if unlabelled {
				if _, err := fmt.Fprintf(a.stdout, "%s\t%s\n", k.kind, k.cells); err != nil {
					return err
				}
			}
			continue
		}
		half := 1
		if l.Seen {
			half = 0
		}
		for _, t := range []*tally{tallies[k.kind], tallies[allKinds.String()]} {
			t.all[half]++
			if l.Right {
				t.right[half]++
			}
		}
	}
	if unlabelled {
		return nil
	}
	for _, k := range append(record.AccountKinds(), allKinds) {
		name, t := k.String(), tallies[k.String()]
		if k == allKinds {
			name = "all"
		}
		if t.all[0]+t.all[1] == 0 {
			continue
		}
		if _, err := fmt.Fprintf(a.stdout, "%-10s  %2d of %2d right where the rules were made, %2d of %2d elsewhere\n", name, t.right[0], t.all[0], t.right[1], t.all[1]); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(a.stdout, "%d without a label\n", none)
	return err
}

// allKinds stands for every kind of account.
const allKinds = record.AccountKind(255)

// cellsOf says where the cells of an account stand, as labels do.
func cellsOf(x record.Account) string {
	var out []string
	for _, c := range x.Cells {
		at := int32(0)
		switch {
		case x.Kind.OfFigure():
			at = c.Figure.Span.Start
		case x.Kind == record.AccountEvent:
			at = c.Event.Span.Start
		case x.Kind == record.AccountNaming:
			at = c.Naming.Span.Start
		default:
			at = c.Statement.Statement.Content[0].Start
		}
		out = append(out, path.Base(c.Article.Name)+"@"+strconv.Itoa(int(at)))
	}
	return strings.Join(out, ",")
}
