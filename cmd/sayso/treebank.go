package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
)

// treebank is documents of CoNLL-U files, each with the trees it was made from.
type treebank struct {
	documents []*sayso.Document
	trees     [][]*corpus.Tree
}

// selection is which documents of a treebank are read, by their "newdoc id".
type selection struct{ only, skip []string }

// selectionFlags gives cmd the flags that select documents.
func selectionFlags(cmd *cobra.Command) *selection {
	s := &selection{}
	cmd.Flags().StringSliceVar(&s.only, "only", nil, "read documents whose ID starts with one of `PREFIXES`, such as GUM_news, and no others")
	cmd.Flags().StringSliceVar(&s.skip, "skip", nil, "leave out documents whose ID starts with one of `PREFIXES`")
	return s
}

func (s *selection) has(id string) bool {
	starts := func(prefixes []string) bool {
		for _, p := range prefixes {
			if strings.HasPrefix(id, p) {
				return true
			}
		}
		return false
	}
	return (len(s.only) == 0 || starts(s.only)) && !starts(s.skip)
}

// readTreebank reads one file.
func readTreebank(path string, s *selection) (*treebank, error) {
	return readFile(path, "a treebank in CoNLL-U", func(r io.Reader) (*treebank, error) { return newTreebank(path, r, s) })
}

func newTreebank(path string, r io.Reader, s *selection) (*treebank, error) {
	tb := &treebank{}
	var trees []*corpus.Tree
	id := ""
	flush := func() error {
		if len(trees) == 0 {
			return nil
		}
		name := id
		if name == "" {
			name = path
		}
		d, err := corpus.Document(name, trees)
		if err != nil {
			return err
		}
		tb.documents, tb.trees = append(tb.documents, d), append(tb.trees, trees)
		trees = nil
		return nil
	}
	err := corpus.ReadCoNLLU(r, func(t *corpus.Tree) error {
		if next, ok := t.Comment("newdoc id"); ok {
			if err := flush(); err != nil {
				return err
			}
			id = next
		}
		if s.has(id) {
			trees = append(trees, t)
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	return tb, err
}

// bare returns a copy of d with nothing but its text, tokens and sentences.
func bare(d *sayso.Document) *sayso.Document {
	out := &sayso.Document{Article: d.Article, Sentences: d.Sentences, Tokens: make([]sayso.Token, len(d.Tokens))}
	for i, t := range d.Tokens {
		out.Tokens[i].Span = t.Span
	}
	return out
}

// words counts the tokens of documents.
func words(ds []*sayso.Document) int {
	n := 0
	for _, d := range ds {
		n += len(d.Tokens)
	}
	return n
}

// writeModel writes the file name with write, whole or not at all.
func writeModel(name string, write func(w io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), "sayso-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
