package depparse_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"sayso"
	"sayso/corpus"
	"sayso/depparse"
	"sayso/perceptron"
)

func read(t *testing.T) (*sayso.Document, *perceptron.Clusters) {
	t.Helper()
	f, err := os.Open("../corpus/testdata/sample.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := corpus.ReadDocument("sample", f)
	if err != nil {
		t.Fatal(err)
	}
	c, err := perceptron.ReadClusters(strings.NewReader("said\t1\t1\t1\ntold\t1\t1\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	return d, c
}

// A parser learns a handful of trees by heart, is the same each time it is
// trained, and is the same when it is read back.
func TestTrainParseSaveLoad(t *testing.T) {
	gold, clusters := read(t)
	var files [2]bytes.Buffer
	for i := range files {
		p, err := depparse.Train(t.Context(), []*sayso.Document{gold}, clusters, depparse.Training{Passes: 12, Runs: 2, Arcs: 5000, Rels: 5000})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Save(&files[i], perceptron.Header{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two trainings give two models")
	}
	p, err := depparse.Load(&files[0], clusters)
	if err != nil {
		t.Fatal(err)
	}
	got := &sayso.Document{Article: gold.Article, Sentences: gold.Sentences, Tokens: make([]sayso.Token, len(gold.Tokens))}
	for i, w := range gold.Tokens {
		got.Tokens[i] = w
		got.Tokens[i].Head, got.Tokens[i].Rel = 0, ""
	}
	p.Parse(got)
	if err := got.Check(); err != nil {
		t.Fatal(err)
	}
	for i, w := range gold.Tokens {
		if g := got.Tokens[i]; g.Head != w.Head || g.Rel != w.Rel {
			t.Errorf("%s: %s of %d, want %s of %d", w.Span.Of(gold.Text), g.Rel, g.Head, w.Rel, w.Head)
		}
	}
}

// Words and tags that training never saw still give one tree.
func TestAnyTagsGiveATree(t *testing.T) {
	gold, clusters := read(t)
	p, err := depparse.Train(t.Context(), []*sayso.Document{gold}, clusters, depparse.Training{Passes: 1, Arcs: 50, Rels: 50})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n < 40; n++ {
		d := &sayso.Document{Article: &sayso.Article{Text: strings.Repeat("x", n)}, Sentences: []sayso.Sentence{{First: 0, Last: int32(n)}}}
		for i := range n {
			d.Tokens = append(d.Tokens, sayso.Token{Span: sayso.Span{Start: int32(i), End: int32(i + 1)}, XPOS: "?", UPOS: "?"})
		}
		p.Parse(d)
		if err := d.Check(); err != nil {
			t.Fatalf("%d words: %v", n, err)
		}
	}
}

func TestTrainNeedsTrees(t *testing.T) {
	gold, clusters := read(t)
	gold.Tokens[3].Rel = ""
	if _, err := depparse.Train(t.Context(), []*sayso.Document{gold}, clusters, depparse.Training{}); err == nil || !strings.Contains(err.Error(), "sample: token 4") {
		t.Errorf("got %v", err)
	}
}
