package sqlite

import (
	"path/filepath"
	"testing"

	"sayso/record"
	"sayso/record/recordtest"
)

func openTemp(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	recordtest.Run(t, func(t *testing.T) record.Store { return openTemp(t) })
}
