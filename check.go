package sayso

import (
	"fmt"
	"unicode/utf8"
)

// Check verifies the spans, the order and the references of every layer. An
// error names the layer, the index and what is wrong.
func (d *Document) Check() error {
	c := checker{text: d.Text}
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("text is not valid UTF-8")
	}
	end := int32(0)
	for i, z := range d.Zones {
		c.span("zone", i, z.Span, false)
		c.ordered("zone", i, z.Span.Start, &end, z.Span.End)
	}
	c.span("dateline place", 0, d.Place, true)
	c.spans("byline", 0, d.Byline)
	c.spans("date", 0, d.Date.At)
	for i, a := range d.Agencies {
		c.span("agency credit", i, a.At, true)
	}
	end = 0
	for i, t := range d.Tokens {
		c.span("token", i, t.Span, false)
		c.ordered("token", i, t.Span.Start, &end, t.Span.End)
	}
	end = 0
	for i, s := range d.Sentences {
		if s.First < 0 || s.First >= s.Last || int(s.Last) > len(d.Tokens) {
			c.fail("sentence", i, fmt.Sprintf("tokens [%d,%d) of %d", s.First, s.Last, len(d.Tokens)))
		}
		c.ordered("sentence", i, s.First, &end, s.Last)
	}
	c.trees(d)
	c.names(d)
	for i, q := range d.Quotes {
		c.span("quote", i, q.Span, false)
		c.span("quote inner", i, q.Inner, true)
		if !q.Span.Contains(q.Inner) {
			c.fail("quote", i, "inner text outside the quotation")
		}
		c.ref("quote continues", i, int(q.Continues), i)
	}
	for i, m := range d.Mentions {
		c.span("mention", i, m.Span, false)
		c.span("mention head", i, m.Head, false)
		if !m.Span.Contains(m.Head) {
			c.fail("mention", i, "head outside the mention")
		}
		c.ref("mention entity", i, int(m.Entity), len(d.Entities))
	}
	for i, e := range d.Entities {
		if e.Name == "" {
			c.fail("entity", i, "no name")
		}
	}
	c.figures(d)
	c.places(d.Places)
	c.namings(d)
	c.statements(d, "statement", d.Statements)
	c.statements(d, "undecided statement", d.Undecided)
	c.times(d.Times)
	c.events(d)
	if d.Date.Value != "" && d.Date.Why == "" {
		c.fail("publication date", 0, "dated without a reason")
	}
	return c.err
}

// checker keeps the first failure.
type checker struct {
	text string
	err  error
}

func (c *checker) fail(layer string, i int, what string) {
	if c.err == nil {
		c.err = fmt.Errorf("%s %d: %s", layer, i+1, what)
	}
}

func (c *checker) span(layer string, i int, s Span, mayBeEmpty bool) {
	if mayBeEmpty && s == (Span{}) {
		return
	}
	if s.Start < 0 || s.End < s.Start || int(s.End) > len(c.text) || (s.Empty() && !mayBeEmpty) {
		c.fail(layer, i, fmt.Sprintf("span [%d,%d) of a text of %d bytes", s.Start, s.End, len(c.text)))
		return
	}
	for _, at := range []int32{s.Start, s.End} {
		if int(at) < len(c.text) && !utf8.RuneStart(c.text[at]) {
			c.fail(layer, i, fmt.Sprintf("offset %d splits a character", at))
		}
	}
}

func (c *checker) spans(layer string, i int, ss []Span) {
	end := int32(0)
	for _, s := range ss {
		c.span(layer, i, s, false)
		c.ordered(layer, i, s.Start, &end, s.End)
	}
}

func (c *checker) ordered(layer string, i int, start int32, end *int32, newEnd int32) {
	if start < *end {
		c.fail(layer, i, fmt.Sprintf("starts at %d, before the one before it ends at %d", start, *end))
	}
	*end = newEnd
}

// times verifies the expressions of time: in order, disjoint, and each with a
// value or the reason why it has none.
func (c *checker) times(ts []TimeExpr) {
	end := int32(0)
	for i, t := range ts {
		c.span("time", i, t.Span, false)
		c.ordered("time", i, t.Span.Start, &end, t.Span.End)
		c.ref("time anchor", i, int(t.Anchor), i)
		if t.Why == "" {
			c.fail("time", i, "no reason for its value")
		}
		if t.Value != "" && len(t.Candidates) > 0 {
			c.fail("time", i, "has a value and candidates")
		}
	}
}

// names verifies that names are sorted, have a type that names have, and begin
// and end with tokens of one sentence.
func (c *checker) names(d *Document) {
	end := int32(0)
	s := 0
	for i, n := range d.Names {
		c.span("name", i, n.Span, false)
		c.ordered("name", i, n.Span.Start, &end, n.Span.End)
		switch n.Type {
		case EntityPerson, EntityOrganisation, EntityPlace, EntityNORP, EntityMisc:
		default:
			c.fail("name", i, "is of type "+n.Type.String())
		}
		if c.err != nil {
			return
		}
		for s < len(d.Sentences) && d.Tokens[d.Sentences[s].Last-1].Span.End <= n.Span.Start {
			s++
		}
		starts, ends := false, false
		if s < len(d.Sentences) {
			for _, t := range d.Tokens[d.Sentences[s].First:d.Sentences[s].Last] {
				starts = starts || t.Span.Start == n.Span.Start
				ends = ends || t.Span.End == n.Span.End
			}
		}
		if !starts || !ends {
			c.fail("name", i, "does not begin and end with tokens of one sentence")
		}
	}
}

func (c *checker) statements(d *Document, layer string, ss []Statement) {
	ids := map[string]int{}
	for i, s := range ss {
		if k, ok := ids[s.ID(d.ID)]; ok {
			c.fail(layer, i, fmt.Sprintf("has the cue and content of statement %d", k))
		}
		ids[s.ID(d.ID)] = i + 1
		if len(s.Content) == 0 {
			c.fail(layer, i, "no content")
		}
		c.spans(layer+" source", i, s.Source)
		c.spans(layer+" cue", i, s.Cue)
		c.spans(layer+" content", i, s.Content)
		c.span(layer+" addressee", i, s.Addressee, true)
		c.span(layer+" occasion", i, s.Occasion, true)
		c.spans(layer+" date", i, s.Said.At)
		c.ref(layer+" speaker", i, int(s.Speaker), len(d.Entities))
		c.ref(layer+" within", i, int(s.Within), len(ss))
		if int(s.Within) == i+1 {
			c.fail(layer, i, "lies within itself")
		}
		for _, l := range s.Chain {
			c.spans(layer+" chain", i, l.At)
		}
		if s.Said.Value != "" && s.Said.Why == "" {
			c.fail(layer, i, "dated without a reason")
		}
	}
}

// trees verifies that every sentence is one tree, or has no relation at all.
func (c *checker) trees(d *Document) {
	inside := 0
	for i, s := range d.Sentences {
		if c.err != nil {
			return // the layers below are broken already
		}
		inside += int(s.Last - s.First)
		roots, related := 0, 0
		for t := s.First; t < s.Last; t++ {
			tok := d.Tokens[t]
			if tok.Rel != "" {
				related++
				if tok.Head == 0 {
					roots++
				}
			} else if tok.Head != 0 {
				c.fail("token", int(t), "has a head and no relation")
			}
			if h := int32(tok.Head) - 1; tok.Head != 0 && (h < s.First || h >= s.Last || h == t) {
				c.fail("token", int(t), fmt.Sprintf("has head %d outside its sentence or itself", tok.Head))
				return
			}
		}
		if related == 0 {
			continue
		}
		if n := int(s.Last - s.First); related != n || roots != 1 {
			c.fail("sentence", i, fmt.Sprintf("%d roots, and %d of %d tokens have a relation", roots, related, n))
			return
		}
		good := make([]bool, s.Last-s.First) // those known to hang on the root
		for t := s.First; t < s.Last; t++ {
			up := t
			for n := s.First; d.Tokens[up].Head != 0 && !good[up-s.First]; n++ {
				if n == s.Last {
					c.fail("token", int(t), "hangs in a cycle")
					return
				}
				up = int32(d.Tokens[up].Head) - 1
			}
			for up = t; !good[up-s.First]; up = int32(d.Tokens[up].Head) - 1 {
				if good[up-s.First] = true; d.Tokens[up].Head == 0 {
					break
				}
			}
		}
	}
	if inside == len(d.Tokens) {
		return
	}
	in := make([]bool, len(d.Tokens))
	for _, s := range d.Sentences {
		for t := s.First; t < s.Last; t++ {
			in[t] = true
		}
	}
	for i, t := range d.Tokens {
		if !in[i] && (t.Head != 0 || t.Rel != "") {
			c.fail("token", i, "has a head or relation and is in no sentence")
		}
	}
}

func (c *checker) ref(layer string, i, r, n int) {
	if r < 0 || r > n {
		c.fail(layer, i, fmt.Sprintf("refers to %d of %d", r, n))
	}
}
