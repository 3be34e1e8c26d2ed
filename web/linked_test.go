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

func (m *memory) Stories(_ context.Context, q record.Query) (record.Page[record.Story], error) {
	return page(m.together.stories, q), m.fail
}

func (m *memory) Utterances(_ context.Context, q record.Query) (record.Page[record.Utterance], error) {
	return page(m.together.utterances, q), m.fail
}

func (m *memory) Story(_ context.Context, id string) (record.Story, error) {
	for _, s := range m.together.stories {
		if s.ID == id {
			return s, nil
		}
	}
	return record.Story{}, fmt.Errorf("story %q: %w", id, record.ErrNotFound)
}

func (m *memory) Utterance(_ context.Context, id string) (record.Utterance, error) {
	for _, u := range m.together.utterances {
		if u.ID == id {
			return u, nil
		}
	}
	return record.Utterance{}, fmt.Errorf("utterance %q: %w", id, record.ErrNotFound)
}

func (m *memory) Links(_ context.Context, id sayso.ArticleID) (record.Links, error) {
	return m.together.links[id], m.fail
}

func (m *memory) Told(context.Context, sayso.ArticleID) (map[string][]record.Utterance, error) {
	return m.together.told, m.fail
}

func (m *memory) Unlinked(context.Context) (int, error) { return m.together.unlinked, m.fail }
