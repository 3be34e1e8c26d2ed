package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sayso"
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
		Long: "growth fills two records with the same made-up reports, one of which links them: what adding to it takes longer\n" +
			"is linking. At 1, 2 and 5 times the powers of ten statements it prints what storing and linking one more report\n" +
			"takes, of a hundred, by the clock (medians) and of the processor (means), and how large the record is. With reports\n" +
			"it reads those, one after another, and prints how long annotating, storing and linking them took.",
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
		if len(paths) > 0 {
			return a.evalShare(cmd.Context(), dir, paths, opt)
		}
		return a.evalGrowth(cmd.Context(), dir, *most)
	}
	return cmd
}

// grownBy is how many reports are timed at each size.
const grownBy = 100

// growing is what is measured: a record that links its reports, and one that does
// not. What adding a report to the first takes longer is linking.
type growing struct{ linked, plain *sqlite.Store }

// The files of the two records.
const (
	linkedFile = "linked.db"
	plainFile  = "plain.db"
)

func openGrowing(ctx context.Context, dir string) (g growing, words *link.Words, err error) {
	set, err := newLinking("")
	if err != nil {
		return g, nil, err
	}
	if g.linked, err = sqlite.Open(ctx, filepath.Join(dir, linkedFile), sqlite.Options{Create: true, Link: set}); err != nil {
		return g, nil, err
	}
	if g.plain, err = sqlite.Open(ctx, filepath.Join(dir, plainFile), sqlite.Options{Create: true}); err != nil {
		return g, nil, errors.Join(err, g.linked.Close())
	}
	return g, set.Words, nil
}

func (g growing) close() { g.plain.Close(); g.linked.Close() }

// spent is time by the clock, and of the processor.
type spent struct{ clock, cpu time.Duration }

func (s spent) plus(o spent) spent { return spent{s.clock + o.clock, s.cpu + o.cpu} }

func (s spent) minus(o spent) spent { return spent{s.clock - o.clock, s.cpu - o.cpu} }

// add adds a report, and returns what storing and linking it took.
func (g growing) add(ctx context.Context, r record.Report) (stored, linked spent, err error) {
	if stored, err = measured(func() error { _, err := g.plain.Add(ctx, r); return err }); err != nil {
		return stored, linked, err
	}
	linked, err = measured(func() error { _, err := g.linked.Add(ctx, r); return err })
	return stored, linked.minus(stored), err
}

func measured(do func() error) (spent, error) {
	start, before := time.Now(), cpuTime()
	err := do()
	return spent{time.Since(start), cpuTime() - before}, err
}

// evalShare prints how long reading reports takes, by what is done with them.
func (a *app) evalShare(ctx context.Context, dir string, paths []string, opt ingest.Options) error {
	pipeline, err := en.Pipeline()
	if err != nil {
		return err
	}
	g, _, err := openGrowing(ctx, dir)
	if err != nil {
		return err
	}
	defer g.close()
	var annotated, stored, linked spent
	reports, statements := 0, 0
	progress := a.con.progress("reports", 0)
	defer a.con.clear()
	err = ingest.Walk(ctx, paths, a.stdin, opt, func(r ingest.Read) error {
		if r.Err != nil {
			return r.Err
		}
		var d *sayso.Document
		a, err := measured(func() (err error) { d, err = annotate(ctx, pipeline, r.Article); return err })
		if err != nil {
			return err
		}
		annotated = annotated.plus(a)
		s, l, err := g.add(ctx, record.Report{Document: d, Original: r.Original, Pipeline: "measured"})
		stored, linked = stored.plus(s), linked.plus(l)
		reports++
		statements += len(d.Statements)
		progress.step("")
		return err
	})
	if err != nil {
		return err
	}
	a.con.clear()
	_, err = fmt.Fprintf(a.stdout, "%s, %s\n%-12s %10s %8s %10s %8s\n", counted(reports, "report"), counted(statements, "statement"), "", "clock, s", "share", "cpu, s", "share")
	all := annotated.plus(stored).plus(linked)
	for _, part := range []struct {
		name string
		spent
	}{{"annotating", annotated}, {"storing", stored}, {"linking", linked}} {
		if err == nil {
			_, err = fmt.Fprintf(a.stdout, "%-12s %10.2f %6.1f %% %10.2f %6.1f %%\n", part.name, part.clock.Seconds(), percent(part.clock, all.clock),
				part.cpu.Seconds(), percent(part.cpu, all.cpu))
		}
	}
	return err
}

// percent returns the share of a duration in another in percent, 0 where nothing
// was measured.
func percent(part, all time.Duration) float64 {
	if all == 0 {
		return 0
	}
	return 100 * part.Seconds() / all.Seconds()
}

func (a *app) evalGrowth(ctx context.Context, dir string, most int) error {
	g, words, err := openGrowing(ctx, dir)
	if err != nil {
		return err
	}
	defer g.close()
	_, err = fmt.Fprintf(a.stdout, "%10s %8s | %9s %9s | %9s %9s | %9s %9s\n%10s %8s | %9s %9s | %9s %9s | %9s %9s\n",
		"", "", "store, ms", "link, ms", "store, ms", "link, ms", "MB of", "of which", "statements", "reports", "clock", "clock", "cpu", "cpu", "record", "links")
	if err != nil {
		return err
	}
	made := newNews(words.Frequencies)
	progress := a.con.progress("reports", most/newsStatements+grownBy)
	defer a.con.clear()
	for _, next := range growthSteps(most) {
		for made.n*newsStatements < next {
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, _, err := g.add(ctx, made.report()); err != nil {
				return err
			}
			progress.step("")
		}
		var stored, linked []spent
		for range grownBy {
			s, l, err := g.add(ctx, made.report())
			if err != nil {
				return err
			}
			stored, linked = append(stored, s), append(linked, l)
			progress.step("")
		}
		whole, err := megabytes(filepath.Join(dir, linkedFile))
		if err != nil {
			return err
		}
		bare, err := megabytes(filepath.Join(dir, plainFile))
		if err != nil {
			return err
		}
		a.con.clear()
		sc, sp := typical(stored)
		lc, lp := typical(linked)
		_, err = fmt.Fprintf(a.stdout, "%10d %8d | %9.2f %9.2f | %9.2f %9.2f | %9.1f %9.1f\n", next, made.n-grownBy, sc, lc, sp, lp, whole, whole-bare)
		if err != nil {
			return err
		}
	}
	return nil
}

// megabytes returns the size of a file.
func megabytes(name string) (float64, error) {
	info, err := os.Stat(name)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()) / 1e6, nil
}

// growthSteps returns the sizes that a record is measured at: 1, 2 and 5 times the
// powers of ten, from 1000 to most.
func growthSteps(most int) (steps []int) {
	for power := 1000; power <= most; power *= 10 {
		for _, n := range []int{1, 2, 5} {
			if n*power <= most {
				steps = append(steps, n*power)
			}
		}
	}
	return steps
}

// typical returns the median by the clock and the mean of the processor, which is
// counted in steps too coarse for a median, in milliseconds.
func typical(all []spent) (clock, cpu float64) {
	sum := time.Duration(0)
	for _, s := range all {
		sum += s.cpu
	}
	slices.SortFunc(all, func(a, b spent) int { return cmp.Compare(a.clock, b.clock) })
	return float64(all[len(all)/2].clock.Microseconds()) / 1000, float64(sum.Microseconds()) / 1000 / float64(len(all))
}
