package web

import (
	"math"
	"strconv"
	"strings"

	"sayso"
	"sayso/record"
)

// claimed are the figures that one voice gives in an article.
type claimed struct {
	By      named
	Own     bool // the article's own voice
	Figures []articleFigure
}

// articleFigure is one figure as written and as it was read.
type articleFigure struct {
	Words   string // with the words that hedge it
	At      string // address of the passage on the same page
	Reading string
	Counted string // what it counts or measures, when Words do not say so already
	Doubt   string // why a printed conversion cannot be right
	N       int    // the statement it is claimed in, from 1; 0 for none
	Href    string // of the statement
	Edit    string // of the form that corrects it, empty where nobody may
}

// claimedFigures groups the figures of a part of doc by who claims them, in order of
// first appearance. Rows are those of the document's statements, one by one; outlet
// is whose voice the article's own is. Figures in what is not the article are left
// out.
func claimedFigures(doc *sayso.Document, rows []record.Statement, outlet named, part sayso.Span) []claimed {
	var out []claimed
	at := map[voice]int{}
	for i := range doc.Figures {
		f := &doc.Figures[i]
		if !part.Contains(f.Span) || !sound(doc.Text, f.Span) || inBoilerplate(doc, f.Span) {
			continue
		}
		row := readWords(doc, f)
		row.At = "#" + itemID(roleFigure, i)
		v := voice{by: outlet, own: true}
		if claim := int(doc.Claim(f.Span)); claim > 0 {
			v = voice{by: showVoice(rows[claim-1])}
			row.N, row.Href = claim, statementHref(rows[claim-1].ID)
		}
		k, ok := at[v]
		if !ok {
			k = len(out)
			at[v] = k
			out = append(out, claimed{By: v.by, Own: v.own})
		}
		out[k].Figures = append(out[k].Figures, row)
	}
	return out
}

// voice is who gives a figure.
type voice struct {
	by  named
	own bool
}

func inBoilerplate(doc *sayso.Document, at sayso.Span) bool {
	for _, z := range doc.Zones {
		if z.Span.Overlaps(at) {
			return z.Kind == sayso.ZoneBoilerplate
		}
	}
	return false
}

func readWords(doc *sayso.Document, f *sayso.Figure) articleFigure {
	written := f.Span
	if h := f.Hedge; !h.Empty() && sound(doc.Text, h) {
		written = sayso.Span{Start: min(h.Start, written.Start), End: max(h.End, written.End)}
	}
	row := articleFigure{Words: written.Of(doc.Text), Reading: readFigure(f)}
	if sound(doc.Text, f.Counted) && !written.Contains(f.Counted) {
		row.Counted = f.Counted.Of(doc.Text)
	}
	if of, ok := f.Restates.At(doc.Figures); ok && f.Exact != 0 && sound(doc.Text, of.Span) {
		row.Doubt = of.Span.Of(doc.Text) + " is " + showNumber(f.Exact) + " " + f.Unit + ", not " + showNumber(f.From)
		if f.Range() {
			row.Doubt += " to " + showNumber(f.To)
		}
	}
	return row
}

// readFigure words what f was read as: "about 80,000 people", "up 3 %".
func readFigure(f *sayso.Figure) string {
	var parts []string
	add := func(words ...string) {
		for _, w := range words {
			if w != "" {
				parts = append(parts, w)
			}
		}
	}
	add(f.Change.String(), f.Bound.String())
	if f.Approx {
		add("about")
	}
	add(showNumber(f.From))
	if f.Range() {
		add("to", showNumber(f.To))
	}
	switch f.Kind {
	case sayso.FigurePercent:
		add(strings.Replace(f.Unit, "percentage", "percent", 1))
	case sayso.FigureFraction:
		add("of the whole")
	default:
		add(f.Unit)
	}
	return strings.Join(parts, " ")
}

// showNumber writes v with its thousands apart, and no more than four digits of
// a fraction that has no end: "80,000", "20.51", "0.3333".
func showNumber(v float64) string {
	if r := math.Round(v*1e4) / 1e4; math.Abs(r-v) < 1e-9*math.Abs(v) || r != 0 && math.Abs(v) < 1 {
		v = r
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		return whole + "." + fraction
	}
	return whole
}
