package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso/export"
)

func (a *app) exportCommand() *cobra.Command {
	var help strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&help, "  %-12s %s\n", f.Name, f.For)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write every statement of the record to a file",
		Long: "export writes all statements that match, to standard output or to a file. The file\n" +
			"appears only when it is complete. In CSV a cell of words that a spreadsheet would run\n" +
			"as a formula gets an apostrophe before it. The formats:\n\n" + help.String(),
		Args: argCount(0, 0, "no argument: filters are flags"),
	}
	path, query := recordFlag(cmd), queryFlags(cmd)
	search := searchFlags(cmd)
	format := cmd.Flags().String("format", "csv", export.FormatNames(export.Formats()))
	output := cmd.Flags().StringP("output", "o", "", "`FILE` to write; standard output when none is named")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		q, err := query()
		if err != nil {
			return err
		}
		f, err := formatNamed(*format)
		if err != nil {
			return err
		}
		if _, terminal := terminalWidth(a.stdout); terminal && f.Binary && *output == "" {
			return usagef("--format %s is nothing that a terminal can show: want -o FILE", f.Name)
		}
		store, err := openRecord(cmd.Context(), *path)
		if err != nil {
			return err
		}
		defer store.Close()
		found, err := search(cmd.Context(), store, "statements", q)
		if err != nil {
			return err
		}
		var opt export.Options
		if f.Name == "pack" {
			if opt.Program, err = program(); err != nil {
				return err
			}
		}
		written := 0
		write := func(w io.Writer) (err error) {
			progress := a.con.progress("statements", 0)
			written, err = export.Statements(cmd.Context(), w, f, store, found.Query, opt, progress.at)
			a.con.clear()
			return err
		}
		if *output == "" {
			return write(a.stdout)
		}
		if err := writeFile(*output, write); err != nil {
			return err
		}
		a.con.note("%s written to %s", counted(written, "statement"), export.Line(*output))
		return nil
	}
	return cmd
}

// writeFile writes the file name whole or not at all.
func writeFile(name string, write func(io.Writer) error) error {
	return writeWhole(name, func(partial string) error {
		f, err := os.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return err
		}
		err = write(f)
		if err == nil {
			err = f.Sync()
		}
		if closed := f.Close(); err == nil {
			err = closed
		}
		return err
	})
}

// writeWhole makes the file name by another name in the same folder, partial,
// which then takes its place. A partial file of a failure is removed.
func writeWhole(name string, write func(partial string) error) error {
	dir := filepath.Dir(name)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: no folder %s to write it in", name, dir)
	}
	partial := filepath.Join(dir, fmt.Sprintf(".%s.%d.partial", filepath.Base(name), os.Getpid()))
	err := write(partial)
	if err == nil {
		err = os.Rename(partial, name)
	}
	if err != nil {
		os.Remove(partial)
		return fmt.Errorf("%s: cannot be written: %w", name, cause(err))
	}
	return nil
}

// cause strips the paths from an error of the file system: they may be of a
// file that nobody named.
func cause(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
