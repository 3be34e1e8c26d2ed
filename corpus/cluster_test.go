package corpus_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

// A case worked by hand: gold {1 2 3}{4 5}, predicted {1 2}{3 4 5}.
func TestClusters(t *testing.T) {
	gold := map[string]string{"1": "a", "2": "a", "3": "a", "4": "b", "5": "b"}
	got := map[string]string{"1": "x", "2": "x", "3": "y", "4": "y", "5": "y", "9": "y"}
	s := corpus.ScoreClusters(gold, got)
	bp, br, _ := s.B3.PRF()
	pp, pr, _ := s.Pairwise.PRF()
	for _, x := range []struct {
		name      string
		got, want float64
	}{
		{"B³ precision", bp, (1 + 1 + 1./3 + 2./3 + 2./3) / 5}, {"B³ recall", br, (2./3 + 2./3 + 1./3 + 1 + 1) / 5},
		{"pair precision", pp, 2. / 4}, {"pair recall", pr, 2. / 4}, {"ARI", s.ARI, (2 - 1.6) / (4 - 1.6)},
	} {
		if math.Abs(x.got-x.want) > 1e-9 {
			t.Errorf("%s %v, want %v", x.name, x.got, x.want)
		}
	}
	if s.Extra != 1 || s.Missing != 0 || s.Gold != 2 || s.Predicted != 2 {
		t.Errorf("%+v", s)
	}
}

// clusterDriver runs the Python scorer once for each pair of files of a folder.
const clusterDriver = `
import contextlib, glob, io, runpy, sys
script, folder = sys.argv[1:]
for gold in sorted(glob.glob(folder + '/*.gold')):
    out = io.StringIO()
    sys.argv = [script, gold, gold[:-5] + '.pred']
    with contextlib.redirect_stdout(out):
        runpy.run_path(script, run_name='__main__')
    open(gold + '.out', 'w', encoding='utf-8', newline='').write(out.getvalue())
`

// The scorer prints what the customer's own prints, whatever is predicted.
func TestClustersAgreeWithThePythonScorer(t *testing.T) {
	script := filepath.Join("../../shared", "tools", "score_cluster.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer is not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the Python scorer: ", err)
	}
	dir := t.TempDir()
	want := map[string]string{}
	for i := range 60 {
		r := rand.New(rand.NewPCG(3, uint64(i)))
		gold, got := map[string]string{}, map[string]string{}
		n, g, k := 1+r.IntN(60), 1+r.IntN(20), 1+r.IntN(20)
		if i == 0 {
			g, k = 1<<20, 1<<20 // nothing belongs together
		}
		for item := range n {
			id := fmt.Sprintf("é%d", item)
			gold[id] = fmt.Sprint(r.IntN(g))
			if r.IntN(15) > 0 {
				got[id] = fmt.Sprint(r.IntN(k))
			}
		}
		if r.IntN(2) == 0 {
			got["extra"] = "1"
		}
		name := filepath.Join(dir, fmt.Sprintf("%03d", i))
		writeClusters(t, name+".gold", gold)
		writeClusters(t, name+".pred", got)
		var b strings.Builder
		if err := corpus.ScoreClusters(gold, got).Print(&b); err != nil {
			t.Fatal(err)
		}
		want[name] = b.String()
	}
	if out, err := exec.Command(python, "-c", clusterDriver, script, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, got := range want {
		printed, err := os.ReadFile(name + ".gold.out")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(printed), got); diff != "" {
			t.Errorf("%s (-python +go):\n%s", filepath.Base(name), diff)
		}
	}
}

func writeClusters(t *testing.T, name string, of map[string]string) {
	t.Helper()
	var b strings.Builder
	for id, story := range of {
		line, _ := json.Marshal(map[string]string{"id": id, "story": story})
		b.Write(append(line, '\n'))
	}
	write(t, name, []byte(b.String()))
}
