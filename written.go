package sayso

import (
	"unicode"
	"unicode/utf8"
)

// Written returns a copy of d whose tokens are words as word lists have them,
// for annotators that look words up rather than parse: what hyphens join is one
// ("al-Rashid", "U.S.-led"), the stop of an abbreviation is a token of its own
// ("Gen", "."). Sentences count these tokens; every other layer is d's own.
func (d *Document) Written() *Document {
	w := *d
	w.Tokens = make([]Token, 0, len(d.Tokens))
	w.Sentences = make([]Sentence, len(d.Sentences))
	for s, sent := range d.Sentences {
		w.Sentences[s].First = int32(len(w.Tokens))
		for i := int(sent.First); i < int(sent.Last); i++ {
			t := d.Tokens[i]
			for i+2 < int(sent.Last) && d.hyphenated(i) {
				i += 2
				t.Span.End = d.Tokens[i].Span.End
			}
			if text := t.Span.Of(d.Text); len(text) > 1 && text[len(text)-1] == '.' && wordEdge(utf8.DecodeRuneInString(text)) {
				stop := Span{Start: t.Span.End - 1, End: t.Span.End}
				t.Span.End = stop.Start
				w.Tokens = append(w.Tokens, t, Token{Span: stop})
				continue
			}
			w.Tokens = append(w.Tokens, t)
		}
		w.Sentences[s].Last = int32(len(w.Tokens))
	}
	return &w
}

// hyphenated reports whether a hyphen without a gap on either side joins token i
// to the one after the hyphen.
func (d *Document) hyphenated(i int) bool {
	a, h, b := d.Tokens[i].Span, d.Tokens[i+1].Span, d.Tokens[i+2].Span
	if a.End != h.Start || h.End != b.Start {
		return false
	}
	switch h.Of(d.Text) {
	case "-", "‐", "‑":
		return wordEdge(utf8.DecodeRuneInString(a.Of(d.Text))) && wordEdge(utf8.DecodeRuneInString(b.Of(d.Text)))
	}
	return false
}

func wordEdge(r rune, _ int) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
