package record

import (
	"testing"

	"sayso"
)

func told(article, content, said string, kind sayso.Kind) Statement {
	st := Statement{ID: article + content, Article: Article{ID: sayso.ArticleID(article)}, SpanTexts: SpanTexts{Content: content}}
	st.Kind, st.Said.Value = kind, said
	return st
}

func TestDifferingStatements(t *testing.T) {
	long := "we hope the owners will pay the crew"
	for name, c := range map[string]struct {
		kind AccountKind
		rows []Statement
		want bool
	}{
		"another word, and cut":  {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "we trust the owners will pay", "", sayso.Direct)}, true},
		"a word between":         {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "We hope the rich owners will pay the crew.", "", sayso.Direct)}, true},
		"an omission":            {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "We hope … will pay the crew.", "", sayso.Direct)}, false},
		"another word":           {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "We hope the owners shall pay the crew.", "", sayso.Direct)}, true},
		"another passage":        {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "The lifeboat is forty years old and has to be replaced", "", sayso.Direct)}, false},
		"shortened":              {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "The owners will pay", "", sayso.Direct)}, false},
		"one is no quotation":    {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("b", "they should pay", "", sayso.Indirect)}, false},
		"one article":            {AccountWording, []Statement{told("a", long, "", sayso.Direct), told("a", "we trust the owners", "", sayso.Direct)}, false},
		"other days":             {AccountDate, []Statement{told("a", long, "2020-03-01", sayso.Direct), told("b", long, "2020-03-02", sayso.Direct)}, true},
		"another passage, day":   {AccountDate, []Statement{told("a", long, "2020-03-01", sayso.Direct), told("b", "the lifeboat is forty years old", "2020-03-02", sayso.Indirect)}, false},
		"written otherwise":      {AccountWording, []Statement{told("a", "The crew of the U.S. lifeboat had a worldview of its own, he said", "", sayso.Direct), told("b", "The crew of the US lifeboat had a world view of its own", "", sayso.Direct)}, false},
		"a passage further on":   {AccountWording, []Statement{told("a", "I have paid every debt that I have had, and I will always work to pay the crew", "", sayso.Direct), told("b", "I will always work to pay the crew", "", sayso.Direct)}, false},
		"an editor's words":      {AccountWording, []Statement{told("a", "We hope [the owners] will pay the crew.", "", sayso.Direct), told("b", "We hope they will pay the crew.", "", sayso.Direct)}, false},
		"not quoted, other days": {AccountDate, []Statement{told("a", long, "2020-03-01", sayso.Direct), told("b", long, "2020-03-02", sayso.Indirect)}, false},
		"a day and its month":    {AccountDate, []Statement{told("a", long, "2020-03-01", sayso.Direct), told("b", long, "2020-03", sayso.Direct)}, false},
		"one day is not told":    {AccountDate, []Statement{told("a", long, "2020-03-01", sayso.Direct), told("b", long, "", sayso.Indirect)}, false},
		"the same words and day": {AccountDate, []Statement{told("a", long, "2020-03-01", sayso.Direct), told("b", long, "2020-03-01", sayso.Indirect)}, false},
	} {
		var a Account
		if got := a.statements(c.kind, c.rows); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func counted(article string, value float64, before, counted, after string) Figure {
	return Figure{
		Figure:  sayso.Figure{From: value, To: value, Unit: "person", Span: sayso.Span{End: 2}},
		Article: Article{ID: sayso.ArticleID(article)}, Words: "n", Counted: counted, Before: before, After: after,
	}
}

func TestFigureAccounts(t *testing.T) {
	got := figureAccounts("s", []Figure{
		counted("a", 84, "The truck killed at least ", "people", " on the promenade, officials said."),
		counted("a", 202, "Doctors treated ", "people", " who were wounded in the crush."),
		counted("b", 80, "At least ", "people", " were killed on the promenade when a truck drove into them."),
		counted("c", 84, "On the promenade ", "people", " were killed by the truck."),
		counted("c", 9, "A choir of ", "people", " sang in the chapel."),
	}, &AccountWords{})
	if len(got) != 1 || got[0].About != "people" || len(got[0].Cells) != 3 {
		t.Fatalf("%d accounts: %+v", len(got), got)
	}
	// Two values that one article gives too are of two things.
	both := figureAccounts("s", []Figure{
		counted("a", 3, "The truck killed ", "people", " on the promenade."),
		counted("a", 5, "The truck killed ", "people", " on the promenade near the hotel."),
		counted("b", 5, "The truck killed ", "people", " on the promenade."),
	}, &AccountWords{})
	if len(both) != 0 {
		t.Errorf("%+v", both)
	}
	// One report sets two claimants against each other, who count under other names.
	rows := []Figure{
		counted("a", 41, "The relief office counts ", "displaced people", " in the valley."),
		counted("a", 26, "The ministry counts ", "displaced citizens", " in the valley."),
		counted("b", 26, "There are ", "displaced citizens", " in the valley, the ministry said."),
	}
	for i, by := range []string{"office", "ministry", "ministry"} {
		rows[i].Figure.Kind, rows[i].Speaker.ID = sayso.FigureCount, by
	}
	rows[1].Unit, rows[2].Unit = "citizen", "citizen"
	if got := figureAccounts("s", rows, &AccountWords{}); len(got) != 1 || len(got[0].Cells) != 3 {
		t.Errorf("%+v", got)
	}
}
