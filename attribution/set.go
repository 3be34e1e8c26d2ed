package attribution

import (
	"cmp"
	"slices"

	"sayso"
)

// Scores that decide what becomes of a candidate; the first is where F1 is
// greatest on folds of the training corpus.
const (
	decided  = 0.4 // a statement
	offered  = 0.2 // undecided
	reported = 0.6 // a statement inside another, judged as if it stood alone
)

// exact is how sure a rule is where no candidate was chosen. Signatures and odd
// quotations are right in 38 of 66 such cases of PolNeAR (22 of 31 in dev). The
// other rules are wrong more often than not there and are not asked, but for "in
// her words", too rare to tell, and headlines with a dash before their source,
// which its papers do not write.
var exact = [...]float64{ruleQuote: 0.58, ruleAccording: 0.5, ruleHeadline: 0.5, ruleContinued: 0}

// found is a chosen candidate while the article is put together.
type found struct {
	draft
	score  float64
	within int // index of the one that reports it, or -1
}

// read finds the attributions of a document, outermost first, then those inside
// them, and those that are offered as undecided.
func (m *Model) read(v *view) (out, undecided []found) {
	cs := m.candidates(v)
	near := neighbours(cs)
	m.judge(v, cs, near, false)
	chosen := choose(cs, near, every(len(cs)), decided)
	for _, i := range chosen {
		out = append(out, cs[i].found(v, -1))
	}
	alone := slices.Clone(cs)
	m.judge(v, alone, near, true)
	for n, i := range chosen {
		out = append(out, inside(v, alone, near, near[i], i, n, len(out))...)
	}
	said := make([]bool, len(v.t))
	say := func(f found) { f.each(v, func(i int) { said[i] = true }) }
	for _, f := range out {
		if f.within < 0 {
			say(f)
		}
	}
	for _, r := range v.ruled {
		f := found{draft: r.draft, score: exact[r.rule], within: -1}
		if f.score == 0 || len(f.cue) == 0 || f.rule == ruleHeadline && !isDash(newElem(v.d.Text, f.cue[0])) {
			continue
		}
		free, first := true, int32(-1)
		f.each(v, func(i int) {
			free = free && !said[i]
			if first < 0 {
				first = v.t[i].frame
			}
		})
		if free && first >= 0 && int(first) < v.outer {
			f.frame = int(first)
			say(f)
			out = append(out, f)
		}
	}
	out = v.goesOn(out)
	for _, f := range out {
		if f.within < 0 {
			say(f)
		}
	}
	rest := slices.DeleteFunc(every(len(cs)), func(i int) bool {
		hit := false
		cs[i].found(v, -1).each(v, func(t int) { hit = hit || said[t] })
		return hit
	})
	for _, i := range choose(cs, near, rest, offered) {
		undecided = append(undecided, cs[i].found(v, -1))
	}
	return out, append(undecided, v.tellsOn(out, undecided)...)
}

// each calls do for the tokens of the cue and the content.
func (f found) each(v *view, do func(i int)) {
	for _, s := range f.cue {
		v.eachToken(s, do)
	}
	for _, p := range f.spans {
		v.eachToken(p.span, do)
	}
}

// inside returns the attributions of those numbered among that lie wholly in the
// content of candidate number of, which is found number within, and those in
// theirs; n is the number of the first.
func inside(v *view, cs []candidate, near [][]int, among []int, of, within, n int) []found {
	c := &cs[of]
	var in []int
	for _, k := range among {
		x := &cs[k]
		if k != of && c.reports(x.cue) && c.hull.Contains(x.cue) && c.hull.Contains(x.hull) && x.hull.Len() < c.hull.Len() {
			in = append(in, k)
		}
	}
	var out []found
	for _, k := range choose(cs, near, in, reported) {
		out = append(out, cs[k].found(v, within))
		out = append(out, inside(v, cs, near, in, k, n+len(out)-1, n+len(out))...)
	}
	return out
}

func (c *candidate) found(v *view, within int) found {
	f := found{score: c.score, within: within, draft: draft{
		frame: int(v.t[c.anchor].frame), source: c.source, cue: []sayso.Span{c.cue}, spans: c.content,
	}}
	for e, r := range c.roles {
		if r == inContent && c.frame.elems[e].kind == word {
			if w := c.frame.elems[e].lower; v.w.That[w] || w == v.w.To {
				f.lead = 1 // "that" before a quotation does not make it a mixed one
			}
			break
		}
	}
	if k := v.ruleAt[c.anchor]; k > 0 {
		f.addressee, f.occasion = v.ruled[k-1].addressee, v.ruled[k-1].occasion
	}
	for _, s := range []*sayso.Span{&f.addressee, &f.occasion} {
		if c.reports(*s) {
			*s = sayso.Span{}
		}
	}
	return f
}

// statements turns what was found into statements in the order of the text.
func statements(v *view, fs []found) []sayso.Statement {
	type numbered struct {
		sayso.Statement
		from int
	}
	var out []numbered
	seen := map[string]bool{}
	for i, f := range fs {
		st, ok := f.statement(v.d)
		st.Score = float32(f.score)
		if id := st.ID(v.d.ID); ok && !seen[id] {
			seen[id] = true // one passage, one statement
			out = append(out, numbered{st, i})
		}
	}
	slices.SortStableFunc(out, func(a, b numbered) int {
		return cmp.Or(sayso.CompareSpans(a.Content[0], b.Content[0]), cmp.Compare(a.from, b.from))
	})
	at := make([]sayso.Ref[sayso.Statement], len(fs))
	for i, x := range out {
		at[x.from] = sayso.RefTo[sayso.Statement](i)
	}
	sts := make([]sayso.Statement, len(out))
	for i, x := range out {
		sts[i] = x.Statement
		if w := fs[x.from].within; w >= 0 {
			sts[i].Within = at[w]
		}
	}
	return sts
}
