package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
)

func (a *app) extractCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract [PATH…]",
		Short: "Print what reports say as JSON Lines, without a record",
		Long: "extract reads reports (" + readable + ";\n" +
			"standard input when none is named) and prints one JSON object a report, in their order.\n" + largest,
	}
	in := inFlag(cmd)
	offsets := cmd.Flags().String("offsets", export.Bytes.String(), "what spans count: "+strings.Join(export.Units(), ", "))
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		unit, err := export.ParseUnit(*offsets)
		if err != nil {
			return usagef("--offsets: %w", err)
		}
		if len(paths) == 0 {
			if _, terminal := terminalWidth(a.stdin); terminal {
				return usagef("name reports to read, or pipe one in")
			}
			paths = []string{"-"}
		}
		failed, err := a.extract(cmd.Context(), paths, opt, unit, func(line []byte) error {
			_, err := a.stdout.Write(line)
			return err
		})
		if err == nil && failed > 0 {
			err = errFailed
		}
		return err
	}
	return cmd
}

// extract hands each report of paths to f as one line of JSON. Reports that
// fail are named and counted.
func (a *app) extract(ctx context.Context, paths []string, opt ingest.Options, unit export.Unit, f func(line []byte) error) (failed int, err error) {
	pipeline, err := en.Pipeline()
	if err != nil {
		return 0, err
	}
	type printed struct {
		line []byte
		err  error
	}
	work := func(ctx context.Context, r ingest.Read) printed {
		if r.Err != nil {
			return printed{err: r.Err}
		}
		d, err := annotate(ctx, pipeline, r.Article)
		if err != nil {
			return printed{err: err}
		}
		var b bytes.Buffer
		if err := export.NewExtract(d, unit).Write(&b); err != nil {
			return printed{err: fmt.Errorf("%s: %w", d.Article.Name, err)}
		}
		return printed{line: b.Bytes()}
	}
	total, reports := 0, 0
	if a.con.terminal {
		total = ingest.Count(ctx, paths)
	}
	progress := a.con.progress("reports", total)
	err = ordered(ctx, func(ctx context.Context, g func(ingest.Read) error) error {
		return ingest.Walk(ctx, paths, a.stdin, opt, g)
	}, work, func(p printed) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		reports++
		defer progress.step("")
		if p.err != nil {
			failed++
			a.con.fail(p.err)
			return nil
		}
		a.con.clear() // where both streams are one terminal
		return f(p.line)
	})
	a.con.clear()
	if err == nil && reports == 0 {
		a.noReports(paths)
	}
	return failed, err
}
