package web

import (
	"net/http"
)

// articlesPage is the data of the list of articles.
type articlesPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Rows  []articleRow
	Pager pager
}

func (s *site) articles(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("articles", r.URL.Query())
	p := articlesPage{layout: s.layout("Articles", "articles"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "articles", p)
	}
	page, err := s.store.Articles(r.Context(), f.query())
	if err != nil {
		return err
	}
	if p.asked, err = s.asked(r.Context(), "/articles", f, page.Total); err != nil {
		return err
	}
	p.Rows, p.Pager = showArticles(page.Rows), pagerFor(f, "/articles", page)
	return s.render(w, r, http.StatusOK, "articles", p)
}

// Filtered reports whether the list is narrowed.
func (p articlesPage) Filtered() bool { return !p.Filter.Empty() }
