package sqlite

import (
	"context"
	"database/sql"
	"errors"

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
	for digest := range w.named { // in any order: they do not touch each other
		a := w.store.adding(w.ctx, w.tx)
		if err := a.reopen(digest); errors.Is(err, record.ErrNotFound) {
			continue
		} else if err != nil {
			return err
		}
		if err := anchorNamings(w.ctx, w.tx, a.doc); err != nil {
			return err
		}
	}
	return nil
}

// anchorNamings stores where the namings of d stand that decisions are about.
func anchorNamings(ctx context.Context, tx *sql.Tx, d *sayso.Document) error {
	decided, err := decisionRows(ctx, tx, asMade, " WHERE d.key IN (SELECT decision FROM naming_anchor WHERE digest = ?) ORDER BY d.key", d.Original[:])
	if err != nil {
		return err
	}
	for _, dec := range decided {
		for part := range dec.Namings {
			t := &dec.Namings[part]
			if t.Original != d.Original {
				continue
			}
			ordinal, standing := record.AnchorNaming(d, t)
			_, err := tx.ExecContext(ctx, "UPDATE naming_anchor SET ordinal = ?, standing = ? WHERE part = ? AND decision = (SELECT key FROM decision WHERE id = ?)",
				ordinal, string(standing), part, dec.ID)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// readNamings brings the decisions about namings of an article that was read, or read anew,
// to what was read in it.
func (w *adding) readNamings() error {
	var any bool
	err := w.tx.QueryRowContext(w.ctx, "SELECT EXISTS (SELECT 1 FROM naming_anchor WHERE digest = ?)", w.doc.Original[:]).Scan(&any)
	if err != nil || !any {
		return err
	}
	if err := anchorNamings(w.ctx, w.tx, w.doc); err != nil {
		return err
	}
	return refer(w.ctx, w.tx)
}

// stands returns where the namings stand that decisions are about, by the keys of the
// decisions.
func stands(ctx context.Context, tx *sql.Tx, keys string) (map[int64][]record.NamingStand, error) {
	of := map[int64][]record.NamingStand{}
	rows, err := tx.QueryContext(ctx, `SELECT n.decision, coalesce(a.id, ''), n.ordinal, n.standing FROM naming_anchor n LEFT JOIN article a ON a.digest = n.digest
		WHERE n.decision IN (SELECT value FROM json_each(?)) ORDER BY n.decision, n.part`, keys)
	return of, each(rows, err, func(r row) error {
		var key int64
		var s record.NamingStand
		err := r.Scan(&key, &s.Article, &s.Ordinal, &s.Standing)
		of[key] = append(of[key], s)
		return err
	})
}
