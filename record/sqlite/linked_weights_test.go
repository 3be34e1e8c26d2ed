package sqlite

import (
	"path/filepath"
	"slices"
	"testing"

	"sayso/link"
)

// A record knows whether all its links were made by the weights it is opened with,
// until they are all made anew.
func TestLinkedOtherwise(t *testing.T) {
	ctx := t.Context()
	own := english(t)
	newer := *own.Model
	newer.Context = slices.Clone(newer.Context)
	newer.Context[0] += 0.25
	path := filepath.Join(t.TempDir(), "record.db")
	with := func(set *link.Settings, want bool, then func(*Store) error) {
		t.Helper()
		s, err := Open(ctx, path, Options{Create: true, Link: set})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if got, err := s.LinkedOtherwise(ctx); err != nil || got != want {
			t.Errorf("linked otherwise: %v, %v; want %v", got, err, want)
		}
		if err := then(s); err != nil {
			t.Fatal(err)
		}
	}
	pile := newPile()
	add := func(s *Store) error {
		_, err := s.Add(ctx, pile.report(3))
		return err
	}
	none := func(*Store) error { return nil }
	other := &link.Settings{Words: own.Words, Model: &newer}
	with(own, false, add)
	with(own, false, add)
	with(other, true, add) // now by both
	with(own, true, none)
	with(nil, false, none)
	with(other, true, func(s *Store) error {
		if err := s.Unlink(ctx); err != nil {
			return err
		}
		return s.Link(ctx, func() {})
	})
	with(other, false, none)
	with(own, true, none)
}
