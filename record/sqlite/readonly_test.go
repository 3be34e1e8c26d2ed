package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sayso/record"
)

// TestReadOnly reads a record without writing beside it, whether or not a
// process writes to it at the time.
func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	pile := newPile()
	first, second := pile.report(2), pile.report(2)
	writing, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := writing.Add(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	beside := func() *Store { // a log lies beside the file
		s, err := openReadOnly(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	articles := func(s *Store, want int) {
		t.Helper()
		page, err := s.Articles(t.Context(), record.Query{})
		if err != nil || page.Total != want {
			t.Errorf("%d articles, %v; want %d", page.Total, err, want)
		}
	}
	s := beside()
	articles(s, 1)
	if _, err := writing.Add(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	articles(s, 2)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := writing.Close(); err != nil {
		t.Fatal(err)
	}

	before := folder(t, filepath.Dir(path))
	s = beside() // the file alone
	articles(s, 2)
	if err := s.Each(t.Context(), func(record.Stored) error { return nil }); err != nil {
		t.Error(err)
	}
	if _, err := s.Add(t.Context(), pile.report(2)); err == nil || !strings.Contains(err.Error(), "reading only") {
		t.Errorf("Add: %v", err)
	}
	if after := folder(t, filepath.Dir(path)); after != before {
		t.Error("reading has changed the folder")
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Articles(t.Context(), record.Query{}); err == nil || !strings.Contains(err.Error(), "open it again") {
		t.Errorf("after somebody wrote: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestFolderTakesNoLog opens a record whose log cannot be written: reading goes
// on, adding is refused in plain words. A folder in the log's place stands for
// one without the right to write, which a superuser does not feel.
func TestFolderTakesNoLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), newPile().report(2)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path+"-wal", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); err == nil || err.Error() != path+": the record cannot be written: it needs a file and a folder that this user may write to" {
		t.Errorf("to write: %v", err)
	}
}

// TestMayNotWrite opens a record that forbids writing by its mode.
func TestMayNotWrite(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write whatever the mode says")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) }) // so that it can be removed
	for _, modes := range [][2]os.FileMode{{0o400, 0o700}, {0o600, 0o500}, {0o400, 0o500}} {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, modes[0]); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, modes[1]); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path, Options{ReadOnly: true})
		if err != nil {
			t.Errorf("file %v, folder %v, to read: %v", modes[0], modes[1], err)
			continue
		}
		if _, err := s.Articles(t.Context(), record.Query{}); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		s, err = Open(t.Context(), path, Options{Create: true})
		if err == nil {
			_, err = s.Add(t.Context(), newPile().report(2))
			s.Close()
		}
		if err == nil || !strings.Contains(err.Error(), "cannot be written") {
			t.Errorf("file %v, folder %v, to write: %v", modes[0], modes[1], err)
		}
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{ReadOnly: true}); err == nil || !strings.HasPrefix(err.Error(), path+": the record cannot be read: ") {
		t.Errorf("without the right to read: %v", err)
	}
}
