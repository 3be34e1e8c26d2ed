package attribution

import "sayso"

// goOn is how a frame without a cue continues what was said.
type goOn struct {
	draft
	extends int // index of the draft it extends, or -1 for a draft of its own
	content []piece
}

// continued reads a frame that is nothing but quotation: it goes on from the
// statement before it, or is reported by the frame before it that ends with a
// colon.
func (p *parser) continued(out []draft, fs []frame, i int) (goOn, bool) {
	var pieces []piece
	fresh := false
	words := 0
	for _, e := range p.e {
		if e.kind == word {
			return goOn{}, false
		}
		if e.kind == quote {
			if p.d.Quotes[e.quote-1].Continues == 0 {
				fresh = true
				pieces = append(pieces, p.quotePieces(e.quote)...)
				words += wordsIn(e.span.Of(p.d.Text))
			}
		}
	}
	last := len(out) - 1
	if !fresh {
		return goOn{extends: last}, last >= 0 && len(pieces) == 0 && hasQuote(p.e)
	}
	if i == 0 {
		return goOn{}, false
	}
	if d, ok := p.introduced(&fs[i-1]); ok {
		d.spans = pieces
		return goOn{draft: d, extends: -1}, true
	}
	for last > 0 && out[last-1].frame == out[last].frame && !out[last].quotes() {
		last-- // “…,” he said, stressing that …. “…”
	}
	if last < 0 || i-out[last].frame > 1 || !out[last].quotes() {
		return goOn{}, false
	}
	if out[last].frame == i-1 && fs[i-1].para == p.f.para {
		return goOn{extends: last, content: pieces}, true
	}
	const sentence = 5 // words: fewer may be a title or a pull quote
	if words < sentence {
		return goOn{}, false
	}
	return goOn{draft: draft{frame: i, source: out[last].source, spans: pieces, rule: ruleContinued}, extends: -1}, true
}

// quotes reports whether a draft ends with words inside quotation marks.
func (s draft) quotes() bool {
	return len(s.spans) > 0 && s.spans[len(s.spans)-1].quoted
}

func hasQuote(es []elem) bool {
	for _, e := range es {
		if e.kind == quote {
			return true
		}
	}
	return false
}

// introduced reads a frame that ends with a colon behind a reporting verb:
// "Orlan told parliament:" with the quotation in the next paragraph.
func (p *parser) introduced(prev *frame) (draft, bool) {
	n := len(prev.elems)
	if n < 2 || !prev.elems[n-1].is(":") {
		return draft{}, false
	}
	q := &parser{d: p.d, w: p.w, f: prev, e: prev.elems, next: p.next}
	gs := q.groups()
	for k := len(gs) - 1; k >= 0; k-- {
		if s, ok := q.subject(gs[k]); ok && gs[k].form.Takes&TakesQuote != 0 {
			return draft{
				source: []sayso.Span{q.span(s.first, s.end)},
				cue:    []sayso.Span{q.span(gs[k].first, gs[k].last+1)}, rule: ruleQuote,
			}, true
		}
	}
	return draft{}, false
}
