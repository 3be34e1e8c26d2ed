package ner

import (
	"fmt"

	"sayso"
	"sayso/perceptron"
)

// An Example is a document to learn from: its tokens, sentences, tags and names.
// A corpus may tell fewer types of name apart than there are, or none of some.
type Example struct {
	*sayso.Document
	// As is, by type, what the corpus calls names of that type; EntityUnknown
	// where it does not annotate them.
	As [sayso.EntityMisc + 1]sayso.EntityType
}

// masks returns the tags that each token may have.
func (e *Example) masks() ([]mask, error) {
	bare := mask(1 << outside) // what a capitalised token in no name may have
	for k, t := range types {
		if e.As[t] == sayso.EntityUnknown {
			for p := begin; p <= unit; p++ {
				bare |= 1 << tag(k, p)
			}
		}
	}
	out := make([]mask, len(e.Tokens))
	at := 0
	for i, t := range e.Tokens {
		for at < len(e.Names) && e.Names[at].Span.End <= t.Span.Start {
			at++
		}
		if at == len(e.Names) || e.Names[at].Span.Start >= t.Span.End {
			out[i] = 1 << outside
			if s, _ := shape(t.Span.Of(e.Text)); s&shapeCapital != 0 {
				out[i] = bare
			}
			continue
		}
		n := e.Names[at]
		starts, stops := n.Span.Start == t.Span.Start, n.Span.End == t.Span.End
		place := inside
		switch {
		case starts && stops:
			place = unit
		case starts:
			place = begin
		case stops:
			place = last
		}
		for k, typ := range types {
			if e.As[typ] == n.Type {
				out[i] |= 1 << tag(k, place)
			}
		}
		if out[i] == 0 {
			return nil, fmt.Errorf("token %d is in a name of type %s, which the corpus is not said to have", i+1, n.Type)
		}
	}
	return out, nil
}

// A word without a capital that occurs smallLeast times, in a name at most once
// in smallShare times, is taken to be in none.
const (
	smallLeast = 4
	smallShare = 1000
)

func (r *Recogniser) learnSmall(lessons []lesson) {
	type count struct{ all, named int }
	words := map[uint32]count{}
	var buf []byte
	for _, l := range lessons {
		for i, t := range l.Tokens {
			form := t.Span.Of(l.Text)
			if s, _ := shape(form); s&(shapeCapital|shapeInner) != 0 {
				continue
			}
			buf = perceptron.Lower(perceptron.Normal(buf[:0], form))
			h := perceptron.Hash(buf)
			c := words[h]
			c.all++
			if l.allowed[i]&(1<<outside) == 0 {
				c.named++
			}
			words[h] = c
		}
	}
	r.small = map[uint32]bool{}
	for h, c := range words {
		if c.all >= smallLeast && c.named*smallShare <= c.all {
			r.small[h] = true
		}
	}
}
