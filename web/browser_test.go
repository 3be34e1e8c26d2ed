package web

import (
	"context"
	"net"
	"os"
	"testing"
	"time"

	"sayso/web/webtest"
)

// TestBrowser looks at every page in Chromium. With SAYSO_SCREENSHOTS set to a
// folder it leaves pictures there.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the pages are not looked at in a browser")
	}
	webtest.Run(t, serve(t, Options{Version: "test"}), os.Getenv("SAYSO_SCREENSHOTS"))
}

// serve runs the server over the filled record and returns its address. When
// the test ends, so must the server.
func serve(t *testing.T, opt Options) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, ln, newSite(t, fill(t), opt)) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("Serve: %v", err)
			}
		case <-time.After(2 * stopTimeout):
			t.Error("Serve goes on after its context ended")
		}
	})
	return "http://" + ln.Addr().String()
}
