package export

import (
	"strconv"

	"sayso"
)

// Figure is one figure of an Extract. Value, Unit and Change are written as in
// the corpus NewsQuant.
type Figure struct {
	Value     string   `json:"value"`           // "12.5"; "1-2" is a range, in the order written
	Unit      string   `json:"normalized_unit"` // "-" for none; of a fraction "% " and the noun or "-"
	Change    string   `json:"change"`          // "=" exactly, "~" about, ">" at least or more, "<" at most or less, "up" and "down" by so much
	Kind      string   `json:"kind"`
	Span      At       `json:"span"`
	Counted   *Passage `json:"counted"`
	Hedge     *Passage `json:"hedge"`     // the words that make it approximate or a bound
	Bound     *string  `json:"bound"`     // "more than", "at least", "less than", "at most"
	Restates  *int     `json:"restates"`  // the place in this list, from 0, of the figure it gives again in another unit
	Exact     *float64 `json:"exact"`     // what that one converts to, when another number is printed
	Statement *string  `json:"statement"` // the ID of the statement it is claimed in; null in the article's own voice
}

// NewFigure returns a figure of d, with every offset in the unit of o.
func NewFigure(d *sayso.Document, f *sayso.Figure, o *Offsets) Figure {
	x := Figure{
		Value: FigureValue(f), Unit: f.Unit, Change: figureChange(f), Kind: f.Kind.String(),
		Span: o.span(f.Span), Counted: o.passage(f.Counted), Hedge: o.passage(f.Hedge), Bound: orNull(f.Bound.String()),
	}
	if x.Unit == "" {
		x.Unit = "-"
	}
	if f.Kind == sayso.FigureFraction {
		x.Unit = "% " + x.Unit
	}
	if f.Restates > 0 {
		of := int(f.Restates) - 1
		x.Restates = &of
	}
	if f.Exact != 0 {
		x.Exact = &f.Exact
	}
	if st, ok := d.Claim(f.Span).At(d.Statements); ok {
		id := st.ID(d.Article.ID)
		x.Statement = &id
	}
	return x
}

// FigureValue writes the number of f, or the ends of its range: "12.5", "1-2".
func FigureValue(f *sayso.Figure) string {
	v := strconv.FormatFloat(f.From, 'f', -1, 64)
	if f.Range() {
		v += "-" + strconv.FormatFloat(f.To, 'f', -1, 64)
	}
	return v
}

func figureChange(f *sayso.Figure) string {
	switch {
	case f.Bound == sayso.MoreThan || f.Bound == sayso.AtLeast:
		return ">"
	case f.Bound == sayso.LessThan || f.Bound == sayso.AtMost:
		return "<"
	case f.Approx:
		return "~"
	case f.Change != sayso.ChangeNone:
		return f.Change.String()
	}
	return "="
}
