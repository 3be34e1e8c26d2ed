package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var allNames = regexp.MustCompile(`  all .*F1 ([0-9.]+)`)

// The floors that names must reach on what no model has learnt from.
func TestNameFloors(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the corpora are not here: ", err)
	}
	for _, x := range []struct {
		args  []string
		floor float64
	}{
		{[]string{filepath.Join(data, "polnear", "dev.corenlp.jsonl.gz")}, 88},
		{[]string{"--tenth", filepath.Join(data, "ner", "wwn-train.tsv.gz")}, 81},
		{[]string{filepath.Join(data, "ner", "uner-ewt-dev.iob2")}, 68},
	} {
		code, got, stderr := execute(context.Background(), append([]string{"eval", "ner"}, x.args...)...)
		m := allNames.FindStringSubmatch(got)
		if code != exitDone || m == nil {
			t.Fatalf("%v: exit code %d\n%s%s", x.args, code, got, stderr)
		}
		if v, err := strconv.ParseFloat(m[1], 64); err != nil || v < x.floor {
			t.Errorf("%v: F1 %s, want at least %v", x.args, m[1], x.floor)
		}
	}
}

// What is wrong with a corpus is said with its name and place.
func TestNamesOfBrokenCorpora(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ name, text, want string }{
		{"words.tsv", "Reva\tB-PER\nleft\n", "line 2: 1 columns"},
		{"words.tsv.gz", "Reva\tB-PER\n", "not compressed with gzip"},
		{"dev.corenlp.jsonl", "{}\n", "dev.jsonl: no such file"},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		code, _, stderr := execute(context.Background(), "eval", "ner", path)
		if code != exitFailed || !strings.Contains(stderr, c.want) || !strings.Contains(stderr, path) {
			t.Errorf("%s: exit code %d: %s", c.name, code, stderr)
		}
	}
}

func TestPlacesAreListedByKind(t *testing.T) {
	line := func(name, other, kind, people string) string {
		return strings.Join([]string{"1", name, other, "0", "0", kind, "XX", "", "", people}, "\t") + "\n"
	}
	got, err := readPlaces(strings.NewReader(line("Arvena", "", "PCLI", "900000") + line("Lume", "Port Lume|Люме|lm", "PPLA", "200000") +
		line("Aske", "Asker", "PPL", "6000") + line("Aske", "", "ADM2", "6000") + line("Lower Arvena", "", "ADM1", "")))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"country": {"Arvena"}, "city": {"Lume"}, "city by another name": {"Port Lume"}, "town": {"Aske"}, "region": {"Lower Arvena"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := readPlaces(strings.NewReader("1\tArvena\n")); err == nil || !strings.Contains(err.Error(), "line 1: 2 columns") {
		t.Errorf("got %v", err)
	}
}
