package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/export"
	"sayso/geoparse"
	"sayso/lang/en"
	"sayso/tokenize"
)

func (a *app) evalGeoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "geo GOLD | geo --key KEY FOLDER",
		Short: "Score places against GOLD (JSON Lines of texts with their toponyms)",
		Long: "geo reads the texts of GOLD and scores the toponyms found and the points they were given, as the pragmatic guide\n" +
			"to geoparsing evaluation does (Gritta et al. 2019): a toponym is right within 160 km. The program's own model has\n" +
			"learnt from TR-News and LGL; --folds 5 scores each fifth of GOLD by a model that has seen neither\n" +
			"it nor another text of its outlets, learnt from the rest of GOLD and from the files of --with and --names.\n\n" +
			"With --key it reads the reports in FOLDER and says how many places of the key lie in the country it gives them.",
		Args: argCount(1, 1, "GOLD, or --key KEY and FOLDER"),
	}
	pred := cmd.Flags().String("pred", "", "score this `FILE` of toponyms and read no text")
	kinds := cmd.Flags().StringSlice("kinds", nil, "only these `KINDS` need be found: literal, associative, unspecified")
	printed := cmd.Flags().Bool("print", false, "print the toponyms found as JSON Lines, and no score")
	errs := cmd.Flags().Bool("errors", false, "print what was missed, made up or misplaced")
	folds := cmd.Flags().Int("folds", 0, "cross-validate in this many parts")
	with := cmd.Flags().StringSlice("with", nil, "with --folds, `FILES` to learn from besides")
	names := cmd.Flags().StringSlice("names", nil, "with --folds, `FILES` of the WorldWide newswire corpus to learn to find toponyms from")
	training := geoTrainingFlags(cmd)
	models := placesFlag(cmd)
	key := cmd.Flags().String("key", "", "answer `KEY` to the reports in FOLDER")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *key != "" {
			p, err := models()
			if err != nil {
				return err
			}
			return a.evalCountries(cmd.Context(), p, *key, args[0], *errs)
		}
		gold, err := readFile(args[0], "texts with toponyms", corpus.ReadGeo)
		if err != nil {
			return err
		}
		var system []corpus.GeoDocument
		switch {
		case *pred != "":
			system, err = readFile(*pred, "toponyms", corpus.ReadGeo)
		case *folds != 0:
			if *folds < 2 || *folds > len(gold) {
				return usagef("--folds %d: want 2 to %d", *folds, len(gold))
			}
			system, err = a.crossvalidateGeo(cmd.Context(), gold, *with, *names, *folds, *training)
		default:
			var p *geoparse.Parser
			if p, err = models(); err == nil {
				system, err = a.placesOf(cmd.Context(), p, gold)
			}
		}
		if err != nil {
			return err
		}
		if *printed {
			for i := range system {
				if err := system[i].Write(a.stdout); err != nil {
					return err
				}
			}
			return nil
		}
		var lines strings.Builder
		score, err := corpus.ScoreGeo(gold, system, *kinds, func(doc string, e corpus.GeoError) {
			if *errs {
				g, _ := json.Marshal(e.Gold)
				s, _ := json.Marshal(e.System)
				fmt.Fprintf(&lines, "%s\t%.0f km\tgold %s\tfound %s\n", doc, e.Km, g, s)
			}
		})
		if err != nil {
			return err
		}
		if _, err := fmt.Fprint(a.stdout, lines.String()); err != nil {
			return err
		}
		return score.Print(a.stdout)
	}
	return cmd
}

// geoDocument is a text of a gold file with its tokens and sentences; each line
// is a paragraph.
func geoDocument(g *corpus.GeoDocument, tokens sayso.Annotator) (*sayso.Document, error) {
	art := &sayso.Article{Name: g.ID, URL: g.URL, Title: g.Title, Text: g.Text}
	at := 0
	for line := range strings.Lines(g.Text) {
		if trimmed := strings.TrimRight(line, "\n"); trimmed != "" {
			art.Zones = append(art.Zones, sayso.Zone{Span: sayso.Span{Start: int32(at), End: int32(at + len(trimmed))}})
		}
		at += len(line)
	}
	d := &sayso.Document{Article: art}
	return d, tokens.Run(d)
}

// placesOf finds the places of the texts of gold.
func (a *app) placesOf(ctx context.Context, p *geoparse.Parser, gold []corpus.GeoDocument) ([]corpus.GeoDocument, error) {
	words, err := en.TokenWords()
	if err != nil {
		return nil, err
	}
	tokens := tokenize.Annotator(words)
	bar := a.con.progress("texts", len(gold))
	defer a.con.clear()
	var out []corpus.GeoDocument
	for i := range gold {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d, err := geoDocument(&gold[i], tokens)
		if err != nil {
			return nil, err
		}
		d.Places = p.Places(d)
		if err := d.Check(); err != nil {
			return nil, fmt.Errorf("%s: annotation: %w", d.Name, err)
		}
		out = append(out, predictedToponyms(d))
		bar.step("")
	}
	return out, nil
}

// predictedToponyms returns the places of d as a gold file has them.
func predictedToponyms(d *sayso.Document) corpus.GeoDocument {
	o := export.NewOffsets(d.Text, export.Codepoints)
	out := corpus.GeoDocument{ID: d.Name}
	for _, p := range d.Places {
		t := corpus.Toponym{Start: o.At(p.Span.Start), End: o.At(p.Span.End), Name: p.Span.Of(d.Text), Kind: p.Kind.String()}
		if p.Placed() {
			id, lat, lon := int(p.GeoNameID), float64(p.Lat), float64(p.Lon)
			t.GeoNameID, t.Lat, t.Lon = &id, &lat, &lon
		}
		out.Toponyms = append(out.Toponyms, t)
	}
	return out
}

// outletParts deals documents out to parts, those of one outlet to the same: its
// towns would be known otherwise.
func outletParts(gold []corpus.GeoDocument, parts int) []int {
	of := map[string]int{}
	out := make([]int, len(gold))
	for i, d := range gold {
		outlet := d.ID
		if u, err := url.Parse(d.URL); err == nil && u.Hostname() != "" {
			outlet = u.Hostname()
		}
		if _, seen := of[outlet]; !seen {
			of[outlet] = len(of) % parts
		}
		out[i] = of[outlet]
	}
	return out
}

// crossvalidateGeo finds the places of each part of gold with a model learnt
// from the other parts and from the files with.
func (a *app) crossvalidateGeo(ctx context.Context, gold []corpus.GeoDocument, with, names []string, folds int, opt geoparse.Training) ([]corpus.GeoDocument, error) {
	others, err := a.geoExamples(ctx, with, false)
	if err != nil {
		return nil, err
	}
	unplaced, err := a.geoExamples(ctx, names, true)
	if err != nil {
		return nil, err
	}
	others = append(others, unplaced...)
	own, err := a.geoExamplesOf(ctx, gold)
	if err != nil {
		return nil, err
	}
	part := outletParts(gold, folds)
	var out []corpus.GeoDocument
	for fold := range folds {
		learn := slices.Clone(others)
		var test []corpus.GeoDocument
		for i := range own {
			if part[i] == fold {
				test = append(test, gold[i])
			} else {
				learn = append(learn, own[i])
			}
		}
		a.progressLine(fmt.Sprintf("part %d of %d", fold+1, folds))
		p, err := trainPlaces(ctx, learn, opt)
		if err != nil {
			return nil, err
		}
		found, err := a.placesOf(ctx, p, test)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}
