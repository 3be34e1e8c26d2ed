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
			if c.rule == ruleNoun && p.w.Pronouns[p.word(c.comp)] && p.w.Prepositions[p.word(c.comp+1)] {
				to = min(to, c.comp+1) // "denied it in a short call"
			}
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
	if k == end || e.kind != word || e.upper || strings.HasSuffix(e.lower, p.w.PresentSuffix) || p.w.Relatives[e.lower] || p.w.Subordinators[e.lower] || p.w.As[e.lower] || p.w.Prepositions[e.lower] || p.w.OccasionVerbs[e.lower] {
		return end
	}
	return limit
}
