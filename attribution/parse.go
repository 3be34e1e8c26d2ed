package attribution

import (
	"strings"
	"unicode"

	"sayso"
)

// clause is one reporting clause of a frame with its arguments.
type clause struct {
	g       group
	src     source
	hasSrc  bool
	inherit bool // the source is that of the clause before
	start   int  // where the clause begins: what is before may be content
	end     int  // behind its last element outside the content
	comp    int  // where the content behind it starts, or -1
	rule    rule
	hearer  [2]int
	setting [2]int // the occasion, elements [from, to)
}

// parse returns the statements of the frame.
func (p *parser) parse() []draft {
	if p.f.zone == headlineZone {
		if s, ok := p.headline(); ok {
			return []draft{s}
		}
	}
	cs := p.clauses()
	if len(cs) == 0 {
		for _, read := range []func() (draft, bool){p.according, p.signed, p.colon} {
			if s, ok := read(); ok {
				return []draft{s}
			}
		}
		return nil
	}
	return p.assemble(cs)
}

// clauses returns the reporting clauses of the frame that have a source, or
// inherit one, in order; those inside the content of an earlier one are left
// out.
func (p *parser) clauses() []clause {
	var out []clause
	for _, g := range p.groups() {
		c, ok := p.clause(g, out)
		if !ok {
			continue
		}
		if c.comp < 0 && !c.inherit {
			// what stands before the subject is reported as a whole
			for n := len(out); n > 0 && out[n-1].comp >= 0 && out[n-1].rule.weak(); n = len(out) {
				out = out[:n-1]
			}
		}
		if n := len(out); n > 0 {
			prev := &out[n-1]
			if prev.comp >= 0 && !p.separates(prev, &c) {
				continue // reported inside what is reported
			}
			if prev.comp < 0 && c.start < prev.end {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// separates reports whether clause c, inside what prev may report, begins a
// statement of its own rather than being part of that content.
func (p *parser) separates(prev, c *clause) bool {
	if c.start <= prev.comp+1 {
		return false
	}
	b := c.start - 1
	sep := p.e[b]
	first := p.word(c.start)
	switch {
	case c.inherit:
		return true
	case sep.is(",") || sep.is(";") || sep.kind == quote && sep.stop != 0 || sep.is("–") || sep.is("—") || sep.is("--"):
		return true
	case p.w.As[first] || p.w.Subordinators[first]:
		return true
	}
	return false
}

// clause reads the arguments of a verb group.
func (p *parser) clause(g group, before []clause) (clause, bool) {
	c := clause{g: g, comp: -1, start: g.first, end: g.last + 1}
	if !g.finite {
		c.inherit = true
		if n := len(before); n == 0 {
			// "…," adding: the subject of the main clause, whatever its verb
			s, ok := p.mainSubject(g.first)
			if !ok {
				return c, false
			}
			c.src, c.hasSrc = s, true
		}
		return c, p.complement(&c)
	}
	if s, ok := p.subject(g); ok {
		if p.w.FreeRelatives[p.word(s.start-1)] {
			return c, false // "what he said" is no statement of his
		}
		c.src, c.hasSrc, c.start = s, true, s.start
		if p.complement(&c) {
			return c, true
		}
		if p.postposed(&c) {
			return c, true
		}
		if p.e[g.first-1].kind != word && g.form.Takes&TakesInversion != 0 {
			return p.inverted(g)
		}
		return c, false
	}
	if g.first > 0 && p.w.Joiners[p.word(g.first-1)] {
		if len(before) == 0 {
			s, ok := p.mainSubject(g.first - 1)
			if !ok {
				return c, false
			}
			c.src, c.hasSrc = s, true
		}
		c.inherit, c.start = true, g.first-1
		if c.start > 0 && p.e[c.start-1].is(",") {
			c.start--
		}
		return c, p.complement(&c)
	}
	return p.inverted(g)
}

// inverted reads "…, said the minister": a verb behind the content with its
// subject after it.
func (p *parser) inverted(g group) (clause, bool) {
	c := clause{g: g, comp: -1, start: g.first, end: g.last + 1}
	if g.form.Takes&TakesInversion == 0 || g.first == 0 || g.last+1 >= len(p.e) {
		return c, false
	}
	b := p.e[g.first-1]
	if !(b.kind == quote || b.is(",") || b.is("–") || b.is("—") || b.is("-")) {
		return c, false
	}
	s, ok := p.follower(g.last + 1)
	if !ok {
		return c, false
	}
	s.start = g.first
	c.src, c.hasSrc, c.end, c.rule = s, true, s.end, rulePostposed
	if b.kind == quote || g.first > 1 && p.e[g.first-2].kind == quote {
		c.rule = ruleQuote
	}
	p.tail(&c)
	if c.end < len(p.e) && (p.e[c.end].is(":") || p.e[c.end].is(",")) && c.end+1 < len(p.e) && p.e[c.end+1].kind == quote {
		c.comp = c.end + 1
		c.rule = ruleQuote
	}
	return c, p.hasLeft(g.first)
}

// hasLeft reports whether there is content before element i to be reported.
func (p *parser) hasLeft(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if p.e[k].kind == quote || p.e[k].kind == word {
			return true
		}
	}
	return false
}

// postposed reads "…, the minister said": the content stands before the subject.
func (p *parser) postposed(c *clause) bool {
	b := c.start - 1
	if b < 0 {
		return false
	}
	e := p.e[b]
	takes := c.g.form.Takes
	if e.kind == quote {
		if takes&TakesQuote == 0 {
			return false
		}
		c.rule = ruleQuote
		return true
	}
	if !e.is(",") || takes&TakesClause == 0 || !p.hasLeft(b) || c.src.relative {
		return false
	}
	if b > 0 && p.e[b-1].kind == quote {
		c.rule = ruleQuote
		return true
	}
	// "However, he said": an adverbial is no content.
	if n := p.wordsBetween(0, b); n < 4 && p.resumes(c.end, len(p.e)) == c.end {
		return false
	}
	if w := p.word(0); p.w.Prepositions[w] || p.w.Subordinators[w] || p.w.OccasionVerbs[w] {
		// An opening adverbial, unless a clause follows it.
		if !p.clauseBetween(0, b) {
			return false
		}
	}
	c.rule = rulePostposed
	return true
}

func (p *parser) wordsBetween(from, to int) int {
	n := 0
	for k := from; k < to; k++ {
		if p.e[k].kind == word {
			n++
		} else if p.e[k].kind == quote {
			n += 4
		}
	}
	return n
}

// clauseBetween reports whether a comma inside [from, to) is followed by a
// subject and a verb, so that more stands there than an adverbial.
func (p *parser) clauseBetween(from, to int) bool {
	comma := false
	for k := from; k < to; k++ {
		e := p.e[k]
		if e.is(",") {
			comma = true
		}
		if comma && e.kind == word && (p.w.Have[e.lower] || p.w.Be[e.lower] || p.w.Modal[e.lower]) {
			return true
		}
	}
	return false
}

// mainSubject returns the subject of the clause before a participle, when that
// clause has one that names somebody.
func (p *parser) mainSubject(at int) (source, bool) {
	for k := 0; k < at && k < maxSource; k++ {
		e := p.e[k]
		if e.kind != word {
			continue
		}
		verb := p.w.Have[e.lower] || p.w.Be[e.lower] || p.w.Modal[e.lower]
		for _, f := range p.w.Cues[e.lower] {
			verb = verb || f.Tense == Past || f.Tense == Third && !f.IsNoun
		}
		if verb || k > 0 && p.pastVerb(k) {
			return p.nounPhrase(k)
		}
	}
	return source{}, false
}

// spansOf returns the content pieces of elements [from, to), cut at quotation
// marks and trimmed of outer punctuation and connecting words.
func (p *parser) spansOf(from, to int) []piece {
	for from < to && p.e[from].kind == punct && !p.e[from].is("[") && !p.e[from].is("(") && !p.e[from].is("$") && !p.e[from].is("…") {
		from++
	}
	for to > from && p.e[to-1].kind == punct && !strings.ContainsAny(p.e[to-1].lower, "%)]") {
		to--
	}
	var out []piece
	for k := from; k < to; k++ {
		if p.e[k].kind == quote {
			out = append(out, p.quotePieces(p.e[k].quote)...)
			continue
		}
		if n := len(out); n > 0 && !out[n-1].quoted {
			out[n-1].span.End = p.e[k].span.End
			continue
		}
		out = append(out, piece{span: p.e[k].span})
	}
	return out
}

// quotePieces returns the inside of a quotation and of the paragraphs it goes on
// in.
func (p *parser) quotePieces(r sayso.Ref[sayso.Quote]) []piece {
	var out []piece
	for ; r != 0; r = p.next[r] {
		out = append(out, piece{trim(p.d.Text, p.d.Quotes[r-1].Inner), true})
	}
	return out
}

func trim(text string, s sayso.Span) sayso.Span {
	t := s.Of(text)
	left := len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	right := len(t) - len(strings.TrimRightFunc(t, unicode.IsSpace))
	if left+right >= len(t) {
		return s
	}
	return sayso.Span{Start: s.Start + int32(left), End: s.End - int32(right)}
}

func wordsIn(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }))
}

func (p *parser) span(from, to int) sayso.Span {
	return sayso.Span{Start: p.e[from].span.Start, End: p.e[to-1].span.End}
}
