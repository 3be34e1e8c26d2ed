package web

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
)

// The figures of an article stand under the voice that gives them, the
// innermost of voices that report each other.
func TestArticleFigures(t *testing.T) {
	store := fill(t).(*memory)
	h := newSite(t, store, Options{})
	doc := store.reports[0].Document
	at := func(words string) sayso.Span {
		i := int32(strings.Index(doc.Text, words))
		return sayso.Span{Start: i, End: i + int32(len(words))}
	}
	doc.Figures = []sayso.Figure{
		{Span: at("night ferry"), Kind: sayso.FigureCount, From: 1200, To: 1200, Unit: "ferry", Hedge: at("keep the"), Bound: sayso.AtMost, Counted: at("harbour council")},
		{Span: at("ten years"), Kind: sayso.FigureMeasure, From: 10, To: 10, Unit: "year"},
		{Span: at("140 people"), Kind: sayso.FigureCount, From: 140, To: 140, Unit: "people", Counted: at("people")},
		{Span: at("ordinary night"), Kind: sayso.FigureMeasure, From: 20.52, To: 20.52, Unit: "mile", Restates: 3, Exact: 20.51},
		{Span: at("Tools"), From: 7, To: 7},
	}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	root := view(t, h, "/article/"+string(doc.ID), 200)
	got := texts(all(one(t, root, "table.claimed"), "tr"))
	want := []string{"As written Read as Statement",
		"The Tarnsey Log in its own voice", "keep the night ferry at most 1,200 ferry of harbour council",
		"the engineer", "ten years 10 year 3",
		"the ferry office", "140 people 140 people 6", "ordinary night 20.52 mile (printed conversion: 140 people is 20.51 mile, not 20.52) 6"}
	for i := range got {
		got[i] = strings.Join(strings.Fields(got[i]), " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures (-want +got)\n%s", diff)
	}

	doc.Figures = nil
	if root := view(t, h, "/article/"+string(doc.ID), 200); len(all(root, "table.claimed")) > 0 {
		t.Error("an article without figures has a table of them")
	}
}

func TestReadFigure(t *testing.T) {
	for _, c := range []struct {
		f    sayso.Figure
		want string
	}{
		{sayso.Figure{Kind: sayso.FigureMoney, From: 7.2e9, To: 7.2e9, Unit: "dollar", Approx: true}, "about 7,200,000,000 dollar"},
		{sayso.Figure{Kind: sayso.FigurePercent, From: 3, To: 3, Unit: "percentage", Change: sayso.Rise}, "up 3 percent"},
		{sayso.Figure{Kind: sayso.FigurePercent, From: 2, To: 2, Unit: "percentage point", Bound: sayso.LessThan}, "less than 2 percent point"},
		{sayso.Figure{Kind: sayso.FigureFraction, From: 1. / 3, To: 1. / 3, Unit: "voter"}, "0.3333 of the whole"},
		{sayso.Figure{Kind: sayso.FigureMeasure, From: 1000.5, To: 12345, Unit: "mile"}, "1,000.5 to 12,345 mile"},
		{sayso.Figure{From: 100, To: 100}, "100"},
	} {
		if got := readFigure(&c.f); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
