// Package attribution finds who says what: statements with their source, cue and
// content, and where each came from.
//
// A learnt model finds anchors, the words that show that something is attributed,
// in trees and around quotations; another reads off the roles of the words around
// each; a third judges the whole, and the best set without a clash is taken
// (Model). Rules over quotation marks and lists of reporting verbs are one of the
// voices that all three hear (drafts).
package attribution

import (
	"slices"

	"sayso"
)

const headlineZone = sayso.ZoneHeadline

// Annotator returns the stage that finds statements: kind, source, cue, content,
// addressee, occasion and how sure it is. Who the source is, and when the
// statement was made, is the work of Provenance.
func Annotator(w *Words, m *Model) sayso.Annotator {
	return sayso.Annotator{
		Name: "attribution", Version: "2+" + m.version,
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTags, sayso.LayerTrees, sayso.LayerQuotes},
		Gives: []sayso.Layer{sayso.LayerStatements},
		Run: func(d *sayso.Document) error {
			v := look(d, w, m.clusters)
			found, undecided := m.read(v)
			d.Statements, d.Undecided = statements(v, found), statements(v, undecided)
			return nil
		},
	}
}

// drafts reads every frame by the rules.
func drafts(d *sayso.Document, w *Words) []draft {
	var out []draft
	fs := frames(d, w)
	next := map[sayso.Ref[sayso.Quote]]sayso.Ref[sayso.Quote]{}
	for i, q := range d.Quotes {
		if q.Continues != 0 {
			next[q.Continues] = sayso.RefTo[sayso.Quote](i)
		}
	}
	for i := range fs {
		p := &parser{d: d, w: w, f: &fs[i], e: fs[i].elems, next: next}
		found := p.parse()
		if len(found) == 0 {
			if c, ok := p.continued(out, fs, i); ok {
				if c.extends >= 0 {
					out[c.extends].spans = append(out[c.extends].spans, c.content...)
					out[c.extends].frame = i
				} else {
					out = append(out, c.draft)
				}
				continue
			}
		}
		for _, s := range found {
			s.frame = i
			out = append(out, s)
		}
	}
	return out
}

// parser reads one frame.
type parser struct {
	d *sayso.Document
	w *Words
	f *frame
	e []elem

	next map[sayso.Ref[sayso.Quote]]sayso.Ref[sayso.Quote] // the paragraph a quotation goes on in
}

// draft is a statement before its spans are cut at quotation marks.
type draft struct {
	frame     int
	source    []sayso.Span
	cue       []sayso.Span
	spans     []piece
	addressee sayso.Span
	occasion  sayso.Span
	rule      rule
	lead      int // words before a quotation that only introduce it: "that"
}

// piece is a stretch of content, inside quotation marks or not.
type piece struct {
	span   sayso.Span
	quoted bool
}

// rule is the construction that a statement was recognised by.
type rule uint8

const (
	ruleQuote      rule = iota // “…,” he said
	ruleThat                   // said that …
	ruleClause                 // said it would …
	ruleAccording              // according to …
	rulePostposed              // …, he said
	ruleInfinitive             // agreed to …
	ruleNoun                   // condemned the …
	ruleHeadline               // … – Orlan
	ruleContinued              // a quotation behind a quotation
)

// weak reports whether the construction may as well be no report at all.
func (r rule) weak() bool { return r == ruleInfinitive || r == ruleNoun }

// statement cuts a draft into its final shape.
func (s draft) statement(d *sayso.Document) (sayso.Statement, bool) {
	st := sayso.Statement{
		Source: s.source, Cue: s.cue, Addressee: s.addressee, Occasion: s.occasion,
	}
	slices.SortFunc(s.spans, func(a, b piece) int { return sayso.CompareSpans(a.span, b.span) })
	in, outside := 0, -s.lead
	end := int32(-1)
	for _, c := range s.spans {
		if c.span.Start < end {
			continue
		}
		n := wordsIn(c.span.Of(d.Text))
		if n == 0 {
			continue
		}
		if c.quoted {
			in += n
		} else {
			outside += n
		}
		st.Content = append(st.Content, c.span)
		end = c.span.End
	}
	switch {
	case in == 0:
		st.Kind = sayso.Indirect
	case outside <= 0:
		st.Kind = sayso.Direct
	default:
		st.Kind = sayso.Mixed
	}
	return st, len(st.Content) > 0
}
