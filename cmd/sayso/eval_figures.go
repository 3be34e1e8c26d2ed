package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/export"
	"sayso/lang/en"
	"sayso/numex"
	"sayso/tokenize"
)

func (a *app) evalFiguresCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "figures GOLD",
		Short: "Score figures against a corpus of quantities (JSON Lines)",
		Long: "figures reads the sentences of GOLD, one a line, and scores the figures found in them: their values, values with\n" +
			"units, and values with how they are given. GOLD is in the form of NewsQuant:\n" +
			`{"id", "text", "quantities": [{"value", "normalized_unit", "change"}]}.`,
		Args: argCount(1, 1, "GOLD"),
	}
	pred := cmd.Flags().String("pred", "", "score this `FILE`, in the form of GOLD or as extract prints figures, and read no sentence")
	from := cmd.Flags().String("from", "trees", "what figures are read from: tokens, tags, trees")
	lines := cmd.Flags().Bool("lines", false, "print what is found, in the form of GOLD, in place of scores")
	errs := cmd.Flags().Bool("errors", false, "print what was missed, spurious, or given another unit or change")
	load := modelFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		gold, err := readFile(args[0], "a corpus of quantities", corpus.ReadQuantities)
		if err != nil {
			return err
		}
		var found []corpus.QuantitySentence
		if *pred != "" {
			found, err = readFile(*pred, "figures found", corpus.ReadQuantities)
		} else {
			var pipeline *sayso.Pipeline
			if pipeline, err = figurePipeline(*from, load); err != nil {
				return err
			}
			found, err = findFigures(cmd.Context(), gold, pipeline)
		}
		if err != nil {
			return err
		}
		if *lines {
			return a.printQuantities(found)
		}
		score, err := corpus.ScoreQuantities(gold, found)
		if err != nil {
			return err
		}
		if *errs {
			if err := corpus.PrintQuantityErrors(a.stdout, gold, found); err != nil {
				return err
			}
		}
		return score.Print(a.stdout)
	}
	return cmd
}

// figurePipeline returns the stages from text to figures, over tokens alone, with
// tags, or with tags and trees.
func figurePipeline(from string, load func() (*en.Grammar, error)) (*sayso.Pipeline, error) {
	words, err := en.Figures()
	if err != nil {
		return nil, err
	}
	tokens, err := en.TokenWords()
	if err != nil {
		return nil, err
	}
	stages := []sayso.Annotator{tokenize.Annotator(tokens)}
	switch from {
	case "tokens":
		return sayso.NewPipeline(append(stages, numex.Annotator(words))...)
	case "tags", "trees":
	default:
		return nil, usagef("--from %q: want tokens, tags or trees", from)
	}
	grammar, err := load()
	if err != nil {
		return nil, err
	}
	stages = append(stages, grammar.Tagger.Annotator())
	layers := []sayso.Layer{sayso.LayerTags}
	if from == "trees" {
		stages = append(stages, grammar.Parser.Annotator())
		layers = append(layers, sayso.LayerTrees)
	}
	return sayso.NewPipeline(append(stages, numex.Annotator(words, layers...))...)
}

// findFigures reads the sentences of gold, each as a text of its own.
func findFigures(ctx context.Context, gold []corpus.QuantitySentence, pipeline *sayso.Pipeline) ([]corpus.QuantitySentence, error) {
	out := make([]corpus.QuantitySentence, len(gold))
	for i, g := range gold {
		d, err := annotate(ctx, pipeline, paragraphs(g.ID, g.Text))
		if err != nil {
			return nil, err
		}
		out[i] = corpus.QuantitySentence{ID: g.ID, Text: g.Text}
		o := export.NewOffsets(d.Text, export.Bytes)
		for k := range d.Figures {
			f := export.NewFigure(d, &d.Figures[k], o)
			out[i].Quantities = append(out[i].Quantities, corpus.Quantity{Value: f.Value, Unit: f.Unit, Change: f.Change})
		}
	}
	return out, nil
}

func (a *app) printQuantities(found []corpus.QuantitySentence) error {
	type quantity struct {
		Value  string `json:"value"`
		Unit   string `json:"normalized_unit"`
		Change string `json:"change"`
	}
	for _, s := range found {
		list := make([]quantity, len(s.Quantities))
		for i, q := range s.Quantities {
			list[i] = quantity(q)
		}
		b, err := json.Marshal(struct {
			ID         string     `json:"id"`
			Quantities []quantity `json:"quantities"`
		}{s.ID, list})
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(a.stdout, "%s\n", b); err != nil {
			return err
		}
	}
	return nil
}
