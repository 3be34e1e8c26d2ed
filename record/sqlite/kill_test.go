package sqlite

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"sayso/record"
)

// killPath names, in the environment, the record that this test binary shall
// write as the process that gets killed.
const killPath = "SAYSO_TEST_KILL_RECORD"

const killReports = 1000

// TestKill kills a process in the middle of adding, several times, at moments of
// no meaning. Whatever Add had returned from is there, the record is whole, and
// adding everything again completes it.
func TestKill(t *testing.T) {
	if path := os.Getenv(killPath); path != "" {
		addAll(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "record.db")
	most := 0
	for round := range 6 {
		wait := time.Duration(rand.IntN(300)) * time.Millisecond
		told := runAndKill(t, path, wait)
		most = max(most, told)
		t.Logf("round %d: killed %v after opening, %d reports added", round, wait, told)
		s, err := Open(t.Context(), path, Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Articles(t.Context(), record.Query{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if page.Total < most || page.Total > most+1 {
			t.Errorf("%d reports, but Add returned from %d", page.Total, most)
		}
		most = max(most, page.Total)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		checkWhole(t, path)
	}
	if most == killReports {
		t.Fatalf("all %d reports were added before the last kill: the test needs more", most)
	}
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	pile := newPile()
	for i := range most + 20 {
		want := record.Unchanged
		if i >= most {
			want = record.Added
		}
		if got, err := s.Add(t.Context(), pile.report(5)); err != nil || got != want {
			t.Fatalf("report %d: Add = %v, %v; want %v", i, got, err, want)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	checkWhole(t, path)
}

// runAndKill starts a process that adds reports, kills it some time after it
// opened the record, and returns how many it said were there by then.
func runAndKill(t *testing.T, path string, wait time.Duration) (told int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), killPath+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the process says %q, want open", lines.Text())
	}
	timer := time.AfterFunc(wait, func() { cmd.Process.Kill() })
	defer timer.Stop()
	for lines.Scan() { // a last line that was cut short does not count
		var n int
		if _, err := fmt.Sscanf(lines.Text(), "there %d.", &n); err == nil && lines.Text() == fmt.Sprintf("there %d.", n) {
			told = n
		}
	}
	cmd.Wait() // it was killed: the error says no more
	return told
}

// addAll adds every report and says after each how many are there.
func addAll(t *testing.T, path string) {
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("open")
	pile := newPile()
	for i := range killReports {
		if _, err := s.Add(t.Context(), pile.report(5)); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("there %d.\n", i+1)
	}
}

// checkWhole checks the file with SQLite's own means and the record with Verify,
// each on connections of its own.
func checkWhole(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var found string
	if err := s.writer.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&found); err != nil || found != "ok" {
		t.Errorf("integrity_check: %s, %v", found, err)
	}
	if err := s.writer.QueryRowContext(t.Context(), "SELECT count(*) FROM pragma_foreign_key_check").Scan(&found); err != nil || found != "0" {
		t.Errorf("foreign_key_check: %s, %v", found, err)
	}
	// With the rank column set the index is compared with the contents too.
	if _, err := s.writer.ExecContext(t.Context(), "INSERT INTO statement_text (statement_text, rank) VALUES ('integrity-check', 1)"); err != nil {
		t.Errorf("full-text index: %v", err)
	}
	problems, err := record.Verify(t.Context(), s, unframed, nil)
	if err != nil || len(problems) > 0 {
		t.Errorf("Verify: %v, %v", problems, err)
	}
}
