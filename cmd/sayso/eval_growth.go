package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sayso/record/sqlite"
)

func (a *app) evalGrowthCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "growth",
		Short: "Measure how long it takes to link one more report as a record grows",
		Long: "growth fills a record with made-up reports and prints, each time the number of statements has grown tenfold,\n" +
			"how long it takes to store one more report and to link it (medians of 100), and the size of the record.",
		Args: argCount(0, 0, "no argument"),
	}
	most := cmd.Flags().Int("statements", 100_000, "number of statements to grow to")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *most < 1000 {
			return usagef("--statements %d: want 1000 or more", *most)
		}
		dir, err := os.MkdirTemp("", "sayso-growth-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		return a.evalGrowth(cmd.Context(), filepath.Join(dir, "record.db"), *most)
	}
	return cmd
}

// grownBy is how many reports are timed at each size.
const grownBy = 100

func (a *app) evalGrowth(ctx context.Context, path string, most int) error {
	set, err := newLinking("")
	if err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, path, sqlite.Options{Create: true, Link: set})
	if err != nil {
		return err
	}
	defer store.Close()
	plain, err := sqlite.Open(ctx, path, sqlite.Options{}) // which stores and does not link
	if err != nil {
		return err
	}
	defer plain.Close()
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
			if _, err := store.Add(ctx, made.report()); err != nil {
				return err
			}
			progress.step("")
			continue
		}
		var stored, linked []time.Duration
		for range grownBy {
			r := made.report()
			start := time.Now()
			if _, err := plain.Add(ctx, r); err != nil {
				return err
			}
			between := time.Now()
			if err := store.Link(ctx, func() {}); err != nil {
				return err
			}
			stored, linked = append(stored, between.Sub(start)), append(linked, time.Since(between))
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
