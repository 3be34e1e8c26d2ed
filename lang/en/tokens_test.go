package en_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/lang/en"
	"sayso/tokenize"
)

func TestSentences(t *testing.T) {
	w, err := en.TokenWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"He met Gen. Hale in the U.S. on Monday.|She left at 5 p.m. and came back.",
		"“We will go,” said Mara Orlan.|“We will stay.”|The envoy smiled.",
		"“Why?” he asked.|Nobody knew!|But they said so.",
		"The firm, Valdrian Mills Inc., made 3.5 million.|It lost more in Jan. 2020.",
		"J. R. Orlan said no.|Mr. Brandt said yes...|They parted.",
		"The council met (see No. 5).|It agreed.",
	} {
		text := strings.ReplaceAll(want, "|", " ")
		toks := tokenize.Tokens(text, w)
		var got []string
		for _, s := range tokenize.Sentences(text, toks, []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}, w) {
			got = append(got, text[toks[s.First].Span.Start:toks[s.Last-1].Span.End])
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s", diff)
		}
	}
}

func BenchmarkSegment(b *testing.B) {
	w, err := en.TokenWords()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("“We will go,” said Mara Orlan, the U.S.-backed envoy. She didn't say when the 3.5 million would come. ", 200)
	zones := []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}
	n := len(tokenize.Tokens(text, w))
	b.ReportAllocs()
	for b.Loop() {
		tokenize.Sentences(text, tokenize.Tokens(text, w), zones, w)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
