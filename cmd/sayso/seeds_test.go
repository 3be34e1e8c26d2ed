package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite what tests compare with: testdata/seeds.golden, testdata/layouts.json, docs/screens")

// reason is why a publication date was read: it may quote the report, whose
// words are not ours to keep.
var reason = regexp.MustCompile(`, "why": ".*"}`)

// The scores over the keyed seeds are committed, so that a change that moves
// them shows in its diff. `go test ./cmd/sayso -run Seeds -update` rewrites
// them.
func TestSeedScores(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	key, seeds := filepath.Join(shared, "key", "key.json"), filepath.Join(shared, "seeds")
	if _, err := os.Stat(key); err != nil {
		t.Skip("the answer key is not here: ", err)
	}
	code, got, stderr := execute(context.Background(), "eval", "seeds", key, seeds)
	if code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	got = reason.ReplaceAllString(got, "}")
	golden := filepath.Join("testdata", "seeds.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the scores moved (-committed +now); if that is meant, run with -update:\n%s", diff)
	}
}
