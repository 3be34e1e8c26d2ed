package main

import (
	"io"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/lang/en"
	"sayso/tokenize"
)

func (a *app) evalTokensCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tokens GOLD",
		Short: "Score tokens and sentences against the treebank GOLD (CoNLL-U)",
		Long: "tokens rebuilds the raw text of GOLD, splits it into tokens and sentences and scores both as the evaluation\n" +
			"of CoNLL 2018 does. Each document is a text of its own; white space is one space where the treebank has some.\n" +
			"Tokens are surface tokens (\"don't\"), words are syntactic words (\"do\", \"n't\").",
		Args: argCount(1, 1, "GOLD"),
	}
	breaks := cmd.Flags().String("breaks", string(corpus.BreaksKept), "between paragraphs: kept (an empty line) or lost (a space)")
	errs := cmd.Flags().Bool("errors", false, "print the words and sentence ends that differ")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		docs, err := readSegmented(args[0], *breaks)
		if err != nil {
			return err
		}
		words, err := en.TokenWords()
		if err != nil {
			return err
		}
		var score corpus.SegmentationScore
		for _, d := range docs {
			got := segment(d.Text, words)
			score.Add(d, got)
			if *errs {
				if err := corpus.PrintSegmentationErrors(a.stdout, d, got); err != nil {
					return err
				}
			}
		}
		return score.Print(a.stdout)
	}
	return cmd
}

// readSegmented reads the texts of a treebank.
func readSegmented(name, breaks string) ([]corpus.Segmented, error) {
	b := corpus.Breaks(breaks)
	if b != corpus.BreaksKept && b != corpus.BreaksLost {
		return nil, usagef("--breaks %q: want kept or lost", breaks)
	}
	return readFile(name, "a treebank in CoNLL-U", func(r io.Reader) ([]corpus.Segmented, error) { return corpus.ReadSegmented(r, b) })
}

// segment splits a text that is one zone.
func segment(text string, w tokenize.Words) corpus.Segmented {
	got := corpus.Segmented{Text: text}
	tokens := tokenize.Tokens(text, w)
	for i, t := range tokens {
		got.Words = append(got.Words, t.Span)
		if n := len(got.Tokens); i > 0 && tokenize.Contracted(text, tokens[i-1].Span, t.Span, w) {
			got.Tokens[n-1].End = t.Span.End
			continue
		}
		got.Tokens = append(got.Tokens, t.Span)
	}
	for _, s := range tokenize.Sentences(text, tokens, []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}, w) {
		got.Sentences = append(got.Sentences, sayso.Span{Start: tokens[s.First].Span.Start, End: tokens[s.Last-1].Span.End})
	}
	return got
}
