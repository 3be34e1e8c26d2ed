package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var precision = regexp.MustCompile(`(?m)^both .*precision ([0-9.]+)%`)

// Of the sources that are pronouns or descriptions and were given somebody
// named, nine in ten must be right.
func TestSourcePrecisionFloor(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	key, seeds := filepath.Join(shared, "key", "key.json"), filepath.Join(shared, "seeds")
	if _, err := os.Stat(key); err != nil {
		t.Skip("the answer key is not here: ", err)
	}
	code, got, stderr := execute(context.Background(), "eval", "coref", "--key", key, seeds)
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	m := precision.FindStringSubmatch(got)
	if m == nil {
		t.Fatalf("no precision in %q", got)
	}
	if v, err := strconv.ParseFloat(m[1], 64); err != nil || v < 90 {
		t.Errorf("precision %s%%, want at least 90", m[1])
	}
}
