package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"sayso/record"
)

// Places returns one page of places.
func (s *Store) Places(ctx context.Context, q record.Query) (page record.Page[record.Place], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		from, where := f.places()
		err = tx.QueryRowContext(ctx, "SELECT count(DISTINCT p.geoname) FROM "+from+where.where(), where.args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		// max over the items makes SQLite hand out the same one of them every time.
		rows, err := tx.QueryContext(ctx, "SELECT p.geoname, max(p.item), count(*), count(DISTINCT p.article), count(DISTINCT p.statement),"+
			" json_extract(max(p.item), '$.name') AS name FROM "+from+where.where()+
			" GROUP BY p.geoname ORDER BY count(DISTINCT p.article) DESC, name, p.geoname"+f.page(), where.args...)
		return each(rows, err, func(r row) error {
			var p record.Place
			var item sql.RawBytes
			var name string
			if err := r.Scan(&p.GeoNameID, &item, &p.Named, &p.Articles, &p.In, &name); err != nil {
				return err
			}
			stored, err := readItem(item, fromPlace)
			if err != nil {
				return fmt.Errorf("place %d: %w", p.GeoNameID, err)
			}
			p.Name, p.Country, p.Feature, p.Lat, p.Lon = stored.Name, stored.Country, stored.Feature, stored.Lat, stored.Lon
			page.Rows = append(page.Rows, p)
			return nil
		})
	})
	return page, err
}

// places returns the tables and conditions that select mentions of places.
func (f *filter) places() (from string, where clause) {
	from = "place p"
	where = join(f.article, f.published)
	where.and("p.geoname IS NOT NULL AND p.level <> 'boilerplate'")
	if f.place != 0 {
		where.and("p.geoname = ?", f.place)
	}
	if f.latest {
		where.and("p.latest = 1")
	}
	if len(f.article.conds)+len(f.published.conds) > 0 {
		from += " JOIN article a ON a.key = p.article"
	}
	if len(f.statement.conds) > 0 {
		inner := join(f.statement)
		f.onlyLatest(&inner)
		where.and("p.statement IN (SELECT s.key FROM statement s"+inner.where()+")", inner.args...)
	}
	return from, where
}

// Days returns one page of the days of statements.
func (s *Store) Days(ctx context.Context, q record.Query) (page record.Page[record.Day], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		tables, where := f.statements(false)
		days := "SELECT s.first_day AS first, s.last_day AS last, sum(s.said <> '') AS said, sum(s.said = '') AS told FROM " +
			tables + where.where() + " GROUP BY s.first_day, s.last_day"
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM ("+days+")", where.args...).Scan(&page.Total); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT coalesce(first, ''), coalesce(last, ''), said, told FROM ("+days+
			") ORDER BY first IS NULL, substr(last, 1, 7) DESC, first <> last, first DESC"+f.page(), where.args...)
		return each(rows, err, func(r row) error {
			var d record.Day
			var first, last string
			if err := r.Scan(&first, &last, &d.Said, &d.Told); err != nil {
				return err
			}
			d.Date = record.PeriodName(first, last)
			page.Rows = append(page.Rows, d)
			return nil
		})
	})
	return page, err
}
