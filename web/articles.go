package web

import (
	"net/http"
)

// articlesPage is the data of the list of articles.
type articlesPage struct {
	layout
	Filter   filter
	Problems map[string]string
	Chips    []chip
	Rows     []articleRow
	Pager    pager
}

func (s *site) articles(w http.ResponseWriter, r *http.Request) error {
	f, problems := parseFilter(r.URL.Query())
	f = filter{Outlet: f.Outlet, From: f.From, To: f.To, Place: f.Place, Story: f.Story, Told: f.Told, Page: f.Page}
	p := articlesPage{layout: s.layout("Articles", "articles"), Filter: f, Problems: problems}
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "articles", p)
	}
	page, err := s.store.Articles(r.Context(), f.query())
	if err != nil {
		return err
	}
	if p.Chips, err = s.chips(r.Context(), f, "/articles", formless); err != nil {
		return err
	}
	p.Rows, p.Pager = showArticles(page.Rows), pagerFor(f, "/articles", page)
	return s.render(w, r, http.StatusOK, "articles", p)
}

// Filtered reports whether the list is narrowed.
func (p articlesPage) Filtered() bool { return !p.Filter.Empty() }
