package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"sayso"
	"sayso/record"
)

// decisionTables are what decisionRows reads from: decisions (d), the undone (u),
// the two anchors (a, b) that a decision may have, and where it stands in a later
// version (c) of its article, which in selects.
func decisionTables(in string) string {
	return ` FROM decision d LEFT JOIN undone u ON u.decision = d.key
	LEFT JOIN anchor a ON a.decision = d.key AND a.part = 0 LEFT JOIN anchor b ON b.decision = d.key AND b.part = 1
	LEFT JOIN carried c ON c.decision = d.key AND c.article = ` + in
}

// Decisions returns one page of decisions.
func (s *Store) Decisions(ctx context.Context, q record.DecisionQuery) (page record.Page[record.Decided], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		where, in, args := decisionConditions(q), inNewest, []any(nil)
		switch {
		case q.Statement != "":
			in, args = inStatement, []any{q.Statement}
		case q.Article != "":
			in, args = inArticle, []any{string(q.Article)}
		}
		args = append(args, where.args...)
		err := tx.QueryRowContext(ctx, "SELECT count(*)"+decisionTables(in)+where.where(), args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		order, limit := " ORDER BY d.key", q.Limit
		if q.Newest {
			order += " DESC"
		}
		if limit == 0 {
			limit = record.DefaultLimit
		}
		page.Rows, err = decisionRows(ctx, tx, in, fmt.Sprintf("%s%s LIMIT %d OFFSET %d", where.where(), order, limit, max(0, q.Offset)), args...)
		return err
	})
	return page, err
}

func decisionConditions(q record.DecisionQuery) (where clause) {
	if q.Article != "" {
		where.and("d.key IN (SELECT n.decision FROM anchor n JOIN article r ON r.digest = n.digest WHERE r.id = ?"+
			" UNION SELECT k.decision FROM carried k JOIN article r ON r.key = k.article WHERE r.id = ?)", string(q.Article), string(q.Article))
	}
	if q.Statement != "" {
		where.and("d.key IN (SELECT n.decision FROM anchor n WHERE n.statement = ? UNION SELECT k.decision FROM carried k WHERE k.statement = ?)",
			q.Statement, q.Statement)
	}
	if q.Speaker != "" {
		where.and("d.speaker = ?", q.Speaker)
	}
	if q.By != "" {
		where.and("d.by = ?", q.By)
	}
	if q.Kind != "" {
		where.and("d.kind = ?", string(q.Kind))
	}
	if q.Standing != "" {
		where.and("coalesce(c.standing, a.standing) = ?", string(q.Standing))
	}
	if q.InForce {
		where.and("u.decision IS NULL")
	}
	return where
}

// decisionRows returns the decisions that rest, the end of a query, selects, as they
// stand in the article whose key in gives, or else where they were made.
func decisionRows(ctx context.Context, tx *sql.Tx, in, rest string, args ...any) ([]record.Decided, error) {
	rows, err := tx.QueryContext(ctx, `SELECT d.id, d.whole, u.decision IS NULL, coalesce(c.statement, a.statement, ''), coalesce(c.standing, a.standing, ''),
		coalesce(b.statement, ''), coalesce(b.standing, ''), coalesce((SELECT id FROM article WHERE key = c.article), '')`+decisionTables(in)+rest, args...)
	var list []record.Decided
	return list, each(rows, err, func(r row) error {
		var d record.Decided
		var id string
		var whole sql.RawBytes
		err := r.Scan(&id, &whole, &d.InForce, &d.Statement, &d.Standing, &d.OtherStatement, &d.OtherStanding, &d.Article)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(whole, &d.Decision); err != nil {
			return fmt.Errorf("decision %s: %w", id, err)
		}
		if d.Earlier = d.Article != ""; !d.Earlier && d.Target != nil {
			d.Article = sayso.NewArticleID(d.Target.Original)
		}
		list = append(list, d)
		return nil
	})
}

// anchor stores where the decisions about the article stand in it.
func (w *adding) anchor(decided []record.Decided) error {
	for _, d := range decided {
		if d.Earlier {
			_, err := w.tx.ExecContext(w.ctx, `INSERT OR REPLACE INTO carried (decision, article, statement, standing)
				SELECT key, ?, ?, ? FROM decision WHERE id = ?`, w.key, d.Statement, string(d.Standing), d.ID)
			if err != nil {
				return err
			}
			continue
		}
		for part, t := range []*record.Target{d.Target, d.Other} {
			if t == nil || t.Original != w.doc.Original {
				continue
			}
			statement, standing := d.Statement, d.Standing
			if part == 1 {
				statement, standing = d.OtherStatement, d.OtherStanding
			}
			_, err := w.tx.ExecContext(w.ctx, `UPDATE anchor SET statement = ?, standing = ?
				WHERE part = ? AND decision = (SELECT key FROM decision WHERE id = ?)`, statement, string(standing), part, d.ID)
			if err != nil {
				return err
			}
		}
	}
	return nil
}
