package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

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
		parsed, err := s.parse(ctx, tx, known)
		if err != nil {
			return err
		}
		l, err := parsed.ledger(q, parsed.countable())
		if err == nil && (!l.counted || strings.TrimSpace(q.Text) != "") { // the ways of counts are no numbers
			l.packed, err = parsed.packed(ctx, tx, q)
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
		rows, err := f.ledger(q, false)
		if err != nil {
			return err
		}
		where, tables := rows.where, namingTables
		var date, id string
		var ordinal int
		there, err := readPlace(f.after, "namings", &date, &id, &ordinal)
		if err != nil {
			return err
		}
		if l.packed != nil {
			var after *packedDate
			if there {
				after = new(packedDate)
				copy(after[:], date)
			}
			var keys string
			var newer int
			if page.Total, keys, newer, err = l.packed.window(ctx, tx, f, after); err != nil {
				return err
			}
			f.offset -= newer
			tables = namingsByArticle
			where.and("a.key IN (SELECT value FROM json_each(?))", keys)
		} else if page.Total, err = l.total(ctx, tx); err != nil {
			return err
		}
		if l.counted && l.packed == nil && page.Total > s.finds.from {
			tables = namingsByArticle
			where.and("a.latest = 1")
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
