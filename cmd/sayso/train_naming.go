package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"sayso/lang/en"
	"sayso/link"
)

func (a *app) trainNamingCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "naming TEXTS MENTIONS",
		Short: "Learn which phrases of several reports name one thing",
		Long: "naming learns from the phrases of MENTIONS, which stand in the reports of TEXTS (both JSON Lines): weights for each\n" +
			"type of thing, for phrases of no known type, and for persons, bodies and groups together, as the program\n" +
			"itself finds them: the types named with --actors.",
		Args: argCount(2, 2, "TEXTS and MENTIONS"),
	}
	actors := cmd.Flags().StringSlice("actors", nil, "the `TYPES` that are persons, bodies and groups")
	out := cmd.Flags().String("out", "", "`FILE` to write the model to")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *out == "" || len(*actors) == 0 {
			return usagef("name the file to write with --out, and types with --actors")
		}
		ctx := cmd.Context()
		words, err := en.LinkWords(en.Models())
		if err != nil {
			return err
		}
		gold, err := a.goldNamings(ctx, args[0], args[1])
		if err != nil {
			return err
		}
		types := typesOf(gold)
		for _, t := range *actors {
			if !slices.Contains(types, t) {
				return fmt.Errorf("%s: no phrase of the type %q", args[1], t)
			}
		}
		a.progressLine("learning " + counted(len(types), "type"))
		m, err := fitNamings(ctx, words, gold, append(types, ""))
		if err != nil {
			return err
		}
		a.progressLine("learning persons, bodies and groups")
		var acting []link.NamedScope
		for _, g := range together(gold, *actors) {
			acting = append(acting, g.NamedScope)
		}
		// No judge: these lists group by country and leave little alone, the ledger
		// must not join what it cannot tell.
		if m.Pair[link.Actors], err = link.FitNamings(ctx, words, acting, link.Actors, nil); err != nil {
			return err
		}
		a.con.clear()
		notes := []string{"weights of namings, learnt from", " " + filepath.Base(args[0]), " " + filepath.Base(args[1])}
		return writeModel(*out, func(w io.Writer) error { return m.Write(w, notes) })
	}
	return cmd
}

// together returns the namings of types as of the one type of those that the
// program finds.
func together(gold []goldNamings, types []string) []goldNamings {
	out := make([]goldNamings, len(gold))
	for i, g := range gold {
		out[i].Event = g.Event
		for k, n := range g.Namings {
			if slices.Contains(types, n.Type) {
				n.Type = link.Actors
				out[i].IDs, out[i].Namings, out[i].Thing = append(out[i].IDs, g.IDs[k]), append(out[i].Namings, n), append(out[i].Thing, g.Thing[k])
			}
		}
	}
	return out
}
