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
	article, reread, layers, original       *sql.Stmt
	statement, restate, decided             *sql.Stmt
	index                                   *sql.Stmt
	figure, place, event                    *sql.Stmt
	outdateFigures, outdatePlaces           *sql.Stmt
	outdateEvents                           *sql.Stmt
	naming, outdateNamings                  *sql.Stmt
	bounds                                  *sql.Stmt
	tallies                                 []*sql.Stmt
	packed                                  repacking
}

func (in *inserts) prepare(ctx context.Context, db *sql.DB) error {
	for _, p := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&in.find, `SELECT digest FROM article WHERE id = ?`},
		{&in.known, `SELECT key, version FROM article a WHERE a.url = ? AND a.url <> '' AND ` + kindOf("a.", "?") + ` AND a.latest = 1`},
		{&in.outdate, `UPDATE article SET latest = 0 WHERE key = ?`},
		{&in.outdateStatements, `UPDATE statement SET latest = 0 WHERE article = ?`},
		{&in.outdateFigures, `UPDATE figure SET latest = 0 WHERE article = ?`},
		{&in.outdatePlaces, `UPDATE place SET latest = 0 WHERE article = ?`},
		{&in.outdateEvents, `UPDATE event SET latest = 0 WHERE article = ?`},
		{&in.outdateNamings, `UPDATE naming SET latest = 0 WHERE article = ?`},
		{&in.naming, `INSERT INTO naming (article, ordinal, latest, statement, voice, way, words, item) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (article, ordinal) DO UPDATE SET statement = excluded.statement,
				voice = CASE WHEN voice IN ('quoted', 'bracket') THEN voice ELSE excluded.voice END`},
		{&in.findOutlet, `SELECT key FROM outlet WHERE id = ?`},
		{&in.outlet, `INSERT INTO outlet (id, name) VALUES (?, ?)`},
		{&in.findSpeaker, `SELECT key, coalesce(merged, key), type FROM speaker WHERE id = ?`},
		{&in.speaker, `INSERT INTO speaker (id, name, type) VALUES (?, ?, ?)`},
		{&in.retype, `UPDATE speaker SET type = ? WHERE key = ?`},
		{&in.article, `INSERT INTO article (` + articleColumnsRead + `, id, digest, version, url, format, added, latest)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`},
		{&in.reread, `UPDATE article SET (` + articleColumnsRead + `) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?`},
		{&in.layers, `INSERT OR REPLACE INTO layers (article, text, zones, mentions, entities, times) VALUES (?, ?, ?, ?, ?, ?)`},
		{&in.original, `INSERT INTO original (article, size, packed) VALUES (?, ?, ?)`},
		{&in.statement, `INSERT INTO statement (` + statementColumns + `, id) VALUES (` + statementMarks + `, ?)`},
		{&in.restate, `UPDATE statement SET (` + statementColumns + `) = (` + statementMarks + `) WHERE id = ?`},
		{&in.decided, `SELECT EXISTS (SELECT 1 FROM anchor WHERE digest = ?)`},
		{&in.index, `INSERT INTO statement_text (rowid, content)
			SELECT key, content FROM statement_clean WHERE article = ? ORDER BY key`},
		{&in.figure, `INSERT INTO figure (article, ordinal, latest, statement, first_day, last_day, unit, low, level, folded, item, machine, rejected)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.event, `INSERT INTO event (article, ordinal, latest, statement, kind, ahead, again, geoname, first_day, last_day, level, folded, item)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.place, `INSERT INTO place (article, ordinal, latest, statement, geoname, level, item, machine) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`},
		{&in.bounds, `UPDATE article SET from_day = (SELECT min(first_day) FROM statement WHERE article = ?1),
			till_day = (SELECT max(last_day) FROM statement WHERE article = ?1) WHERE key = ?1`},
	} {
		var err error
		if *p.to, err = db.PrepareContext(ctx, p.sql); err != nil {
			return err
		}
	}
	var err error
	if in.tallies, err = prepareAll(ctx, db, tallies); err != nil {
		return err
	}
	return in.packed.prepare(ctx, db, allPacked())
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
		return 0, s.wrap(errReadOnly)
	}
	doc := *r.Document
	doc.Statements, doc.Undecided = record.InTextOrder(doc.Statements), record.InTextOrder(doc.Undecided)
	var outcome record.Outcome
	err := s.pack(r.Original, func(packed []byte) error { // outside the transaction: it needs no lock
		return s.write(ctx, func(tx *sql.Tx) (err error) {
			w := s.adding(ctx, tx)
			w.report, w.doc, w.latest = r, &doc, true
			outcome, err = w.run(packed)
			if err == nil && w.paired {
				err = s.tie(ctx, tx)
			}
			return err
		})
	})
	if err != nil {
		return 0, s.ended(ctx, err)
	}
	return outcome, nil
}

// adding is one report on its way into the record.
type adding struct {
	ctx     context.Context
	tx      *sql.Tx
	in      *inserts
	report  record.Report
	doc     *sayso.Document // its statements in the order of the text
	view    *sayso.Document // doc as it is after the decisions about its date, places and figures
	items   record.Items    // what became of these
	key     int64           // of the article
	old     int64           // the version it takes the place of, 0 for none
	latest  bool            // it is the latest version of its URL
	store   *Store
	version int  // of its URL, from 1
	paired  bool // decisions about two statements are about one of it

	speakers map[string][2]any // by ID and type: what speaker has returned
	linking  *linking          // nil when reports are not linked
}

// adding returns an adding that works in tx.
func (s *Store) adding(ctx context.Context, tx *sql.Tx) *adding {
	return &adding{ctx: ctx, tx: tx, store: s, in: &s.insert, speakers: map[string][2]any{}, linking: s.linking}
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
	if err := w.outdate(); err != nil {
		return 0, err
	}
	decided, err := w.carry()
	if err != nil {
		return 0, err
	}
	w.paired = onPairs(decided)
	rows := w.fold(decided)
	if err := w.article(rows); err != nil {
		return 0, err
	}
	if err := w.layers(); err != nil {
		return 0, err
	}
	if _, err := w.stmt(w.in.original).ExecContext(w.ctx, w.key, len(w.report.Original), packed); err != nil {
		return 0, err
	}
	claims, err := w.content(rows)
	if err != nil {
		return 0, err
	}
	if err := w.anchor(decided); err != nil {
		return 0, err
	}
	if err := w.link(claims); err != nil {
		return 0, err
	}
	if err := w.counted(); err != nil {
		return 0, err
	}
	if err := w.readNamings(nil); err != nil { // last: it moves namings that are counted
		return 0, err
	}
	if w.version > 1 {
		return record.NewVersion, nil
	}
	return record.Added, nil
}

// outdate makes room for the newest version of a known URL.
func (w *adding) outdate() (err error) {
	err = w.stmt(w.in.known).QueryRowContext(w.ctx, w.doc.URL, w.doc.Format).Scan(&w.old, &w.version)
	w.version++
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		err = w.tally(-1, w.old)
	}
	for _, st := range []*sql.Stmt{w.in.outdate, w.in.outdateStatements, w.in.outdateFigures, w.in.outdatePlaces, w.in.outdateEvents, w.in.outdateNamings} {
		if err == nil {
			_, err = w.stmt(st).ExecContext(w.ctx, w.old)
		}
	}
	if err == nil {
		err = w.in.packed.repack(w.ctx, w.tx, w.old)
	}
	return err
}

func (w *adding) article(rows []listed) error {
	values, err := w.articleValues(rows)
	if err != nil {
		return err
	}
	d := w.doc
	res, err := w.stmt(w.in.article).ExecContext(w.ctx, append(values, string(d.ID), d.Original[:], w.version, d.URL, d.Format, fromMoment(w.report.Added))...)
	if err != nil {
		return err
	}
	w.key, err = res.LastInsertId()
	return err
}

// articleColumnsRead are the columns of an article that reading it anew may
// change; articleValues returns them in this order.
const articleColumnsRead = `statements, outlet, date, first_day, last_day, date_reason, name, title, language,
	outlet_name, outlet_basis, agencies, byline_at, place_at, pipeline, machine_date`

func (w *adding) articleValues(rows []listed) ([]any, error) {
	d := w.view
	outlet, err := w.outlet(d.Outlet.Name)
	if err != nil {
		return nil, err
	}
	reason, err := encodeReason(d.Date)
	if err != nil {
		return nil, err
	}
	agencies, err := encode(d.Agencies, toCredit)
	if err != nil {
		return nil, err
	}
	var machine any
	if w.items.Published == record.Corrected {
		if machine, err = encodeDate(w.doc.Date); err != nil {
			return nil, err
		}
	}
	first, last := days(d.Date.Value)
	return []any{counted(rows), outlet, d.Date.Value, first, last, reason, d.Name, d.Title, d.Language,
		d.Outlet.Name, d.Outlet.Basis, agencies, spanList(d.Byline), oneSpan(d.Place), w.report.Pipeline, machine}, nil
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
	_, err = w.stmt(w.in.layers).ExecContext(w.ctx, w.key, w.doc.Text, zones, mentions, entities, times)
	return err
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

// speaker returns the key of the speaker of that name, and of the one it was
// merged into, which is itself in most cases; both are nil for no name.
func (w *adding) speaker(name string, typ sayso.EntityType) (named, speaker any, err error) {
	if name == "" {
		return nil, nil, nil
	}
	id := record.NameID(name)
	if known, ok := w.speakers[id+" "+typ.String()]; ok {
		return known[0], known[1], nil
	}
	var as string
	err = w.stmt(w.in.findSpeaker).QueryRowContext(w.ctx, id).Scan(&named, &speaker, &as)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		named, err = w.insert(w.stmt(w.in.speaker), id, name, typ.String())
		speaker = named
	case err == nil && as == sayso.EntityUnknown.String() && typ != sayso.EntityUnknown:
		_, err = w.stmt(w.in.retype).ExecContext(w.ctx, typ.String(), named)
	}
	w.speakers[id+" "+typ.String()] = [2]any{named, speaker}
	return named, speaker, err
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
