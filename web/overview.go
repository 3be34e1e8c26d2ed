package web

import (
	"net/http"

	"sayso/record"
)

// overviewPage is the data of the page that says what is in the record.
type overviewPage struct {
	layout
	Counts   []tile
	Waiting  []tile // what is open, for a person to look at
	First    string // the days that bound the statements, empty when none is dated
	Last     string
	Newest   []articleRow
	Kinds    []bar
	Speakers []bar
	Outlets  []bar
	Bare     bool // the record holds no report at all
}

// tile is one number with the list it counts.
type tile struct {
	Count int
	Noun  string // of one
	Href  string
	Why   string
}

// busiest is how many speakers and outlets an overview names.
const busiest = 8

func (s *site) overview(w http.ResponseWriter, r *http.Request) error {
	if err := badRequest(unknownParams(r)); err != nil {
		return err
	}
	ctx := r.Context()
	o, err := s.store.Overview(ctx)
	if err != nil {
		return err
	}
	facets, err := s.store.Facets(ctx, record.Query{}, busiest)
	if err != nil {
		return err
	}
	p := overviewPage{layout: s.layout("Overview", "overview"), First: o.First, Last: o.Last, Newest: showArticles(o.Added), Bare: o.Articles == 0}
	p.Counts = []tile{
		{o.Articles, "report", "/articles", ""},
		{o.Statements, "statement", "/", ""},
		{o.Speakers, "speaker", "/speakers", ""},
		{o.Outlets, "outlet", "/outlets", ""},
		{o.Figures, "figure", "/figures", ""},
		{o.Places, "place", "/map", ""},
	}
	undecided, err := s.store.Statements(ctx, record.Query{Review: string(record.Unresolved), Limit: 1})
	if err != nil {
		return err
	}
	p.Waiting = waiting(o, undecided.Total)
	p.Kinds = kindBars(filter{}, facets.Kinds)
	for _, sp := range facets.Speakers {
		p.Speakers = append(p.Speakers, bar{Label: named{sp.Name, filter{Speaker: sp.ID}.href("/")}, Count: sp.Statements})
	}
	for _, out := range facets.Outlets {
		p.Outlets = append(p.Outlets, bar{Label: named{out.Name, filter{Outlet: out.ID}.href("/")}, Count: out.Statements})
	}
	scale(p.Speakers)
	scale(p.Outlets)
	return s.render(w, r, http.StatusOK, "overview", p)
}

// waiting lists what the reports leave open and what waits for a reviewer, and
// leaves out what they do not.
func waiting(o record.Overview, undecided int) []tile {
	var open []tile
	for _, t := range []tile{
		{undecided, "statement", "/review", "too unsure to count, until somebody decides"},
		{o.Statements - o.Said, "statement", filter{When: "open"}.href("/"), "the text does not tell on which day they were made"},
		{o.Undated, "statement", filter{On: "open"}.href("/"), "neither the text nor its report is dated"},
	} {
		if t.Count > 0 {
			open = append(open, t)
		}
	}
	return open
}

// unknownParams says of a page without parameters that it takes none.
func unknownParams(r *http.Request) map[string]string {
	problems := map[string]string{}
	for name := range r.URL.Query() {
		problems[name] = "This page takes no parameter."
	}
	return problems
}
