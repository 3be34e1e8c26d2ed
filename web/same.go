package web

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"sayso/record"
)

// samePage is the data of the page on which a person says that a statement tells
// the same as another.
type samePage struct {
	layout
	Row       statementRow
	Words     string    // what was asked for
	Asked     bool      // whether anything was
	Rows      []sameRow // statements that may tell the same
	Total     int
	Decisions []decisionRow // about the statement and others
	Seen      string
	Desk      *desk
}

// sameRow is a statement that may tell the same.
type sameRow struct {
	statementRow
	Now  bool // it already tells the same
	Desk *desk
	Of   string // ID of the statement that it may tell the same as
	Seen string
}

// mostSame is how many statements the page offers.
const mostSame = 20

func sameHref(id string) string { return statementHref(id) + "/same" }

func (s *site) same(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	row, err := s.store.Statement(ctx, id)
	if err != nil {
		return lookup(err, "statement", id)
	}
	words := strings.TrimSpace(r.URL.Query().Get("q"))
	if len(words) > maxField {
		return &pageError{http.StatusBadRequest, "The address does not fit", "“q”: at most 300 bytes of UTF-8 text."}
	}
	p := samePage{layout: s.layout("Tells the same as …", "utterances"), Row: showStatement(row), Words: words, Asked: words != "", Desk: s.desk(r)}
	on, err := s.pairs(ctx, []record.Statement{row})
	if err != nil {
		return err
	}
	p.Decisions, p.Seen = on, seen(on)
	told, err := s.store.Told(ctx, row.Article.ID)
	if err != nil {
		return err
	}
	found, total, err := s.alike(ctx, row, words)
	if err != nil {
		return err
	}
	for _, st := range found {
		if st.ID == row.ID {
			total--
			continue
		}
		of, err := s.store.Told(ctx, st.Article.ID)
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, sameRow{statementRow: showStatement(st), Now: common(told[row.ID], of[st.ID]), Desk: p.Desk, Of: row.ID, Seen: p.Seen})
	}
	p.Total = total
	return s.render(w, r, http.StatusOK, "same", p)
}

// alike returns the statements that words ask for: the one of that ID or address, or
// those that hold the words. Without words it returns those of the story by the same
// speaker.
func (s *site) alike(ctx context.Context, row record.Statement, words string) ([]record.Statement, int, error) {
	q := record.Query{Text: words, Limit: mostSame}
	if words == "" {
		links, err := s.store.Links(ctx, row.Article.ID)
		if err != nil || links.Story.ID == "" {
			return nil, 0, err
		}
		q.Story, q.Speaker = links.Story.ID, row.Speaker.ID
	} else if u, err := url.Parse(words); err == nil && !strings.ContainsAny(words, " \"") {
		id := path.Base(u.Path)
		if strings.HasPrefix(u.Fragment, "s-") { // the address of a passage
			id = strings.TrimPrefix(u.Fragment, "s-")
		}
		if st, err := s.store.Statement(ctx, id); err == nil {
			return []record.Statement{st}, 1, nil
		}
	}
	page, err := s.store.Statements(ctx, q)
	return page.Rows, page.Total, err
}

// common reports whether two lists have an utterance in common.
func common(a, b []record.Utterance) bool {
	return slices.ContainsFunc(a, func(x record.Utterance) bool {
		return slices.ContainsFunc(b, func(y record.Utterance) bool { return x.ID == y.ID })
	})
}

// pairs returns the decisions that say of any of the statements whether it tells the
// same as another, the last one first.
func (s *site) pairs(ctx context.Context, of []record.Statement) ([]decisionRow, error) {
	var list []record.Decided
	any, err := s.anyPairs(ctx)
	if err != nil || !any {
		return nil, err
	}
	there := map[string]bool{}
	for _, st := range of {
		page, err := s.store.Decisions(ctx, record.DecisionQuery{Statement: st.ID, Limit: -1})
		if err != nil {
			return nil, err
		}
		for _, d := range page.Rows {
			if d.Other != nil && !there[d.ID] {
				there[d.ID] = true
				list = append(list, d)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b record.Decided) int { return b.Made.Compare(a.Made) })
	return showDecisions(list), nil
}

// anyPairs reports whether anything was ever decided of a pair of statements: in most
// records nothing was, and a page has many of them to ask about.
func (s *site) anyPairs(ctx context.Context) (bool, error) {
	for _, kind := range []record.DecisionKind{record.SameUtterance, record.OtherUtterance} {
		page, err := s.store.Decisions(ctx, record.DecisionQuery{Kind: kind, Limit: 1})
		if err != nil || page.Total > 0 {
			return true, err
		}
	}
	return false, nil
}
