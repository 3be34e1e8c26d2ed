package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/lang/en"
	"sayso/ner"
)

func (a *app) trainNerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ner CORPUS…",
		Short: "Learn names from corpora of named entities",
		Long: "ner learns to find names, over the tags of the program's own tagger. A corpus may tell fewer types\n" +
			"of name apart than sayso does, or annotate some of them only.\n\n" +
			strings.Replace(namedCorpora, "GOLD", "CORPUS", 1),
		Args: argCount(1, -1, "one CORPUS or more"),
	}
	t := trainingFlags(cmd, 4)
	f := cmd.Flags()
	runs := f.Int("runs", 1, "models to train and take the mean of")
	keep := f.Int("features", 400000, "features to keep")
	tenth := f.StringSlice("tenth", nil, "leave out every tenth document of `CORPUS`, which 'eval ner --tenth' scores")
	phrases := f.StringSlice("list", nil, "a list of names: `NAME=FILE`, one a line, what follows a tab or two spaces left out")
	recased := f.Int("recased", 0, "learn each `N`th document of a corpus a second time in capitals, and the next in small letters")
	places := f.String("places", "", "a `FILE` of GeoNames: lists of countries, regions, cities and towns")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		for _, p := range *tenth {
			if !slices.Contains(paths, p) {
				return usagef("--tenth %q: want one of the corpora to learn from", p)
			}
		}
		header, err := t.header(paths)
		if err != nil {
			return err
		}
		lists, err := readLists(*phrases, *places)
		if err != nil {
			return err
		}
		tagger, clusters, err := en.LoadTagger(en.Models())
		if err != nil {
			return err
		}
		var examples []ner.Example
		for i, p := range paths {
			all, err := readNamed(p, t.selection)
			if err != nil {
				return err
			}
			for k, d := range all {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				if slices.Contains(*tenth, p) && inTenth(k) {
					continue
				}
				learn := func(d *sayso.Document) {
					tagged := bare(d)
					tagger.Tag(tagged)
					tagged.Names = d.Names
					examples = append(examples, ner.Example{Document: tagged, As: all[k].Scheme})
				}
				learn(d.Document)
				header.Corpora[i].Words += len(d.Tokens)
				if n := *recased; n > 0 && k%n == 0 {
					learn(inCase(d.Document, unicode.ToUpper))
				} else if n > 0 && k%n == 1 {
					learn(inCase(d.Document, unicode.ToLower))
				}
			}
			if slices.Contains(*tenth, p) {
				header.Corpora[i].Name += " without every tenth document"
			}
			a.progressLine(fmt.Sprintf("%s: %s", p, counted(len(all), "document")))
		}
		names, err := ner.Train(cmd.Context(), examples, clusters, ner.Training{
			Seed: t.seed, Passes: t.passes, Runs: *runs, Features: *keep, Lists: lists, Progress: a.progressLine,
		})
		if err != nil {
			return err
		}
		return writeModel(t.out, func(w io.Writer) error { return names.Save(w, header) })
	}
	return cmd
}

// inCase returns d with the ASCII letters of its text turned by to, so that every
// offset stays.
func inCase(d *sayso.Document, to func(rune) rune) *sayso.Document {
	out, article := *d, *d.Article
	article.Text = strings.Map(func(c rune) rune {
		if c > unicode.MaxASCII {
			return c
		}
		return to(c)
	}, d.Text)
	out.Article = &article
	return &out
}

// readLists reads the lists of phrases, "NAME=FILE" each, and those of places.
func readLists(phrases []string, places string) ([]ner.List, error) {
	var lists []ner.List
	add := func(name string, all []string) {
		k := slices.IndexFunc(lists, func(l ner.List) bool { return l.Name == name })
		if k < 0 {
			k = len(lists)
			lists = append(lists, ner.List{Name: name})
		}
		lists[k].Phrases = append(lists[k].Phrases, all...)
	}
	for _, x := range phrases {
		name, file, ok := strings.Cut(x, "=")
		if !ok {
			return nil, usagef("--list %q: want NAME=FILE", x)
		}
		all, err := readFile(file, "a list of names", func(r io.Reader) ([]string, error) {
			var out []string
			s := bufio.NewScanner(r)
			for s.Scan() {
				phrase, _, _ := strings.Cut(s.Text(), "\t")
				phrase, _, _ = strings.Cut(phrase, "  ")
				out = append(out, phrase)
			}
			return out, s.Err()
		})
		if err != nil {
			return nil, err
		}
		add(name, all)
	}
	if places == "" {
		return lists, nil
	}
	all, err := readFile(places, "places of GeoNames", readPlaces)
	for _, name := range placeLists {
		add(name, all[name])
	}
	return lists, err
}

// placeLists are the lists that readPlaces makes, and cityLeast how many people
// make a town a city.
var placeLists = []string{"country", "region", "city", "town", "city by another name"}

const cityLeast = 100000

// readPlaces reads lines of GeoNames: id, name, other names, latitude, longitude,
// kind, …, and in the last column the population. Other kinds than those of the
// lists are left out, and so are districts of a region, whose names are mostly
// those of towns.
func readPlaces(r io.Reader) (map[string][]string, error) {
	out := map[string][]string{}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		c := strings.Split(s.Text(), "\t")
		if len(c) < 7 {
			return nil, fmt.Errorf("line %d: %d columns, want 7 or more, separated by tabs", n, len(c))
		}
		people, _ := strconv.Atoi(c[len(c)-1]) // empty where nobody counted
		list := ""
		switch kind := c[5]; {
		case strings.HasPrefix(kind, "PCL"):
			list = "country"
		case kind == "ADM1", strings.HasPrefix(kind, "RGN"), kind == "CONT":
			list = "region"
		case strings.HasPrefix(kind, "P") && people >= cityLeast:
			list = "city"
			for other := range strings.SplitSeq(c[2], "|") {
				if latin(other) {
					out["city by another name"] = append(out["city by another name"], other)
				}
			}
		case strings.HasPrefix(kind, "P"):
			list = "town"
		default:
			continue
		}
		out[list] = append(out[list], c[1])
	}
	return out, s.Err()
}

// latin reports whether a name is four or more ASCII characters, the first of them
// a capital: an English text may have it.
func latin(name string) bool {
	for i := range len(name) {
		if name[i] > unicode.MaxASCII {
			return false
		}
	}
	return len(name) > 3 && name[0] >= 'A' && name[0] <= 'Z'
}
