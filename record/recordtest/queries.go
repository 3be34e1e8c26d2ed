package recordtest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sayso"
	"sayso/record"
)

// finds runs queries over the valley and compares the contents found, in any
// order.
func finds(t *testing.T, s record.Store, cases []finding) {
	add(t, s, valley(t)...)
	for _, c := range cases {
		page, err := s.Statements(t.Context(), c.q)
		got := contents(rows(t, page, err))
		slices.Sort(got)
		slices.Sort(c.want)
		c.q.Article = "" // the same for every run
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v:\n got %q\nwant %q", c.q, got, c.want)
		}
	}
}

type finding struct {
	q    record.Query
	want []string
}

func statementFilters(t *testing.T, s record.Store) {
	all := []string{floods, dawn, river, cafes, talks, bridges, dykes, elder, peace, nothing}
	mail := valley(t)[0].Document.ID
	finds(t, s, []finding{
		{record.Query{}, all},
		{record.Query{Speaker: "  "}, all},
		{record.Query{Speaker: "anna-muller"}, []string{river, cafes, bridges}},
		{record.Query{Speaker: "Anna Müller"}, []string{river, cafes, bridges}},
		{record.Query{Speaker: "MÜLL"}, []string{river, cafes, bridges}},
		{record.Query{Speaker: "Brand"}, []string{floods, dawn, elder, talks}}, // a part of two names
		{record.Query{Speaker: "brand"}, []string{floods, dawn, elder}},        // the ID of one
		{record.Query{Speaker: "water board"}, []string{dykes, nothing}},
		{record.Query{Speaker: "%"}, nil},
		{record.Query{Outlet: "valley mail"}, []string{river, cafes, talks, bridges, dykes}},
		{record.Query{Outlet: "valley-mail"}, []string{river, cafes, talks, bridges, dykes}},
		{record.Query{Outlet: "novy"}, []string{floods, dawn}},
		{record.Query{Outlet: "no such"}, nil},
		{record.Query{Kind: "mixed"}, []string{elder}},
		{record.Query{Kind: "direct"}, []string{dawn, river, talks}},
		{record.Query{Article: mail}, []string{river, cafes, talks}},
		{record.Query{Article: "0000000000000000"}, nil},
		{record.Query{Speaker: "anna-muller", Outlet: "mail", Kind: "indirect", Text: "old", From: "2018-11-28"}, []string{cafes, bridges}},
		{record.Query{Article: mail, Text: "talks", Speaker: "josef", Kind: "direct", To: "2018"}, []string{talks}},
	})
}

// dateFilters dates a statement by when it was said, else published; what has no
// single date lies within no bounds.
func dateFilters(t *testing.T, s record.Store) {
	finds(t, s, []finding{
		{record.Query{From: "2018-11-28", To: "2018-11-28"}, []string{river, cafes, bridges}},
		{record.Query{From: "2018-11-29", To: "2018-11-30"}, []string{bridges}},
		{record.Query{From: "2018-11", To: "2018-11"}, []string{river, cafes, bridges}},
		{record.Query{From: "2018", To: "2018"}, []string{river, cafes, bridges, talks}},
		{record.Query{To: "2018-11"}, []string{river, cafes, bridges, dykes}},
		{record.Query{To: "2018-10-31"}, []string{dykes}},
		{record.Query{From: "2018-12"}, []string{talks, floods}},
		{record.Query{From: "2017-06", To: "2017-06-30"}, []string{dykes}},
		{record.Query{From: "2019-01-30", To: "2019-01-31"}, nil},
		{record.Query{From: "2019", To: "2018"}, nil},
		{record.Query{From: "0001", To: "9999"}, []string{river, cafes, bridges, dykes, talks, floods}},
	})
}

func textQueries(t *testing.T, s record.Store) {
	finds(t, s, []finding{
		{record.Query{Text: "RIVER"}, []string{river, elder}},
		{record.Query{Text: "river floods"}, []string{elder}},
		{record.Query{Text: "floods"}, []string{floods, elder}},
		{record.Query{Text: "cafes"}, []string{cafes}},
		{record.Query{Text: "CAFÉS"}, []string{cafes}},
		{record.Query{Text: "bridge old"}, []string{cafes}},
		{record.Query{Text: `"old bridge"`}, []string{cafes}},
		{record.Query{Text: `"bridge old"`}, nil},
		{record.Query{Text: "“old bridge”"}, []string{cafes}},
		{record.Query{Text: `shut "by the`}, []string{cafes}},
		{record.Query{Text: `"peace" talks`}, []string{talks}},
		{record.Query{Text: "peace OR river"}, nil},
		{record.Query{Text: "peace NOT talks"}, nil},
		{record.Query{Text: "content:peace"}, nil},
		{record.Query{Text: "(peace)"}, []string{talks, peace}},
		{record.Query{Text: "peace*"}, []string{talks, peace}},
		{record.Query{Text: "-peace"}, []string{talks, peace}},
		{record.Query{Text: "pea"}, nil},
		{record.Query{Text: "pea*"}, []string{talks, peace}},
		{record.Query{Text: "CAFE*"}, []string{cafes}},
		{record.Query{Text: `"the old bri*"`}, []string{cafes}},
		{record.Query{Text: "flood* river"}, []string{elder}},
		{record.Query{Text: "*eace"}, nil},
		{record.Query{Text: "pe*ce"}, nil},
		{record.Query{Text: "*"}, nil},
		{record.Query{Text: "? ! –"}, nil},
		{record.Query{Text: `""`}, nil},
		{record.Query{Text: "river ?"}, []string{river, elder}},
		{record.Query{Text: strings.Repeat("river ours ", 2000)}, []string{river}},
	})
}

// anyText asks for arbitrary text: no query is an error, and what is found holds
// every phrase asked for.
func anyText(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	words := rapid.SampledFrom([]string{"river", "OR", "NOT", "AND", "NEAR(", "(", ")", `"`, "“", "^", "*", ":", "-", "\x00", "a{", "'", "+", "é", "\xff", "水"})
	ask := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(words), func(w []string) string { return strings.Join(w, " ") }))
	rapid.Check(t, func(rt *rapid.T) {
		text := ask.Draw(rt, "text")
		page, err := s.Statements(t.Context(), record.Query{Text: text, Limit: -1})
		if err != nil {
			rt.Fatalf("%q: %v", text, err)
		}
		for _, st := range page.Rows {
			folded := "-" + record.NameID(st.SpanTexts.Content) + "-"
			for _, phrase := range record.Phrases(text) {
				words, beginning := strings.CutSuffix(strings.Join(phrase, " "), "*")
				want := "-" + record.NameID(words)
				if !beginning {
					want += "-"
				}
				if !strings.Contains(folded, want) {
					rt.Fatalf("%q found %q, which does not hold %q", text, st.SpanTexts.Content, phrase)
				}
			}
		}
	})
}

func snippets(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	for _, c := range []struct {
		q    record.Query
		want []string
	}{
		{record.Query{Text: "the BRIDGE cafes"}, []string{"\x02cafés\x03 by \x02the\x03 Old \x02Bridge\x03 stay shut"}},
		{record.Query{Text: "caf* bri*"}, []string{"\x02cafés\x03 by the Old \x02Bridge\x03 stay shut"}},
		{record.Query{Text: `"by the"`}, []string{"cafés \x02by the\x03 Old Bridge stay shut", "of “floods” \x02by the\x03 river"}},
		{record.Query{Text: "peace", Limit: 1, Offset: 1}, []string{"\x02peace\x03"}},
		{record.Query{Speaker: "josef"}, []string{""}},
	} {
		page, err := s.Statements(t.Context(), c.q)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, st := range page.Rows {
			got = append(got, st.Snippet)
		}
		same(t, c.q.Text, c.want, got)
	}
}

func articleFilters(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	for _, c := range []finding{
		{record.Query{}, []string{"unsure", "silent", "mail", "month", "either", "open"}},
		{record.Query{Outlet: "The Bell"}, []string{"silent", "open"}},
		{record.Query{From: "2018-11-28", To: "2018-12"}, []string{"silent", "mail", "month"}},
		{record.Query{From: "2018-12-01"}, []string{"unsure"}}, // what mail tells was said then, but published before
		{record.Query{Kind: "direct"}, []string{"unsure", "mail"}},
		{record.Query{Speaker: "Brand", To: "2018"}, []string{"mail"}},
		{record.Query{Text: "floods", Outlet: "bell"}, []string{"open"}},
		{record.Query{Text: "floods", Kind: "direct"}, nil}, // not in one statement
		{record.Query{Text: "!"}, nil},
	} {
		page, err := s.Articles(t.Context(), c.q)
		got := map[string]bool{}
		for _, a := range rows(t, page, err) {
			got[a.Name] = true
		}
		want := map[string]bool{}
		for _, name := range c.want {
			want[name] = true
		}
		same(t, "articles", want, got)
	}
}

func speakerRows(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	anna := record.Speaker{ID: "anna-muller", Name: "Anna Müller", Type: sayso.EntityPerson,
		AsWritten: []string{"ANNA MULLER", "Anna Müller", "Ms Müller"}, Statements: 3, Articles: 2, Outlets: 1}
	brand := record.Speaker{ID: "brand", Name: "Brand", AsWritten: []string{"Brand the Elder", "said Brand"}, Statements: 3, Articles: 2, Outlets: 2}
	board := record.Speaker{ID: "the-water-board", Name: "The Water Board", Type: sayso.EntityOrganisation,
		AsWritten: []string{"The Water Board", "the Water Board’s man"}, Statements: 2, Articles: 2, Outlets: 1}
	josef := record.Speaker{ID: "josef-brand", Name: "Josef Brand", Type: sayso.EntityPerson, AsWritten: []string{"Josef Brand"},
		Statements: 1, Articles: 1, Outlets: 1}
	annaDirect, brandBell := anna, brand
	annaDirect.Statements, annaDirect.Articles, annaDirect.AsWritten = 1, 1, []string{"Anna Müller"}
	brandBell.Statements, brandBell.Articles, brandBell.Outlets, brandBell.AsWritten = 1, 1, 1, []string{"Brand the Elder"}
	for _, c := range []struct {
		q    record.Query
		want []record.Speaker
	}{
		{record.Query{}, []record.Speaker{anna, brand, board, josef}},
		{record.Query{Speaker: "Brand"}, []record.Speaker{brand, josef}},
		{record.Query{Kind: "direct", Speaker: "anna"}, []record.Speaker{annaDirect}},
		{record.Query{Outlet: "the-bell"}, []record.Speaker{brandBell}},
		{record.Query{Text: "nowhere"}, nil},
	} {
		page, err := s.Speakers(t.Context(), c.q)
		same(t, "speakers", c.want, rows(t, page, err))
	}
	for _, want := range []record.Speaker{anna, board} {
		got, err := s.Speaker(t.Context(), want.ID)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "speaker", want, got)
	}
}

func outletRows(t *testing.T, s record.Store) {
	add(t, s, valley(t)...)
	row := func(id, name string, articles, statements int) record.Outlet {
		return record.Outlet{ID: id, Name: name, Articles: articles, Statements: statements}
	}
	for _, c := range []struct {
		q    record.Query
		want []record.Outlet
	}{
		{record.Query{}, []record.Outlet{row("the-bell", "The Bell", 2, 2), row("valley-mail", "Valley Mail", 2, 5), row("novy-cas", "Nový Čas", 1, 2)}},
		{record.Query{Speaker: "brand"}, []record.Outlet{row("novy-cas", "Nový Čas", 1, 2), row("the-bell", "The Bell", 1, 1)}},
		{record.Query{Text: "old"}, []record.Outlet{row("valley-mail", "Valley Mail", 2, 2)}},
		{record.Query{From: "2018-11-30", To: "2018-11-30"}, []record.Outlet{row("the-bell", "The Bell", 1, 0), row("valley-mail", "Valley Mail", 1, 2)}},
		{record.Query{Outlet: "bell"}, []record.Outlet{row("the-bell", "The Bell", 2, 2)}},
		{record.Query{Kind: "mixed", Outlet: "mail"}, nil},
	} {
		page, err := s.Outlets(t.Context(), c.q)
		same(t, "outlets", c.want, rows(t, page, err))
	}
	got, err := s.Outlet(t.Context(), "the-bell")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "outlet", row("the-bell", "The Bell", 2, 2), got)
}
