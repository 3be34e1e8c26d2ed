package en

import (
	"strings"
	"testing"
	"unicode"
)

// TestPageWords checks that every entry has the form package ingest reads.
func TestPageWords(t *testing.T) {
	w := PageWords()
	months, days := map[int]bool{}, map[int]bool{}
	for name, n := range w.Months {
		months[n] = true
		lower(t, name)
	}
	for name, n := range w.Weekdays {
		days[n] = true
		lower(t, name)
	}
	if len(months) != 12 || !months[1] || !months[12] || len(days) != 7 || !days[0] || !days[6] {
		t.Errorf("months %v, weekdays %v", months, days)
	}
	for _, words := range [][]string{w.DateFillers, w.By, w.And, w.Roles, w.Prepositions, w.Kickers, w.NotServices, w.Copyright} {
		for _, s := range words {
			if strings.Contains(s, " ") {
				t.Errorf("%q: want a single word", s)
			}
			lower(t, s)
		}
	}
	lists := [][]string{w.Published, w.Updated, w.Staff, w.Captions, w.Services, w.Credits, w.Outlets}
	for _, m := range w.Boilerplate {
		if m.Reason == "" || len(m.Patterns) == 0 {
			t.Errorf("mark %q of %d patterns", m.Reason, len(m.Patterns))
		}
		lists = append(lists, m.Patterns)
	}
	for _, list := range lists {
		seen := map[string]bool{}
		for _, p := range list {
			if seen[p] {
				t.Errorf("%q stands twice in its list", p)
			}
			seen[p] = true
			pattern(t, p)
		}
	}
}

func lower(t *testing.T, s string) {
	t.Helper()
	if s == "" || s != strings.ToLower(s) {
		t.Errorf("%q: want small letters", s)
	}
}

// pattern checks that a pattern starts with a word, says something, and bears
// its marks at its ends alone.
func pattern(t *testing.T, p string) {
	t.Helper()
	inner := strings.TrimSuffix(strings.TrimPrefix(p, "^"), "$")
	if strings.ContainsAny(inner, "^$") || !strings.ContainsFunc(inner, func(r rune) bool { return unicode.IsLetter(r) || r == '#' || r == '©' }) || strings.HasPrefix(strings.TrimSpace(inner), "…") {
		t.Errorf("pattern %q", p)
	}
}
