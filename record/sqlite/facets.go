package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"sayso"
	"sayso/record"
)

// sampled returns a filter that selects the statements of f by their keys, so that
// they need not be found again, or the first f.countTo of them and true when there
// are more. Without needed it returns f: a table of counts covers all of them.
func (f *filter) sampled(ctx context.Context, tx *sql.Tx, needed bool) (*filter, bool, error) {
	if f.countTo <= 0 || !needed {
		return f, false, nil
	}
	keys, err := f.sample(ctx, tx)
	if err != nil {
		return nil, false, err
	}
	capped := len(keys) > f.countTo
	wanted, err := json.Marshal(keys[:min(len(keys), f.countTo)])
	if err != nil {
		return nil, false, err
	}
	first := &filter{aside: true, few: true, limit: f.limit, offset: f.offset, after: f.after, beside: beside{voice: true, day: true}}
	first.statement.and("s.key IN (SELECT value FROM json_each(?))", string(wanted))
	return first, capped, nil
}

// sample returns the keys of the first f.countTo+1 statements that f selects.
func (f *filter) sample(ctx context.Context, tx *sql.Tx) ([]int64, error) {
	m, err := f.wide(ctx, tx, false)
	if err != nil {
		return nil, err
	}
	if m != nil {
		return m.newest(f.countTo + 1), nil
	}
	how := gathered // of words: walking far looks too many statements up
	if f.match == "" {
		total, capped, err := f.count(ctx, tx)
		if err != nil {
			return nil, err
		}
		page := *f
		page.limit, page.offset = f.countTo, 0
		if how, err = page.way(ctx, tx, total, capped); err != nil {
			return nil, err
		}
	}
	tables, where := f.statements(how, how == walked)
	order := ""
	if how == walked {
		order = statementOrder
	}
	keys := []int64{}
	rows, err := tx.QueryContext(ctx, "SELECT s.key FROM "+tables+where.where()+order+f.most(), where.args...)
	return keys, each(rows, err, func(r row) error {
		var key int64
		err := r.Scan(&key)
		keys = append(keys, key)
		return err
	})
}

// Facets counts the statements that q selects.
func (s *Store) Facets(ctx context.Context, q record.Query, n int) (facets record.Facets, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		if f.beside.voice {
			m, err := f.wide(ctx, tx, false)
			if err != nil {
				return err
			}
			if m != nil {
				facets, err = m.facets(ctx, tx, n)
				return err
			}
		}
		whole := f
		if f, facets.Capped, err = f.sampled(ctx, tx, f.beside.voice); err != nil {
			return err
		}
		if whole.beside.day {
			whole = f
		}
		if facets.Kinds, err = whole.kinds(ctx, tx); err != nil {
			return err
		}
		f.limit, f.offset = n, 0
		page := fmt.Sprintf(" LIMIT %d", n)
		if facets.Speakers, _, err = f.voices().rows(ctx, tx, page); err != nil {
			return err
		}
		facets.Outlets, err = f.outletsByStatements(ctx, tx, page)
		return err
	})
	return facets, err
}

// kinds counts the statements that f selects by kind.
func (f *filter) kinds(ctx context.Context, tx *sql.Tx) (map[sayso.Kind]int, error) {
	var query string
	var where clause
	switch {
	case !f.beside.day:
		where = join(f.day)
		where.and("d.kind <> ''")
		query = "SELECT d.kind, sum(" + f.dated + ") FROM day d" + where.where() + " GROUP BY d.kind"
	case !f.beside.voice:
		cube := f.voice
		if len(cube.kind.conds) == 0 {
			cube.kind.and("v.kind <> ''")
		}
		where = cube.rows()
		query = "SELECT v.kind, sum(v.statements) FROM voice v" + where.where() + " GROUP BY v.kind"
	default:
		var tables string
		tables, where = f.statements(gathered, false)
		query = "SELECT s.kind, count(*) FROM " + tables + where.where() + " GROUP BY s.kind"
	}
	kinds := map[sayso.Kind]int{}
	rows, err := tx.QueryContext(ctx, query, where.args...)
	return kinds, each(rows, err, func(r row) error {
		var name string
		var n int
		if err := r.Scan(&name, &n); err != nil {
			return err
		}
		kind, err := sayso.ParseKind(name)
		kinds[kind] = n
		return err
	})
}

// outletsByStatements returns the outlets that have most of the statements that f
// selects.
func (f *filter) outletsByStatements(ctx context.Context, tx *sql.Tx, page string) ([]record.Outlet, error) {
	var query string
	var where clause
	switch {
	case !f.beside.voice:
		where = f.voice.outlets()
		query = "SELECT o.id, o.name, c.n FROM (SELECT v.outlet, sum(v.statements) AS n FROM voice v" + where.where() +
			" GROUP BY v.outlet) c JOIN outlet o ON o.key = c.outlet WHERE c.n > 0"
	default:
		var tables string
		tables, where = f.statements(gathered, true)
		where.and("a.outlet IS NOT NULL")
		query = "SELECT o.id, o.name, c.n FROM (SELECT a.outlet, count(*) AS n FROM " + tables + where.where() +
			" GROUP BY a.outlet) c JOIN outlet o ON o.key = c.outlet"
	}
	rows, err := tx.QueryContext(ctx, query+" ORDER BY n DESC, o.name, o.id"+page, where.args...)
	var list []record.Outlet
	return list, each(rows, err, func(r row) error {
		var o record.Outlet
		err := r.Scan(&o.ID, &o.Name, &o.Statements)
		list = append(list, o)
		return err
	})
}

// newest is how many articles an overview names.
const newest = 8

// Overview counts the whole record.
func (s *Store) Overview(ctx context.Context) (o record.Overview, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT
			(SELECT count(*) FROM article WHERE latest = 1),
			(SELECT count(*) FROM article WHERE latest = 1 AND date = ''),
			(SELECT count(*) FROM speaker WHERE statements > 0),
			(SELECT count(*) FROM outlet WHERE articles > 0),
			(SELECT coalesce(sum(figures), 0) FROM unit),
			(SELECT count(*) FROM toponym WHERE articles > 0),
			(SELECT coalesce(sum(statements), 0) FROM voice WHERE speaker = 0 AND outlet = -1 AND kind = ''),
			(SELECT coalesce(sum(said + told), 0) FROM day),
			(SELECT coalesce(sum(said), 0) FROM day),
			(SELECT coalesce(sum(said + told), 0) FROM day WHERE first_day = ''),
			(SELECT coalesce(min(first_day), '') FROM day WHERE first_day <> '' AND said + told > 0),
			(SELECT coalesce(max(last_day), '') FROM day WHERE said + told > 0)`).Scan(
			&o.Articles, &o.OpenArticles, &o.Speakers, &o.Outlets, &o.Figures, &o.Places, &o.Nobody,
			&o.Statements, &o.Said, &o.Undated, &o.First, &o.Last)
		if err == nil {
			o.Added, err = articleRows(ctx, tx, fmt.Sprintf(" WHERE a.latest = 1 ORDER BY a.key DESC LIMIT %d", newest))
		}
		return err
	})
	return o, err
}

// Revision names the record's state by how often it was written and by what was
// added and decided last.
func (s *Store) Revision(ctx context.Context) (revision string, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, revisionQuery).Scan(&revision)
	})
	return revision, err
}

const revisionQuery = `SELECT (SELECT n FROM revision) || '-' || coalesce((SELECT id FROM article ORDER BY key DESC LIMIT 1), '') || '-' ||
	coalesce((SELECT id FROM decision ORDER BY key DESC LIMIT 1), '')`
