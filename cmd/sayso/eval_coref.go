package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
)

func (a *app) evalCorefCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "coref GOLD | coref --key KEY FOLDER",
		Short: "Score coreference against GUM (CoNLL-U), or who the sources are against an answer key",
		Long: "coref rebuilds the raw text of GOLD, reads it and scores the mentions and entities found: MUC, B³, CEAF-e and\n" +
			"their mean, mentions matched by their exact spans; --rules adds how often each reason, and each form of source, is right. With --key it reads the reports in FOLDER and says how many\n" +
			"sources that are pronouns or descriptions were resolved, and how many of those to the right speaker.",
		Args: argCount(1, 1, "GOLD, or --key KEY and FOLDER"),
	}
	only := cmd.Flags().String("only", "", "score the documents whose ID has this `PART` only: _news_")
	singletons := cmd.Flags().Bool("singletons", false, "count entities of one mention too")
	rules := cmd.Flags().Bool("rules", false, "print for each reason that mentions give how often it is right")
	key := cmd.Flags().String("key", "", "answer `KEY` to the reports in FOLDER")
	misses := cmd.Flags().Bool("misses", false, "with --key, print the sources resolved to somebody else")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *key != "" {
			return a.evalSources(cmd.Context(), *key, args[0], *misses)
		}
		docs, err := readSegmented(args[0], string(corpus.BreaksKept))
		if err != nil {
			return err
		}
		pipeline, err := en.Pipeline()
		if err != nil {
			return err
		}
		var score corpus.CorefScore
		byRule := corpus.RuleScore{}
		scored := 0
		for _, d := range docs {
			if !strings.Contains(d.ID, *only) {
				continue
			}
			gold, err := corpus.Chains(d)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			got, err := annotate(cmd.Context(), pipeline, paragraphs(d.ID, d.Text))
			if err != nil {
				return err
			}
			score.Add(gold, chains(got), *singletons)
			byRule.Add(gold, got, func(m sayso.Mention) string { return m.Why })
			byRule.Add(gold, got, sourceGroup(got))
			scored++
		}
		if _, err := fmt.Fprintf(a.stdout, "%s\n", counted(scored, "document")); err != nil {
			return err
		}
		if err := score.Print(a.stdout); err != nil || !*rules {
			return err
		}
		return byRule.Print(a.stdout)
	}
	return cmd
}

// paragraphs returns an article whose zones are the paragraphs of text: a
// headline and the body.
func paragraphs(name, text string) *sayso.Article {
	a := &sayso.Article{Name: name, Text: text}
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		kind := sayso.ZoneBody
		if at == 0 {
			kind = sayso.ZoneHeadline
		}
		if p != "" {
			a.Zones = append(a.Zones, sayso.Zone{Kind: kind, Span: sayso.Span{Start: int32(at), End: int32(at + len(p))}})
		}
		at += len(p) + len("\n\n")
	}
	return a
}

// chains returns the mentions of each entity of d.
func chains(d *sayso.Document) [][]sayso.Span {
	out := make([][]sayso.Span, len(d.Entities))
	for _, m := range d.Mentions {
		if m.Entity > 0 {
			out[m.Entity-1] = append(out[m.Entity-1], m.Span)
		}
	}
	return out
}

// sourceGroup names what the sources of statements in d are.
func sourceGroup(d *sayso.Document) func(sayso.Mention) string {
	sources := map[sayso.Span]bool{}
	for _, st := range d.Statements {
		if h, ok := sayso.Hull(st.Source); ok {
			sources[h] = true
		}
	}
	return func(m sayso.Mention) string {
		if !sources[m.Span] {
			return ""
		}
		return [...]string{sayso.MentionName: "SOURCES that are names", sayso.MentionPronoun: "SOURCES that are pronouns",
			sayso.MentionDescription: "SOURCES that are descriptions"}[m.Kind]
	}
}

// sourceTally counts the sources of one form in statements that the key has.
type sourceTally struct {
	all, resolved, right int // those found; given somebody named; of those, the key's speaker
	nameless, fits       int // given nobody named; of those, as the key has it
}

func (t sourceTally) add(o sourceTally) sourceTally {
	return sourceTally{t.all + o.all, t.resolved + o.resolved, t.right + o.right, t.nameless + o.nameless, t.fits + o.fits}
}

// evalSources scores who the pronouns and descriptions that are sources in the
// reports of folder are.
func (a *app) evalSources(ctx context.Context, keyFile, folder string, misses bool) error {
	key, err := readFile(keyFile, "an answer key", corpus.ReadKey)
	if err != nil {
		return err
	}
	docs, predictions, err := a.readKeyed(ctx, key, folder)
	if err != nil {
		return err
	}
	scores, err := corpus.ScoreSeeds(key, os.DirFS(folder), predictions)
	if err != nil {
		return err
	}
	var pronouns, descriptions sourceTally
	for i, s := range scores {
		d := docs[key.Documents[i].File]
		printed := outermost(d)
		for _, p := range s.Pairs {
			st := d.Statements[printed[p.Predicted]]
			m, named, ok := sourceMention(d, st)
			if !ok && len(st.Source) > 0 {
				pronouns.all++ // only a pronoun is left without a mention
				continue
			}
			if !ok || m.Kind == sayso.MentionName {
				continue
			}
			t := &descriptions
			if m.Kind == sayso.MentionPronoun {
				t = &pronouns
			}
			one := sourceTally{all: 1}
			switch {
			case named && p.Right:
				one.resolved, one.right = 1, 1
			case named:
				one.resolved = 1
				if misses {
					e, _ := m.Entity.At(d.Entities)
					if _, err := fmt.Fprintf(a.stdout, "  %s: %q is not %s (%s)\n", p.Key, m.Span.Of(d.Text), e.Name, m.Why); err != nil {
						return err
					}
				}
			case p.Right:
				one.nameless, one.fits = 1, 1
			default:
				one.nameless = 1
			}
			*t = t.add(one)
		}
	}
	var b strings.Builder
	for _, x := range []struct {
		name string
		sourceTally
	}{{"pronouns", pronouns}, {"descriptions", descriptions}, {"both", pronouns.add(descriptions)}} {
		fmt.Fprintf(&b, "%-12s  %d sources, %d resolved to somebody named, %d of them right: precision %.1f%%; %d left nameless, %d of them as the key has it\n",
			x.name, x.all, x.resolved, x.right, 100*float64(x.right)/float64(max(x.resolved, 1)), x.nameless, x.fits)
	}
	_, err = io.WriteString(a.stdout, b.String())
	return err
}

// readKeyed reads the reports of the key: the documents by file, and what is
// scored of them.
func (a *app) readKeyed(ctx context.Context, key *corpus.Key, folder string) (map[string]*sayso.Document, corpus.Predictions, error) {
	pipeline, err := en.Pipeline()
	if err != nil {
		return nil, nil, err
	}
	opt, _ := reader("auto") // which is one of the formats
	docs := map[string]*sayso.Document{}
	var lines strings.Builder
	for _, k := range key.Documents {
		err := ingest.Walk(ctx, []string{filepath.Join(folder, k.File)}, a.stdin, opt, func(r ingest.Read) error {
			if r.Err != nil {
				return r.Err
			}
			d, err := annotate(ctx, pipeline, r.Article)
			if err != nil {
				return err
			}
			docs[k.File] = d
			return export.NewExtract(d, export.Codepoints).Write(&lines)
		})
		if err != nil {
			return nil, nil, err
		}
	}
	predictions, err := corpus.ReadPredictions(strings.NewReader(lines.String()))
	return docs, predictions, err
}

// sourceMention returns the mention that is the source of st, and whether its
// entity is named anywhere in the report.
func sourceMention(d *sayso.Document, st sayso.Statement) (m sayso.Mention, named, ok bool) {
	h, ok := sayso.Hull(st.Source)
	if !ok {
		return m, false, false
	}
	ok = false
	for _, x := range d.Mentions {
		if x.Span == h && !ok {
			m, ok = x, true
		}
	}
	for _, x := range d.Mentions {
		named = named || ok && x.Entity == m.Entity && x.Kind == sayso.MentionName
	}
	return m, named, ok
}

// outermost returns the places in d of the statements that no other reports: they
// are what a prediction counts, as extract prints the others inside them.
func outermost(d *sayso.Document) []int {
	var at []int
	for i := range d.Statements {
		if d.Statements[i].Within == 0 {
			at = append(at, i)
		}
	}
	return at
}
