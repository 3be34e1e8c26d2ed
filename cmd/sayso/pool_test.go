package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"sayso/ingest"
)

// walkN finds n reports, each known by its error's words.
func walkN(n int) func(context.Context, func(ingest.Read) error) error {
	return func(_ context.Context, f func(ingest.Read) error) error {
		for i := range n {
			if err := f(ingest.Read{Err: fmt.Errorf("%d", i)}); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	const n = 200
	work := func(_ context.Context, r ingest.Read) string {
		if len(r.Err.Error())%2 == 0 { // some take longer than those after them
			time.Sleep(time.Millisecond)
		}
		return r.Err.Error()
	}
	next := 0
	err := ordered(context.Background(), walkN(n), work, func(got string) error {
		if got != fmt.Sprint(next) {
			t.Errorf("result %d is %s", next, got)
		}
		next++
		return nil
	})
	if err != nil || next != n {
		t.Errorf("got %d of %d results and %v", next, n, err)
	}
}

func TestOrderedEndsWithTheFirstError(t *testing.T) {
	before := runtime.NumGoroutine()
	work := func(_ context.Context, r ingest.Read) string { return r.Err.Error() }
	full := errors.New("full")
	sunk := 0
	err := ordered(context.Background(), walkN(1000), work, func(string) error {
		if sunk++; sunk == 5 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || sunk != 5 {
		t.Errorf("a sink that fails: got %v after %d", err, sunk)
	}

	lost := errors.New("lost")
	err = ordered(context.Background(), func(ctx context.Context, f func(ingest.Read) error) error {
		if err := walkN(3)(ctx, f); err != nil {
			return err
		}
		return lost
	}, work, func(string) error { return nil })
	if !errors.Is(err, lost) {
		t.Errorf("a walk that fails: got %v", err)
	}

	ctx, cancel := context.WithCancel(context.Background())
	err = ordered(ctx, walkN(1000), work, func(string) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context: got %v", err)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}
