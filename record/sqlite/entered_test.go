package sqlite

import (
	"strings"
	"testing"

	"sayso"
	"sayso/record"
	"sayso/record/recordtest"
)

// Verify looks at what people entered as at what the machine read.
func TestDamagedEntry(t *testing.T) {
	report := recordtest.Report(t, sayso.Article{Name: "mole", Text: "The mole is long, the pilots keep telling us."})
	add := recordtest.Entering(t, report, "ada", recordtest.Said{Source: "the pilots", Cue: "telling", Content: "The mole is long"})
	for sql, want := range map[string]string{
		"UPDATE statement SET content = 'The mole is gone'":   "stored words of the content differ from its passage from byte 12",
		"UPDATE statement SET content_at = '0-8'":             "do not give its ID",
		"UPDATE statement SET content_at = '0-800'":           "do not give its ID",
		"UPDATE statement SET source_at = '18-800'":           "of a text of 45 bytes",
		"UPDATE statement SET entered_by = '', undecided = 0": "", // who entered it is not in the original
	} {
		s := openTemp(t)
		if _, err := s.Add(t.Context(), report); err != nil {
			t.Fatal(err)
		}
		if n, err := s.Decide(t.Context(), add); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if _, err := s.writer.ExecContext(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		problems, err := record.Verify(t.Context(), s, recordtest.Reread, nil)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" && len(problems) > 0 || want != "" && (len(problems) != 1 || !strings.Contains(problems[0].What, want)) {
			t.Errorf("%s: problems %+v, want one of %q", sql, problems, want)
		}
	}
}
