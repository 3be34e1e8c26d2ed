package main

import (
	"compress/gzip"
	"io"

	"github.com/spf13/cobra"

	"sayso/ingest"
	"sayso/lang/en"
	"sayso/wordvec"
)

// What the vectors of words are learnt for and from.
const (
	vectorWords    = 16000 // the most common stems
	vectorContexts = 5000  // of these, the ones that count as company
	vectorDims     = 48
)

func (a *app) trainVectorsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "vectors PATH…",
		Short: "Learn which words are used alike",
		Long: "vectors reads reports without labels, twice, and writes a short vector for each of the more common stems, from\n" +
			"the words that stand around it. Linking compares words by them. The same reports give the same bytes.",
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
		ctx := cmd.Context()
		stems := en.LinkStems()
		walk := func(what string, add func([]string)) error {
			progress := a.con.progress(what, 0)
			defer a.con.clear()
			return ingest.Walk(ctx, paths, a.stdin, opt, func(r ingest.Read) error {
				if r.Err != nil {
					return r.Err
				}
				add(stems.Stems(r.Article.Text))
				progress.step("")
				return ctx.Err()
			})
		}
		var vocabulary wordvec.Vocabulary
		if err := walk("reports read for their words", vocabulary.Add); err != nil {
			return err
		}
		counter := vocabulary.Counter(vectorWords, vectorContexts)
		if err := walk("reports read for the company of words", counter.Add); err != nil {
			return err
		}
		a.progressLine("shortening the vectors")
		table, err := counter.Table(ctx, vectorDims)
		if err != nil {
			return err
		}
		return writeModel(*out, func(w io.Writer) error {
			z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
			if err != nil {
				return err
			}
			if err := table.Write(z); err != nil {
				return err
			}
			return z.Close()
		})
	}
	return cmd
}
