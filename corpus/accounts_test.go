package corpus_test

import (
	"strings"
	"testing"

	"sayso/corpus"
)

func TestReadAccountLabels(t *testing.T) {
	got, err := corpus.ReadAccountLabels(strings.NewReader("# a note\n1\tunseen\tnaming\ta@12,b@7\n0\tseen\ttoll\ta@3,b@9\n"))
	if err != nil || len(got) != 2 || got[0] != (corpus.AccountLabel{Kind: "naming", Cells: "a@12,b@7", Right: true}) || !got[1].Seen || got[1].Right {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"2\tseen\ttoll\ta@3", "1\tonce\ttoll\ta@3", "1\tseen\ttoll", "1\tseen\ttoll\ta"} {
		if _, err := corpus.ReadAccountLabels(strings.NewReader("#\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
