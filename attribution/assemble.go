package attribution

import (
	"strings"

	"sayso"
)

// assemble gives every clause its content and turns it into a draft.
func (p *parser) assemble(cs []clause) []draft {
	var out []draft
	floor := 0 // where content that stands before its clause may begin
	for k := range cs {
		c := &cs[k]
		limit := len(p.e)
		if k+1 < len(cs) && (cs[k+1].comp >= 0 || cs[k+1].start > c.end) {
			limit = cs[k+1].start
		}
		var content []piece
		lead := 0
		if c.comp >= 0 {
			to := p.contentEnd(c.comp, limit)
			if c.rule.weak() || c.inherit {
				to = p.beforeQuote(c.comp, to)
			}
			content = p.spansOf(c.comp, to)
			p.prefix(c, floor)
			lead = p.lead(c.comp)
			// “…,” he said, “…”: a quotation on the left as well
			if p.quoteBefore(c, floor) {
				content = append(p.spansOf(floor, c.start), content...)
			}
			floor = to
		} else {
			left := p.skipOpening(floor, c.start)
			content = p.spansOf(left, c.start)
			to := p.resumes(c.end, limit)
			if to > c.end {
				content = append(content, p.spansOf(c.end, to)...)
			}
			if k+1 < len(cs) && cs[k+1].comp < 0 {
				// the next clause also looks left: what is between belongs to it
				floor = c.end
			} else {
				floor = max(to, c.end)
			}
		}
		d := draft{spans: content, rule: c.rule, lead: lead, cue: []sayso.Span{p.span(c.g.first, c.g.last+1)}}
		switch {
		case c.hasSrc:
			d.source = []sayso.Span{p.span(c.src.first, c.src.end)}
		case c.inherit && k > 0 && len(out) > 0:
			d.source = out[len(out)-1].source
		}
		if c.hearer[1] > c.hearer[0] {
			d.addressee = p.span(c.hearer[0], c.hearer[1])
		}
		if c.setting[1] > c.setting[0] {
			d.occasion = p.span(c.setting[0], c.setting[1])
		}
		if len(content) > 0 {
			out = append(out, d)
		}
	}
	p.adopt(out)
	return out
}

// beforeQuote ends content that a weak construction reports before a comma that
// a quotation follows: the quotation belongs to the main clause.
func (p *parser) beforeQuote(from, to int) int {
	for k := from + 1; k+1 < to; k++ {
		if p.e[k].is(",") && p.e[k+1].kind == quote && p.e[k+1].stop != 0 {
			return k
		}
	}
	return to
}

// adopt gives a quotation that no clause reports to the statement of the same
// frame that quotes already: “…,” he said, pointing at the map, “…”.
func (p *parser) adopt(ds []draft) {
	for _, e := range p.e {
		if e.kind != quote || e.stop == 0 || p.d.Quotes[e.quote-1].Continues != 0 {
			continue
		}
		taken := false
		host := -1
		for k := range ds {
			for _, c := range ds[k].spans {
				taken = taken || c.span.Overlaps(e.span)
				if c.quoted && ds[k].rule == ruleQuote {
					host = k
				}
			}
		}
		if !taken && host >= 0 {
			ds[host].spans = append(ds[host].spans, p.quotePieces(e.quote)...)
		}
	}
}

// lead returns 1 when the content starts with a word that only joins it to its
// verb, and 0 otherwise: "that" does not make a quotation a mixed one.
func (p *parser) lead(at int) int {
	if w := p.word(at); p.w.That[w] || w == p.w.To && w != "" {
		return 1
	}
	return 0
}

// quoteBefore reports whether a clause with content behind it follows a
// quotation that it reports too.
func (p *parser) quoteBefore(c *clause, floor int) bool {
	b := c.start - 1
	return b >= floor && p.e[b].kind == quote && p.e[b].stop != 0 && c.g.form.Takes&TakesQuote != 0
}

// contentEnd returns where content that starts at element from ends, at the
// latest at limit: a quotation that closes with a stop ends it.
func (p *parser) contentEnd(from, limit int) int {
	k := from
	for k < limit && p.e[k].kind == punct {
		k++
	}
	if k < limit && p.e[k].kind == quote && p.e[k].stop != 0 {
		end := k + 1
		for end+1 < limit && p.w.Conjunctions[p.word(end)] && p.e[end+1].kind == quote {
			end += 2
		}
		return end
	}
	return limit
}

// prefix keeps an adverbial before the subject that names the occasion:
// "Speaking at a news conference, Orlan said".
func (p *parser) prefix(c *clause, floor int) {
	end := c.start
	if end-floor < 3 || !p.e[end-1].is(",") || c.setting[1] > 0 {
		return
	}
	w := p.word(floor)
	if (p.w.OccasionVerbs[w] || p.w.Prepositions[w]) && p.occasion(floor, end-1) {
		c.setting = [2]int{floor, end - 1}
	}
}

// skipOpening moves the start of content past conjunctions and adverbs that are
// set off by a comma: "Meanwhile, …".
func (p *parser) skipOpening(from, to int) int {
	for k := from; k < to && k < from+2; k++ {
		w := p.word(k)
		if w == "" || !(p.w.Adverbs[w] || p.w.Conjunctions[w] || strings.HasSuffix(w, p.w.AdverbSuffix)) {
			break
		}
		if k+1 < to && p.e[k+1].is(",") {
			return k + 2
		}
	}
	return from
}

// resumes returns where content that is interrupted by "…, he said, …" ends
// behind the interruption, or end when it does not go on.
func (p *parser) resumes(end, limit int) int {
	if end >= limit {
		return end
	}
	k := end
	if p.e[k].is(",") || p.e[k].is("–") || p.e[k].is("—") || p.e[k].is(":") {
		k++
	}
	if k >= limit {
		return end
	}
	e := p.e[k]
	if e.kind == quote {
		return p.contentEnd(k, limit)
	}
	if k == end || e.kind != word || e.upper || strings.HasSuffix(e.lower, "ing") || p.w.Relatives[e.lower] || p.w.Subordinators[e.lower] || p.w.As[e.lower] || p.w.Prepositions[e.lower] || p.w.OccasionVerbs[e.lower] {
		return end
	}
	return limit
}

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
