package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sayso/record"
)

const searchColumns = "id, name, list, filters, by, made, removed"

func searchRows(ctx context.Context, tx *sql.Tx, rest string, args ...any) (list []record.Search, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+searchColumns+" FROM search"+rest, args...)
	return list, each(rows, err, func(r row) error {
		var s record.Search
		var made string
		err := r.Scan(&s.ID, &s.Name, &s.List, &s.Filters, &s.By, &made, &s.Removed)
		if err == nil {
			s.Made, err = time.Parse(time.RFC3339, made)
		}
		list = append(list, s)
		return err
	})
}

// Searches returns all saved searches.
func (s *Store) Searches(ctx context.Context) (list []record.Search, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		list, err = searchRows(ctx, tx, " ORDER BY folded, key")
		return err
	})
	return list, err
}

// Search returns one saved search.
func (s *Store) Search(ctx context.Context, name string) (found record.Search, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		list, err := searchRows(ctx, tx, " WHERE id = ?1 OR folded = ?2 AND removed = 0 ORDER BY id <> ?1", name, record.NameID(name))
		if err == nil && len(list) == 0 {
			err = fmt.Errorf("saved search %q: %w", name, record.ErrNotFound)
		}
		if err == nil {
			found = list[0]
		}
		return err
	})
	return found, err
}

// SaveSearch keeps a search.
func (s *Store) SaveSearch(ctx context.Context, search record.Search) (record.Search, error) {
	search, err := search.Seal()
	if err != nil {
		return search, err
	}
	folded := record.NameID(search.Name)
	var taken []record.Search
	err = s.plainly(ctx, func(tx *sql.Tx) error {
		if taken, err = searchRows(ctx, tx, " WHERE folded = ? AND id <> ? AND removed = 0", folded, search.ID); err != nil || len(taken) > 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO search (folded, `+searchColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, 0)
			ON CONFLICT (id) DO UPDATE SET (folded, name, list, filters, removed) = (excluded.folded, excluded.name, excluded.list, excluded.filters, 0)`,
			folded, search.ID, search.Name, search.List, search.Filters, search.By, search.Made.Format(time.RFC3339))
		return err
	})
	if err == nil && len(taken) > 0 {
		err = &record.TakenError{Search: taken[0]}
	}
	return search, err
}

// RemoveSearch takes a search out of the lists.
func (s *Store) RemoveSearch(ctx context.Context, id string) error {
	there := false
	err := s.plainly(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE search SET removed = 1 WHERE id = ?", id)
		if err == nil {
			var n int64
			n, err = res.RowsAffected()
			there = n > 0
		}
		return err
	})
	if err == nil && !there {
		err = fmt.Errorf("saved search %q: %w", id, record.ErrNotFound)
	}
	return err
}

// plainly runs f in a transaction that changes nothing of what reports are linked by.
func (s *Store) plainly(ctx context.Context, f func(*sql.Tx) error) error {
	if s.writer == nil {
		return s.wrap(errReadOnly)
	}
	if err := s.transaction(ctx, f); err != nil {
		return s.ended(ctx, err)
	}
	return nil
}

// Looked returns where who looked at searches last.
func (s *Store) Looked(ctx context.Context, who string) (map[string]int, error) {
	looked := map[string]int{}
	err := s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT s.id, l.article FROM look l JOIN search s ON s.key = l.search WHERE l.who = ?", who)
		return each(rows, err, func(r row) error {
			var id string
			var article int
			err := r.Scan(&id, &article)
			looked[id] = article
			return err
		})
	})
	return looked, err
}

// Look notes that who looks at a search.
func (s *Store) Look(ctx context.Context, id, who string) (before int, err error) {
	missing := false
	err = s.plainly(ctx, func(tx *sql.Tx) error {
		var key int64
		switch err := tx.QueryRowContext(ctx, "SELECT key FROM search WHERE id = ?", id).Scan(&key); {
		case errors.Is(err, sql.ErrNoRows):
			missing = true
			return nil
		case err != nil:
			return err
		}
		err := tx.QueryRowContext(ctx, "SELECT coalesce((SELECT article FROM look WHERE search = ? AND who = ?), 0)", key, who).Scan(&before)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO look VALUES (?, ?, (SELECT coalesce(max(key), 0) FROM article))
			ON CONFLICT DO UPDATE SET article = excluded.article`, key, who)
		return err
	})
	if err == nil && missing {
		err = fmt.Errorf("saved search %q: %w", id, record.ErrNotFound)
	}
	return before, err
}

// LastAdded returns the number of the article added last.
func (s *Store) LastAdded(ctx context.Context) (number int, at time.Time, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var added string
		err := tx.QueryRowContext(ctx, "SELECT key, added FROM article ORDER BY key DESC LIMIT 1").Scan(&number, &added)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err == nil {
			at, err = toMoment(added)
		}
		return err
	})
	return number, at, err
}

// fromMoment and toMoment write and read a time, the zero one as "".
func fromMoment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func toMoment(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, s)
}

// added adds the conditions of Query.AddedAfter and AddedBefore, of which the tables
// of counts know nothing.
func (f *filter) added(q record.Query) {
	for _, b := range []struct {
		cond string
		n    int
	}{{"a.key > ?", q.AddedAfter}, {"a.key < ?", q.AddedBefore}} {
		if b.n > 0 {
			f.article.and(b.cond, b.n)
			f.beside = beside{voice: true, day: true}
		}
	}
}
