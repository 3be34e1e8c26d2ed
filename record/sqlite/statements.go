package sqlite

import (
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
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		tables, where := f.statements(false)
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM "+tables+where.where(), where.args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		tables, where = f.statements(true)
		order := statementOrder
		if q.ByScore {
			order = scoreOrder
		}
		keys := "SELECT s.key FROM " + tables + where.where() + order + f.page()
		page.Rows, err = statementRows(ctx, tx, "s.key IN ("+keys+")"+order, where.args, f.match)
		return err
	})
	return page, err
}

// Statement returns the statement with that ID, or that had it before an upgrade.
func (s *Store) Statement(ctx context.Context, id string) (st record.Statement, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		rows, err := statementRows(ctx, tx, "s.id = ?", []any{id}, "")
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			rows, err = statementRows(ctx, tx, "s.id = (SELECT now FROM forwarded WHERE id = ?)", []any{id}, "")
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
func statementRows(ctx context.Context, tx *sql.Tx, cond string, args []any, match string) ([]record.Statement, error) {
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
		st.Review, st.Undecided = n.review, n.undecided
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
		return list, snippets(ctx, tx, list, keys, match)
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
func snippets(ctx context.Context, tx *sql.Tx, list []record.Statement, keys []int64, match string) error {
	at := make(map[int64]int, len(keys))
	for i, k := range keys {
		at[k] = i
	}
	wanted, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	// The plus keeps SQLite from looking every key up by a search of its own.
	rows, err := tx.QueryContext(ctx, "SELECT rowid, highlight(statement_text, 0, char(2), char(3)) FROM statement_text"+
		" WHERE statement_text MATCH ? AND +rowid IN (SELECT value FROM json_each(?))", match, string(wanted))
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
