package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"sayso"
	"sayso/record"
)

// matchBatch is how many statements EachMatch reads at once; an article with
// more of them is read whole.
const matchBatch = 500

// EachMatch calls f with every article that holds statements which q selects.
func (s *Store) EachMatch(ctx context.Context, q record.Query, parts record.Parts, f func(record.Match) error) error {
	if q.Limit == 0 {
		q.Limit = -1
	}
	var stopped error // f's own: it is handed back as it is
	err := s.read(ctx, func(tx *sql.Tx) error {
		parsed, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		m := matching{ctx: ctx, tx: tx, parts: parts}
		if err := m.find(parsed); err != nil {
			return err
		}
		for from := 0; from < len(m.keys); {
			to := m.batch(from)
			rows, err := m.rows(from, to)
			if err != nil {
				return err
			}
			for len(rows) > 0 {
				n := 1
				for n < len(rows) && rows[n].Article.ID == rows[0].Article.ID {
					n++
				}
				match, err := m.match(rows[:n], m.articles[from])
				if err != nil {
					return err
				}
				if stopped = f(match); stopped != nil {
					return stopped
				}
				rows, from = rows[n:], from+n
			}
		}
		return nil
	})
	if stopped != nil {
		return stopped
	}
	return err
}

// matching is one run of EachMatch. Only the keys of all statements are held.
type matching struct {
	ctx            context.Context
	tx             *sql.Tx
	parts          record.Parts
	keys, articles []int64 // of the statements selected and of their articles, in order
}

func (m *matching) find(f *filter) error {
	tables, where := f.statements(gathered, true)
	if err := f.behind(m.ctx, m.tx, &where); err != nil {
		return err
	}
	page := fmt.Sprintf(" LIMIT %d OFFSET %d", f.limit, f.offset)
	rows, err := m.tx.QueryContext(m.ctx, "SELECT s.key, a.key FROM "+tables+where.where()+statementOrder+page, where.args...)
	return each(rows, err, func(r row) error {
		var key, article int64
		err := r.Scan(&key, &article)
		m.keys, m.articles = append(m.keys, key), append(m.articles, article)
		return err
	})
}

// batch returns the end of the batch that begins at from, which cuts no article.
func (m *matching) batch(from int) (to int) {
	to = min(from+matchBatch, len(m.keys))
	for to < len(m.keys) && m.articles[to] == m.articles[to-1] {
		to++
	}
	return to
}

func (m *matching) rows(from, to int) ([]record.Statement, error) {
	wanted, err := json.Marshal(m.keys[from:to])
	if err != nil {
		return nil, err
	}
	rows, err := statementRows(m.ctx, m.tx, "s.key IN (SELECT value FROM json_each(?))"+statementOrder, []any{string(wanted)}, "", gathered)
	if err == nil && len(rows) != to-from {
		err = fmt.Errorf("%d statements where %d were counted", len(rows), to-from)
	}
	return rows, err
}

func (m *matching) match(rows []record.Statement, article int64) (record.Match, error) {
	match := record.Match{Article: rows[0].Article, Statements: rows, Total: len(m.keys)}
	l := loading{ctx: m.ctx, tx: m.tx, key: article}
	l.stored.Document = &sayso.Document{Article: &sayso.Article{ID: match.Article.ID}}
	if m.parts.Document {
		if err := l.document(); err != nil {
			return match, err
		}
		decided, err := aboutArticle(m.ctx, m.tx, article, l.stored.Document.Original)
		if err != nil {
			return match, err
		}
		match.Document, _ = record.Correct(l.stored.Document, decided)
	}
	if m.parts.Original {
		if err := l.original(); err != nil {
			return match, fmt.Errorf("article %s: original: %w", match.Article.ID, err)
		}
		match.Original = l.stored.Original
	}
	return match, l.damaged()
}
