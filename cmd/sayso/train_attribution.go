package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/attribution"
	"sayso/corpus"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/perceptron"
)

func (a *app) trainAttributionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "attribution CORPUS",
		Short: "Learn who says what from attributions in PolNeAR's JSON Lines",
		Long: "attribution reads the texts of CORPUS with the program's tagger and parser, or those of --models, and learns\n" +
			"from its attributions. Train it anew whenever the tagger or the parser changes.",
		Args: argCount(1, 1, "CORPUS"),
	}
	f := cmd.Flags()
	out := f.String("out", "", "`FILE` to write the model to")
	seed := f.Uint64("seed", 1, "where chance starts: the same gives the same model")
	models := f.String("models", "", "`FOLDER` of models to read the texts with, in place of the program's own")
	header := perceptron.Header{}
	f.StringVar(&header.Licence, "licence", "", "the `TERMS` of the weights, for the model's header")
	f.StringArrayVar(&header.Scores, "score", nil, "a `LINE` of scores for the model's header")
	terms := f.String("terms", "", "`TERMS` of the corpus, for the model's header")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *out == "" {
			return usagef("--out: name the file to write the model to")
		}
		set := en.Models()
		if *models != "" {
			set = os.DirFS(*models)
		}
		trainer, err := en.NewAttributionTrainer(set)
		if err != nil {
			return err
		}
		gold, err := a.readGold(cmd.Context(), trainer, args[0])
		if err != nil {
			return err
		}
		docs := make([]*sayso.Document, len(gold))
		for i, g := range gold {
			docs[i] = g.Document
		}
		header.Corpora = []perceptron.Corpus{{Name: filepath.Base(args[0]), Licence: *terms, Words: words(docs)}}
		model, err := trainer.Train(cmd.Context(), gold, attribution.Training{Seed: *seed, Progress: a.progressLine})
		if err != nil {
			return err
		}
		return writeModel(*out, func(w io.Writer) error { return model.Save(w, header) })
	}
	return cmd
}

// readGold reads the texts of a corpus and gives each its attributions.
func (a *app) readGold(ctx context.Context, trainer *en.AttributionTrainer, name string) ([]attribution.Gold, error) {
	texts, err := readFile(name, "attributions in JSON Lines", corpus.ReadAttributed)
	if err != nil {
		return nil, err
	}
	of := map[string]*corpus.AttributedText{}
	for i := range texts {
		of[texts[i].ID] = &texts[i]
	}
	opt, err := reader("jsonl")
	if err != nil {
		return nil, err
	}
	var gold []attribution.Gold
	progress := a.con.progress("articles", len(texts))
	defer a.con.clear()
	err = ingest.Walk(ctx, []string{name}, a.stdin, opt, func(r ingest.Read) error {
		if r.Err != nil {
			return r.Err
		}
		t := of[r.Article.Name]
		if t == nil || t.Text != r.Article.Text {
			return fmt.Errorf("%s: article %s: its text is not that of the corpus", name, r.Article.Name)
		}
		d, err := annotate(ctx, trainer.Pipeline, r.Article)
		if err != nil {
			return err
		}
		if d.Statements, err = t.InBytes(); err != nil {
			return fmt.Errorf("%s: article %s: %w", name, t.ID, err)
		}
		gold = append(gold, attribution.Gold{Document: d})
		progress.step("")
		return nil
	})
	return gold, err
}
