package sqlite

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
)

// plan returns how SQLite goes about query, a line each.
func plan(t *testing.T, db *sql.DB, query string, args ...any) (steps []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	err = each(rows, err, func(r row) error {
		var id, parent, unused int
		var step string
		err := r.Scan(&id, &parent, &unused, &step)
		steps = append(steps, step)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return steps
}

// What is counted and packed of a report is found by its article: an index of the
// whole record would make each report take longer than the one before.
func TestAddReadsOneArticle(t *testing.T) {
	s := openTemp(t)
	queries := slices.Clone(tallies)
	for _, p := range packings {
		queries = append(queries, p.query)
	}
	for _, query := range queries {
		found := 0
		for _, step := range plan(t, s.readers, query, 1, 1) {
			for _, table := range []string{"statement", "t", "figure", "f", "place", "event", "e", "naming", "n"} {
				if strings.HasPrefix(step, "SCAN "+table+" ") || strings.HasPrefix(step, "SEARCH "+table+" ") {
					found++
					if !strings.Contains(step, "(article=?") {
						t.Errorf("%s\n%s: want a search by its article", query, step)
					}
				}
			}
		}
		if found == 0 && !strings.HasPrefix(query, "UPDATE outlet") {
			t.Errorf("%s: the plan names no table of rows", query)
		}
	}
}
