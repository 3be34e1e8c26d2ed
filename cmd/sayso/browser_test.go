package main

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sayso/lang/en"
	"sayso/record/sqlite"
	"sayso/web"
	"sayso/web/webtest"
)

// TestPagesOfTheExamples takes the record of the example reports through every
// page in headless Chromium. With SAYSO_SCREENSHOTS set to a folder it also
// leaves the pictures that docs/screens holds.
func TestPagesOfTheExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a browser over many pages")
	}
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "examples.db")
	t.Chdir("../..") // so that articles bear the names a reader of the README sees
	if code, _, stderr := execute(ctx, "add", "--record", file, "examples"); code != exitDone {
		t.Fatalf("add examples: exit code %d\n%s", code, stderr)
	}
	store, err := openLinking(ctx, file, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	al, err := newAligner(store)
	if err != nil {
		t.Fatal(err)
	}
	known, err := en.Knowledge()
	if err != nil {
		t.Fatal(err)
	}
	words, err := accountWords()
	if err != nil {
		t.Fatal(err)
	}
	h, err := web.New(store, web.Options{Version: "test", Reviewer: "reader", Now: time.Now, Align: al.align, Public: publicFacts(known), AccountWords: words})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	webtest.Run(t, server.URL, os.Getenv("SAYSO_SCREENSHOTS"))
}
