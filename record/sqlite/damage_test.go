package sqlite

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// TestDamage changes a record behind the store's back and expects Verify to name
// just that, and to look at the reports after it all the same.
func TestDamage(t *testing.T) {
	article := func(name, text string) record.Report {
		return recordtest.Report(t, sayso.Article{Name: name, Text: text, Date: recordtest.Day("2020-01-02")},
			recordtest.Said{Source: "the miller", Cue: "said", Content: "Flour is dear", Speaker: "the miller", Occasion: "at dawn"},
			recordtest.Said{Source: "His wife", Cue: "agreed", Content: "it is", Speaker: "the wife"})
	}
	bad := article("bad", "Flour is dear, the miller said at dawn. His wife agreed it is.")
	good := article("good", "Flour is dear, the miller said at dawn. His wife agreed it is. Really.")
	id := func(i int) string { return bad.Document.Statements[i].ID(bad.Document.ID) }
	first := fmt.Sprintf("WHERE id = '%s'", id(0))
	for _, c := range []struct {
		sql       string
		statement int // one-based, 0 for the article
		want      string
	}{
		{"UPDATE original SET packed = substr(packed, 1, 20) || x'ff' || substr(packed, 22) WHERE article = 1", 0, "original cannot be read back"},
		{"UPDATE original SET packed = x'' WHERE article = 1", 0, "original cannot be read back"},
		{"UPDATE original SET packed = (SELECT packed FROM original WHERE article = 2), size = (SELECT size FROM original WHERE article = 2) WHERE article = 1",
			0, "original has SHA-256"},
		{"UPDATE original SET size = size - 1 WHERE article = 1", 0, "another size"},
		{"DELETE FROM original WHERE article = 1", 0, "original cannot be read back: it is gone"},
		{"UPDATE layers SET text = replace(text, 'it is.', 'it is!') WHERE article = 1", 0, "text differs from the original's from byte 61"},
		{"UPDATE article SET digest = zeroblob(32) WHERE key = 1", 0, "original has SHA-256"},
		{"UPDATE article SET digest = x'00' WHERE key = 1", 0, "digest cannot be read back"},
		{"UPDATE article SET date_reason = '{' WHERE key = 1", 0, "date cannot be read back"},
		{"UPDATE article SET machine_date = '{' WHERE key = 1", 0, "date cannot be read back"},
		{"UPDATE article SET byline_at = '5-x' WHERE key = 1", 0, "byline cannot be read back"},
		{"UPDATE article SET version = 'x', latest = 'y', outlet_name = x'00' WHERE key = 1", 0, ""}, // nothing that the original tells
		{"UPDATE layers SET zones = '[{\"at\":\"4-2\"}]' WHERE article = 1", 0, "zone 1"},
		{"UPDATE layers SET mentions = replace(mentions, '\"entity\":1', '\"entity\":9') WHERE article = 1", 0, "mention entity 1: refers to 9 of 2"},
		{"UPDATE layers SET times = '[{\"at\":\"0-3\",\"type\":\"GUESS\"}]' WHERE article = 1", 0, "times cannot be read back"},
		{"INSERT INTO figure SELECT NULL, 1, 99, 1, NULL, NULL, NULL, '', 0, '', '', '{\"at\":\"0-3\",\"kind\":\"guess\"}', NULL, 0", 0, "figure cannot be read back"},
		{"INSERT INTO figure SELECT NULL, 1, 99, 1, NULL, NULL, NULL, '', 0, '', '', '{\"at\":\"0-900\",\"kind\":\"count\",\"values\":[1,1]}', NULL, 0", 0, "span [0,900)"},
		{"INSERT INTO place SELECT NULL, 1, 99, 1, NULL, NULL, '', 'nowhere', NULL", 0, "place cannot be read back"},
		{"UPDATE layers SET entities = '?' WHERE article = 1", 0, "entities cannot be read back"},
		{"UPDATE statement SET content = 'Flour is cheap' " + first, 1, "stored words of the content differ from its passage from byte 9"},
		{"UPDATE statement SET source = 'the MILLER' " + first, 1, "words of the source"},
		{"UPDATE statement SET cue = '' " + first, 1, "words of the cue"},
		{"UPDATE statement SET source_at = '16-26' " + first, 1, "words of the source"},
		{"UPDATE statement SET cue_at = '26-31' " + first, 1, "do not give its ID"},
		{"UPDATE statement SET content_at = '0-12' " + first, 1, "do not give its ID"},
		{"UPDATE statement SET content_at = '0to12' " + first, 1, "content: span"},
		{"UPDATE statement SET id = 'ffffffffffffffff' WHERE ordinal = 2 AND article = 1", -1, "do not give its ID"},
		{"UPDATE statement SET kind = 'loud' " + first, 1, "want direct"},
		{"UPDATE statement SET score = 'much' " + first, 0, "report cannot be read back"},
		{"UPDATE statement SET chain = '[1]' " + first, 1, "chain"},
	} {
		t.Run(c.sql, func(t *testing.T) {
			s := openTemp(t)
			for _, r := range []record.Report{bad, good} {
				if _, err := s.Add(t.Context(), r); err != nil {
					t.Fatal(err)
				}
			}
			res, err := s.writer.ExecContext(t.Context(), c.sql)
			if err != nil {
				t.Fatal(err)
			}
			if n, _ := res.RowsAffected(); n == 0 {
				t.Fatal("nothing was changed")
			}
			done := 0
			problems, err := record.Verify(t.Context(), s, recordtest.Reread, func(n int) { done = n })
			if err != nil {
				t.Fatal(err)
			}
			if done != 2 {
				t.Errorf("%d reports verified, want 2", done)
			}
			if c.want == "" {
				if len(problems) != 0 {
					t.Errorf("problems %+v, want none", problems)
				}
				return
			}
			where := ""
			switch {
			case c.statement > 0:
				where = id(c.statement - 1)
			case c.statement < 0:
				where = "ffffffffffffffff"
			}
			if len(problems) == 0 || !strings.Contains(problems[0].What, c.want) {
				t.Fatalf("problems %+v, want one of %q", problems, c.want)
			}
			got := problems[0]
			got.What = ""
			if d := cmp.Diff(record.Problem{Article: bad.Document.ID, Name: "bad", Statement: where}, got); d != "" {
				t.Errorf("problem (-want +got):\n%s", d)
			}
			for _, p := range problems[1:] {
				t.Errorf("another problem: %+v", p)
			}
		})
	}
}
