package attribution

import (
	"cmp"
	"math"
	"slices"

	"sayso"
	"sayso/perceptron"
)

// around is how sure the candidates are that stand in a candidate's way.
type around struct {
	over  float32 // log-odds of the surest whose content holds the anchor
	under float32 // of the surest whose anchor the content holds
	rival float32 // of the surest that would share content or cue otherwise
	sides int     // how many anchors the content holds that are likely
}

const unlikely = -9 // log-odds of what is not there

// clash reports whether a and b cannot both be outermost attributions: one word
// is said once.
func clash(a, b *candidate) bool {
	if a.cue.Overlaps(b.cue) || a.reports(b.cue) || b.reports(a.cue) {
		return true
	}
	for _, x := range b.content {
		if a.reports(x.span) {
			return true
		}
	}
	return false
}

// reports reports whether the content of c shares a byte with s.
func (c *candidate) reports(s sayso.Span) bool {
	if !c.hull.Overlaps(s) {
		return false
	}
	for _, p := range c.content {
		if p.span.Overlaps(s) {
			return true
		}
	}
	return false
}

// neighbours returns, for each candidate, those whose words overlap its own: all
// that it can clash with.
func neighbours(cs []candidate) [][]int {
	reach := make([]sayso.Span, len(cs))
	order := make([]int, len(cs))
	for i := range cs {
		reach[i], order[i] = sayso.Span{Start: min(cs[i].hull.Start, cs[i].cue.Start), End: max(cs[i].hull.End, cs[i].cue.End)}, i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(reach[a].Start, reach[b].Start) })
	near := make([][]int, len(cs))
	for x, i := range order {
		for _, k := range order[x+1:] {
			if reach[k].Start >= reach[i].End {
				break
			}
			near[i], near[k] = append(near[i], k), append(near[k], i)
		}
	}
	return near
}

// surround finds what stands in the way of each candidate.
func surround(cs []candidate, near [][]int) []around {
	out := make([]around, len(cs))
	for i := range cs {
		n := &out[i]
		*n = around{over: unlikely, under: unlikely, rival: unlikely}
		for _, k := range near[i] {
			a, b := &cs[i], &cs[k]
			switch {
			case b.reports(a.cue):
				n.over = max(n.over, b.odds)
			case a.reports(b.cue):
				n.under = max(n.under, b.odds)
				n.sides += asInt(b.odds > 0)
			case clash(a, b):
				n.rival = max(n.rival, b.odds)
			}
		}
	}
	return out
}

func asInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// level puts log-odds into steps.
func level(odds float32) uint32 {
	return uint32(max(0, min(14, int(math.Floor(float64(odds)*1.5))+7)))
}

// judgeFeatures says whether a candidate is right: its anchor, its content and
// its source.
func (v *view) judgeFeatures(dst []uint32, c *candidate, n around) []uint32 {
	fs := features(dst)
	t := &v.t[c.anchor]
	p, over, under, rival := level(c.odds), level(n.over), level(n.under), level(n.rival)
	sure := uint32(min(12, int(-c.surety*2)))
	fs.add(0, 0, 0, 0)
	fs.add(1, p, 0, 0)
	fs.add(2, p, over, 0)
	fs.add(3, p, under, uint32(min(3, n.sides)))
	fs.add(4, p, rival, 0)
	fs.add(5, sure, 0, 0)
	fs.add(6, p, sure, 0)
	fs.add(7, over, sure, 0)
	first, last := c.content[0], c.content[len(c.content)-1]
	quoted, plain := uint32(0), uint32(0)
	words := 0
	for _, x := range c.content {
		words += wordsIn(x.span.Of(v.d.Text))
		if x.quoted {
			quoted = 1
		} else {
			plain = 1
		}
	}
	left, right := flag(first.span.Start < c.cue.Start), flag(last.span.End > c.cue.End)
	shape := quoted + plain*2 + left*4 + right*8 + flag(len(c.source) > 0)*16 + flag(len(c.content) > 2)*32
	fs.add(8, shape, 0, 0)
	fs.add(9, shape, p, 0)
	fs.add(10, shape, over, 0)
	fs.add(11, shape, sure, 0)
	fs.add(12, t.lemma, 0, 0)
	fs.add(13, t.lemma, shape, 0)
	fs.add(14, t.upos, shape, t.xpos)
	fs.add(15, t.class[2], shape, 0)
	fs.add(16, t.class[1], over, 0)
	fs.add(17, bucket(words), shape, 0)
	fs.add(18, bucket(words), t.upos, 0)
	var head, lead *token
	v.eachToken(first.span, func(i int) {
		if lead == nil {
			lead = &v.t[i]
		}
	})
	if len(c.source) > 0 {
		v.eachToken(c.source[0], func(i int) {
			if x := &v.t[i]; head == nil || x.depth < head.depth {
				head = x
			}
		})
	}
	if head == nil {
		head = &none
	}
	if lead == nil {
		lead = &none
	}
	fs.add(19, head.upos, p, 0)
	fs.add(20, head.lemma, 0, 0)
	fs.add(21, head.class[1], t.class[1], 0)
	fs.add(22, lead.lemma, t.upos, left)
	fs.add(23, lead.xpos, t.lemma, left)
	fs.add(24, lead.rel, head.rel, left)
	fs.add(25, head.rel, t.xpos, 0)
	fs.add(26, uint32(t.zone), shape, 0)
	fs.add(27, flag(int(t.frame) >= v.outer), p, over)
	// Whether the rules read it likewise.
	agree := uint32(0)
	if k := v.ruleAt[c.anchor]; k > 0 {
		r := &v.ruled[k-1]
		agree = 1 + uint32(r.rule)*8
		if len(r.content) > 0 && c.reports(r.content[0]) {
			agree += 2
		}
		if len(r.source) > 0 && len(c.source) > 0 && r.source[0].Overlaps(c.source[0]) {
			agree += 4
		}
	}
	fs.add(28, agree, 0, 0)
	fs.add(29, agree, p, 0)
	fs.add(30, agree, shape, 0)
	in := uint32(0)
	if k := v.inRule[c.anchor]; k > 0 {
		in = 1 + uint32(v.ruled[k-1].rule)
	}
	fs.add(31, in, agree, 0)
	fs.add(32, in, over, p)
	fs.add(33, under, bucket(words), 0)
	fs.add(34, over, under, rival)
	goes := uint32(0)
	if f := int(t.frame); f < v.outer && len(v.following(f)) > 0 {
		goes = 1
	}
	fs.add(37, goes, shape, 0)
	fs.add(38, goes, p, quoted)
	up := v.token(t.head)
	fs.add(35, t.rel, up.lemma, 0)
	fs.add(36, t.rel, over, 0)
	return fs
}

// judge gives every candidate its score. alone judges each as if nothing stood
// over it, as one inside another's content must be.
func (m *Model) judge(v *view, cs []candidate, near [][]int, alone bool) {
	var fs []uint32
	var score [1]int32
	for i, n := range surround(cs, near) {
		if alone {
			n.over = unlikely
		}
		fs = v.judgeFeatures(fs[:0], &cs[i], n)
		m.final.Score(fs, score[:])
		cs[i].score = m.calibrated(1 / (1 + math.Exp(-float64(score[0])/perceptron.Fine)))
	}
}

// choose returns the indices of those of the candidates among that together are
// the best set without a clash: the surest first, unless those that it shuts out
// are worth more together. What scores under least is not in it.
func choose(cs []candidate, near [][]int, among []int, least float64) []int {
	const (
		left = iota // left out
		open
		shut
		taken
	)
	state := make(map[int]int, len(among))
	var order []int
	for _, i := range among {
		if cs[i].score >= least {
			order = append(order, i)
			state[i] = open
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(cs[b].score, cs[a].score) })
	for _, i := range order {
		if state[i] == shut {
			continue
		}
		// What it shuts out, as far as those do not clash with one another.
		var clashing, rest []int
		worth := 0.0
		for _, k := range near[i] {
			if state[k] == open && clash(&cs[i], &cs[k]) {
				clashing = append(clashing, k)
			}
		}
		slices.SortStableFunc(clashing, func(a, b int) int { return cmp.Compare(cs[b].score, cs[a].score) })
		for _, k := range clashing {
			if !slices.ContainsFunc(rest, func(r int) bool { return clash(&cs[r], &cs[k]) }) {
				rest = append(rest, k)
				worth += cs[k].score - least
			}
		}
		if len(rest) > 1 && worth > cs[i].score-least {
			state[i] = shut
			continue
		}
		state[i] = taken
		for _, k := range clashing {
			state[k] = shut
		}
	}
	return slices.DeleteFunc(slices.Clone(among), func(i int) bool { return state[i] != taken })
}

// every returns the numbers below n.
func every(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
