package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"sayso"
	"sayso/record"
)

// decisionTables are what decisionRows reads from: decisions (d), the undone (u),
// those at odds (o), the two anchors (a, b) that a decision may have, and where these
// stand in a later version (c, e) of their article, which in selects.
func decisionTables(in version) string {
	return ` FROM decision d LEFT JOIN undone u ON u.decision = d.key LEFT JOIN at_odds o ON o.decision = d.key
	LEFT JOIN anchor a ON a.decision = d.key AND a.part = 0 LEFT JOIN anchor b ON b.decision = d.key AND b.part = 1
	LEFT JOIN carried c ON c.decision = d.key AND c.part = 0 AND c.article = ` + in.ofStatement(0) + `
	LEFT JOIN carried e ON e.decision = d.key AND e.part = 1 AND e.article = ` + in.ofStatement(1)
}

// Decisions returns one page of decisions.
func (s *Store) Decisions(ctx context.Context, q record.DecisionQuery) (page record.Page[record.Decided], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		in := inNewest()
		switch {
		case q.Statement != "":
			in = inStatement(q.Statement)
		case q.Article != "":
			in = inArticle(string(q.Article))
		}
		where := decisionConditions(q, in)
		all := q.Limit < 0 && q.Offset <= 0 && q.After == "" // which counts them
		if !all {
			err := tx.QueryRowContext(ctx, "SELECT count(*)"+decisionTables(in)+where.where(), slices.Concat(in.args, where.args)...).Scan(&page.Total)
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
		}
		rows := limit
		if rows > 0 {
			rows++ // one more tells whether a page follows
		}
		page.Rows, err = decisionRows(ctx, tx, in, fmt.Sprintf("%s%s LIMIT %d OFFSET %d", where.where(), order, rows, max(0, q.Offset)), where.args...)
		if all {
			page.Total = len(page.Rows)
		}
		cut(&page, limit, func(d record.Decided) place { return place{"decisions", d.ID} })
		return err
	})
	return page, err
}

func decisionConditions(q record.DecisionQuery, in version) (where clause) {
	if q.Article != "" {
		where.and(`d.key IN (SELECT n.decision FROM anchor n JOIN article r ON r.digest = n.digest WHERE r.id = ?
			UNION SELECT n.decision FROM naming_anchor n JOIN article r ON r.digest = n.digest WHERE r.id = ?
			UNION SELECT k.decision FROM carried k JOIN article r ON r.key = k.article WHERE r.id = ?
			UNION SELECT k.decision FROM naming_carried k JOIN article r ON r.key = k.article WHERE r.id = ?)`,
			string(q.Article), string(q.Article), string(q.Article), string(q.Article))
	}
	if q.Statement != "" {
		where.and("d.key IN (SELECT n.decision FROM anchor n WHERE n.statement = ? UNION SELECT k.decision FROM carried k WHERE k.statement = ?)",
			q.Statement, q.Statement)
	}
	if q.Referent != "" {
		where.and(`d.key IN (SELECT t.decision FROM referent r JOIN naming n ON n.referent = r.key JOIN article h ON h.key = n.article
			JOIN naming_anchor t ON t.digest = h.digest AND t.ordinal = n.ordinal WHERE r.id = ?
			UNION SELECT k.decision FROM referent r JOIN naming n ON n.referent = r.key
			JOIN naming_carried k ON k.article = n.article AND k.ordinal = n.ordinal WHERE r.id = ?)`, q.Referent, q.Referent)
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
		where.and("? IN (coalesce(c.standing, a.standing, "+namingsStanding(in)+"), coalesce(e.standing, b.standing, ''))", string(q.Standing))
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
func namingsStanding(in version) string {
	return `(SELECT CASE WHEN count(*) = 0 THEN '' WHEN max(coalesce(m.ordinal, n.ordinal)) = 0 THEN 'gone'
			WHEN min(coalesce(m.standing, n.standing) = 'kept') THEN 'kept' ELSE 'moved' END
		FROM naming_anchor n LEFT JOIN naming_carried m ON m.decision = n.decision AND m.part = n.part AND m.article = ` + in.ofNaming() + `
		WHERE n.decision = d.key)`
}

// decisionRows returns the decisions that rest, the end of a query, selects, as they
// stand in that version, or else where they were made.
func decisionRows(ctx context.Context, tx *sql.Tx, in version, rest string, args ...any) ([]record.Decided, error) {
	rows, err := tx.QueryContext(ctx, `SELECT d.key, d.id, d.whole, u.decision IS NULL, o.decision IS NOT NULL, coalesce(c.statement, a.statement, ''),
		coalesce(c.standing, a.standing, `+namingsStanding(in)+`), coalesce(e.statement, b.statement, ''), coalesce(e.standing, b.standing, ''),
		coalesce((SELECT id FROM article WHERE key = c.article), ''), coalesce((SELECT id FROM article WHERE key = e.article), '')`+
		decisionTables(in)+rest, slices.Concat(in.args, args)...)
	var list []record.Decided
	var about []int64 // keys of those about namings
	err = each(rows, err, func(r row) error {
		var d record.Decided
		var key int64
		var id string
		var whole sql.RawBytes
		err := r.Scan(&key, &id, &whole, &d.InForce, &d.AtOdds, &d.Statement, &d.Standing,
			&d.OtherStand.Statement, &d.OtherStand.Standing, &d.Article, &d.OtherStand.Article)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(whole, &d.Decision); err != nil {
			return fmt.Errorf("decision %s: %w", id, err)
		}
		for t, at := range d.Targets() {
			if at.Earlier = at.Article != ""; !at.Earlier {
				at.Article = sayso.NewArticleID(t.Original)
			}
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
	of, err := stands(ctx, tx, in, string(keys))
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
		for t, at := range d.Targets() {
			var err error
			switch part := boolInt(t == d.Other); {
			case t.Original == w.doc.Original:
				_, err = w.tx.ExecContext(w.ctx, `UPDATE anchor SET statement = ?, standing = ?
					WHERE part = ? AND decision = (SELECT key FROM decision WHERE id = ?)`, at.Statement, string(at.Standing), part, d.ID)
			case at.Earlier && at.Article == w.doc.ID:
				_, err = w.tx.ExecContext(w.ctx, `INSERT OR REPLACE INTO carried (decision, part, article, statement, standing)
					SELECT key, ?, ?, ?, ? FROM decision WHERE id = ?`, part, w.key, at.Statement, string(at.Standing), d.ID)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
