package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"sayso"
	"sayso/record"
)

// queuePage is the data of the review queue.
type queuePage struct {
	layout
	Filter    filter
	Show      string
	Tabs      []facet
	Rows      []queueRow
	Decisions []decisionRow // of the tabs that list decisions
	Items     []decisionRow // about dates, places and figures, in conflict
	Pager     pager
	Desk      *desk
	Last      *decisionRow // the person's last decision, which can be taken back
	Bare      bool
}

// queueRow is a statement that waits for a decision.
type queueRow struct {
	statementRow
	Context   []contextBlock // the paragraphs it stands in
	Score     string
	Undecided bool
	Seen      string
	Next      string // ID of the row that has the focus once this one is decided
	Conflicts []decisionRow
	Desk      *desk
}

// judged is what the form of one statement needs.
type judged struct {
	*desk
	ID, Seen, Next string
	Assign         bool // it can be given a speaker at once
}

func judge(d *desk, id, seen, next string, assign bool) judged {
	return judged{d, id, seen, next, assign}
}

// lostDecisions are those that stand on no statement.
var lostDecisions = record.DecisionQuery{Standing: record.Gone, InForce: true, Newest: true}

// queueFilters are the filters that the queue takes.
var queueFilters = []string{"q", "speaker", "outlet"}

// The tabs of the queue: what waits, in the order it should be looked at, and what
// was decided.
var queueTabs = []struct {
	show, label string
	review      record.Review
}{
	{"undecided", "Undecided", record.Unresolved},
	{"unsure", "Least sure", record.Open},
	{"conflicts", "In conflict", record.Contested},
	{"odds", "At odds", ""},
	{"lost", "Without a statement", ""},
	{"rejected", "Rejected", record.Rejected},
	{"decided", "Decisions", ""},
}

func (s *site) queue(w http.ResponseWriter, r *http.Request) error {
	f, problems := parseFilter(r.URL.Query())
	if err := badRequest(problems); err != nil {
		return err
	}
	f = f.only(queueFilters...)
	p := queuePage{layout: s.layout("Review", "review"), Filter: f, Show: r.URL.Query().Get("show"), Desk: s.desk(r)}
	ctx := r.Context()
	first := ""
	counts, err := s.store.ReviewCounts(ctx, f.at(1).query())
	if err != nil {
		return err
	}
	for _, tab := range queueTabs {
		n := counts[tab.review]
		switch tab.review {
		case record.Contested:
			items, err := s.contestedItems(ctx)
			if err != nil {
				return err
			}
			n += len(items)
			if p.Show == tab.show || p.Show == "" && first == "" {
				p.Items = showDecisions(items)
			}
		case "":
			q := record.DecisionQuery{Limit: 1, AtOdds: tab.show == "odds"}
			if tab.show == "lost" {
				q = lostDecisions
				q.Limit = 1
			}
			page, err := s.store.Decisions(ctx, q)
			if err != nil {
				return err
			}
			n = page.Total
		}
		if first == "" && n > 0 {
			first = tab.show
		}
		p.Tabs = append(p.Tabs, facet{tab.label, n, queueHref(f.at(1), tab.show), false})
	}
	if p.Show == "" {
		p.Show = first
		p.Bare = first == ""
	}
	q := f.query()
	q.ByScore, q.CountTo = true, 0
	for i, tab := range queueTabs {
		if tab.show != p.Show {
			continue
		}
		p.Tabs[i].On = true
		q.Review = string(tab.review)
	}
	if err := s.fillQueue(r, &p, q); err != nil {
		return err
	}
	if p.Desk != nil {
		last, err := s.store.Decisions(ctx, record.DecisionQuery{By: p.Desk.Reviewer, InForce: true, Newest: true, Limit: 10})
		if err != nil {
			return err
		}
		for _, row := range showDecisions(last.Rows) {
			if !row.Undo {
				p.Last = &row
				break
			}
		}
	}
	return s.render(w, r, http.StatusOK, "review", p)
}

// contestedItems returns the decisions in force about dates, places, figures and pairs of
// statements that were made on another reading of these.
func (s *site) contestedItems(ctx context.Context) ([]record.Decided, error) {
	page, err := s.store.Decisions(ctx, record.DecisionQuery{Standing: record.Conflict, InForce: true, Limit: -1})
	return slices.DeleteFunc(page.Rows, func(d record.Decided) bool { return !d.Kind.OnArticle() && d.Other == nil }), err
}

// around returns the paragraphs of an article that a statement stands in.
func around(a *sayso.Article, st record.Statement) []contextBlock {
	st.Statement.Within = 0 // alone here
	d := &sayso.Document{Article: a, Statements: []sayso.Statement{st.Statement}}
	return passages(d, statementMarks(d, 0, st.ID, false))
}

// queueHref is the address of a tab of the queue.
func queueHref(f filter, show string) string {
	address := f.href("/review")
	if address == "/review" {
		return address + "?show=" + show
	}
	return address + "&show=" + show
}

// exports returns the links to all rows of the tab, whose statements are in that
// state of review.
func (p *queuePage) exports(review string) []exportLink {
	switch p.Show {
	case "lost":
		return exportLinks("lost", "")
	case "decided":
		return exportLinks("decisions", "")
	}
	filters := p.Filter.filters()
	filters["review"] = review
	return exportLinks("queue", filters.Encode())
}

// fillQueue fills in the rows of the tab.
func (s *site) fillQueue(r *http.Request, p *queuePage, q record.Query) error {
	ctx := r.Context()
	pager := func(rows, total int) {
		p.Pager = p.Filter.pager("/review", rows, total)
		for _, to := range []struct {
			address *string
			page    int
		}{{&p.Pager.Prev, min(p.Filter.Page-1, p.Pager.Pages)}, {&p.Pager.Next, p.Filter.Page + 1}, {&p.Pager.Start, 1}} {
			if *to.address != "" {
				*to.address = queueHref(p.Filter.at(to.page), p.Show)
			}
		}
		if rows > 0 {
			p.Pager.Exports = p.exports(q.Review)
		}
	}
	switch p.Show {
	case "":
		return nil
	case "odds", "lost", "decided":
		d := record.DecisionQuery{Newest: true, AtOdds: p.Show == "odds"}
		if p.Show == "lost" {
			d = lostDecisions
		}
		d.Limit, d.Offset = q.Limit, q.Offset
		page, err := s.store.Decisions(ctx, d)
		if err != nil {
			return err
		}
		p.Decisions = showDecisions(page.Rows)
		pager(len(page.Rows), page.Total)
		return nil
	}
	if q.Review == "" {
		return &pageError{http.StatusBadRequest, "The address does not fit", "“show”: want undecided, unsure, conflicts, odds, lost, rejected or decided."}
	}
	page, err := s.store.Statements(ctx, q)
	if err != nil {
		return err
	}
	pager(len(page.Rows), page.Total)
	var ids []sayso.ArticleID
	for _, st := range page.Rows {
		ids = append(ids, st.Article.ID)
	}
	texts, err := s.store.Texts(ctx, ids)
	if err != nil {
		return err
	}
	for i, st := range page.Rows {
		on, err := s.decisionsOn(ctx, st.ID)
		if err != nil {
			return err
		}
		text := texts[st.Article.ID]
		if text == nil {
			return fmt.Errorf("statement %s: the text of article %s: %w", st.ID, st.Article.ID, record.ErrNotFound)
		}
		row := queueRow{statementRow: showStatement(st), Context: around(text, st), Score: showScore(st.Score), Undecided: st.Undecided, Seen: seen(on), Desk: p.Desk}
		if st.Review == record.Contested {
			row.Conflicts = on
		}
		switch {
		case i+1 < len(page.Rows):
			row.Next = page.Rows[i+1].ID
		case i > 0:
			row.Next = page.Rows[i-1].ID
		}
		p.Rows = append(p.Rows, row)
	}
	return nil
}
