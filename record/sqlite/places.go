package sqlite

import (
	"cmp"
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
		from, where, total, err := f.mapped(ctx, tx)
		if err != nil {
			return err
		}
		page.Total = total
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
		return s.finds.held(ctx, tx, q, page.Rows)
	})
	return page, err
}

// mapped returns the tables and conditions of which the page is cut, and the number of
// all rows.
func (f *filter) mapped(ctx context.Context, tx *sql.Tx) (from string, where clause, total int, err error) {
	var list []foundPlace
	if f.mayScan() && (f.picky() || len(f.article.conds)+len(f.published.conds) > 0) {
		if list, err = remember(ctx, tx, f.finds, f.query, onMap, func() ([]foundPlace, int, error) { return f.findPlaces(ctx, tx) }); err != nil {
			return "", where, 0, err
		}
	}
	if list == nil {
		from, where = f.toponyms()
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM "+from+where.where(), where.args...).Scan(&total)
		return from, where, total, err
	}
	from, counts, before, err := f.placeWindow(slices.Clone(list))
	f.offset -= before
	where.and("articles > ?", counts, 0)
	return from, where, len(list), err
}

// findPlaces returns the places that f selects and the size of their list; nil when the
// indexes are quicker.
func (f *filter) findPlaces(ctx context.Context, tx *sql.Tx) (list []foundPlace, size int, err error) {
	s := &sieve{parts: &f.finds.parts}
	if f.picky() {
		m, err := f.wide(ctx, tx, true)
		if err != nil || m == nil {
			return nil, 0, err
		}
		s.statements = m.set()
	} else if s, err = f.sieve(ctx, tx, true); err != nil {
		return nil, 0, err
	}
	list, err = s.places(ctx, tx, uint32(f.place))
	return list, 32 * len(list), err
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
		held, err := f.heldDays(ctx, tx, q, when != "")
		if err != nil {
			return err
		}
		days, inner, err := f.allDays(ctx, tx, &page, q.Event != "", held)
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
func (f *filter) allDays(ctx context.Context, tx *sql.Tx, page *record.Page[record.Day], eventsOnly bool, held clause) (table string, args []any, err error) {
	if f.beside.day && !eventsOnly {
		m, err := f.wide(ctx, tx, false)
		if err != nil {
			return "", nil, err
		}
		if m != nil {
			table, args = m.dayTable(held)
			return table, args, nil
		}
	}
	statements := f
	if statements, page.Capped, err = f.sampled(ctx, tx, f.beside.day && !eventsOnly); err != nil {
		return "", nil, err
	}
	table, args = statements.days(eventsOnly, held)
	return table, args, nil
}

// monthOf returns the month of an ISO day.
func monthOf(day string) string { return day[:min(len(day), len("2006-01"))] }

// heldDays returns the query for the days of the events that q selects, none with none.
func (f *filter) heldDays(ctx context.Context, tx *sql.Tx, q record.Query, none bool) (held clause, err error) {
	tables, where, of, err := events(ctx, tx, q)
	if err != nil {
		return held, err
	}
	of.finds = f.finds
	if !f.beside.day || none || q.On != "" || !of.mayScan() || q.Review != "" {
		if none {
			where.and("0")
		}
		held.and("SELECT coalesce(e.first_day, ''), coalesce(e.last_day, ''), 0, 0, count(*) FROM "+tables+where.where()+" GROUP BY 1, 2", where.args...)
		return held, nil
	}
	list, err := of.findEvents(ctx, tx, "", "", strings.TrimSpace(q.Text))
	counts := map[[2]uint32]int{}
	for _, e := range list {
		counts[[2]uint32{e.first, e.last}]++
	}
	days := [][3]any{}
	for day, n := range counts {
		days = append(days, [3]any{unpackDay(day[0]), unpackDay(day[1]), n})
	}
	b, jsonErr := json.Marshal(days)
	held.and("SELECT value ->> 0, value ->> 1, 0, 0, value ->> 2 FROM json_each(?)", string(b))
	return held, cmp.Or(err, jsonErr)
}

// days returns the table of the days of the statements that f selects, and of the
// events of the query held, with its arguments. A date that is
// open is the empty day. With eventsOnly no statement counts.
func (f *filter) days(eventsOnly bool, held clause) (table string, args []any) {
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
		tables + where.where() + by + " UNION ALL " + held.conds[0] + ")" + by + ")", slices.Concat(where.args, held.args)
}
