package record

import (
	"context"
	"testing"
)

// told is a store of nothing but statements.
type toldStore struct {
	Store
	rows []Statement
}

func (s toldStore) Statements(context.Context, Query) (Page[Statement], error) {
	return Page[Statement]{Rows: s.rows}, nil
}

func TestRoles(t *testing.T) {
	by := func(day, source string) Statement {
		st := Statement{ID: day + source, SpanTexts: SpanTexts{Source: source}}
		st.Article.Date.Value = day
		return st
	}
	s := toldStore{rows: []Statement{ // as stores list them
		by("2021-03-02", "former Foreign Minister Milenka Corvath"), by("2021-02-11", "Corvath, the Valdrian foreign minister,"), by("2021-02-10", "she"),
		by("2021-02-10", "Corvath"), by("2021-02-09", "the Valdrian Foreign Minister"), by("2021-02-09", "Mrs. Corvath"), by("", "the candidate"),
	}}
	corvath := Speaker{ID: "milenka-corvath", Name: "Milenka Corvath", AsWritten: []string{"Corvath"}}
	for _, st := range s.rows {
		corvath.AsWritten = append(corvath.AsWritten, st.SpanTexts.Source)
	}
	roles, err := Roles(context.Background(), s, corvath)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, r := range roles {
		got += r.Words + " " + r.First + ".." + r.Last + " of " + r.At.ID + "; "
	}
	want := "the Valdrian Foreign Minister 2021-02-09..2021-02-11 of 2021-02-09the Valdrian Foreign Minister; " +
		"former Foreign Minister 2021-03-02..2021-03-02 of 2021-03-02former Foreign Minister Milenka Corvath; " +
		"the candidate .. of the candidate; "
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if roles, err = Roles(context.Background(), nil, Speaker{Name: "Milenka Corvath", AsWritten: []string{"Corvath", "she", "Corvath’s"}}); err != nil || roles != nil {
		t.Errorf("of one who is written by name alone: %v, %v; want none, and no statement read", roles, err)
	}
}
