package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var f1 = regexp.MustCompile(`(tokens|sentences) .*F1 ([0-9.]+)`)

// The floors that tokens and sentences must reach on the dev parts.
func TestTokenFloors(t *testing.T) {
	ud := filepath.Join("..", "..", "..", "shared", "data", "ud")
	if _, err := os.Stat(ud); err != nil {
		t.Skip("the treebanks are not here: ", err)
	}
	for _, x := range []struct {
		bank, breaks      string
		tokens, sentences float64
	}{{"gum", "kept", 99, 94}, {"ewt", "lost", 98.3, 82}} {
		gold := filepath.Join(ud, fmt.Sprintf("en_%s-ud-dev.conllu", x.bank))
		code, got, stderr := execute(context.Background(), "eval", "tokens", "--breaks", x.breaks, gold)
		if code != exitDone {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		for _, m := range f1.FindAllStringSubmatch(got, -1) {
			floor := x.tokens
			if m[1] == "sentences" {
				floor = x.sentences
			}
			if v, err := strconv.ParseFloat(m[2], 64); err != nil || v < floor {
				t.Errorf("%s: %s F1 %s, want at least %v", x.bank, m[1], m[2], floor)
			}
		}
	}
}
