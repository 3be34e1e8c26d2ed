package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sayso/ingest"
	"sayso/lang/en"
	"sayso/link"
	"sayso/record"
	"sayso/record/sqlite"
)

func (a *app) evalGrowthCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "growth [PATH…]",
		Short: "Measure how long it takes to link one more report as a record grows",
		Long: "growth fills a record with made-up reports and prints, each time the number of statements has grown tenfold,\n" +
			"how long it takes to store one more report and to link it (medians of 100), and the size of the record. With\n" +
			"reports it reads those, one after another, and prints how long annotating, storing and linking them took.",
	}
	in := inFlag(cmd)
	most := cmd.Flags().Int("statements", 100_000, "number of statements to grow to")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		if *most < 1000 {
			return usagef("--statements %d: want 1000 or more", *most)
		}
		dir, err := os.MkdirTemp("", "sayso-growth-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		file := filepath.Join(dir, "record.db")
		if len(paths) > 0 {
			return a.evalShare(cmd.Context(), file, paths, opt)
		}
		return a.evalGrowth(cmd.Context(), file, *most)
	}
	return cmd
}

// grownBy is how many reports are timed at each size.
const grownBy = 100

// growing is a record that is measured: store links, plain does not.
type growing struct{ store, plain *sqlite.Store }

func openGrowing(ctx context.Context, path string, set *link.Settings) (g growing, err error) {
	if g.store, err = sqlite.Open(ctx, path, sqlite.Options{Create: true, Link: set}); err != nil {
		return g, err
	}
	if g.plain, err = sqlite.Open(ctx, path, sqlite.Options{}); err != nil {
		return g, errors.Join(err, g.store.Close())
	}
	return g, nil
}

func (g growing) close() { g.plain.Close(); g.store.Close() }

// add stores a report and then links it, and returns how long either took.
func (g growing) add(ctx context.Context, r record.Report) (stored, linked time.Duration, err error) {
	start := time.Now()
	if _, err := g.plain.Add(ctx, r); err != nil {
		return 0, 0, err
	}
	between := time.Now()
	err = g.store.Link(ctx, func() {})
	return between.Sub(start), time.Since(between), err
}

// evalShare prints how long reading reports takes, by what is done with them.
func (a *app) evalShare(ctx context.Context, path string, paths []string, opt ingest.Options) error {
	pipeline, err := en.Pipeline()
	if err != nil {
		return err
	}
	set, err := newLinking("")
	if err != nil {
		return err
	}
	g, err := openGrowing(ctx, path, set)
	if err != nil {
		return err
	}
	defer g.close()
	var annotated, stored, linked time.Duration
	reports, statements := 0, 0
	progress := a.con.progress("reports", 0)
	defer a.con.clear()
	err = ingest.Walk(ctx, paths, a.stdin, opt, func(r ingest.Read) error {
		if r.Err != nil {
			return r.Err
		}
		start := time.Now()
		d, err := annotate(ctx, pipeline, r.Article)
		if err != nil {
			return err
		}
		annotated += time.Since(start)
		s, l, err := g.add(ctx, record.Report{Document: d, Original: r.Original, Pipeline: "measured"})
		stored, linked = stored+s, linked+l
		reports++
		statements += len(d.Statements)
		progress.step("")
		return err
	})
	if err != nil {
		return err
	}
	a.con.clear()
	_, err = fmt.Fprintf(a.stdout, "%s, %s: annotating %.2f s, storing %.2f s, linking %.2f s (%.0f %% of annotating)\n",
		counted(reports, "report"), counted(statements, "statement"), annotated.Seconds(), stored.Seconds(), linked.Seconds(),
		100*linked.Seconds()/annotated.Seconds())
	return err
}

func (a *app) evalGrowth(ctx context.Context, path string, most int) error {
	set, err := newLinking("")
	if err != nil {
		return err
	}
	g, err := openGrowing(ctx, path, set)
	if err != nil {
		return err
	}
	defer g.close()
	if _, err := fmt.Fprintf(a.stdout, "%10s %8s %12s %12s %14s\n", "statements", "reports", "store, ms", "link, ms", "MB of record"); err != nil {
		return err
	}
	made := newNews(set.Words.Frequencies)
	progress := a.con.progress("reports", most/newsStatements+grownBy)
	defer a.con.clear()
	next := 1000
	for made.n < most/newsStatements+grownBy {
		if err := ctx.Err(); err != nil {
			return err
		}
		if statements := made.n * newsStatements; statements < next {
			if _, err := g.store.Add(ctx, made.report()); err != nil {
				return err
			}
			progress.step("")
			continue
		}
		var stored, linked []time.Duration
		for range grownBy {
			s, l, err := g.add(ctx, made.report())
			if err != nil {
				return err
			}
			stored, linked = append(stored, s), append(linked, l)
			progress.step("")
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		a.con.clear()
		_, err = fmt.Fprintf(a.stdout, "%10d %8d %12.2f %12.2f %14.1f\n", next, made.n-grownBy, median(stored), median(linked), float64(info.Size())/1e6)
		if err != nil {
			return err
		}
		next *= 10
	}
	return nil
}

// median returns the median of durations in milliseconds.
func median(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Microseconds()) / 1000
}
