package web

import (
	"context"
	"net/http"

	"sayso/record"
)

// Aligner sets tellings of one utterance side by side: the least changed first,
// each with its words against that.
type Aligner func(ctx context.Context, tellings []record.Statement) ([]record.Telling, error)

// utteranceRow is an utterance in a list.
type utteranceRow struct {
	ID, Href  string
	First     statementRow
	Counts    []countLink
	Published date
}

// countLink is a number with the address of what it counts.
type countLink struct{ Text, Href string }

func utteranceHref(id string) string { return "/utterance/" + id }

func showUtterance(u record.Utterance) utteranceRow {
	reports, tellings := filter{Told: u.ID}.href("/articles"), filter{Told: u.ID}.href("/")
	row := utteranceRow{ID: u.ID, Href: utteranceHref(u.ID), First: showStatement(u.First)}
	if u.Outlets > 0 {
		row.Counts = append(row.Counts, countLink{count(u.Outlets, "outlet"), reports})
	}
	row.Counts = append(row.Counts, countLink{count(u.Articles, "report"), reports}, countLink{count(u.Tellings, "telling"), tellings},
		countLink{count(u.Origins, "independent origin"), ""})
	return row
}

func showUtterances(rows []record.Utterance) []utteranceRow {
	out := make([]utteranceRow, len(rows))
	for i, u := range rows {
		out[i] = showUtterance(u)
	}
	return out
}

// utterancesPage is the data of the list of utterances.
type utterancesPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Rows     []utteranceRow
	Pager    pager
	Unlinked int
}

func (s *site) utterances(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("utterances", r.URL.Query())
	p := utterancesPage{layout: s.layout("Utterances", "utterances"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "utterances", p)
	}
	ctx := r.Context()
	page, err := s.store.Utterances(ctx, f.query())
	if err != nil {
		return err
	}
	if p.Unlinked, err = s.store.Unlinked(ctx); err != nil {
		return err
	}
	if p.asked, err = s.asked(ctx, "/utterances", f, page.Total); err != nil {
		return err
	}
	p.Rows, p.Pager = showUtterances(page.Rows), f.pager("/utterances", len(page.Rows), page.Total)
	return s.render(w, r, http.StatusOK, "utterances", p)
}

// mostTellings is how many tellings the page of an utterance sets side by side.
const mostTellings = 60

// utterancePage is the data of one utterance: its tellings in columns.
type utterancePage struct {
	layout
	Row        utteranceRow
	Tellings   []tellingColumn
	Left       int           // tellings that are not shown
	Unfaithful bool          // one of them changes words inside quotation marks
	Decisions  []decisionRow // about whether they tell it
	Seen       string        // see desk
	Desk       *desk
}

// tellingColumn is one telling against the first.
type tellingColumn struct {
	N int
	statementRow
	Runs       []record.Run
	Changed    string // how much of the words differs
	Unfaithful bool
	Again      bool
	Other      string // ID of the telling that it does not tell the same as, when it is not of the utterance
}

func (s *site) utterance(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	u, err := s.store.Utterance(ctx, id)
	if err != nil {
		return moved(w, r, err, "utterance", id)
	}
	page, err := s.store.Statements(ctx, record.Query{Told: u.ID, Limit: mostTellings})
	if err != nil {
		return err
	}
	tellings, err := s.align(ctx, page.Rows)
	if err != nil {
		return err
	}
	p := utterancePage{layout: s.layout(headline(u.First), "utterances"), Row: showUtterance(u), Left: page.Total - len(page.Rows)}
	if p.Decisions, err = s.pairs(ctx, page.Rows); err != nil {
		return err
	}
	p.Desk, p.Seen = s.desk(r), seen(p.Decisions)
	for i, t := range tellings {
		c := tellingColumn{N: i + 1, statementRow: showStatement(t.Statement), Runs: t.Runs, Unfaithful: t.Unfaithful(), Again: t.Again}
		if len(tellings) > 1 {
			c.Other = tellings[0].ID
		}
		if i == 0 && len(tellings) > 1 {
			c.Other = tellings[1].ID
		}
		if i > 0 {
			c.Changed = percent(t.Distance) + " of the words differ"
		}
		p.Unfaithful = p.Unfaithful || c.Unfaithful
		p.Tellings = append(p.Tellings, c)
	}
	return s.render(w, r, http.StatusOK, "utterance", p)
}

// unaligned shows tellings as they are, where no Aligner is given.
func unaligned(_ context.Context, list []record.Statement) ([]record.Telling, error) {
	out := make([]record.Telling, len(list))
	for i, st := range list {
		out[i] = record.Telling{Statement: st, Runs: []record.Run{{Words: st.SpanTexts.Content}}}
	}
	return out, nil
}
