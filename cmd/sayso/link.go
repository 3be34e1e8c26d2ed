package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/export"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/link"
)

// linked are the things that link groups.
var linked = []string{"stories", "reprints", "utterances", "naming"}

func (a *app) linkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "link --what " + strings.Join(linked, "|") + " [PATH…]",
		Short: "Print which reports or statements belong together as JSON Lines, without a record",
		Long: "link reads reports and prints one JSON object a report, in their order: with --what stories the story it\n" +
			"belongs to (reports of one event), with reprints the reports it is a copy of or was copied by (they share\n" +
			"the value). With utterances it prints one object a statement: what was said, and the utterance it tells;\n" +
			"statements that tell one act of speech share the value, and one that sums up two is printed for each.\n" +
			"With naming it prints one object for each phrase that names a person, body or group: in whose voice it stands,\n" +
			"and its referent; phrases that name one share the value, within reports of one story. With --mentions it groups\n" +
			"the phrases of a list instead, event by event: JSON Lines with \"id\", \"mention\", \"article\" (the id of a report)\n" +
			"and, when they are known, \"event\", \"type\", \"paragraph\", \"sentence\" and \"start\".\n" + largest,
	}
	in := inFlag(cmd)
	what := cmd.Flags().String("what", "", "what to group: "+strings.Join(linked, ", "))
	mentions := cmd.Flags().String("mentions", "", "with --what naming, a `FILE` of phrases of the reports, which PATH has as JSON Lines")
	offsets := cmd.Flags().String("offsets", export.Bytes.String(), "what spans count: "+strings.Join(export.Units(), ", "))
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		unit, err := export.ParseUnit(*offsets)
		if err != nil {
			return usagef("--offsets: %w", err)
		}
		if !slices.Contains(linked, *what) {
			return usagef("--what %q: want %s", *what, strings.Join(linked, ", "))
		}
		if len(paths) == 0 {
			if _, terminal := terminalWidth(a.stdin); terminal {
				return usagef("name reports to read, or pipe one in")
			}
			paths = []string{"-"}
		}
		if *mentions != "" {
			if *what != "naming" || len(paths) != 1 {
				return usagef("--mentions goes with --what naming and one PATH")
			}
			return a.linkListed(cmd.Context(), paths[0], *mentions)
		}
		l, err := newLinking("")
		if err != nil {
			return err
		}
		failed, err := a.link(cmd.Context(), l, *what, paths, opt, unit)
		if err == nil && failed > 0 {
			err = errFailed
		}
		return err
	}
	return cmd
}

// newLinking reads the words of linking, and its model from a file or the
// program's own when none is named.
func newLinking(model string) (*link.Settings, error) {
	words, err := en.LinkWords(en.Models())
	if err != nil {
		return nil, err
	}
	m, err := linkModel(model)
	if err != nil {
		return nil, err
	}
	return &link.Settings{Words: words, Model: m}, nil
}

func (a *app) link(ctx context.Context, l *link.Settings, what string, paths []string, opt ingest.Options, unit export.Unit) (failed int, err error) {
	docs, failed, err := a.readDocuments(ctx, paths, opt, what == "utterances" || what == "naming")
	if err != nil {
		return failed, err
	}
	var rows []any
	if what == "naming" {
		if rows, err = a.linkNamings(ctx, l, docs, unit); err != nil {
			return failed, err
		}
	} else if what == "utterances" {
		tellings := tellingsOf(docs)
		groups, _, err := a.linkUtterances(ctx, l, tellings)
		if err != nil {
			return failed, err
		}
		for i, t := range tellings {
			offsets := export.NewOffsets(t.doc.Text, unit)
			content := make([]export.At, len(t.Content))
			for k, s := range t.Content {
				content[k] = export.At{offsets.At(s.Start), offsets.At(s.End)}
			}
			for _, g := range groups[i] {
				rows = append(rows, export.Told{Article: t.doc.Article.Name, Statement: t.id, Content: content, Utterance: strconv.Itoa(g)})
			}
		}
	} else {
		groups, err := a.linkArticles(ctx, l, what, articlesOf(docs))
		if err != nil {
			return failed, err
		}
		for i, d := range docs {
			if id, group := d.Article.Name, strconv.Itoa(groups[i]); what == "stories" {
				rows = append(rows, export.InStory{ID: id, Story: group})
			} else {
				rows = append(rows, export.Reprinted{ID: id, Reprint: group})
			}
		}
	}
	return failed, a.printLines(rows)
}

// printLines prints rows as JSON Lines, all or none.
func (a *app) printLines(rows []any) error {
	var out bytes.Buffer
	for _, row := range rows {
		if err := export.WriteLine(&out, row); err != nil {
			return err
		}
	}
	_, err := a.stdout.Write(out.Bytes())
	return err
}

// readDocuments reads paths; statements says whether the reports are annotated.
// Reports that fail are named and counted.
func (a *app) readDocuments(ctx context.Context, paths []string, opt ingest.Options, statements bool) (docs []*sayso.Document, failed int, err error) {
	pipeline, err := en.Pipeline()
	if err != nil {
		return nil, 0, err
	}
	type done struct {
		doc *sayso.Document
		err error
	}
	work := func(ctx context.Context, r ingest.Read) done {
		if r.Err != nil {
			return done{err: r.Err}
		}
		if !statements {
			return done{doc: &sayso.Document{Article: r.Article}}
		}
		d, err := annotate(ctx, pipeline, r.Article)
		return done{d, err}
	}
	total := 0
	if a.con.terminal {
		total = ingest.Count(ctx, paths)
	}
	progress := a.con.progress("reports", total)
	err = ordered(ctx, func(ctx context.Context, f func(ingest.Read) error) error {
		return ingest.Walk(ctx, paths, a.stdin, opt, f)
	}, work, func(d done) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		defer progress.step("")
		if d.err != nil {
			failed++
			a.con.fail(d.err)
			return nil
		}
		docs = append(docs, d.doc)
		return nil
	})
	a.con.clear()
	if err == nil && len(docs)+failed == 0 {
		a.noReports(paths)
	}
	return docs, failed, err
}

func articlesOf(docs []*sayso.Document) []*sayso.Article {
	out := make([]*sayso.Article, len(docs))
	for i, d := range docs {
		out[i] = d.Article
	}
	return out
}

// byDate returns the indexes of articles in the order of their dates; those
// without one come last, in their own order.
func byDate(n int, date func(i int) string) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := date(a), date(b)
		switch {
		case x == y:
			return 0
		case x == "" || y != "" && x > y:
			return 1
		}
		return -1
	})
	return order
}

// linkArticles returns the story, or the reprint, of each article.
func (a *app) linkArticles(ctx context.Context, l *link.Settings, what string, articles []*sayso.Article) ([]int, error) {
	state := &link.Memory{}
	add := link.NewReprints(state).Add
	if what == "stories" {
		add = link.NewStories(l.Words, l.Model, state).Add
	}
	order := byDate(len(articles), func(i int) string { return articles[i].Date.Value })
	progress := a.con.progress("reports linked", len(articles))
	defer a.con.clear()
	items := make([]int, len(articles)) // the number each is linked under
	for k, i := range order {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		items[i] = k + 1
		if _, err := add(ctx, items[i], articles[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", articles[i].Name, err)
		}
		progress.step("")
	}
	return state.Groups(ctx, items)
}

// telling is a statement of a document, as link compares it.
type telling struct {
	link.Telling
	doc *sayso.Document
	id  string
}

func tellingsOf(docs []*sayso.Document) []telling {
	var out []telling
	for _, d := range docs {
		for i := range d.Statements {
			out = append(out, telling{Telling: *link.TellingOf(d, i), doc: d, id: d.Statements[i].ID(d.ID)})
		}
	}
	return out
}

// linkUtterances returns the utterances that each statement tells, and the pairs
// of statements that are likelier than not to tell one. The statements of a report
// stand together.
func (a *app) linkUtterances(ctx context.Context, l *link.Settings, tellings []telling) ([][]int, []link.Pair, error) {
	u := link.NewUtterances(l.Words, l.Model, &link.Memory{})
	stories := link.NewStories(l.Words, l.Model, &link.Memory{})
	order := byDate(len(tellings), func(i int) string { return tellings[i].doc.Article.Date.Value })
	progress := a.con.progress("statements linked", len(tellings))
	defer a.con.clear()
	items := make([]int, len(tellings))
	reports := map[int]sayso.ArticleID{}
	for k := 0; k < len(order); {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		d := tellings[order[k]].doc
		first := k
		var told []*link.Telling
		for ; k < len(order) && tellings[order[k]].doc == d; k++ {
			items[k] = k + 1
			told = append(told, &tellings[order[k]].Telling)
		}
		report := len(reports) + 1
		reports[report] = d.ID
		_, err := stories.Add(ctx, report, d.Article)
		var near map[int]float64
		if err == nil {
			near, err = stories.Near(ctx, report)
		}
		if err == nil {
			related := map[sayso.ArticleID]float64{}
			for item, p := range near {
				related[reports[item]] = p
			}
			_, err = u.AddAll(ctx, items[first:k], told, link.Report{Related: related})
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", d.Article.Name, err)
		}
		for range told {
			progress.step("")
		}
	}
	groups := make([][]int, len(tellings))
	for k, i := range order {
		var err error
		if groups[i], err = u.Told(ctx, items[k]); err != nil {
			return nil, nil, err
		}
	}
	pairs, err := u.Pairs(ctx, items)
	if err != nil {
		return nil, nil, err
	}
	for k := range pairs {
		pairs[k].A, pairs[k].B = order[pairs[k].A-1], order[pairs[k].B-1]
	}
	return groups, pairs, nil
}
