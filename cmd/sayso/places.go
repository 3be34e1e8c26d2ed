package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/tokenize"
)

func (a *app) placesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "places PATH…",
		Short: "Print the places that reports name, and why they are taken for those",
		Long: "places prints a JSON line for each place that a report names: where it stands (bytes), how it is written, which\n" +
			"place of GeoNames it is taken for, and by what. A name of no known place has no ID. Whoever shows the places\n" +
			"must credit GeoNames (CC BY 4.0).",
		Args: argCount(1, -1, "one PATH or more"),
	}
	in := inFlag(cmd)
	models := placesFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		p, err := models()
		if err != nil {
			return err
		}
		words, err := en.TokenWords()
		if err != nil {
			return err
		}
		pipeline, err := sayso.NewPipeline(tokenize.Annotator(words), p.Annotator())
		if err != nil {
			return err
		}
		err = a.printPlaces(cmd.Context(), pipeline, paths, opt)
		a.con.note("%s", p.Credit())
		return err
	}
	return cmd
}

// placeLine is a place as it is printed.
type placeLine struct {
	Report    string   `json:"report"`
	Start     int32    `json:"start"`
	End       int32    `json:"end"`
	Text      string   `json:"text"`
	Kind      string   `json:"kind"`
	Name      string   `json:"name"`
	GeoNameID *int32   `json:"geonameid"`
	Lat       *float32 `json:"lat"`
	Lon       *float32 `json:"lon"`
	Country   string   `json:"country,omitempty"`
	Feature   string   `json:"feature,omitempty"`
	Score     float32  `json:"score"`
	Why       string   `json:"why"`
}

// printPlaces prints the places of the reports. Those that fail are named.
func (a *app) printPlaces(ctx context.Context, pipeline *sayso.Pipeline, paths []string, opt ingest.Options) error {
	failed := 0
	err := ingest.Walk(ctx, paths, a.stdin, opt, func(r ingest.Read) error {
		var d *sayso.Document
		err := r.Err
		if err == nil {
			d, err = annotate(ctx, pipeline, r.Article)
		}
		if err != nil {
			failed++
			a.con.fail(err)
			return ctx.Err()
		}
		for i := range d.Places {
			p := &d.Places[i]
			line := placeLine{Report: d.Name, Start: p.Span.Start, End: p.Span.End, Text: p.Span.Of(d.Text), Kind: p.Kind.String(),
				Name: p.Name, Country: p.Country, Feature: p.Feature, Score: p.Score, Why: p.Why}
			if p.Placed() {
				line.GeoNameID, line.Lat, line.Lon = &p.GeoNameID, &p.Lat, &p.Lon
			}
			b, err := json.Marshal(line)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(a.stdout, "%s\n", b); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && failed > 0 {
		err = errFailed
	}
	return err
}
