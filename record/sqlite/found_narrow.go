package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"sayso/record"
)

// periods counts what was found by the months that it is dated by.
func (m *found) periods() (list []record.PeriodCount) {
	for days, n := range m.days {
		if days[0] != 0 && n[0]+n[1] > 0 {
			list = append(list, record.PeriodCount{First: monthOf(unpackDay(days[0])), Last: monthOf(unpackDay(days[1])), Statements: n[0] + n[1]})
		}
	}
	return list
}

// places returns the n places that most of what was found names.
func (m *found) places(ctx context.Context, tx *sql.Tx, f *filter, n int) ([]record.PlaceCount, error) {
	named, err := remember(ctx, tx, f.finds, f.query, naming, func() ([]foundPlace, int, error) {
		s := &sieve{parts: &f.finds.parts, statements: m.set()}
		list, err := s.places(ctx, tx, 0)
		return list, 40*len(list) + 1, err
	})
	if err != nil {
		return nil, err
	}
	part, _ := window(slices.Clone(named), n, 0, nil, func(a, b foundPlace) int { return cmp.Compare(b.statements, a.statements) })
	rows := make([][2]int, len(part))
	for i, p := range part {
		rows[i] = [2]int{int(p.geoname), p.statements}
	}
	return placeCounts(ctx, tx, "json_each(?) c JOIN toponym t ON t.geoname = c.value ->> 0", "c.value ->> 1", n, marshalled(rows))
}
