package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sayso/corpus"
	"sayso/lang/en"
)

const namedCorpora = "The format of a GOLD is told from its name:\n\n" +
	"  *.corenlp.jsonl   what CoreNLP found in the articles of *.jsonl beside it (as PolNeAR has it)\n" +
	"  *.conllu          the treebank GUM, whose last column says what phrases are\n" +
	"  anything else     a token and its tag a line (CoNLL-2003, Universal NER, WorldWide newswire)\n\n" +
	"each as it is or compressed (*.gz)."

func (a *app) evalNerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ner GOLD…",
		Short: "Score names against corpora of named entities",
		Long: "ner finds the names in each GOLD, with its tokens and sentences given, and scores them: a name\n" +
			"is right when GOLD has one of the same span and type. Types that GOLD does not tell apart count\n" +
			"as one, types that it does not annotate are left out.\n\n" + namedCorpora,
		Args: argCount(1, -1, "one GOLD or more"),
	}
	s, load := selectionFlags(cmd), modelFlag(cmd)
	tenth := cmd.Flags().Bool("tenth", false, "score every tenth document only, those that 'train ner --tenth' leaves out")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		grammar, err := load()
		if err != nil {
			return err
		}
		for _, p := range paths {
			gold, err := readNamed(p, s)
			if err != nil {
				return err
			}
			progress := a.con.progress("articles", len(gold))
			var scores corpus.NameScores
			for i, key := range gold {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				if *tenth && !inTenth(i) {
					continue
				}
				found := bare(key.Document)
				grammar.Tagger.Tag(found)
				grammar.Names.Find(found)
				if err := found.Check(); err != nil {
					return fmt.Errorf("%s: %s: annotation: %w", p, key.Name, err)
				}
				scores.Add(key, found.Names)
				progress.step("")
			}
			a.con.clear()
			if err := scores.Print(a.stdout, p); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// inTenth reports whether document i of a corpus is one of the tenth that is kept
// from training: the tenth, the twentieth, ….
func inTenth(i int) bool { return i%10 == 9 }

// readNamed reads a corpus of named entities.
func readNamed(path string, s *selection) ([]corpus.Named, error) {
	name := strings.TrimSuffix(path, ".gz")
	var all []corpus.Named
	var err error
	switch base, silver := strings.CutSuffix(name, ".corenlp.jsonl"); {
	case silver:
		all, err = readFile(path, "names found by CoreNLP", func(r io.Reader) ([]corpus.Named, error) {
			return unpacked(path, r, func(r io.Reader) ([]corpus.Named, error) {
				texts := base + ".jsonl"
				return readFile(texts, "the articles that "+filepath.Base(path)+" was made from", func(t io.Reader) ([]corpus.Named, error) {
					return corpus.ReadCoreNLPNames(r, t)
				})
			})
		})
	case strings.HasSuffix(name, ".conllu"):
		tb, err := readFile(path, "a treebank in CoNLL-U", func(r io.Reader) (*treebank, error) {
			return unpacked(path, r, func(r io.Reader) (*treebank, error) { return newTreebank(path, r, s) })
		})
		if err != nil {
			return nil, err
		}
		words := corpus.GUMWords{Titles: en.NameTitles()}
		words.Joints, words.And = en.NameJoints()
		for i, d := range tb.documents {
			all = append(all, corpus.GUMNames(d, tb.trees[i], words))
		}
		return all, nil
	default:
		all, err = readFile(path, "a corpus of named entities", func(r io.Reader) ([]corpus.Named, error) {
			return unpacked(path, r, corpus.ReadNameColumns)
		})
	}
	if err != nil {
		return nil, err
	}
	var out []corpus.Named
	for _, d := range all {
		if s.has(d.Name) {
			out = append(out, d)
		}
	}
	return out, nil
}

// unpacked calls read with r, decompressed when path says that it is compressed.
func unpacked[T any](path string, r io.Reader, read func(io.Reader) (T, error)) (T, error) {
	if !strings.HasSuffix(path, ".gz") {
		return read(r)
	}
	z, err := gzip.NewReader(r)
	if err != nil {
		var none T
		return none, fmt.Errorf("not compressed with gzip, as its name says: %w", err)
	}
	return read(z)
}
