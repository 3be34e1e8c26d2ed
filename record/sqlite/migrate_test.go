package sqlite

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// schemaOne is a report as a program that knew the first schema alone stored it.
// Every later column has a default, so that it goes into every schema.
func schemaOne(text string) []string {
	digest := sayso.DigestOf([]byte(text))
	st := sayso.Statement{Cue: []sayso.Span{{Start: 25, End: 29}}, Content: []sayso.Span{{Start: 0, End: 12}}}
	id := sayso.NewArticleID(digest)
	return []string{
		"INSERT INTO speaker (key, id, name, type) VALUES (1, 'mara-holt', 'Mara Holt', 'person')",
		fmt.Sprintf(`INSERT INTO article (key, id, digest, latest, version, statements, date, date_reason, name, url, title, language,
			outlet_name, outlet_basis, agencies, byline_at, place_at, format, pipeline)
			VALUES (1, '%s', x'%s', 1, 1, 1, '', '', 'old', '', '', '', '', '', '', '', '', 'text', 'abc')`, id, digest),
		fmt.Sprintf(`INSERT INTO layers (article, text, zones, mentions, entities) VALUES (1, '%s', '', '', '[{"name":"Mara Holt","type":"person"}]')`, text),
		fmt.Sprintf(`INSERT INTO statement (key, id, article, ordinal, latest, kind, speaker, level, entity, within, score, source, cue, content,
			source_at, cue_at, content_at, addressee_at, occasion_at, said, said_reason, chain)
			VALUES (1, '%s', 1, 1, 1, 'indirect', 1, 'body', 1, 0, 0.5, 'Mara Holt', 'said', 'The ice held', '14-23', '25-29', '0-12', '', '', '', '', '')`, st.ID(id)),
		"INSERT INTO statement_text (rowid, content) SELECT key, content FROM statement_clean",
	}
}

// counting is the last schema before records kept counts: a report that stands in
// one of a later schema has been counted, which schemaOne does not do.
const counting = 6

// A record of every schema there has been is brought up to the newest, with
// everything in it.
func TestOpenFromEverySchema(t *testing.T) {
	all, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	const text = "The ice held, Mara Holt, said."
	for version := 1; version <= len(all); version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "old.db")
			old := []string{fmt.Sprintf("PRAGMA application_id = %d", applicationID), "CREATE TABLE schema_version (version INTEGER PRIMARY KEY)"}
			for i, script := range all[:version] {
				if i == counting {
					old = append(old, schemaOne(text)...)
				}
				old = append(old, script, fmt.Sprintf("INSERT INTO schema_version VALUES (%d)", i+1))
			}
			if version <= counting {
				old = append(old, schemaOne(text)...)
			}
			foreign(t, path, old...)

			s, err := Open(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			ctx := t.Context()
			if now, err := schemaVersion(ctx, s.readers); err != nil || now != len(all) {
				t.Errorf("schema %d, %v; want %d", now, err, len(all))
			}
			page, err := s.Statements(ctx, record.Query{Speaker: "holt", Text: "ice"})
			if err != nil || page.Total != 1 || page.Rows[0].Speaker.Name != "Mara Holt" || page.Rows[0].Review != record.Open {
				t.Fatalf("statements %+v, %v", page, err)
			}
			doc, err := s.Document(ctx, page.Rows[0].Article.ID)
			if err != nil || doc.Text != text || len(doc.Statements) != 1 || len(doc.Undecided) != 0 {
				t.Fatalf("document %+v, %v", doc, err)
			}
			// It takes what the newest schema is for.
			d := record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.Reject, Target: record.TargetOf(doc, &doc.Statements[0])}
			if _, err := s.Decide(ctx, d); err != nil {
				t.Fatal(err)
			}
			if page, err = s.Statements(ctx, record.Query{}); err != nil || page.Total != 0 {
				t.Errorf("after it was rejected: %d statements, %v", page.Total, err)
			}
			if _, err := s.Add(ctx, newPile().report(2)); err != nil {
				t.Error(err)
			}
		})
	}
}

// What a person decided cannot be changed nor deleted, by whatever program.
func TestDecisionsStay(t *testing.T) {
	s := openTemp(t)
	r := newPile().report(2)
	if _, err := s.Add(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	d := record.Decision{Made: recordtest.Noon, By: "ada", Kind: record.Accept, Target: record.TargetOf(r.Document, &r.Document.Statements[0])}
	if _, err := s.Decide(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"DELETE FROM decision", "UPDATE decision SET by = 'eve'", "REPLACE INTO decision SELECT key, id, made, 'eve', kind, speaker, undoes, whole FROM decision"} {
		db, err := sql.Open("sqlite", fileURI(s.path)+"?_pragma=recursive_triggers(1)")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), q); err == nil {
			t.Errorf("%s: no error", q)
		}
		db.Close()
	}
}
