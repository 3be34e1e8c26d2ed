package main

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/export"
)

func (a *app) evalAttributionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "attribution GOLD",
		Short: "Score statements against attributions in PolNeAR's JSON Lines",
		Long: "attribution reads the texts of GOLD and scores the statements found: contents, sources, cues, the fragments of\n" +
			"each, and how far scores are probabilities. joint-lenient counts a statement as right when half of its content\n" +
			"is found and its source holds the head of the true one.",
		Args: argCount(1, 1, "GOLD"),
	}
	pred := cmd.Flags().String("pred", "", "score this `FILE`, printed by extract --offsets codepoints, and read no text")
	errors := cmd.Flags().String("errors", "", "write pages of what was missed, spurious, or given the wrong source to `FOLDER`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		gold, err := readFile(args[0], "attributions in JSON Lines", corpus.ReadAttributed)
		if err != nil {
			return err
		}
		predicted, err := a.predictAttributions(cmd.Context(), args[0], *pred)
		if err != nil {
			return err
		}
		found := map[string]corpus.AttributedText{}
		for _, p := range predicted {
			found[p.ID] = p
		}
		var score corpus.AttributionScore
		var reliable corpus.Reliability
		var wrong attributionErrors
		for _, g := range gold {
			p, ok := found[g.ID]
			v := score.Add(g.Text, g.Attributions, p.Attributions, ok)
			wrong.add(g, p.Attributions, v)
			for i, x := range p.Attributions {
				reliable.Add(x.Score, v.Right[i])
			}
		}
		if *errors != "" {
			if err := wrong.write(*errors); err != nil {
				return err
			}
		}
		if err := score.Print(a.stdout); err != nil {
			return err
		}
		if _, err := a.stdout.Write([]byte("\nreliability of the scores, right as joint-lenient has it\n")); err != nil {
			return err
		}
		return reliable.Print(a.stdout)
	}
	return cmd
}

// predictAttributions reads the texts of the corpus gold, or what was printed to
// the file pred.
func (a *app) predictAttributions(ctx context.Context, gold, pred string) ([]corpus.AttributedText, error) {
	if pred != "" {
		return readFile(pred, "what extract printed", corpus.ReadAttributed)
	}
	opt, err := reader("jsonl")
	if err != nil {
		return nil, err
	}
	var lines bytes.Buffer
	failed, err := a.extract(ctx, []string{gold}, opt, export.Codepoints, func(line []byte) error {
		lines.Write(line)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if failed > 0 {
		return nil, errFailed
	}
	return corpus.ReadAttributed(&lines)
}
