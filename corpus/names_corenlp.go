package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"sayso"
)

// ReadCoreNLPNames reads the names that CoreNLP found in the articles of PolNeAR,
// a line of JSON each, over texts, the articles themselves ("id" and "text", a
// line of JSON each). A name is a run of tokens of one tag. Offsets in the files
// count characters. A sentence is {"sents": [[[start, end, tag, lemma, name tag,
// head, relation], …], …]}; the tags here are silver, a program's own.
func ReadCoreNLPNames(r, texts io.Reader) ([]Named, error) {
	byID := map[string]string{}
	err := jsonLines(texts, func(b []byte) error {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(b, &a); err != nil {
			return err
		}
		byID[a.ID] = a.Text
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("texts: %w", err)
	}
	var out []Named
	err = jsonLines(r, func(b []byte) error {
		var a struct {
			ID    string
			Sents [][][]any
		}
		if err := json.Unmarshal(b, &a); err != nil {
			return err
		}
		text, ok := byID[a.ID]
		if !ok {
			return fmt.Errorf("article %q has no text", a.ID)
		}
		d, err := coreNLPNames(a.ID, text, a.Sents)
		if err != nil {
			return fmt.Errorf("article %q: %w", a.ID, err)
		}
		out = append(out, Named{Document: d, Scheme: NamesCoNLL})
		return nil
	})
	return out, err
}

func coreNLPNames(id, text string, sents [][][]any) (*sayso.Document, error) {
	d := &sayso.Document{Article: &sayso.Article{Name: id, Text: text}}
	at, byteAt := 0, 0
	offset := func(v any) (int32, error) {
		f, ok := v.(float64)
		if !ok || int(f) < at {
			return 0, fmt.Errorf("token %d: offset %v behind %d", len(d.Tokens)+1, v, at)
		}
		for at < int(f) {
			_, size := utf8.DecodeRuneInString(text[byteAt:])
			if size == 0 {
				return 0, fmt.Errorf("token %d: offset %v lies beyond the text", len(d.Tokens)+1, v)
			}
			at, byteAt = at+1, byteAt+size
		}
		return int32(byteAt), nil
	}
	for _, s := range sents {
		first, last := len(d.Tokens), ""
		for _, t := range s {
			if len(t) < 5 {
				return nil, fmt.Errorf("token %d has %d fields, want 5 or more", len(d.Tokens)+1, len(t))
			}
			start, err := offset(t[0])
			if err != nil {
				return nil, err
			}
			end, err := offset(t[1])
			if err != nil {
				return nil, err
			}
			span := sayso.Span{Start: start, End: end}
			d.Tokens = append(d.Tokens, sayso.Token{Span: span})
			tag, _ := t[4].(string)
			typ, ok := nameTags[tag]
			if !ok && tag != "O" {
				return nil, fmt.Errorf("token %d: name tag %v, want O or one of CoreNLP's", len(d.Tokens), t[4])
			}
			switch typ = NamesCoNLL[typ]; {
			case typ == sayso.EntityUnknown:
			case tag == last:
				d.Names[len(d.Names)-1].Span.End = end
			default:
				d.Names = append(d.Names, sayso.Name{Span: span, Type: typ})
			}
			last = tag
		}
		if len(s) > 0 {
			d.Sentences = append(d.Sentences, sayso.Sentence{First: int32(first), Last: int32(len(d.Tokens))})
		}
	}
	return d, d.Check()
}
