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
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		if f, page.Capped, err = f.sampled(ctx, tx, f.beside.voice); err != nil {
			return err
		}
		voices := f.voices()
		query := "SELECT count(*) FROM " + voices.tables + voices.where.where()
		if err := tx.QueryRowContext(ctx, query, voices.where.args...).Scan(&page.Total); err != nil {
			return err
		}
		var at record.Speaker
		there, err := readPlace(f.after, "speakers", &at.Statements, &at.Name, &at.ID)
		if err != nil {
			return err
		}
		if there {
			voices.where.and("v.statements <= ? AND (v.statements < ? OR p.name > ? OR p.name = ? AND p.id > ?)",
				at.Statements, at.Statements, at.Name, at.Name, at.ID)
		}
		var keys []int64
		if page.Rows, keys, err = voices.rows(ctx, tx, f.page()); err != nil {
			return err
		}
		cut(&page, f.limit, func(p record.Speaker) place { return place{"speakers", p.Statements, p.Name, p.ID} })
		keys = keys[:len(page.Rows)]
		if f.whole() {
			return tellWhole(ctx, tx, page.Rows, keys)
		}
		return tell(ctx, tx, f, page.Rows, keys)
	})
	return page, err
}

// whole reports whether f asks for nothing but speakers, whose counts are those of
// the whole record then.
func (f *filter) whole() bool {
	return !f.beside.voice && len(f.voice.kind.conds)+len(f.voice.outlet.conds) == 0
}

// voices are a table (v) of speakers' keys and their numbers of statements, and
// the conditions on its rows.
type voices struct {
	tables string
	where  clause
}

// voices returns what selects the speakers of the statements that f selects.
func (f *filter) voices() voices {
	v := voices{tables: "voice v"}
	if !f.beside.voice {
		if v.where = f.voice.speakers(); !f.sole {
			v.tables = "(SELECT v.speaker, sum(v.statements) AS statements FROM voice v" + v.where.where() +
				" GROUP BY v.speaker) v"
			v.where = clause{args: v.where.args}
		}
		v.where.and("v.statements > 0")
		return v
	}
	tables, where := f.statements(gathered, false)
	where.and("s.speaker IS NOT NULL")
	v.tables = "(SELECT s.speaker, count(*) AS statements FROM " + tables + where.where() +
		" GROUP BY s.speaker) v"
	v.where.args = where.args
	return v
}

// rows returns the page of speakers that v selects, with their keys.
func (v voices) rows(ctx context.Context, tx *sql.Tx, page string) (list []record.Speaker, keys []int64, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT p.key, p.id, p.name, p.type, v.statements FROM "+v.tables+
		" CROSS JOIN speaker p ON p.key = v.speaker"+v.where.where()+" ORDER BY v.statements DESC, p.name, p.id"+page, v.where.args...)
	err = each(rows, err, func(r row) error {
		var key int64
		var p record.Speaker
		var kind string
		err := r.Scan(&key, &p.ID, &p.Name, &kind, &p.Statements)
		p.Type = sayso.ParseEntityType(kind)
		keys, list = append(keys, key), append(list, p)
		return err
	})
	return list, keys, err
}

// tellWhole fills in where and how the speakers of list, who have the keys given,
// are cited in the whole record.
func tellWhole(ctx context.Context, tx *sql.Tx, list []record.Speaker, keys []int64) error {
	for i, key := range keys {
		err := tx.QueryRowContext(ctx, `SELECT articles, (SELECT count(DISTINCT outlet) FROM voice
			WHERE speaker = key AND outlet > 0 AND statements > 0) FROM speaker WHERE key = ?`, key).Scan(&list[i].Articles, &list[i].Outlets)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT source FROM spelling WHERE speaker = ? AND statements > 0 ORDER BY statements DESC, source", key)
		err = each(rows, err, func(r row) error {
			var source string
			err := r.Scan(&source)
			list[i].AsWritten = append(list[i].AsWritten, source)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// tell does for the statements that f selects what tellWhole does for all.
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

	tables, where := only.statements(gathered, true) // with the articles, for their outlets
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
	tables, where = only.statements(gathered, false)
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
		err := one(tx.QueryRowContext(ctx, `SELECT key, id, name, type, statements FROM speaker
			WHERE key = (SELECT coalesce(merged, key) FROM speaker WHERE id = ?)`, id),
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
		err = tellWhole(ctx, tx, list, []int64{key})
		p = list[0]
		return err
	})
	return p, err
}
