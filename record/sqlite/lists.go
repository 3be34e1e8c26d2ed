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
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		var date, id string
		there, err := readPlace(f.after, "articles", &date, &id)
		if err != nil {
			return err
		}
		var after *packedDate
		if there {
			after = new(packedDate)
			copy(after[:], date)
		}
		where, err := f.holders(ctx, tx, &page, after)
		if err != nil {
			return err
		}
		if there {
			where.and("a.date <= ? AND (a.date < ? OR a.id > ?)", date, date, id)
		}
		keys := "SELECT a.key FROM article a" + where.where() + articleOrder + f.page()
		page.Rows, err = articleRows(ctx, tx, " WHERE a.key IN ("+keys+")"+articleOrder, where.args...)
		cut(&page, f.limit, func(a record.Article) place { return place{"articles", a.Date.Value, a.ID} })
		return err
	})
	return page, err
}

// articleOrder is the order of rows of article (a).
const articleOrder = " ORDER BY a.date DESC, a.id"

// holders returns the conditions on the articles of which the page is cut, and counts
// those of the whole list. The page begins behind the date after, nil for none.
func (f *filter) holders(ctx context.Context, tx *sql.Tx, page *record.Page[record.Article], after *packedDate) (where clause, err error) {
	if f.picky() {
		m, err := f.wide(ctx, tx, true)
		if err != nil {
			return where, err
		}
		if m != nil {
			keys, newer := m.articleWindow(f, after, func(foundArticle) int { return 1 })
			f.offset -= newer
			page.Total = len(m.articles)
			where.and("a.key IN (SELECT value FROM json_each(?))", keys)
			return where, nil
		}
	}
	where = f.articles()
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM article a"+where.where()+f.most()+")", where.args...).Scan(&page.Total)
	if page.Capped = f.countTo > 0 && page.Total > f.countTo; page.Capped {
		page.Total = f.countTo
	}
	return where, err
}

// Versions returns every version of the article's URL.
func (s *Store) Versions(ctx context.Context, id sayso.ArticleID) (versions []record.Article, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		versions, err = articleRows(ctx, tx, ` WHERE a.id = ?1
			OR a.url <> '' AND a.url = (SELECT url FROM article WHERE id = ?1) AND `+kindOf("a.", "(SELECT format FROM article WHERE id = ?1)")+` ORDER BY a.version DESC`, string(id))
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
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		outlets := f.outlets()
		if f.picky() {
			m, err := f.wide(ctx, tx, true)
			if err != nil {
				return err
			}
			if m != nil {
				outlets = m.outletCounts()
			} else {
				if f, page.Capped, err = f.byArticles().sampled(ctx, tx, f.beside.voice); err != nil {
					return err
				}
				outlets = f.outlets()
			}
		}
		query := "SELECT count(*) FROM " + outlets.tables + outlets.where.where()
		if err := tx.QueryRowContext(ctx, query, outlets.where.args...).Scan(&page.Total); err != nil {
			return err
		}
		var at record.Outlet
		there, err := readPlace(f.after, "outlets", &at.Articles, &at.Name, &at.ID)
		if err != nil {
			return err
		}
		if there {
			n := outlets.articles
			outlets.where.and(n+" <= ? AND ("+n+" < ? OR o.name > ? OR o.name = ? AND o.id > ?)", at.Articles, at.Articles, at.Name, at.Name, at.ID)
		}
		rows, err := tx.QueryContext(ctx, "SELECT o.id, o.name, "+outlets.articles+", "+outlets.statements+" FROM "+outlets.tables+
			outlets.where.where()+" ORDER BY "+outlets.articles+" DESC, o.name, o.id"+f.page(), outlets.where.args...)
		err = each(rows, err, func(r row) error {
			var o record.Outlet
			err := r.Scan(&o.ID, &o.Name, &o.Articles, &o.Statements)
			page.Rows = append(page.Rows, o)
			return err
		})
		cut(&page, f.limit, func(o record.Outlet) place { return place{"outlets", o.Articles, o.Name, o.ID} })
		return err
	})
	return page, err
}

// outlets are the tables and conditions that select outlets (o), and the columns
// of their counts.
type outlets struct {
	tables, articles, statements string
	where                        clause
}

// outlets returns what selects the outlets of the articles that f selects.
func (f *filter) outlets() outlets {
	sole := len(f.article.conds) == len(f.voice.outlet.conds) // nothing but the outlet is asked for
	if sole && !f.picky() && len(f.published.conds) == 0 && f.place == 0 && f.latest {
		all := outlets{tables: "outlet o", articles: "o.articles", statements: "o.statements"}
		all.where.and("o.articles > 0")
		if len(f.article.conds) > 0 {
			all.where.and("o.key IN (SELECT a.outlet FROM article a"+f.article.where()+")", f.article.args...)
		}
		return all
	}
	counts, where := "count(*) AS articles, sum(a.statements) AS statements FROM article a", f.articles()
	if f.picky() {
		counts = "count(DISTINCT a.key) AS articles, count(*) AS statements FROM statement s CROSS JOIN article a ON a.key = s.article"
		where = join(f.article, f.published, f.words(gathered))
		f.onlyLatest(&where)
		f.naming(&where)
	}
	where.and("a.outlet IS NOT NULL")
	some := outlets{articles: "c.articles", statements: "c.statements"}
	some.tables = "(SELECT a.outlet, " + counts + where.where() + " GROUP BY a.outlet) c JOIN outlet o ON o.key = c.outlet"
	some.where.and("c.articles > ?", append(where.args, 0)...)
	return some
}

// Outlet returns the outlet with that ID.
func (s *Store) Outlet(ctx context.Context, id string) (o record.Outlet, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		return one(tx.QueryRowContext(ctx, "SELECT id, name, articles, statements FROM outlet WHERE id = ?", id),
			"outlet", id, &o.ID, &o.Name, &o.Articles, &o.Statements)
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
