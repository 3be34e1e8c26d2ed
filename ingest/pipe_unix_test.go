//go:build unix

package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sayso/ingest"
)

// TestNoRegularFile names pipes, sockets and devices on the command line: each
// is an error at once, and nothing waits for a writer.
func TestNoRegularFile(t *testing.T) {
	t.Chdir(t.TempDir()) // the path of a socket must be short
	if err := syscall.Mkfifo("fifo", 0o600); err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	var got []string
	err = ingest.Walk(t.Context(), []string{"fifo", "socket", "/dev/null"}, nil, options(), func(r ingest.Read) error {
		got = append(got, fmt.Sprint(r.Err))
		return nil
	})
	want := []string{
		"fifo: a named pipe, want a file, a folder, or - for standard input",
		"socket: a socket, want a file, a folder, or - for standard input",
		"/dev/null: a device, want a file, a folder, or - for standard input",
	}
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
}

// TestOpenPipe reads a pipe that this process holds open, as the shell's process
// substitution gives it, and leaves one alone that says nothing when the
// context ends; and so with standard input.
func TestOpenPipe(t *testing.T) {
	open := func() (path string, w *os.File) {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close(); w.Close() })
		return filepath.Join("/dev/fd", fmt.Sprint(r.Fd())), w
	}
	path, w := open()
	go func() {
		io.WriteString(w, samplePlain)
		w.Close()
	}()
	n := 0
	err := ingest.Walk(t.Context(), []string{path}, nil, options(), func(r ingest.Read) error {
		if n++; r.Err != nil || r.Article.Text != samplePlain || r.Article.Name != path {
			t.Errorf("got %v", r.Err)
		}
		return nil
	})
	if err != nil || n != 1 {
		t.Errorf("%v, %d reports", err, n)
	}
	silent, _ := open()
	stdin, out := io.Pipe()
	defer out.Close()
	for _, path := range []string{silent, "-"} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		err := ingest.Walk(ctx, []string{path}, stdin, options(), func(r ingest.Read) error {
			t.Errorf("%s: got %v", path, r.Err)
			return nil
		})
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v, want the end of the context", path, err)
		}
	}
}
