package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// A table for people stops at fifty rows and says so; what a program reads does
// not, unless it is asked to.
func TestListLimit(t *testing.T) {
	file := filepath.Join(t.TempDir(), "many.db")
	if code, _, said := execute(context.Background(), "add", "--record", file, reports(t, 60)); code != exitDone {
		t.Fatal(said)
	}
	for _, c := range []struct {
		flags string
		lines int
		note  bool
	}{
		{"", 51, true},
		{"--limit 0", 61, false},
		{"--format jsonl", 60, false},
		{"--format csv", 61, false},
		{"--format jsonl --limit 7", 7, true},
	} {
		args := append([]string{"list", "articles", "--record", file}, strings.Fields(c.flags)...)
		code, out, said := execute(context.Background(), args...)
		if n := strings.Count(out, "\n"); code != exitDone || n != c.lines || strings.Contains(said, "of 60 articles") != c.note {
			t.Errorf("%q: exit code %d, %d lines, said %q; want %d lines, a note %v", c.flags, code, n, said, c.lines, c.note)
		}
	}
}
