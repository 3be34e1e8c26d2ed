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

// The scorer prints what score_geo.py prints, whatever is predicted.
func TestGeoAgreesWithThePythonScorer(t *testing.T) {
	script, err := filepath.Abs("../../shared/tools/score_geo.py")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer is not here: ", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the Python scorer: ", err)
	}
	dir := t.TempDir()
	const cases = 60
	kinds := func(i int) []string {
		return [][]string{nil, {"literal"}, {"associative", "unspecified"}}[i%3]
	}
	for i := range cases {
		r := rand.New(rand.NewPCG(7, uint64(i)))
		gold := geoCase(r, 1+r.IntN(6))
		var system []corpus.GeoDocument
		for _, d := range gold {
			if r.IntN(8) > 0 {
				system = append(system, damaged(r, d))
			}
		}
		for name, docs := range map[string][]corpus.GeoDocument{"gold": gold, "pred": system} {
			var b bytes.Buffer
			for k := range docs {
				if err := docs[k].Write(&b); err != nil {
					t.Fatal(err)
				}
			}
			write(t, filepath.Join(dir, fmt.Sprintf("%02d.%s", i, name)), b.Bytes())
		}
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.kinds", i)), []byte(strings.Join(kinds(i), ",")))
	}
	const driver = `
import contextlib, glob, io, runpy, sys
script, folder = sys.argv[1:]
score = runpy.run_path(script)['main']
for gold in sorted(glob.glob(folder + '/*.gold')):
    base = gold[:-5]; kinds = open(base + '.kinds').read()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        score([gold, base + '.pred'] + (['--kinds', kinds] if kinds else []))
    open(base + '.out', 'w').write(out.getvalue())
`
	if out, err := exec.Command(python, "-c", driver, script, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i := range cases {
		base := filepath.Join(dir, fmt.Sprintf("%02d", i))
		want, err := os.ReadFile(base + ".out")
		if err != nil {
			t.Fatal(err)
		}
		s, err := corpus.ScoreGeo(readGeo(t, base+".gold"), readGeo(t, base+".pred"), kinds(i), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		if err := s.Print(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("case %d (-python +go):\n%s", i, diff)
		}
	}
}

func readGeo(t *testing.T, name string) []corpus.GeoDocument {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := corpus.ReadGeo(f)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// geoCase makes up n documents with toponyms, some without a place.
func geoCase(r *rand.Rand, n int) []corpus.GeoDocument {
	var docs []corpus.GeoDocument
	for i := range n {
		d := corpus.GeoDocument{ID: fmt.Sprint("document ", i)}
		at := 0
		for range r.IntN(12) {
			at += 1 + r.IntN(9)
			t := corpus.Toponym{Start: at, End: at + 1 + r.IntN(8), Name: "x", Kind: pick(r, "literal", "associative", "unspecified")}
			at = t.End
			place(r, &t)
			d.Toponyms = append(d.Toponyms, t)
		}
		docs = append(docs, d)
	}
	return docs
}

// place gives t a place, or an ID alone, or none.
func place(r *rand.Rand, t *corpus.Toponym) {
	id, lat, lon := r.IntN(50), float64(r.IntN(180))-90+r.Float64()/2, float64(r.IntN(360))-180+r.Float64()/2
	switch r.IntN(6) {
	case 0:
	case 1:
		t.GeoNameID = &id
	default:
		t.GeoNameID, t.Lat, t.Lon = &id, &lat, &lon
	}
}

// damaged returns d as a program may have read it: names lost, made up, cut,
// and placed near or far from where they lie.
func damaged(r *rand.Rand, d corpus.GeoDocument) corpus.GeoDocument {
	out := corpus.GeoDocument{ID: d.ID}
	for _, t := range d.Toponyms {
		switch r.IntN(6) {
		case 0:
			continue
		case 1:
			t.Start = max(0, t.Start-r.IntN(4))
			t.End += r.IntN(5)
		case 2:
			place(r, &t)
		case 3:
			if t.Lat != nil {
				lat, lon := min(90, *t.Lat+2*r.Float64()), *t.Lon
				t.Lat, t.Lon = &lat, &lon
			}
		case 4:
			other := t
			other.Start += r.IntN(3)
			other.End += 1 + r.IntN(6)
			out.Toponyms = append(out.Toponyms, other)
		}
		t.Kind = ""
		out.Toponyms = append(out.Toponyms, t)
	}
	return out
}

func TestReadGeoNamesTheLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"{}\n", `line 1: no "id"`},
		{"{\"id\":\"a\"}\n\n{\"id\":\"a\"}\n", `line 3: document "a" comes twice`},
		{`{"id":"a","text":"Rome","toponyms":[{"start":0,"end":5}]}`, "from 0 to 5 is no part of the text"},
		{`{"id":"a","toponyms":[{"start":2,"end":2}]}`, "no part of the text"},
		{`{"id":"a","toponyms":[{"start":0,"end":2,"lat":1}]}`, "latitude or longitude alone"},
		{`{"id":`, "line 1"},
	} {
		if _, err := corpus.ReadGeo(strings.NewReader(c.in)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.in, err, c.want)
		}
	}
	gold := []corpus.GeoDocument{{ID: "a"}}
	if _, err := corpus.ScoreGeo(gold, []corpus.GeoDocument{{ID: "b"}}, nil, nil); err == nil || !strings.Contains(err.Error(), `"b"`) {
		t.Errorf("a prediction for an unknown document: %v", err)
	}
}

// Locations of both layers and known nationalities are toponyms; the text is the
// tokens with spaces where there are some.
func TestReadNewswirePlaces(t *testing.T) {
	const in = "# doc one.txt\nThe\tO\nVeld\tB-Organization\tB-Location\nTimes\tI-Organization\nof\tO\nthe\tB-Location\nUpper\tI-Location\nVeld\tI-Location\n.\tO\n\n" +
		"Veldish\tB-NORP\nMartians\tB-NORP\nmet    O\n\n# doc two.txt\nNothing\tO\n"
	docs, err := corpus.ReadNewswirePlaces(strings.NewReader(in), func(w string) bool { return w == "veldish" })
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].ID != "one.txt" || docs[0].Text != "The Veld Times of the Upper Veld.\nVeldish Martians met\n" {
		t.Fatalf("read %+v", docs)
	}
	var got []string
	for _, p := range docs[0].Toponyms {
		got = append(got, docs[0].Text[p.Start:p.End])
	}
	if diff := cmp.Diff([]string{"Veld", "Upper Veld", "Veldish"}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := corpus.ReadNewswirePlaces(strings.NewReader("a\tO\nb\n"), nil); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a line without a tag: %v", err)
	}
}
