package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

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
		there := q
		there.Place, there.On, there.When = 0, "", ""
		held, events, _, err := events(ctx, tx, there)
		if err != nil {
			return err
		}
		events.and("e.geoname = p.geoname")
		err = tx.QueryRowContext(ctx, "SELECT count(DISTINCT p.geoname) FROM "+from+where.where(), where.args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		// max over the items makes SQLite hand out the same one of them every time.
		rows, err := tx.QueryContext(ctx, "SELECT p.geoname, max(p.item), count(*), count(DISTINCT p.article), count(DISTINCT p.statement),"+
			" (SELECT count(*) FROM "+held+events.where()+"), json_extract(max(p.item), '$.name') AS name FROM "+from+where.where()+
			" GROUP BY p.geoname ORDER BY count(DISTINCT p.article) DESC, name, p.geoname"+f.page(), slices.Concat(events.args, where.args)...)
		return each(rows, err, func(r row) error {
			var p record.Place
			var item sql.RawBytes
			var name string
			if err := r.Scan(&p.GeoNameID, &item, &p.Named, &p.Articles, &p.In, &p.Held, &name); err != nil {
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

// Days returns one page of the days of statements and events.
func (s *Store) Days(ctx context.Context, q record.Query) (page record.Page[record.Day], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		tables, where := f.statements(false)
		when := q.When
		q.When = ""
		held, events, _, err := events(ctx, tx, q)
		if err != nil {
			return err
		}
		if when != "" {
			events.and("0")
		}
		if q.Event != "" {
			where.and("0")
		}
		const by = " GROUP BY 1, 2"
		days := "SELECT first, last, sum(said) AS said, sum(told) AS told, sum(held) AS held FROM (" +
			"SELECT s.first_day AS first, s.last_day AS last, sum(s.said <> '') AS said, sum(s.said = '') AS told, 0 AS held FROM " +
			tables + where.where() + by + " UNION ALL SELECT e.first_day, e.last_day, 0, 0, count(*) FROM " + held + events.where() + by + ")" + by
		args := slices.Concat(where.args, events.args)
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM ("+days+")", args...).Scan(&page.Total); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT coalesce(first, ''), coalesce(last, ''), said, told, held FROM ("+days+
			") ORDER BY first IS NULL, substr(last, 1, 7) DESC, first <> last, first DESC"+f.page(), args...)
		return each(rows, err, func(r row) error {
			var d record.Day
			var first, last string
			if err := r.Scan(&first, &last, &d.Said, &d.Told, &d.Held); err != nil {
				return err
			}
			d.Date = record.PeriodName(first, last)
			page.Rows = append(page.Rows, d)
			return nil
		})
	})
	return page, err
}
