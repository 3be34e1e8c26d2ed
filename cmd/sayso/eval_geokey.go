package main

import (
	"context"
	"fmt"
	"path/filepath"

	"sayso"
	"sayso/corpus"
	"sayso/gazetteer"
	"sayso/geoparse"
	"sayso/ingest"
	"sayso/lang/en"
)

// evalCountries scores the countries of the places that an answer key has in the
// reports of folder.
func (a *app) evalCountries(ctx context.Context, p *geoparse.Parser, keyFile, folder string, errs bool) error {
	key, err := readFile(keyFile, "an answer key", corpus.ReadKeyPlaces)
	if err != nil {
		return err
	}
	g, err := gazetteer.Embedded()
	if err != nil {
		return err
	}
	country := func(t corpus.Toponym) string {
		if t.GeoNameID == nil {
			return ""
		}
		if i, ok := g.ByID(*t.GeoNameID); ok {
			if c, ok := g.Country(g.At(i).Country); ok {
				return g.At(c).Name
			}
		}
		return ""
	}
	grammar, err := en.LoadGrammar(en.Models())
	if err != nil {
		return err
	}
	parsed, err := grammar.Pipeline()
	if err != nil {
		return err
	}
	pipeline, err := sayso.NewPipeline(append(parsed.Stages(), p.Annotator())...)
	if err != nil {
		return err
	}
	opt, _ := reader("auto") // which is one of the formats
	var score corpus.CountryScore
	for _, k := range key {
		err := ingest.Walk(ctx, []string{filepath.Join(folder, k.File)}, a.stdin, opt, func(r ingest.Read) error {
			if r.Err != nil {
				return r.Err
			}
			d, err := annotate(ctx, pipeline, r.Article)
			if err != nil {
				return err
			}
			found := predictedToponyms(d).Toponyms
			for _, place := range k.Places {
				placed, right := score.Add(place, found, country)
				if !errs || right {
					continue
				}
				what := "placed elsewhere"
				if !placed {
					what = "not placed"
				}
				if _, err := fmt.Fprintf(a.stdout, "  %s: %s: %s\n", k.File, place.Name, what); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return score.Print(a.stdout)
}
