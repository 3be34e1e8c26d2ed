package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// A search is saved, taken by list and export, renamed and removed; whatever would
// lose one is said or refused.
func TestSearches(t *testing.T) {
	file := filepath.Join(t.TempDir(), "searches.db")
	if code, _, said := execute(context.Background(), "add", "--record", file, reports(t, 12)); code != exitDone {
		t.Fatal(said)
	}
	all := lines(t, file, "list", "statements", "--format", "jsonl")
	for _, c := range []struct {
		args string
		code int
		said string
	}{
		{"searches add First --filters since=0", exitUsage, `"since"`},
		{"searches add First --list sentences", exitUsage, `list "sentences": want statements`},
		{"searches add First --filters kind=loud", exitUsage, "Choose direct"},
		{"searches add First --filters unit=kg", exitUsage, "statements take q, speaker"},
		{"searches add First --status ahead", exitUsage, `filter "status": saved searches of statements do not take it`},
		{"searches add First --text zzz", exitDone, `"First" saved: statements?q=zzz`},
		{"searches add first --list articles", exitFailed, `a search of statements is saved as "First" already`},
		{"searches add first --filters kind=indirect --replace", exitDone, `was statements?q=zzz; it is statements?kind=indirect now`},
		{"searches add Events --list events --status past", exitDone, "events?status=past"},
		{"searches rename First Events", exitFailed, "already"},
		{"searches rename Second Third", exitFailed, `no search is saved as "Second"`},
		{"searches rename first Second", exitDone, `"first" is called "Second" now`},
		{"list articles --search Second", exitUsage, "it is of statements, not of articles"},
		{"list statements --search First", exitFailed, "no search is saved"},
		{"export --search Events", exitUsage, "it is of events, not of statements"},
	} {
		code, _, said := execute(context.Background(), append(strings.Fields(c.args), "--record", file)...)
		if code != c.code || !strings.Contains(said, c.said) {
			t.Errorf("%s: exit code %d, said %q; want %d and %q", c.args, code, said, c.code, c.said)
		}
	}
	indirect := lines(t, file, "list", "statements", "--kind", "indirect", "--format", "jsonl")
	for want, args := range map[string][]string{
		strings.Join(indirect, ""): {"list", "statements", "--search", "second", "--format", "jsonl"},
		strings.Join(all, ""):      {"list", "statements", "--filters", "review=all", "--format", "jsonl"},
	} {
		if got := strings.Join(lines(t, file, args...), ""); got != want || got == "" {
			t.Errorf("%q: %d bytes, want %d", args, len(got), len(want))
		}
	}
	if got := lines(t, file, "export", "--search", "Second", "--format", "jsonl"); len(got) != len(indirect) {
		t.Errorf("%d statements exported, want %d", len(got), len(indirect))
	}
	// Other filters go over those of the search.
	if got, want := len(lines(t, file, "list", "statements", "--search", "Second", "--kind", "direct", "--format", "jsonl")),
		len(lines(t, file, "list", "statements", "--kind", "direct", "--format", "jsonl")); got != want {
		t.Errorf("%d direct statements, want %d", got, want)
	}
	if code, _, said := execute(context.Background(), "searches", "remove", "second", "--record", file); code != exitDone || !strings.Contains(said, `"Second" removed: statements?kind=indirect`) {
		t.Errorf("exit code %d, said %q", code, said)
	}
	if got := lines(t, file, "searches", "list", "--format", "jsonl"); len(got) != 1 || !strings.Contains(got[0], `"name":"Events"`) {
		t.Errorf("left: %q", got)
	}
}

// lines returns what the program prints, line by line.
func lines(t *testing.T, file string, args ...string) []string {
	t.Helper()
	code, out, said := execute(context.Background(), append(args, "--record", file)...)
	if code != exitDone {
		t.Fatalf("%q: exit code %d: %s", args, code, said)
	}
	return strings.Split(strings.TrimSuffix(out, "\n"), "\n")
}
