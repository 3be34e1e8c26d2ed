package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	driver "modernc.org/sqlite"
)

// backupPages is how many pages are copied at a time, between two looks at
// whether to go on.
const backupPages = 64

// Backup writes the record, as it stands when Backup begins, to the file at
// path, which must not be there. Readers and writers of the record go on
// meanwhile, and what they write is not in the copy. After an error the file is
// of no use. progress, which may be nil, is told how many pages are copied.
func (s *Store) Backup(ctx context.Context, path string, progress func(done, total int)) error {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: there is a file already", path)
	}
	c, err := s.readers.Conn(ctx)
	if err != nil {
		return s.ended(ctx, err)
	}
	defer c.Close()
	if err := copyPages(ctx, c, fileURI(path), progress); err != nil {
		return s.ended(ctx, err)
	}
	if err := s.unchanged(); err != nil {
		return s.wrap(err)
	}
	return nil
}

// Restore puts the record in the file backup in the place of the one at path,
// which is made when there is none, and brings it to the schema of this program.
// It is one transaction: programs that read the record see the old one or the
// new one, and after an error the old one stands.
func Restore(ctx context.Context, path, backup string, progress func(done, total int)) error {
	from, err := Open(ctx, backup, Options{ReadOnly: true}) // which refuses what is no record or too new
	if err != nil {
		return err
	}
	defer from.Close()
	if err := inspect(ctx, path, true); err != nil {
		return err
	}
	if same, err := sameFile(path, backup); err != nil || same {
		return errors.Join(err, fmt.Errorf("%s: the record cannot be restored from itself", path))
	}
	c, err := from.readers.Conn(ctx)
	if err != nil {
		return from.ended(ctx, err)
	}
	defer c.Close()
	to := &Store{path: path}
	uri := fmt.Sprintf("%s?_pragma=busy_timeout(%d)", fileURI(path), busyTimeout.Milliseconds())
	if err := copyPages(ctx, c, uri, progress); err != nil {
		return to.ended(ctx, err)
	}
	if err := from.unchanged(); err != nil {
		return from.wrap(err)
	}
	restored, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	return restored.Close()
}

func sameFile(a, b string) (bool, error) {
	one, err := os.Stat(a)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other), err
}

// copyPages copies the database that c reads over the one at uri, in one
// transaction there. The transaction on c keeps the state that is read from
// changing, so that the copying never has to begin again.
func copyPages(ctx context.Context, c *sql.Conn, uri string, progress func(done, total int)) error {
	if _, err := c.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	defer c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	var tables int // asking begins to read
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	return c.Raw(func(conn any) error {
		b, err := conn.(interface {
			NewBackup(uri string) (*driver.Backup, error)
		}).NewBackup(uri)
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			if err = ctx.Err(); err == nil {
				more, err = b.Step(backupPages)
			}
			if err == nil && progress != nil {
				progress(b.PageCount()-b.Remaining(), b.PageCount())
			}
		}
		if finished := b.Finish(); err == nil { // which undoes what is not complete
			err = finished
		}
		return err
	})
}
