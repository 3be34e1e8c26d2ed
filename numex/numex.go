// Package numex finds figures: numbers with their unit, what they count, how
// exactly they are given and between which bounds. It knows no language but the
// words it is given.
//
// A sentence is cut into pieces (a token, or the number and the letters of
// "60GB"), numbers are read from left to right, and each is given the unit or
// the noun it stands with, or dropped as a date, a label, a score or a part of a
// name. Tags say where a noun phrase ends and trees which of two nouns a number
// belongs to; without them a figure has units of measure, and of what it counts
// the next word only.
package numex

import "sayso"

const version = "1"

// Annotator returns the stage that fills the figure layer. grammar says which of
// LayerTags and LayerTrees the stages before it give: without tags it finds the
// same numbers and units of measure, but knows less of what is counted; trees
// help a little more.
func Annotator(l *Lexicon, grammar ...sayso.Layer) sayso.Annotator {
	return sayso.Annotator{
		Name: "numex", Version: version,
		Needs: append([]sayso.Layer{sayso.LayerTokens, sayso.LayerSentences}, grammar...),
		Gives: []sayso.Layer{sayso.LayerFigures},
		Run: func(d *sayso.Document) error {
			d.Figures = Find(d, l)
			return nil
		},
	}
}

// Find returns the figures of d in the order of the text. It reads tags and
// trees where d has them.
func Find(d *sayso.Document, l *Lexicon) []sayso.Figure {
	f := finder{l: l, d: d}
	var out []sayso.Figure
	for _, s := range d.Sentences {
		if !l.mayHave(d, s) {
			continue
		}
		f.ps = l.pieces(d, s, f.ps)
		f.tagged = d.Tokens[s.First].UPOS != ""
		f.sentence()
		base := len(out)
		for _, x := range f.found {
			g := x.Figure
			g.Span = sayso.Span{Start: f.ps[x.first].span.Start, End: f.ps[x.last-1].span.End}
			g.Kind, g.Unit, g.Counted = x.m.kind, x.m.name, x.m.counted
			if x.restates >= 0 {
				g.Restates = sayso.RefTo[sayso.Figure](base + x.restates)
			}
			out = append(out, g)
		}
	}
	return out
}
