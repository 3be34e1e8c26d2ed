package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
)

// A request under way when the server stops still gets its answer.
func TestServeFinishesWhatItBegan(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	begun := make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-ctx.Done()
		_, _ = io.WriteString(w, "answer")
	})
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, ln, slow) }()
	go func() {
		<-begun
		stop()
	}()
	resp, err := http.Get("http://" + ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || string(body) != "answer" {
		t.Errorf("got %q, %v", body, err)
	}
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if _, err := net.Dial("tcp", ln.Addr().String()); err == nil {
		t.Error("the address still answers")
	}
}

func TestServeSaysWhyItCannotListen(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ln.Close()
	if err := Serve(context.Background(), ln, http.NotFoundHandler()); err == nil {
		t.Error("no error for a closed listener")
	}
}
