package corpus_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

// attributionDriver runs PolNeAR's scorer over pairs of files.
const attributionDriver = `
import contextlib, glob, io, runpy, sys
script, folder = sys.argv[1:]
for gold in sorted(glob.glob(folder + '/*.gold')):
    out = io.StringIO()
    sys.argv = [script, gold, gold[:-4] + 'pred']
    with contextlib.redirect_stdout(out):
        runpy.run_path(script, run_name='__main__')
    open(gold[:-4] + 'out', 'w', encoding='utf-8', newline='').write(out.getvalue())
`

// Whatever is predicted, and however odd the marks of the text, the scores are
// those that the corpus's own scorer prints.
func TestAttributionAgreesWithThePythonScorer(t *testing.T) {
	const shared = "../../shared"
	script := filepath.Join(shared, "tools", "score_attribution.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer is not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the Python scorer: ", err)
	}
	var real []corpus.AttributedText
	if f, err := os.Open(filepath.Join(shared, "data", "polnear", "dev.jsonl")); err == nil {
		defer f.Close()
		if real, err = corpus.ReadAttributed(f); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	const cases = 40
	for i := range cases {
		r := rand.New(rand.NewPCG(7, uint64(i)))
		var gold []corpus.AttributedText
		for k := range 1 + r.IntN(4) {
			if len(real) > 0 && r.IntN(2) == 0 {
				x := real[r.IntN(len(real))]
				x.ID = fmt.Sprint(k)
				gold = append(gold, x)
				continue
			}
			gold = append(gold, oddText(r, fmt.Sprint(k)))
		}
		var pred []corpus.AttributedText
		for _, g := range gold {
			if r.IntN(6) > 0 {
				pred = append(pred, damage(r, g))
			}
		}
		name := filepath.Join(dir, fmt.Sprintf("%03d.", i))
		write(t, name+"gold", jsonLines(t, gold))
		write(t, name+"pred", jsonLines(t, pred))
	}
	if out, err := exec.Command(python, "-c", attributionDriver, script, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i := range cases {
		name := filepath.Join(dir, fmt.Sprintf("%03d.", i))
		read := func(end string) []corpus.AttributedText {
			b, err := os.ReadFile(name + end)
			if err != nil {
				t.Fatal(err)
			}
			out, err := corpus.ReadAttributed(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		pred := map[string]corpus.AttributedText{}
		for _, p := range read("pred") {
			pred[p.ID] = p
		}
		var s corpus.AttributionScore
		for _, g := range read("gold") {
			p, ok := pred[g.ID]
			s.Add(g.Text, g.Attributions, p.Attributions, ok)
		}
		var got strings.Builder
		if err := s.Print(&got); err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(name + "out")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(clip(string(want)), clip(got.String())); diff != "" {
			t.Errorf("case %d (-python +go):\n%s", i, diff)
		}
	}
}

// clip drops the spaces that end lines.
func clip(s string) string {
	var b strings.Builder
	for l := range strings.Lines(s) {
		b.WriteString(strings.TrimRight(l, " \n") + "\n")
	}
	return b.String()
}

func jsonLines(t *testing.T, texts []corpus.AttributedText) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, x := range texts {
		if err := json.NewEncoder(&b).Encode(map[string]any{"id": x.ID, "text": x.Text, "attributions": x.Attributions}); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// oddText is words and marks without sense, attributed at random.
func oddText(r *rand.Rand, id string) corpus.AttributedText {
	var b strings.Builder
	for range 60 + r.IntN(80) {
		b.WriteString(pick(r, " ", " ", " ", "", "\n", "\n\n", "—", "\u200b", "\u00a0"))
		b.WriteString(pick(r, "reva", "Orlan", "don't", "U.S.", "13-year", "e\u0301t", "said", "90s", "'90s", "'em", "'tis", "it", "中文", "x²"))
		b.WriteString(pick(r, "", "", "", "", "\"", "“", "”", "''", "``", "'", "‘", "’", "«", "»", "„", "‟", "'''", ",", ".", "("))
	}
	x := corpus.AttributedText{ID: id, Text: b.String()}
	n := len([]rune(x.Text))
	span := func(longest int) [2]int {
		a := r.IntN(n)
		return [2]int{a, min(n, a+1+r.IntN(longest))}
	}
	for k := range 1 + r.IntN(8) {
		a := corpus.Attribution{ID: fmt.Sprint(k), Content: [][2]int{span(60)}, Cue: [][2]int{span(8)}, Source: [][2]int{}}
		if r.IntN(4) > 0 {
			a.Source = [][2]int{span(20)}
		}
		if r.IntN(3) > 0 {
			h := span(5)
			a.SourceHead = &h
		}
		if r.IntN(3) == 0 {
			a.Content = append(a.Content, span(30))
		}
		x.Attributions = append(x.Attributions, a)
	}
	return x
}

// damage returns the attributions of g as a prediction might have them.
func damage(r *rand.Rand, g corpus.AttributedText) corpus.AttributedText {
	n := len([]rune(g.Text))
	jitter := func(in [][2]int) [][2]int {
		out := slices.Clone(in)
		for i := range out {
			if r.IntN(2) == 0 {
				out[i][0] = max(0, out[i][0]+r.IntN(21)-10)
				out[i][1] = min(n, out[i][1]+r.IntN(41)-20)
			}
		}
		if r.IntN(8) == 0 {
			out = [][2]int{}
		}
		return out
	}
	p := corpus.AttributedText{ID: g.ID, Text: g.Text, Attributions: []corpus.Attribution{}}
	for _, a := range g.Attributions {
		for range pick(r, 0, 1, 1, 1, 2) {
			p.Attributions = append(p.Attributions, corpus.Attribution{ID: a.ID, Source: jitter(a.Source), Cue: jitter(a.Cue), Content: jitter(a.Content)})
		}
	}
	return p
}
