package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"sayso/record"
)

// Places returns one page of places.
func (s *Store) Places(ctx context.Context, q record.Query) (page record.Page[record.Place], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := parse(ctx, tx, q)
		if err != nil {
			return err
		}
		from, where := f.toponyms()
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM "+from+where.where(), where.args...).Scan(&page.Total)
		if err != nil {
			return err
		}
		var articles, id int
		var name string
		there, err := readPlace(f.after, "places", &articles, &name, &id)
		if err != nil {
			return err
		}
		if there {
			where.and("articles <= ? AND (articles < ? OR name > ? OR name = ? AND geoname > ?)", articles, articles, name, name, id)
		}
		rows, err := tx.QueryContext(ctx, "SELECT geoname, item, named, articles, statements, name FROM "+from+where.where()+
			" ORDER BY articles DESC, name, geoname"+f.page(), where.args...)
		err = each(rows, err, func(r row) error {
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
		cut(&page, f.limit, func(p record.Place) place { return place{"places", p.Articles, p.Name, p.GeoNameID} })
		return err
	})
	return page, err
}

// toponyms returns the tables and conditions that select places with their counts.
func (f *filter) toponyms() (from string, where clause) {
	if f.latest && !f.picky() && len(f.article.conds)+len(f.published.conds) == 0 {
		where.and("articles > 0")
		if f.place != 0 {
			where.and("geoname = ?", f.place)
		}
		return "toponym", where
	}
	mentions, which := f.places()
	// max over the items makes SQLite hand out the same one of them every time.
	from = "(SELECT p.geoname, max(p.item) AS item, json_extract(max(p.item), '$.name') AS name, count(*) AS named," +
		" count(DISTINCT p.article) AS articles, count(DISTINCT p.statement) AS statements FROM " + mentions + which.where() + " GROUP BY p.geoname)"
	where.and("articles > ?", append(which.args, 0)...)
	return from, where
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
	if f.picky() {
		inner := f.words(gathered)
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
		if f, page.Capped, err = f.sampled(ctx, tx, f.beside.day); err != nil {
			return err
		}
		days, inner := f.days()
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM "+days, inner...).Scan(&page.Total); err != nil {
			return err
		}
		var where clause
		var first, last string
		there, err := readPlace(f.after, "days", &first, &last)
		if err != nil {
			return err
		}
		if there {
			where.and("substr(last, 1, 7) <= ? AND (substr(last, 1, 7) < ? OR (first <> last) > ? OR (first <> last) = ? AND first < ?)",
				month(last), month(last), first != last, first != last, first)
		}
		rows, err := tx.QueryContext(ctx, "SELECT first, last, said, told FROM "+days+where.where()+
			" ORDER BY substr(last, 1, 7) DESC, first <> last, first DESC"+f.page(), append(inner, where.args...)...)
		var bounds []place
		err = each(rows, err, func(r row) error {
			var d record.Day
			var first, last string
			if err := r.Scan(&first, &last, &d.Said, &d.Told); err != nil {
				return err
			}
			if first != "" {
				d.Date = record.PeriodName(first, last)
			}
			bounds, page.Rows = append(bounds, place{"days", first, last}), append(page.Rows, d)
			return nil
		})
		cut(&page, f.limit, func(record.Day) place { return bounds[f.limit-1] })
		return err
	})
	return page, err
}

// month returns the month of an ISO day.
func month(day string) string { return day[:min(len(day), len("2006-01"))] }

// days returns the table of the days of the statements that f selects, with its
// arguments. A date that is open is the empty day.
func (f *filter) days() (table string, args []any) {
	if !f.beside.day {
		said, told := "sum(d.said)", "sum(d.told)"
		switch f.dated {
		case "said":
			told = "0"
		case "told":
			said = "0"
		}
		where := join(f.day)
		where.and("d." + strings.ReplaceAll(f.dated, " + ", " + d.") + " > 0")
		return "(SELECT d.first_day AS first, d.last_day AS last, " + said + " AS said, " + told + " AS told FROM day d" +
			where.where() + " GROUP BY 1, 2)", where.args
	}
	tables, where := f.statements(gathered, false)
	return "(SELECT coalesce(s.first_day, '') AS first, coalesce(s.last_day, '') AS last, sum(s.said <> '') AS said, sum(s.said = '') AS told FROM " +
		tables + where.where() + " GROUP BY 1, 2)", where.args
}
