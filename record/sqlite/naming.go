package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"sayso"
	"sayso/record"
)

// jsonNaming is the shape of naming.item.
type jsonNaming struct {
	At      at     `json:"at"`
	Core    at     `json:"core"`
	Head    at     `json:"head"`
	Type    string `json:"type"`
	Several bool   `json:"several,omitempty"`
	Entity  int32  `json:"entity,omitempty"`
}

func toNaming(n sayso.Naming) jsonNaming {
	return jsonNaming{at{n.Span}, at{n.Core}, at{n.Head}, n.Type.String(), n.Several, int32(n.Entity)}
}

func fromNaming(j jsonNaming) (n sayso.Naming, err error) {
	n = sayso.Naming{Type: sayso.ParseEntityType(j.Type), Several: j.Several, Entity: sayso.Ref[sayso.Entity](j.Entity)}
	if n.Span, err = j.At.one(); err == nil {
		n.Core, err = j.Core.one()
	}
	if err == nil {
		n.Head, err = j.Head.one()
	}
	return n, err
}

// namings stores the namings. Those that are stored already keep the referents that
// are proposed for them.
func (w *adding) namings(claims *claimers) error {
	insert := w.stmt(w.in.naming)
	for i := range w.doc.Namings {
		n := &w.doc.Namings[i]
		item, err := json.Marshal(toNaming(*n))
		if err != nil {
			return fmt.Errorf("naming %d: %w", i+1, err)
		}
		var statement any
		voice, claim := claims.doc.VoiceOf(n.Span)
		if claim > 0 {
			statement = claims.keys[claim-1]
		}
		if _, err := w.insert(insert, w.key, i+1, w.latest, statement, voice.String(), record.WayOf(w.doc.Text, n), n.Core.Of(w.doc.Text), string(item)); err != nil {
			return fmt.Errorf("naming %d: %w", i+1, err)
		}
	}
	return nil
}

// namingTables are naming (n) with what its filters look at: article (a), and
// statement (s), which may be missing.
const namingTables = " FROM naming n JOIN article a ON a.key = n.article LEFT JOIN statement s ON s.key = n.statement"

// namingsByArticle are the same for a query of so many that the order of the articles
// brings the first rows soonest.
const namingsByArticle = " FROM article a CROSS JOIN naming n ON n.article = a.key LEFT JOIN statement s ON s.key = n.statement"

// selectNamings runs f with the parsed q and with where its namings are counted.
func (s *Store) selectNamings(ctx context.Context, q record.NamingQuery, f func(tx *sql.Tx, parsed *filter, l ledger) error) error {
	return s.read(ctx, func(tx *sql.Tx) error {
		known := withoutText(q.Query)
		if q.Outlet == record.NoOutlet {
			known.Outlet = ""
		}
		parsed, err := parse(ctx, tx, known)
		if err != nil {
			return err
		}
		l, err := parsed.ledger(q, parsed.countable())
		if err == nil {
			err = l.dated(ctx, tx, parsed, s.finds.from/3)
		}
		if err != nil {
			return err
		}
		return f(tx, parsed, l)
	})
}

// Namings returns one page of namings.
func (s *Store) Namings(ctx context.Context, q record.NamingQuery) (page record.Page[record.Naming], err error) {
	return page, s.selectNamings(ctx, q, func(tx *sql.Tx, f *filter, l ledger) (err error) {
		if page.Total, err = l.total(ctx, tx); err != nil {
			return err
		}
		rows, err := f.ledger(q, false)
		if err != nil {
			return err
		}
		where, tables := rows.where, namingTables
		if l.counted && page.Total > s.finds.from {
			tables = namingsByArticle
			where.and("a.latest = 1")
		}
		var date, id string
		var ordinal int
		there, err := readPlace(f.after, "namings", &date, &id, &ordinal)
		if err != nil {
			return err
		}
		if there {
			where.and("a.date <= ? AND (a.date < ? OR a.id > ? OR a.id = ? AND n.ordinal > ?)", date, date, id, id, ordinal)
		}
		page.Rows, err = namingRows(ctx, tx, tables, where.where()+" ORDER BY a.date DESC, a.id, n.ordinal"+f.page(), where.args)
		cut(&page, f.limit, func(n record.Naming) place { return place{"namings", n.Article.Date.Value, n.Article.ID, n.Ordinal} })
		return err
	})
}

func namingRows(ctx context.Context, tx *sql.Tx, tables, rest string, args []any) ([]record.Naming, error) {
	rows, err := tx.QueryContext(ctx, `SELECT n.item, n.ordinal, n.voice, n.way, n.why, a.key, coalesce(s.id, ''), coalesce(s.source, ''),
		coalesce(p.id, ''), coalesce(p.name, ''), coalesce(p.type, ''), coalesce(r.id, ''), coalesce(r.name, ''), coalesce(r.type, ''), coalesce(r.why, ''),
		n.said, coalesce(r.called, 0), coalesce(r.confirmed, 0)`+
		tables+" LEFT JOIN speaker p ON p.key = s.speaker LEFT JOIN referent r ON r.key = n.referent"+rest, args...)
	var list []record.Naming
	var articles []int64
	err = each(rows, err, func(r row) error {
		var n record.Naming
		var item sql.RawBytes
		var article int64
		var voice, speakerType, referentType string
		err := r.Scan(&item, &n.Ordinal, &voice, &n.Way, &n.Why, &article, &n.Statement, &n.Source,
			&n.Speaker.ID, &n.Speaker.Name, &speakerType, &n.Referent.ID, &n.Referent.Name, &referentType, &n.Referent.Why,
			&n.Said, &n.Referent.Called, &n.Referent.Confirmed)
		if err != nil {
			return err
		}
		if n.Naming, err = readItem(item, fromNaming); err != nil {
			return fmt.Errorf("naming: %w", err)
		}
		if n.Voice, err = sayso.ParseVoice(voice); err != nil {
			return err
		}
		n.Speaker.Type, n.Referent.Type = sayso.ParseEntityType(speakerType), sayso.ParseEntityType(referentType)
		list, articles = append(list, n), append(articles, article)
		return nil
	})
	if err != nil {
		return nil, err
	}
	byKey, err := articlesByKey(ctx, tx, articles)
	if err != nil {
		return nil, err
	}
	texts := map[int64]zonedText{}
	for i := range list {
		n, key := &list[i], articles[i]
		n.Article = byKey[key]
		if _, ok := texts[key]; !ok {
			if texts[key], err = readText(ctx, tx, key); err != nil {
				return nil, err
			}
		}
		t := texts[key]
		if n.Span.Start < 0 || n.Span.End < n.Span.Start || int(n.Span.End) > len(t.text) {
			return nil, fmt.Errorf("naming in article %s: passage [%d,%d) of a text of %d bytes", n.Article.ID, n.Span.Start, n.Span.End, len(t.text))
		}
		zone := t.zoneOf(n.Span)
		n.Words = n.Span.Of(t.text)
		n.Before, n.After = record.Around(t.text, zone, n.Span)
	}
	return list, nil
}

// VoiceCounts counts namings by outlet and voice.
func (s *Store) VoiceCounts(ctx context.Context, q record.NamingQuery) (list []record.VoiceCount, err error) {
	return list, s.selectNamings(ctx, q, func(tx *sql.Tx, _ *filter, l ledger) error {
		rows, err := tx.QueryContext(ctx, "SELECT coalesce(o.id, ''), coalesce(o.name, ''), n.voice, "+l.number+l.tables+
			" LEFT JOIN outlet o ON o.key = "+l.outlet+l.where.where()+" GROUP BY o.key, n.voice", l.where.args...)
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

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Ways returns one page of ways of naming.
func (s *Store) Ways(ctx context.Context, q record.NamingQuery) (page record.Page[record.Way], err error) {
	return page, s.selectNamings(ctx, q, func(tx *sql.Tx, f *filter, l ledger) error {
		where := l.where
		ways := "WITH g AS MATERIALIZED (SELECT n.way, " + l.number + " AS namings" + l.tables + where.where() + " GROUP BY n.way)"
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
		rows, err := tx.QueryContext(ctx, ways+" SELECT way, namings, (SELECT count(*) FROM g) FROM g"+behind.where()+" ORDER BY namings DESC, way"+f.page(),
			slices.Concat(where.args, behind.args)...)
		at := map[string]int{}
		err = each(rows, err, func(r row) error {
			w := record.Way{Outlets: map[string]int{}, Voices: map[sayso.Voice]int{}}
			err := r.Scan(&w.Way, &w.Namings, &page.Total)
			page.Rows = append(page.Rows, w)
			return err
		})
		if err != nil {
			return err
		}
		if len(page.Rows) == 0 { // perhaps behind the last one
			return tx.QueryRowContext(ctx, ways+" SELECT count(*) FROM g", where.args...).Scan(&page.Total)
		}
		cut(&page, f.limit, func(w record.Way) place { return place{"ways", w.Namings, w.Way} })
		keys := make([]string, len(page.Rows))
		for i, w := range page.Rows {
			at[w.Way], keys[i] = i, w.Way
		}
		wanted, err := json.Marshal(keys)
		if err != nil {
			return err
		}
		where.and("n.way IN (SELECT value FROM json_each(?))", string(wanted))
		// In the order of naming_count, so that nothing is sorted.
		rows, err = tx.QueryContext(ctx, "SELECT n.way, n.words, coalesce(o.id, ''), n.voice, "+l.number+l.tables+
			" LEFT JOIN outlet o ON o.key = "+l.outlet+where.where()+" GROUP BY n.way, "+l.stored+", n.voice, n.words", where.args...)
		most := make([]int, len(page.Rows))
		return each(rows, err, func(r row) error {
			var way, words, outlet, voice string
			var count int
			if err := r.Scan(&way, &words, &outlet, &voice, &count); err != nil {
				return err
			}
			v, err := sayso.ParseVoice(voice)
			i := at[way]
			w := &page.Rows[i]
			if count > most[i] || count == most[i] && words < w.Words {
				w.Words, most[i] = words, count
			}
			w.Outlets[outlet] += count
			w.Voices[v] += count
			return err
		})
	})
}

// Referents returns one page of referents.
func (s *Store) Referents(ctx context.Context, q record.NamingQuery) (page record.Page[record.Referent], err error) {
	return page, s.selectNamings(ctx, q, func(tx *sql.Tx, f *filter, l ledger) error {
		l.where.and("n.referent > 0")
		groups, where := l.groups()
		var outlets, namings int
		var name, id string
		there, err := readPlace(f.after, "referents", &outlets, &namings, &name, &id)
		if err != nil {
			return err
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
		if err != nil {
			return err
		}
		if len(page.Rows) == 0 { // perhaps behind the last one
			return tx.QueryRowContext(ctx, groups+" SELECT count(*) FROM g", where.args...).Scan(&page.Total)
		}
		cut(&page, f.limit, func(x record.Referent) place { return place{"referents", x.Outlets, x.Namings, x.Name, x.ID} })
		keys = keys[:len(page.Rows)]
		for i, key := range keys {
			at[key] = &page.Rows[i]
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
	where := join(l.cube)
	where.and("c.referent > 0")
	where.and("c.namings > 0")
	return "WITH g AS NOT MATERIALIZED (SELECT c.referent, c.namings, c.outlets FROM referent_count c" + where.where() + ")", where
}

// ways counts how and in which voices the referents with those keys are named.
func (l *ledger) ways(ctx context.Context, tx *sql.Tx, keys []int64, of map[int64]*record.Referent) error {
	wanted, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	where := join(l.where)
	where.and("n.referent IN (SELECT value FROM json_each(?))", string(wanted))
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
