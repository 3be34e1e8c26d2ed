package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/gazetteer"
	"sayso/geoparse"
	"sayso/lang/en"
	"sayso/perceptron"
	"sayso/tokenize"
)

func (a *app) trainGeoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "geo GOLD…",
		Short: "Build the model of places from texts with their toponyms (JSON Lines)",
		Long:  "geo learns which words are toponyms and which places they mean. The same files give the same bytes.",
		Args:  argCount(1, -1, "one GOLD or more"),
	}
	out := cmd.Flags().String("out", "", "`FILE` to write the model to")
	names := cmd.Flags().StringSlice("names", nil, "`FILES` of the WorldWide newswire corpus, to learn to find toponyms from")
	terms := cmd.Flags().String("terms", "texts of the publishers", "terms of the texts, for the header")
	licence := cmd.Flags().String("licence", "", "terms of the model, for the header")
	scores := cmd.Flags().StringSlice("score", nil, "scores for the header: --score 'TR-News strict F1 80.0'")
	training := geoTrainingFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *out == "" {
			return usagef("--out: name the file to write the model to")
		}
		header := perceptron.Header{Licence: *licence, Scores: *scores}
		var examples []geoparse.Example
		for i, name := range slices.Concat(args, *names) {
			xs, err := a.geoExamples(cmd.Context(), []string{name}, i >= len(args))
			if err != nil {
				return err
			}
			n := 0
			for _, x := range xs {
				n += len(x.Document.Tokens)
			}
			header.Corpora = append(header.Corpora, perceptron.Corpus{Name: filepath.Base(name), Licence: *terms, Words: n})
			examples = append(examples, xs...)
		}
		training.Progress = a.progressLine
		p, err := trainPlaces(cmd.Context(), examples, *training)
		if err != nil {
			return err
		}
		return writeModel(*out, func(w io.Writer) error { return p.Save(w, header) })
	}
	return cmd
}

// geoTrainingFlags gives cmd the flags of geoparse.Training.
func geoTrainingFlags(cmd *cobra.Command) *geoparse.Training {
	t := &geoparse.Training{}
	cmd.Flags().Uint64Var(&t.Seed, "seed", 1, "where chance starts, in training")
	cmd.Flags().IntVar(&t.Passes, "passes", 6, "passes over the texts, in training")
	cmd.Flags().IntVar(&t.Runs, "runs", 3, "runs whose mean is the model, in training")
	cmd.Flags().IntVar(&t.Keep, "keep", 100000, "features to keep that find toponyms, in training")
	return t
}

// placesFlag gives cmd the flag that names a folder of models, and returns what
// loads the one of places.
func placesFlag(cmd *cobra.Command) func() (*geoparse.Parser, error) {
	dir := cmd.Flags().String("models", "", "`FOLDER` of models to use in place of the program's own")
	return func() (*geoparse.Parser, error) {
		set := en.Models()
		if *dir != "" {
			set = os.DirFS(*dir)
		}
		clusters, err := en.Clusters(set)
		if err != nil {
			return nil, err
		}
		return en.LoadPlaces(set, clusters)
	}
}

// trainPlaces learns a parser with the program's own gazetteer and words.
func trainPlaces(ctx context.Context, examples []geoparse.Example, opt geoparse.Training) (*geoparse.Parser, error) {
	g, err := gazetteer.Embedded()
	if err != nil {
		return nil, err
	}
	clusters, err := en.Clusters(en.Models())
	if err != nil {
		return nil, err
	}
	return geoparse.Train(ctx, examples, g, en.PlaceWords(), clusters, opt)
}

// readNewswire reads the toponyms of the WorldWide newswire corpus.
func readNewswire(name string) ([]corpus.GeoDocument, error) {
	demonyms := en.PlaceWords().Demonyms
	return readFile(name, "the WorldWide newswire corpus", func(r io.Reader) ([]corpus.GeoDocument, error) {
		if strings.HasSuffix(name, ".gz") {
			z, err := gzip.NewReader(r)
			if err != nil {
				return nil, err
			}
			r = z
		}
		return corpus.ReadNewswirePlaces(r, func(word string) bool { _, ok := demonyms[word]; return ok })
	})
}

// geoExamples reads what to learn from; unplaced says that toponyms have no
// places.
func (a *app) geoExamples(ctx context.Context, names []string, unplaced bool) ([]geoparse.Example, error) {
	var out []geoparse.Example
	for _, name := range names {
		var gold []corpus.GeoDocument
		var err error
		if unplaced {
			gold, err = readNewswire(name)
		} else {
			gold, err = readFile(name, "texts with toponyms", corpus.ReadGeo)
		}
		if err != nil {
			return nil, err
		}
		xs, err := a.geoExamplesOf(ctx, gold)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for i := range xs {
			xs[i].Names = unplaced
		}
		out = append(out, xs...)
	}
	return out, nil
}

func (a *app) geoExamplesOf(ctx context.Context, gold []corpus.GeoDocument) ([]geoparse.Example, error) {
	words, err := en.TokenWords()
	if err != nil {
		return nil, err
	}
	tokens := tokenize.Annotator(words)
	var out []geoparse.Example
	for i := range gold {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d, err := geoDocument(&gold[i], tokens)
		if err != nil {
			return nil, err
		}
		x := geoparse.Example{Document: d}
		starts := byteOffsets(d.Text)
		for _, t := range gold[i].Toponyms {
			g := geoparse.Gold{Span: sayso.Span{Start: starts[t.Start], End: starts[t.End]}}
			if t.GeoNameID != nil && t.Lat != nil {
				g.ID, g.Lat, g.Lon = *t.GeoNameID, *t.Lat, *t.Lon
			}
			x.Gold = append(x.Gold, g)
		}
		slices.SortFunc(x.Gold, func(a, b geoparse.Gold) int { return sayso.CompareSpans(a.Span, b.Span) })
		out = append(out, x)
	}
	return out, nil
}

// byteOffsets returns where each code point of text starts, and its end.
func byteOffsets(text string) []int32 {
	var out []int32
	for i := range text {
		out = append(out, int32(i))
	}
	return append(out, int32(len(text)))
}
