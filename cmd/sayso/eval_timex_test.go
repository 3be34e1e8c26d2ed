package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

var valueF1 = regexp.MustCompile(`(?m)^value .*F1 ([0-9.]+)$`)

// The floors of value F1 on each corpus of times.
func TestTimeFloors(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "time")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the corpora of times are not here: ", err)
	}
	for name, floor := range map[string]float64{"meantime": 84, "tbaq": 84, "wikiwars_timex3": 77} {
		code, got, stderr := execute(context.Background(), "eval", "timex", filepath.Join(dir, name+".jsonl"))
		if code != exitDone {
			t.Fatalf("%s: exit code %d: %s", name, code, stderr)
		}
		m := valueF1.FindStringSubmatch(got)
		if m == nil {
			t.Fatalf("%s: no value F1 in %q", name, got)
		}
		if v, err := strconv.ParseFloat(m[1], 64); err != nil || v < floor {
			t.Errorf("%s: value F1 %s, want at least %v", name, m[1], floor)
		}
	}
}
