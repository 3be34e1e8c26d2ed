package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/record"
	"sayso/record/sqlite"
)

func (a *app) upgradeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "upgrade",
		Short: "Read the archived originals again with this program, and say what that changes",
		Long: "upgrade reads every archived original again, as this program reads reports now, and\n" +
			"says what would change: statements, and how the decisions of reviewers stand to them.\n" +
			"Nothing is written without --apply. No decision is ever lost: one whose statement is\n" +
			"read otherwise, or not at all, waits in the review queue. Articles that this program's\n" +
			"pipeline has read already are passed over, unless --all is given.",
		Args: argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	apply := cmd.Flags().Bool("apply", false, "write the new readings, an article at a time")
	all := cmd.Flags().Bool("all", false, "read articles of the same pipeline again, too")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		store, err := openLinking(ctx, *path, sqlite.Options{ReadOnly: !*apply})
		if err != nil {
			return err
		}
		defer store.Close()
		sum, err := a.upgrade(ctx, store, *apply, *all)
		a.con.clear()
		if sum.read > 0 || err == nil {
			a.con.note("%s", sum.words(*apply))
		}
		if ctx.Err() != nil && *apply {
			a.con.note("every article written so far is whole; the same command goes on from there")
		}
		if err == nil && *apply {
			err = a.proposeNew(ctx, store, sum.read)
		}
		if err == nil && sum.failed > 0 {
			err = errFailed
		}
		return err
	}
	return cmd
}

// upgraded sums up what an upgrade changes.
type upgraded struct {
	read, same, failed int // articles
	change             record.Change
	unsettled          int
}

func (u *upgraded) add(c record.Change) {
	u.read++
	t := &u.change
	t.Kept, t.Altered, t.Moved, t.New, t.Gone = t.Kept+c.Kept, t.Altered+c.Altered, t.Moved+c.Moved, t.New+c.New, t.Gone+c.Gone
	for standing, n := range c.Decisions {
		t.Decisions[standing] += n
	}
	u.unsettled += len(c.Unsettled)
}

// words is the summary.
func (u upgraded) words(applied bool) string {
	how := "would be read anew"
	if applied {
		how = "read anew"
	}
	c, d := u.change, u.change.Decisions
	s := fmt.Sprintf("%s %s, %d of this pipeline already, %d failed; statements: %d kept, %d read otherwise, %d moved, %d new, %d gone; "+
		"decisions: %d kept, %d moved, %d in conflict, %d without a statement", counted(u.read, "article"), how, u.same, u.failed,
		c.Kept, c.Altered, c.Moved, c.New, c.Gone, d[record.Kept], d[record.Moved], d[record.Conflict], d[record.Gone])
	if !applied && u.read > 0 {
		s += "; --apply writes it"
	}
	return s
}

// upgrade reads the articles of store anew, on all cores. Decisions that lose their
// statement by it are lines on standard output.
func (a *app) upgrade(ctx context.Context, store *sqlite.Store, apply, all bool) (sum upgraded, err error) {
	sum.change.Decisions = map[record.Standing]int{}
	pipeline, err := en.Pipeline()
	if err != nil {
		return sum, err
	}
	type anew struct {
		report record.Report
		same   bool
		err    error
	}
	fingerprint := pipeline.Fingerprint()
	walk := func(ctx context.Context, f func(ingest.Read) error) error {
		return store.Each(ctx, func(s record.Stored) error {
			r := ingest.Read{Article: s.Document.Article, Original: s.Original}
			if len(s.Damage) > 0 {
				r.Err = fmt.Errorf("%s: %s; 'sayso verify' tells all", s.Document.Name, s.Damage[0].What)
			} else if s.Pipeline == fingerprint && !all {
				r.Article = nil
			}
			return f(r)
		})
	}
	work := func(ctx context.Context, r ingest.Read) anew {
		if r.Err != nil || r.Article == nil {
			return anew{same: r.Err == nil, err: r.Err}
		}
		d, err := readAnew(ctx, pipeline, r)
		return anew{report: record.Report{Document: d, Original: r.Original, Pipeline: fingerprint}, err: err}
	}
	progress := a.con.progress("articles", 0)
	return sum, ordered(ctx, walk, work, func(n anew) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		defer progress.step("")
		if n.same {
			sum.same++
			return nil
		}
		var change record.Change
		err := n.err
		if err == nil {
			if change, err = a.change(ctx, store, n.report, apply); err != nil {
				err = fmt.Errorf("%s: %w", n.report.Document.Name, err)
			}
		}
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			sum.failed++
			a.con.fail(err)
			return nil
		}
		sum.add(change)
		for _, d := range change.Unsettled {
			a.con.clear()
			fmt.Fprintf(a.stdout, "%s: decision %s (%s, by %s): %s\n", export.Line(change.Name), d.ID, d.Kind, export.Line(d.By), d.Standing)
		}
		return nil
	})
}

// readAnew reads an archived original as the program reads reports now.
func readAnew(ctx context.Context, pipeline *sayso.Pipeline, r ingest.Read) (*sayso.Document, error) {
	article, err := ingest.Reread(r.Original, r.Article.Format, ingest.Options{Words: en.PageWords()})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Article.Name, err)
	}
	article.Name = r.Article.Name
	return annotate(ctx, pipeline, article)
}

// change returns what the new reading changes, and writes it when apply is set.
func (a *app) change(ctx context.Context, store *sqlite.Store, r record.Report, apply bool) (record.Change, error) {
	if apply {
		return store.Upgrade(ctx, r)
	}
	before, err := store.Document(ctx, r.Document.ID)
	if err != nil {
		return record.Change{}, err
	}
	page, err := store.Decisions(ctx, record.DecisionQuery{Article: r.Document.ID, Limit: -1})
	change, _ := record.Compare(before, r.Document, page.Rows)
	return change, err
}
