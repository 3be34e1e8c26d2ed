package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// gate is a report that no other number gives.
func gate(t *testing.T, i int) record.Report {
	text := fmt.Sprintf("Report %d. The gate is shut, the keeper said. %s", i, strings.Repeat(fmt.Sprint("Rain fell ", i, ". "), 800))
	return recordtest.Report(t, sayso.Article{Name: fmt.Sprintf("r%d", i), Text: text, Date: recordtest.Day("2020-01-02")},
		recordtest.Said{Source: "the keeper", Cue: "said", Content: "The gate is shut", Speaker: "the keeper"})
}

func reports(t *testing.T, s *Store) int {
	t.Helper()
	page, err := s.Articles(t.Context(), record.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	return page.Total
}

func fill(t *testing.T, s *Store, from, to int) {
	t.Helper()
	for i := from; i < to; i++ {
		if _, err := s.Add(t.Context(), gate(t, i)); err != nil {
			t.Error(err)
			return
		}
	}
}

// A backup made while reports are added is one whole state.
func TestBackupWhileWriting(t *testing.T) {
	s := openTemp(t)
	fill(t, s, 0, 100)
	path := filepath.Join(t.TempDir(), "backup.db")
	steps := 0
	err := s.Backup(t.Context(), path, func(done, total int) {
		if steps++; steps == 1 && done < total {
			fill(t, s, 100, 160)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := reports(t, s); n != 160 {
		t.Errorf("%d reports in the record", n)
	}
	if b, err := os.ReadDir(filepath.Dir(path)); err != nil || len(b) != 1 {
		t.Errorf("beside the backup: %v, %v", b, err)
	}
	checkWhole(t, path)
	b, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if n := reports(t, b); n != 100 {
		t.Errorf("%d reports in the backup, want those of its beginning, 100", n)
	}
	if err := s.Backup(t.Context(), path, nil); err == nil || !strings.Contains(err.Error(), "there is a file already") {
		t.Errorf("over another file: %v", err)
	}
}

// Who reads while a record is restored sees it before or after.
func TestRestoreWhileServing(t *testing.T) {
	s := openTemp(t)
	fill(t, s, 0, 40)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	fill(t, s, 40, 90)
	err := Restore(t.Context(), s.path, backup, func(done, total int) {
		if n := reports(t, s); n != 90 && done < total {
			t.Errorf("%d reports while restoring", n)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := reports(t, s); n != 40 {
		t.Errorf("%d reports after it", n)
	}
	fill(t, s, 200, 201)
	if n := reports(t, s); n != 41 {
		t.Errorf("%d reports, one added after it", n)
	}
	problems, err := record.Verify(t.Context(), s, recordtest.Reread, nil)
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}

	fresh := filepath.Join(t.TempDir(), "fresh.db")
	if err := Restore(t.Context(), fresh, backup, nil); err != nil {
		t.Fatal(err)
	}
	checkWhole(t, fresh)
}

// What is not restored whole is not restored.
func TestRestoreFails(t *testing.T) {
	s := openTemp(t)
	n := 200
	if testing.Short() {
		n = 60
	}
	fill(t, s, 0, n)
	dir := t.TempDir()
	backup := filepath.Join(dir, "backup.db")
	if err := s.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	fill(t, s, n, n+10)
	ctx, cancel := context.WithCancel(t.Context())
	if err := Restore(ctx, s.path, backup, func(done, total int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Fatalf("a cancelled restoration ended with %v", err)
	}
	if got := reports(t, s); got != n+10 {
		t.Errorf("%d reports after a restoration that was cut short", got)
	}
	ctx, cancel = context.WithCancel(t.Context())
	if err := s.Backup(ctx, filepath.Join(dir, "cut.db"), func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled backup ended with %v", err)
	}
	other := filepath.Join(dir, "other.txt")
	if err := os.WriteFile(other, []byte("No record, but long enough to be taken for the head of one: "+strings.Repeat("x", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, backup, want string }{
		{s.path, other, "no record"}, {other, backup, "no record"}, {s.path, filepath.Join(dir, "none.db"), "no record here"},
		{s.path, s.path, "from itself"}, {filepath.Join(dir, "nowhere", "x.db"), backup, "no folder"},
	} {
		if err := Restore(t.Context(), c.path, c.backup, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Restore(%s, %s) = %v, want %q", c.path, c.backup, err, c.want)
		}
	}
	if got := reports(t, s); got != n+10 {
		t.Errorf("%d reports in the end", n)
	}
}
