package record

import (
	"strings"
	"testing"

	"sayso"
)

var testWords = &AccountWords{
	Measures: map[string]Measure{"kilometre": {"length", 1000, 0}, "mile": {"length", 1609.344, 0}},
	Tolls:    map[string]string{"killed": "killed", "dead": "killed", "wounded": "wounded"},
	Victims:  map[string]bool{"person": true, "soldier": true}, Anyone: map[string]bool{"person": true},
	Common: map[string]bool{"after": true, "were": true, "said": true}, Parts: map[string]bool{"of": true, "more": true},
	Besides: map[string]bool{"also": true},
}

// figureIn makes a figure of what stands between the bars of text: "fell |8 miles| short".
func figureIn(t *testing.T, article, text string, value float64, unit string) Figure {
	t.Helper()
	part := strings.Split(text, "|")
	if len(part) != 3 {
		t.Fatalf("%q: want two bars", text)
	}
	f := Figure{Figure: sayso.Figure{From: value, To: value, Unit: unit, Kind: sayso.FigureCount}, Article: Article{ID: sayso.ArticleID(article)},
		Before: part[0], Words: part[1], After: part[2], Ordinal: 1}
	f.Counted = unit
	return f
}

// What converts to the same is no account, what does not is one.
func TestConvertedFigures(t *testing.T) {
	for name, c := range map[string]struct {
		a, b  float64
		units [2]string
		want  int
	}{
		"equal":              {10, 6, [2]string{"kilometre", "mile"}, 0},
		"rounded":            {100, 60, [2]string{"kilometre", "mile"}, 0},
		"not equal":          {10, 10, [2]string{"kilometre", "mile"}, 1},
		"one unit":           {10, 12, [2]string{"kilometre", "kilometre"}, 1},
		"one unit, the same": {10, 10, [2]string{"mile", "mile"}, 0},
		"no unit of theirs":  {10, 12, [2]string{"kilometre", "barrel"}, 0},
	} {
		got := figureAccounts("s", []Figure{
			figureIn(t, "a", "The army withdrew |x| from the river bridge at Lorne.", c.a, c.units[0]),
			figureIn(t, "b", "Their army withdrew |y| from the bridge over the river Lorne.", c.b, c.units[1]),
		}, testWords)
		if len(got) != c.want {
			t.Errorf("%s: %d accounts, want %d", name, len(got), c.want)
		}
	}
}

func TestTolls(t *testing.T) {
	rows := []Figure{
		figureIn(t, "a", "Rebels killed |84 people| and wounded 202 at the market of Lorne.", 84, "person"),
		figureIn(t, "a", "Rebels killed 84 people and wounded |202| at the market of Lorne.", 202, ""),
		figureIn(t, "b", "The market of Lorne was shelled. |80 people| were killed, the ministry said.", 80, "person"),
		figureIn(t, "c", "At the market of Lorne |3 more people| were killed.", 3, "person"),
		figureIn(t, "d", "A quake left |12 people| dead on the coast.", 12, "person"),
	}
	rows[1].Ordinal = 2
	got := figureAccounts("s", rows, testWords)
	if len(got) != 1 || got[0].Kind != AccountToll || got[0].About != "killed" || len(got[0].Cells) != 2 {
		t.Fatalf("%+v", got)
	}
	if values := got[0].Cells[0].Value + ", " + got[0].Cells[1].Value; values != "84 people, 80 people" {
		t.Errorf("%s", values)
	}
	rows[0].Bound, rows[0].Hedge = sayso.AtMost, sayso.Span{End: 5}
	if got := figureAccounts("s", rows, testWords); len(got) != 0 {
		t.Errorf("at most 84 and 80 may be the same: %+v", got)
	}
}

func TestPrintedConversions(t *testing.T) {
	f, g := figureIn(t, "a", "a road of |33 kilometers| (20.52 miles)", 33, "kilometre"), figureIn(t, "a", "a road of 33 kilometers (|20.52 miles|)", 20.52, "mile")
	g.Ordinal, g.Restates = 2, 1
	if got := figureAccounts("s", []Figure{f, g}, testWords); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	g.Exact = 20.51
	if got := figureAccounts("s", []Figure{f, g}, testWords); len(got) != 1 || got[0].Kind != AccountConversion || len(got[0].Cells) != 2 {
		t.Errorf("%+v", got)
	}
}

// toldBy makes a telling with the groups named in it between bars.
func toldBy(article, marked string) (Statement, []Naming) {
	var namings []Naming
	text := ""
	for i, part := range strings.Split(marked, "|") {
		if i%2 == 1 {
			at := sayso.Span{Start: int32(len(text)), End: int32(len(text) + len(part))}
			head := sayso.Span{Start: at.Start + int32(strings.LastIndex(part, " ")) + 1, End: at.End}
			namings = append(namings, Naming{Naming: sayso.Naming{Span: at, Core: at, Head: head, Several: true, Type: sayso.EntityGroup},
				Article: Article{ID: sayso.ArticleID(article)}, Words: part, Ordinal: i})
		}
		text += part
	}
	st := told(article, text, "", sayso.Indirect)
	st.Statement.Content = []sayso.Span{{End: int32(len(text))}}
	return st, namings
}

func TestNamingInOneUtterance(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"another word":       {"that |the raiders| had crossed the bridge at noon", "|the volunteers| had crossed the bridge", "the raiders, the volunteers"},
		"one word is shared": {"that |the armed raiders| had crossed the bridge", "that |the raiders| had crossed the bridge", ""},
		"each has a word":    {"that |the armed raiders| had crossed the bridge", "that |the foreign raiders| had crossed the bridge", "the armed raiders, the foreign raiders"},
		"another place":      {"that |the raiders| had crossed the bridge to meet the farmers", "that they had crossed the bridge to meet |the volunteers|", ""},
		"nothing in common":  {"that |the raiders| would never come back", "help for |the volunteers| is late", ""},
		"two who might be":   {"that |the raiders| had crossed the bridge", "|The council|, |the volunteers| had crossed the bridge", ""},
	} {
		a, inA := toldBy("a", c.a)
		b, inB := toldBy("b", c.b)
		got := ""
		for _, x := range namingAccounts(Account{}, []Statement{a, b}, namingsByArticle(append(inA, inB...))) {
			for i, cell := range x.Cells {
				if i > 0 {
					got += ", "
				}
				got += cell.Value
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestEventAccounts(t *testing.T) {
	event := func(article, day, text string) Event {
		part := strings.Split(text, "|")
		e := Event{Article: Article{ID: sayso.ArticleID(article)}, Before: part[0], Words: part[1], After: part[2]}
		e.Event.Kind, e.Date.Value = "attack", day
		return e
	}
	a := event("a", "2021-02-18", "Mortars |struck| the Senneck bridge before the market opened.")
	b := event("b", "2021-02-19", "Two mortars |struck| the old bridge of Senneck.")
	if got := eventAccounts("s", []Event{a, b}, testWords); len(got) != 1 || len(got[0].Cells) != 2 || got[0].Cells[1].Value != "2021-02-19" {
		t.Errorf("%+v", got)
	}
	again := event("b", "2021-02-18", "A mortar |struck| a house.")
	if got := eventAccounts("s", []Event{a, b, again}, testWords); len(got) != 0 {
		t.Errorf("the second report has both days: %+v", got)
	}
	b.Ahead = true
	if got := eventAccounts("s", []Event{a, b}, testWords); len(got) != 0 {
		t.Errorf("one is yet to come: %+v", got)
	}
}
