package main

import (
	"context"

	"github.com/spf13/cobra"

	"sayso/record/sqlite"
)

func (a *app) relinkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "relink",
		Short: "Find out anew which reports and statements of the record belong together",
		Long: "relink forgets which reports are copies of one text or tell one story, and which\n" +
			"statements tell one utterance, and finds it out anew, in the order of the reports'\n" +
			"dates. 'sayso add' links what it adds, so this is for a newer program, which says when\n" +
			"reports were linked by other weights than its own, or for better groups after reports\n" +
			"were added in no order. Stories and utterances get new IDs.",
		Args: argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		store, err := openLinking(ctx, *path, sqlite.Options{})
		if err != nil {
			return err
		}
		defer store.Close()
		switch otherwise, err := store.LinkedOtherwise(ctx); {
		case err != nil:
			return err
		case otherwise:
			a.con.note("reports were linked by the weights of another version: groups may change")
		default:
			a.con.note("all reports were linked by the weights of this version: groups change only by the order of the reports")
		}
		if err := store.Unlink(ctx); err != nil {
			return err
		}
		return a.linkPending(ctx, store)
	}
	return cmd
}

// openLinking opens the record at path by opt, with what keeps its links true when
// something is written.
func openLinking(ctx context.Context, path string, opt sqlite.Options) (*sqlite.Store, error) {
	var err error
	if opt.Link, err = newLinking(""); err != nil {
		return nil, err
	}
	opt.Upgrading = upgrading(ctx)
	return sqlite.Open(ctx, path, opt)
}

// noteWeights says when reports of store were linked by other weights than those of
// this program.
func (a *app) noteWeights(ctx context.Context, store *sqlite.Store) error {
	otherwise, err := store.LinkedOtherwise(ctx)
	if err == nil && otherwise {
		a.con.note("reports were linked by the weights of another version; 'sayso relink' links them anew")
	}
	return err
}

// linkPending links the reports of store that wait for it: those that an older
// sayso stored, or that an interruption of relink left.
func (a *app) linkPending(ctx context.Context, store *sqlite.Store) error {
	n, err := store.Unlinked(ctx)
	if err != nil || n == 0 {
		return err
	}
	progress := a.con.progress("reports linked", n)
	err = store.Link(ctx, func() { progress.step("") })
	a.con.clear()
	if progress.done > 0 {
		a.con.note("%s linked", counted(progress.done, "report"))
	}
	if ctx.Err() != nil {
		a.con.note("every report linked so far is whole; the same command, or 'sayso add', goes on from there")
	}
	return err
}
