package sqlite

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"sayso/record"
)

// place is a place in a list: the name of the list and what the row before it is
// ordered by. It says nothing of the query: the order of a list is the same for
// every query.
type place []any

// String returns the place as a cursor.
func (p place) String() string {
	b, err := json.Marshal([]any(p))
	if err != nil {
		return "" // it holds strings and finite numbers
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// readPlace reads into at, pointers to strings and numbers, what a cursor of that
// list holds. It reports false when there is no cursor.
func readPlace(cursor, list string, at ...any) (bool, error) {
	if cursor == "" {
		return false, nil
	}
	wrong := fmt.Errorf("after %q: %w", cursor, record.ErrCursor)
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return false, wrong
	}
	var parts []json.RawMessage
	var name string
	if json.Unmarshal(b, &parts) != nil || len(parts) != len(at)+1 || json.Unmarshal(parts[0], &name) != nil || name != list {
		return false, wrong
	}
	for i, to := range at {
		if string(parts[i+1]) == "null" || json.Unmarshal(parts[i+1], to) != nil {
			return false, wrong
		}
	}
	return true, nil
}

// cut takes the row behind the page off rows, and sets where the next page begins.
func cut[T any](page *record.Page[T], limit int, at func(T) place) {
	if limit > 0 && len(page.Rows) > limit {
		page.Rows = page.Rows[:limit]
		page.Next = at(page.Rows[limit-1]).String()
	}
}
