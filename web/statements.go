package web

import (
	"context"
	"net/http"
	"strconv"

	"sayso"
	"sayso/record"
)

// facetSize is how many speakers and outlets are offered beside the list.
const facetSize = 8

// facet is one value that narrows the list.
type facet struct {
	Name  string
	Count int
	Href  string
	On    bool // the list is narrowed to it; Href then takes it away
}

// statementsPage is the data of the list of statements.
type statementsPage struct {
	layout
	Filter   filter
	Problems map[string]string
	Kinds    []facet
	Speakers []facet
	Outlets  []facet
	Months   []facet
	Places   []facet
	asked
	Rows    []statementRow
	Pager   pager
	Sampled bool // the facets count the first statements found alone
	FacetTo int
	Bare    bool // the record holds no report at all
}

// kinds in the order they are shown: from the speaker's own words to the
// reporter's.
var kinds = []sayso.Kind{sayso.Direct, sayso.Mixed, sayso.Indirect}

func (s *site) statements(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("statements", r.URL.Query())
	p := statementsPage{layout: s.layout("Statements", "statements"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "statements", p)
	}
	ctx := r.Context()
	page, err := s.store.Statements(ctx, f.query())
	if err != nil {
		return err
	}
	p.Rows, p.Pager = showStatements(page.Rows), pagerFor(f, "/", page)
	if page.Total == 0 {
		all, err := s.store.Articles(ctx, record.Query{Limit: 1})
		if err != nil {
			return err
		}
		p.Bare = all.Total == 0
	}
	if err := s.facets(ctx, f, &p); err != nil {
		return err
	}
	if p.asked, err = s.asked(ctx, "/", f, page.Total); err != nil {
		return err
	}
	if f.Text != "" {
		p.Title = "“" + f.Text + "” in statements"
	}
	return s.render(w, r, http.StatusOK, "statements", p)
}

// facets fills in what the list can be narrowed to: the kinds as if none were
// chosen, the speakers and outlets that have most, or the one that is chosen, and the
// months and places that have most.
func (s *site) facets(ctx context.Context, f filter, p *statementsPage) error {
	q := f.query()
	q.CountTo = facetTo
	counts, err := s.store.Facets(ctx, q, facetSize)
	if err != nil {
		return err
	}
	all := counts
	if f.Kind != "" {
		others := q
		others.Kind = ""
		if all, err = s.store.Facets(ctx, others, 0); err != nil {
			return err
		}
	}
	narrowed, err := s.store.Narrow(ctx, q, facetSize)
	if err != nil {
		return err
	}
	p.Sampled, p.FacetTo = counts.Capped || all.Capped || narrowed.MonthsCapped || narrowed.PlacesCapped, facetTo
	for _, m := range narrowed.Months {
		to := f.with("from", m.Month).with("to", m.Month)
		on := f.From == m.Month && f.To == m.Month
		if on {
			to = f.with("from", "").with("to", "")
		}
		p.Months = append(p.Months, facet{m.Month, m.Statements, to.href("/"), on})
	}
	for _, pl := range narrowed.Places {
		p.Places = append(p.Places, toggle(f, "place", strconv.Itoa(int(pl.GeoNameID)), pl.Name, pl.Statements))
	}
	for _, k := range kinds {
		p.Kinds = append(p.Kinds, toggle(f, "kind", k.String(), k.String(), all.Kinds[k]))
	}
	if f.Speaker == "" {
		for _, sp := range counts.Speakers {
			p.Speakers = append(p.Speakers, toggle(f, "speaker", sp.ID, sp.Name, sp.Statements))
		}
	} else if sp, err := s.store.Speaker(ctx, f.Speaker); err == nil {
		p.Speakers = []facet{toggle(f, "speaker", sp.ID, sp.Name, 0)}
	} else if ignoreMissing(err) != nil {
		return err
	}
	if f.Outlet == "" {
		for _, o := range counts.Outlets {
			p.Outlets = append(p.Outlets, toggle(f, "outlet", o.ID, o.Name, o.Statements))
		}
	} else if o, err := s.store.Outlet(ctx, f.Outlet); err == nil {
		p.Outlets = []facet{toggle(f, "outlet", o.ID, o.Name, 0)}
	} else if ignoreMissing(err) != nil {
		return err
	}
	return nil
}

// toggle makes the facet that sets a field to value, or clears it when it is
// set already.
func toggle(f filter, param, value, name string, n int) facet {
	if *f.field(param) == value {
		return facet{name, n, f.with(param, "").href("/"), true}
	}
	return facet{name, n, f.with(param, value).href("/"), false}
}
