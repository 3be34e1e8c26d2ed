package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"sayso/gazetteer"
	"sayso/record"
)

func (a *app) gazetteerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gazetteer",
		Short: "Build the list of places that texts are read with",
	}
	needsCommand(cmd, "what to do")
	cmd.AddCommand(a.gazetteerBuildCommand(), a.gazetteerShowCommand(), a.gazetteerOutlinesCommand())
	return cmd
}

func (a *app) gazetteerBuildCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "build LIST…",
		Short: "Build a gazetteer from GeoNames dumps",
		Long: "build reads lists of places: dumps of GeoNames (allCountries.txt, cities5000.txt, no-country.txt) or excerpts\n" +
			"of ten columns. Of a place that comes twice the first counts. The same lists give the same bytes. GeoNames is\n" +
			"licensed under CC BY 4.0: the file says so, and whoever shows its places must credit GeoNames.",
		Args: argCount(1, -1, "one LIST or more"),
	}
	out := cmd.Flags().String("out", "", "`FILE` to write the gazetteer to")
	snapshot := cmd.Flags().String("snapshot", "", "`DATE` of the lists: 2020-06-09")
	points := cmd.Flags().String("points", "", "`FILE` of points that replace those of the lists: ID, latitude, longitude")
	least := cmd.Flags().Int("least", 5000, "leave out populated places of fewer inhabitants")
	native := cmd.Flags().StringSlice("native", []string{"US", "GB", "IE", "CA", "AU", "NZ"}, "`COUNTRIES` whose own names the texts use: other names there need a word of it")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *out == "" {
			return usagef("--out: name the file to write the gazetteer to")
		}
		if *least < 0 {
			return usagef("--least %d: want 0 or more", *least)
		}
		b := gazetteer.Builder{Native: *native, Least: uint32(min(*least, 1<<32-1)), Header: gazetteer.Header{
			Source: "GeoNames, https://www.geonames.org", Snapshot: *snapshot,
			Licence: "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/", Credit: "Places: GeoNames, CC BY 4.0",
		}}
		if *points != "" {
			var err error
			if b.Points, err = readFile(*points, "a table of points", gazetteer.ReadPoints); err != nil {
				return err
			}
		}
		for _, name := range args {
			if err := a.addPlaces(cmd.Context(), &b, name); err != nil {
				return err
			}
		}
		if err := writeModel(*out, b.Write); err != nil {
			return err
		}
		_, err := fmt.Fprintf(a.stdout, "%s: %s\n", *out, counted(b.Len(), "place"))
		return err
	}
	return cmd
}

// addPlaces reads one list into b.
func (a *app) addPlaces(ctx context.Context, b *gazetteer.Builder, name string) error {
	p := a.con.progress("rows of "+filepath.Base(name), 0)
	defer a.con.clear()
	_, err := readFile(name, "a list of places", func(r io.Reader) (struct{}, error) {
		return struct{}{}, gazetteer.ReadRows(r, func(row gazetteer.Row) error {
			b.Add(row)
			p.step("")
			return ctx.Err()
		})
	})
	return err
}

func (a *app) gazetteerShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME",
		Short: "Print the places that have a name, by falling population",
		Args:  argCount(1, 1, "NAME"),
		RunE: func(_ *cobra.Command, args []string) error {
			g, err := gazetteer.Embedded()
			if err != nil {
				return err
			}
			found := g.Find(nil, gazetteer.Fold(nil, args[0]))
			if len(found) == 0 {
				return fmt.Errorf("%q: no place of this name in the gazetteer", args[0])
			}
			for _, m := range found {
				p := g.At(m.Place)
				if _, err := fmt.Fprintf(a.stdout, "%d\t%s\t%s\t%s\t%.5f\t%.5f\t%d\n", p.ID, p.Name, p.Feature, p.Country, p.Lat, p.Lon, p.Population); err != nil {
					return err
				}
			}
			h := g.Header()
			_, err = fmt.Fprintf(a.stdout, "%s (%s)\n", h.Credit, h.Snapshot)
			return err
		},
	}
}

func (a *app) gazetteerOutlinesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "outlines TOPOJSON",
		Short: "Draw the outlines of countries as SVG, for a map without tiles",
		Long: "outlines reads countries in TopoJSON, such as countries-110m.json made from Natural Earth (public domain), and\n" +
			"writes SVG whose unit is the degree: a place lies at its longitude and its latitude downwards.",
		Args: argCount(1, 1, "one TOPOJSON"),
	}
	out := cmd.Flags().String("out", "", "`FILE` to write the SVG to")
	object := cmd.Flags().String("object", "countries", "`NAME` of the object to draw")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if *out == "" {
			return usagef("--out: name the file to write the SVG to")
		}
		return writeModel(*out, func(w io.Writer) error {
			_, err := readFile(args[0], "countries in TopoJSON", func(r io.Reader) (struct{}, error) {
				return struct{}{}, gazetteer.WriteOutlines(r, *object, w)
			})
			return err
		})
	}
	return cmd
}

// maxNamed is how many places of one name a person can choose from.
const maxNamed = 40

// placesNamed returns what looks up the places that have a name, by falling population.
func placesNamed() (func(name string) []record.PlaceValue, error) {
	g, err := gazetteer.Embedded()
	if err != nil {
		return nil, err
	}
	return func(name string) (list []record.PlaceValue) {
		found := g.Find(nil, gazetteer.Fold(nil, name))
		for _, m := range found[:min(len(found), maxNamed)] {
			p := g.At(m.Place)
			list = append(list, record.PlaceValue{GeoNameID: int32(p.ID), Name: p.Name, Country: p.Country, Feature: p.Feature, Lat: p.Lat, Lon: p.Lon})
		}
		return list
	}, nil
}
