package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"sayso"
	"sayso/corpus"
	"sayso/ingest"
	"sayso/lang/en"
	"sayso/link"
)

// goldNamings reads texts and the namings that a list has of them, by event in the
// order of the list. Naming i of an event is named by IDs[i].
type goldNamings struct {
	Event string
	IDs   []string
	link.NamedScope
}

func (a *app) goldNamings(ctx context.Context, texts, mentions string) ([]goldNamings, error) {
	listed, err := readFile(mentions, "namings in JSON Lines", corpus.ReadNamings)
	if err != nil {
		return nil, err
	}
	opt, _ := reader("jsonl") // which is one of the formats
	docs, failed, err := a.readDocuments(ctx, []string{texts}, opt, true)
	if err == nil && failed > 0 {
		err = errFailed
	}
	if err != nil {
		return nil, err
	}
	byID := map[string]*sayso.Document{}
	for _, d := range docs {
		byID[d.Article.Name] = d
	}
	ofArticle := map[string][]int{}
	for i, n := range listed {
		if byID[n.Article] == nil {
			return nil, fmt.Errorf("%s: naming %s is of the article %q, which %s has not", mentions, n.ID, n.Article, texts)
		}
		ofArticle[n.Article] = append(ofArticle[n.Article], i)
	}
	pipeline, err := en.Pipeline()
	if err != nil {
		return nil, err
	}
	at := make([]link.Naming, len(listed))
	for id, of := range ofArticle {
		own := make([]corpus.GoldNaming, len(of))
		for k, i := range of {
			own[k] = listed[i]
		}
		d := byID[id]
		for k, span := range corpus.LocateNamings(d.Text, own) {
			in := d
			if span.Empty() { // its words do not stand in the text: they are read on their own
				if in, err = a.readAlone(ctx, pipeline, own[k]); err != nil {
					return nil, err
				}
				span = sayso.Span{End: int32(len(in.Text))}
			}
			at[of[k]] = link.NewNaming(in, span, own[k].Type)
		}
	}
	var out []goldNamings
	number := map[string]int{}
	for i, n := range listed {
		k, ok := number[n.Event]
		if !ok {
			k = len(out)
			number[n.Event] = k
			out = append(out, goldNamings{Event: n.Event})
		}
		g := &out[k]
		g.IDs, g.Namings, g.Thing = append(g.IDs, n.ID), append(g.Namings, at[i]), append(g.Thing, cmp.Or(n.Story, n.ID))
	}
	slices.SortStableFunc(out, func(a, b goldNamings) int { return cmp.Compare(a.Event, b.Event) })
	return out, nil
}

// readAlone reads the words of a naming as a text of their own.
func (a *app) readAlone(ctx context.Context, p *sayso.Pipeline, n corpus.GoldNaming) (*sayso.Document, error) {
	opt, _ := reader("text")
	var d *sayso.Document
	err := ingest.ReadBytes(n.ID, []byte(n.Text), opt, func(r ingest.Read) (err error) {
		if r.Err != nil {
			return r.Err
		}
		d, err = annotate(ctx, p, r.Article)
		return err
	})
	return d, err
}
