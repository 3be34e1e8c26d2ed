package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/lang/en"
	"sayso/tokenize"
)

func (a *app) trainTokensCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tokens TREEBANK…",
		Short: "Build the model of sentence ends from treebanks (CoNLL-U)",
		Long: "tokens learns where sentences end from the texts of the treebanks, each read twice: with its paragraphs, and\n" +
			"with the breaks between them lost. The same treebanks give the same bytes.",
		Args: argCount(1, -1, "one TREEBANK or more"),
	}
	which := selectionFlags(cmd)
	out := cmd.Flags().String("out", "", "`FILE` to write the model to")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *out == "" {
			return usagef("--out: name the file to write the model to")
		}
		var examples []tokenize.Example
		var notes []string
		for _, name := range args {
			for _, breaks := range []corpus.Breaks{corpus.BreaksKept, corpus.BreaksLost} {
				docs, err := readSegmented(name, string(breaks))
				if err != nil {
					return err
				}
				for _, d := range docs {
					if !which.has(d.ID) {
						continue
					}
					x := tokenize.Example{Text: d.Text}
					for _, s := range d.Sentences {
						x.Ends = append(x.Ends, s.End)
					}
					examples = append(examples, x)
				}
			}
			notes = append(notes, "from "+filepath.Base(name))
		}
		if len(which.only) > 0 {
			notes = append(notes, "only "+strings.Join(which.only, ", "))
		}
		if len(which.skip) > 0 {
			notes = append(notes, "without "+strings.Join(which.skip, ", "))
		}
		ends, err := tokenize.TrainEnds(cmd.Context(), examples, en.WordsOfTokens(), notes)
		if err != nil {
			return err
		}
		model := ends.Bytes()
		err = writeModel(*out, func(w io.Writer) error {
			_, err := w.Write(model)
			return err
		})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.stdout, "%s: %d texts, %d bytes\n", *out, len(examples), len(model))
		return err
	}
	return cmd
}
