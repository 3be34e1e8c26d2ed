package corpus_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/corpus"
)

const smallBank = `# newdoc id = one
# newpar
# text = Orlan can't.
1	Orlan	_	_	_	_	0	root	_	_
2-3	can't	_	_	_	_	_	_	_	SpaceAfter=No
2	ca	_	_	_	_	1	dep	_	_
3	n't	_	_	_	_	1	dep	_	_
4	.	_	_	_	_	1	dep	_	SpaceAfter=No

# text = (Why
1	(	_	_	_	_	2	dep	_	SpaceAfter=No
2	Why	_	_	_	_	0	root	_	SpaceAfter=No

# newpar
# text = Then
1	Then	_	_	_	_	0	root	_	_

# newdoc id = two
# newpar
# text = Ja
1	Ja	_	_	_	_	0	root	_	_

`

func TestReadSegmented(t *testing.T) {
	for breaks, text := range map[corpus.Breaks]string{
		corpus.BreaksKept: "Orlan can't.(Why\n\nThen",
		corpus.BreaksLost: "Orlan can't.(Why Then",
	} {
		docs, err := corpus.ReadSegmented(strings.NewReader(smallBank), breaks)
		if err != nil {
			t.Fatal(err)
		}
		if len(docs) != 2 || docs[0].ID != "one" || docs[1].ID != "two" || docs[1].Text != "Ja" {
			t.Fatalf("got %+v", docs)
		}
		d := docs[0]
		if d.Text != text {
			t.Errorf("%s: text %q, want %q", breaks, d.Text, text)
		}
		show := func(spans []sayso.Span) string {
			var out []string
			for _, s := range spans {
				out = append(out, s.Of(d.Text))
			}
			return strings.Join(out, "|")
		}
		got := show(d.Tokens) + "\n" + show(d.Words) + "\n" + show(d.Sentences)
		want := "Orlan|can't|.|(|Why|Then\nOrlan|ca|n't|.|(|Why|Then\nOrlan can't.|(Why|Then"
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", breaks, diff)
		}
	}
}

func TestReadSegmentedNamesTheFault(t *testing.T) {
	broken := strings.Replace(smallBank, "\tn't\t", "\tnot\t", 1)
	if _, err := corpus.ReadSegmented(strings.NewReader(broken), corpus.BreaksKept); err == nil || !strings.Contains(err.Error(), `"canot"`) {
		t.Errorf("got %v", err)
	}
}

func TestSegmentationScore(t *testing.T) {
	span := func(ends ...int32) (out []sayso.Span) {
		for i := 0; i+1 < len(ends); i += 2 {
			out = append(out, sayso.Span{Start: ends[i], End: ends[i+1]})
		}
		return out
	}
	var s corpus.SegmentationScore
	s.Add(corpus.Segmented{Words: span(0, 2, 2, 3, 4, 6, 7, 9), Sentences: span(0, 3, 4, 9)},
		corpus.Segmented{Words: span(0, 3, 4, 6, 7, 9), Sentences: span(0, 9)})
	if diff := cmp.Diff(corpus.Counts{Key: 4, Predicted: 3, Both: 2}, s.Words); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(corpus.Counts{Key: 2, Predicted: 1}, s.Sentences); diff != "" {
		t.Error(diff)
	}
	if p, r, f1 := s.Words.PRF(); p != 2.0/3 || r != 0.5 || f1 < 0.571 || f1 > 0.572 {
		t.Errorf("P %v R %v F1 %v", p, r, f1)
	}
}
