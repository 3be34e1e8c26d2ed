package sqlite

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// foreign makes an SQLite file by running statements on it.
func foreign(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// older makes a record of the schema of an older version out of the one at path,
// with what both have room for, and returns its path. The statements mend what
// is kept otherwise; they know the record at path as new.
func older(t *testing.T, path string, version int, statements ...string) string {
	t.Helper()
	all, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	old := path + ".older"
	db, err := connect(old)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // the attached record belongs to one connection
	for range version {
		if _, err := migrateOnce(t.Context(), db, all[:version], func(int, int) {}); err != nil {
			t.Fatal(err)
		}
	}
	run := func(statement string) {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	strings := func(query string, args ...any) (out []string) {
		rows, err := db.QueryContext(t.Context(), query, args...)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
		return out
	}
	run("ATTACH '" + path + "' AS new")
	run("PRAGMA foreign_keys = 0")
	for _, table := range strings(`SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'schema_version'
		AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'statement\_text\_%' ESCAPE '\' AND name IN (SELECT name FROM new.sqlite_schema)`) {
		columns := strings(`SELECT group_concat(o.name) FROM pragma_table_info(?1, 'main') o JOIN pragma_table_info(?1, 'new') n USING (name)`, table)
		run("DELETE FROM main." + table)
		run("INSERT INTO main." + table + " (" + columns[0] + ") SELECT " + columns[0] + " FROM new." + table)
	}
	run("INSERT INTO statement_text (statement_text) VALUES ('rebuild')")
	for _, s := range statements {
		run(s)
	}
	return old
}

// TestOpenRefuses opens what is no record: the error says what was found, and
// everything in the folder is as it was.
func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		name, want string
		create     bool
		make       func(path string)
	}{
		{"missing", "no record here", false, func(string) {}},
		{"empty file", "no record here", false, func(path string) { os.WriteFile(path, nil, 0o600) }},
		{"folder", "want a file", true, func(path string) { os.Mkdir(path, 0o700) }},
		{"text", "no SQLite file", true, func(path string) { os.WriteFile(path, bytes.Repeat([]byte("words "), 99), 0o600) }},
		{"short text", "no SQLite file", true, func(path string) { os.WriteFile(path, []byte("words"), 0o600) }},
		{"other program", "another program", true, func(path string) { foreign(t, path, "CREATE TABLE cookies (a)") }},
		{"other program in WAL mode", "another program", true, func(path string) {
			foreign(t, path, "CREATE TABLE cookies (a)", "PRAGMA journal_mode = wal", "INSERT INTO cookies VALUES (1)")
		}},
		{"other mark", "another program", true, func(path string) { foreign(t, path, "PRAGMA application_id = 7") }},
		{"newer", "newer sayso", true, func(path string) {
			s, err := Open(t.Context(), path, Options{Create: true})
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
			foreign(t, path, "INSERT INTO schema_version VALUES (999)")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			c.make(path)
			before := folder(t, filepath.Dir(path))
			s, err := Open(t.Context(), path, Options{Create: c.create})
			if err == nil {
				s.Close()
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), path+": ") {
				t.Errorf("error %q, want one about %q that names the file first", err, c.want)
			}
			if after := folder(t, filepath.Dir(path)); after != before {
				t.Errorf("the folder has changed:\nbefore %q\nafter  %q", before, after)
			}
		})
	}
	path := filepath.Join(t.TempDir(), "no", "folder", "x.db")
	if _, err := Open(t.Context(), path, Options{Create: true}); err == nil || !strings.Contains(err.Error(), "no folder") {
		t.Errorf("no folder: error %v", err)
	}
}

// folder describes every file of dir by name and content.
func folder(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		content, _ := os.ReadFile(filepath.Join(dir, e.Name())) // a folder has none
		b.WriteString(e.Name() + ":" + string(content) + "\n")
	}
	return b.String()
}

// TestOpenMakes opens what becomes a record.
func TestOpenMakes(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(path string)
	}{
		{"new.db", func(string) {}},
		{"a b?c=d&e#f%20é;'g.db", func(string) {}},
		{"empty.db", func(path string) { os.WriteFile(path, nil, 0o600) }},
		{"cut short.db", func(path string) { foreign(t, path, "PRAGMA user_version = 1", "PRAGMA user_version = 0") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.name)
			c.make(path)
			s, err := Open(t.Context(), path, Options{Create: true})
			if err != nil {
				t.Fatal(err)
			}
			r := newPile().report(2)
			if _, err := s.Add(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if left := strings.Count(folder(t, filepath.Dir(path)), ".db"); left != 1 {
				t.Errorf("%d files after Close, want the record alone", left)
			}
			s, err = Open(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if has, err := s.Has(t.Context(), r.Document.Original); err != nil || !has {
				t.Errorf("Has = %v, %v after opening again", has, err)
			}
		})
	}
}

// TestOpenTogether opens a new record several times at once: one of them makes
// it, and all can write.
func TestOpenTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	pile := newPile()
	var all sync.WaitGroup
	for range 6 {
		r := pile.report(3)
		all.Go(func() {
			s, err := Open(t.Context(), path, Options{Create: true})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if got, err := s.Add(t.Context(), r); err != nil || got != record.Added {
				t.Errorf("Add = %v, %v", got, err)
			}
		})
	}
	all.Wait()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	page, err := s.Articles(t.Context(), record.Query{})
	if err != nil || page.Total != 6 {
		t.Errorf("%d articles, %v; want 6", page.Total, err)
	}
}

// A record of an older sayso is brought up to date when it is opened: without
// figures, which only reading again can give, and its reports wait to be linked.
func TestOpenOlder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	r := newPile().report(2)
	if _, err := s.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path = older(t, path, 1)
	if s, err = Open(t.Context(), path, Options{Link: english(t)}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := s.Document(t.Context(), r.Document.ID)
	if err != nil || len(d.Figures) > 0 || len(d.Statements) != len(r.Document.Statements) {
		t.Errorf("%v: %d figures and %d statements, want none and those stored", err, len(d.Figures), len(d.Statements))
	}
	for _, want := range []int{1, 0} {
		if n, err := s.Unlinked(t.Context()); err != nil || n != want {
			t.Errorf("%d reports wait to be linked, %v; want %d", n, err, want)
		}
		if err := s.Link(t.Context(), func() {}); err != nil {
			t.Fatal(err)
		}
	}
}

// Events that a record of the schema before them kept beside the text become rows.
func TestOpenMovesEvents(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	r := newPile().report(2)
	d := r.Document
	said := d.Statements[1].Content[0]
	d.Times = []sayso.TimeExpr{{Span: sayso.Span{Start: 0, End: 1}, Value: "2021-02", Why: "written so"}}
	d.Events = []sayso.Event{{Span: sayso.Span{Start: 0, End: 1}, Kind: "first"}, {Span: said, Kind: "second", Time: 1, Ahead: true}}
	if _, err := s.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	before, err := s.Events(t.Context(), record.Query{})
	if err != nil || len(before.Rows) != 2 || before.Rows[0].Statement == "" {
		t.Fatalf("%+v, %v", before, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path = older(t, path, 2, "UPDATE layers SET events = (SELECT json_group_array(json(item)) FROM (SELECT item FROM new.event ORDER BY ordinal))")
	if s, err = Open(t.Context(), path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	after, err := s.Events(t.Context(), record.Query{})
	if diff := cmp.Diff(before, after); err != nil || diff != "" {
		t.Errorf("%v (-before +after)\n%s", err, diff)
	}
	if page, err := s.Events(t.Context(), record.Query{On: "2021-02", When: "ahead", Text: "second"}); err != nil || page.Total != 1 {
		t.Errorf("%d events found, %v", page.Total, err)
	}
}

// A record made before it kept counts has the same ones once it is opened.
func TestOpenCounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	pile := recordtest.NewPile(30)
	for i := range 30 {
		r := pile.Report(0)
		r.Document.URL = fmt.Sprintf("https://example.org/%d", i%20)
		if _, err := s.Add(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	tables := []string{"SELECT * FROM voice WHERE statements > 0 ORDER BY 1, 2, 3", "SELECT * FROM unit WHERE figures > 0 ORDER BY 1", "SELECT * FROM spelling WHERE statements > 0 ORDER BY 1, 2",
		"SELECT * FROM day WHERE said + told > 0 ORDER BY 1, 2, 3", "SELECT geoname, name, named, articles, statements FROM toponym WHERE articles > 0 ORDER BY 1",
		"SELECT * FROM outlet ORDER BY key", "SELECT * FROM speaker ORDER BY key", "SELECT key, from_day, till_day FROM article ORDER BY key", "SELECT * FROM revision"}
	var want []string
	for _, q := range tables {
		want = append(want, dump(t, s, q))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path = older(t, path, counting)
	if s, err = Open(t.Context(), path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i, q := range tables {
		if got := dump(t, s, q); got != want[i] {
			t.Errorf("%s\n%s\nwant\n%s", q, got, want[i])
		}
	}
}

// dump returns the rows of a query.
func dump(t *testing.T, s *Store, query string) string {
	t.Helper()
	rows, err := s.readers.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for rows.Next() {
		cells := make([]any, len(names))
		to := make([]any, len(names))
		for i := range cells {
			to[i] = &cells[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, cells...)
	}
	return b.String()
}
