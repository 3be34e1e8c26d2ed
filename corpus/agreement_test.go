package corpus_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

// driver runs the Python scorer once for each prediction of a folder, in one
// process, and writes what it prints beside the prediction.
const driver = `
import contextlib, glob, io, runpy, sys
script, key, seeds, folder = sys.argv[1:]
for pred in sorted(glob.glob(folder + '/*.jsonl')):
    out = io.StringIO()
    sys.argv = [script, key, pred, '--misses', '--seeds', seeds]
    with contextlib.redirect_stdout(out):
        runpy.run_path(script)
    open(pred + '.out', 'w', encoding='utf-8', newline='').write(out.getvalue())
`

// The scorer prints what the key's own scorer prints, whatever is predicted:
// for the key of the seeds and for the fixture, whose names are harder.
func TestAgreesWithThePythonScorer(t *testing.T) {
	const shared = "../../shared"
	script := filepath.Join(shared, "tools", "score_seeds.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer is not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the Python scorer: ", err)
	}
	own := t.TempDir()
	for name, f := range folder {
		write(t, filepath.Join(own, name), f.Data)
	}
	write(t, filepath.Join(own, "key.json"), []byte(keyJSON))

	for _, c := range []struct {
		name, key, seeds string
		cases            int
	}{
		{"seeds", filepath.Join(shared, "key", "key.json"), filepath.Join(shared, "seeds"), 250},
		{"fixture", filepath.Join(own, "key.json"), own, 250},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw, err := os.ReadFile(c.key)
			if err != nil {
				t.Fatal(err)
			}
			key, err := corpus.ReadKey(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for i := range c.cases {
				p := perturb(rand.New(rand.NewPCG(1, uint64(i))), key, c.seeds)
				write(t, filepath.Join(dir, fmt.Sprintf("%03d.jsonl", i)), p)
			}
			if out, err := exec.Command(python, "-c", driver, script, c.key, c.seeds, dir).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for i := range c.cases {
				name := filepath.Join(dir, fmt.Sprintf("%03d.jsonl", i))
				compare(t, key, c.seeds, name)
			}
		})
	}
}

func compare(t *testing.T, key *corpus.Key, seeds, name string) {
	t.Helper()
	want, err := os.ReadFile(name + ".out")
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	p, err := corpus.ReadPredictions(in)
	if err != nil {
		t.Fatal(err)
	}
	s, err := corpus.ScoreSeeds(key, os.DirFS(seeds), p)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := s.Print(&got, true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s (-python +go):\n%s", filepath.Base(name), diff)
	}
}

// perturb returns the key's own statements as a prediction, damaged.
func perturb(r *rand.Rand, key *corpus.Key, seeds string) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(r.IntN(2) == 0)
	for _, d := range key.Documents {
		if r.IntN(12) == 0 {
			continue // nothing predicted for this report
		}
		b, _ := os.ReadFile(filepath.Join(seeds, d.File)) // a missing file fails the test later
		n := len([]rune(string(b)))
		jitter := func(s [2]int) [2]int {
			if r.IntN(3) == 0 {
				return s
			}
			from := min(max(s[0]+r.IntN(41)-20, 0), n)
			return [2]int{from, min(max(s[1]+r.IntN(81)-40, 0), n)}
		}
		statements := []map[string]any{}
		for _, s := range d.Statements {
			for range pick(r, 0, 1, 1, 1, 1, 2) {
				st := map[string]any{"kind": pick(r, s.Kind, s.Kind, "direct", "mixed", "indirect", "")}
				spans := [][2]int{}
				for _, c := range s.Content {
					spans = append(spans, jitter(c))
				}
				st["content"] = spans
				if r.IntN(10) > 0 {
					st["speaker"] = map[string]any{"name": name(r, s.Speaker)}
				}
				if r.IntN(10) > 0 {
					st["said"] = map[string]any{"value": pick[any](r, s.Said, s.Said, nil, "", "2018", "2019-01-01"), "why": "é"}
				}
				statements = append(statements, st)
			}
		}
		if r.IntN(6) == 0 {
			r.Shuffle(len(statements), func(i, j int) { statements[i], statements[j] = statements[j], statements[i] })
		}
		zones := []map[string]any{}
		for _, b := range append(d.Boilerplate, [2]int{0, r.IntN(n)}) {
			z := jitter(b)
			zones = append(zones, map[string]any{"kind": pick(r, "boilerplate", "boilerplate", "body"), "start": z[0], "end": z[1]})
		}
		line := map[string]any{
			"id":         pick(r, d.File, "a/b/"+d.File, d.ID),
			"statements": statements, "zones": zones,
		}
		if p := pick(r, published...); p != "" {
			line["published"] = json.RawMessage(p)
		}
		enc.Encode(line)
		if r.IntN(5) == 0 {
			out.WriteString(" \n")
		}
	}
	return out.Bytes()
}

// published are values that JSON writers of two languages may write unlike.
var published = []string{
	"", "null", `{"value":"2018-11-28","why":"line \"x\" <b> & 'é' 😀 \u2028\u0085\u007f\u0001\b\f\r\t\\ \/"}`,
	`{"why":"z","candidates":["2018","2019"],"why":"a"}`, `[]`, `{}`, `[1,-0,2.50,1e5,1e16,1.5e-7,-0.0001,123456789012345678901234567890,1E400,true,[{}]]`,
	`"2018-11-28"`, `12`,
}

// name returns the key's speaker, or one that is nearly or not at all the same.
func name(r *rand.Rand, key *string) any {
	s := ""
	if key != nil {
		s = *key
	}
	words := strings.Fields(s)
	if len(words) == 0 {
		words = []string{"none"}
	}
	last := words[len(words)-1]
	return pick[any](r, s, s, s, nil, "", strings.ToUpper(s), strings.ToLower(s), last, "Mr "+last, "X"+last,
		last+"\u001c", strings.Join(words, "\u00a0"), last+"\u0301", "it's", `say "it's"`, "tab\there\\ \u200b\u0085\U000e0001\u2028",
		"ΣΊΣΥΦΟΣ", "Δρ. ΣΊΣΥΦΟΣ", "i̇pek angel", "CHIEF ENGINEER", "the \\", "engineer\\", "forms", "Russian President Vladimir Putin", "putin", "中文")
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func write(t *testing.T, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
