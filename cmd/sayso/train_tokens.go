package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/lang/en"
	"sayso/tokenize"
)

func (a *app) trainTokensCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tokens OUT TREEBANK…",
		Short: "Build the model of sentence ends from treebanks (CoNLL-U)",
		Long: "tokens learns where sentences end from the texts of the treebanks, each read twice: with its paragraphs, and\n" +
			"with the breaks between them lost. OUT is written anew; the same treebanks give the same bytes.",
		Args: argCount(2, -1, "OUT and at least one TREEBANK"),
	}
	leave := cmd.Flags().StringSlice("leave-out", nil, "leave out documents whose ID has one of these `PARTS`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var examples []tokenize.Example
		var notes []string
		for _, name := range args[1:] {
			for _, breaks := range []corpus.Breaks{corpus.BreaksKept, corpus.BreaksLost} {
				docs, err := readSegmented(name, string(breaks))
				if err != nil {
					return err
				}
				for _, d := range docs {
					if slices.ContainsFunc(*leave, func(part string) bool { return strings.Contains(d.ID, part) }) {
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
		if len(*leave) > 0 {
			notes = append(notes, "without "+strings.Join(*leave, ", "))
		}
		model := tokenize.TrainEnds(examples, en.WordsOfTokens(), notes).Bytes()
		err := writeModel(args[0], func(w io.Writer) error {
			_, err := w.Write(model)
			return err
		})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.stdout, "%s: %d texts, %d bytes\n", args[0], len(examples), len(model))
		return err
	}
	return cmd
}
