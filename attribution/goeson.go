package attribution

import (
	"slices"

	"sayso"
)

// goesOn lets every sentence that is nothing but quotation go on from the
// attribution before it.
func (v *view) goesOn(out []found) []found {
	at := make([][]int, v.outer) // by frame, who is reported in it
	for i := range out {
		if f := out[i].frame; f < v.outer && out[i].within < 0 {
			at[f] = append(at[f], i)
		}
	}
	for f := range v.outer {
		v.adopt(out, at[f], f)
	}
	for f := 1; f < v.outer; f++ {
		pieces, ok := v.quotation(f)
		if len(at[f]) > 0 || !ok || len(at[f-1]) == 0 || len(pieces) == 0 {
			continue
		}
		host := at[f-1][len(at[f-1])-1]
		for _, i := range at[f-1] {
			if out[i].quotes() {
				host = i
			}
		}
		h := &out[host]
		switch {
		case overlaps(h.spans, pieces):
		case v.frames[f-1].para == v.frames[f].para || v.continues(f):
			h.spans = append(h.spans, pieces...)
		case h.quotes() && wordsOf(v, pieces) >= sentence:
			at[f] = []int{len(out)}
			out = append(out, found{score: h.score * goneOn, within: -1, draft: draft{frame: f, source: h.source, spans: pieces, rule: ruleContinued}})
			continue
		default:
			continue
		}
		at[f] = []int{host}
	}
	return out
}

// adopt gives a whole quotation that nobody reports to the attribution of its
// frame that quotes already.
func (v *view) adopt(out []found, at []int, f int) {
	host := -1
	for _, i := range at {
		if out[i].quotes() {
			host = i
		}
	}
	if host < 0 {
		return
	}
	for _, e := range v.frames[f].elems {
		if e.kind != quote || e.stop == 0 || len(out[host].cue) > 0 && e.span.Start < out[host].cue[0].End {
			continue
		}
		p := []piece{{trim(v.d.Text, v.d.Quotes[e.quote-1].Inner), true}}
		if !slices.ContainsFunc(at, func(i int) bool { return overlaps(out[i].spans, p) }) && wordsOf(v, p) > 1 {
			out[host].spans = append(out[host].spans, p...)
		}
	}
}

// continues reports whether frame f goes on with the quotation that the paragraph
// before left open.
func (v *view) continues(f int) bool {
	for _, e := range v.frames[f].elems {
		if e.kind == quote {
			return v.d.Quotes[e.quote-1].Continues != 0
		}
	}
	return false
}

const (
	sentence = 5   // words of a quotation: fewer may be a title or a pull quote
	goneOn   = 0.6 // how sure it is that the next paragraph's quotation is the same speaker's
)

func wordsOf(v *view, ps []piece) int {
	n := 0
	for _, p := range ps {
		n += wordsIn(p.span.Of(v.d.Text))
	}
	return n
}

func overlaps(a, b []piece) bool {
	return slices.ContainsFunc(a, func(x piece) bool {
		return slices.ContainsFunc(b, func(y piece) bool { return x.span.Overlaps(y.span) })
	})
}

// quotation returns the quotations of a frame that holds nothing else.
func (v *view) quotation(f int) ([]piece, bool) {
	var out []piece
	for _, e := range v.frames[f].elems {
		switch e.kind {
		case word:
			return nil, false
		case quote:
			out = append(out, piece{trim(v.d.Text, v.d.Quotes[e.quote-1].Inner), true})
		}
	}
	return out, true
}

// following returns the quotations of the frames behind f, in its paragraph, that
// are nothing else.
func (v *view) following(f int) []piece {
	var out []piece
	for n := f + 1; n < v.outer && v.frames[n].para == v.frames[f].para; n++ {
		pieces, ok := v.quotation(n)
		if !ok {
			break
		}
		out = append(out, pieces...)
	}
	return out
}

// tellsOn returns the sentences that may go on telling what the one before
// reports without quotation marks: the next of its paragraph, when nothing in it
// is attributed. No corpus annotates them, so they have the least score that is
// offered.
func (v *view) tellsOn(out, undecided []found) []found {
	busy, told := make([]bool, v.outer), make([]int, v.outer)
	for f := range told {
		told[f] = -1
	}
	for i, x := range slices.Concat(out, undecided) {
		if x.frame < v.outer && x.within < 0 {
			busy[x.frame] = true
			if i < len(out) && !x.quotes() && len(x.source) > 0 && len(x.cue) > 0 {
				told[x.frame] = i
			}
		}
	}
	var more []found
	for f := 1; f < v.outer; f++ {
		es := v.frames[f].elems
		if busy[f] || told[f-1] < 0 || v.frames[f].para != v.frames[f-1].para || v.frames[f].zone != sayso.ZoneBody ||
			!slices.ContainsFunc(es, func(e elem) bool { return e.kind == word && v.t[e.first].finite }) {
			continue
		}
		end := len(es)
		for end > 1 && es[end-1].kind == punct {
			end--
		}
		h := out[told[f-1]]
		more = append(more, found{score: offered, within: -1, draft: draft{
			frame: f, source: h.source, spans: []piece{{span: sayso.Span{Start: es[0].span.Start, End: es[end-1].span.End}}},
		}})
	}
	return more
}
