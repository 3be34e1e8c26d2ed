package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sayso/corpus"
)

// Words that are written as one stand below a line of what is written, which has
// the space behind them; the format reads back as it was printed.
func TestParsePrintsContractions(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte("They don't know, she said: \"We can't.\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := execute(context.Background(), "parse", name)
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	for _, want := range []string{
		"\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\t", "\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is missing in\n%s", want, stdout)
		}
	}
	var back strings.Builder
	err := corpus.ReadCoNLLU(strings.NewReader(stdout), func(x *corpus.Tree) error { return corpus.WriteCoNLLU(&back, x) })
	if err != nil || back.String() != stdout {
		t.Errorf("reads back as\n%s\n%v", back.String(), err)
	}
}
