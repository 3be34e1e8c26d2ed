package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso/coref"
	"sayso/corpus"
	"sayso/lang/en"
	"sayso/perceptron"
)

func (a *app) trainCorefCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "coref GOLD…",
		Short: "Learn coreference from CoNLL-U files with entities",
		Long: "coref rebuilds the raw text of each GOLD, reads it up to its statements and learns which noun phrases of the\n" +
			"trees so found go together from the entities that the last column of GOLD marks, as GUM has them.",
		Args: argCount(1, -1, "one GOLD or more"),
	}
	t := trainingFlags(cmd, 6)
	opt := coref.Training{}
	f := cmd.Flags()
	f.IntVar(&opt.Keep, "pairs", 400000, "features to keep")
	f.Float32Var(&opt.Margin, "margin", 30, "points by which what is right must lead")
	f.Float32Var(&opt.FalseNew, "false-new", 2, "times that margin against starting an entity that was mentioned before")
	f.Float32Var(&opt.FalseLink, "false-link", 0.5, "times that margin against a mention before where there is none")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		header := perceptron.Header{Licence: t.licence, Scores: t.scores}
		if t.out == "" {
			return usagef("name the file to write with --out")
		}
		if len(t.corpora) != 0 && len(t.corpora) != len(paths) {
			return usagef("--terms names %d terms for %d corpora", len(t.corpora), len(paths))
		}
		pipeline, err := en.StatementPipeline()
		if err != nil {
			return err
		}
		var examples []coref.Example
		for i, p := range paths {
			docs, err := readSegmented(p, string(corpus.BreaksKept))
			if err != nil {
				return err
			}
			c := perceptron.Corpus{Name: strings.TrimSuffix(filepath.Base(p), ".conllu")}
			if len(t.selection.skip) > 0 {
				c.Name += " without " + strings.Join(t.selection.skip, ", ")
			}
			if len(t.corpora) > 0 {
				c.Licence = t.corpora[i]
			}
			for _, d := range docs {
				if !t.selection.has(d.ID) {
					continue
				}
				gold, err := corpus.Chains(d)
				if err != nil {
					return fmt.Errorf("%s: %w", p, err)
				}
				got, err := annotate(cmd.Context(), pipeline, paragraphs(d.ID, d.Text))
				if err != nil {
					return err
				}
				c.Words += len(d.Words)
				examples = append(examples, coref.Example{Document: got, Chains: gold})
			}
			header.Corpora = append(header.Corpora, c)
			a.progressLine(fmt.Sprintf("%s: read %s", p, counted(len(examples), "document")))
		}
		opt.Seed, opt.Passes, opt.Progress = t.seed, t.passes, a.progressLine
		model, err := en.TrainCoref(cmd.Context(), examples, opt)
		if err != nil {
			return err
		}
		return writeModel(t.out, func(w io.Writer) error { return model.Save(w, header) })
	}
	return cmd
}
