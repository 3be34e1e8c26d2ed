package corpus_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

const twoTrees = "# newdoc id = a\n# text = Don't go.\n" +
	"1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
	"1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t_\t_\n" +
	"2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n" +
	"3\tgo\tgo\tVERB\tVB\tMood=Imp\t0\troot\t_\tSpaceAfter=No\n" +
	"4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n" +
	"1\t_\t_\tSYM\tNFP\t_\t0\troot\t_\t_\n\n"

func readTrees(t *testing.T, s string) ([]*corpus.Tree, error) {
	t.Helper()
	var out []*corpus.Tree
	err := corpus.ReadCoNLLU(strings.NewReader(s), func(x *corpus.Tree) error {
		out = append(out, x)
		return nil
	})
	return out, err
}

func TestCoNLLUComesBack(t *testing.T) {
	trees, err := readTrees(t, twoTrees)
	if err != nil {
		t.Fatal(err)
	}
	if len(trees) != 2 || len(trees[0].Words) != 4 || trees[0].Words[0].Head != 3 || trees[1].Words[0].Form != "_" {
		t.Fatalf("read %+v", trees)
	}
	if id, ok := trees[0].Comment("newdoc id"); !ok || id != "a" {
		t.Errorf("newdoc id = %q %v", id, ok)
	}
	if corpus.SpaceAfter(trees[0].Words[2].Misc) || !corpus.SpaceAfter(trees[0].Words[3].Misc) {
		t.Error("SpaceAfter is misread")
	}
	var b strings.Builder
	for _, x := range trees {
		if err := corpus.WriteCoNLLU(&b, x); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(twoTrees, b.String()); diff != "" {
		t.Errorf("(-read +written):\n%s", diff)
	}
}

func TestCoNLLUNamesTheLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"1\ta\ta\n", "line 1: 3 columns"},
		{"# x\n2\ta\ta\t_\t_\t_\t0\troot\t_\t_\n", "line 2: word ID \"2\", want 1"},
		{"1\ta\ta\t_\t_\t_\tx\troot\t_\t_\n", "line 1: head \"x\""},
		{"# x\n1\ta\ta\t_\t_\t_\t7\troot\t_\t_\n\n", "sentence at line 1: word 1 has head 7 of 1"},
		{"3-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 1: range"},
	} {
		if _, err := readTrees(t, c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

// The treebanks come back byte for byte but for empty nodes, which are passed
// over, and the enhanced graphs are kept as they are.
func TestTreebanksComeBack(t *testing.T) {
	for _, name := range []string{"en_ewt-ud-dev.conllu", "en_gum-ud-dev.conllu"} {
		b, err := os.ReadFile("../../shared/data/ud/" + name)
		if err != nil {
			t.Skipf("no treebank to read: %v", err)
		}
		trees, err := readTrees(t, string(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got strings.Builder
		for _, x := range trees {
			if err := corpus.WriteCoNLLU(&got, x); err != nil {
				t.Fatal(err)
			}
		}
		var want strings.Builder
		for line := range strings.Lines(string(b)) {
			id, _, _ := strings.Cut(line, "\t")
			if !strings.HasPrefix(line, "#") && strings.Contains(id, ".") {
				continue
			}
			want.WriteString(line)
		}
		if got.String() != want.String() {
			t.Errorf("%s does not come back", name)
		}
	}
}
