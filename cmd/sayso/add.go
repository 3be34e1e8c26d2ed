package main

import "github.com/spf13/cobra"

func (a *app) addCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add PATH…",
		Short: "Read reports into the record",
		Long: "add reads reports (plain text, HTML, JSON Lines; folders, .zip, .gz; - for standard\n" +
			"input) into the record. A report whose very bytes are there already is left alone;\n" +
			"a changed report of a known address becomes its new version. " + largest,
		Args: argCount(1, -1, "one PATH or more"),
	}
	path, in := recordFlag(cmd), inFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		ctx := cmd.Context()
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		store, t, err := a.read(ctx, *path, paths, opt)
		if store != nil {
			if closed := store.Close(); err == nil {
				err = closed
			}
		}
		if err == nil && t.failed > 0 {
			err = errFailed
		}
		return err
	}
	return cmd
}
