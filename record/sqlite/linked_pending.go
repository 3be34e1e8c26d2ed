package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// Unlinked returns how many reports wait for Link: those that were stored
// without links, by an older sayso among others, and old versions that are linked
// still.
func (s *Store) Unlinked(ctx context.Context) (n int, err error) {
	err = s.readers.QueryRowContext(ctx, "SELECT count(*) FROM article WHERE linked <> latest").Scan(&n)
	if err != nil {
		return 0, s.ended(ctx, err)
	}
	return n, nil
}

var errNoLinking = errors.New("opened without what linking needs")

// Link links the reports that wait for it, in the order of their dates, each in a
// transaction of its own, and calls step after each. Interrupted, it goes on from
// there the next time.
func (s *Store) Link(ctx context.Context, step func()) error {
	if s.linking == nil {
		return s.wrap(errNoLinking)
	}
	var keys []int
	rows, err := s.readers.QueryContext(ctx, "SELECT key FROM article INDEXED BY article_unlinked WHERE linked <> latest ORDER BY latest, date = '', date, key")
	err = each(rows, err, func(r row) error {
		var key int
		err := r.Scan(&key)
		keys = append(keys, key)
		return err
	})
	if err != nil {
		return s.ended(ctx, err)
	}
	for _, key := range keys {
		if err := s.linkOne(ctx, key); err != nil {
			return s.ended(ctx, err)
		}
		step()
	}
	return nil
}

// linkOne brings the links of one article up to date. Another process may have
// done so since it was listed.
func (s *Store) linkOne(ctx context.Context, key int) error {
	return s.linked(ctx, func(tx *sql.Tx) error {
		var linked, latest int
		var original []byte
		err := tx.QueryRowContext(ctx, "SELECT linked, latest, digest FROM article WHERE key = ?", key).Scan(&linked, &latest, &original)
		switch {
		case err != nil || linked == latest:
			return err
		case latest == 0:
			return s.linking.remove(ctx, key)
		}
		digest, err := toDigest(original)
		if err != nil {
			return err
		}
		w := s.adding(ctx, tx)
		if err := w.reopen(digest); errors.As(err, new(damageError)) { // sayso verify tells of it
			return s.linking.exec(ctx, s.linking.linked, 1, key)
		} else if err != nil {
			return err
		}
		decided, err := w.decisions()
		if err != nil {
			return err
		}
		claims, err := w.claims(w.fold(decided))
		if err != nil {
			return err
		}
		return s.linking.add(ctx, key, claims)
	})
}

// linked runs f, which links, in one transaction.
func (s *Store) linked(ctx context.Context, f func(*sql.Tx) error) (err error) {
	s.linking.Lock()
	defer s.linking.Unlock()
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
			s.linking.undone()
		}
	}()
	if err := s.linking.begin(ctx, tx); err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return err
	}
	if err := s.linking.finish(ctx); err != nil {
		return err
	}
	return tx.Commit()
}

// Unlink forgets all links, so that Link makes them anew. The numbers of groups
// are not given again.
func (s *Store) Unlink(ctx context.Context) error {
	if s.linking == nil {
		return s.wrap(errNoLinking)
	}
	err := s.linked(ctx, func(tx *sql.Tx) error {
		s.linking.undone()
		for _, table := range []string{"link_change", "linker", "story_group", "utterance_group"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		for _, kind := range []string{kindReprint, kindStory, kindUtterance} {
			for _, part := range []string{"", "_posting", "_tie"} {
				if _, err := tx.ExecContext(ctx, "DELETE FROM "+kind+part); err != nil {
					return err
				}
			}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE article SET linked = 0"); err != nil {
			return err
		}
		return s.tie(ctx, tx)
	})
	if err != nil {
		return s.ended(ctx, err)
	}
	return nil
}
