package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
)

// tallies keep the counts of a whole record. ?1 is 1 when the article with key
// ?2 becomes the latest of its URL, and -1 when it is that no longer: whatever
// changes the rows of the latest version counts it out before and in after. A
// count may come down to zero, and its row stays. The plus keeps SQLite from reading
// every latest statement of the record for each article.
var tallies = []string{
	`UPDATE outlet SET articles = articles + ?1, statements = outlet.statements + ?1 * a.statements
		FROM article a WHERE a.key = ?2 AND outlet.key = a.outlet`,
	`UPDATE speaker SET articles = articles + ?1, statements = speaker.statements + ?1 * c.n
		FROM (SELECT speaker, count(*) AS n FROM statement WHERE article = ?2 AND +latest = 1 AND speaker IS NOT NULL GROUP BY speaker) c
		WHERE speaker.key = c.speaker`,
	`INSERT INTO voice WITH dims (s, o, k) AS (VALUES (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1))
		SELECT iif(s, coalesce(t.speaker, 0), -1), iif(o, coalesce(a.outlet, 0), -1), iif(k, t.kind, ''), ?1 * count(*)
		FROM article a CROSS JOIN statement t ON t.article = a.key CROSS JOIN dims WHERE a.key = ?2 AND +t.latest = 1 GROUP BY 1, 2, 3
		ON CONFLICT DO UPDATE SET statements = statements + excluded.statements`,
	`INSERT INTO unit SELECT unit, ?1 * count(*) FROM figure WHERE article = ?2 AND rejected = 0 AND level <> 'boilerplate' GROUP BY unit
		ON CONFLICT DO UPDATE SET figures = figures + excluded.figures`,
	`INSERT INTO spelling SELECT speaker, source, ?1 * count(*) FROM statement
		WHERE article = ?2 AND +latest = 1 AND speaker IS NOT NULL AND source <> '' GROUP BY 1, 2
		ON CONFLICT DO UPDATE SET statements = statements + excluded.statements`,
	`INSERT INTO day SELECT coalesce(first_day, ''), coalesce(last_day, ''), kind, ?1 * sum(said <> ''), ?1 * sum(said = ''), 0
		FROM statement WHERE article = ?2 AND +latest = 1 GROUP BY 1, 2, 3
		ON CONFLICT DO UPDATE SET said = said + excluded.said, told = told + excluded.told`,
	`INSERT INTO day SELECT coalesce(e.first_day, ''), coalesce(e.last_day, ''), coalesce(s.kind, ''), 0, 0, ?1 * count(*)
		FROM event e LEFT JOIN statement s ON s.key = e.statement WHERE e.article = ?2 AND e.again = 0 AND e.level <> 'boilerplate' GROUP BY 1, 2, 3
		ON CONFLICT DO UPDATE SET held = held + excluded.held`,
	`INSERT INTO venue SELECT geoname, ?1 * count(*) FROM event
		WHERE article = ?2 AND again = 0 AND level <> 'boilerplate' AND geoname IS NOT NULL GROUP BY geoname
		ON CONFLICT DO UPDATE SET events = events + excluded.events`,
	`INSERT INTO toponym SELECT geoname, json_extract(max(item), '$.name'), max(item), ?1 * count(*), ?1, ?1 * count(DISTINCT statement)
		FROM place WHERE article = ?2 AND geoname IS NOT NULL AND level <> 'boilerplate' GROUP BY geoname
		ON CONFLICT DO UPDATE SET name = iif(?1 > 0, excluded.name, name), item = iif(?1 > 0, excluded.item, item), named = named + excluded.named, articles = articles + excluded.articles,
		statements = statements + excluded.statements`,
	tallyNamings,
	`INSERT OR IGNORE INTO wording (way, words) SELECT way, words FROM naming WHERE ?1 > 0 AND article = ?2`,
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

// counted counts and packs the article, whose rows are all stored, if it is the latest
// version.
func (w *adding) counted() error {
	if _, err := w.stmt(w.in.bounds).ExecContext(w.ctx, w.key); err != nil {
		return err
	}
	if !w.latest {
		return nil
	}
	if err := w.tally(1, w.key); err != nil {
		return err
	}
	return w.in.packed.repack(w.ctx, w.tx, w.key)
}

// recounts make the counts anew that go by the speakers whose keys ?1 has as JSON.
var recounts = []string{
	`UPDATE speaker SET (articles, statements) = (SELECT count(DISTINCT article), count(*) FROM statement s WHERE s.latest = 1 AND s.speaker = speaker.key)
		WHERE key IN (SELECT value FROM json_each(?1))`,
	`DELETE FROM voice WHERE speaker IN (SELECT value FROM json_each(?1))`,
	`INSERT INTO voice WITH dims (o, k) AS (VALUES (0, 0), (0, 1), (1, 0), (1, 1))
		SELECT c.speaker, iif(o, c.outlet, -1), iif(k, c.kind, ''), sum(c.n)
		FROM (SELECT s.speaker, coalesce(a.outlet, 0) AS outlet, s.kind, count(*) AS n FROM statement s JOIN article a ON a.key = s.article
			WHERE s.latest = 1 AND s.speaker IN (SELECT value FROM json_each(?1)) GROUP BY 1, 2, 3) c CROSS JOIN dims GROUP BY 1, 2, 3`,
	`DELETE FROM spelling WHERE speaker IN (SELECT value FROM json_each(?1))`,
	`INSERT INTO spelling SELECT speaker, source, count(*) FROM statement
		WHERE latest = 1 AND speaker IN (SELECT value FROM json_each(?1)) AND source <> '' GROUP BY 1, 2`,
}

// recount makes the counts of those speakers anew.
func recount(ctx context.Context, tx *sql.Tx, speakers []int64) error {
	keys, err := json.Marshal(speakers)
	if err != nil {
		return err
	}
	for _, query := range recounts {
		if _, err := tx.ExecContext(ctx, query, string(keys)); err != nil {
			return err
		}
	}
	return nil
}
