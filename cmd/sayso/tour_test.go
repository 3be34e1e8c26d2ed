package main

import (
	"context"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"sayso/record"
	"sayso/record/sqlite"
	"sayso/web"
	"sayso/web/webtest"
)

// TestTour goes through the day that docs/tour.md tells of: it runs the page's
// commands, which must print what stands below them there, and takes its pictures in between.
func TestTour(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a browser")
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS(filepath.Join(root, "examples"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	file := filepath.Join(root, "docs", "tour.md")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	toured := false
	told := commandShown.ReplaceAllStringFunc(string(page), func(block string) string {
		command, _, _ := strings.Cut(strings.TrimPrefix(block, "    $ sayso "), "\n")
		if !strings.HasPrefix(command, "add") && !toured {
			toured = true
			tour(t, root)
		}
		code, out, errs := execute(t.Context(), arguments(command)...)
		if code != exitDone {
			t.Errorf("sayso %s: exit code %d\n%s", command, code, errs)
		}
		shown := "    $ sayso " + command + "\n"
		for line := range strings.Lines(out + errs) {
			shown += "    " + digests.ReplaceAllString(strings.TrimRight(line, " \n"), "…") + "\n"
		}
		if shown != block && !*update {
			t.Errorf("docs/tour.md shows (-update writes what is true)\n%s\nbut it is\n%s", block, shown)
		}
		return shown
	})
	if !toured {
		t.Error("docs/tour.md has no command after the tour through the pages")
	}
	if *update {
		if err := os.WriteFile(file, []byte(told), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var (
	commandShown = regexp.MustCompile(`(?m)^    \$ sayso .*\n(?:    [^$\n].*\n)*`)
	digests      = regexp.MustCompile(`\b[0-9a-f]{64}\b`) // change with every version of the program
)

// arguments splits a command as a shell does, as far as the tour needs it.
func arguments(command string) (args []string) {
	for i, part := range strings.Split(command, `"`) {
		if i%2 == 1 {
			args = append(args, part)
		} else {
			args = append(args, strings.Fields(part)...)
		}
	}
	return args
}

// tour takes the pictures of the tour.
func tour(t *testing.T, root string) {
	t.Helper()
	ctx := context.Background()
	store, err := openLinking(ctx, "sayso.db", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	al, err := newAligner(store)
	if err != nil {
		t.Fatal(err)
	}
	morning := func() time.Time { return time.Date(2021, 4, 10, 9, 30, 0, 0, time.UTC) }
	h, err := web.New(store, web.Options{Version: "test", Reviewer: "Ada Finch", Now: morning, Align: al.align})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	unsure, err := store.Statements(ctx, record.Query{Text: "counts the money", Review: "undecided"})
	if err != nil || len(unsure.Rows) != 1 {
		t.Fatalf("%d undecided statements to correct, want 1; %v", len(unsure.Rows), err)
	}
	id := unsure.Rows[0].ID
	webtest.Tour(t, server.URL, webtest.References{
		Pictures: filepath.Join(root, "docs", "screens"), Layouts: filepath.Join(root, "cmd", "sayso", "testdata", "layouts.json"), Update: *update,
	}, []webtest.Stop{
		{Open: "/overview", Do: []webtest.Act{webtest.Write("#q", "prisoners"), webtest.Follow(".find button")}, Picture: "tour-search"},
		{Do: []webtest.Act{webtest.Click(".exports summary")}, Picture: "tour-export"},
		{Open: "/review", Do: []webtest.Act{webtest.Press("j"), webtest.Press("j")}, Picture: "tour-queue"},
		{Open: "/statement/" + id + "/edit", Do: []webtest.Act{webtest.Write("#speaker", "Idris Maronne"), webtest.Choose("[data-text]", "Maronne"), webtest.Press("2")}, Picture: "tour-correct"},
		{Do: []webtest.Act{webtest.Follow(".correct .go button")}},
		{Open: "/statement/" + id, Picture: "tour-corrected"},
		{Do: []webtest.Act{webtest.Press("?")}, Picture: "tour-keys"},
	})
}

// TestPicturesOfTheDocs: every picture that a document shows is there, and shown by one.
func TestPicturesOfTheDocs(t *testing.T) {
	docs := os.DirFS(filepath.Join("..", "..", "docs"))
	shown := map[string]bool{}
	pages, err := fs.Glob(docs, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pages {
		page, err := fs.ReadFile(docs, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`!\[[^]]*\]\(([^)]*)\)`).FindAllStringSubmatch(string(page), -1) {
			shown[m[1]] = true
			if _, err := fs.Stat(docs, m[1]); err != nil {
				t.Errorf("docs/%s: %v", name, err)
			}
		}
	}
	if len(shown) == 0 {
		t.Error("no document shows a picture")
	}
}
