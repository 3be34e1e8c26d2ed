package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sayso/record"
)

// The example reports hold utterances that several outlets tell: they are listed,
// compared and found again after linking anew.
func TestLinkedExamples(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "examples.db")
	t.Chdir("../..")
	if code, _, said := execute(ctx, "add", "--record", file, "examples"); code != exitDone {
		t.Fatal(said)
	}
	run := func(args ...string) string {
		t.Helper()
		code, out, said := execute(ctx, append(args, "--record", file)...)
		if code != exitDone {
			t.Fatalf("%v: exit code %d, %s", args, code, said)
		}
		return out
	}
	// 12 is a reprint of 11: its utterances have one origin.
	find := func() (utterance, statement string) {
		t.Helper()
		for line := range strings.Lines(run("list", "utterances", "--format", "csv")) {
			if strings.Contains(line, "Nobody looked down") {
				f := strings.Split(strings.TrimSpace(line), ",")
				if f[2] != "2" || f[3] != "2" || f[4] != "1" {
					t.Errorf("want 2 outlets, 2 articles, 1 origin: %s", line)
				}
				return f[0], f[len(f)-1]
			}
		}
		t.Fatal("an utterance that a reprint tells, too, is not listed")
		return "", ""
	}
	utterance, statement := find()
	text := run("compare", utterance)
	for _, want := range []string{"2 tellings in 2 reports, 2 named outlets, 1 independent origin", "1  ", "2  ", "direct"} {
		if !strings.Contains(text, want) {
			t.Errorf("compare: no %q in\n%s", want, text)
		}
	}
	if again := run("compare", statement); again != text {
		t.Errorf("by its statement:\n%s", again)
	}
	if n := strings.Count(run("compare", utterance, "--format", "jsonl"), `"utterance":"`+utterance+`"`); n != 2 {
		t.Errorf("%d lines of JSON, want 2", n)
	}
	kinds := map[string]int{}
	for line := range strings.Lines(run("list", "accounts", "--format", "jsonl")) {
		var cell struct{ Differs string }
		if err := json.Unmarshal([]byte(line), &cell); err != nil {
			t.Fatal(err)
		}
		kinds[cell.Differs]++
	}
	for _, k := range record.AccountKinds() {
		if kinds[k.String()] < 2 {
			t.Errorf("the examples give %d accounts that differ in %s, want two at least", kinds[k.String()], k)
		}
	}
	stories := run("list", "stories", "--format", "csv")
	story, _, _ := strings.Cut(strings.Split(stories, "\n")[1], ",")
	if !strings.Contains(run("compare", story), "telling") {
		t.Error("nothing is compared of a story")
	}
	for _, id := range []string{"u99999", "x", "0123456789abcdef"} {
		if code, _, said := execute(ctx, "compare", id, "--record", file); code != exitFailed || !strings.Contains(said, "want the ID of an utterance") {
			t.Errorf("compare %s: exit code %d, %s", id, code, said)
		}
	}
	if code, _, _ := execute(ctx, "compare", utterance, "--format", "xml", "--record", file); code != exitUsage {
		t.Errorf("an unknown format: exit code %d", code)
	}

	if code, _, said := execute(ctx, "relink", "--record", file); code != exitDone || !strings.Contains(said, "16 reports linked") {
		t.Fatalf("relink: exit code %d, %s", code, said)
	}
	if now, _ := find(); now == utterance {
		t.Errorf("%s was given again after linking anew", now)
	}
	if code, _, said := execute(ctx, "verify", "--record", file); code != exitDone {
		t.Error(said)
	}
}

// What a transcript holds is a telling by the speaker it is of.
func TestTranscript(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	file := filepath.Join(dir, "x.db")
	for name, text := range map[string]string{
		"report.txt": "Ferry owners must pay, says Cattermole\n\n“We hope that the owners of the ferry will come to their senses and pay the crew,” harbour master Ines Cattermole said on Saturday.\n",
		"speech.txt": "Good morning to you all. We do hope the ferry's owners come to their senses and will pay the crews. Thank you.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, said := execute(ctx, "add", "--record", file, filepath.Join(dir, "report.txt")); code != exitDone {
		t.Fatal(said)
	}
	code, _, said := execute(ctx, "add", "--record", file, "--transcript", "Ines Cattermole", filepath.Join(dir, "speech.txt"))
	if code != exitDone || !strings.Contains(said, "3 statements") {
		t.Fatalf("exit code %d: %s", code, said)
	}
	code, out, said := execute(ctx, "list", "utterances", "--record", file, "--format", "jsonl")
	if code != exitDone || strings.Count(out, "\n") != 1 || !strings.Contains(out, `"articles":2`) || !strings.Contains(out, `"speaker":"Ines Cattermole"`) {
		t.Fatalf("exit code %d: %s%s", code, out, said)
	}
	code, out, _ = execute(ctx, "list", "statements", "--record", file, "--outlet", "transcript", "--format", "jsonl")
	if code != exitDone || strings.Count(out, "\n") != 3 || strings.Count(out, `"kind":"direct"`) != 3 {
		t.Errorf("statements of the transcript: %s", out)
	}
	if code, _, said := execute(ctx, "verify", "--record", file); code != exitDone {
		t.Error(said)
	}
	if code, _, _ := execute(ctx, "add", "--record", file, "--transcript", " ", dir); code != exitUsage {
		t.Errorf("a transcript of nobody: exit code %d", code)
	}
}
