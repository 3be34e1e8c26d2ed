package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/record"
	"sayso/record/sqlite"
)

func (a *app) decisionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "List, export and import what reviewers decided",
	}
	needsCommand(cmd, "what to do")
	cmd.AddCommand(a.decisionsListCommand(), a.decisionsExportCommand(), a.decisionsImportCommand())
	return cmd
}

func (a *app) decisionsListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List decisions, with how they stand to the present reading",
		Args:  argCount(0, 0, "no argument: filters are flags"),
	}
	path, format := recordFlag(cmd), formatFlag(cmd, "table")
	var q record.DecisionQuery
	f := cmd.Flags()
	f.StringVar((*string)(&q.Article), "article", "", "`ID` of an article")
	f.StringVar(&q.Statement, "statement", "", "`ID` of a statement")
	f.StringVar(&q.Referent, "referent", "", "`ID` of a referent, whose namings they are about")
	f.BoolVar(&q.AtOdds, "at-odds", false, "only those that contradict each other, and so hold for nothing")
	f.StringVar(&q.By, "by", "", "`NAME` of who decided")
	f.StringVar((*string)(&q.Kind), "kind", "", "accept, reject, speaker, …")
	f.StringVar((*string)(&q.Standing), "standing", "", "kept, moved, conflict or gone")
	f.BoolVar(&q.InForce, "in-force", false, "only those that are not taken back")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		f, err := formatNamed(*format)
		if err != nil {
			return err
		}
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		q.Limit = -1
		page, err := store.Decisions(cmd.Context(), q)
		if err != nil {
			return err
		}
		return export.Write(a.stdout, f, export.DecisionColumns(), page.Rows, export.Options{Width: a.width()})
	}
	return cmd
}

func (a *app) decisionsExportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write every decision as JSON Lines, for another record",
		Long: "export writes every decision, also those that were taken back, one JSON object a line,\n" +
			"in the order they were made. 'sayso decisions import' adds them to another record, where\n" +
			"they find their statements by the words of the same original.",
		Args: argCount(0, 0, "no argument"),
	}
	path := recordFlag(cmd)
	output := cmd.Flags().StringP("output", "o", "", "`FILE` to write; standard output when none is named")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		page, err := store.Decisions(cmd.Context(), record.DecisionQuery{Limit: -1})
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return export.WriteDecisions(w, page.Rows) }
		if *output == "" {
			return write(a.stdout)
		}
		if err := writeFile(*output, write); err != nil {
			return err
		}
		a.con.note("%s written to %s", counted(len(page.Rows), "decision"), export.Line(*output))
		return nil
	}
	return cmd
}

func (a *app) decisionsImportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Add the decisions of another record",
		Long: "import adds the decisions that 'sayso decisions export' wrote (- for standard input), all\n" +
			"of them or none. Those that are there already are passed over. Where two people decided\n" +
			"otherwise and neither knew of the other, the statement is in conflict until somebody says.",
		Args: argCount(1, 1, "one FILE, or - for standard input"),
	}
	path := recordFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, name := a.stdin, "standard input"
		if args[0] != "-" {
			f, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("%s: cannot be read: %w", args[0], cause(err))
			}
			defer f.Close()
			in, name = f, args[0]
		}
		decisions, err := readDecisions(in, name)
		if err != nil {
			return err
		}
		store, err := openLinking(cmd.Context(), *path, sqlite.Options{})
		if err != nil {
			return err
		}
		defer store.Close()
		added, err := store.Decide(cmd.Context(), decisions...)
		if err != nil {
			return err
		}
		waiting, err := store.Decisions(cmd.Context(), record.DecisionQuery{Standing: record.Gone, InForce: true, Limit: 1})
		if err != nil {
			return err
		}
		a.con.note("%s read: %d added, %d there already; %d of the record have no statement", counted(len(decisions), "decision"),
			added, len(decisions)-added, waiting.Total)
		return nil
	}
	return cmd
}

// readDecisions reads JSON Lines of decisions. Name says where they are from.
func readDecisions(in io.Reader, name string) ([]record.Decision, error) {
	var all []record.Decision
	lines := bufio.NewReader(in)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if text := bytes.TrimSpace(line); len(text) > 0 {
			var d record.Decision
			dec := json.NewDecoder(bytes.NewReader(text))
			dec.DisallowUnknownFields()
			if err := dec.Decode(&d); err != nil {
				return nil, fmt.Errorf("%s:%d: want a decision as 'sayso decisions export' writes it: %w", name, n, err)
			}
			if d.ID == "" || d.Target != nil && d.Target.Original == (sayso.Digest{}) {
				return nil, fmt.Errorf("%s:%d: a decision without its ID, or without the original that it is about", name, n)
			}
			if d, err := d.Seal(); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			} else {
				all = append(all, d)
			}
		}
		if err != nil {
			return all, nil
		}
	}
}
