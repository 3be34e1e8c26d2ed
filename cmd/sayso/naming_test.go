package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
