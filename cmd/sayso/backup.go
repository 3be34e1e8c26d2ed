package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"sayso/export"
	"sayso/record"
	"sayso/record/sqlite"
)

func (a *app) backupCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "backup",
		Short: "Copy the record to a file, also while it is served or added to",
		Long: "backup copies the record as it stands when the copying begins. Other programs may read\n" +
			"it and add to it meanwhile. The file appears only when it is complete; it is a record\n" +
			"like any other, and 'sayso restore' puts it back.",
		Args: argCount(0, 0, "no argument: -o names the file"),
	}
	path := recordFlag(cmd)
	output := cmd.Flags().StringP("output", "o", "", "`FILE` to write")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		if *output == "" {
			return usagef("want -o FILE")
		}
		store, err := openRecord(ctx, *path)
		if err != nil {
			return err
		}
		defer store.Close()
		if here, err := os.Stat(*path); err == nil {
			if there, err := os.Stat(*output); err == nil && os.SameFile(here, there) {
				return usagef("-o %s is the record itself", *output)
			}
		}
		err = writeWhole(*output, func(partial string) error {
			progress := a.con.progress("pages", 0)
			err := store.Backup(ctx, partial, progress.at)
			a.con.clear()
			if err != nil {
				os.Remove(partial + "-journal")
			}
			return err
		})
		if err != nil {
			return err
		}
		held, err := holds(ctx, *output)
		if err != nil {
			return err
		}
		a.con.note("%s written to %s", held, export.Line(*output))
		return nil
	}
	return cmd
}

func (a *app) restoreCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the record, also while it is served",
		Long: "restore puts the record of a backup in the place of the one that --record names, in one\n" +
			"step: a program that shows the record shows the old one until then, and the old one\n" +
			"stands when anything fails. What was added since the backup is lost, so a record that\n" +
			"holds reports is replaced only with --replace.",
		Args: argCount(1, 1, "one FILE"),
	}
	path := recordFlag(cmd)
	replace := cmd.Flags().Bool("replace", false, "replace a record that holds reports")
	cmd.RunE = func(cmd *cobra.Command, files []string) error {
		ctx := cmd.Context()
		if _, err := os.Stat(*path); !*replace && !errors.Is(err, os.ErrNotExist) {
			held, err := holds(ctx, *path)
			if err != nil {
				return err
			}
			return fmt.Errorf("%s: holds %s, which would be lost: want --replace", *path, held)
		}
		progress := a.con.progress("pages", 0)
		err := sqlite.Restore(ctx, *path, files[0], progress.at)
		a.con.clear()
		if err != nil {
			return err
		}
		held, err := holds(ctx, *path)
		if err != nil {
			return err
		}
		a.con.note("%s restored to %s", held, export.Line(*path))
		return nil
	}
	return cmd
}

// holds says how much is in the record at path.
func holds(ctx context.Context, path string) (string, error) {
	store, err := openRecord(ctx, path)
	if err != nil {
		return "", err
	}
	defer store.Close()
	articles, err := store.Articles(ctx, record.Query{Limit: 1})
	if err != nil {
		return "", err
	}
	statements, err := store.Statements(ctx, record.Query{Limit: 1})
	return counted(articles.Total, "report") + " with " + counted(statements.Total, "statement"), err
}
