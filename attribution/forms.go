package attribution

import "sayso"

// according reads "According to X, …" and "…, according to X".
func (p *parser) according() (draft, bool) {
	for i := range p.e {
		for _, phrase := range p.w.AccordingTo {
			if !p.matches(i, phrase) {
				continue
			}
			s, ok := p.follower(i + len(phrase))
			if !ok {
				continue
			}
			if i == p.skipOpening(0, i) {
				s = p.endAtComma(s)
			}
			return p.accordingDraft(i, i+len(phrase), s.end, s)
		}
		if p.word(i) == p.w.InWordsOf[0] {
			for j := i + 2; j < len(p.e) && j < i+8; j++ {
				if p.word(j) != p.w.InWordsOf[1] {
					continue
				}
				s := source{first: i + 1, end: j}
				if p.word(j-1) == p.w.Possessive || p.w.Possessives[p.word(j-1)] || p.e[j-1].is("'") || p.e[j-1].is("’") {
					if p.word(j-1) == p.w.Possessive || p.e[j-1].kind == punct {
						s.end = j - 1
					}
					if s.end > s.first {
						d, ok := p.accordingDraft(i, i+1, j+1, s)
						d.cue = append(d.cue, p.e[j].span)
						return d, ok
					}
				}
			}
		}
	}
	return draft{}, false
}

// endAtComma cuts a source that opens its sentence at the comma behind which
// the content starts, so that no subject is taken for its apposition.
func (p *parser) endAtComma(s source) source {
	if s.end < len(p.e) && p.e[s.end].is(",") {
		return s
	}
	for k := s.end - 1; k > s.first; k-- {
		if p.e[k].is(",") {
			s.end = k
			break
		}
	}
	return s
}

func (p *parser) matches(i int, phrase []string) bool {
	for k, w := range phrase {
		if p.word(i+k) != w {
			return false
		}
	}
	return true
}

// accordingDraft builds the statement of a prepositional cue that stands in
// elements [at, cueEnd) and whose phrase ends before end.
func (p *parser) accordingDraft(at, cueEnd, end int, s source) (draft, bool) {
	d := draft{
		source: []sayso.Span{p.span(s.first, s.end)},
		cue:    []sayso.Span{p.span(at, cueEnd)},
		rule:   ruleAccording,
	}
	left := p.skipOpening(0, at)
	d.spans = p.spansOf(left, at)
	if end < len(p.e) && (at == left || p.e[end].is(",")) {
		d.spans = append(d.spans, p.spansOf(end, len(p.e))...)
	}
	return d, len(d.spans) > 0
}

// headline reads "… – Orlan" and "Orlan: …".
func (p *parser) headline() (draft, bool) {
	n := len(p.e)
	const maxName = 6
	for k := n - 2; k > 2 && n-k <= maxName; k-- {
		if isDash(p.e[k]) && p.nameLike(k+1, n) {
			return draft{
				source: []sayso.Span{p.span(k+1, n)}, cue: []sayso.Span{p.e[k].span},
				spans: p.spansOf(0, k), rule: ruleHeadline,
			}, true
		}
	}
	for k := 1; k <= maxName && k+2 < n; k++ {
		if p.e[k].is(":") && p.nameLike(0, k) && !p.w.HeadlineNoise[p.e[k-1].lower] && !p.w.HeadlineNoise[p.e[0].lower] {
			return draft{
				source: []sayso.Span{p.span(0, k)}, cue: []sayso.Span{p.e[k].span},
				spans: p.spansOf(k+1, n), rule: ruleHeadline,
			}, true
		}
	}
	return draft{}, false
}

// nameLike reports whether elements [from, to) are a name or title: words, the
// last of them capitalised.
func (p *parser) nameLike(from, to int) bool {
	for k := from; k < to; k++ {
		if p.e[k].kind != word && !p.e[k].is(".") {
			return false
		}
	}
	return p.e[from].upper && p.e[to-1].upper && !p.w.Prepositions[p.e[from].lower]
}

// signed reads a quotation that its speaker signs: “…” — Orlan.
func (p *parser) signed() (draft, bool) {
	n := len(p.e)
	for n > 0 && p.e[n-1].is(".") {
		n--
	}
	const maxName = 12
	if n < 3 || p.e[0].kind != quote || !(isDash(p.e[1])) || n-2 > maxName || !p.nameLike(2, min(n, 4)) {
		return draft{}, false
	}
	return draft{
		source: []sayso.Span{p.span(2, n)}, cue: []sayso.Span{p.e[1].span},
		spans: p.spansOf(0, 1), rule: ruleQuote,
	}, true
}

func isDash(e elem) bool {
	return e.is("–") || e.is("—") || e.is("―") || e.is("-") || e.is("--")
}

// colon reads a quotation that a colon introduces behind a verb that is in no
// list: "Orlan scolded him: “…”".
func (p *parser) colon() (draft, bool) {
	for k := 1; k+1 < len(p.e); k++ {
		if !p.e[k].is(":") || p.e[k+1].kind != quote {
			continue
		}
		s, ok := p.mainSubject(k)
		if !ok {
			return draft{}, false
		}
		return draft{
			source: []sayso.Span{p.span(s.first, s.end)}, cue: []sayso.Span{p.e[k].span},
			spans: p.spansOf(k+1, len(p.e)), rule: ruleQuote,
		}, true
	}
	return draft{}, false
}
