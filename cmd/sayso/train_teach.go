package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/depparse"
	"sayso/ingest"
	"sayso/lang/en"
)

// Sentences that teach have this many words: shorter ones teach little, much
// longer ones are mostly lists and tables.
const (
	teachLeast = 5
	teachMost  = 60
)

func (a *app) trainTeachCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "teach TEXTS…",
		Short: "Print trees of plain texts that several parsers agree on, to learn from",
		Long: "teach reads files of one JSON object a line (compressed with gzip or not), takes the texts in\n" +
			"their field text in an order that --seed decides, and prints as CoNLL-U the sentences whose\n" +
			"trees the parsers of --teachers agree on.",
		Args: argCount(1, -1, "one file of TEXTS or more"),
	}
	load, committee := modelFlag(cmd), committeeFlag(cmd, beamFlags(cmd))
	limit := cmd.Flags().Int("words", 1000000, "how many words to print")
	agree := cmd.Flags().Float64("agree", 0.8, "least share of the parsers' votes that a sentence's tree must have")
	seed := cmd.Flags().Uint64("seed", 1, "where chance starts")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		var texts []*sayso.Article
		for _, p := range paths {
			more, err := readFile(p, "texts in JSON Lines", func(r io.Reader) ([]*sayso.Article, error) { return readTexts(p, r) })
			if err != nil {
				return err
			}
			texts = append(texts, more...)
		}
		grammar, err := load()
		if err != nil {
			return err
		}
		teachers, err := committee()
		if err != nil {
			return err
		}
		if len(teachers) == 0 {
			return usagef("--teachers: name the models of parsers that vote")
		}
		rng := rand.New(rand.NewPCG(*seed, 0))
		rng.Shuffle(len(texts), func(i, k int) { texts[i], texts[k] = texts[k], texts[i] })
		return a.teach(cmd.Context(), texts, grammar, teachers, *limit, *agree)
	}
	return cmd
}

// readTexts reads one JSON object a line.
func readTexts(name string, r io.Reader) ([]*sayso.Article, error) {
	br := bufio.NewReader(r)
	if head, err := br.Peek(2); err == nil && bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(br)
		if err != nil {
			return nil, err
		}
		br = bufio.NewReader(z)
	}
	var out []*sayso.Article
	for d := json.NewDecoder(br); ; {
		var x struct{ Text string }
		if err := d.Decode(&x); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("text %d: %w", len(out)+1, err)
		}
		out = append(out, &sayso.Article{Name: fmt.Sprintf("%s-%d", name, len(out)+1), Text: x.Text})
	}
}

// taught is one text with the share of votes that each sentence's tree has.
type taught struct {
	document *sayso.Document
	shares   []float64
	err      error
}

func (a *app) teach(ctx context.Context, texts []*sayso.Article, g *en.Grammar, teachers depparse.Committee, limit int, agree float64) error {
	pipeline, err := g.Pipeline()
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	read, kept, told := 0, 0, 0
	errEnough := fmt.Errorf("%d words", limit)
	err = ordered(ctx, func(_ context.Context, f func(ingest.Read) error) error {
		for _, t := range texts {
			if err := f(ingest.Read{Article: t}); err != nil {
				return err
			}
		}
		return nil
	}, func(ctx context.Context, r ingest.Read) taught {
		d, err := annotate(ctx, pipeline, r.Article)
		if err != nil {
			return taught{err: err}
		}
		return taught{document: d, shares: teachers.Parse(d)}
	}, func(t taught) error {
		if t.err != nil {
			return t.err
		}
		for i, tree := range corpus.Trees(t.document) {
			n := len(tree.Words)
			read += n
			text, _ := tree.Comment("text")
			if t.shares[i] < agree || n < teachLeast || n > teachMost || seen[text] {
				continue
			}
			seen[text] = true
			if err := corpus.WriteCoNLLU(a.stdout, tree); err != nil {
				return err
			}
			if kept += n; kept >= limit {
				return errEnough
			}
		}
		if read/100000 > told {
			told = read / 100000
			a.progressLine(fmt.Sprintf("%d words read, %d of %d printed", read, kept, limit))
		}
		return nil
	})
	if err == errEnough {
		err = nil
	}
	return err
}
