package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sayso/corpus"
)

// Parsers that agree print each sentence once, with a whole tree; a share of
// votes nobody can have lets nothing through.
func TestTeachPrintsTreesThatParsersAgreeOn(t *testing.T) {
	dir := t.TempDir()
	texts := filepath.Join(dir, "texts.jsonl")
	lines := `{"text": "The council said on Monday that the bridge would stay closed. Nobody was hurt."}` + "\n" +
		`{"text": "The council said on Monday that the bridge would stay closed. It has stood there since 1974."}` + "\n"
	if err := os.WriteFile(texts, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	model := filepath.Join("..", "..", "lang", "en", "models", "parse.model")
	code, stdout, stderr := execute(context.Background(), "train", "teach", "--teachers", model+","+model, texts)
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var got []string
	err := corpus.ReadCoNLLU(strings.NewReader(stdout), func(x *corpus.Tree) error {
		text, _ := x.Comment("text")
		got = append(got, text)
		for _, w := range x.Words {
			if w.Deprel == "" {
				t.Errorf("%s has no relation", w.Form)
			}
		}
		return nil
	})
	if err != nil || len(got) != 2 {
		t.Errorf("%d sentences, want two: the one of four words is left out and the one that comes twice printed once: %q, %v", len(got), got, err)
	}
	if code, stdout, _ = execute(context.Background(), "train", "teach", "--agree", "1.1", "--teachers", model, texts); code != 0 || stdout != "" {
		t.Errorf("exit code %d\n%s", code, stdout)
	}
}

func TestTeachNamesWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	texts := filepath.Join(dir, "texts.jsonl")
	if err := os.WriteFile(texts, []byte("{\"text\": \"One.\"}\nnot JSON\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(dir, "good.jsonl")
	if err := os.WriteFile(good, []byte("{\"text\": \"One.\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{texts}, "text 2"},
		{[]string{filepath.Join(dir, "none.jsonl")}, "no such file"},
		{[]string{good}, "--teachers"},
		{[]string{"--teachers", good, good}, "good.jsonl: model file"},
	} {
		if code, _, stderr := execute(context.Background(), append([]string{"train", "teach"}, c.args...)...); code == 0 || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: exit code %d, %s", c.args, code, stderr)
		}
	}
}
