// Package sqlite keeps a record in one SQLite file, by a driver in pure Go.
//
// The file is in write-ahead mode: readers never wait for the writer nor the
// writer for readers, and a killed process loses nothing that Add had returned
// from. A power cut may lose the last reports added, never half of one. One
// process writes at a time; others wait for it, ten seconds at most.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"sayso/link"
	"sayso/record"
)

// Options says how a record is opened.
type Options struct {
	Create bool // make the record when there is none
	// ReadOnly says that nothing will be added, so that a record is opened which
	// this user may not write to.
	ReadOnly bool
	// Link has reports linked as they are added. Without it they wait for Link.
	Link *link.Settings
	// Upgrading is told how far bringing the file to the schema of this program has come,
	// of each step anew; it is not called when there is nothing to do.
	Upgrading func(done, total int)
	// Ahead has what filters go through read in the background, so that the first who
	// asks does not wait for it.
	Ahead bool
}

// Store is a record in a file. It is a record.Store.
type Store struct {
	path    string
	writer  *sql.DB // one connection; nil when the record cannot be written
	readers *sql.DB
	asOf    os.FileInfo // of a file that is read as it stood then, or nil
	insert  inserts
	linking *linking // nil when reports are not linked
	finds   finds
	packers sync.Pool // of *packer
	ahead   struct {  // reading ahead
		stop context.CancelFunc // nil when nobody does
		sync.WaitGroup
	}
}

var _ record.Store = (*Store)(nil)

// Open opens the record in the file at path and brings it to the schema of this
// program. A file that is no record, or one of a newer program, is refused and
// left as it is. A missing file is an error unless opt.Create is set, and one
// that cannot be written unless opt.ReadOnly is.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if err := inspect(ctx, path, opt.Create); err != nil {
		return nil, err
	}
	s, err := open(ctx, path, opt)
	if err == nil && opt.Ahead {
		s.readAhead()
	}
	return s, err
}

func open(ctx context.Context, path string, opt Options) (*Store, error) {
	if !mayWrite(path) {
		if opt.ReadOnly {
			return openReadOnly(ctx, path)
		}
		return nil, fmt.Errorf("%s: %w", path, errNoWriting)
	}
	s, err := openWriting(ctx, path, opt)
	if err != nil && opt.ReadOnly && refused(err) { // its folder takes no log
		return openReadOnly(ctx, path)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, plain(err))
	}
	return s, nil
}

// readAhead reads the packed tables in the background until the store is closed. Whoever
// asks for them meets what may be wrong.
func (s *Store) readAhead() {
	ctx, stop := context.WithCancel(context.Background())
	s.ahead.stop = stop
	s.ahead.Go(func() {
		_ = s.read(ctx, func(tx *sql.Tx) error {
			for i := range packings {
				if _, err := s.finds.parts.load(ctx, tx, i); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func openWriting(ctx context.Context, path string, opt Options) (*Store, error) {
	writer, err := connect(path, "_txlock=immediate")
	if err != nil {
		return nil, err
	}
	readers, err := connect(path, "_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	s := &Store{path: path, writer: writer, readers: readers, finds: finds{from: wideFrom}}
	writer.SetMaxOpenConns(1)
	most := max(4, runtime.GOMAXPROCS(0))
	readers.SetMaxOpenConns(most)
	readers.SetMaxIdleConns(most)
	tell := opt.Upgrading
	if tell == nil {
		tell = func(int, int) {}
	}
	if err := migrate(ctx, writer, tell); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.insert.prepare(ctx, writer); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if opt.Link != nil {
		if s.linking, err = newLinking(ctx, writer, opt.Link); err != nil {
			return nil, errors.Join(err, s.Close())
		}
		if err := s.carryDue(ctx); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	return s, nil
}

// Close ends the record's use; the file then holds everything by itself.
func (s *Store) Close() error {
	if s.ahead.stop != nil {
		s.ahead.stop()
		s.ahead.Wait()
	}
	err := s.readers.Close()
	if s.writer != nil {
		if werr := s.writer.Close(); err == nil {
			err = werr // last, so that it folds the write-ahead log in
		}
	}
	if err != nil {
		return s.wrap(err)
	}
	return nil
}

func (s *Store) wrap(err error) error { return fmt.Errorf("%s: %w", s.path, plain(err)) }

// ended wraps the error of an operation under ctx. When ctx is over that is the
// reason, whatever the driver calls it.
func (s *Store) ended(ctx context.Context, err error) error {
	if over := ctx.Err(); over != nil {
		err = over
	}
	return s.wrap(err)
}

// read runs f in one transaction, so that everything f asks is answered from
// one state of the record.
func (s *Store) read(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return s.ended(ctx, err)
	}
	defer tx.Rollback()
	err = f(tx)
	if changed := s.unchanged(); changed != nil {
		return s.wrap(changed)
	}
	if err != nil {
		if errors.Is(err, record.ErrNotFound) {
			return err
		}
		return s.ended(ctx, err)
	}
	return nil
}

// busyTimeout is how long a process waits for another that writes.
const busyTimeout = 10 * time.Second

// connect returns a pool of connections to the file at path. Nothing is opened
// before the first is used.
func connect(path string, params ...string) (*sql.DB, error) {
	params = append(params, fmt.Sprintf("_pragma=busy_timeout(%d)", busyTimeout.Milliseconds()), "_pragma=foreign_keys(1)", "_pragma=synchronous(normal)",
		"_pragma=cache_size(-16000)", "_pragma=wal_autocheckpoint(4000)", "_pragma=temp_store(memory)")
	return sql.Open("sqlite", fileURI(path)+"?"+strings.Join(params, "&"))
}

// fileURI returns the address of path that SQLite takes for no other file,
// whatever characters the path has.
func fileURI(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// fileSize returns the size of the regular file at path, -1 when there is none.
func fileSize(path string) (int64, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return -1, nil
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("%s: want a file that holds a record, this is none", path)
	}
	return info.Size(), nil
}
