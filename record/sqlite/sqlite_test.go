package sqlite

import (
	"path/filepath"
	"sync"
	"testing"

	"sayso/lang/en"
	"sayso/link"
	"sayso/record"
	"sayso/record/recordtest"
)

// english is what linking needs; the words are read once.
func english(t testing.TB) *link.Settings {
	t.Helper()
	set, err := readEnglish()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

var readEnglish = sync.OnceValues(func() (*link.Settings, error) {
	words, err := en.LinkWords(en.Models())
	if err != nil {
		return nil, err
	}
	model, err := en.LinkModel(en.Models())
	return &link.Settings{Words: words, Model: model}, err
})

func openTemp(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), Options{Create: true, Link: english(t)})
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
