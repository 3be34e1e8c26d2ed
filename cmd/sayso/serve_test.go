package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// started runs the program until stop, which returns its exit code and what it
// said. It returns the first line of its output, which is the address.
func started(t *testing.T, args ...string) (url string, stop func() (int, string)) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	var errs bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, args, strings.NewReader(""), in, &errs)
		in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	go io.Copy(io.Discard, out)
	stop = func() (int, string) {
		cancel()
		c := <-code
		return c, errs.String()
	}
	if err != nil {
		_, said := stop()
		t.Fatalf("no address: %v\n%s", err, said)
	}
	return strings.TrimSpace(line), stop
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", url, resp.Status, err)
	}
	return string(b)
}

func TestOpenShowsThePage(t *testing.T) {
	dir := reports(t, 4)
	file := filepath.Join(t.TempDir(), "open.db")
	url, stop := started(t, "open", "--no-browser", "--record", file, dir)
	page := get(t, url)
	if code, said := stop(); code != exitDone || !strings.Contains(said, "read 4 reports: 4 added") {
		t.Errorf("exit code %d: %s", code, said)
	}
	if !strings.HasPrefix(url, "http://127.0.0.1:") || !strings.Contains(page, "Olsen") {
		t.Errorf("%s does not show the statements:\n%s", url, page)
	}

	// The same record, served again; a report that fails is named at the end.
	url, stop = started(t, "serve", "--listen", "127.0.0.1:0", "--record", file)
	if !strings.Contains(get(t, url), "Olsen") {
		t.Error("serve does not show the statements")
	}
	if code, said := stop(); code != exitDone {
		t.Errorf("exit code %d: %s", code, said)
	}
	_, stop = started(t, "open", "--no-browser", "--record", file, dir, filepath.Join(dir, "gone.txt"))
	if code, said := stop(); code != exitFailed || !strings.Contains(said, "gone.txt") || !strings.Contains(said, "4 unchanged, 1 failed") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

func TestServeNamesAPortInUse(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	file := filepath.Join(t.TempDir(), "serve.db")
	if code, _, said := execute(context.Background(), "add", "--record", file, reports(t, 1)); code != exitDone {
		t.Fatal(said)
	}
	code, _, said := execute(context.Background(), "serve", "--record", file, "--listen", ln.Addr().String())
	if code != exitFailed || !strings.HasPrefix(said, "sayso: "+ln.Addr().String()+": ") || !strings.Contains(said, "--listen 127.0.0.1:0") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// Whoever sits at a terminal is told how to stop the server, wherever the
// terminal is.
func TestServeSaysHowToStop(t *testing.T) {
	for _, c := range []struct {
		stdout, stderr         bool // is the terminal
		wantStdout, wantStderr string
	}{
		{true, true, "", "sayso: Ctrl-C stops it\n"},
		{false, true, "", "sayso: Ctrl-C stops it\n"},
		{true, false, "Ctrl-C stops it\n", ""},
		{false, false, "", ""},
	} {
		var out, errs strings.Builder
		a := &app{stdout: &out, con: &console{w: &errs, terminal: c.stderr}}
		a.sayHowToStop(c.stdout)
		if out.String() != c.wantStdout || errs.String() != c.wantStderr {
			t.Errorf("%+v: said %q and %q", c, out.String(), errs.String())
		}
	}
}
