package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"sayso"
	"sayso/record"
)

// inserts are the statements of Add, prepared on the writer's connection.
type inserts struct {
	find, known, outdate, outdateStatements *sql.Stmt
	findOutlet, outlet                      *sql.Stmt
	findSpeaker, speaker, retype            *sql.Stmt
	article, layers, original, statement    *sql.Stmt
	index                                   *sql.Stmt
	figure, place                           *sql.Stmt
	outdateFigures, outdatePlaces           *sql.Stmt
	bounds                                  *sql.Stmt
	tallies                                 []*sql.Stmt
}

func (in *inserts) prepare(ctx context.Context, db *sql.DB) error {
	for _, p := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&in.find, `SELECT digest FROM article WHERE id = ?`},
		{&in.known, `SELECT key, version FROM article WHERE url = ? AND url <> '' AND latest = 1`},
		{&in.outdate, `UPDATE article SET latest = 0 WHERE key = ?`},
		{&in.outdateStatements, `UPDATE statement SET latest = 0 WHERE article = ?`},
		{&in.outdateFigures, `UPDATE figure SET latest = 0 WHERE article = ?`},
		{&in.outdatePlaces, `UPDATE place SET latest = 0 WHERE article = ?`},
		{&in.findOutlet, `SELECT key FROM outlet WHERE id = ?`},
		{&in.outlet, `INSERT INTO outlet (id, name) VALUES (?, ?)`},
		{&in.findSpeaker, `SELECT key, type FROM speaker WHERE id = ?`},
		{&in.speaker, `INSERT INTO speaker (id, name, type) VALUES (?, ?, ?)`},
		{&in.retype, `UPDATE speaker SET type = ? WHERE key = ?`},
		{&in.article, `INSERT INTO article (id, digest, latest, version, statements, outlet, date, first_day, last_day,
			date_reason, name, url, title, language, outlet_name, outlet_basis, agencies, byline_at, place_at, format, pipeline)
			VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.layers, `INSERT INTO layers (article, text, zones, mentions, entities, times, events) VALUES (?, ?, ?, ?, ?, ?, ?)`},
		{&in.original, `INSERT INTO original (article, size, packed) VALUES (?, ?, ?)`},
		{&in.statement, `INSERT INTO statement (id, article, ordinal, latest, kind, speaker, first_day, last_day, level,
			entity, within, score, source, cue, content, clean, source_at, cue_at, content_at, addressee_at, occasion_at,
			said, said_reason, chain)
			VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.index, `INSERT INTO statement_text (rowid, content)
			SELECT key, content FROM statement_clean WHERE article = ? ORDER BY key`},
		{&in.figure, `INSERT INTO figure (article, ordinal, latest, statement, first_day, last_day, unit, low, level, folded, item)
			VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.bounds, `UPDATE article SET from_day = (SELECT min(first_day) FROM statement WHERE article = ?1),
			till_day = (SELECT max(last_day) FROM statement WHERE article = ?1) WHERE key = ?1`},
		{&in.place, `INSERT INTO place (article, ordinal, latest, statement, geoname, level, item) VALUES (?, ?, 1, ?, ?, ?, ?)`},
	} {
		var err error
		if *p.to, err = db.PrepareContext(ctx, p.sql); err != nil {
			return err
		}
	}
	var err error
	in.tallies, err = prepareAll(ctx, db, tallies)
	return err
}

// Has reports whether the record holds the original with digest d.
func (s *Store) Has(ctx context.Context, d sayso.Digest) (bool, error) {
	var there bool
	err := s.readers.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM article WHERE digest = ?)", d[:]).Scan(&there)
	if err != nil {
		return false, s.ended(ctx, err)
	}
	return there, nil
}

// Add stores one report in one transaction.
func (s *Store) Add(ctx context.Context, r record.Report) (record.Outcome, error) {
	if err := r.Check(); err != nil {
		return 0, err
	}
	if s.writer == nil {
		return 0, s.wrap(errors.New("opened for reading only"))
	}
	doc := *r.Document
	doc.Statements = record.InTextOrder(doc.Statements)
	var outcome record.Outcome
	err := s.pack(r.Original, func(packed []byte) error { // outside the transaction: it needs no lock
		tx, err := s.writer.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		w := adding{ctx: ctx, tx: tx, in: &s.insert, report: r, doc: &doc}
		if outcome, err = w.run(packed); err != nil || outcome == record.Unchanged {
			return err
		}
		return tx.Commit()
	})
	if err != nil {
		return 0, s.ended(ctx, err)
	}
	return outcome, nil
}

// adding is one report on its way into the record.
type adding struct {
	ctx    context.Context
	tx     *sql.Tx
	in     *inserts
	report record.Report
	doc    *sayso.Document // its statements in the order of the text
	key    int64           // of the article
}

func (w *adding) stmt(st *sql.Stmt) *sql.Stmt { return w.tx.StmtContext(w.ctx, st) }

func (w *adding) run(packed []byte) (record.Outcome, error) {
	var digest []byte
	switch err := w.stmt(w.in.find).QueryRowContext(w.ctx, string(w.doc.ID)).Scan(&digest); {
	case err == nil && string(digest) == string(w.doc.Original[:]):
		return record.Unchanged, nil
	case err == nil:
		return 0, fmt.Errorf("article ID %s: the original with SHA-256 %x has it already", w.doc.ID, digest)
	case !errors.Is(err, sql.ErrNoRows):
		return 0, err
	}
	version, err := w.outdate()
	if err != nil {
		return 0, err
	}
	if err := w.article(version); err != nil {
		return 0, err
	}
	if err := w.layers(); err != nil {
		return 0, err
	}
	if _, err := w.stmt(w.in.original).ExecContext(w.ctx, w.key, len(w.report.Original), packed); err != nil {
		return 0, err
	}
	if err := w.statements(); err != nil {
		return 0, err
	}
	if _, err := w.stmt(w.in.bounds).ExecContext(w.ctx, w.key); err != nil {
		return 0, err
	}
	if err := w.tally(1, w.key); err != nil {
		return 0, err
	}
	if version > 1 {
		return record.NewVersion, nil
	}
	return record.Added, nil
}

// outdate makes room for the newest version of a known URL and returns its
// number.
func (w *adding) outdate() (version int, err error) {
	var old int64
	err = w.stmt(w.in.known).QueryRowContext(w.ctx, w.doc.URL).Scan(&old, &version)
	if errors.Is(err, sql.ErrNoRows) {
		return 1, nil
	}
	if err == nil {
		err = w.tally(-1, old)
	}
	for _, st := range []*sql.Stmt{w.in.outdate, w.in.outdateStatements, w.in.outdateFigures, w.in.outdatePlaces} {
		if err == nil {
			_, err = w.stmt(st).ExecContext(w.ctx, old)
		}
	}
	return version + 1, err
}

func (w *adding) article(version int) error {
	d := w.doc
	outlet, err := w.outlet(d.Outlet.Name)
	if err != nil {
		return err
	}
	reason, err := encodeReason(d.Date)
	if err != nil {
		return err
	}
	agencies, err := encode(d.Agencies, toCredit)
	if err != nil {
		return err
	}
	first, last := days(d.Date.Value)
	res, err := w.stmt(w.in.article).ExecContext(w.ctx, string(d.ID), d.Original[:], version, len(d.Statements), outlet,
		d.Date.Value, first, last, reason, d.Name, d.URL, d.Title, d.Language, d.Outlet.Name, d.Outlet.Basis,
		agencies, spanList(d.Byline), oneSpan(d.Place), d.Format, w.report.Pipeline)
	if err != nil {
		return err
	}
	w.key, err = res.LastInsertId()
	return err
}

func (w *adding) layers() error {
	zones, err := encode(w.doc.Zones, toZone)
	if err != nil {
		return err
	}
	mentions, err := encode(w.doc.Mentions, toMention)
	if err != nil {
		return err
	}
	entities, err := encode(w.doc.Entities, toEntity)
	if err != nil {
		return err
	}
	times, err := encode(w.doc.Times, toTime)
	if err != nil {
		return err
	}
	events, err := encode(w.doc.Events, toEvent)
	if err != nil {
		return err
	}
	_, err = w.stmt(w.in.layers).ExecContext(w.ctx, w.key, w.doc.Text, zones, mentions, entities, times, events)
	return err
}

// statements stores the statements and, with the keys of those that hold them,
// the figures and places.
func (w *adding) statements() error {
	keys := make([]any, len(w.doc.Statements))
	speakers := make(map[sayso.Ref[sayso.Entity]]any)
	insert := w.stmt(w.in.statement)
	for i := range w.doc.Statements {
		var err error
		if keys[i], err = w.statement(insert, i+1, &w.doc.Statements[i], speakers); err != nil {
			return fmt.Errorf("statement %d: %w", i+1, err)
		}
	}
	if len(keys) > 0 {
		if _, err := w.stmt(w.in.index).ExecContext(w.ctx, w.key); err != nil {
			return err
		}
	}
	if err := w.figures(keys); err != nil {
		return err
	}
	return w.places(keys)
}

func (w *adding) statement(insert *sql.Stmt, ordinal int, st *sayso.Statement, speakers map[sayso.Ref[sayso.Entity]]any) (key any, err error) {
	speaker, err := w.speaker(st.Speaker, speakers)
	if err != nil {
		return nil, err
	}
	reason, err := encodeReason(st.Said)
	if err != nil {
		return nil, err
	}
	chain, err := encode(st.Chain, toLink)
	if err != nil {
		return nil, err
	}
	first, last := days(record.DateOf(st.Said, w.doc.Date))
	words := record.TextsOf(w.doc.Text, st)
	return w.insert(insert, st.ID(w.doc.ID), w.key, ordinal, st.Kind.String(), speaker, first, last,
		record.LevelOf(w.doc.Article, st.Content[0]).String(), int32(st.Speaker), int32(st.Within), float64(st.Score),
		words.Source, words.Cue, words.Content, clean(words.Content), spanList(st.Source), spanList(st.Cue), spanList(st.Content),
		oneSpan(st.Addressee), oneSpan(st.Occasion), st.Said.Value, reason, chain)
}

// outlet returns the key of the outlet of that name, nil for none.
func (w *adding) outlet(name string) (any, error) {
	id := record.NameID(name)
	if id == "" {
		return nil, nil
	}
	var key int64
	err := w.stmt(w.in.findOutlet).QueryRowContext(w.ctx, id).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return w.insert(w.stmt(w.in.outlet), id, name)
	}
	return key, err
}

// speaker returns the key of the speaker that r refers to, nil for none.
func (w *adding) speaker(r sayso.Ref[sayso.Entity], known map[sayso.Ref[sayso.Entity]]any) (key any, err error) {
	e, ok := r.At(w.doc.Entities)
	if !ok {
		return nil, nil
	}
	if key, ok := known[r]; ok {
		return key, nil
	}
	var typ string
	id := record.NameID(e.Name)
	err = w.stmt(w.in.findSpeaker).QueryRowContext(w.ctx, id).Scan(&key, &typ)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		key, err = w.insert(w.stmt(w.in.speaker), id, e.Name, e.Type.String())
	case err == nil && typ == sayso.EntityUnknown.String() && e.Type != sayso.EntityUnknown:
		_, err = w.stmt(w.in.retype).ExecContext(w.ctx, e.Type.String(), key)
	}
	known[r] = key
	return key, err
}

// insert runs an insertion of this transaction and returns the key of the new row.
func (w *adding) insert(st *sql.Stmt, args ...any) (any, error) {
	res, err := st.ExecContext(w.ctx, args...)
	if err != nil {
		return nil, err
	}
	return res.LastInsertId()
}

// clean returns content without the marks of snippets, and without NUL, at which
// SQLite's own functions end a string; nil when it holds none of them.
func clean(content string) any {
	if !strings.ContainsAny(content, "\x00\x02\x03") {
		return nil
	}
	return marks.Replace(content)
}

var marks = strings.NewReplacer("\x00", " ", "\x02", " ", "\x03", " ")

// days returns the bounds of an ISO date for the columns that filters use, NULL
// for what is open or no date.
func days(date string) (first, last any) {
	from, to, err := record.Period(date)
	if err != nil {
		return nil, nil
	}
	return from, to
}
