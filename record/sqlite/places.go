package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sayso/record"
)

// Places returns one page of places.
func (s *Store) Places(ctx context.Context, q record.Query) (page record.Page[record.Place], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		from, where, err := f.mapped(ctx, tx)
		if err != nil {
			return err
		}
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
		if err != nil {
			return err
		}
		cut(&page, f.limit, func(p record.Place) place { return place{"places", p.Articles, p.Name, p.GeoNameID} })
		return held(ctx, tx, q, page.Rows)
	})
	return page, err
}

// held counts the events at the places of list, whenever they are: a table of counts
// has those of the whole record.
func held(ctx context.Context, tx *sql.Tx, q record.Query, list []record.Place) error {
	at := make(map[int32]*record.Place, len(list))
	ids := make([]int32, len(list))
	for i := range list {
		ids[i] = list[i].GeoNameID
		at[ids[i]] = &list[i]
	}
	wanted, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	q.Place, q.On, q.When = 0, "", ""
	tables, where, f, err := events(ctx, tx, q)
	if err != nil {
		return err
	}
	query := "SELECT geoname, events FROM venue WHERE geoname IN (SELECT value FROM json_each(?))"
	args := []any{string(wanted)}
	if !f.latest || f.picky() || q.Event != "" || strings.TrimSpace(q.Text) != "" || len(f.article.conds)+len(f.event.conds) > 0 {
		where.and("e.geoname IN (SELECT value FROM json_each(?))", string(wanted))
		query, args = "SELECT e.geoname, count(*) FROM "+tables+where.where()+" GROUP BY e.geoname", where.args
	}
	rows, err := tx.QueryContext(ctx, query, args...)
	return each(rows, err, func(r row) error {
		var id int32
		var n int
		err := r.Scan(&id, &n)
		if p := at[id]; p != nil {
			p.Held = n
		}
		return err
	})
}

// mapped is toponyms by the quickest way.
func (f *filter) mapped(ctx context.Context, tx *sql.Tx) (from string, where clause, err error) {
	if !f.mayScan() || !f.picky() && len(f.article.conds)+len(f.published.conds) == 0 {
		from, where = f.toponyms()
		return from, where, nil
	}
	var s *sieve
	if f.picky() {
		m, err := f.wide(ctx, tx, true)
		if err != nil {
			return "", where, err
		}
		if m == nil {
			from, where = f.toponyms()
			return from, where, nil
		}
		s = &sieve{statements: m.set()}
	} else if s, err = f.sieve(ctx, tx, true); err != nil {
		return "", where, err
	}
	counts, err := s.places(ctx, tx, uint32(f.place))
	if err != nil {
		return "", where, err
	}
	from = `(SELECT c.value ->> 0 AS geoname, t.item, t.name, c.value ->> 1 AS named, c.value ->> 2 AS articles, c.value ->> 3 AS statements
		FROM json_each(?) c JOIN toponym t ON t.geoname = c.value ->> 0)`
	where.and("articles > ?", counts, 0)
	return from, where, nil
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

// Days returns one page of the days of statements and events.
func (s *Store) Days(ctx context.Context, q record.Query) (page record.Page[record.Day], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		when := q.When
		q.When = "" // of events, which are ahead or past
		held, which, _, err := events(ctx, tx, q)
		if err != nil {
			return err
		}
		if when != "" {
			which.and("0")
		}
		days, inner, err := f.allDays(ctx, tx, &page, q.Event != "", held, which)
		if err != nil {
			return err
		}
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
				monthOf(last), monthOf(last), first != last, first != last, first)
		}
		rows, err := tx.QueryContext(ctx, "SELECT first, last, said, told, held FROM "+days+where.where()+
			" ORDER BY substr(last, 1, 7) DESC, first <> last, first DESC"+f.page(), append(inner, where.args...)...)
		var bounds []place
		err = each(rows, err, func(r row) error {
			var d record.Day
			var first, last string
			if err := r.Scan(&first, &last, &d.Said, &d.Told, &d.Held); err != nil {
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

// allDays is days of all statements that f selects, or of the first f.countTo where
// there are more than can be counted.
func (f *filter) allDays(ctx context.Context, tx *sql.Tx, page *record.Page[record.Day], eventsOnly bool, held string, which clause) (table string, args []any, err error) {
	if f.beside.day && !eventsOnly {
		m, err := f.wide(ctx, tx, false)
		if err != nil {
			return "", nil, err
		}
		if m != nil {
			table, args = m.dayTable(held, which)
			return table, args, nil
		}
	}
	statements := f
	if statements, page.Capped, err = f.sampled(ctx, tx, f.beside.day); err != nil {
		return "", nil, err
	}
	table, args = statements.days(eventsOnly, held, which)
	return table, args, nil
}

// monthOf returns the month of an ISO day.
func monthOf(day string) string { return day[:min(len(day), len("2006-01"))] }

// days returns the table of the days of the statements that f selects, and of the
// events of the tables held that which selects, with its arguments. A date that is
// open is the empty day. With eventsOnly no statement counts.
func (f *filter) days(eventsOnly bool, held string, which clause) (table string, args []any) {
	if !f.beside.day {
		said, told, events := "sum(d.said)", "sum(d.told)", "sum(d.held)"
		any := "d.said + d.told + d.held > 0"
		switch f.dated {
		case "said":
			told, events, any = "0", "0", "d.said > 0"
		case "told":
			said, events, any = "0", "0", "d.told > 0"
		}
		where := join(f.day)
		where.and(any)
		return "(SELECT d.first_day AS first, d.last_day AS last, " + said + " AS said, " + told + " AS told, " + events +
			" AS held FROM day d" + where.where() + " GROUP BY 1, 2)", where.args
	}
	tables, where := f.statements(gathered, false)
	if eventsOnly {
		where.and("0")
	}
	const by = " GROUP BY 1, 2"
	return "(SELECT first, last, sum(said) AS said, sum(told) AS told, sum(held) AS held FROM (" +
		"SELECT coalesce(s.first_day, '') AS first, coalesce(s.last_day, '') AS last, sum(s.said <> '') AS said, sum(s.said = '') AS told, 0 AS held FROM " +
		tables + where.where() + by + " UNION ALL SELECT coalesce(e.first_day, ''), coalesce(e.last_day, ''), 0, 0, count(*) FROM " +
		held + which.where() + by + ")" + by + ")", slices.Concat(where.args, which.args)
}
