package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sayso"
	"sayso/export"
	"sayso/record"
)

// endpoints is the table of the API: another list is another line of it.
func endpoints() []endpoint {
	const named = "q speaker outlet from to story article referent voice way since "
	const found = "q speaker outlet kind from to place story told review since "
	statement, article := export.StatementColumns(), export.ArticleColumns()
	return []endpoint{
		listing("statements", "Statements, of the newest report first.", found+"on when article", record.Store.Statements, statement),
		listing("articles", "Articles, newest first, that hold statements which fit.", found, record.Store.Articles, article),
		listing("speakers", "Speakers, those with most statements first.", found+"on when article", record.Store.Speakers, export.SpeakerColumns()),
		listing("outlets", "Outlets, those with most articles first.", found, record.Store.Outlets, export.OutletColumns()),
		listing("figures", "Figures by unit, the largest first.", found+"unit article", record.Store.Figures, export.FigureColumns()),
		listing("places", "Places of the gazetteer that texts name, those in most articles first.", found, record.Store.Places, export.PlaceColumns()),
		listing("events", "Events that reports tell of, latest first.", found+"on event status article", record.Store.Events, export.EventColumns()),
		listing("stories", "Stories, of reports of one event, those of most outlets first.", found, record.Store.Stories, export.StoryColumns()),
		listing("utterances", "Utterances that several reports tell, those of most outlets first.", found, record.Store.Utterances, export.UtteranceColumns()),
		listed("namings", "How reports name persons, bodies and groups, and in whose voice.", named, namings(record.Store.Namings), export.NamingColumns()),
		listed("referents", "Who the namings are proposed to be of, those that most outlets name first.", named, namings(record.Store.Referents), export.ReferentColumns()),
		listing("decisions", "What reviewers decided, in the order they were added, also what was taken back.", "article", decisions, export.DecisionColumns()),
		listing("days", "Days of statements, latest first.", found+"on when event article", record.Store.Days, export.DayColumns()),
		listing("searches", "Saved searches by name: lists with their filters, as the addresses of pages have them.", "", savedSearches, export.SearchColumns()),
		oneRow("stories", "story", record.Store.Story, export.StoryColumns()),
		oneRow("utterances", "utterance", record.Store.Utterance, export.UtteranceColumns()),
		{
			path: "/overview", name: "overview", about: "How much the record holds, of the latest versions.",
			answer: schemaFor[overviewAnswer](), of: overviewOf,
		},
		{
			path: "/statements/{id}", name: "statement", about: "One statement: its row, and its passages as `sayso extract` prints them.", params: []string{"offsets"},
			answer: object(schema{"row": rowSchema(statement), "passages": schemaFor[export.Statement]()}), of: oneStatement,
		},
		{
			path: "/articles/{id}", name: "article", about: "One article: its row, and those of all versions of its address, newest first.",
			answer: object(schema{"row": rowSchema(article), "versions": schema{"type": "array", "items": rowSchema(article)}}), of: oneArticle,
		},
		{
			path: "/articles/{id}/document", name: "document", about: "All that was read in an article, as `sayso extract` prints it.", params: []string{"offsets"},
			answer: schemaFor[export.Extract](), of: oneDocument,
		},
		{path: "/articles/{id}/text", name: "text", about: "An article's text alone, which positions count in.", bytes: (*site).articleText},
		oneRow("speakers", "speaker", record.Store.Speaker, export.SpeakerColumns()),
		oneRow("outlets", "outlet", record.Store.Outlet, export.OutletColumns()),
		{path: "/originals/{digest}", name: "original", about: "The archived bytes with that SHA-256.", bytes: (*site).original},
	}
}

// listAnswer is one page of a list.
type listAnswer struct {
	Total  int               `json:"total"`  // rows of the whole list
	Capped bool              `json:"capped"` // there are more
	Next   *string           `json:"next"`   // cursor of the page behind; null behind the last row
	Rows   []json.RawMessage `json:"rows"`
}

// listing is the endpoint of one kind of row.
func listing[R any](
	name, about, params string,
	find func(record.Store, context.Context, record.Query) (record.Page[R], error),
	columns []export.Column[R],
) endpoint {
	return listed(name, about, params, func(s *site, c *apiCall) (record.Page[R], error) { return find(s.store, c.Context(), c.query) }, columns)
}

// listed is the endpoint of one kind of row that is found by more than a query for
// statements.
func listed[R any](
	name, about, params string, find func(*site, *apiCall) (record.Page[R], error), columns []export.Column[R],
) endpoint {
	return endpoint{
		path: "/" + name, name: name, about: about, params: strings.Fields(params + " limit cursor"), answer: listSchema(rowSchema(columns)),
		of: func(s *site, c *apiCall) (any, error) {
			page, err := find(s, c)
			if err != nil {
				return nil, err
			}
			rows, err := objects(columns, page.Rows)
			if err != nil {
				return nil, err
			}
			a := listAnswer{Total: page.Total, Capped: page.Capped, Rows: rows}
			if page.Next != "" {
				a.Next = &page.Next
			}
			return a, nil
		},
	}
}

// namings finds rows of the namings that a call selects.
func namings[R any](find func(record.Store, context.Context, record.NamingQuery) (record.Page[R], error)) func(*site, *apiCall) (record.Page[R], error) {
	return func(s *site, c *apiCall) (record.Page[R], error) {
		q := c.naming
		q.Query = c.query
		return find(s.store, c.Context(), q)
	}
}

// savedSearches is the list of saved searches; its cursor is how many stand before.
func savedSearches(s record.Store, ctx context.Context, q record.Query) (page record.Page[record.Search], err error) {
	all, err := s.Searches(ctx)
	if err != nil {
		return page, err
	}
	all = slices.DeleteFunc(all, func(s record.Search) bool { return s.Removed })
	page.Total = len(all)
	from := 0
	if q.After != "" {
		if from, err = strconv.Atoi(q.After); err != nil || from < 1 || from > len(all) {
			return page, record.ErrCursor
		}
	}
	to := min(len(all), from+cmp.Or(q.Limit, pageSize))
	if page.Rows = all[from:to]; to < len(all) {
		page.Next = strconv.Itoa(to)
	}
	return page, nil
}

// decisions lists the decisions about an article, or all.
func decisions(s record.Store, ctx context.Context, q record.Query) (record.Page[record.Decided], error) {
	return s.Decisions(ctx, record.DecisionQuery{Article: q.Article, Limit: q.Limit, After: q.After})
}

func objects[R any](columns []export.Column[R], rows []R) ([]json.RawMessage, error) {
	all := make([]json.RawMessage, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = export.Object(columns, r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// oneRow is the endpoint of one row of a list.
func oneRow[R any](list, what string, find func(record.Store, context.Context, string) (R, error), columns []export.Column[R]) endpoint {
	return endpoint{
		path: "/" + list + "/{id}", name: what, about: "One " + what + ".", answer: rowSchema(columns),
		of: func(s *site, c *apiCall) (any, error) {
			id := c.PathValue("id")
			row, err := find(s.store, c.Context(), id)
			if err != nil {
				return nil, apiNotFound(err, what, id)
			}
			return export.Object(columns, row)
		},
	}
}

func oneStatement(s *site, c *apiCall) (any, error) {
	id := c.PathValue("id")
	st, err := s.store.Statement(c.Context(), id)
	if err != nil {
		return nil, apiNotFound(err, "statement", id)
	}
	doc, rows, err := s.reading(c.Context(), st.Article.ID, "all")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rows, func(r record.Statement) bool { return r.ID == st.ID })
	if i < 0 {
		return nil, fmt.Errorf("statement %s is not among those of its article %s", id, doc.ID)
	}
	row, err := export.Object(export.StatementColumns(), st)
	return struct {
		Row      json.RawMessage  `json:"row"`
		Passages export.Statement `json:"passages"`
	}{row, export.NewStatement(doc, i, export.NewOffsets(doc.Text, c.offsets))}, err
}

func oneArticle(s *site, c *apiCall) (any, error) {
	id := c.PathValue("id")
	versions, err := s.store.Versions(c.Context(), sayso.ArticleID(id))
	if err != nil {
		return nil, apiNotFound(err, "article", id)
	}
	rows, err := objects(export.ArticleColumns(), versions)
	if err != nil {
		return nil, err
	}
	for i, v := range versions {
		if string(v.ID) == id {
			return struct {
				Row      json.RawMessage   `json:"row"`
				Versions []json.RawMessage `json:"versions"`
			}{rows[i], rows}, nil
		}
	}
	return nil, fmt.Errorf("article %s is not among its own versions", id)
}

func oneDocument(s *site, c *apiCall) (any, error) {
	id := c.PathValue("id")
	doc, err := s.store.Document(c.Context(), sayso.ArticleID(id))
	if err != nil {
		return nil, apiNotFound(err, "article", id)
	}
	return export.NewExtract(doc, c.offsets), nil
}

// overviewAnswer is record.Overview in numbers.
type overviewAnswer struct {
	Articles     int     `json:"articles"`
	Statements   int     `json:"statements"`
	Speakers     int     `json:"speakers"`
	Outlets      int     `json:"outlets"`
	Figures      int     `json:"figures"`
	Places       int     `json:"places"`
	Said         int     `json:"said"`          // statements of which the text tells when they were made
	Undated      int     `json:"undated"`       // statements without a date
	OpenArticles int     `json:"open_articles"` // articles without a single date
	Nobody       int     `json:"nobody"`        // statements without a speaker
	First        *string `json:"first"`         // day
	Last         *string `json:"last"`
}

func overviewOf(s *site, c *apiCall) (any, error) {
	o, err := s.store.Overview(c.Context())
	a := overviewAnswer{o.Articles, o.Statements, o.Speakers, o.Outlets, o.Figures, o.Places, o.Said, o.Undated, o.OpenArticles, o.Nobody, nil, nil}
	if o.First != "" {
		a.First, a.Last = &o.First, &o.Last
	}
	return a, err
}
