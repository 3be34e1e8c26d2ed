package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"sayso"
	"sayso/record"
)

// tallyNamings counts the namings of an article, as the other tallies do. Triggers
// bring referent_count to what naming_count is.
const tallyNamings = `INSERT INTO naming_count SELECT coalesce(n.referent, 0), n.way, coalesce(a.outlet, 0), n.voice, n.words, ?1 * count(*)
	FROM article a CROSS JOIN naming n ON n.article = a.key WHERE a.key = ?2 GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT DO UPDATE SET namings = namings + excluded.namings`

// recounted are the steps that count the namings that a trigger noted with the
// referents that they have now.
var recounted = []string{
	`INSERT INTO naming_count WITH moved AS (
			SELECT m.referent AS was, coalesce(n.referent, 0) AS is_now, n.way, coalesce(a.outlet, 0) AS outlet, n.voice, n.words
			FROM naming_moved m CROSS JOIN naming n ON n.key = m.naming CROSS JOIN article a ON a.key = n.article
			WHERE n.latest = 1 AND m.referent <> coalesce(n.referent, 0)),
		changes AS (SELECT was AS referent, way, outlet, voice, words, -1 AS by FROM moved
			UNION ALL SELECT is_now, way, outlet, voice, words, 1 FROM moved)
		SELECT referent, way, outlet, voice, words, sum(by) FROM changes GROUP BY 1, 2, 3, 4, 5
		ON CONFLICT DO UPDATE SET namings = namings + excluded.namings`,
	"DELETE FROM naming_moved",
	"DELETE FROM naming_count INDEXED BY naming_count_empty WHERE namings = 0",
	"DELETE FROM referent_count INDEXED BY referent_count_empty WHERE namings = 0",
}

// recountNamings brings the counts of namings to the referents that they have. It
// follows whatever changes these, before any article is counted in or out.
func recountNamings(ctx context.Context, tx *sql.Tx) error {
	var any bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM naming_moved)").Scan(&any); err != nil || !any {
		return err
	}
	var parts []int64
	rows, err := tx.QueryContext(ctx, "SELECT DISTINCT n.article / ? FROM naming_moved m CROSS JOIN naming n ON n.key = m.naming WHERE n.latest = 1 ORDER BY 1", articlesInPart)
	err = each(rows, err, func(r row) error {
		var part int64
		err := r.Scan(&part)
		parts = append(parts, part)
		return err
	})
	if err != nil {
		return err
	}
	tables := []int{packedNamings}
	var p repacking
	if err := p.prepare(ctx, tx, tables); err != nil {
		return err
	}
	for _, part := range parts {
		if err := p.packPart(ctx, tx, tables, part); err != nil {
			return err
		}
	}
	for _, step := range recounted {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// ledger is where namings (n) are counted: row by row, or, when nothing is asked that
// naming_count does not tell, in its rows. The columns that both have go by
// one name.
type ledger struct {
	counted bool
	tables  string
	where   clause
	number  string       // how many namings a group has
	outlet  string       // key of the outlet, NULL for none
	stored  string       // the same as the column that stores it
	cube    clause       // on rows of referent_count (c), without conditions when it does not answer
	sole    bool         // one referent is asked for, or none
	packed  *namingSieve // the same conditions on packed namings, nil when these are not asked
}

// countable reports whether f asks nothing but the outlet, which it then has as a
// condition on counts, too.
func (f *filter) countable() bool {
	return f.latest && len(f.published.conds)+len(f.statement.conds) == 0 && len(f.article.conds) == len(f.voice.outlet.conds)
}

// ledger returns where the namings stand that q selects: counted, which needs f to be
// countable, or row by row.
func (f *filter) ledger(q record.NamingQuery, counted bool) (l ledger, err error) {
	none := q.Outlet == record.NoOutlet
	l = ledger{tables: namingTables, number: "count(*)", outlet: "a.outlet", stored: "a.outlet", where: join(f.article, f.published, f.statement)}
	if counted {
		l = ledger{counted: true, tables: " FROM naming_count n", number: "sum(n.namings)", outlet: "nullif(n.outlet, 0)", stored: "n.outlet"}
		l.where.and("n.namings > 0")
		for i, cond := range f.voice.outlet.conds {
			l.where.and(strings.Replace(cond, "v.outlet", "n.outlet", 1), f.voice.outlet.args[i])
		}
	}
	switch {
	case none && counted:
		l.where.and("n.outlet = 0")
	case none:
		l.where.and("a.outlet IS NULL")
	}
	if !counted && f.latest {
		l.where.and("n.latest = 1")
	}
	switch {
	case q.Referent == "":
	case q.Referent != record.NoReferent:
		l.where.and("n.referent = (SELECT key FROM referent WHERE id = ?)", q.Referent)
	case counted:
		l.where.and("n.referent = 0")
	default:
		l.where.and("n.referent IS NULL")
	}
	l.sole = q.Referent != ""
	voice := ""
	if q.Voice != "" {
		v, err := sayso.ParseVoice(q.Voice)
		if err != nil {
			return l, err
		}
		voice = v.String()
		l.where.and("n.voice = ?", voice)
	}
	if q.Way != "" {
		l.where.and("n.way = ?", q.Way)
	}
	l.where.ways("n.way", q.Text)
	if counted && len(record.Phrases(q.Text)) == 0 && q.Way == "" && f.sole {
		l.cube.and("c.voice = ?", voice)
		switch q.Referent {
		case "":
		case record.NoReferent:
			l.cube.and("c.referent = 0")
		default:
			l.cube.and("c.referent = (SELECT key FROM referent WHERE id = ?)", q.Referent)
		}
		switch outlet := f.voice.outlet; {
		case none:
			l.cube.and("c.outlet = 0")
		case len(outlet.conds) == 0:
			l.cube.and("c.outlet = -1")
		default:
			l.cube.and("c.outlet = ?", outlet.args...)
		}
	}
	return l, nil
}

// total returns how many namings there are.
func (l *ledger) total(ctx context.Context, tx *sql.Tx) (n int, err error) {
	query, where := "SELECT coalesce("+l.number+", 0)"+l.tables, l.where
	if len(l.cube.conds) > 0 {
		query, where = "SELECT coalesce(sum(c.namings), 0) FROM referent_count c", l.cube
	}
	err = tx.QueryRowContext(ctx, query+where.where(), where.args...).Scan(&n)
	return n, err
}
