package export_test

import (
	"bytes"
	"strings"
	"testing"

	"sayso"
	"sayso/export"
)

func TestExtractFigures(t *testing.T) {
	d := doc(t)
	at := func(words string) sayso.Span {
		i := int32(strings.Index(d.Text, words))
		return sayso.Span{Start: i, End: i + int32(len(words))}
	}
	d.Figures = []sayso.Figure{
		{Span: at("dam"), Kind: sayso.FigureCount, From: 80000, To: 80000, Unit: "people", Counted: at("holds"), Hedge: at("The"), Approx: true},
		{Span: at("told"), Kind: sayso.FigureMeasure, From: 5, To: 7.5, Unit: "mile", Hedge: at("Ana"), Bound: sayso.AtLeast, Restates: 1, Exact: 8.25},
		{Span: at("reporters"), Kind: sayso.FigureFraction, From: .5, To: .5, Change: sayso.Fall},
	}
	var b bytes.Buffer
	if err := export.NewExtract(d, export.Codepoints).Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `"figures":[` +
		`{"value":"80000","normalized_unit":"people","change":"~","kind":"count","span":[7,10],"counted":{"text":"holds","span":[11,16]},"hedge":{"text":"The","span":[3,6]},` +
		`"bound":null,"restates":null,"exact":null,"statement":"` + d.Statements[0].ID(d.Article.ID) + `"},` +
		`{"value":"5-7.5","normalized_unit":"mile","change":">","kind":"measure","span":[28,32],"counted":null,"hedge":{"text":"Ana","span":[19,22]},` +
		`"bound":"at least","restates":0,"exact":8.25,"statement":null},` +
		`{"value":"0.5","normalized_unit":"% -","change":"down","kind":"fraction","span":[33,42],"counted":null,"hedge":null,` +
		`"bound":null,"restates":null,"exact":null,"statement":null}],`
	if !strings.Contains(b.String(), want) {
		t.Errorf("got %s\nwant in it %s", b.String(), want)
	}
}
