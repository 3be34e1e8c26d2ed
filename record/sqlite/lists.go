package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"sayso"
	"sayso/record"
)

// Articles returns one page of articles.
func (s *Store) Articles(ctx context.Context, q record.Query) (page record.Page[record.Article], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		where := f.articles()
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM article a"+where.where(), where.args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		page.Rows, err = articleRows(ctx, tx, where.where()+" ORDER BY a.date DESC, a.id"+f.page(), where.args...)
		return err
	})
	return page, err
}

// Versions returns every version of the article's URL.
func (s *Store) Versions(ctx context.Context, id sayso.ArticleID) (versions []record.Article, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		versions, err = articleRows(ctx, tx, ` WHERE a.id = ?1
			OR a.url <> '' AND a.url = (SELECT url FROM article WHERE id = ?1) ORDER BY a.version DESC`, string(id))
		if err == nil && len(versions) == 0 {
			err = fmt.Errorf("article %q: %w", id, record.ErrNotFound)
		}
		return err
	})
	return versions, err
}

func articleRows(ctx context.Context, tx *sql.Tx, rest string, args ...any) ([]record.Article, error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+articleColumns+articleTables+rest, args...)
	var list []record.Article
	err = each(rows, err, func(r row) error {
		var a articleRow
		if err := r.Scan(a.dest()...); err != nil {
			return err
		}
		got, err := a.finish()
		list = append(list, got)
		return err
	})
	return list, err
}

// Outlets returns one page of outlets.
func (s *Store) Outlets(ctx context.Context, q record.Query) (page record.Page[record.Outlet], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		where := f.articles()
		where.and("a.outlet IS NOT NULL")
		count := "SELECT count(DISTINCT a.outlet) FROM article a" + where.where()
		if err := tx.QueryRowContext(ctx, count, where.args...).Scan(&page.Total); err != nil {
			return err
		}
		page.Rows, err = outletRows(ctx, tx, f, f.page())
		return err
	})
	return page, err
}

// outletRows returns the outlets of the articles that f selects.
func outletRows(ctx context.Context, tx *sql.Tx, f *filter, page string) ([]record.Outlet, error) {
	counts, where := "count(*) AS articles, sum(a.statements) AS statements FROM article a", f.articles()
	if len(f.statement.conds) > 0 {
		counts = "count(DISTINCT a.key) AS articles, count(*) AS statements FROM statement s CROSS JOIN article a ON a.key = s.article"
		where = join(f.article, f.published, f.statement)
		f.onlyLatest(&where)
	}
	where.and("a.outlet IS NOT NULL")
	rows, err := tx.QueryContext(ctx, "SELECT o.id, o.name, c.articles, c.statements FROM (SELECT a.outlet, "+counts+
		where.where()+" GROUP BY a.outlet) c JOIN outlet o ON o.key = c.outlet ORDER BY c.articles DESC, o.name, o.id"+page, where.args...)
	var list []record.Outlet
	return list, each(rows, err, func(r row) error {
		var o record.Outlet
		err := r.Scan(&o.ID, &o.Name, &o.Articles, &o.Statements)
		list = append(list, o)
		return err
	})
}

// Outlet returns the outlet with that ID.
func (s *Store) Outlet(ctx context.Context, id string) (o record.Outlet, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var key int64
		err := one(tx.QueryRowContext(ctx, "SELECT key, id, name FROM outlet WHERE id = ?", id),
			"outlet", id, &key, &o.ID, &o.Name)
		if err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(statements), 0) FROM article
			WHERE latest = 1 AND outlet = ?`, key).Scan(&o.Articles, &o.Statements)
	})
	return o, err
}

// one scans a row that may be missing.
func one(r row, what, id string, dest ...any) error {
	err := r.Scan(dest...)
	if err == sql.ErrNoRows {
		return fmt.Errorf("%s %q: %w", what, id, record.ErrNotFound)
	}
	return err
}
