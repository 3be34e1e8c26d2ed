package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// applicationID marks an SQLite file as a record, in its header: "Sayo".
const applicationID = 0x5361796f

//go:embed migrations/*.sql
var migrations embed.FS

// scripts returns the migrations in order: the script at index i leads from
// schema i to schema i+1.
func scripts() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]string, len(names)) // Glob sorts
	for i, name := range names {
		b, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all[i] = string(b)
	}
	return all, nil
}

// The parts of an SQLite file's header that tell what the file is.
const (
	headerSize    = 100
	headerMagic   = "SQLite format 3\x00"
	headerAppByte = 68 // application ID, 4 bytes, big-endian
)

// inspect refuses what is at path when it is no record, before anything opens
// it for writing.
func inspect(ctx context.Context, path string, create bool) error {
	size, err := fileSize(path)
	if err != nil {
		return err
	}
	if size <= 0 {
		if !create {
			return fmt.Errorf("%s: no record here; adding a report makes one", path)
		}
		if dir := filepath.Dir(path); size < 0 {
			if _, err := os.Stat(dir); err != nil {
				return fmt.Errorf("%s: no folder %s to make the record in", path, dir)
			}
		}
		return nil
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s: the record cannot be read: it needs a file that this user may read", path)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(f, header); err != nil || !bytes.HasPrefix(header, []byte(headerMagic)) {
		return fmt.Errorf("%s: no record: want a file that sayso made, this is no SQLite file", path)
	}
	switch binary.BigEndian.Uint32(header[headerAppByte:]) {
	case applicationID:
		return nil
	case 0: // perhaps a record whose making was cut short: then it holds no table
		// immutable: look at the file alone, take no lock and leave no trace
		db, err := connect(path, "mode=ro", "immutable=1")
		if err != nil {
			return err
		}
		defer db.Close()
		var tables int
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
		if err == nil && tables == 0 {
			return nil
		}
	}
	return fmt.Errorf("%s: no record: this SQLite file was made by another program", path)
}

// migrate brings the file to the newest schema, each step in a transaction of
// its own. The first runs before write-ahead mode is set, so that the mark of
// applicationID stands in the file itself from the start.
func migrate(ctx context.Context, db *sql.DB, tell func(done, total int)) error {
	all, err := scripts()
	if err != nil {
		return err
	}
	for {
		done, err := migrateOnce(ctx, db, all, tell)
		if err != nil {
			return err
		}
		if done {
			break
		}
	}
	mode, err := writeAhead(ctx, db)
	if err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("write-ahead mode is not available here (journal mode %s)", mode)
	}
	return nil
}

// writeAhead sets write-ahead mode and returns the mode the file is in then.
// SQLite does not wait for another process that is about to do the same, so this
// does.
func writeAhead(ctx context.Context, db *sql.DB) (mode string, err error) {
	for end := time.Now().Add(busyTimeout); ; {
		err = db.QueryRowContext(ctx, "PRAGMA journal_mode = wal").Scan(&mode)
		if resultCode(err) != codeBusy || time.Now().After(end) {
			return mode, err
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// migrateOnce takes the next step and reports whether none was left.
func migrateOnce(ctx context.Context, db *sql.DB, all []string, tell func(done, total int)) (done bool, err error) {
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return false, err
	}
	if version > len(all) {
		return false, newer(version, len(all))
	}
	if version == len(all) {
		return true, nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	// Another process may have gone first while this one waited for the lock.
	if now, err := schemaVersion(ctx, tx); err != nil || now != version {
		return false, err
	}
	if version == 0 {
		var tables int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return false, err
		}
		if tables > 0 {
			return false, errors.New("no record: this SQLite file was made by another program")
		}
		mark := fmt.Sprintf(`PRAGMA application_id = %d; CREATE TABLE schema_version (version INTEGER PRIMARY KEY)`, applicationID)
		if _, err := tx.ExecContext(ctx, mark); err != nil {
			return false, err
		}
	}
	if err := run(ctx, tx, all[version], tell); err != nil {
		return false, fmt.Errorf("migration %d: %w", version+1, err)
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO schema_version VALUES (?)", version+1); err != nil {
		return false, err
	}
	return false, tx.Commit()
}

// run runs a script, one statement after the other, and what
// SQL cannot do of it.
func run(ctx context.Context, tx *sql.Tx, script string, tell func(done, total int)) error {
	list := commands(script)
	for i, command := range list {
		tell(i, len(list))
		if _, err := tx.ExecContext(ctx, command); err != nil {
			return err
		}
	}
	tell(len(list), len(list))
	var packed []int
	for i, of := range packings {
		if strings.Contains(script, "CREATE TABLE "+of.table+" ") {
			packed = append(packed, i)
		}
	}
	if len(packed) == 0 {
		return nil
	}
	return packAll(ctx, tx, packed, tell)
}

// commands cuts a script at the ends of lines that end a command; some of the pieces
// hold several.
func commands(script string) (list []string) {
	var b strings.Builder
	for line := range strings.Lines(script) {
		b.WriteString(line)
		end := ";\n"
		if strings.Contains(b.String(), "CREATE TRIGGER") {
			end = "END;\n"
		}
		if strings.HasSuffix(line, end) {
			list = append(list, b.String())
			b.Reset()
		}
	}
	return append(list, b.String())
}

type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion returns the number of migrations the file has seen.
func schemaVersion(ctx context.Context, db queryer) (int, error) {
	var there, version int
	err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'").Scan(&there)
	if err == nil && there > 0 {
		err = db.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM schema_version").Scan(&version)
	}
	return version, err
}
