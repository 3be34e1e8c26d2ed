package corpus_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

func sample(t *testing.T) []*corpus.Tree {
	t.Helper()
	b, err := os.ReadFile("testdata/sample.conllu")
	if err != nil {
		t.Fatal(err)
	}
	trees, err := readTrees(t, string(b))
	if err != nil {
		t.Fatal(err)
	}
	return trees
}

// A document holds all that trees say, and gives it back.
func TestDocumentAndBack(t *testing.T) {
	trees := sample(t)
	d, err := corpus.Document("sample", trees)
	if err != nil {
		t.Fatal(err)
	}
	if want := "The minister said the talks would go on. She told"; !strings.HasPrefix(d.Text, want) {
		t.Errorf("text is %q, want %q …", d.Text, want)
	}
	got := corpus.Trees(d)
	for i := range trees {
		trees[i].Comments, got[i].Comments = nil, nil
	}
	if diff := cmp.Diff(trees, got); diff != "" {
		t.Errorf("(-read +back):\n%s", diff)
	}
}

func TestDocumentRefusesWhatIsNoTree(t *testing.T) {
	for _, c := range []struct {
		heads [2]int
		want  string
	}{{[2]int{2, 1}, "0 roots"}, {[2]int{0, 0}, "2 roots"}} {
		tree := &corpus.Tree{Words: []corpus.Word{
			{Form: "a", Head: c.heads[0], Deprel: "dep"}, {Form: "b", Head: c.heads[1], Deprel: "dep"},
		}}
		if _, err := corpus.Document("x", []*corpus.Tree{tree}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("heads %v: got %v, want %q", c.heads, err, c.want)
		}
	}
}

// Scores of trees with known errors: a wrong label, a wrong head, and a content
// drawn the other way about, which counts as right.
func TestUDScores(t *testing.T) {
	gold, got := sample(t), sample(t)
	got[0].Words[1].Deprel = "obj" // the subject of "said" is lost
	got[1].Words[8].Head = 6       // "night" hangs on "bridge"
	got[2].Words[2].Head, got[2].Words[2].Deprel = 0, "root"
	got[2].Words[5].Head, got[2].Words[5].Deprel = 3, "parataxis"
	var s corpus.UDScores
	reporting := func(l string) bool { return l == "say" || l == "tell" }
	for i := range gold {
		if err := s.Add(gold[i], got[i], reporting); err != nil {
			t.Fatal(err)
		}
	}
	want := corpus.UDScores{
		Sentences: 3, Words: 26, UPOS: 26, XPOS: 26, Lemma: 26, Feats: 26, Heads: 23, Labelled: 22, Verbs: 3,
		Subject: corpus.Found{Gold: 3, Found: 2, Right: 2}, Content: corpus.Found{Gold: 3, Found: 3, Right: 3},
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// An aside with no subject of its own reports nothing.
	aside, _ := readTrees(t, "1\tDone\tdo\tVERB\tVBN\t_\t0\troot\t_\t_\n2\ttell\ttell\tVERB\tVB\t_\t1\tparataxis\t_\t_\n3\tme\tI\tPRON\tPRP\t_\t2\tobj\t_\t_\n\n")
	before := s.Content
	if err := s.Add(aside[0], aside[0], reporting); err != nil || s.Content != before {
		t.Errorf("content %+v, want %+v; %v", s.Content, before, err)
	}
	if err := s.Add(gold[0], got[1], reporting); err == nil {
		t.Error("trees of different words are scored")
	}
}
