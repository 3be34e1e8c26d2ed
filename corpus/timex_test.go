package corpus_test

import (
	"bytes"
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

// timesDriver runs the Python scorer once for each prediction of a folder, in
// one process, and writes what it prints beside the prediction.
const timesDriver = `
import contextlib, glob, io, runpy, sys
script, gold, folder = sys.argv[1:]
for pred in sorted(glob.glob(folder + '/*.jsonl')):
    out = io.StringIO()
    sys.argv = [script, gold, pred, '--per-type']
    with contextlib.redirect_stdout(out):
        runpy.run_path(script, run_name='__main__')
    open(pred + '.out', 'w', encoding='utf-8', newline='').write(out.getvalue())
`

// The scorer of times prints what the Python scorer prints, whatever is
// predicted.
func TestTimesAgreeWithThePythonScorer(t *testing.T) {
	const shared = "../../shared"
	script, gold := filepath.Join(shared, "tools", "score_timex.py"), filepath.Join(shared, "data", "time", "meantime.jsonl")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer is not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the Python scorer: ", err)
	}
	raw, err := os.ReadFile(gold)
	if err != nil {
		t.Skip("the corpus of times is not here: ", err)
	}
	texts, err := corpus.ReadTimes(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const cases = 100
	for i := range cases {
		var b bytes.Buffer
		if err := corpus.WriteTimes(&b, perturbTimes(rand.New(rand.NewPCG(2, uint64(i))), texts)); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, fmt.Sprintf("%03d.jsonl", i)), b.Bytes())
	}
	if out, err := exec.Command(python, "-c", timesDriver, script, gold, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i := range cases {
		name := filepath.Join(dir, fmt.Sprintf("%03d.jsonl", i))
		want, err := os.ReadFile(name + ".out")
		if err != nil {
			t.Fatal(err)
		}
		in, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found, err := corpus.ReadTimes(bytes.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		byID := map[string][]corpus.Time{}
		for _, f := range found {
			byID[f.ID] = f.Times
		}
		var s corpus.TimeScore
		for _, g := range texts {
			s.Add(g.Times, byID[g.ID])
		}
		var got strings.Builder
		if err := s.Print(&got, true); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-python +go):\n%s", filepath.Base(name), diff)
		}
	}
}

// perturbTimes returns the gold as a prediction, damaged.
func perturbTimes(r *rand.Rand, gold []corpus.TimedText) []corpus.TimedText {
	var out []corpus.TimedText
	for _, g := range gold {
		if r.IntN(12) == 0 {
			continue
		}
		p := corpus.TimedText{ID: g.ID}
		for _, x := range g.Times {
			for range pick(r, 0, 1, 1, 1, 1, 2, 3) {
				y := x
				if r.IntN(2) == 0 {
					y.Start = max(0, x.Start+r.IntN(31)-15)
					y.End = max(y.Start, x.End+r.IntN(31)-15)
				}
				y.Type = pick(r, x.Type, x.Type, "DATE", "SET", "é")
				y.Value = pick(r, x.Value, x.Value, nil, new(string))
				p.Times = append(p.Times, y)
			}
		}
		if r.IntN(4) == 0 {
			r.Shuffle(len(p.Times), func(i, j int) { p.Times[i], p.Times[j] = p.Times[j], p.Times[i] })
		}
		out = append(out, p)
	}
	return out
}

func TestReadTimes(t *testing.T) {
	for _, x := range []struct{ in, want string }{
		{`{"text":"x"}`, `times, line 1: no "id"`},
		{"\n" + `{"id":"a"}` + "\n" + `{"id":"a"}`, "times, line 3: duplicate id a"},
		{`{"id":"a","timexes":[{"start":"x"}]}`, "times, line 1: "},
		{`{"id":"a","dct":"2018-11-28","text":"now","timexes":[{"start":0,"end":3,"type":"DATE","value":null}]}`, ""},
	} {
		got, err := corpus.ReadTimes(strings.NewReader(x.in))
		switch {
		case x.want == "" && (err != nil || len(got) != 1 || got[0].Times[0].Value != nil):
			t.Errorf("%s: got %v, %v", x.in, got, err)
		case x.want != "" && (err == nil || !strings.HasPrefix(err.Error(), x.want)):
			t.Errorf("%s: got %v, want %s", x.in, err, x.want)
		}
	}
}
