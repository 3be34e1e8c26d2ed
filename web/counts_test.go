package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"sayso"
	"sayso/record"
)

func (m *memory) Revision(context.Context) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return fmt.Sprint(len(m.reports)), m.fail
}

func (m *memory) Facets(_ context.Context, q record.Query, n int) (record.Facets, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	facets := record.Facets{Kinds: map[sayso.Kind]int{}}
	for _, r := range m.match(q) {
		facets.Kinds[r.Kind]++
		if r.Speaker.ID != "" {
			i := slices.IndexFunc(facets.Speakers, func(p record.Speaker) bool { return p.ID == r.Speaker.ID })
			if i < 0 {
				i, facets.Speakers = len(facets.Speakers), append(facets.Speakers, r.Speaker)
			}
			facets.Speakers[i].Statements++
		}
		if r.Article.Outlet.ID != "" {
			i := slices.IndexFunc(facets.Outlets, func(o record.Outlet) bool { return o.ID == r.Article.Outlet.ID })
			if i < 0 {
				i, facets.Outlets = len(facets.Outlets), append(facets.Outlets, r.Article.Outlet)
			}
			facets.Outlets[i].Statements++
		}
	}
	slices.SortStableFunc(facets.Speakers, func(a, b record.Speaker) int { return cmp.Compare(b.Statements, a.Statements) })
	slices.SortStableFunc(facets.Outlets, func(a, b record.Outlet) int { return cmp.Compare(b.Statements, a.Statements) })
	facets.Speakers = facets.Speakers[:min(n, len(facets.Speakers))]
	facets.Outlets = facets.Outlets[:min(n, len(facets.Outlets))]
	return facets, m.fail
}

func (m *memory) Overview(context.Context) (o record.Overview, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.reports {
		if a := m.article(m.reports[len(m.reports)-1-i]); a.Latest {
			o.Articles++
			o.Added = append(o.Added, a)
			if a.Date.Open() {
				o.OpenArticles++
			}
		}
	}
	for _, r := range m.match(record.Query{}) {
		o.Statements++
		day := cmp.Or(r.Said.Value, r.Article.Date.Value)
		switch {
		case r.Said.Value != "":
			o.Said++
		case day == "":
			o.Undated++
		}
		if r.Speaker.ID == "" {
			o.Nobody++
		}
		if day != "" {
			o.First, o.Last = min(cmp.Or(o.First, day), day), max(o.Last, day)
		}
	}
	return o, m.fail
}
