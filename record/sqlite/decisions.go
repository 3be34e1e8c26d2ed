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
// those at odds (o), the two anchors (a, b) that a decision may have, and where it
// stands in a later version (c) of its article, which in selects.
func decisionTables(in string) string {
	return ` FROM decision d LEFT JOIN undone u ON u.decision = d.key LEFT JOIN at_odds o ON o.decision = d.key
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
		all := q.Limit < 0 && q.Offset <= 0 && q.After == "" // which counts them
		if !all {
			err := tx.QueryRowContext(ctx, "SELECT count(*)"+decisionTables(in)+where.where(), args...).Scan(&page.Total)
			if err != nil {
				return err
			}
		}
		order, limit := " ORDER BY d.key", q.Limit
		if q.Newest {
			order += " DESC"
		}
		if limit == 0 {
			limit = record.DefaultLimit
		}
		var behind string // the ID of a decision
		there, err := readPlace(q.After, "decisions", &behind)
		if err != nil {
			return err
		}
		if there {
			where.and("d.key "+map[bool]string{true: "<", false: ">"}[q.Newest]+" (SELECT key FROM decision WHERE id = ?)", behind)
			args = append(args, behind)
		}
		rows := limit
		if rows > 0 {
			rows++ // one more tells whether a page follows
		}
		page.Rows, err = decisionRows(ctx, tx, in, fmt.Sprintf("%s%s LIMIT %d OFFSET %d", where.where(), order, rows, max(0, q.Offset)), args...)
		if all {
			page.Total = len(page.Rows)
		}
		cut(&page, limit, func(d record.Decided) place { return place{"decisions", d.ID} })
		return err
	})
	return page, err
}

func decisionConditions(q record.DecisionQuery) (where clause) {
	if q.Article != "" {
		where.and(`d.key IN (SELECT n.decision FROM anchor n JOIN article r ON r.digest = n.digest WHERE r.id = ?
			UNION SELECT n.decision FROM naming_anchor n JOIN article r ON r.digest = n.digest WHERE r.id = ?
			UNION SELECT k.decision FROM carried k JOIN article r ON r.key = k.article WHERE r.id = ?)`, string(q.Article), string(q.Article), string(q.Article))
	}
	if q.Statement != "" {
		where.and("d.key IN (SELECT n.decision FROM anchor n WHERE n.statement = ? UNION SELECT k.decision FROM carried k WHERE k.statement = ?)",
			q.Statement, q.Statement)
	}
	if q.Referent != "" {
		where.and(`d.key IN (SELECT t.decision FROM referent r JOIN naming n ON n.referent = r.key JOIN article h ON h.key = n.article
			JOIN naming_anchor t ON t.digest = h.digest AND t.ordinal = n.ordinal WHERE r.id = ?)`, q.Referent)
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
		where.and("coalesce(c.standing, a.standing, "+namingsStanding+") = ?", string(q.Standing))
	}
	if q.AtOdds {
		where.and("o.decision IS NOT NULL")
	}
	if q.InForce {
		where.and("u.decision IS NULL")
	}
	return where
}

// namingsStanding is how a decision about namings stands as a whole: gone when none
// of them is read, kept when all are at their places.
const namingsStanding = `(SELECT CASE WHEN count(*) = 0 THEN '' WHEN max(ordinal) = 0 THEN 'gone' WHEN min(standing = 'kept') THEN 'kept' ELSE 'moved' END
	FROM naming_anchor WHERE decision = d.key)`

// decisionRows returns the decisions that rest, the end of a query, selects, as they
// stand in the article whose key in gives, or else where they were made.
func decisionRows(ctx context.Context, tx *sql.Tx, in, rest string, args ...any) ([]record.Decided, error) {
	rows, err := tx.QueryContext(ctx, `SELECT d.key, d.id, d.whole, u.decision IS NULL, o.decision IS NOT NULL, coalesce(c.statement, a.statement, ''),
		coalesce(c.standing, a.standing, `+namingsStanding+`), coalesce(b.statement, ''), coalesce(b.standing, ''),
		coalesce((SELECT id FROM article WHERE key = c.article), '')`+decisionTables(in)+rest, args...)
	var list []record.Decided
	var about []int64 // keys of those about namings
	err = each(rows, err, func(r row) error {
		var d record.Decided
		var key int64
		var id string
		var whole sql.RawBytes
		err := r.Scan(&key, &id, &whole, &d.InForce, &d.AtOdds, &d.Statement, &d.Standing, &d.OtherStatement, &d.OtherStanding, &d.Article)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(whole, &d.Decision); err != nil {
			return fmt.Errorf("decision %s: %w", id, err)
		}
		if d.Earlier = d.Article != ""; !d.Earlier && d.Target != nil {
			d.Article = sayso.NewArticleID(d.Target.Original)
		}
		if len(d.Namings) > 0 {
			about = append(about, key)
		}
		list = append(list, d)
		return nil
	})
	if err != nil || len(about) == 0 {
		return list, err
	}
	keys, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	of, err := stands(ctx, tx, string(keys))
	for i := range list {
		if len(list[i].Namings) > 0 {
			list[i].Stands, about = of[about[0]], about[1:]
		}
	}
	return list, err
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
