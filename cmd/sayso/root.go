package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sayso"
	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/record/sqlite"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// errFailed ends a command whose failures have all been named already.
var errFailed = errors.New("some reports failed")

// usageError says that the command was called wrongly.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// app is what every command works with.
type app struct {
	stdin  io.Reader
	stdout io.Writer
	con    *console
}

// run is the whole program: it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, con: newConsole(stderr)}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(withConsole(ctx, a.con))
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		a.con.fail(err)
		a.con.note("run '%s --help' to see how it is used", cmd.CommandPath())
		return exitUsage
	case errors.Is(err, errFailed):
		return exitFailed
	case ctx.Err() != nil:
		a.con.note("interrupted")
		return exitInterrupted
	}
	a.con.fail(err)
	return exitFailed
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "sayso",
		Short: "Who said what, in a pile of news reports",
		Long: "sayso reads news reports and records the statements in them: who said what, each\n" +
			"tied to the passage of the report it stands in.\n\n" +
			"Start with 'sayso open FOLDER': it reads a folder of saved reports and shows them\n" +
			"in the browser.",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	needsCommand(root, "a command")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{flagError(err)} })
	root.AddCommand(
		a.openCommand(), a.addCommand(), a.listCommand(), a.showCommand(), a.serveCommand(),
		a.extractCommand(), a.exportCommand(), a.verifyCommand(), a.evalCommand(), a.parseCommand(), a.trainCommand(), a.gazetteerCommand(), a.placesCommand(),
		a.linkCommand(), a.relinkCommand(), a.referentsCommand(), a.compareCommand(), a.decisionsCommand(), a.searchesCommand(), a.upgradeCommand(), a.backupCommand(), a.restoreCommand(),
		a.versionCommand(),
	)
	return root
}

// flagError says of a flag's value that cannot be read what was wanted.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	flag := invalid.GetFlag()
	want := map[string]string{"uint16": "a number from 0 to 65535", "int": "a whole number", "bool": "true or false"}[flag.Value.Type()]
	if want == "" {
		return err
	}
	return fmt.Errorf("--%s %q: want %s", flag.Name, invalid.GetValue(), want)
}

// needsCommand makes cmd, which only groups others, fail when none is named or
// the one named does not exist.
func needsCommand(cmd *cobra.Command, what string) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var names []string
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				names = append(names, c.Name())
			}
		}
		slices.Sort(names)
		if len(args) > 0 {
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return usagef("unknown command %q; did you mean %s?", args[0], strings.Join(near, " or "))
			}
			return usagef("unknown command %q: want %s", args[0], strings.Join(names, ", "))
		}
		cmd.SetOut(cmd.ErrOrStderr())
		if err := cmd.Help(); err != nil {
			return err
		}
		return usagef("name %s: %s", what, strings.Join(names, ", "))
	}
	cmd.Args = cobra.ArbitraryArgs
	cmd.SuggestionsMinimumDistance = 2
}

// argCount checks the number of arguments; what says in words what is wanted.
func argCount(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return usagef("want %s, got %s", what, counted(len(args), "argument"))
		}
		return nil
	}
}

const defaultRecord = "sayso.db"

// recordFlag gives cmd the flag that names the record.
func recordFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("record", defaultRecord, "`FILE` of the record")
}

// openRecord opens the record at path to read from it.
func openRecord(ctx context.Context, path string) (*sqlite.Store, error) {
	return sqlite.Open(ctx, path, sqlite.Options{ReadOnly: true, Upgrading: upgrading(ctx)})
}

// readable says in a command's help what reports are read from.
const readable = "plain text, HTML, JSON Lines, feeds; folders, .zip, .gz, WARC, WACZ"

// largest says in a command's help how large a report may be.
var largest = fmt.Sprintf("A report may have %d MiB at most.", ingest.DefaultMaxBytes>>20)

// inFlag gives cmd the flag that names the format of its reports.
func inFlag(cmd *cobra.Command) *string {
	return cmd.Flags().String("in", ingest.Formats()[0], "format of the reports: "+strings.Join(ingest.Formats(), ", "))
}

// reader returns how reports of that format are read.
func reader(format string) (ingest.Options, error) {
	if !slices.Contains(ingest.Formats(), format) {
		return ingest.Options{}, usagef("--in %q: want %s", format, strings.Join(ingest.Formats(), ", "))
	}
	return ingest.Options{Format: format, Words: en.PageWords()}, nil
}

// annotate runs the pipeline over a and checks what it gives.
func annotate(ctx context.Context, p *sayso.Pipeline, a *sayso.Article) (*sayso.Document, error) {
	d, err := p.Run(ctx, a)
	if err != nil {
		return nil, err
	}
	if err := d.Check(); err != nil {
		return nil, fmt.Errorf("%s: annotation: %w", a.Name, err)
	}
	return d, nil
}

// formatFlag gives cmd the flag that names the format of its rows, which are any
// rows or those given.
func formatFlag(cmd *cobra.Command, preset string, of ...export.Format) *string {
	if of == nil {
		of = export.FormatsOf([]export.Column[int]{})
	}
	return cmd.Flags().String("format", preset, export.FormatNames(of))
}

// formatNamed returns the format that a flag names.
func formatNamed(name string) (export.Format, error) {
	f, err := export.ParseFormat(name)
	if err != nil {
		return f, usageError{err}
	}
	return f, nil
}
