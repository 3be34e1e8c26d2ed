package sqlite

import (
	"bytes"
	"database/sql"
	"testing"
)

// packedAsStored compares the packed tables of s with its rows.
func packedAsStored(t *testing.T, s *Store, after string) {
	t.Helper()
	err := s.read(t.Context(), func(tx *sql.Tx) error {
		var p repacking
		if err := p.prepare(t.Context(), tx, allPacked()); err != nil {
			return err
		}
		var last int64
		if err := tx.QueryRow("SELECT coalesce(max(key), 0) FROM article").Scan(&last); err != nil {
			return err
		}
		for i, of := range packings {
			packed := map[uint32][]byte{}
			rows, err := tx.Query("SELECT rows FROM " + of.table)
			err = each(rows, err, func(r row) error {
				var part []byte
				if err := r.Scan(&part); err != nil {
					return err
				}
				for len(part) > 0 {
					head, _, rest, err := nextPacked(part)
					if err != nil {
						return err
					}
					if packed[head.article] != nil {
						t.Fatalf("after %s: %s has article %d twice", after, of.table, head.article)
					}
					packed[head.article], part = part[:len(part)-len(rest)], rest
				}
				return nil
			})
			if err != nil {
				return err
			}
			for key := range last + 1 {
				head, there, err := p.read(t.Context(), tx, key)
				if err != nil {
					return err
				}
				var want []byte
				if there {
					if want, err = p.pack(t.Context(), tx, i, head); err != nil {
						return err
					}
				}
				if !bytes.Equal(want, packed[uint32(key)]) {
					t.Fatalf("after %s: %s has %x of article %d, want %x", after, of.table, packed[uint32(key)], key, want)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
