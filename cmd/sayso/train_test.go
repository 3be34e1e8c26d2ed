package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// Training that is interrupted ends as everything does, and writes no model.
func TestInterruptedTrainingWritesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	sample := filepath.Join("..", "..", "corpus", "testdata", "sample.conllu")
	for _, what := range []string{"tokens", "pos", "parse", "ner"} {
		out := filepath.Join(t.TempDir(), "out.model")
		if code, stdout, stderr := execute(ctx, "train", what, "--out", out, sample); code != exitInterrupted {
			t.Errorf("train %s: exit code %d\n%s%s", what, code, stdout, stderr)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("train %s wrote a model", what)
		}
	}
}
