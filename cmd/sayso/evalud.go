package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/lang/en"
)

func (a *app) evalUDCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ud GOLD…",
		Short: "Score tags, lemmas and trees against CoNLL-U files",
		Long: "ud tags and parses the words of each GOLD, with its tokens and sentences given, and\n" +
			"scores what it finds. Relations count without subtypes, punctuation counts.",
		Args: argCount(1, -1, "one GOLD or more"),
	}
	s, load := selectionFlags(cmd), modelFlag(cmd)
	change := beamFlags(cmd)
	committee := committeeFlag(cmd, change)
	cmd.RunE = func(_ *cobra.Command, paths []string) error {
		verbs, err := en.ReportingVerbs()
		if err != nil {
			return err
		}
		grammar, err := load()
		if err != nil {
			return err
		}
		grammar.Parser = change(grammar.Parser)
		teachers, err := committee()
		if err != nil {
			return err
		}
		var all corpus.UDScores
		for _, p := range paths {
			tb, err := readTreebank(p, s)
			if err != nil {
				return err
			}
			var scores corpus.UDScores
			for i, d := range tb.documents {
				found := bare(d)
				grammar.Annotate(found)
				if len(teachers) > 0 {
					teachers.Parse(found)
				}
				if err := found.Check(); err != nil {
					return fmt.Errorf("%s: %s: annotation: %w", p, d.Name, err)
				}
				got := corpus.Trees(found)
				for k, gold := range tb.trees[i] {
					if err := scores.Add(gold, got[k], func(l string) bool { return verbs[l] }); err != nil {
						return fmt.Errorf("%s: %s, sentence %d: %w", p, d.Name, k+1, err)
					}
				}
			}
			if err := scores.Print(a.stdout, p); err != nil {
				return err
			}
			all.Sum(scores)
		}
		if len(paths) > 1 {
			return all.Print(a.stdout, "all")
		}
		return nil
	}
	return cmd
}
