package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sayso/record"
	"sayso/record/sqlite"
)

// writeLines makes a file of lines and returns its name.
func writeLines(t *testing.T, name string, lines ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestLinkListedNamings(t *testing.T) {
	texts := writeLines(t, "texts.jsonl",
		`{"id": "a", "text": "Governor Ada Pell opened the bridge on Monday.\n\nPell thanked the workers."}`,
		`{"id": "b", "text": "The bridge was opened by Ada Pell, the governor. Workers went home."}`)
	mentions := writeLines(t, "mentions.jsonl",
		`{"id": "1", "article": "a", "type": "ACTOR", "mention": "Ada Pell", "paragraph": 0}`,
		`{"id": "2", "article": "a", "type": "ACTOR", "mention": "Pell", "paragraph": 1}`,
		`{"id": "3", "article": "b", "type": "ACTOR", "mention": "Ada Pell", "paragraph": 0}`,
		`{"id": "4", "article": "b", "type": "GROUP", "mention": "Workers", "paragraph": 0}`)
	code, stdout, stderr := execute(context.Background(), "link", "--what", "naming", "--mentions", mentions, texts)
	if code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], `{"id":"1","referent":"`) {
		t.Fatalf("printed %q", lines)
	}
	referent := func(i int) string { _, r, _ := strings.Cut(lines[i], `"referent":`); return r }
	if referent(0) != referent(1) || referent(0) != referent(2) || referent(0) == referent(3) {
		t.Errorf("referents %q", lines)
	}
	wrong := writeLines(t, "wrong.jsonl", `{"id": "1", "article": "c", "mention": "Pell"}`)
	if code, _, stderr := execute(context.Background(), "link", "--what", "naming", "--mentions", wrong, texts); code != exitFailed || !strings.Contains(stderr, `the article "c"`) {
		t.Errorf("a mention of no article: exit code %d, %q", code, stderr)
	}
	if code, _, _ := execute(context.Background(), "link", "--what", "stories", "--mentions", wrong, texts); code != exitUsage {
		t.Errorf("--mentions of stories: exit code %d", code)
	}
}

func TestReferents(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "r.db")
	text := writeLines(t, "one.txt", "The rebels left the port on Monday.", "", "Governor Ada Pell said the rebels had paid. “These thieves will be back,” Pell said.")
	if code, _, stderr := execute(ctx, "add", "--record", file, text); code != exitDone {
		t.Fatalf("add: exit code %d\n%s", code, stderr)
	}
	for range 2 { // proposed by add, and anew by the command
		code, stdout, stderr := execute(ctx, "list", "namings", "--record", file, "--format", "csv")
		if code != exitDone || !strings.Contains(stdout, "Ada Pell,ada-pell,Governor Ada Pell,") || !strings.Contains(stdout, "These thieves,thieves,group,quoted,Ada Pell") {
			t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
		}
		if code, _, stderr = execute(ctx, "referents", "--record", file); code != exitDone || !strings.Contains(stderr, "referents proposed") {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
	}
}

// What people decided holds when reports come and when referents are proposed anew, in
// this record and in one that imports it.
func TestReferentsHeedDecisions(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	file, copied, decided := filepath.Join(dir, "r.db"), filepath.Join(dir, "copy.db"), filepath.Join(dir, "d.jsonl")
	run := func(args ...string) string {
		t.Helper()
		code, stdout, stderr := execute(ctx, args...)
		if code != exitDone {
			t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
		}
		return stdout
	}
	first := writeLines(t, "one.txt", "Rebels took the mill at Ferrow on Monday, the council said.", "", "The looters burned the mill at Ferrow, the owner said. Nobody stopped the rebels.")
	run("add", "--record", file, first)
	store, err := openLinking(ctx, file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := store.Namings(ctx, record.NamingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	of := func(words string) record.Naming {
		i := slices.IndexFunc(page.Rows, func(n record.Naming) bool { return n.Words == words })
		if i < 0 {
			t.Fatalf("no naming %q among %+v", words, page.Rows)
		}
		return page.Rows[i]
	}
	rebels, looters := of("Rebels"), of("The looters")
	if rebels.Referent.ID == looters.Referent.ID {
		t.Fatal("rebels and looters are proposed to be one: the test shows nothing")
	}
	doc, err := store.Document(ctx, rebels.Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	d := record.Decision{Made: time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC), By: "ada", Kind: record.OneReferent, Namings: []record.NamingTarget{
		record.NamingTargetOf(doc, &rebels.Naming), record.NamingTargetOf(doc, &looters.Naming)}}
	if _, err := store.Decide(ctx, d); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	// referents returns how many referents there are of those that hold a naming of words.
	referents := func(file string, words ...string) int {
		t.Helper()
		found := map[string]bool{}
		for line := range strings.Lines(run("list", "namings", "--record", file, "--format", "csv")) {
			for _, w := range words {
				if f := strings.Split(line, ","); strings.EqualFold(f[2], w) {
					found[f[1]] = true
				}
			}
		}
		return len(found)
	}
	holds := func(what, file string, words ...string) {
		t.Helper()
		if n := referents(file, words...); n != 1 {
			t.Errorf("%s: %d referents of %q, want 1", what, n, words)
		}
	}
	holds("decided", file, "Rebels", "the rebels", "The looters")
	run("referents", "--record", file)
	holds("proposed anew", file, "Rebels", "the rebels", "The looters")
	second := writeLines(t, "two.txt", "Rebels took the mill at Ferrow, the council said on Tuesday.", "", "The looters burned the mill at Ferrow on Monday, the owner said, and the council feared the rebels.")
	run("add", "--record", file, second)
	holds("a report more", file, "Rebels", "the rebels", "The looters")

	run("decisions", "export", "--record", file, "-o", decided)
	run("add", "--record", copied, first)
	if n := referents(copied, "Rebels", "The looters"); n != 2 {
		t.Errorf("before the import: %d referents, want 2", n)
	}
	run("decisions", "import", "--record", copied, decided)
	holds("imported", copied, "Rebels", "the rebels", "The looters")
	if list := run("decisions", "list", "--record", copied, "--format", "csv"); !strings.Contains(list, "Rebels | The looters") {
		t.Errorf("the list of decisions: %s", list)
	}
}
