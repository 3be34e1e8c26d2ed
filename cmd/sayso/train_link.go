package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/link"
)

// leastFrequency is the number of articles a stem must stand in to be listed.
const leastFrequency = 3

func (a *app) trainFrequenciesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "frequencies PATH…",
		Short: "Count in how many reports each word stands",
		Long: "frequencies reads reports without labels and writes in how many of them each stem stands, as linking weighs\n" +
			"words by it. The same reports give the same bytes.",
		Args: argCount(1, -1, "one PATH or more"),
	}
	in := inFlag(cmd)
	out := cmd.Flags().String("out", "", "`FILE` to write to, compressed with gzip")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		opt, err := reader(*in)
		if err != nil {
			return err
		}
		if *out == "" {
			return usagef("name the file to write with --out")
		}
		counter := link.NewCounter(en.LinkStems())
		progress := a.con.progress("reports", 0)
		err = ingest.Walk(cmd.Context(), paths, a.stdin, opt, func(r ingest.Read) error {
			if r.Err != nil {
				return r.Err
			}
			counter.Add(r.Article.Text)
			progress.step("")
			return nil
		})
		a.con.clear()
		if err != nil {
			return err
		}
		return writeModel(*out, func(w io.Writer) error {
			z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
			if err != nil {
				return err
			}
			if err := counter.Write(z, leastFrequency); err != nil {
				return err
			}
			return z.Close()
		})
	}
	return cmd
}

func (a *app) trainLinkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "link",
		Short: "Learn when reports are of one story, and statements of one utterance",
		Long: "link learns from gold stories with dates (--dated) and without (--undated), from sentences in two translations\n" +
			"(--translations) and from pairs of quotations (--quotes), all JSON Lines, and from labelled pairs of statements\n" +
			"(--tellings) of the files of stories in the folder --reports. Where a pair of reports begins to belong together\n" +
			"is what groups the first of the files of stories best: by pairs with dates, by B³ without.",
		Args: argCount(0, 0, "flags only"),
	}
	var dated, undated []string
	cmd.Flags().StringSliceVar(&dated, "dated", nil, "`FILES` of stories to learn from by their dates too")
	cmd.Flags().StringSliceVar(&undated, "undated", nil, "`FILES` of stories to learn from without dates")
	translations := cmd.Flags().String("translations", "", "`FILE` of sentences in two translations")
	quotes := cmd.Flags().String("quotes", "", "`FILE` of pairs of quotations")
	tellings := cmd.Flags().String("tellings", "", "`FILE` of labelled pairs of statements")
	reports := cmd.Flags().String("reports", "", "the `FOLDER` with the files of stories that the labelled statements stand in")
	half := halfFlag(cmd)
	out := cmd.Flags().String("out", "", "`FILE` to write the model to")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *out == "" || len(dated) == 0 || len(undated) == 0 || *translations == "" || *quotes == "" || *tellings == "" || *reports == "" {
			return usagef("name files with --dated, --undated, --translations, --quotes, --tellings, --reports and --out")
		}
		if err := half.check(); err != nil {
			return err
		}
		ctx := cmd.Context()
		words, err := en.LinkWords(en.Models())
		if err != nil {
			return err
		}
		m := &link.Model{}
		a.progressLine("learning stories by dates")
		if m.Dated, err = a.fitStories(ctx, words, dated, half, true); err != nil {
			return err
		}
		a.progressLine("learning stories without dates")
		if m.Undated, err = a.fitStories(ctx, words, undated, half, false); err != nil {
			return err
		}
		a.progressLine("learning utterances")
		labelled, _, err := a.labelledTellings(ctx, &link.Settings{Words: words, Model: m}, *tellings, *reports, *half)
		if err != nil {
			return err
		}
		learn, judge, err := lessons(ctx, words, *translations, *quotes, *half)
		if err != nil {
			return err
		}
		if err := learn.Fit(ctx, m, labelled, judge); err != nil {
			return err
		}
		notes := []string{"weights of linking, learnt from"}
		for _, f := range slices.Concat(dated, undated, []string{*translations, *quotes, *tellings}) {
			notes = append(notes, "  "+filepath.Base(f)+half.note())
		}
		return writeModel(*out, func(w io.Writer) error { return m.Write(w, notes) })
	}
	return cmd
}

// half is which half of gold data is read: all of it, or the first or the second
// in the order of the dates, or of the file where there are none.
type half string

func halfFlag(cmd *cobra.Command) *half {
	h := new(half)
	cmd.Flags().StringVar((*string)(h), "half", "", "read the first or the second half alone, by dates or else as they stand: `1` or 2")
	return h
}

func (h half) check() error {
	if h != "" && h != "1" && h != "2" {
		return usagef("--half %q: want 1 or 2", string(h))
	}
	return nil
}

func (h half) note() string {
	if h == "" {
		return ""
	}
	return ", half " + string(h)
}

// of returns the part of n things in order.
func (h half) of(n int) (from, to int) {
	switch h {
	case "1":
		return 0, n / 2
	case "2":
		return n / 2, n
	}
	return 0, n
}

// goldStories reads a file of stories: its articles, in the order of a stream, and
// the story of each.
func (a *app) goldStories(ctx context.Context, name string, h half) (link.Stream, error) {
	gold, err := readFile(name, "gold stories in JSON Lines", corpus.ReadGoldArticles)
	if err != nil {
		return link.Stream{}, err
	}
	order := byDate(len(gold), func(i int) string { return gold[i].Date })
	from, to := h.of(len(order))
	opt, _ := reader("jsonl") // which is one of the formats
	var s link.Stream
	progress := a.con.progress("reports", to-from)
	defer a.con.clear()
	for _, i := range order[from:to] {
		if err := ctx.Err(); err != nil {
			return link.Stream{}, err
		}
		article := &sayso.Article{Name: gold[i].ID} // one that cannot be read stands alone
		err := ingest.ReadBytes(name, gold[i].Line, opt, func(r ingest.Read) error {
			if r.Err == nil {
				article = r.Article
			}
			return nil
		})
		if err != nil {
			return link.Stream{}, fmt.Errorf("%s: %s: %w", name, gold[i].ID, err)
		}
		s.Articles, s.Story = append(s.Articles, article), append(s.Story, gold[i].Story)
		progress.step("")
	}
	return s, nil
}

func (a *app) fitStories(ctx context.Context, words *link.Words, files []string, h *half, dated bool) (link.Weights, error) {
	var streams []link.Stream
	for _, f := range files {
		s, err := a.goldStories(ctx, f, *h)
		if err != nil {
			return link.Weights{}, err
		}
		if !dated {
			for i, article := range s.Articles {
				bare := *article
				bare.Date = sayso.Date{}
				s.Articles[i] = &bare
			}
		}
		streams = append(streams, s)
	}
	return link.FitStories(ctx, words, streams, dated, func(i int, groups []int) float64 {
		if i > 0 {
			return 0
		}
		score := corpus.ScoreClusters(clusters(streams[i].Story), clusters(groups))
		_, _, f1 := score.Pairwise.PRF()
		if !dated {
			_, _, f1 = score.B3.PRF()
		}
		return f1
	})
}

// clusters names the i-th item by its number and its cluster by what v has there.
func clusters[T any](v []T) map[string]string {
	m := make(map[string]string, len(v))
	for i, c := range v {
		m[strconv.Itoa(i)] = fmt.Sprint(c)
	}
	return m
}

// parallels returns the sentences that report speech, those of each pair of
// languages as two articles.
func parallels(sentences []corpus.GoldTranslation) []link.Parallel {
	var out []link.Parallel
	var pair string
	for _, s := range sentences {
		if !s.Statement {
			continue
		}
		if s.Pair != pair {
			pair = s.Pair
			out = append(out, link.Parallel{})
		}
		p := &out[len(out)-1]
		p.A, p.B = append(p.A, sentence(pair+" a", s.A)), append(p.B, sentence(pair+" b", s.B))
	}
	return out
}

// sentence returns a telling whose content is all of text.
func sentence(article, text string) *link.Telling {
	return &link.Telling{Article: sayso.ArticleID(article), Text: text, Content: []sayso.Span{{End: int32(len(text))}}, Bare: true}
}

// lessons reads what the likeness of statements is learnt from besides labelled
// ones, and how good groups of its parallel sentences are.
func lessons(ctx context.Context, words *link.Words, translations, quotes string, h half) (*link.Lessons, link.Judge, error) {
	sentences, err := readFile(translations, "translations in JSON Lines", corpus.ReadTranslations)
	if err != nil {
		return nil, nil, err
	}
	from, to := h.of(len(sentences))
	parallel := parallels(sentences[from:to])
	for _, p := range parallel {
		// Of what one report tells another leaves half out: that must be seen too.
		parallel = append(parallel, link.Parallel{A: p.A, B: p.B[:len(p.B)/2]})
	}
	golden, err := readFile(quotes, "pairs of quotations in JSON Lines", corpus.ReadQuotes)
	if err != nil {
		return nil, nil, err
	}
	from, to = h.of(len(golden))
	var pairs []link.TellingPair
	for _, q := range golden[from:to] {
		pairs = append(pairs, link.TellingPair{A: sentence("a", q.A), B: sentence("b", q.B), Same: q.Relation != "neg"})
	}
	l, err := link.NewLessons(ctx, words, parallel, pairs)
	return l, func(i int, groups []int) float64 {
		n := len(parallel[i].A)
		gold := make([]int, len(groups))
		for k := range gold {
			gold[k] = k % n
		}
		_, _, f1 := corpus.ScoreClusters(clusters(gold), clusters(groups)).Pairwise.PRF()
		return f1
	}, err
}

// linkModel reads a model from a file, or the program's own when none is named.
func linkModel(name string) (*link.Model, error) {
	if name == "" {
		return en.LinkModel(en.Models())
	}
	return readFile(name, "a model of linking", func(r io.Reader) (*link.Model, error) { return link.ReadModel(r) })
}
