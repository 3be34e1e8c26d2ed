package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/tokenize"
)

func (a *app) parseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parse [PATH…]",
		Short: "Print the grammar of texts as CoNLL-U",
		Long: "parse reads texts (standard input when no PATH is named) and prints their sentences in\n" +
			"the CoNLL-U format: words, lemmas, tags, heads and relations, and names in the last column\n" +
			"(Name=B-PER, I-PER, …; PER, ORG, LOC, NORP or MISC).\n\n" +
			"With --in conllu it reads that format: the words stay as they are, and lemmas, tags,\n" +
			"heads, relations and names are replaced.",
	}
	in := cmd.Flags().String("in", "text", "what PATH holds: text or conllu")
	load := modelFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if len(paths) == 0 {
			if _, terminal := terminalWidth(a.stdin); terminal {
				return usagef("name texts to parse, or pipe one in")
			}
			paths = []string{"-"}
		}
		var parse func(context.Context, *en.Grammar, []string) error
		switch *in {
		case "text":
			parse = a.parseText
		case "conllu":
			parse = a.parseTrees
		default:
			return usagef("--in %q: want text, conllu", *in)
		}
		grammar, err := load()
		if err != nil {
			return err
		}
		return parse(cmd.Context(), grammar, paths)
	}
	return cmd
}

// parseText prints the trees of plain texts. Those that fail are named.
func (a *app) parseText(ctx context.Context, g *en.Grammar, paths []string) error {
	pipeline, err := g.Pipeline()
	if err != nil {
		return err
	}
	opt, err := reader("text")
	if err != nil {
		return err
	}
	words := en.WordsOfTokens()
	type parsed struct {
		doc *sayso.Document
		err error
	}
	failed := 0
	err = ordered(ctx, func(ctx context.Context, f func(ingest.Read) error) error {
		return ingest.Walk(ctx, paths, a.stdin, opt, f)
	}, func(ctx context.Context, r ingest.Read) parsed {
		if r.Err != nil {
			return parsed{err: r.Err}
		}
		d, err := annotate(ctx, pipeline, r.Article)
		return parsed{d, err}
	}, func(p parsed) error {
		if p.err != nil {
			failed++
			a.con.fail(p.err)
			return ctx.Err()
		}
		trees := corpus.Trees(p.doc)
		for i, t := range trees {
			t.Ranges = contractions(p.doc, p.doc.Sentences[i], t, words)
		}
		return a.printTrees(trees)
	})
	if err == nil && failed > 0 {
		err = errFailed
	}
	return err
}

// contractions returns the words of sentence s that are written as one, such as
// "don't", and moves the space behind each from the last word's line to theirs.
func contractions(d *sayso.Document, s sayso.Sentence, t *corpus.Tree, w tokenize.Words) []corpus.Range {
	var out []corpus.Range
	for first := s.First; first < s.Last; {
		last := first
		for last+1 < s.Last && tokenize.Contracted(d.Text, d.Tokens[last].Span, d.Tokens[last+1].Span, w) {
			last++
		}
		if last > first {
			r := corpus.Range{
				First: int(first-s.First) + 1, Last: int(last-s.First) + 1,
				Form: d.Text[d.Tokens[first].Span.Start:d.Tokens[last].Span.End],
				Misc: t.Words[last-s.First].Misc,
			}
			for i := first; i <= last; i++ {
				t.Words[i-s.First].Misc = ""
			}
			out = append(out, r)
		}
		first = last + 1
	}
	return out
}

// parseTrees prints CoNLL-U files with tags and trees of our own.
func (a *app) parseTrees(ctx context.Context, g *en.Grammar, paths []string) error {
	for _, p := range paths {
		var tb *treebank
		var err error
		if p == "-" {
			tb, err = newTreebank(p, a.stdin, &selection{})
		} else {
			tb, err = readTreebank(p, &selection{})
		}
		if err != nil {
			return err
		}
		for i, d := range tb.documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			found := bare(d)
			g.Annotate(found)
			corpus.Annotate(tb.trees[i], found)
			if err := a.printTrees(tb.trees[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *app) printTrees(trees []*corpus.Tree) error {
	for _, t := range trees {
		if err := corpus.WriteCoNLLU(io.Writer(a.stdout), t); err != nil {
			return err
		}
	}
	return nil
}
