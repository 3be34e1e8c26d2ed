package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"sayso"
	"sayso/record"
)

// Speakers returns one page of speakers.
func (s *Store) Speakers(ctx context.Context, q record.Query) (page record.Page[record.Speaker], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		tables, where := f.statements(false)
		where.and("s.speaker IS NOT NULL")
		groups := "SELECT s.speaker, count(*) AS statements FROM " + tables + where.where() + " GROUP BY s.speaker"
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM ("+groups+")", where.args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		var keys []int64
		rows, err := tx.QueryContext(ctx, "SELECT p.key, p.id, p.name, p.type, c.statements FROM ("+groups+
			") c JOIN speaker p ON p.key = c.speaker ORDER BY c.statements DESC, p.name, p.id"+f.page(), where.args...)
		err = each(rows, err, func(r row) error {
			var key int64
			var p record.Speaker
			var kind string
			err := r.Scan(&key, &p.ID, &p.Name, &kind, &p.Statements)
			p.Type = sayso.ParseEntityType(kind)
			keys, page.Rows = append(keys, key), append(page.Rows, p)
			return err
		})
		if err != nil {
			return err
		}
		return tell(ctx, tx, f, page.Rows, keys)
	})
	return page, err
}

// tell fills in where and how the speakers of list, who have the keys given, are
// cited in the statements that f selects.
func tell(ctx context.Context, tx *sql.Tx, f *filter, list []record.Speaker, keys []int64) error {
	at := make(map[int64]*record.Speaker, len(keys))
	for i, k := range keys {
		at[k] = &list[i]
	}
	wanted, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	only := *f
	only.statement = join(f.statement)
	only.few = f.few || len(f.article.conds) == 0 // one outlet has fewer still
	only.statement.and("s.speaker IN (SELECT value FROM json_each(?))", string(wanted))

	tables, where := only.statements(true) // with the articles, for their outlets
	rows, err := tx.QueryContext(ctx, "SELECT s.speaker, count(DISTINCT s.article), count(DISTINCT a.outlet) FROM "+
		tables+where.where()+" GROUP BY s.speaker", where.args...)
	err = each(rows, err, func(r row) error {
		var key int64
		var articles, outlets int
		err := r.Scan(&key, &articles, &outlets)
		if p := at[key]; p != nil {
			p.Articles, p.Outlets = articles, outlets
		}
		return err
	})
	if err != nil {
		return err
	}
	tables, where = only.statements(false)
	where.and("s.source <> ''")
	rows, err = tx.QueryContext(ctx, "SELECT s.speaker, s.source, count(*) AS n FROM "+tables+where.where()+
		" GROUP BY s.speaker, s.source ORDER BY s.speaker, n DESC, s.source", where.args...)
	return each(rows, err, func(r row) error {
		var key, n int64
		var source string
		err := r.Scan(&key, &source, &n)
		if p := at[key]; p != nil {
			p.AsWritten = append(p.AsWritten, source)
		}
		return err
	})
}

// Speaker returns the speaker with that ID, or the one it was merged into.
func (s *Store) Speaker(ctx context.Context, id string) (p record.Speaker, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var key int64
		var kind string
		err := one(tx.QueryRowContext(ctx, `SELECT p.key, p.id, p.name, p.type,
			(SELECT count(*) FROM statement s WHERE s.latest = 1 AND s.speaker = p.key)
			FROM speaker p WHERE p.key = (SELECT coalesce(merged, key) FROM speaker WHERE id = ?)`, id),
			"speaker", id, &key, &p.ID, &p.Name, &kind, &p.Statements)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT name FROM speaker WHERE merged = ? ORDER BY name", key)
		err = each(rows, err, func(r row) error {
			var name string
			err := r.Scan(&name)
			p.Merged = append(p.Merged, name)
			return err
		})
		if err != nil {
			return err
		}
		p.Type = sayso.ParseEntityType(kind)
		list := []record.Speaker{p}
		err = tell(ctx, tx, &filter{latest: true}, list, []int64{key})
		p = list[0]
		return err
	})
	return p, err
}
