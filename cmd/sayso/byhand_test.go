package main

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sayso"
	"sayso/record"
	"sayso/record/sqlite"
	"sayso/web"
	"sayso/web/webtest"
)

// What the machine misses in one of the examples: a remark without a name.
const (
	missedReport  = "examples/14-valdria-one-accord-signed.txt"
	missedContent = "unworthy of the day."
	missedSource  = "in Ostrev"
)

// missedRecord is a record of that report alone, in a file.
func missedRecord(t *testing.T, name string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), name)
	if code, _, stderr := execute(t.Context(), "add", "--record", file, missedReport); code != exitDone {
		t.Fatalf("add: exit code %d\n%s", code, stderr)
	}
	return file
}

// A statement entered by hand goes wherever the machine's do: it is listed, verified,
// exported with its evidence, and its decision imported into another record.
func TestByHand(t *testing.T) {
	t.Chdir("../..")
	one, two := missedRecord(t, "one.db"), missedRecord(t, "two.db")
	store, err := openLinking(t.Context(), one, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	page, err := store.Articles(t.Context(), record.Query{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := store.Document(t.Context(), page.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	span := func(words string) []sayso.Span {
		at := strings.Index(d.Text, words)
		if at < 0 {
			t.Fatalf("the report lacks %q", words)
		}
		return []sayso.Span{{Start: int32(at), End: int32(at + len(words))}}
	}
	st := sayso.Statement{Content: span(missedContent), Source: span(missedSource), Cue: span("condemned")}
	dec := record.Decision{Made: time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC), By: "Ada Finch", Kind: record.Add, Target: record.TargetOf(d, &st),
		Value: record.Value{Kind: "direct", Speaker: "somebody in Ostrev"}}
	if _, err := store.Decide(t.Context(), dec); err != nil {
		t.Fatal(err)
	}
	pack, kept := filepath.Join(t.TempDir(), "pack.zip"), filepath.Join(t.TempDir(), "decisions.jsonl")
	for _, c := range []struct {
		want string
		args []string
	}{
		{missedContent, []string{"list", "statements", "--record", one, "--review", "entered"}},
		{"entered by Ada Finch", []string{"show", "--record", one, st.ID(d.ID)}},
		{"entered by hand by Ada Finch", []string{"export", "--record", one, "--format", "md", "--text", "unworthy"}},
		{`"entered_by":"Ada Finch"`, []string{"export", "--record", one, "--format", "jsonl", "--text", "unworthy"}},
		{"", []string{"verify", "--record", one}},
		{"", []string{"export", "--record", one, "--format", "pack", "-o", pack, "--text", "unworthy"}},
		{"", []string{"verify", pack}},
		{"", []string{"decisions", "export", "--record", one, "-o", kept}},
		{"", []string{"decisions", "import", kept, "--record", two}},
		{missedContent, []string{"list", "statements", "--record", two, "--review", "entered"}},
	} {
		if code, out, stderr := execute(t.Context(), c.args...); code != exitDone || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit code %d, want %q in\n%s%s", c.args, code, c.want, out, stderr)
		}
	}
}

// TestByHandInABrowser enters the statement by keys.
func TestByHandInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a browser")
	}
	t.Chdir("../..")
	ctx := context.Background()
	store, err := openLinking(ctx, missedRecord(t, "one.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	page, err := store.Articles(ctx, record.Query{})
	if err != nil {
		t.Fatal(err)
	}
	places, err := placesNamed()
	if err != nil {
		t.Fatal(err)
	}
	h, err := web.New(store, web.Options{Version: "test", Reviewer: "reader", Now: time.Now, Places: places})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	path := "/article/" + string(page.Rows[0].ID)
	webtest.Enter(t, server.URL, path, missedContent, missedSource, path+"/correct/figure-1", path+"/correct/toponym-1")
}
