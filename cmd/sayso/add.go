package main

import (
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/lang/en"
)

func (a *app) addCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "add PATH…",
		Short: "Read reports into the record",
		Long: "add reads reports (" + readable + ";\n" +
			"- for standard input) into the record. A report whose very bytes are there already is left alone;\n" +
			"a changed report of a known address becomes its new version. With --transcript the files\n" +
			"are the words of that speaker: each sentence is a statement, told by \"Transcript\". " + largest,
		Args: argCount(1, -1, "one PATH or more"),
	}
	path, in := recordFlag(cmd), inFlag(cmd)
	speaker := cmd.Flags().String("transcript", "", "the files are transcripts of what `SPEAKER` said")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		ctx := cmd.Context()
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		pipeline := en.Pipeline
		if cmd.Flags().Changed("transcript") {
			name := strings.TrimSpace(*speaker)
			if name == "" {
				return usagef("--transcript: name who speaks")
			}
			pipeline = func() (*sayso.Pipeline, error) { return transcriptPipeline(name) }
		}
		store, t, err := a.read(ctx, *path, paths, opt, pipeline)
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
