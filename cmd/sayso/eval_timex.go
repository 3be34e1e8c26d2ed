package main

import (
	"fmt"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/lang/en"
	"sayso/timex"
	"sayso/tokenize"
)

func (a *app) evalTimexCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "timex GOLD",
		Short: "Score expressions of time against GOLD (JSON Lines with TIMEX3)",
		Long: "timex reads each text of GOLD, published on its \"dct\", and scores the expressions of time found in it, their\n" +
			"types and values, as TempEval-3 does. Value F1 is the F1 of the spans that overlap times the share of those whose\n" +
			"values are equal.",
		Args: argCount(1, 1, "GOLD"),
	}
	pred := cmd.Flags().String("pred", "", "score the times in this `FILE`, of the form of GOLD, and read no text")
	types := cmd.Flags().Bool("per-type", false, "print a line for each type too")
	errs := cmd.Flags().Bool("errors", false, "print what was missed, spurious, or given another extent, type or value")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		gold, err := readFile(args[0], "texts with times in JSON Lines", corpus.ReadTimes)
		if err != nil {
			return err
		}
		predicted := map[string][]corpus.Time{}
		if *pred != "" {
			texts, err := readFile(*pred, "times in JSON Lines", corpus.ReadTimes)
			if err != nil {
				return err
			}
			known := map[string]bool{}
			for _, g := range gold {
				known[g.ID] = true
			}
			for _, t := range texts {
				if !known[t.ID] {
					return fmt.Errorf("%s: %q is no text of %s", *pred, t.ID, args[0])
				}
				predicted[t.ID] = t.Times
			}
		} else {
			words, err := en.TokenWords()
			if err != nil {
				return err
			}
			pipeline, err := sayso.NewPipeline(tokenize.Annotator(words), timex.Annotator(en.TimeWords()))
			if err != nil {
				return err
			}
			progress := a.con.progress("texts", len(gold))
			for _, g := range gold {
				article := paragraphs(g.ID, g.Text)
				if len(g.Published) >= len("2006-01-02") {
					article.Date = sayso.Date{Value: g.Published[:len("2006-01-02")], Why: "given"}
				}
				d, err := annotate(cmd.Context(), pipeline, article)
				if err != nil {
					return err
				}
				predicted[g.ID] = foundTimes(d)
				progress.step("")
			}
			a.con.clear()
		}
		var score corpus.TimeScore
		for _, g := range gold {
			pairs := score.Add(g.Times, predicted[g.ID])
			if *errs {
				if err := corpus.PrintTimeErrors(a.stdout, g, pairs); err != nil {
					return err
				}
			}
		}
		return score.Print(a.stdout, *types)
	}
	return cmd
}

// foundTimes are the expressions of time of d, their offsets in code points.
func foundTimes(d *sayso.Document) []corpus.Time {
	out := make([]corpus.Time, len(d.Times))
	runes, at := 0, int32(0)
	to := func(b int32) int {
		runes += utf8.RuneCountInString(d.Text[at:b])
		at = b
		return runes
	}
	for i, t := range d.Times {
		out[i] = corpus.Time{Start: to(t.Span.Start), End: to(t.Span.End), Type: t.Type.String()}
		if !t.Open() {
			out[i].Value = &d.Times[i].Value
		}
	}
	return out
}
