package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
)

// repacking are the statements that keep the packed tables.
type repacking struct {
	head             *sql.Stmt
	rows, part, keep [len(packings)]*sql.Stmt
}

type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// allPacked are the packings by their places.
func allPacked() (tables []int) {
	for i := range packings {
		tables = append(tables, i)
	}
	return tables
}

// prepare makes p ready for some of the packed tables.
func (p *repacking) prepare(ctx context.Context, db preparer, tables []int) (err error) {
	prepare := func(query string) (st *sql.Stmt) {
		if err == nil {
			st, err = db.PrepareContext(ctx, query)
		}
		return st
	}
	p.head = prepare(`SELECT key, coalesce(outlet, 0), date, coalesce(first_day, ''), coalesce(last_day, '') FROM article WHERE key = ? AND latest = 1`)
	for _, i := range tables {
		of := packings[i]
		p.rows[i] = prepare(of.query)
		p.part[i] = prepare("SELECT rows FROM " + of.table + " WHERE part = ?")
		p.keep[i] = prepare("INSERT OR REPLACE INTO " + of.table + " VALUES (?, ?)")
	}
	return err
}

// repack brings what the packed tables have of an article to what its rows are now,
// which is nothing when it is not the latest version.
func (p *repacking) repack(ctx context.Context, tx *sql.Tx, article int64) error {
	head, there, err := p.read(ctx, tx, article)
	if err != nil {
		return err
	}
	for i, of := range packings {
		var packed []byte
		if there {
			if packed, err = p.pack(ctx, tx, i, head); err != nil {
				return fmt.Errorf("%s: %w", of.table, err)
			}
		}
		if err := p.put(ctx, tx, i, article, packed); err != nil {
			return fmt.Errorf("%s: %w", of.table, err)
		}
	}
	return nil
}

// read returns the head of an article, and false when it is not the latest version.
func (p *repacking) read(ctx context.Context, tx *sql.Tx, article int64) (head packedHead, there bool, err error) {
	var date, first, last string
	err = tx.StmtContext(ctx, p.head).QueryRowContext(ctx, article).Scan(&head.article, &head.outlet, &date, &first, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return head, false, nil
	}
	copy(head.date[:], date)
	head.first, head.last = packDay(first), packDay(last)
	return head, true, err
}

// pack returns an article's rows of one table, packed; nothing when there are none.
func (p *repacking) pack(ctx context.Context, tx *sql.Tx, table int, head packedHead) ([]byte, error) {
	to := append(head.append(nil), 0, 0, 0, 0)
	rows, err := tx.StmtContext(ctx, p.rows[table]).QueryContext(ctx, head.article)
	err = each(rows, err, func(r row) (err error) {
		to, err = packings[table].pack(r, to)
		return err
	})
	n := len(to) - headSize - 4
	if err != nil || n == 0 {
		return nil, err
	}
	binary.LittleEndian.PutUint32(to[headSize:], uint32(n))
	return to, nil
}

// put puts a packed article in the place of what its part has of it.
func (p *repacking) put(ctx context.Context, tx *sql.Tx, table int, article int64, packed []byte) error {
	var part []byte
	err := tx.StmtContext(ctx, p.part[table]).QueryRowContext(ctx, article/articlesInPart).Scan(&part)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	had := false
	for at := part; len(at) > 0 && !had; {
		head, _, rest, err := nextPacked(at)
		if err != nil {
			return err
		}
		if had = int64(head.article) == article; had {
			part = append(part[:len(part)-len(at)], rest...)
		}
		at = rest
	}
	if !had && len(packed) == 0 {
		return nil
	}
	_, err = tx.StmtContext(ctx, p.keep[table]).ExecContext(ctx, article/articlesInPart, append(part, packed...))
	return err
}

// packAll packs all articles into empty tables, and tells after each part how many
// articles of how many are in.
func packAll(ctx context.Context, tx *sql.Tx, tables []int, tell func(done, total int)) error {
	var p repacking
	if err := p.prepare(ctx, tx, tables); err != nil {
		return err
	}
	var last int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(key), 0) FROM article").Scan(&last); err != nil {
		return err
	}
	for part := range last/articlesInPart + 1 {
		if err := p.packPart(ctx, tx, tables, part); err != nil {
			return err
		}
		tell(int(min((part+1)*articlesInPart, last)), int(last))
	}
	return nil
}

// packPart packs all articles of a part into tables.
func (p *repacking) packPart(ctx context.Context, tx *sql.Tx, tables []int, part int64) error {
	var rows [len(packings)][]byte
	for article := part * articlesInPart; article < (part+1)*articlesInPart; article++ {
		head, there, err := p.read(ctx, tx, article)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		for _, i := range tables {
			packed, err := p.pack(ctx, tx, i, head)
			if err != nil {
				return fmt.Errorf("%s: %w", packings[i].table, err)
			}
			rows[i] = append(rows[i], packed...)
		}
	}
	for _, i := range tables {
		if len(rows[i]) == 0 {
			continue
		}
		if _, err := tx.StmtContext(ctx, p.keep[i]).ExecContext(ctx, part, rows[i]); err != nil {
			return err
		}
	}
	return nil
}
