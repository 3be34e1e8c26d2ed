package corpus_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sayso/corpus"
)

func TestScoreQuantities(t *testing.T) {
	gold, err := corpus.ReadQuantities(strings.NewReader(`
{"id":"a","text":"About 3 km and 5 to 7 million crates.","quantities":[{"value":"3.0","normalized_unit":"kilometre","change":"~"},{"value":"5000000-7000000","normalized_unit":"crate","change":"="}]}
{"id":"b","text":"None.","quantities":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	predicted, err := corpus.ReadQuantities(strings.NewReader(`
{"id":"a","figures":[{"value":5e6,"normalized_unit":"crate"},{"value":"3","normalized_unit":"KILOMETRE","change":"="},{"value":"3","change":"~"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := corpus.ScoreQuantities(gold, predicted)
	if err != nil {
		t.Fatal(err)
	}
	if want := (corpus.QuantityScore{Gold: 2, System: 3, Value: 1, Unit: 1, Change: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if _, err := corpus.ScoreQuantities(gold[:1], gold); err == nil || !strings.Contains(err.Error(), `"b"`) {
		t.Errorf("error %v, want one that names the sentence gold lacks", err)
	}
}

func TestReadQuantitiesNamesTheLine(t *testing.T) {
	for in, want := range map[string]string{
		"{\"id\":\"a\"}\n{": "line 2: want",
		`{"text":"x"}`:      `line 1: no "id"`,
		`{"id":"a","quantities":[{"value":true}]}`: `line 1: a: quantity 1: "value" is true, want`,
	} {
		if _, err := corpus.ReadQuantities(strings.NewReader(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", in, err, want)
		}
	}
}

// The scorer prints what the corpus's own scorer prints, whatever is predicted.
func TestQuantitiesAgreeWithThePythonScorer(t *testing.T) {
	script := filepath.Join("..", "..", "shared", "tools", "score_quant.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer is not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the Python scorer: ", err)
	}
	dir := t.TempDir()
	const cases = 150
	for i := range cases {
		r := rand.New(rand.NewPCG(2, uint64(i)))
		gold, pred := quantityLines(r)
		write(t, filepath.Join(dir, fmt.Sprintf("%03d.gold", i)), gold)
		write(t, filepath.Join(dir, fmt.Sprintf("%03d.jsonl", i)), pred)
	}
	const driver = `
import contextlib, glob, io, runpy, sys
script, folder = sys.argv[1:]
for pred in sorted(glob.glob(folder + '/*.jsonl')):
    out = io.StringIO()
    sys.argv = [script, pred[:-5] + 'gold', pred]
    with contextlib.redirect_stdout(out):
        runpy.run_path(script, run_name='__main__')
    open(pred + '.out', 'w', encoding='utf-8', newline='').write(out.getvalue())
`
	if out, err := exec.Command(python, "-c", driver, script, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i := range cases {
		read := func(ext string) []corpus.QuantitySentence {
			f, err := os.Open(filepath.Join(dir, fmt.Sprintf("%03d.%s", i, ext)))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			s, err := corpus.ReadQuantities(f)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		score, err := corpus.ScoreQuantities(read("gold"), read("jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		if err := score.Print(&got); err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%03d.jsonl.out", i)))
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("case %d: got\n%swant\n%s", i, got.String(), want)
		}
	}
}

// quantityLines returns a gold of a few sentences and a prediction that is
// nearly it.
func quantityLines(r *rand.Rand) (gold, pred []byte) {
	values := []any{"1", "1.0", "2", "2.00001", "2.0001", "1-2", "1.0-2.0", "2-1", "-3", "-3--1", "1e3-2e3", "1000", 1000, 2.5, "2.5", "a third", "", " 7 ",
		"1_000", "1__0", ".5", "5.", "1.2.3-4", "0x10", "inf", "nan", "-", "1e400", 1e22, "12-abc", "٣", 0, "0.0"}
	units := []string{"-", "mile", "Mile", "dollar per barrel", "", "ΣΊΣ"}
	changes := []string{"=", "~", "<", ">", "up", "down"}
	for id := range 1 + r.IntN(12) {
		var g, p []map[string]any
		for range r.IntN(5) {
			q := map[string]any{"value": pick(r, values...), "normalized_unit": pick(r, units...), "change": pick(r, changes...)}
			g = append(g, q)
			for range pick(r, 0, 1, 1, 1, 2) {
				c := map[string]any{"value": q["value"], "normalized_unit": q["normalized_unit"], "change": q["change"]}
				switch r.IntN(6) {
				case 0:
					c["value"] = pick(r, values...)
				case 1:
					c["normalized_unit"] = pick(r, units...)
				case 2:
					delete(c, "normalized_unit")
				case 3:
					delete(c, "change")
				}
				p = append(p, c)
			}
		}
		r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		line := func(name string, q []map[string]any) []byte {
			if q == nil {
				q = []map[string]any{}
			}
			b, _ := json.Marshal(map[string]any{"id": fmt.Sprint("s", id), "text": "x", name: q}) // strings and numbers only
			return append(b, '\n')
		}
		gold = append(gold, line("quantities", g)...)
		if r.IntN(8) > 0 {
			pred = append(pred, line(pick(r, "quantities", "figures"), p)...)
		}
	}
	return gold, pred
}
