package corpus

import (
	"fmt"
	"io"
	"strings"

	"sayso"
)

// Document returns trees as a document: the text is their words, with a space
// wherever one follows in the file, a word that holds a space of its own kept
// whole; the tokens carry what the file says of them. A tree that is not one
// tree is an error that names the sentence.
func Document(name string, trees []*Tree) (*sayso.Document, error) {
	var text strings.Builder
	d := &sayso.Document{Article: &sayso.Article{Name: name}}
	for _, t := range trees {
		if len(t.Words) == 0 {
			continue
		}
		first := len(d.Tokens)
		r := 0
		for i, w := range t.Words {
			misc := w.Misc
			for r < len(t.Ranges) && t.Ranges[r].Last < i+1 {
				r++
			}
			inside := r < len(t.Ranges) && t.Ranges[r].First <= i+1
			if inside {
				misc = t.Ranges[r].Misc
			}
			start := text.Len()
			text.WriteString(w.Form)
			tok := sayso.Token{Span: sayso.Span{Start: int32(start), End: int32(text.Len())},
				Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats, Rel: w.Deprel}
			if w.Head != 0 {
				tok.Head = sayso.RefTo[sayso.Token](first + w.Head - 1)
			}
			d.Tokens = append(d.Tokens, tok)
			if within := inside && t.Ranges[r].Last > i+1; !within && SpaceAfter(misc) {
				text.WriteByte(' ')
			}
		}
		if s := text.String(); s[len(s)-1] != ' ' {
			text.WriteByte(' ') // sentences never touch
		}
		d.Sentences = append(d.Sentences, sayso.Sentence{First: int32(first), Last: int32(len(d.Tokens))})
	}
	d.Text = text.String()
	if err := d.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

// ReadDocument reads a CoNLL-U file as one document, whatever documents it names.
func ReadDocument(name string, r io.Reader) (*sayso.Document, error) {
	var trees []*Tree
	if err := ReadCoNLLU(r, func(t *Tree) error { trees = append(trees, t); return nil }); err != nil {
		return nil, err
	}
	return Document(name, trees)
}

// Annotate writes the tags, lemmas, heads, relations and names of d over those of
// the trees that d was made from.
func Annotate(trees []*Tree, d *sayso.Document) {
	names := namesOf(d)
	s := 0
	for _, t := range trees {
		if len(t.Words) == 0 {
			continue
		}
		first := d.Sentences[s].First
		for i := range t.Words {
			w := &t.Words[i]
			misc := w.Misc
			*w = wordOf(w.Form, d.Tokens[int(first)+i], first)
			w.Misc = withName(misc, names[int(first)+i])
		}
		s++
	}
}

// Trees returns the sentences of d as trees, with the spaces of its text and its
// names ("Name=B-PER").
func Trees(d *sayso.Document) []*Tree {
	names := namesOf(d)
	var out []*Tree
	for i, s := range d.Sentences {
		from, to := d.Tokens[s.First].Span.Start, d.Tokens[s.Last-1].Span.End
		t := &Tree{Comments: []string{
			fmt.Sprintf("# sent_id = %s-%d", d.Name, i+1),
			"# text = " + strings.Join(strings.Fields(d.Text[from:to]), " "),
		}}
		for k := s.First; k < s.Last; k++ {
			tok := d.Tokens[k]
			w := wordOf(strings.Join(strings.Fields(tok.Span.Of(d.Text)), " "), tok, s.First)
			if int(k+1) < len(d.Tokens) && d.Tokens[k+1].Span.Start == tok.Span.End {
				w.Misc = "SpaceAfter=No"
			}
			w.Misc = withName(w.Misc, names[k])
			t.Words = append(t.Words, w)
		}
		out = append(out, t)
	}
	return out
}

// wordOf is a token of a sentence whose first token is first as a word.
func wordOf(form string, t sayso.Token, first int32) Word {
	w := Word{Form: form, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Feats: t.Feats, Deprel: t.Rel}
	if t.Head != 0 {
		w.Head = int(int32(t.Head) - first)
	}
	return w
}
