package corpus_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

// The fixture: two short reports and a key to them.
var (
	lake = "Lake level falls – ministry\n\nThe dam “holds,” İpek Ángel said. It will rain, she added.\nShare this page\n"
	hill = "😀 Hill road shut\nThe road stays shut, ΣΊΣΥΦΟΣ told a visitor.\n"

	folder = fstest.MapFS{
		"lake.txt": {Data: []byte(lake)},
		"hill.txt": {Data: []byte(hill)},
	}
)

const keyJSON = `{
 "documents": [
  {"id": "L", "file": "lake.txt", "published": {"in_text": null},
   "boilerplate": [{"kind": "share", "span": {"text": "Share this page", "cp": [89, 104]}}],
   "statements": [
    {"id": "L1", "kind": "mixed", "speaker": {"name": "İpek Ángel"}, "date": {"value": "2021-03-04"}, "content": [{"text": "The dam", "cp": [29, 36]}, {"text": "holds", "cp": [38, 43]}]},
    {"id": "L2", "kind": "indirect", "speaker": {"name": "İpek Ángel"}, "date": {"value": null}, "content": [{"text": "It will rain", "cp": [63, 75]}]},
    {"id": "L3", "kind": "indirect", "speaker": {"name": "the \"ministry\""}, "date": {}, "content": [{"text": "Lake level falls", "cp": [0, 16]}]}]},
  {"id": "H", "file": "hill.txt", "published": {"in_text": {"value": "2021-03-05"}}, "boilerplate": [],
   "statements": [
    {"id": "H1", "kind": "indirect", "speaker": {"name": "Σίσυφος"}, "date": {"value": "2021-03-05"}, "content": [{"text": "The road stays shut", "cp": [17, 36]}]}]}
 ],
 "cross": {"aliases": [{"entity": "İpek Ángel", "forms": ["the \"engineer\"", "Chief Engineer", "Δρ. Σίσυφος"], "n": 1.50}]}
}`

func readKey(t *testing.T, s string) *corpus.Key {
	t.Helper()
	k, err := corpus.ReadKey(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func score(t *testing.T, pred string) string {
	t.Helper()
	p, err := corpus.ReadPredictions(strings.NewReader(pred))
	if err != nil {
		t.Fatal(err)
	}
	s, err := corpus.ScoreSeeds(readKey(t, keyJSON), folder, p)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := s.Print(&b, true); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestScoreSeeds(t *testing.T) {
	got := score(t, `{"id":"some/where/lake.txt","published":{"value":null,"why":"<none>"},"zones":[{"kind":"boilerplate","start":82,"end":104},{"kind":"body","start":0,"end":3}],`+
		`"statements":[{"kind":"mixed","content":[[29,36],[38,43]],"speaker":{"name":"ANGEL"},"said":{"value":"2021-03-05"}},`+
		`{"kind":"direct","content":[[66,75]],"speaker":null,"said":{"value":"2021"}},`+
		`{"kind":"direct","content":[[81,88]],"speaker":{"name":"x"},"said":{"value":null}},`+
		`{"kind":"direct","content":[[27,29]],"speaker":{"name":"x"},"said":{"value":null}}]}`+"\n")
	want := `  speaker L2: key 'İpek Ángel', got None
  missed L3 [indirect] Lake level falls
  spurious: added. 
L  content P 66.7 R 66.7 F1 66.7  kind 1/2  speaker 1/2  said 0/1 invented 1/1  boilerplate P 0.75 R 1.00  published key None got {"value": null, "why": "<none>"}
  missed H1 [indirect] The road stays shut
H  content P 0.0 R 0.0 F1 0.0  kind 0/0  speaker 0/0  said 0/0 invented 0/0  boilerplate P 0.00 R 0.00  published key 2021-03-05 got null
all  content P 66.7 R 50.0 F1 57.1  kind 50.0%  speaker 50.0%  said 0.0% invented 1/1  boilerplate F1 85.7
statements found with the right speaker, of the key: 25.0%
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("scores (-want +got):\n%s", diff)
	}
}

// Each input is wrong in one way, which the error names.
func TestErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct{ key, pred, want string }{
		{"{", "", "answer key"},
		{"{}", "", `no "documents"`},
		{`{"documents":[{"id":"A","file":"a.txt"}]}`, "", `document 1 ("A")`},
		{strings.Replace(keyJSON, `"in_text": null`, `"in_text": 7`, 1), "", "document L"},
		{strings.Replace(keyJSON, "[29, 36]", "[29, 999]", 1), "", "L1: span [29,999)"},
		{strings.Replace(keyJSON, "lake.txt", "gone.txt", 1), "", "gone.txt"},
		{keyJSON, "\n{\"id\":", "line 2"},
		{keyJSON, "{}", `line 1: no "id"`},
		{keyJSON, `{"id":"lake.txt","statements":[{"content":[[0,5000]]}]}`, "lake.txt: prediction: statement 1: span [0,5000)"},
		{keyJSON, `{"id":"hill.txt","zones":[{"kind":"boilerplate","start":-1,"end":2}]}`, "hill.txt: prediction: zones: span [-1,2)"},
	} {
		k, err := corpus.ReadKey(strings.NewReader(c.key))
		if err == nil {
			var p corpus.Predictions
			if p, err = corpus.ReadPredictions(strings.NewReader(c.pred)); err == nil {
				_, err = corpus.ScoreSeeds(k, folder, p)
			}
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want an error with %q, got %v", c.want, err)
		}
	}
}
