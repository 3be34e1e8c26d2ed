package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"sayso"
	"sayso/record"
)

// VoiceCounts counts namings by outlet and voice.
func (s *Store) VoiceCounts(ctx context.Context, q record.NamingQuery) (list []record.VoiceCount, err error) {
	return list, s.selectNamings(ctx, q, func(tx *sql.Tx, _ *filter, l ledger) error {
		query, args := "SELECT coalesce(o.id, ''), coalesce(o.name, ''), n.voice, "+l.number+l.tables+
			" LEFT JOIN outlet o ON o.key = "+l.outlet+l.where.where()+" GROUP BY o.key, n.voice", l.where.args
		if l.packed != nil {
			m, err := l.packed.find(ctx, tx, &s.finds, q)
			if err != nil {
				return err
			}
			query = "SELECT coalesce(o.id, ''), coalesce(o.name, ''), c.value ->> 1, c.value ->> 2 FROM json_each(?) c LEFT JOIN outlet o ON o.key = c.value ->> 0"
			args = []any{m.voices(l.packed)}
		}
		rows, err := tx.QueryContext(ctx, query, args...)
		err = each(rows, err, func(r row) error {
			var c record.VoiceCount
			var voice string
			if err := r.Scan(&c.Outlet.ID, &c.Outlet.Name, &voice, &c.Count); err != nil {
				return err
			}
			c.Voice, err = sayso.ParseVoice(voice)
			list = append(list, c)
			return err
		})
		slices.SortFunc(list, func(a, b record.VoiceCount) int {
			none := func(c record.VoiceCount) int { return boolInt(c.Outlet.ID == "") }
			return cmp.Or(cmp.Compare(none(a), none(b)), cmp.Compare(a.Outlet.Name, b.Outlet.Name),
				cmp.Compare(a.Outlet.ID, b.Outlet.ID), cmp.Compare(a.Voice, b.Voice))
		})
		return err
	})
}

// Ways returns one page of ways of naming.
func (s *Store) Ways(ctx context.Context, q record.NamingQuery) (page record.Page[record.Way], err error) {
	return page, s.selectNamings(ctx, q, func(tx *sql.Tx, f *filter, l ledger) error {
		var namings int
		var way string
		there, err := readPlace(f.after, "ways", &namings, &way)
		if err != nil {
			return err
		}
		var behind clause
		if there {
			behind.and("namings <= ? AND (namings < ? OR way > ?)", namings, namings, way)
		}
		ways, args := "SELECT n.way, "+l.number+" AS namings"+l.tables+l.where.where()+" GROUP BY n.way", l.where.args
		var m *foundNamings
		var found []foundWay
		if l.packed != nil {
			if m, err = l.packed.find(ctx, tx, &s.finds, q); err != nil {
				return err
			}
			var after *foundWay
			if there {
				after = &foundWay{namings: namings}
			}
			found = m.ways(l.packed)
			rows, before := f.wayWindow(slices.Clone(found), after)
			f.offset -= before
			ways, args = "SELECT w.way, c.value ->> 1 AS namings FROM json_each(?) c JOIN wording w ON w.key = c.value ->> 0", []any{rows}
		}
		ways = "WITH g AS MATERIALIZED (" + ways + ")"
		rows, err := tx.QueryContext(ctx, ways+" SELECT way, namings, (SELECT count(*) FROM g) FROM g"+behind.where()+" ORDER BY namings DESC, way"+f.page(),
			slices.Concat(args, behind.args)...)
		err = each(rows, err, func(r row) error {
			w := record.Way{Outlets: map[string]int{}, Voices: map[sayso.Voice]int{}}
			err := r.Scan(&w.Way, &w.Namings, &page.Total)
			page.Rows = append(page.Rows, w)
			return err
		})
		if err == nil && len(page.Rows) == 0 { // perhaps behind the last one
			err = tx.QueryRowContext(ctx, ways+" SELECT count(*) FROM g", args...).Scan(&page.Total)
		}
		if m != nil {
			page.Total = len(found)
		}
		if err != nil || len(page.Rows) == 0 {
			return err
		}
		cut(&page, f.limit, func(w record.Way) place { return place{"ways", w.Namings, w.Way} })
		if m != nil {
			return m.inside(ctx, tx, l.packed, f, page.Rows)
		}
		return l.inside(ctx, tx, f, page.Rows)
	})
}

// inside counts in which words ways of naming stand, and in which outlets and voices
// unless f counts nothing.
func (l *ledger) inside(ctx context.Context, tx *sql.Tx, f *filter, ways []record.Way) error {
	at := map[string]int{}
	for i, w := range ways {
		at[w.Way] = i
	}
	where := join(l.where)
	where.and("n.way IN (SELECT value FROM json_each(?))", wayNames(ways))
	query := "SELECT n.way, n.words, '', '', " + l.number + l.tables + where.where() + " GROUP BY n.way, n.words"
	if f.countTo >= 0 { // in the order of naming_count, so that nothing is sorted
		query = "SELECT n.way, n.words, coalesce(o.id, ''), n.voice, " + l.number + l.tables +
			" LEFT JOIN outlet o ON o.key = " + l.outlet + where.where() + " GROUP BY n.way, " + l.stored + ", n.voice, n.words"
	}
	rows, err := tx.QueryContext(ctx, query, where.args...)
	written := make([]map[string]int, len(ways)) // by words
	err = each(rows, err, func(r row) error {
		var way, words, outlet, voice string
		var count int
		if err := r.Scan(&way, &words, &outlet, &voice, &count); err != nil {
			return err
		}
		i := at[way]
		if written[i] == nil {
			written[i] = map[string]int{}
		}
		written[i][words] += count
		if f.countTo < 0 {
			return nil
		}
		v, err := sayso.ParseVoice(voice)
		ways[i].Outlets[outlet] += count
		ways[i].Voices[v] += count
		return err
	})
	for i, counts := range written {
		ways[i].Words = mostWritten(counts)
	}
	return err
}

// wayNames returns the ways as JSON.
func wayNames(ways []record.Way) string {
	names := make([]string, len(ways))
	for i, w := range ways {
		names[i] = w.Way
	}
	return marshalled(names)
}

// mostWritten returns the words that stand most often, of several the first in order.
func mostWritten(counts map[string]int) (most string) {
	for words, n := range counts {
		if n > counts[most] || n == counts[most] && words < most {
			most = words
		}
	}
	return most
}

// Referents returns one page of referents.
func (s *Store) Referents(ctx context.Context, q record.NamingQuery) (page record.Page[record.Referent], err error) {
	return page, s.selectNamings(ctx, q, func(tx *sql.Tx, f *filter, l ledger) error {
		var outlets, namings int
		var name, id string
		there, err := readPlace(f.after, "referents", &outlets, &namings, &name, &id)
		if err != nil {
			return err
		}
		l.where.and("n.referent > 0")
		groups, where := l.groups()
		var m *foundNamings
		var found []foundReferent
		if l.packed != nil {
			if m, err = l.packed.find(ctx, tx, &s.finds, q); err != nil {
				return err
			}
			var after *foundReferent
			if there {
				after = &foundReferent{outlets: outlets, namings: namings}
			}
			found = m.referents(l.packed)
			rows, before := f.referentWindow(slices.Clone(found), after)
			f.offset -= before
			groups = "WITH g AS MATERIALIZED (SELECT value ->> 0 AS referent, value ->> 1 AS namings, value ->> 2 AS outlets FROM json_each(?))"
			where = clause{args: []any{rows}}
		}
		var behind clause
		if there {
			behind.and("c.outlets <= ? AND (c.outlets < ? OR c.namings < ? OR c.namings = ? AND (r.name > ? OR r.name = ? AND r.id > ?))",
				outlets, outlets, namings, namings, name, name, id)
		}
		rows, err := tx.QueryContext(ctx, groups+" SELECT r.key, r.id, r.name, r.type, r.why, r.called, r.confirmed, c.namings, c.outlets, (SELECT count(*) FROM g)"+
			" FROM g c CROSS JOIN referent r ON r.key = c.referent"+behind.where()+" ORDER BY c.outlets DESC, c.namings DESC, r.name, r.id"+f.page(),
			slices.Concat(where.args, behind.args)...)
		at := map[int64]*record.Referent{}
		var keys []int64
		err = each(rows, err, func(r row) error {
			x := record.Referent{Voices: map[sayso.Voice]int{}}
			var key int64
			var typ string
			err := r.Scan(&key, &x.ID, &x.Name, &typ, &x.Why, &x.Called, &x.Confirmed, &x.Namings, &x.Outlets, &page.Total)
			x.Type = sayso.ParseEntityType(typ)
			page.Rows, keys = append(page.Rows, x), append(keys, key)
			return err
		})
		if err == nil && len(page.Rows) == 0 { // perhaps behind the last one
			err = tx.QueryRowContext(ctx, groups+" SELECT count(*) FROM g", where.args...).Scan(&page.Total)
		}
		if m != nil {
			page.Total = len(found)
		}
		if err != nil || len(page.Rows) == 0 {
			return err
		}
		cut(&page, f.limit, func(x record.Referent) place { return place{"referents", x.Outlets, x.Namings, x.Name, x.ID} })
		keys = keys[:len(page.Rows)]
		for i, key := range keys {
			at[key] = &page.Rows[i]
		}
		if m != nil {
			for key, x := range at {
				m.named(l.packed, key, x)
			}
			return nil
		}
		return l.ways(ctx, tx, keys, at)
	})
}

// groups returns the beginning of a query in which g are the groups by referent, made once
// where they are not stored, and the conditions whose arguments it takes.
func (l *ledger) groups() (string, clause) {
	if len(l.cube.conds) == 0 {
		return "WITH g AS MATERIALIZED (SELECT n.referent AS referent, " + l.number + " AS namings, count(DISTINCT " + l.outlet + ") AS outlets" +
			l.tables + l.where.where() + " GROUP BY n.referent)", l.where
	}
	where, in := join(l.cube), ""
	if !l.sole { // of no referent alone: the index has them in order
		in = " INDEXED BY referent_order"
	}
	where.and("c.referent > 0")
	where.and("c.namings > 0")
	return "WITH g AS NOT MATERIALIZED (SELECT c.referent, c.namings, c.outlets FROM referent_count c" + in + where.where() + ")", where
}

// ways counts how and in which voices the referents with those keys are named.
func (l *ledger) ways(ctx context.Context, tx *sql.Tx, keys []int64, of map[int64]*record.Referent) error {
	where := join(l.where)
	where.and("n.referent IN (SELECT value FROM json_each(?))", marshalled(keys))
	rows, err := tx.QueryContext(ctx, "SELECT n.referent, n.way, n.voice, "+l.number+l.tables+where.where()+" GROUP BY n.referent, n.way, n.voice", where.args...)
	last, way := int64(0), ""
	return each(rows, err, func(r row) error {
		var key int64
		var named, voice string
		var count int
		if err := r.Scan(&key, &named, &voice, &count); err != nil {
			return err
		}
		v, err := sayso.ParseVoice(voice)
		x := of[key]
		x.Voices[v] += count
		if key != last || named != way || x.Ways == 0 {
			x.Ways++
		}
		last, way = key, named
		return err
	})
}
