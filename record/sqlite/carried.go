package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"sayso"
	"sayso/record"
)

// Where the decisions that a query selects are to be shown standing, as the key of
// the article: in the newest version that they were carried over to, or in the one
// that is asked about. A decision that was not carried there stands where it was made.
const (
	inNewest    = "(SELECT max(article) FROM carried WHERE decision = d.key)"
	inArticle   = "(SELECT key FROM article WHERE id = ?)"
	inStatement = "(SELECT article FROM statement WHERE id = ?)"
	asMade      = "NULL" // where they were made: of kinds that are not carried over
)

// earlier returns the digests of the versions before the article of the same address.
func (w *adding) earlier() (list []sayso.Digest, err error) {
	if w.version < 2 {
		return nil, nil
	}
	rows, err := w.tx.QueryContext(w.ctx, "SELECT digest FROM article WHERE url = ? AND url <> '' AND version < ? ORDER BY version", w.doc.URL, w.version)
	return list, each(rows, err, func(r row) error {
		var b []byte
		if err := r.Scan(&b); err != nil {
			return err
		}
		d, err := toDigest(b)
		list = append(list, d)
		return err
	})
}

// decisions returns those about the article, and those about earlier versions of it
// whose statement stands there too, or may: what two tellings have to do with each
// other is decided about the very versions.
func (w *adding) decisions() ([]record.Decided, error) {
	earlier, err := w.earlier()
	if err != nil {
		return nil, err
	}
	var any bool
	for _, digest := range append(earlier, w.doc.Original) {
		var some bool
		if err := w.stmt(w.in.decided).QueryRowContext(w.ctx, digest[:]).Scan(&some); err != nil {
			return nil, err
		}
		any = any || some
	}
	if !any {
		return nil, nil
	}
	list, err := decisionRows(w.ctx, w.tx, "?", ` WHERE d.key IN (SELECT n.decision FROM anchor n WHERE n.digest = ?
		UNION SELECT n.decision FROM article e JOIN anchor n ON n.digest = e.digest JOIN decision k ON k.key = n.decision
			WHERE k.kind NOT IN (?, ?) AND e.url = ? AND e.url <> '' AND e.version < ?) ORDER BY d.key`,
		w.key, w.doc.Original[:], string(record.SameUtterance), string(record.OtherUtterance), w.doc.URL, w.version)
	for i := range list {
		d := &list[i]
		if d.Kind == record.SameUtterance || d.Kind == record.OtherUtterance || d.Target.Original == w.doc.Original {
			continue
		}
		if !d.Earlier { // not carried over so far
			d.Statement, d.Standing = "", record.Gone
		}
		d.Earlier, d.Article = true, w.doc.ID
	}
	return list, err
}

// aboutArticle returns the decisions about the article of that key itself, its date,
// places and figures.
func aboutArticle(ctx context.Context, tx *sql.Tx, key int64, original sayso.Digest) ([]record.Decided, error) {
	return decisionRows(ctx, tx, "?", ` WHERE d.kind IN (?, ?, ?) AND d.key IN (SELECT n.decision FROM anchor n WHERE n.digest = ?
		UNION SELECT k.decision FROM carried k WHERE k.article = ?) ORDER BY d.key`, key,
		string(record.CorrectPublished), string(record.CorrectPlace), string(record.CorrectFigure), original[:], key)
}

// carry ties the decisions about the article, which is new, to what is read in it:
// those about the version before it by where they stand in that one.
func (w *adding) carry() ([]record.Decided, error) {
	decided, err := w.decisions()
	if err != nil || len(decided) == 0 || w.old == 0 {
		return record.Reanchor(nil, w.doc, decided), err
	}
	var digest []byte
	if err := w.tx.QueryRowContext(w.ctx, "SELECT digest FROM article WHERE key = ?", w.old).Scan(&digest); err != nil {
		return nil, err
	}
	of, err := toDigest(digest)
	if err != nil {
		return nil, err
	}
	before := w.store.adding(w.ctx, w.tx)
	if err := before.reopen(of); errors.As(err, new(damageError)) { // their own words must do
		return record.Reanchor(nil, w.doc, decided), nil
	} else if err != nil {
		return nil, err
	}
	stood, err := before.decisions()
	if err != nil {
		return nil, err
	}
	in := make(map[string]*record.Decided, len(stood))
	for i := range stood {
		in[stood[i].ID] = &stood[i]
	}
	for i := range decided {
		if was := in[decided[i].ID]; was != nil && decided[i].Earlier {
			decided[i].Statement, decided[i].Standing = was.Statement, was.Standing
		}
	}
	return record.Reanchor(before.doc, w.doc, decided), nil
}

// onward adds the later versions of the articles that decisions are about, which
// these are carried over to.
func (w *deciding) onward() error {
	var digests []string
	for d := range w.articles {
		digests = append(digests, d.String())
	}
	list, err := json.Marshal(digests)
	if err != nil {
		return err
	}
	rows, err := w.tx.QueryContext(w.ctx, `SELECT l.digest FROM json_each(?) j JOIN article e ON e.digest = unhex(j.value)
		JOIN article l ON l.url = e.url AND l.url <> '' AND l.version > e.version`, string(list))
	return each(rows, err, func(r row) error {
		var b []byte
		if err := r.Scan(&b); err != nil {
			return err
		}
		d, err := toDigest(b)
		w.articles[d] = true
		return err
	})
}

// reaches reports whether what stands in the original of one digest may be a later
// version of what stands in that of another, or is the same.
func (w *deciding) reaches(from []byte, to sayso.Digest) (ok bool, err error) {
	if string(from) == string(to[:]) {
		return true, nil
	}
	return ok, w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM article e JOIN article l ON l.url = e.url AND l.url <> '' AND l.version > e.version
		WHERE e.digest = ? AND l.digest = ?)`, from, to[:]).Scan(&ok)
}
