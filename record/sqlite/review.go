package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"sayso"
	"sayso/record"
)

// write runs f in one transaction that is committed when f succeeds.
func (s *Store) write(ctx context.Context, f func(*sql.Tx) error) error {
	if s.writer == nil {
		return s.wrap(errReadOnly)
	}
	run := s.transaction
	if s.linking != nil {
		run = s.linked
	}
	if err := run(ctx, f); err != nil {
		return s.ended(ctx, err)
	}
	return nil
}

// transaction runs f in one transaction.
func (s *Store) transaction(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

var errReadOnly = errors.New("opened for reading only")

// ReadOnly reports whether the record was opened without the means to write to it.
func (s *Store) ReadOnly() bool { return s.writer == nil }

// Decide adds decisions in one transaction.
func (s *Store) Decide(ctx context.Context, decisions ...record.Decision) (added int, err error) {
	sealed := make([]record.Decision, len(decisions))
	for i, d := range decisions {
		if sealed[i], err = d.Seal(); err != nil {
			return 0, err
		}
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		added, err = s.deciding(ctx, tx).run(sealed)
		return err
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// deciding is a batch of decisions on its way into the record.
type deciding struct {
	ctx      context.Context
	tx       *sql.Tx
	store    *Store
	articles map[sayso.Digest]bool // those that the decisions are about
	named    map[sayso.Digest]bool // those that decisions about namings are about
	speakers bool                  // some of them are about speakers
	undone   bool                  // some of them are against others
}

func (s *Store) deciding(ctx context.Context, tx *sql.Tx) *deciding {
	return &deciding{ctx: ctx, tx: tx, store: s, articles: map[sayso.Digest]bool{}, named: map[sayso.Digest]bool{}}
}

func (w *deciding) run(decisions []record.Decision) (added int, err error) {
	for i := range decisions {
		d := &decisions[i]
		fresh, err := w.insert(d)
		if err != nil {
			return 0, fmt.Errorf("decision %s: %w", d.ID, err)
		}
		if fresh {
			added++
		}
	}
	if w.undone {
		if err := w.against(); err != nil {
			return 0, err
		}
	}
	if w.speakers {
		if err := w.merge(); err != nil {
			return 0, err
		}
	}
	for _, articles := range []map[sayso.Digest]bool{w.articles, w.named} {
		if err := w.onward(articles); err != nil {
			return 0, err
		}
	}
	for digest := range w.articles { // in any order: they do not touch each other
		if err := w.again(digest); err != nil {
			return 0, err
		}
	}
	if err := w.store.tie(w.ctx, w.tx); err != nil {
		return 0, err
	}
	if err := w.anchorNamings(); err != nil {
		return 0, err
	}
	return added, refer(w.ctx, w.tx)
}

// insert stores one decision, unless it is there, and notes what it is about.
func (w *deciding) insert(d *record.Decision) (fresh bool, err error) {
	whole, err := json.Marshal(d)
	if err != nil {
		return false, err
	}
	speaker := ""
	if d.Kind == record.MergeSpeakers || d.Kind == record.SplitSpeaker {
		speaker = record.NameID(d.Value.Speaker)
		w.speakers = true
	}
	res, err := w.tx.ExecContext(w.ctx, `INSERT INTO decision (id, made, by, kind, speaker, undoes, whole) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO NOTHING`, d.ID, d.Made.Format("2006-01-02T15:04:05Z"), d.By, string(d.Kind), speaker, d.Undoes, string(whole))
	if err != nil {
		return false, err
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		return false, err
	}
	key, err := res.LastInsertId()
	if err != nil {
		return false, err
	}
	for part, t := range []*record.Target{d.Target, d.Other} {
		if t == nil {
			continue
		}
		w.articles[t.Original] = true
		_, err := w.tx.ExecContext(w.ctx, "INSERT INTO anchor (decision, part, digest, statement, standing) VALUES (?, ?, ?, '', ?)",
			key, part, t.Original[:], string(record.Gone))
		if err != nil {
			return false, err
		}
	}
	if d.Undoes != "" {
		return true, w.touch(d)
	}
	return true, w.insertNamings(key, d)
}

// touch notes what the decision that d undoes or attaches is about, and those
// that it undoes in turn.
func (w *deciding) touch(d *record.Decision) error {
	w.undone = w.undone || d.Kind == record.Undo
	var there int
	var of [][]byte // digests that the decision attached is about
	rows, err := w.tx.QueryContext(w.ctx, `WITH RECURSIVE up (id) AS (VALUES (?) UNION
		SELECT d.undoes FROM decision d JOIN up ON d.id = up.id WHERE d.undoes <> '')
		SELECT d.id, d.kind, d.speaker, a.digest FROM up JOIN decision d ON d.id = up.id LEFT JOIN anchor a ON a.decision = d.key`, d.Undoes)
	err = each(rows, err, func(r row) error {
		var id, kind, speaker string
		var digest []byte
		if err := r.Scan(&id, &kind, &speaker, &digest); err != nil {
			return err
		}
		if id == d.Undoes {
			there++
			if d.Kind == record.Attach {
				of = append(of, digest)
			}
		}
		w.speakers = w.speakers || speaker != ""
		if digest == nil {
			return nil
		}
		about, err := toDigest(digest)
		w.articles[about] = true
		return err
	})
	reached := len(of) == 0
	for _, digest := range of { // two of a pair, which may be of two articles
		ok, wrong := w.reaches(digest, d.Target.Original)
		reached, err = reached || ok, cmp.Or(err, wrong)
	}
	if err == nil && !reached {
		err = fmt.Errorf("attach: decision %s is about another article", d.Undoes)
	}
	if err == nil && there == 0 {
		err = fmt.Errorf("%s: the record has no decision %q", d.Kind, d.Undoes)
	}
	if err != nil {
		return err
	}
	// What an attachment in this line was about finds its place by its own words again.
	for _, table := range []string{"anchor", "carried"} {
		_, err = w.tx.ExecContext(w.ctx, `WITH RECURSIVE up (id) AS (VALUES (?1) UNION
			SELECT d.undoes FROM decision d JOIN up ON d.id = up.id WHERE d.undoes <> '')
			UPDATE `+table+` SET statement = '', standing = ?2 WHERE decision IN (SELECT d.key FROM decision d JOIN decision t ON t.undoes = d.id
				WHERE t.kind = ?3 AND t.id IN (SELECT id FROM up))`, d.Undoes, string(record.Gone), string(record.Attach))
		if err != nil {
			return err
		}
	}
	return nil
}

// against finds out anew which decisions are in force no longer.
func (w *deciding) against() error {
	var all []record.Decision
	rows, err := w.tx.QueryContext(w.ctx, "SELECT id, kind, undoes FROM decision WHERE kind = ?1 OR id IN (SELECT undoes FROM decision WHERE kind = ?1)",
		string(record.Undo))
	err = each(rows, err, func(r row) error {
		var d record.Decision
		err := r.Scan(&d.ID, &d.Kind, &d.Undoes)
		all = append(all, d)
		return err
	})
	if err != nil {
		return err
	}
	var out []string
	for id, in := range record.InForce(all) {
		if !in {
			out = append(out, id)
		}
	}
	ids, err := json.Marshal(out)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM undone"); err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "INSERT INTO undone SELECT key FROM decision WHERE id IN (SELECT value FROM json_each(?))", string(ids))
	return err
}

// merge brings the speakers to what the decisions about them say.
func (w *deciding) merge() error {
	decided, err := decisionRows(w.ctx, w.tx, inNewest(), " WHERE d.speaker <> '' ORDER BY d.key")
	if err != nil {
		return err
	}
	names := w.store.adding(w.ctx, w.tx)
	key := map[string]any{}
	var touched []int64
	for _, d := range decided {
		for _, name := range []string{d.Value.Speaker, d.Value.Into} {
			if named, _, err := names.speaker(name, sayso.EntityUnknown); err != nil {
				return err
			} else if named != nil {
				key[record.NameID(name)] = named
				touched = append(touched, named.(int64))
			}
		}
	}
	into := record.Merges(decided)
	for _, d := range decided {
		id := record.NameID(d.Value.Speaker)
		var to any
		if end := into[id]; end != "" {
			to = key[end]
		}
		if _, err := w.tx.ExecContext(w.ctx, "UPDATE speaker SET merged = ? WHERE key = ?", to, key[id]); err != nil {
			return err
		}
		if _, err := w.tx.ExecContext(w.ctx, "UPDATE statement SET speaker = coalesce(?, named) WHERE named = ?", to, key[id]); err != nil {
			return err
		}
	}
	return recount(w.ctx, w.tx, touched)
}

// again folds the decisions about an article into it anew. It does nothing when the
// record does not have the article.
func (w *deciding) again(digest sayso.Digest) error {
	a := w.store.adding(w.ctx, w.tx)
	if err := a.reopen(digest); errors.Is(err, record.ErrNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	decided, err := a.decisions()
	if err != nil {
		return err
	}
	now := record.Reanchor(a.doc, a.doc, decided)
	if err := a.renew(now, false); err != nil {
		return err
	}
	return a.forward(record.Forwarded(a.doc, decided, now))
}

// reopen makes w stand for the article read from the original with that digest, as it
// is stored.
func (w *adding) reopen(digest sayso.Digest) error {
	err := one(w.tx.QueryRowContext(w.ctx, "SELECT key, latest, version FROM article WHERE digest = ?", digest[:]), "original", digest.String(),
		&w.key, &w.latest, &w.version)
	if err != nil {
		return err
	}
	l := loading{ctx: w.ctx, tx: w.tx, key: w.key}
	l.stored.Document = &sayso.Document{Article: &sayso.Article{ID: sayso.NewArticleID(digest)}}
	if err := l.document(); err != nil {
		return err
	}
	w.doc, w.report.Pipeline = l.stored.Document, l.stored.Pipeline
	return l.damaged()
}

// Upgrade puts r in place of what was read in the same original.
func (s *Store) Upgrade(ctx context.Context, r record.Report) (change record.Change, err error) {
	if err := r.Check(); err != nil {
		return change, err
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		a := s.adding(ctx, tx)
		if err := a.reopen(r.Document.Original); err != nil {
			return err
		}
		before, doc, article := a.doc, *r.Document, *r.Document.Article
		article.URL = before.URL
		doc.Article = &article
		doc.Statements, doc.Undecided = record.InTextOrder(doc.Statements), record.InTextOrder(doc.Undecided)
		decided, err := a.decisions()
		if err != nil {
			return err
		}
		a.doc, a.report = &doc, r
		change, decided = record.Compare(before, &doc, decided)
		if err := a.layers(); err != nil {
			return err
		}
		if err := a.renew(decided, true); err != nil {
			return err
		}
		if err := a.readNamings(before); err != nil {
			return err
		}
		if onPairs(decided) {
			if err := s.tie(ctx, tx); err != nil {
				return err
			}
		}
		return a.forward(change.Now)
	})
	return change, err
}

// forward keeps the statements that have other IDs now findable by those they had.
func (w *adding) forward(now map[string]string) error {
	for _, old := range slices.Sorted(maps.Keys(now)) {
		if old == now[old] {
			continue
		}
		if _, err := w.tx.ExecContext(w.ctx, "UPDATE forwarded SET now = ? WHERE now = ?", now[old], old); err != nil {
			return err
		}
		if _, err := w.tx.ExecContext(w.ctx, "INSERT OR REPLACE INTO forwarded (id, now) VALUES (?, ?)", old, now[old]); err != nil {
			return err
		}
	}
	return nil
}

// renew writes the rows of an article that is stored anew, after decisions, which
// are anchored in it. Read says that the article itself was read anew.
func (w *adding) renew(decided []record.Decided, read bool) error {
	if w.latest {
		if err := w.tally(-1, w.key); err != nil {
			return err
		}
	}
	rows := w.fold(decided)
	var date string
	if err := w.tx.QueryRowContext(w.ctx, "SELECT date FROM article WHERE key = ?", w.key).Scan(&date); err != nil {
		return err
	}
	relinked, err := w.unlink(rows, read || date != w.view.Date.Value)
	if err != nil {
		return err
	}
	values, err := w.articleValues(rows)
	if err != nil {
		return err
	}
	if _, err := w.stmt(w.in.reread).ExecContext(w.ctx, append(values, w.key)...); err != nil {
		return err
	}
	steps := []string{
		"INSERT INTO statement_text (statement_text, rowid, content) SELECT 'delete', key, content FROM statement_clean WHERE article = ?",
		"DELETE FROM figure WHERE article = ?",
		"DELETE FROM place WHERE article = ?",
		"DELETE FROM event WHERE article = ?",
		"UPDATE naming SET statement = NULL WHERE article = ?",
		"UPDATE statement SET ordinal = -ordinal WHERE article = ?", // out of the way of the new ones
	}
	if read {
		steps = append(steps, "DELETE FROM naming WHERE article = ?")
	}
	for _, step := range steps {
		if _, err := w.tx.ExecContext(w.ctx, step, w.key); err != nil {
			return err
		}
	}
	for i := range rows {
		values, err := w.statementValues(i+1, &rows[i])
		if err != nil {
			return err
		}
		values = append(values, rows[i].ID)
		res, err := w.stmt(w.in.restate).ExecContext(w.ctx, values...)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil {
			return err
		} else if n > 0 {
			continue
		}
		if _, err := w.stmt(w.in.statement).ExecContext(w.ctx, values...); err != nil {
			return err
		}
	}
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM statement WHERE article = ? AND ordinal < 0", w.key); err != nil {
		return err
	}
	claims, err := w.rest(rows)
	if err != nil {
		return err
	}
	if err := w.counted(); err != nil {
		return err
	}
	if err := w.anchor(decided); err != nil {
		return err
	}
	return relinked(claims)
}
