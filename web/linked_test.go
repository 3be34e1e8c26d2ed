package web

import (
	"context"
	"fmt"

	"sayso"
	"sayso/record"
)

// together is what the record in memory says belongs together.
type together struct {
	stories    []record.Story
	utterances []record.Utterance
	links      map[sayso.ArticleID]record.Links
	told       map[string][]record.Utterance // by statement
	unlinked   int
}

func (l *together) Stories(_ context.Context, q record.Query) (record.Page[record.Story], error) {
	return page(l.stories, q), nil
}

func (l *together) Utterances(_ context.Context, q record.Query) (record.Page[record.Utterance], error) {
	return page(l.utterances, q), nil
}

func (l *together) Story(_ context.Context, id string) (record.Story, error) {
	for _, s := range l.stories {
		if s.ID == id {
			return s, nil
		}
	}
	return record.Story{}, fmt.Errorf("story %q: %w", id, record.ErrNotFound)
}

func (l *together) Utterance(_ context.Context, id string) (record.Utterance, error) {
	for _, u := range l.utterances {
		if u.ID == id {
			return u, nil
		}
	}
	return record.Utterance{}, fmt.Errorf("utterance %q: %w", id, record.ErrNotFound)
}

func (l *together) Links(_ context.Context, id sayso.ArticleID) (record.Links, error) {
	return l.links[id], nil
}

func (l *together) Told(context.Context, sayso.ArticleID) (map[string][]record.Utterance, error) {
	return l.told, nil
}

func (l *together) Unlinked(context.Context) (int, error) { return l.unlinked, nil }
