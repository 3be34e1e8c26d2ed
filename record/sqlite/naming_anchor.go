package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"sayso"
	"sayso/record"
)

// insertNamings stores what namings a decision is about, and notes their originals.
func (w *deciding) insertNamings(key int64, d *record.Decision) error {
	for part, t := range d.Namings {
		w.named[t.Original] = true
		_, err := w.tx.ExecContext(w.ctx, "INSERT INTO naming_anchor (decision, part, digest, ordinal, standing) VALUES (?, ?, ?, 0, ?)",
			key, part, t.Original[:], string(record.Gone))
		if err != nil {
			return err
		}
	}
	return nil
}

// anchorNamings finds the namings that decisions are about in the originals noted.
func (w *deciding) anchorNamings() error {
	var articles []*adding
	for digest := range w.named {
		a := w.store.adding(w.ctx, w.tx)
		if err := a.reopen(digest); errors.Is(err, record.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		articles = append(articles, a)
	}
	// A version goes by where they stand in the one before it.
	slices.SortFunc(articles, func(a, b *adding) int { return cmp.Compare(a.key, b.key) })
	for _, a := range articles {
		if err := a.anchorNamings(a.doc); err != nil {
			return err
		}
	}
	return nil
}

// anchorNamings stores where the namings stand in the article that decisions about it and
// earlier versions of it are about: by their words, else by those of the naming that they
// stood on in the reading before, nil for none, or in the version before.
func (w *adding) anchorNamings(reading *sayso.Document) error {
	earlier, err := w.earlier()
	if err != nil {
		return err
	}
	decided, err := w.onNamings(inNewest())
	if err != nil {
		return err
	}
	version, err := w.before()
	if err != nil {
		return err
	}
	docs := []*sayso.Document{reading, nil}
	if version != nil {
		docs[1] = version.doc
	}
	var before []stoodIn
	for _, doc := range docs {
		if doc == nil {
			continue
		}
		stood, err := w.onNamings(inArticle(string(doc.ID)))
		if err != nil {
			return err
		}
		before = append(before, stoodIn{doc, stood})
	}
	for i, d := range decided {
		for part := range d.Namings {
			t := &d.Namings[part]
			ordinal, standing := record.AnchorNaming(w.doc, t)
			for _, b := range before {
				if at := b.decided[i].Stands[part]; standing == record.Gone && at.Article == b.doc.ID {
					ordinal, standing = record.FollowNaming(b.doc, w.doc, at.Ordinal)
				}
			}
			var err error
			switch {
			case t.Original == w.doc.Original:
				_, err = w.tx.ExecContext(w.ctx, "UPDATE naming_anchor SET ordinal = ?, standing = ? WHERE part = ? AND decision = (SELECT key FROM decision WHERE id = ?)",
					ordinal, string(standing), part, d.ID)
			case slices.Contains(earlier, t.Original):
				_, err = w.tx.ExecContext(w.ctx, `INSERT OR REPLACE INTO naming_carried (decision, part, article, ordinal, standing)
					SELECT key, ?, ?, ?, ? FROM decision WHERE id = ?`, part, w.key, ordinal, string(standing), d.ID)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// stoodIn is a reading, and the decisions as they stood in it.
type stoodIn struct {
	doc     *sayso.Document
	decided []record.Decided
}

// onNamings returns the decisions about namings of the article and of earlier versions
// of it, as they stand in a version.
func (w *adding) onNamings(in version) ([]record.Decided, error) {
	return decisionRows(w.ctx, w.tx, in, " WHERE d.key IN ("+decidedOf("naming_anchor")+") ORDER BY d.key",
		w.doc.Original[:], w.doc.URL, w.doc.Format, w.version)
}

// readNamings brings the decisions about namings of an article that was read, or read anew,
// and of earlier versions of it to what was read in it. Before is the reading until
// then, nil for none.
func (w *adding) readNamings(before *sayso.Document) error {
	var any bool
	err := w.tx.QueryRowContext(w.ctx, "SELECT EXISTS ("+decidedOf("naming_anchor")+")", w.doc.Original[:], w.doc.URL, w.doc.Format, w.version).Scan(&any)
	if err != nil || !any {
		return err
	}
	if err := w.anchorNamings(before); err != nil {
		return err
	}
	return refer(w.ctx, w.tx)
}

// stands returns where the namings stand in a version that decisions are about, by the
// keys of the decisions.
func stands(ctx context.Context, tx *sql.Tx, in version, keys string) (map[int64][]record.NamingStand, error) {
	of := map[int64][]record.NamingStand{}
	rows, err := tx.QueryContext(ctx, `SELECT d.key, coalesce(l.id, a.id, ''), coalesce(m.ordinal, n.ordinal), coalesce(m.standing, n.standing), m.article IS NOT NULL
		FROM decision d JOIN naming_anchor n ON n.decision = d.key LEFT JOIN article a ON a.digest = n.digest
		LEFT JOIN naming_carried m ON m.decision = n.decision AND m.part = n.part AND m.article = `+in.ofNaming()+`
		LEFT JOIN article l ON l.key = m.article WHERE d.key IN (SELECT value FROM json_each(?)) ORDER BY d.key, n.part`, slices.Concat(in.args, []any{keys})...)
	return of, each(rows, err, func(r row) error {
		var key int64
		var s record.NamingStand
		err := r.Scan(&key, &s.Article, &s.Ordinal, &s.Standing, &s.Earlier)
		of[key] = append(of[key], s)
		return err
	})
}
