package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"sayso/record"
)

// Narrow counts the statements that q selects by month and by place.
func (s *Store) Narrow(ctx context.Context, q record.Query, n int) (narrowed record.Narrowed, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		if f.beside.voice || f.beside.day {
			m, err := f.wide(ctx, tx, false)
			if err != nil {
				return err
			}
			if m != nil {
				narrowed.Months = record.Months(m.periods(), n)
				narrowed.Places, err = m.places(ctx, tx, f, n)
				return err
			}
		}
		if f.everything() && !f.aside {
			if narrowed.Months, err = f.months(ctx, tx, n); err == nil {
				narrowed.Places, err = placeCounts(ctx, tx, "toponym t", "t.statements", n)
			}
			return err
		}
		f.finds = nil // the first ones are soon found without going through all
		first, capped, err := f.sampled(ctx, tx, true)
		if err != nil {
			return err
		}
		if narrowed.PlacesCapped = capped; f.beside.day {
			f, narrowed.MonthsCapped = first, capped
		}
		if narrowed.Months, err = f.months(ctx, tx, n); err == nil {
			narrowed.Places, err = first.named(ctx, tx, n)
		}
		return err
	})
	return narrowed, err
}

// everything reports whether f selects every statement that counts, and perhaps others.
func (f *filter) everything() bool {
	return f.latest && !f.picky() && len(f.article.conds)+len(f.said.conds) == 0 && f.place == 0
}

// months returns the n months that most of the statements which f selects are of.
func (f *filter) months(ctx context.Context, tx *sql.Tx, n int) ([]record.MonthCount, error) {
	periods, err := f.periods(ctx, tx)
	return record.Months(periods, n), err
}

// placeCounts returns the n rows of tables, toponym (t) among them, whose count is the
// greatest.
func placeCounts(ctx context.Context, tx *sql.Tx, tables, count string, n int, args ...any) (list []record.PlaceCount, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT t.geoname, t.name, "+count+" AS n FROM "+tables+
		fmt.Sprintf(" WHERE n > 0 ORDER BY n DESC, t.name, t.geoname LIMIT %d", n), args...)
	return list, each(rows, err, func(r row) error {
		var p record.PlaceCount
		err := r.Scan(&p.GeoNameID, &p.Name, &p.Statements)
		list = append(list, p)
		return err
	})
}

// periods counts the statements that f selects by the months they are dated by.
func (f *filter) periods(ctx context.Context, tx *sql.Tx) (all []record.PeriodCount, err error) {
	query, where := "SELECT substr(d.first_day, 1, 7), substr(d.last_day, 1, 7), sum("+f.dated+") FROM day d", f.day
	if f.beside.day {
		var tables string
		tables, where = f.statements(gathered, false)
		where.and("s.first_day IS NOT NULL")
		query = "SELECT substr(s.first_day, 1, 7), substr(s.last_day, 1, 7), count(*) FROM " + tables
	} else {
		where = join(where)
		where.and("d.first_day <> ''")
	}
	rows, err := tx.QueryContext(ctx, query+where.where()+" GROUP BY 1, 2", where.args...)
	return all, each(rows, err, func(r row) error {
		var p record.PeriodCount
		err := r.Scan(&p.First, &p.Last, &p.Statements)
		if p.Statements > 0 {
			all = append(all, p)
		}
		return err
	})
}

// named returns the n places that most of the statements which f selects name.
func (f *filter) named(ctx context.Context, tx *sql.Tx, n int) (all []record.PlaceCount, err error) {
	tables, where := f.statements(gathered, false)
	where.and("p.geoname IS NOT NULL AND p.level <> 'boilerplate'")
	rows, err := tx.QueryContext(ctx, "SELECT p.geoname, max(json_extract(p.item, '$.name')) AS name, count(DISTINCT s.key) AS n FROM "+tables+
		" CROSS JOIN place p ON p.article = s.article AND p.statement = s.key"+where.where()+
		fmt.Sprintf(" GROUP BY p.geoname ORDER BY n DESC, name, p.geoname LIMIT %d", n), where.args...)
	return all, each(rows, err, func(r row) error {
		var p record.PlaceCount
		err := r.Scan(&p.GeoNameID, &p.Name, &p.Statements)
		all = append(all, p)
		return err
	})
}

// byArticles returns f with its dates and its place as those of articles, which lists
// of articles go by: of the statements it selects are then those in such articles.
func (f *filter) byArticles() *filter {
	g := *f
	g.article = join(f.article, f.published)
	if f.place != 0 {
		g.article.and("a.key IN (SELECT p.article FROM place p WHERE p.geoname = ? AND p.level <> 'boilerplate')", f.place)
	}
	g.published, g.said, g.first, g.last, g.place, g.wordsLast = clause{}, clause{}, "", "", 0, false
	return &g
}
