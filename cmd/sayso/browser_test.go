package main

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"sayso/lang/en"
	"sayso/record/sqlite"
	"sayso/web"
	"sayso/web/webtest"
)

// TestPagesOfTheExamples takes the record of the example reports through every
// page in headless Chromium and compares the pages with their pictures in docs/screens and
// with their known layouts, which -update writes anew.
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
	if code, _, stderr := execute(ctx, "searches", "add", "What the envoy said", "--speaker", "Maronne", "--as", "reader", "--record", file); code != exitDone {
		t.Fatalf("searches add: exit code %d\n%s", code, stderr)
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
	visited := webtest.Run(t, server.URL, &webtest.References{
		Pictures: filepath.Join("docs", "screens"), Layouts: filepath.Join("cmd", "sayso", "testdata", "layouts.json"), Update: *update})
	for _, route := range webtest.Unseen(web.Routes(), visited) {
		switch route {
		case "GET /sign-in": // there is none where nobody has to sign in
		case "GET /searches/{id}": // feeds
		default:
			t.Errorf("no link leads to %s: nobody looked at it", route)
		}
	}
}
