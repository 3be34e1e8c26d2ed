package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var figuresF1 = regexp.MustCompile(`(?m)^(value|value\+unit) .*F1 ([0-9.]+)$`)

// The figures of the first half of NewsQuant must be found as well as the goal
// for them asks.
func TestFiguresFloor(t *testing.T) {
	gold := filepath.Join("..", "..", "..", "shared", "data", "figures", "newsquant.jsonl")
	if _, err := os.Stat(gold); err != nil {
		t.Skip("the corpus of quantities is not here: ", err)
	}
	code, got, stderr := execute(context.Background(), "eval", "figures", gold)
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	found := figuresF1.FindAllStringSubmatch(got, -1)
	if len(found) != 2 {
		t.Fatalf("two levels wanted in %q", got)
	}
	for i, least := range []float64{88, 72} {
		if v, err := strconv.ParseFloat(found[i][2], 64); err != nil || v < least {
			t.Errorf("%s F1 %s, want at least %v", found[i][1], found[i][2], least)
		}
	}
}
