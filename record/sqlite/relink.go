package sqlite

import (
	"fmt"

	"sayso/record"
)

// link links a new article in place of the version before it.
func (w *adding) link(claims *claimers) error {
	if w.linking == nil {
		return nil
	}
	if w.old != 0 {
		if err := w.linking.remove(w.ctx, int(w.old)); err != nil {
			return err
		}
	}
	return w.linking.add(w.ctx, int(w.key), claims)
}

// unlink takes out of the links of an article what rows, its statements anew, do
// not have as they were, and returns what puts the others in when they are
// stored. Statements that stay as they were keep their groups. Read says that the
// article itself was read anew, or has another date.
func (w *adding) unlink(rows []listed, read bool) (relink func(*claimers) error, err error) {
	none := func(*claimers) error { return nil }
	var linked bool
	if err := w.tx.QueryRowContext(w.ctx, "SELECT linked FROM article WHERE key = ?", w.key).Scan(&linked); err != nil || !linked {
		return none, err
	}
	if w.linking == nil {
		return nil, errNoLinking
	}
	article := int(w.key)
	if read {
		return func(c *claimers) error { return w.linking.add(w.ctx, article, c) }, w.linking.remove(w.ctx, article)
	}
	now := map[string]bool{}
	for i := range rows {
		if r := &rows[i].reading; r.Review.Counts() {
			now[telling(rows[i].ID, record.NameID(r.Speaker), r.Kind.String(), spanList(r.Content), r.Said.Value)] = true
		}
	}
	stayed := map[int64]bool{}
	var gone []int
	found, err := w.tx.QueryContext(w.ctx, `SELECT s.key, s.id, coalesce(p.id, ''), s.kind, s.content_at, s.said FROM statement s
		JOIN utterance u ON u.item = s.key LEFT JOIN speaker p ON p.key = s.named WHERE s.article = ? ORDER BY s.ordinal`, w.key)
	err = each(found, err, func(r row) error {
		var key int64
		var id, speaker, kind, content, said string
		err := r.Scan(&key, &id, &speaker, &kind, &content, &said)
		if now[telling(id, speaker, kind, content, said)] {
			stayed[key] = true
		} else {
			gone = append(gone, int(key))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, key := range gone {
		if err := w.linking.removeStatement(w.ctx, article, key); err != nil {
			return nil, err
		}
	}
	return func(c *claimers) error { return w.linking.addStatements(w.ctx, article, c, stayed) }, nil
}

// telling is what linking compares of a statement, as one string.
func telling(id, speaker, kind, content, said string) string {
	return fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%s", id, speaker, kind, content, said)
}
