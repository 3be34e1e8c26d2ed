package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"sayso"
	"sayso/corpus"
	"sayso/depparse"
	"sayso/lang/en"
	"sayso/perceptron"
	"sayso/pos"
)

func (a *app) trainCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Learn a model from corpora on disk",
	}
	needsCommand(cmd, "what to train")
	cmd.AddCommand(a.trainTokensCommand(), a.trainPosCommand(), a.trainParseCommand(), a.trainJackknifeCommand(), a.trainTeachCommand(), a.trainNerCommand(), a.trainGeoCommand(), a.trainCorefCommand(),
		a.trainFrequenciesCommand(), a.trainVectorsCommand(), a.trainLinkCommand(), a.trainNamingCommand(), a.trainAttributionCommand())
	return cmd
}

// training is what both models are trained with.
type training struct {
	out, licence    string
	corpora, scores []string
	seed            uint64
	passes          int
	selection       *selection
}

func trainingFlags(cmd *cobra.Command, passes int) *training {
	t := &training{selection: selectionFlags(cmd)}
	f := cmd.Flags()
	f.StringVar(&t.out, "out", "", "`FILE` to write the model to")
	f.StringVar(&t.licence, "licence", "", "the `TERMS` of the weights, for the model's header")
	f.StringSliceVar(&t.corpora, "terms", nil, "`TERMS` of each treebank, in their order, for the model's header")
	f.StringArrayVar(&t.scores, "score", nil, "a `LINE` of scores for the model's header")
	f.Uint64Var(&t.seed, "seed", 1, "where chance starts: the same gives the same model")
	f.IntVar(&t.passes, "passes", passes, "times to go through the corpus")
	return t
}

// header begins the header of the model; how many words the corpora have is left
// open.
func (t *training) header(paths []string) (perceptron.Header, error) {
	header := perceptron.Header{Licence: t.licence, Scores: t.scores}
	if t.out == "" {
		return header, usagef("name the file to write with --out")
	}
	if len(t.corpora) != 0 && len(t.corpora) != len(paths) {
		return header, usagef("--terms names %d terms for %d treebanks", len(t.corpora), len(paths))
	}
	for i, p := range paths {
		name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(p), ".gz"), ".conllu")
		if len(t.selection.skip) > 0 {
			name += " without " + strings.Join(t.selection.skip, ", ")
		}
		c := perceptron.Corpus{Name: name}
		if len(t.corpora) > 0 {
			c.Licence = t.corpora[i]
		}
		header.Corpora = append(header.Corpora, c)
	}
	return header, nil
}

// read reads the treebanks and the clusters and begins the header of the model.
func (t *training) read(paths []string) ([]*sayso.Document, *perceptron.Clusters, perceptron.Header, error) {
	header, err := t.header(paths)
	if err != nil {
		return nil, nil, header, err
	}
	var all []*sayso.Document
	for i, p := range paths {
		tb, err := readTreebank(p, t.selection)
		if err != nil {
			return nil, nil, header, err
		}
		header.Corpora[i].Words = words(tb.documents)
		all = append(all, tb.documents...)
	}
	clusters, err := en.Clusters(en.Models())
	return all, clusters, header, err
}

// progressLine prints what training says; it is long work, so that it is said
// on a terminal or not.
func (a *app) progressLine(line string) { a.con.note("%s", line) }

// progressLines is progressLine for trainings that run side by side.
func (a *app) progressLines() func(line string) {
	var one sync.Mutex
	return func(line string) {
		one.Lock()
		defer one.Unlock()
		a.progressLine(line)
	}
}

func (a *app) trainPosCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pos TREEBANK…",
		Short: "Learn parts of speech and lemmas from CoNLL-U files",
		Args:  argCount(1, -1, "one TREEBANK or more"),
	}
	t := trainingFlags(cmd, 6)
	runs := cmd.Flags().Int("runs", 3, "models to train and take the mean of")
	xpos := cmd.Flags().Int("xpos", 160000, "features to keep that decide on XPOS")
	upos := cmd.Flags().Int("upos", 80000, "features to keep that decide on UPOS")
	cmd.RunE = func(_ *cobra.Command, paths []string) error {
		docs, clusters, header, err := t.read(paths)
		if err != nil {
			return err
		}
		tagger, err := pos.Train(cmd.Context(), docs, clusters, pos.Training{
			Seed: t.seed, Passes: t.passes, Runs: *runs, XPOS: *xpos, UPOS: *upos, Progress: a.progressLine,
		})
		if err != nil {
			return err
		}
		return writeModel(t.out, func(w io.Writer) error { return tagger.Save(w, header) })
	}
	return cmd
}

func (a *app) trainParseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parse TREEBANK…",
		Short: "Learn dependency trees from CoNLL-U files",
		Long: "parse learns trees over the tags that stand in the treebanks. Those should be a tagger's\n" +
			"and not gold: 'sayso train jackknife' prints them.",
		Args: argCount(1, -1, "one TREEBANK or more"),
	}
	t := trainingFlags(cmd, 10)
	runs := cmd.Flags().Int("runs", 3, "models to train and take the mean of")
	arcs := cmd.Flags().Int("arcs", 400000, "features to keep that decide on moves, 0 for all")
	rels := cmd.Flags().Int("rels", 160000, "features to keep that decide on relations")
	silver := cmd.Flags().StringSlice("silver", nil, "`TREEBANKS` of trees that parsers made, to learn from besides")
	gold := cmd.Flags().Int("gold", 1, "times that the gold treebanks are gone through in a pass")
	beam := cmd.Flags().Int("beam", 1, "ways to parse a sentence that training follows at once")
	search := cmd.Flags().Int("search", 0, "with --beam: ways that the parser follows, 0 for as many as in training")
	margin := cmd.Flags().Int("margin", 1<<20, "with --beam: how far behind the best, in steps of the model's scores, a way is given up")
	backward := cmd.Flags().Bool("backward", false, "read sentences from their ends")
	cmd.RunE = func(_ *cobra.Command, paths []string) error {
		docs, clusters, header, err := t.read(paths)
		if err != nil {
			return err
		}
		docs = slices.Repeat(docs, max(1, *gold))
		for _, p := range *silver {
			tb, err := readTreebank(p, &selection{})
			if err != nil {
				return err
			}
			docs = append(docs, tb.documents...)
			header.Corpora = append(header.Corpora, perceptron.Corpus{Name: filepath.Base(p), Words: words(tb.documents)})
		}
		parser, err := depparse.Train(cmd.Context(), docs, clusters, depparse.Training{
			Seed: t.seed, Passes: t.passes, Runs: *runs, Arcs: *arcs, Rels: *rels,
			Beam: *beam, Search: *search, Margin: *margin, Backward: *backward, Progress: a.progressLines(),
		})
		if err != nil {
			return err
		}
		return writeModel(t.out, func(w io.Writer) error { return parser.Save(w, header) })
	}
	return cmd
}

// folds is how many parts a treebank is cut into to tag each by a tagger that
// has not seen it.
const folds = 5

func (a *app) trainJackknifeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "jackknife TREEBANK",
		Short: "Print a treebank with the tags of taggers that have not seen them",
		Long: "jackknife tags each fifth of the documents of TREEBANK by a tagger learnt from the\n" +
			"others and from the treebanks of --with, and prints it with its own trees.",
		Args: argCount(1, 1, "one TREEBANK"),
	}
	s := selectionFlags(cmd)
	with := cmd.Flags().StringSlice("with", nil, "`TREEBANKS` to learn from besides")
	seed := cmd.Flags().Uint64("seed", 1, "where chance starts")
	cmd.RunE = func(_ *cobra.Command, paths []string) error {
		tb, err := readTreebank(paths[0], s)
		if err != nil {
			return err
		}
		var others []*sayso.Document
		for _, p := range *with {
			o, err := readTreebank(p, s)
			if err != nil {
				return err
			}
			others = append(others, o.documents...)
		}
		clusters, err := en.Clusters(en.Models())
		if err != nil {
			return err
		}
		if err := a.jackknife(cmd.Context(), tb, others, clusters, *seed); err != nil {
			return err
		}
		for _, trees := range tb.trees {
			if err := a.printTrees(trees); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// jackknife replaces the tags of a treebank.
func (a *app) jackknife(ctx context.Context, tb *treebank, others []*sayso.Document, clusters *perceptron.Clusters, seed uint64) error {
	for fold := range folds {
		learn := slices.Clone(others)
		for i, d := range tb.documents {
			if i%folds != fold {
				learn = append(learn, d)
			}
		}
		tagger, err := pos.Train(ctx, learn, clusters, pos.Training{Seed: seed, XPOS: 1 << 20, UPOS: 1 << 20})
		if err != nil {
			return err
		}
		right, all := 0, 0
		for i := fold; i < len(tb.documents); i += folds {
			gold, d := tb.documents[i], bare(tb.documents[i])
			tagger.Tag(d)
			for k := range d.Tokens {
				d.Tokens[k].Head, d.Tokens[k].Rel = gold.Tokens[k].Head, gold.Tokens[k].Rel
				all++
				if gold.Tokens[k].XPOS == d.Tokens[k].XPOS {
					right++
				}
			}
			corpus.Annotate(tb.trees[i], d)
		}
		a.progressLine(fmt.Sprintf("tags of part %d of %d: XPOS %.2f", fold+1, folds, 100*float64(right)/float64(max(1, all))))
	}
	return nil
}

// modelFlag gives cmd the flag that names a folder of models to use in place of
// the program's own, and returns what loads them.
func modelFlag(cmd *cobra.Command) func() (*en.Grammar, error) {
	dir := cmd.Flags().String("models", "", "`FOLDER` of models to use in place of the program's own")
	return func() (*en.Grammar, error) {
		if *dir == "" {
			return en.LoadGrammar(en.Models())
		}
		return en.LoadGrammar(os.DirFS(*dir))
	}
}

// beamFlags gives cmd the flags that change the beam of parsers that have one,
// and returns what changes it.
func beamFlags(cmd *cobra.Command) func(*depparse.Parser) *depparse.Parser {
	beam := cmd.Flags().Int("beam", 0, "ways that parsers with a beam follow, in place of their own number")
	margin := cmd.Flags().Int("margin", 1<<20, "with --beam: how far behind the best a way is given up")
	return func(p *depparse.Parser) *depparse.Parser {
		if *beam == 0 {
			return p
		}
		return p.WithBeam(*beam, *margin)
	}
}

// committeeFlag gives cmd the flag that names parsers that vote, and returns what
// loads them.
func committeeFlag(cmd *cobra.Command, change func(*depparse.Parser) *depparse.Parser) func() (depparse.Committee, error) {
	paths := cmd.Flags().StringSlice("teachers", nil, "`MODELS` of parsers whose votes make the trees")
	return func() (depparse.Committee, error) {
		if len(*paths) == 0 {
			return nil, nil
		}
		clusters, err := en.Clusters(en.Models())
		if err != nil {
			return nil, err
		}
		var out depparse.Committee
		for _, p := range *paths {
			parser, err := readFile(p, "a model of trees", func(r io.Reader) (*depparse.Parser, error) { return depparse.Load(r, clusters) })
			if err != nil {
				return nil, err
			}
			out = append(out, change(parser))
		}
		return out, nil
	}
}
