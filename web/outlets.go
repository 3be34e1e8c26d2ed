package web

import (
	"net/http"

	"sayso/record"
)

// outletsPage is the data of the list of outlets.
type outletsPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Rows  []outletRow
	Pager pager
}

type outletRow struct {
	Outlet               named
	Articles, Statements int
}

func (s *site) outlets(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("outlets", r.URL.Query())
	p := outletsPage{layout: s.layout("Outlets", "outlets"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "outlets", p)
	}
	page, err := s.store.Outlets(r.Context(), f.query())
	if err != nil {
		return err
	}
	p.Pager = pagerFor(f, "/outlets", page)
	if p.asked, err = s.asked(r.Context(), "/outlets", f, page.Total); err != nil {
		return err
	}
	for _, o := range page.Rows {
		p.Rows = append(p.Rows, outletRow{showOutlet(o), o.Articles, o.Statements})
	}
	return s.render(w, r, http.StatusOK, "outlets", p)
}

// outletPage is the data of one outlet's page.
type outletPage struct {
	layout
	Outlet   record.Outlet
	Known    knownFacts // by the program's own file
	Kinds    []bar
	Speakers []bar
	Rows     []articleRow
	Pager    pager
	All      string // the address of its statements
}

func (s *site) outlet(w http.ResponseWriter, r *http.Request) error {
	f, err := pageOnly(r.URL.Query())
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("id")
	o, err := s.store.Outlet(ctx, id)
	if err != nil {
		return lookup(err, "outlet", id)
	}
	p := outletPage{layout: s.layout(o.Name, "outlets"), Outlet: o, Known: s.known(o.Name), All: filter{Outlet: o.ID}.href("/")}
	q := f.query()
	q.Outlet = o.ID
	page, err := s.store.Articles(ctx, q)
	if err != nil {
		return err
	}
	p.Rows, p.Pager = showArticles(page.Rows), pagerFor(f, outletHref(o.ID), page)
	facets, err := s.store.Facets(ctx, record.Query{Outlet: o.ID}, chartSize)
	if err != nil {
		return err
	}
	p.Kinds = kindBars(filter{Outlet: o.ID}, facets.Kinds)
	for _, sp := range facets.Speakers {
		p.Speakers = append(p.Speakers, bar{Label: showSpeaker(sp), Count: sp.Statements})
	}
	scale(p.Speakers)
	return s.render(w, r, http.StatusOK, "outlet", p)
}
