package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestShow(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "show.db")
	text := "Dam holds\n\n“The dam holds”, Ana Reva said. Idris Vane said that it leaks.\n\nThe lake is full.\n"
	name := filepath.Join(dir, "dam.txt")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ok := func(args ...string) string {
		t.Helper()
		code, out, said := execute(context.Background(), append(args, "--record", file)...)
		if code != exitDone {
			t.Fatalf("%q: exit code %d: %s", args, code, said)
		}
		return out
	}
	ok("add", name)
	article := regexp.MustCompile(`"id":"(\w+)"`).FindStringSubmatch(ok("list", "articles", "--format", "jsonl"))[1]
	statement := regexp.MustCompile(`"id":"(\w+)"`).FindStringSubmatch(ok("list", "statements", "--kind", "direct", "--format", "jsonl"))[1]

	shown := ok("show", article)
	for _, want := range []string{
		"report     " + name, "article    " + article, "version    1 of 1", "published  open (",
		"“[1: The dam holds]”, {Ana Reva} <said>.", "it leaks].", "[2: ", "\nThe lake is full.\n",
		"   1  " + statement + "  direct    Ana Reva\n",
	} {
		if !strings.Contains(shown, want) {
			t.Errorf("the article does not show %q:\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "\x1b") {
		t.Error("colours in a pipe")
	}

	shown = ok("show", statement)
	for _, want := range []string{"kind       direct\n", "speaker    Ana Reva (ana-reva)\n", "cue        said\n", "content    The dam holds\n", "bytes      14-27\n", "“[1: The dam holds]”, {Ana Reva} <said>. Idris"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the statement does not show %q:\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "The lake") {
		t.Error("the statement shows another paragraph")
	}

	if got := ok("show", article[:8]); !strings.Contains(got, "article    "+article) {
		t.Errorf("the beginning of an ID shows\n%s", got)
	}
	if got := ok("show", "ana-reva"); !strings.Contains(got, "1 statement of 1 article of 0 outlets") || !strings.Contains(got, "The dam holds") {
		t.Errorf("the speaker shows\n%s", got)
	}

	for id, want := range map[string]string{"zzzz": "has this ID", article[:3]: "has this ID", "": "has this ID"} {
		code, out, said := execute(context.Background(), "show", id, "--record", file)
		if code != exitFailed || out != "" || !strings.Contains(said, want) {
			t.Errorf("show %q: exit code %d, %q, %q", id, code, out, said)
		}
	}
}
