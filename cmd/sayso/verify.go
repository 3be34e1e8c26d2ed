package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/record"
)

func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check the record against its archived originals",
		Long: "verify reads every archived original again, compares its digest and its text, and\n" +
			"cuts every stored passage out of it. Each problem is one line on standard output.",
		Args: argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		store, err := openRecord(ctx, *path)
		if err != nil {
			return err
		}
		defer store.Close()
		opt := ingest.Options{Words: en.PageWords()}
		reread := func(original []byte, format string) (*sayso.Article, error) {
			return ingest.Reread(original, format, opt)
		}
		progress := a.con.progress("reports", 0)
		problems, err := record.Verify(ctx, store, reread, func(int) { progress.step("") })
		a.con.clear()
		if err != nil {
			return err
		}
		for _, p := range problems {
			where := string(p.Article)
			if p.Statement != "" {
				where += " statement " + p.Statement
			}
			fmt.Fprintf(a.stdout, "%s: %s: %s\n", export.Line(p.Name), where, export.Line(p.What))
		}
		a.con.note("verified %s: %s", counted(progress.done, "report"), counted(len(problems), "problem"))
		if len(problems) > 0 {
			return errFailed
		}
		return nil
	}
	return cmd
}
