package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"sayso/record"
	"sayso/record/recordtest"
)

// Bringing an older record up to date tells how far it has come, and ends soundly
// when it is interrupted: the next one begins anew.
func TestUpgradingInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	pile := recordtest.NewPile(20)
	pile.Full = true
	for range 3 * articlesInPart {
		if _, err := s.Add(t.Context(), pile.Report(3)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := s.Statements(t.Context(), record.Query{Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	old := older(t, path, counting)

	ctx, cancel := context.WithCancel(t.Context())
	_, err = Open(ctx, old, Options{Upgrading: func(done, total int) {
		if total == 3*articlesInPart { // articles, which the step that packs them counts
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: %v", err)
	}
	told, packed, last := 0, 0, [2]int{}
	if s, err = Open(t.Context(), old, Options{Upgrading: func(done, total int) {
		told, last = told+1, [2]int{done, total}
		if total == 3*articlesInPart {
			packed = done
		}
	}}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if told < 5 || packed != 3*articlesInPart || last[0] != last[1] {
		t.Errorf("told %d times, %d articles packed, in the end %v", told, packed, last)
	}
	got, err := s.Statements(t.Context(), record.Query{Limit: 5})
	if err != nil || got.Total != want.Total {
		t.Errorf("%d statements, %v; want %d", got.Total, err, want.Total)
	}
	packedAsStored(t, s, "the interruption")
}
