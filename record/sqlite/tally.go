package sqlite

import (
	"context"
	"database/sql"
)

// tallies keep the counts of a whole record. ?1 is 1 when the article with key
// ?2 becomes the latest of its URL, and -1 when it is that no longer. A count may
// come down to zero, and its row stays.
var tallies = []string{
	`UPDATE outlet SET articles = articles + ?1, statements = outlet.statements + ?1 * a.statements
		FROM article a WHERE a.key = ?2 AND outlet.key = a.outlet`,
	`UPDATE speaker SET articles = articles + ?1, statements = speaker.statements + ?1 * c.n
		FROM (SELECT speaker, count(*) AS n FROM statement WHERE article = ?2 AND speaker IS NOT NULL GROUP BY speaker) c
		WHERE speaker.key = c.speaker`,
	`INSERT INTO voice WITH dims (s, o, k) AS (VALUES (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1))
		SELECT iif(s, coalesce(t.speaker, 0), -1), iif(o, coalesce(a.outlet, 0), -1), iif(k, t.kind, ''), ?1 * count(*)
		FROM article a CROSS JOIN statement t ON t.article = a.key CROSS JOIN dims WHERE a.key = ?2 GROUP BY 1, 2, 3
		ON CONFLICT DO UPDATE SET statements = statements + excluded.statements`,
	`INSERT INTO unit SELECT unit, ?1 * count(*) FROM figure WHERE article = ?2 AND level <> 'boilerplate' GROUP BY unit
		ON CONFLICT DO UPDATE SET figures = figures + excluded.figures`,
	`INSERT INTO spelling SELECT speaker, source, ?1 * count(*) FROM statement
		WHERE article = ?2 AND speaker IS NOT NULL AND source <> '' GROUP BY 1, 2
		ON CONFLICT DO UPDATE SET statements = statements + excluded.statements`,
	`INSERT INTO day SELECT coalesce(first_day, ''), coalesce(last_day, ''), kind, ?1 * sum(said <> ''), ?1 * sum(said = '')
		FROM statement WHERE article = ?2 GROUP BY 1, 2, 3
		ON CONFLICT DO UPDATE SET said = said + excluded.said, told = told + excluded.told`,
	`INSERT INTO toponym SELECT geoname, json_extract(max(item), '$.name'), max(item), ?1 * count(*), ?1, ?1 * count(DISTINCT statement)
		FROM place WHERE article = ?2 AND geoname IS NOT NULL AND level <> 'boilerplate' GROUP BY geoname
		ON CONFLICT DO UPDATE SET named = named + excluded.named, articles = articles + excluded.articles,
		statements = statements + excluded.statements`,
}

// prepareAll prepares each of queries.
func prepareAll(ctx context.Context, db *sql.DB, queries []string) ([]*sql.Stmt, error) {
	all := make([]*sql.Stmt, len(queries))
	for i, q := range queries {
		var err error
		if all[i], err = db.PrepareContext(ctx, q); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// tally counts the article with that key in, or out when by is -1.
func (w *adding) tally(by int, article int64) error {
	for _, st := range w.in.tallies {
		if _, err := w.stmt(st).ExecContext(w.ctx, by, article); err != nil {
			return err
		}
	}
	return nil
}
