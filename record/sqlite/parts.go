package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// parts are the packed tables as they were read last. SQLite takes longer to hand them out
// than filters take to go through them.
type parts [len(packings)]struct {
	sync.Mutex
	rows    [][]byte // by part; what stands in it is never changed
	changed int64    // the greatest packed_change.changed by then
}

// load returns the rows of a packed table by part, as they stand in the record that tx
// sees. Nobody may change them.
func (p *parts) load(ctx context.Context, tx *sql.Tx, table int) ([][]byte, error) {
	var changed int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(changed), 0) FROM packed_change").Scan(&changed); err != nil {
		return nil, err
	}
	held := &p[table]
	held.Lock() // also while they are read, which others need not do then
	defer held.Unlock()
	name := packings[table].table
	switch {
	case held.rows == nil:
		rows, err := readParts(ctx, tx, []([]byte){}, "SELECT part, rows FROM "+name)
		if err == nil {
			held.rows, held.changed = rows, changed
		}
		return rows, err
	case held.changed > changed: // tx began before another that wrote
		return readParts(ctx, tx, nil, "SELECT part, rows FROM "+name)
	case held.changed < changed:
		rows, err := readParts(ctx, tx, slices.Clone(held.rows), "SELECT p.part, p.rows FROM packed_change c CROSS JOIN "+name+
			" p ON p.part = c.part WHERE c.changed > ? AND c.kind = ?", held.changed, table)
		if err != nil {
			return nil, err
		}
		held.rows, held.changed = rows, changed
	}
	return held.rows, nil
}

// readParts puts the parts that query selects at their places in rows.
func readParts(ctx context.Context, tx *sql.Tx, rows [][]byte, query string, args ...any) ([][]byte, error) {
	list, err := tx.QueryContext(ctx, query, args...)
	return rows, each(list, err, func(r row) error {
		var part int
		var packed []byte
		if err := r.Scan(&part, &packed); err != nil {
			return err
		}
		if part >= len(rows) {
			rows = append(rows, make([][]byte, part+1-len(rows))...)
		}
		rows[part] = packed
		return nil
	})
}

// eachPacked calls visit with every article of a packed table.
func (p *parts) eachPacked(ctx context.Context, tx *sql.Tx, table int, visit func(head *packedHead, rows []byte) error) error {
	list, err := p.load(ctx, tx, table)
	if err != nil {
		return err
	}
	for _, rest := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		for len(rest) > 0 {
			head, rows, next, err := nextPacked(rest)
			if err == nil {
				err = visit(&head, rows)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", packings[table].table, err)
			}
			rest = next
		}
	}
	return nil
}
