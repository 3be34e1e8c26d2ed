package record

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Role is what reports call a speaker beside the name: "the foreign minister".
type Role struct {
	Words      string // as first written
	First      string // the earliest and the latest date of the reports that call him so, empty
	Last       string // when all of these are open
	Statements int
	At         Statement // the earliest
}

// rolesOf is how many statements of a speaker Roles reads, the latest.
const rolesOf = 2000

// Roles returns what reports call a speaker, as Store.Speaker returns him, by the date of
// the first that does; those of open date last. It reads the latest statements alone where
// there are many, and none where no source is written otherwise than by the name.
func Roles(ctx context.Context, s Store, speaker Speaker) ([]Role, error) {
	names := map[string]bool{}
	for _, name := range append([]string{speaker.Name}, speaker.Merged...) {
		for _, w := range strings.Split(foldWords(name), "-") {
			names[w] = true
		}
	}
	if !slices.ContainsFunc(speaker.AsWritten, func(source string) bool { return roleIn(source, names) != "" }) {
		return nil, nil
	}
	page, err := s.Statements(ctx, Query{Speaker: speaker.ID, Limit: rolesOf, CountTo: -1})
	if err != nil {
		return nil, err
	}
	slices.Reverse(page.Rows) // the earliest first, behind those of open date
	at := map[string]int{}
	var out []Role
	for _, open := range []bool{false, true} {
		for _, st := range page.Rows {
			day := st.Article.Date.Value
			words := roleIn(st.SpanTexts.Source, names)
			if words == "" || open != (day == "") {
				continue
			}
			k, ok := at[foldWords(words)]
			if !ok {
				k = len(out)
				at[foldWords(words)] = k
				out = append(out, Role{Words: words, First: day, At: st})
			}
			out[k].Last = cmp.Or(day, out[k].Last)
			out[k].Statements++
		}
	}
	return out, nil
}

// leastRole is how long a single word must be to be a role: pronouns are shorter.
const leastRole = 5

// roleIn returns the words of a source without those of the name; empty when they
// are no role.
func roleIn(source string, names map[string]bool) string {
	var words []string
	for _, w := range strings.Fields(source) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		part := false // of the name, also of one written with a hyphen or in the genitive
		for _, x := range strings.Split(foldWords(bare), "-") {
			part = part || names[x]
		}
		if bare != "" && !part {
			words = append(words, bare)
		}
	}
	if len(words) == 0 || len(words) == 1 && utf8.RuneCountInString(words[0]) < leastRole {
		return ""
	}
	return strings.Join(words, " ")
}
