package sayso_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
)

// Tokens are written with a space between them where the text has one, and with
// "|" where it has none.
func TestWritten(t *testing.T) {
	for in, want := range map[string]string{
		"al|-|Rashid met Gen. Hale|.":   "al-Rashid met Gen|. Hale|.",
		"a U.S.|-|led|,|co|-|op|-|type": "a U.S.-led|,|co-op-type",
		"said -|- or -|5 etc.":          "said -|- or -|5 etc|.",
		". ... -":                       ". ... -",
	} {
		d := &sayso.Document{Article: &sayso.Article{}}
		for _, field := range strings.Fields(in) {
			if d.Text != "" {
				d.Text += " "
			}
			for tok := range strings.SplitSeq(field, "|") {
				start := int32(len(d.Text))
				d.Text += tok
				d.Tokens = append(d.Tokens, sayso.Token{Span: sayso.Span{Start: start, End: int32(len(d.Text))}})
			}
		}
		d.Sentences = []sayso.Sentence{{First: 0, Last: int32(len(d.Tokens))}}
		w := d.Written()
		if err := w.Check(); err != nil {
			t.Fatal(err)
		}
		got, end := "", int32(0)
		for i, k := range w.Tokens {
			if i > 0 && k.Span.Start == end {
				got += "|"
			} else if i > 0 {
				got += " "
			}
			got, end = got+k.Span.Of(d.Text), k.Span.End
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
		if n := len(w.Tokens); int(w.Sentences[0].Last) != n {
			t.Errorf("%q: the sentence ends at %d of %d", in, w.Sentences[0].Last, n)
		}
	}
}
