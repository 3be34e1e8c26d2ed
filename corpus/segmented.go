package corpus

import (
	"fmt"
	"io"
	"strings"

	"sayso"
)

// Segmented is one document of a treebank as raw text, with the segmentation
// that the treebank gives it. Spans are bytes of Text, sorted and disjoint.
type Segmented struct {
	ID        string
	Text      string
	Tokens    []sayso.Span // surface tokens: "don't" is one
	Words     []sayso.Span // syntactic words: "do", "n't"
	Misc      []string     // of each word, the last column of its line
	Sentences []sayso.Span // from the first token's start to the last one's end
}

// Breaks says what stands between two paragraphs of a rebuilt text.
type Breaks string

// The breaks.
const (
	BreaksKept Breaks = "kept" // an empty line where the treebank begins a paragraph
	BreaksLost Breaks = "lost" // a space, as between any two sentences
)

// ReadSegmented rebuilds the documents of a CoNLL-U file as raw text.
//
// A document begins at "# newdoc" (a file without one is one document). Within
// it the forms of the surface tokens follow each other, with a space between
// them unless the first says SpaceAfter=No. With BreaksKept a sentence under
// "# newpar" is put behind an empty line instead; with BreaksLost behind a
// space, whatever the token before says. Two sentences of one paragraph follow
// the rule of tokens. The error names the line or sentence at fault.
func ReadSegmented(r io.Reader, breaks Breaks) ([]Segmented, error) {
	var out []Segmented
	var text strings.Builder
	space := false
	finish := func() {
		if len(out) > 0 {
			out[len(out)-1].Text = text.String()
		}
		text.Reset()
		space = false
	}
	err := ReadCoNLLU(r, func(t *Tree) error {
		id, fresh := t.Comment("newdoc id")
		if _, bare := t.Comment("newdoc"); bare || fresh || len(out) == 0 {
			finish()
			out = append(out, Segmented{ID: id})
		}
		d := &out[len(out)-1]
		if newParagraph(t) && text.Len() > 0 {
			if space = true; breaks == BreaksKept {
				space = false
				text.WriteString("\n\n")
			}
		}
		write := func(form, misc string) sayso.Span {
			if space {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(form)
			space = SpaceAfter(misc)
			return sayso.Span{Start: int32(start), End: int32(text.Len())}
		}
		first := len(d.Tokens)
		ranges := t.Ranges
		for i := 0; i < len(t.Words); {
			if len(ranges) == 0 || ranges[0].First != i+1 {
				s := write(t.Words[i].Form, t.Words[i].Misc)
				d.Tokens, d.Words = append(d.Tokens, s), append(d.Words, s)
				i++
				continue
			}
			g := ranges[0]
			s := write(g.Form, g.Misc)
			words, err := cut(s, g, t.Words)
			if err != nil {
				return err
			}
			d.Tokens, d.Words = append(d.Tokens, s), append(d.Words, words...)
			i, ranges = g.Last, ranges[1:]
		}
		for _, w := range t.Words {
			d.Misc = append(d.Misc, w.Misc)
		}
		if n := len(d.Tokens); n > first {
			d.Sentences = append(d.Sentences, sayso.Span{Start: d.Tokens[first].Start, End: d.Tokens[n-1].End})
		}
		return nil
	})
	finish()
	return out, err
}

func newParagraph(t *Tree) bool {
	for _, key := range []string{"newpar", "newpar id"} {
		if _, ok := t.Comment(key); ok {
			return true
		}
	}
	return false
}

// cut returns the spans of the words of range g, which stands at s. In English
// the words of a range, written together, are its form.
func cut(s sayso.Span, g Range, words []Word) ([]sayso.Span, error) {
	if g.Last > len(words) {
		return nil, fmt.Errorf("range %d-%d (%q) in a sentence of %d words", g.First, g.Last, g.Form, len(words))
	}
	var out []sayso.Span
	joined, at := "", s.Start
	for _, w := range words[g.First-1 : g.Last] {
		joined += w.Form
		out = append(out, sayso.Span{Start: at, End: at + int32(len(w.Form))})
		at += int32(len(w.Form))
	}
	if joined != g.Form {
		return nil, fmt.Errorf("range %d-%d: %q is not its words written together, %q", g.First, g.Last, g.Form, joined)
	}
	return out, nil
}

// SegmentationScore counts the spans of a key, of a prediction, and those that
// both have with the same start and end, as the evaluation of CoNLL 2018 does
// (Zeman et al. 2018); its offsets leave white space out, which makes no
// difference for spans that begin and end in none.
type SegmentationScore struct {
	Tokens, Words, Sentences Counts
}

// Counts is how many things a key and a prediction hold, and how many are in both.
type Counts struct {
	Key, Predicted, Both int
}

// PRF returns precision, recall and F1, 0 to 1.
func (c Counts) PRF() (p, r, f1 float64) { return prf(c.Both, c.Predicted, c.Key) }

// Add scores one document: got's segmentation of the text of key.
func (s *SegmentationScore) Add(key, got Segmented) {
	s.Tokens.add(key.Tokens, got.Tokens)
	s.Words.add(key.Words, got.Words)
	s.Sentences.add(key.Sentences, got.Sentences)
}

func (c *Counts) add(key, got []sayso.Span) {
	c.Key += len(key)
	c.Predicted += len(got)
	for i, j := 0, 0; i < len(key) && j < len(got); {
		switch k, g := key[i], got[j]; {
		case k.Start < g.Start:
			i++
		case g.Start < k.Start:
			j++
		default:
			if k == g {
				c.Both++
			}
			i, j = i+1, j+1
		}
	}
}

// Print writes one line each for tokens, words and sentences.
func (s SegmentationScore) Print(w io.Writer) error {
	var b strings.Builder
	for _, x := range []struct {
		name string
		Counts
	}{{"tokens", s.Tokens}, {"words", s.Words}, {"sentences", s.Sentences}} {
		p, r, f1 := x.PRF()
		fmt.Fprintf(&b, "%-9s  P %.2f R %.2f F1 %.2f  (%d in the key, %d found, %d right)\n", x.name, 100*p, 100*r, 100*f1, x.Key, x.Predicted, x.Both)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
