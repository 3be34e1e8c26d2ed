package corpus_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso/corpus"
)

func TestReadTellingLabels(t *testing.T) {
	got, err := corpus.ReadTellingLabels(strings.NewReader("# a note\nx.jsonl\ta1\t3-9,12-20\tb1\t0-7\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.TellingLabel{{
		File: "x.jsonl", A: corpus.TellingAt{Report: "a1", Spans: [][2]int32{{3, 9}, {12, 20}}}, B: corpus.TellingAt{Report: "b1", Spans: [][2]int32{{0, 7}}}, Same: true,
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{"x\ta\t3-9\tb\t0-7", "x\ta\t3-9\tb\t0-7\t2", "x\ta\t9-3\tb\t0-7\t1", "x\ta\t3\tb\t0-7\t1"} {
		if _, err := corpus.ReadTellingLabels(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: error %v", bad, err)
		}
	}
}
