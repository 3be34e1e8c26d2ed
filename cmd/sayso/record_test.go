package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sayso/record"
)

// A process that is killed while it adds 500 reports leaves a record that
// verify accepts and that a second add completes.
func TestKilledAddLeavesASoundRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("adds 500 reports several times")
	}
	const count = 500
	dir := reports(t, count)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test binary is the program when it is called by the program's name.
	program := filepath.Join(t.TempDir(), "sayso")
	if err := os.Symlink(self, program); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	file := filepath.Join(t.TempDir(), "killed.db")

	stored := 0
	for kill := range 3 {
		cmd := exec.Command(program, "add", "--record", file, dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		waitForMore(t, file, stored+20, done)
		time.Sleep(rand.N(30 * time.Millisecond)) // any moment of a transaction will do
		cmd.Process.Kill()
		var killed *exec.ExitError
		if err := <-done; err == nil {
			t.Skip("add was done before it could be killed")
		} else if !errors.As(err, &killed) || killed.Exited() {
			t.Fatalf("add was not killed: it ended with %v", err)
		}
		code, stdout, stderr := execute(context.Background(), "verify", "--record", file)
		if code != exitDone {
			t.Fatalf("verify after kill %d: exit code %d\n%s%s", kill, code, stdout, stderr)
		}
		n := 0
		if _, err := fmt.Sscanf(stderr, "sayso: verified %d reports", &n); err != nil || n < stored+20 || n >= count {
			t.Fatalf("after kill %d, with at least %d reports stored before, verify says %s", kill, stored+20, stderr)
		}
		stored = n
	}
	code, _, stderr := execute(context.Background(), "add", "--record", file, dir)
	want := fmt.Sprintf("read %d reports: %d added, %d unchanged, 0 failed", count, count-stored, stored)
	if code != exitDone || !strings.Contains(stderr, want) {
		t.Errorf("the add that completes: exit code %d, want %q, got %q", code, want, stderr)
	}
	if code, stdout, stderr := execute(context.Background(), "verify", "--record", file); code != exitDone || !strings.Contains(stderr, fmt.Sprintf("verified %d reports: 0 problems", count)) {
		t.Errorf("verify of the completed record: exit code %d\n%s%s", code, stdout, stderr)
	}
}

// waitForMore waits until the record file holds at least n reports. It skips the
// test when the process that adds them is done before, which a busy machine can
// bring about.
func waitForMore(t *testing.T, file string, n int, done chan error) {
	t.Helper()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatalf("add: %v", err)
			}
			t.Skip("add was done before it could be killed")
		case <-time.After(2 * time.Millisecond):
		}
		if stored(file) >= n {
			return
		}
	}
}

// stored counts the articles of a record that another may be writing.
func stored(file string) int {
	store, err := openRecord(context.Background(), file)
	if err != nil {
		return 0 // the record is not made yet
	}
	defer store.Close()
	page, err := store.Articles(context.Background(), record.Query{Limit: 1})
	if err != nil {
		return 0
	}
	return page.Total
}

// An interrupted add says what was stored, and the record is sound.
func TestInterruptedAdd(t *testing.T) {
	dir := reports(t, 200)
	file := filepath.Join(t.TempDir(), "interrupted.db")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		for ctx.Err() == nil && stored(file) == 0 {
			time.Sleep(2 * time.Millisecond)
		}
		cancel()
	}()
	code, stdout, stderr := execute(ctx, "add", "--record", file, dir, dir, dir, dir, dir)
	if code != exitInterrupted || stdout != "" {
		t.Fatalf("exit code %d, output %q, errors %q", code, stdout, stderr)
	}
	for _, want := range []string{"added", "goes on from there", "interrupted"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("want %q said, got %q", want, stderr)
		}
	}
	if code, stdout, stderr := execute(context.Background(), "verify", "--record", file); code != exitDone {
		t.Errorf("verify: exit code %d\n%s%s", code, stdout, stderr)
	}
}

// Run with GOMAXPROCS=1 (go test -cpu 1) for the figure of one core.
func BenchmarkExtract(b *testing.B) {
	dir := reports(b, 200)
	for b.Loop() {
		if code, _, stderr := execute(context.Background(), "extract", dir); code != exitDone {
			b.Fatal(stderr)
		}
	}
	b.ReportMetric(200*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// Run with GOMAXPROCS=1 (go test -cpu 1) for the figure of one core.
func BenchmarkAdd(b *testing.B) {
	dir := reports(b, 200)
	n := 0
	for b.Loop() {
		n++
		file := filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", n))
		if code, _, stderr := execute(context.Background(), "add", "--record", file, dir); code != exitDone {
			b.Fatal(stderr)
		}
	}
	b.ReportMetric(200*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
