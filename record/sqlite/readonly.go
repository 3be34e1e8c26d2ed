package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	driver "modernc.org/sqlite"
)

// openReadOnly opens a record that this user may not write to. It creates no
// file: a write-ahead log made by a user who only reads would shut out the one
// who writes.
//
// While a log lies beside the file, a process writes or was killed, and SQLite
// reads file and log together (mode=ro). Otherwise the file holds everything by
// itself and is read as it stands (immutable), which takes no lock: should a
// writer come later and fold its log in, reading ends with an error rather than
// with half of what was changed.
func openReadOnly(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path, finds: finds{from: wideFrom}}
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	mode := []string{"mode=ro"}
	if log, err := os.Stat(path + "-wal"); err != nil || log.Size() == 0 {
		mode = append(mode, "immutable=1")
		s.asOf = before
	}
	if s.readers, err = connect(path, append(mode, "_pragma=query_only(1)")...); err != nil {
		return nil, err
	}
	all, err := scripts()
	if err == nil {
		err = schemaIs(ctx, s.readers, len(all))
	}
	if err != nil {
		return nil, errors.Join(s.wrap(err), s.readers.Close())
	}
	return s, nil
}

// schemaIs checks that the file needs no migration.
func schemaIs(ctx context.Context, db *sql.DB, want int) error {
	version, err := schemaVersion(ctx, db)
	switch {
	case err != nil:
		return err
	case version > want:
		return newer(version, want)
	case version < want:
		return fmt.Errorf("record of an older sayso (schema %d, this one has %d): somebody who may write to it must open it once", version, want)
	}
	return nil
}

func newer(version, known int) error {
	return fmt.Errorf("record of a newer sayso (schema %d, this one knows %d)", version, known)
}

// unchanged returns an error when the file that is read as it stood has been
// written to since.
func (s *Store) unchanged() error {
	if s.asOf == nil {
		return nil
	}
	now, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if now.Size() != s.asOf.Size() || !now.ModTime().Equal(s.asOf.ModTime()) {
		return errors.New("somebody has written to the record since it was opened: open it again")
	}
	return nil
}

// mayWrite reports whether this user may write to the file at path, if there is
// one.
func mayWrite(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	return f.Close() == nil
}

var errNoWriting = errors.New("the record cannot be written: it needs a file and a folder that this user may write to")

// SQLite's result codes that this package words itself; the bits above the
// lowest eight tell more.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeFull     = 13
	codeCantOpen = 14
)

// resultCode returns SQLite's result code in err, 0 when there is none.
func resultCode(err error) int {
	var failure *driver.Error
	if !errors.As(err, &failure) {
		return 0
	}
	return failure.Code() & 0xff
}

// refused reports whether err says that the file or its folder takes no writing.
func refused(err error) bool {
	code := resultCode(err)
	return code == codeReadOnly || code == codeCantOpen
}

// plain words the errors that a user can mend.
func plain(err error) error {
	switch code := resultCode(err); {
	case refused(err):
		return errNoWriting
	case code == codeBusy:
		return fmt.Errorf("another process has been writing to the record for more than %v", busyTimeout)
	case code == codeFull:
		return errors.New("the disk is full")
	}
	return err
}
