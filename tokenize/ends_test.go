package tokenize_test

import (
	"bytes"
	"testing"

	"sayso"
	"sayso/tokenize"
)

// A model learns from texts without stops what a rule cannot know: here, that a
// line that begins with "Item" is a sentence.
func TestTrainEnds(t *testing.T) {
	var examples []tokenize.Example
	for range 8 {
		x := tokenize.Example{}
		for _, s := range []string{"Item one of three", "Item two of three", "Item three of three", "Dr. Orlan came."} {
			if x.Text != "" {
				x.Text += " "
			}
			x.Text += s
			x.Ends = append(x.Ends, int32(len(x.Text)))
		}
		examples = append(examples, x)
	}
	e, err := tokenize.TrainEnds(t.Context(), examples, words, []string{"from invented lines"})
	if err != nil {
		t.Fatal(err)
	}
	b := e.Bytes()
	again, err := tokenize.TrainEnds(t.Context(), examples, words, []string{"from invented lines"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, again.Bytes()) {
		t.Error("two trainings differ")
	}
	read, err := tokenize.ReadEnds(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read.Bytes(), b) {
		t.Error("what was read is written differently")
	}
	w := words
	w.Ends = read
	text := "Item nine of ten Item ten of ten Dr. Orlan left."
	toks := tokenize.Tokens(text, w)
	var got []string
	for _, s := range tokenize.Sentences(text, toks, []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}, w) {
		got = append(got, text[toks[s.First].Span.Start:toks[s.Last-1].Span.End])
	}
	if len(got) != 3 || got[2] != "Dr. Orlan left." {
		t.Errorf("got %q", got)
	}
}

func TestReadEndsRefusesDamage(t *testing.T) {
	good := "sayso sentence ends 1\n\n"
	if _, err := tokenize.ReadEnds([]byte(good)); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "sayso sentence ends 2\n\n", good + "\x01", good + "\x80", good + "\xff\xff\xff\xff\x7f\x01"} {
		if _, err := tokenize.ReadEnds([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
