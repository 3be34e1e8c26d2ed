package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sayso"
	"sayso/record"
)

// Document returns an article with every layer that is stored.
func (s *Store) Document(ctx context.Context, id sayso.ArticleID) (d *sayso.Document, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var key int64
		err := one(tx.QueryRowContext(ctx, "SELECT key FROM article WHERE id = ?", string(id)), "article", string(id), &key)
		if err != nil {
			return err
		}
		l := loading{ctx: ctx, tx: tx, key: key}
		l.stored.Document = &sayso.Document{Article: &sayso.Article{ID: id}}
		if err := l.document(); err != nil {
			return err
		}
		d = l.stored.Document
		return l.damaged()
	})
	return d, err
}

// Texts returns the texts of articles with their zones.
func (s *Store) Texts(ctx context.Context, ids []sayso.ArticleID) (texts map[sayso.ArticleID]*sayso.Article, err error) {
	texts = map[sayso.ArticleID]*sayso.Article{}
	return texts, s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT a.id, l.text, coalesce(l.zones, '') FROM article a JOIN layers l ON l.article = a.key
			WHERE a.id IN (SELECT value FROM json_each(?))`, marshalled(ids))
		return each(rows, err, func(r row) error {
			a := &sayso.Article{}
			var zones string
			err := r.Scan(&a.ID, &a.Text, &zones)
			if err == nil {
				a.Zones, err = decode(zones, fromZone)
			}
			if err != nil {
				return fmt.Errorf("article %s: %w", a.ID, err)
			}
			texts[a.ID] = a
			return nil
		})
	})
}

// Original returns archived bytes.
func (s *Store) Original(ctx context.Context, d sayso.Digest) (b []byte, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var size int64
		var packed []byte
		err := one(tx.QueryRowContext(ctx, `SELECT r.size, r.packed FROM article a JOIN original r ON r.article = a.key
			WHERE a.digest = ?`, d[:]), "original", d.String(), &size, &packed)
		if err != nil {
			return err
		}
		if b, err = unpack(packed, size); err != nil {
			return fmt.Errorf("original %s: %w", d, err)
		}
		return nil
	})
	return b, err
}

// Each calls f with every stored report.
func (s *Store) Each(ctx context.Context, f func(record.Stored) error) error {
	var last int64
	if err := s.readers.QueryRowContext(ctx, "SELECT coalesce(max(key), 0) FROM article").Scan(&last); err != nil {
		return s.ended(ctx, err)
	}
	for key := int64(0); key < last; {
		var stored record.Stored
		err := s.read(ctx, func(tx *sql.Tx) (err error) {
			key, stored, err = next(ctx, tx, key)
			return err
		})
		if err != nil {
			return err
		}
		if err := f(stored); err != nil {
			return err
		}
	}
	return nil
}

// next reads the first report after key. A failure becomes its damage, so that
// it ends only the reading of this one, unless the context is over.
func next(ctx context.Context, tx *sql.Tx, key int64) (int64, record.Stored, error) {
	a := &sayso.Article{}
	var added string
	err := tx.QueryRowContext(ctx, "SELECT key, id, name, added FROM article WHERE key > ? ORDER BY key LIMIT 1",
		key).Scan(&key, &a.ID, &a.Name, &added)
	if err != nil {
		return key, record.Stored{}, err
	}
	l := loading{ctx: ctx, tx: tx, key: key}
	l.stored.Document = &sayso.Document{Article: a}
	if l.stored.Added, err = toMoment(added); err != nil {
		l.damage("", "the time of adding", err)
	}
	if err := l.document(); err != nil {
		l.damage("", "report", err)
	}
	if err := l.original(); err != nil {
		l.damage("", "original", err)
	}
	return key, l.stored, ctx.Err()
}

// loading is one report on its way out of the record. A part that says
// something else than it should becomes damage, an error is SQLite's.
type loading struct {
	ctx    context.Context
	tx     *sql.Tx
	key    int64
	stored record.Stored
}

func (l *loading) damage(statement, what string, err error) {
	d := l.stored.Document
	l.stored.Damage = append(l.stored.Damage, record.Problem{Article: d.ID, Name: d.Name, Statement: statement,
		What: fmt.Sprintf("%s cannot be read back: %v", what, err)})
}

// damaged returns the first damage as an error.
func (l *loading) damaged() error {
	if len(l.stored.Damage) == 0 {
		return nil
	}
	return damageError(l.stored.Damage[0])
}

// damageError is what stands in the way of using a report that cannot be read
// back whole.
type damageError record.Problem

func (p damageError) Error() string {
	if p.Statement != "" {
		return fmt.Sprintf("article %s: statement %s: %s", p.Article, p.Statement, p.What)
	}
	return fmt.Sprintf("article %s: %s", p.Article, p.What)
}

func (l *loading) document() error {
	d := l.stored.Document
	a := d.Article
	var digest []byte
	var date, reason, machine, agencies, byline, place, zones, mentions, entities, times string
	var text sql.NullString
	err := l.tx.QueryRowContext(l.ctx, `SELECT a.id, a.digest, a.date, a.date_reason, coalesce(a.machine_date, ''), a.name, a.url, a.title, a.language,
		a.outlet_name, a.outlet_basis, a.agencies, a.byline_at, a.place_at, a.format, a.pipeline,
		l.text, coalesce(l.zones, ''), coalesce(l.mentions, ''), coalesce(l.entities, ''), coalesce(l.times, '')
		FROM article a LEFT JOIN layers l ON l.article = a.key WHERE a.key = ?`, l.key).Scan(
		&a.ID, &digest, &date, &reason, &machine, &a.Name, &a.URL, &a.Title, &a.Language,
		&a.Outlet.Name, &a.Outlet.Basis, &agencies, &byline, &place, &a.Format, &l.stored.Pipeline,
		&text, &zones, &mentions, &entities, &times)
	if err != nil {
		return err
	}
	if !text.Valid {
		l.damage("", "text", errors.New("it is gone"))
	}
	a.Text = text.String
	for _, part := range []struct {
		what string
		read func() error
	}{
		{"digest", func() (err error) { a.Original, err = toDigest(digest); return }},
		{"date", func() error {
			read, err := machineDate(machine)
			if err == nil && read != nil {
				a.Date = *read
			} else if err == nil {
				a.Date, err = decodeDate(date, reason)
			}
			return err
		}},
		{"agencies", func() (err error) { a.Agencies, err = decode(agencies, fromCredit); return }},
		{"byline", func() (err error) { a.Byline, err = parseSpans(byline); return }},
		{"dateline place", func() (err error) { a.Place, err = parseSpan(place); return }},
		{"zones", func() (err error) { a.Zones, err = decode(zones, fromZone); return }},
		{"mentions", func() (err error) { d.Mentions, err = decode(mentions, fromMention); return }},
		{"entities", func() (err error) { d.Entities, err = decode(entities, fromEntity); return }},
		{"times", func() (err error) { d.Times, err = decode(times, fromTime); return }},
	} {
		if err := part.read(); err != nil {
			l.damage("", part.what, err)
		}
	}
	if err := l.statements(); err != nil {
		return err
	}
	if err := items(l, "figure", "coalesce(machine, item)", &d.Figures, fromFigure); err != nil {
		return err
	}
	if err := items(l, "place", "coalesce(machine, item)", &d.Places, fromPlace); err != nil {
		return err
	}
	if err := items(l, "event", "item", &d.Events, fromEvent); err != nil {
		return err
	}
	return items(l, "naming", "item", &d.Namings, fromNaming)
}

// statements reads what the machine read, decided and undecided statements, and apart
// from these what people entered, in the order of the text, which is the order of the layers.
func (l *loading) statements() error {
	l.stored.Texts = map[string]record.SpanTexts{}
	d := l.stored.Document
	place := map[int32]int{} // in its layer, from 1, of the statement of each ordinal
	rows, err := l.tx.QueryContext(l.ctx, "SELECT "+annotationColumns+
		" FROM statement s WHERE s.article = ? ORDER BY s.ordinal", l.key)
	err = each(rows, err, func(r row) error {
		var n annotation
		if err := r.Scan(n.dest()...); err != nil {
			return err
		}
		st, texts, err := n.machineStatement()
		if err != nil {
			l.damage(n.id, "annotation", err)
			return nil
		}
		layer := &d.Statements
		switch {
		case n.enteredBy != "":
			layer = &l.stored.Entered
		case n.undecided:
			layer = &d.Undecided
		}
		*layer = append(*layer, st)
		place[n.ordinal] = len(*layer)
		l.stored.Texts[n.id] = texts
		return nil
	})
	for _, layer := range [][]sayso.Statement{d.Statements, d.Undecided, l.stored.Entered} {
		for i := range layer {
			if at, ok := place[int32(layer[i].Within)]; ok {
				layer[i].Within = sayso.Ref[sayso.Statement](at)
			}
		}
	}
	return err
}

func (l *loading) original() error {
	var size int64
	var packed []byte
	err := l.tx.QueryRowContext(l.ctx, "SELECT size, packed FROM original WHERE article = ?", l.key).Scan(&size, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return errors.New("it is gone")
	}
	if err == nil {
		l.stored.Original, err = unpack(packed, size)
	}
	return err
}
