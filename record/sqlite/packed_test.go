package sqlite

import (
	"bytes"
	"database/sql"
	"slices"
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
			held, err := s.finds.parts.load(t.Context(), tx, i)
			if err != nil {
				return err
			}
			stored, err := readParts(t.Context(), tx, nil, "SELECT part, rows FROM "+of.table)
			if err != nil {
				return err
			}
			if !slices.EqualFunc(held, stored, bytes.Equal) {
				t.Fatalf("after %s: %s is held as it was before", after, of.table)
			}
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

// Whoever began to read before a report was added goes through what there was then, and
// through what there is now who began after; both at once.
func TestPartsOfTheirTime(t *testing.T) {
	s := openTemp(t)
	pile := newPile()
	add := func() {
		t.Helper()
		if _, err := s.Add(t.Context(), pile.report(3)); err != nil {
			t.Fatal(err)
		}
	}
	articles := func(tx *sql.Tx) (n int) {
		t.Helper()
		err := s.finds.parts.eachPacked(t.Context(), tx, packedStatements, func(*packedHead, []byte) error {
			n++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	begin := func() *sql.Tx {
		t.Helper()
		tx, err := s.readers.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { tx.Rollback() })
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM article").Scan(&n); err != nil { // from now on it sees this state
			t.Fatal(err)
		}
		return tx
	}
	add()
	before := begin()
	add()
	between := begin()
	if n := articles(between); n != 2 {
		t.Errorf("%d articles, want 2", n)
	}
	add()
	after := begin()
	for range 2 {
		if a, b, c := articles(before), articles(between), articles(after); a != 1 || b != 2 || c != 3 {
			t.Errorf("%d, %d and %d articles, want 1, 2 and 3", a, b, c)
		}
	}
}

// A store that reads ahead holds the packed tables before somebody asks, and closes
// while it reads.
func TestAhead(t *testing.T) {
	s := openTemp(t)
	if _, err := s.Add(t.Context(), newPile().report(3)); err != nil {
		t.Fatal(err)
	}
	ahead, err := Open(t.Context(), s.path, Options{Ahead: true})
	if err != nil {
		t.Fatal(err)
	}
	ahead.ahead.Wait()
	for i, of := range packings {
		if ahead.finds.parts[i].rows == nil {
			t.Errorf("%s was not read", of.table)
		}
	}
	if err := ahead.Close(); err != nil {
		t.Error(err)
	}
	if ahead, err = Open(t.Context(), s.path, Options{Ahead: true}); err != nil {
		t.Fatal(err)
	}
	if err := ahead.Close(); err != nil {
		t.Error(err)
	}
}
