package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"sayso"
	"sayso/record"
)

// The orders of rows of statement (s) and article (a).
const (
	statementOrder = " ORDER BY a.date DESC, a.id, s.ordinal"
	scoreOrder     = " ORDER BY s.score, a.id, s.ordinal"
)

// Statements returns one page of statements.
func (s *Store) Statements(ctx context.Context, q record.Query) (page record.Page[record.Statement], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		tables, where, how, err := f.list(ctx, tx, &page)
		if err != nil {
			return err
		}
		order := statementOrder
		if f.byScore {
			order = scoreOrder
		}
		keys := "SELECT s.key FROM " + tables + where.where() + order + f.page()
		page.Rows, err = statementRows(ctx, tx, "s.key IN ("+keys+")"+order, where.args, f.match, how)
		cut(&page, f.limit, func(st record.Statement) place {
			if f.byScore {
				return place{"scores", float64(st.Score), st.Article.ID, st.Ordinal}
			}
			return place{"statements", st.Article.Date.Value, st.Article.ID, st.Ordinal}
		})
		return err
	})
	return page, err
}

// list returns the tables and conditions of which the page is cut, and counts the rows
// of the whole list.
func (f *filter) list(ctx context.Context, tx *sql.Tx, page *record.Page[record.Statement]) (tables string, where clause, how inOrder, err error) {
	if f.oneDay && f.mayScan() && !f.byScore {
		m, err := f.before(ctx, tx)
		if err != nil {
			return "", where, gathered, err
		}
		if m != nil {
			tables, where, err = f.narrow(m)
			if f.countTo >= 0 {
				page.Total = len(m.keys)
			}
			return tables, where, walked, err
		}
	}
	if f.oneDay && f.mayScan() && (f.match != "" || f.place != 0) {
		tables, where, n, err := f.ofDay(ctx, tx)
		if f.countTo >= 0 {
			page.Total = n
		}
		return tables, where, walked, err
	}
	if f.beside.voice && f.beside.day {
		m, err := f.wide(ctx, tx, false)
		if err != nil {
			return "", where, gathered, err
		}
		if m != nil {
			tables, where, err = f.narrow(m)
			if f.countTo >= 0 {
				page.Total = len(m.keys)
			}
			return tables, where, walked, err
		}
	}
	if page.Total, page.Capped, err = f.count(ctx, tx); err != nil {
		return "", where, gathered, err
	}
	if how, err = f.way(ctx, tx, page.Total, page.Capped); err != nil {
		return "", where, gathered, err
	}
	tables, where = f.statements(how, true)
	return tables, where, how, f.behind(ctx, tx, &where)
}

// before returns the statements of one day when those of all days were found before, as
// they are for the timeline that shows the day, and else nil.
func (f *filter) before(ctx context.Context, tx *sql.Tx) (*found, error) {
	q := f.query
	q.On, q.When = "", ""
	m, _, err := recall[*found](ctx, tx, f.finds, &q, byStatement)
	if m == nil || err != nil {
		return nil, err
	}
	return m.on(packPeriod(f.query.On), f.dated == "said", f.dated == "told"), nil
}

// ofDay returns the tables and conditions that select the statements of one day that
// hold words or name a place, and how many these are: the day has few, and which hold
// the words is known for all days at once.
func (f *filter) ofDay(ctx context.Context, tx *sql.Tx) (tables string, where clause, n int, err error) {
	held, err := f.held(ctx, tx, f.place)
	if err != nil {
		return "", where, 0, err
	}
	plain := *f
	plain.match, plain.place = "", 0
	tables, where = plain.statements(gathered, false)
	keys := []uint32{}
	rows, err := tx.QueryContext(ctx, "SELECT s.key FROM "+tables+where.where(), where.args...)
	err = each(rows, err, func(r row) error {
		var key uint32
		err := r.Scan(&key)
		if held.has(key) {
			keys = append(keys, key)
		}
		return err
	})
	where = clause{}
	where.and("s.key IN (SELECT value FROM json_each(?))", numbers(keys))
	return "statement s CROSS JOIN article a ON a.key = s.article", where, len(keys), cmp.Or(err, f.behind(ctx, tx, &where))
}

// narrow returns the tables and conditions that select of the statements found those
// of which the page is cut.
func (f *filter) narrow(m *found) (tables string, where clause, err error) {
	tables = "statement s CROSS JOIN article a ON a.key = s.article"
	var keys, date, id string
	var ordinal, before int
	if f.byScore {
		var score float64
		there, err := readPlace(f.after, "scores", &score, &id, &ordinal)
		if err != nil {
			return "", where, err
		}
		var after *foundScore
		if there {
			after = &foundScore{score: float32(score)}
		}
		keys, before = m.scoreWindow(f, after)
		f.offset -= before
		where.and("s.key IN (SELECT value FROM json_each(?))", keys)
		return tables, where, f.behindScore(&where)
	}
	there, err := readPlace(f.after, "statements", &date, &id, &ordinal)
	if err != nil {
		return "", where, err
	}
	var after *packedDate
	if there {
		after = new(packedDate)
		copy(after[:], date)
	}
	keys, before = m.window(f, after)
	f.offset -= before
	where.and("s.key IN (SELECT value FROM json_each(?))", keys)
	return tables, where, f.behindStatement(&where)
}

// count returns the number of statements that f selects, or f.countTo and true
// when there are more. It counts none when f.countTo is negative.
func (f *filter) count(ctx context.Context, tx *sql.Tx) (n int, capped bool, err error) {
	var query string
	var where clause
	switch {
	case f.countTo < 0:
		return 0, false, nil
	case !f.beside.voice:
		where = f.voice.rows()
		query = "SELECT coalesce(sum(v.statements), 0) FROM voice v" + where.where()
	case !f.beside.day:
		query, where = "SELECT coalesce(sum("+f.dated+"), 0) FROM day d"+f.day.where(), f.day
	default:
		var tables string
		tables, where = f.statements(gathered, false)
		query = "SELECT count(*) FROM (SELECT 1 FROM " + tables + where.where() + f.most() + ")"
		capped = f.countTo > 0
	}
	if err := tx.QueryRowContext(ctx, query, where.args...).Scan(&n); err != nil {
		return 0, false, err
	}
	if capped = capped && n > f.countTo; capped {
		n = f.countTo
	}
	return n, capped, nil
}

// most returns the SQL that ends counting.
func (f *filter) most() string {
	if f.countTo <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", f.countTo+1)
}

// hits counts the statements that hold the words, enough at most.
func (f *filter) hits(ctx context.Context, tx *sql.Tx, enough int) (n int, err error) {
	err = tx.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM statement_text WHERE statement_text MATCH ? LIMIT %d)", enough),
		f.match).Scan(&n)
	return n, err
}

// What it takes to gather and sort one statement, and to look one up in the index
// of words for each word, when walking past one takes 1; measured on a million
// statements.
// Beyond maxHits only walking is quick.
const (
	gatherCost = 6
	lookupCost = 500
	maxHits    = 200_000
)

// way returns how to find a page of a list of about total statements, or of more
// when that is capped.
func (f *filter) way(ctx context.Context, tx *sql.Tx, total int, capped bool) (inOrder, error) {
	if f.countTo < 0 {
		return inOrder(f.oneDay && f.limit > 0 && !f.byScore), nil
	}
	if f.limit < 0 || total == 0 || f.byScore {
		return gathered, nil
	}
	// The statements that a walk goes through, at most.
	var all int
	query, where := "SELECT coalesce(max(key), 0) FROM statement", clause{}
	switch {
	case len(f.article.conds) > 0:
		where = f.article
		query = "SELECT coalesce(sum(a.statements), 0) FROM article a" + where.where()
	case f.first+f.last != "":
		where = f.day
		query = "SELECT coalesce(sum(d.said + d.told), 0) FROM day d" + where.where()
	}
	if err := tx.QueryRowContext(ctx, query, where.args...).Scan(&all); err != nil {
		return gathered, err
	}
	step, gather := 1, total
	if f.match != "" {
		var err error
		if gather, err = f.hits(ctx, tx, maxHits); err != nil {
			return gathered, err
		}
		if step = lookupCost * f.terms; prefixed(f.match) {
			step = 1 // all that fit are gathered once
		}
	}
	if capped { // a guess: other conditions leave a quarter of what the words leave
		total = max(total, gather/4)
	}
	return inOrder((f.limit+f.offset)*(all/total+1)*step < gatherCost*gather), nil
}

// behind lets the page begin behind f.after.
func (f *filter) behind(ctx context.Context, tx *sql.Tx, where *clause) error {
	if f.byScore {
		return f.behindScore(where)
	}
	if f.after == "" && f.offset > 0 && f.latest && !f.aside && !f.picky() && f.place == 0 && len(f.said.conds) == 0 {
		return f.skip(ctx, tx, where)
	}
	return f.behindStatement(where)
}

// behindStatement is behind for a list in order of dates.
func (f *filter) behindStatement(where *clause) error {
	var date, id string
	var ordinal int
	there, err := readPlace(f.after, "statements", &date, &id, &ordinal)
	if there {
		where.and("a.date <= ? AND (a.date < ? OR a.id > ? OR a.id = ? AND s.ordinal > ?)", date, date, id, id, ordinal)
	}
	return err
}

// behindScore is behind for a list in order of scores.
func (f *filter) behindScore(where *clause) error {
	var score float64
	var id string
	var ordinal int
	there, err := readPlace(f.after, "scores", &score, &id, &ordinal)
	if there {
		where.and("s.score >= ? AND (s.score > ? OR a.id > ? OR a.id = ? AND s.ordinal > ?)", score, score, id, id, ordinal)
	}
	return err
}

// skip turns most of the offset into a date, by the numbers of statements that
// articles hold. f must select all statements of the articles that it selects.
func (f *filter) skip(ctx context.Context, tx *sql.Tx, where *clause) error {
	articles := f.articles()
	rows, err := tx.QueryContext(ctx, "SELECT a.date, sum(a.statements) FROM article a"+articles.where()+
		" GROUP BY a.date ORDER BY a.date DESC", articles.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var date string
		var n int
		if err := rows.Scan(&date, &n); err != nil {
			return err
		}
		if f.offset < n {
			where.and("a.date <= ?", date)
			return nil
		}
		f.offset -= n
	}
	where.and("0") // past the end
	return rows.Err()
}

// Statement returns the statement with that ID, or that had it before an upgrade.
func (s *Store) Statement(ctx context.Context, id string) (st record.Statement, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		rows, err := statementRows(ctx, tx, "s.id = ?", []any{id}, "", gathered)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			rows, err = statementRows(ctx, tx, "s.id = (SELECT now FROM forwarded WHERE id = ?)", []any{id}, "", gathered)
			if err != nil {
				return err
			}
		}
		if len(rows) == 0 {
			return fmt.Errorf("statement %q: %w", id, record.ErrNotFound)
		}
		st = rows[0]
		return nil
	})
	return st, err
}

// statementRows returns the statements that cond, which may end in an order, selects. When match
// is set their snippets show what it found.
func statementRows(ctx context.Context, tx *sql.Tx, cond string, args []any, match string, how inOrder) ([]record.Statement, error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+annotationColumns+", s.key, a.key,"+
		" coalesce(p.id, ''), coalesce(p.name, ''), coalesce(p.type, '')"+
		" FROM statement s JOIN article a ON a.key = s.article LEFT JOIN speaker p ON p.key = s.speaker"+
		" WHERE "+cond, args...)
	var list []record.Statement
	var keys, articles []int64 // of the rows of list
	err = each(rows, err, func(r row) error {
		var n annotation
		var st record.Statement
		var key, article int64
		var speakerType string
		err := r.Scan(append(n.dest(), &key, &article, &st.Speaker.ID, &st.Speaker.Name, &speakerType)...)
		if err != nil {
			return err
		}
		if st.Statement, st.Level, err = n.statement(); err != nil {
			return fmt.Errorf("statement %s: %w", n.id, err)
		}
		if st.AsRead, err = fromMachine(n.machine, st.Statement); err != nil {
			return fmt.Errorf("statement %s: %w", n.id, err)
		}
		st.ID, st.SpanTexts, st.Ordinal = n.id, n.texts, int(n.ordinal)
		st.Review, st.Undecided, st.Entered = n.review, n.undecided, n.enteredBy
		st.Speaker.Type = sayso.ParseEntityType(speakerType)
		list, keys, articles = append(list, st), append(keys, key), append(articles, article)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := settings(ctx, tx, list, articles); err != nil {
		return nil, err
	}
	if match != "" {
		return list, snippets(ctx, tx, list, keys, match, how)
	}
	return list, nil
}

// settings fills what a row tells of its article: the article itself, and the
// words of addressee and occasion, which are cut out of its text. Rows of one
// article stand together.
func settings(ctx context.Context, tx *sql.Tx, list []record.Statement, articles []int64) error {
	byKey, err := articlesByKey(ctx, tx, articles)
	if err != nil {
		return err
	}
	var text string
	var held int64 // the article that text is of
	for i := range list {
		st, article := &list[i], articles[i]
		st.Article = byKey[article]
		if st.Statement.Addressee.Empty() && st.Statement.Occasion.Empty() {
			continue
		}
		if held != article {
			err := tx.QueryRowContext(ctx, "SELECT text FROM layers WHERE article = ?", article).Scan(&text)
			if err != nil {
				return err
			}
			held = article
		}
		for _, part := range []struct {
			span sayso.Span
			to   *string
		}{{st.Statement.Addressee, &st.Addressee}, {st.Statement.Occasion, &st.Occasion}} {
			if part.span.Empty() {
				continue
			}
			if part.span.Start < 0 || int(part.span.End) > len(text) {
				return fmt.Errorf("statement %s: passage [%d,%d) of a text of %d bytes",
					st.ID, part.span.Start, part.span.End, len(text))
			}
			*part.to = part.span.Of(text)
		}
	}
	return nil
}

// snippets fills the snippets of list, whose rows have the keys given.
func snippets(ctx context.Context, tx *sql.Tx, list []record.Statement, keys []int64, match string, how inOrder) error {
	at := make(map[int64]int, len(keys))
	for i, k := range keys {
		at[k] = i
	}
	wanted, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	// The plus keeps SQLite from looking every key up by a search of its own, which
	// is quick for a few keys of many matches.
	rowid := "+rowid"
	if how == walked && !prefixed(match) {
		rowid = "rowid"
	}
	rows, err := tx.QueryContext(ctx, "SELECT rowid, highlight(statement_text, 0, char(2), char(3)) FROM statement_text"+
		" WHERE statement_text MATCH ? AND "+rowid+" IN (SELECT value FROM json_each(?))", match, string(wanted))
	return each(rows, err, func(r row) error {
		var key int64
		var marked string
		if err := r.Scan(&key, &marked); err != nil {
			return err
		}
		list[at[key]].Snippet = marked
		return nil
	})
}
