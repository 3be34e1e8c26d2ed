package pos_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"sayso"
	"sayso/corpus"
	"sayso/perceptron"
	"sayso/pos"
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

// A tagger learns a handful of sentences by heart, is the same each time it is
// trained, and is the same when it is read back.
func TestTrainTagSaveLoad(t *testing.T) {
	gold, clusters := read(t)
	var files [2]bytes.Buffer
	for i := range files {
		p, err := pos.Train(t.Context(), []*sayso.Document{gold}, clusters, pos.Training{Passes: 10, XPOS: 5000, UPOS: 5000})
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
	p, err := pos.Load(&files[0], clusters)
	if err != nil {
		t.Fatal(err)
	}
	got := &sayso.Document{Article: gold.Article, Sentences: gold.Sentences, Tokens: make([]sayso.Token, len(gold.Tokens))}
	for i, w := range gold.Tokens {
		got.Tokens[i].Span = w.Span
	}
	p.Tag(got)
	if err := got.Check(); err != nil {
		t.Fatal(err)
	}
	for i, w := range gold.Tokens {
		if g := got.Tokens[i]; g.XPOS != w.XPOS || g.UPOS != w.UPOS || g.Lemma != w.Lemma {
			t.Errorf("%s: %s %s %s, want %s %s %s", w.Span.Of(gold.Text), g.XPOS, g.UPOS, g.Lemma, w.XPOS, w.UPOS, w.Lemma)
		}
	}
}

func TestTrainNeedsTags(t *testing.T) {
	gold, clusters := read(t)
	gold.Tokens[3].UPOS = ""
	if _, err := pos.Train(t.Context(), []*sayso.Document{gold}, clusters, pos.Training{}); err == nil || !strings.Contains(err.Error(), "sample: token 4") {
		t.Errorf("got %v", err)
	}
}
