package main

import (
	"context"
	"fmt"
	"strconv"

	"sayso"
	"sayso/export"
	"sayso/lang/en"
	"sayso/link"
)

// linkNamings returns a row for each naming of docs, in their order. Referents are
// those of one story.
func (a *app) linkNamings(ctx context.Context, l *link.Settings, docs []*sayso.Document, unit export.Unit) ([]any, error) {
	r, err := newReferring("")
	if err != nil {
		return nil, err
	}
	stories, err := a.linkArticles(ctx, l, "stories", articlesOf(docs))
	if err != nil {
		return nil, err
	}
	byStory := map[int][]int{}
	var order []int
	for i, s := range stories {
		if byStory[s] == nil {
			order = append(order, s)
		}
		byStory[s] = append(byStory[s], i)
	}
	referent := make([][]string, len(docs))
	for _, s := range order {
		var of []*sayso.Document
		for _, i := range byStory[s] {
			of = append(of, docs[i])
		}
		groups, err := r.group(ctx, of)
		if err != nil {
			return nil, err
		}
		for _, i := range byStory[s] {
			for range docs[i].Namings {
				referent[i] = append(referent[i], fmt.Sprintf("%d-%d", s, groups[0]))
				groups = groups[1:]
			}
		}
	}
	var rows []any
	for i, d := range docs {
		offsets := export.NewOffsets(d.Text, unit)
		for k, n := range d.Namings {
			voice, claim := d.VoiceOf(n.Span)
			row := export.Referred{
				ID: string(d.ID) + "-" + strconv.Itoa(k+1), Article: d.Article.Name, Span: &export.At{offsets.At(n.Span.Start), offsets.At(n.Span.End)},
				Words: n.Span.Of(d.Text), Voice: voice.String(), Referent: referent[i][k],
			}
			if st, ok := claim.At(d.Statements); ok {
				if e, ok := st.Speaker.At(d.Entities); ok {
					row.Speaker = &e.Name
				}
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// linkListed prints the referents of the phrases that a list has of texts.
func (a *app) linkListed(ctx context.Context, texts, mentions string) error {
	words, err := en.LinkWords(en.Models())
	if err != nil {
		return err
	}
	model, err := namingModel("")
	if err != nil {
		return err
	}
	listed, err := a.goldNamings(ctx, texts, mentions)
	if err != nil {
		return err
	}
	var rows []any
	for _, g := range listed {
		groups, err := link.Referents(ctx, words, model, g.Namings, nil)
		if err != nil {
			return err
		}
		for i, id := range g.IDs {
			rows = append(rows, export.Referred{ID: id, Referent: g.Event + "-" + strconv.Itoa(groups[i])})
		}
	}
	return a.printLines(rows)
}
