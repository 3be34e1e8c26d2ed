package attribution

import (
	"cmp"
	"slices"

	"sayso"
	"sayso/perceptron"
)

// Model is what was learnt about who says what. It never changes and may be used
// by many goroutines at once.
type Model struct {
	anchor     *perceptron.Model
	emit, pair *perceptron.Model
	final      *perceptron.Model
	clusters   *perceptron.Clusters
	steps      []float32 // calibration
	version    string
}

// candidate is an anchor with the roles around it: an attribution, if the
// article's best set has it.
type candidate struct {
	anchor  int32
	frame   *frame
	roles   []uint8 // by element
	odds    float32 // log-odds of the anchor
	p       float64 // probability of the anchor
	surety  float64 // log-probability of the roles
	hull    sayso.Span
	cue     sayso.Span
	source  []sayso.Span
	content []piece
	score   float64 // probability that it is right, once judged
}

// leastAnchor is the probability under which an anchor is no candidate.
const leastAnchor = 0.04

// generous is added to the score of being in the content: half a content is worth
// more than none, but a larger push costs exact contents.
const generous = 0.06

// candidates finds the anchors of v and the roles around each, in the order of
// the text.
func (m *Model) candidates(v *view) []candidate {
	var out []candidate
	weigh(v, m.anchor)
	for i, odds := range v.odds {
		if p := probability(odds); p >= leastAnchor {
			out = append(out, candidate{anchor: int32(i), odds: odds, p: p})
		}
	}
	out = surest(v, out)
	var x example
	var c roleChain
	next := continuations(v.d)
	for k := range out {
		a := &out[k]
		x.look(v, a.anchor)
		a.frame = x.frame
		m.score(&c, &x)
		c.sum()
		a.roles, a.surety = c.best(nil)
		a.hinge(v)
		a.edges(v)
		a.whole()
		a.cut(v, next)
	}
	return slices.DeleteFunc(out, func(c candidate) bool { return len(c.content) == 0 || c.talkedAbout(v) || c.quotedSource() })
}

// quotedSource reports whether the source is itself a quotation: before the colon
// of a headline stands what was said, not who said it.
func (c *candidate) quotedSource() bool {
	for e := range c.frame.elems {
		if c.roles[e] == inSource && c.frame.elems[e].kind == quote {
			return true
		}
	}
	return false
}

// surest keeps the likeliest candidates of each frame: no sentence reports more,
// and one made of nothing but anchors must not take quadratic time.
func surest(v *view, cs []candidate) []candidate {
	const most = 20
	var out []candidate
	for from := 0; from < len(cs); {
		to := from
		for to < len(cs) && v.t[cs[to].anchor].frame == v.t[cs[from].anchor].frame {
			to++
		}
		in := cs[from:to]
		if len(in) > most {
			slices.SortStableFunc(in, func(a, b candidate) int { return cmp.Compare(b.odds, a.odds) })
			in = in[:most]
			slices.SortFunc(in, func(a, b candidate) int { return cmp.Compare(a.anchor, b.anchor) })
		}
		out = append(out, in...)
		from = to
	}
	return out
}

// talkedAbout reports whether nothing is reported but the reporting itself talked
// about: "what she said", "he said no more".
func (c *candidate) talkedAbout(v *view) bool {
	es := c.frame.elems
	e := int(v.t[c.anchor].elem)
	start := e
	for start > 0 && c.roles[start-1] != outside && c.roles[start-1] != inContent {
		start--
	}
	if start > 0 && v.w.FreeRelatives[es[start-1].lower] {
		return true
	}
	const few = 2 // words
	if len(c.content) > 1 || c.content[0].quoted || c.content[0].span.Start < c.cue.End || wordsOf(v, c.content) > few {
		return false
	}
	takes := Takes(0)
	for _, f := range v.w.Cues[es[e].lower] {
		takes |= f.Takes
	}
	return takes != 0 && takes&(TakesNoun|TakesInfinitive) == 0
}

// weigh sets how likely each token of v is an anchor.
func weigh(v *view, anchor *perceptron.Model) {
	var fs []uint32
	var score [1]int32
	v.odds = make([]float32, len(v.t))
	for i := range v.t {
		v.odds[i] = unlikely
		if v.mayAnchor(int32(i)) {
			fs = v.anchorFeatures(fs[:0], int32(i))
			anchor.Score(fs, score[:])
			v.odds[i] = float32(score[0]) / perceptron.Fine
		}
	}
}

// score fills c with the scores of an example.
func (m *Model) score(c *roleChain, x *example) {
	c.resize(len(x.emit))
	c.anchor = x.anchor
	var pair [roles * roles]int32
	for e := range x.emit {
		emit := m.emit.Score4(x.emit[e])
		for r, s := range emit {
			c.emit[e][r] = float32(s) / perceptron.Fine
		}
		c.emit[e][inContent] += generous
		m.pair.Score(x.pair[e], pair[:])
		for r, s := range pair {
			c.pair[e][r] = float32(s) / perceptron.Fine
		}
	}
	c.only()
}

// continuations maps each quotation to the one that it goes on in.
func continuations(d *sayso.Document) map[sayso.Ref[sayso.Quote]]sayso.Ref[sayso.Quote] {
	next := map[sayso.Ref[sayso.Quote]]sayso.Ref[sayso.Quote]{}
	for i, q := range d.Quotes {
		if q.Continues != 0 {
			next[q.Continues] = sayso.RefTo[sayso.Quote](i)
		}
	}
	return next
}

// cut turns roles into spans.
func (c *candidate) cut(v *view, next map[sayso.Ref[sayso.Quote]]sayso.Ref[sayso.Quote]) {
	es := c.frame.elems
	open := false // the last piece may grow
	for e := range es {
		x := &es[e]
		switch c.roles[e] {
		case inSource:
			c.source = grow(c.source, x.span, e > 0 && c.roles[e-1] == inSource)
		case inCue:
			if c.cue.Empty() {
				c.cue = x.span
			}
			c.cue.End = x.span.End
		case inContent:
			if x.kind == quote {
				for q := x.quote; q != 0; q = next[q] {
					c.content = append(c.content, piece{trim(v.d.Text, v.d.Quotes[q-1].Inner), true})
				}
				open = false
				continue
			}
			if open && c.roles[e-1] == inContent {
				c.content[len(c.content)-1].span.End = x.span.End
			} else {
				c.content = append(c.content, piece{span: x.span})
			}
			open = true
			continue
		}
		open = false
	}
	c.turn(v)
	c.content = slices.DeleteFunc(c.content, func(p piece) bool { return wordsIn(p.span.Of(v.d.Text)) == 0 })
	c.measure()
}

// hinge ends the content before what is likely a statement of its own: a
// participle behind a comma, as in "said that it would, adding …", or a clause
// behind "as" with a subject of its own, as in "hoped that it would as she said …".
func (c *candidate) hinge(v *view) {
	const likely = 0 // log-odds
	es := c.frame.elems
	at := int(v.t[c.anchor].elem)
	for e := at + 2; e < len(es); e++ {
		x := &es[e]
		if c.roles[e] != inContent || x.kind != word {
			continue
		}
		p := &es[e-1]
		switch h := v.t[x.first].head; {
		case v.odds[x.first] >= likely && v.t[x.first].xpos == participle && v.child(x.first, "nsubj", "aux") < 0:
			if !p.is(",") && !(p.kind == quote && p.stop == ',') {
				continue
			}
		case v.w.As[x.lower] && h > x.first && v.odds[h] >= likely && v.t[x.first].bare == "mark" && v.child(h, "nsubj") >= 0:
		default:
			continue
		}
		for k := e; k < len(es); k++ {
			if c.roles[k] == inContent {
				c.roles[k] = outside
			}
		}
		if p.kind == punct {
			c.roles[e-1] = outside
		}
		return
	}
}

// whole gives a hyphenated word, which is several tokens, the one role of its first
// piece that has one: "Oro Dal-in said". A dash between two words may stand as tight,
// "it is over-Orlan said": a capital behind a small letter begins a word.
func (c *candidate) whole() {
	es := c.frame.elems
	for e := 0; e+2 < len(es); e++ {
		a, hyphen, b := &es[e], &es[e+1], &es[e+2]
		if !hyphen.is("-") || a.kind != word || b.kind != word || a.span.End != hyphen.span.Start || hyphen.span.End != b.span.Start || b.upper && !a.upper {
			continue
		}
		switch from, to := c.roles[e], c.roles[e+2]; {
		case (from == inSource || from == inContent) && (to == from || to == outside):
			c.roles[e+1], c.roles[e+2] = from, from
		case from == outside && to == inSource && a.upper:
			c.roles[e], c.roles[e+1] = to, to
		}
	}
}

// edges mends what the model often cuts wrongly: a source does not begin with a
// time ("On Monday Orlan"), and where the rules see the word that opens a clause,
// nothing between cue and clause is content ("said on Monday that …").
func (c *candidate) edges(v *view) {
	es := c.frame.elems
	for e := range es {
		if c.roles[e] != inSource || e > 0 && c.roles[e-1] == inSource {
			continue
		}
		k := e
		if v.w.Prepositions[es[k].lower] && k+1 < len(es) {
			k++
		}
		n := k
		for n < len(es) && c.roles[n] == inSource && (v.w.Times[es[n].lower] || v.w.TimeModifiers[es[n].lower] && n+1 < len(es) && v.w.Times[es[n+1].lower] || es[n].is(",") && n > k) {
			n++
		}
		if n > k && n < len(es) && c.roles[n] == inSource && !es[n].is(v.w.Possessive) {
			for ; e < n; e++ {
				c.roles[e] = outside
			}
		}
		break
	}
	r := v.ruleAt[c.anchor]
	if r == 0 {
		return
	}
	d := &v.ruled[r-1].draft
	at := int(v.t[c.anchor].elem)
	for _, p := range d.spans {
		if p.span.Start < es[at].span.End {
			continue
		}
		for e := at + 1; e < len(es) && es[e].span.End <= p.span.End; e++ {
			switch {
			case es[e].span.Start >= p.span.Start || p.quoted && es[e].kind == quote:
				return
			case c.roles[e] != inContent:
			case d.rule == ruleThat && d.lead > 0 || p.quoted && v.colonBefore(c.frame, p.span):
				c.roles[e] = outside
				if len(d.cue) > 0 && d.cue[0].Contains(es[e].span) {
					c.roles[e] = inCue // "expressed her hope that …"
				}
			}
		}
		return
	}
}

// colonBefore reports whether a colon stands before the quotation that s is in.
func (v *view) colonBefore(f *frame, s sayso.Span) bool {
	for e := 1; e < len(f.elems); e++ {
		if f.elems[e].kind == quote && f.elems[e].span.Contains(s) {
			return f.elems[e-1].is(":")
		}
	}
	return false
}

// turn gives a speaker's turn in a transcript ("REVA: …") the rest of its
// paragraph.
func (c *candidate) turn(v *view) {
	const longestName = 6 // elements
	f, at := int(v.t[c.anchor].frame), int(v.t[c.anchor].elem)
	es := c.frame.elems
	if f >= v.outer || f == 0 || v.frames[f-1].para == c.frame.para || c.frame.zone == headlineZone || !es[at].is(":") || at == 0 || at > longestName ||
		c.roles[0] != inSource || es[0].kind != word || c.roles[len(es)-1] != inContent && (len(es) < 2 || c.roles[len(es)-2] != inContent) {
		return
	}
	for n := f + 1; n < v.outer && v.frames[n].para == c.frame.para; n++ {
		x := v.frames[n].elems
		c.content = append(c.content, piece{span: sayso.Span{Start: x[0].span.Start, End: x[len(x)-1].span.End}})
	}
}

// measure sets the hull of the content.
func (c *candidate) measure() {
	for i, p := range c.content {
		if i == 0 {
			c.hull = p.span
		}
		c.hull.Start, c.hull.End = min(c.hull.Start, p.span.Start), max(c.hull.End, p.span.End)
	}
}

func grow(spans []sayso.Span, s sayso.Span, joined bool) []sayso.Span {
	if n := len(spans); n > 0 && joined {
		spans[n-1].End = s.End
		return spans
	}
	return append(spans, s)
}
