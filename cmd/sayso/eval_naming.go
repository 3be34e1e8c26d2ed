package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/lang/en"
	"sayso/link"
)

func (a *app) evalNamingCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "naming TEXTS MENTIONS | --key KEY FOLDER",
		Short: "Score which phrases of several reports are found to name one thing",
		Long: "naming groups the phrases of MENTIONS, which stand in the reports of TEXTS (both JSON Lines), event by event, and\n" +
			"scores the groups against their \"story\" (B³), of each type of thing and of all. A type that MENTIONS gives is\n" +
			"used: phrases of two types never name one thing; --untyped leaves it aside. With --cross each event is grouped\n" +
			"by weights learnt from the other events. With --key it reads the reports of an answer key instead, and scores the\n" +
			"namings found in them, their voices and their groups.",
		Args: argCount(2, 2, "TEXTS and MENTIONS, or KEY and FOLDER"),
	}
	cross := cmd.Flags().Bool("cross", false, "learn from the other events, for each")
	untyped := cmd.Flags().Bool("untyped", false, "do not use the types")
	key := cmd.Flags().Bool("key", false, "score against the answer key KEY to the reports in FOLDER")
	misses := cmd.Flags().Bool("misses", false, "with --key, print what was missed, in whose voice, and the groups")
	model := cmd.Flags().String("model", "", "`FILE` of weights to use in place of the program's own")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		if *key {
			return a.evalKeyedNamings(ctx, args[0], args[1], *model, *misses)
		}
		words, err := en.LinkWords(en.Models())
		if err != nil {
			return err
		}
		gold, err := a.goldNamings(ctx, args[0], args[1])
		if err != nil {
			return err
		}
		types := map[string]string{}
		for i := range gold {
			for k := range gold[i].Namings {
				n := &gold[i].Namings[k]
				types[gold[i].IDs[k]] = n.Type
				if *untyped {
					n.Type = ""
				}
			}
		}
		var m *link.NamingModel
		if !*cross {
			if m, err = namingModel(*model); err != nil {
				return err
			}
		}
		want, got := map[string]string{}, map[string]string{}
		progress := a.con.progress("events", len(gold))
		for i, g := range gold {
			if *cross {
				if m, err = fitNamings(ctx, words, slices.Concat(gold[:i], gold[i+1:]), typesOf(gold)); err != nil {
					return err
				}
			}
			groups, err := link.Referents(ctx, words, m, g.Namings, nil)
			if err != nil {
				return err
			}
			for k, id := range g.IDs {
				want[id], got[id] = g.Thing[k], g.Event+" "+strconv.Itoa(groups[k])
			}
			progress.step("")
		}
		a.con.clear()
		return printNamings(a.stdout, want, got, types)
	}
	return cmd
}

func printNamings(w io.Writer, want, got, types map[string]string) error {
	byType := map[string]map[string]string{}
	for id, t := range types {
		if byType[t] == nil {
			byType[t] = map[string]string{}
		}
		byType[t][id] = want[id]
	}
	line := func(name string, gold map[string]string) error {
		own := map[string]string{}
		for id := range gold {
			own[id] = got[id]
		}
		s := corpus.ScoreClusters(gold, own)
		p, r, f := s.B3.PRF()
		_, err := fmt.Fprintf(w, "%-10s %5d phrases  %4d things, %4d found   B³ P %.3f  R %.3f  F1 %.3f\n", name, s.Items, s.Gold, s.Predicted, p, r, f)
		return err
	}
	for _, t := range slices.Sorted(maps.Keys(byType)) {
		if t != "" {
			if err := line(t, byType[t]); err != nil {
				return err
			}
		}
	}
	return line("all", want)
}

// fitNamings learns from the namings of events: the weights of each of types.
func fitNamings(ctx context.Context, words *link.Words, gold []goldNamings, types []string) (*link.NamingModel, error) {
	scopes := make([]link.NamedScope, len(gold))
	for i, g := range gold {
		scopes[i] = g.NamedScope
	}
	m := &link.NamingModel{Pair: map[string][]float64{}}
	for _, t := range types {
		weights, err := link.FitNamings(ctx, words, scopes, t, func(k int, groups []int) float64 {
			want, got := map[string]string{}, map[string]string{}
			for i, g := range groups {
				if g >= 0 {
					want[strconv.Itoa(i)], got[strconv.Itoa(i)] = scopes[k].Thing[i], strconv.Itoa(g)
				}
			}
			_, _, f1 := corpus.ScoreClusters(want, got).B3.PRF()
			return f1
		})
		if err != nil {
			return nil, err
		}
		m.Pair[t] = weights
	}
	return m, nil
}

// typesOf returns the types that namings have, sorted.
func typesOf(gold []goldNamings) []string {
	types := map[string]bool{}
	for _, g := range gold {
		for _, n := range g.Namings {
			types[n.Type] = true
		}
	}
	return slices.Sorted(maps.Keys(types))
}

// namingModel reads the weights of namings from a file, or the program's own when
// none is named.
func namingModel(name string) (*link.NamingModel, error) {
	if name == "" {
		return en.NamingModel(en.Models())
	}
	return readFile(name, "a model of namings", link.ReadNamingModel)
}

// evalKeyedNamings scores the namings that are read in the reports of an answer key.
func (a *app) evalKeyedNamings(ctx context.Context, keyFile, folder, model string, misses bool) error {
	key, err := readFile(keyFile, "an answer key", corpus.ReadKey)
	if err != nil {
		return err
	}
	docs, _, err := a.readKeyed(ctx, key, folder)
	if err != nil {
		return err
	}
	r, err := newReferring(model)
	if err != nil {
		return err
	}
	var all []*sayso.Document
	first := map[string]int{} // the number of a file's first naming
	for _, k := range key.Documents {
		first[k.File] = 0
		for _, d := range all {
			first[k.File] += len(d.Namings)
		}
		all = append(all, docs[k.File])
	}
	groups, err := r.group(ctx, all)
	if err != nil {
		return err
	}
	return corpus.ScoreNamings(key, docs, func(file string, i int) string {
		return strconv.Itoa(groups[first[file]+i])
	}).Print(a.stdout, misses)
}
