package coref

import (
	"slices"
	"sort"
	"strings"

	"sayso"
)

// align tells the ranker what the rules found: which of its nodes are names, and
// descriptions of somebody named.
func (k *ranker) align(r *resolver) {
	r.nodes = make([]int32, len(r.mentions))
	taken := map[int32]bool{}
	for x := range r.mentions {
		m := &r.mentions[x]
		i := k.nodeOf(m.Span, m.Head)
		if i >= 0 && taken[i] {
			i = -1
		}
		r.nodes[x] = i
		if i < 0 {
			continue
		}
		taken[i] = true
		if e := int32(m.Entity) - 1; r.things[e].label == "" {
			k.nodes[i].known = e
			if t := &r.things[e]; t.typ != sayso.EntityUnknown {
				k.nodes[i].typ = t.typ
			}
			if g := r.things[e].gender; g == Male || g == Female {
				k.nodes[i].gender = g
			}
		}
	}
	// "the head of the council, Oda Lenn": whatever the tree makes of it
	for _, n := range r.names {
		first, ok := r.apposed[n.first]
		if !ok || n.entity < 0 {
			continue
		}
		at, name := r.d.Tokens[first].Span.Start, r.d.Tokens[n.first].Span.Start
		i := sort.Search(len(k.nodes), func(i int) bool { return k.nodes[i].span.Start >= at })
		if i < len(k.nodes) && k.nodes[i].span.Start == at && k.nodes[i].known < 0 && !k.nodes[i].group && k.d.Tokens[k.nodes[i].head].Span.Start < name {
			k.nodes[i].known = int32(n.entity)
		}
	}
}

// nodeOf returns the node that a mention is, or -1: the one of the same span, or
// else the smallest around its head that is headed inside it.
func (k *ranker) nodeOf(span, head sayso.Span) int32 {
	best := int32(-1)
	from := sort.Search(len(k.nodes), func(i int) bool { return k.nodes[i].span.Start >= span.Start })
	for i := from; i < len(k.nodes) && k.nodes[i].span.Start < span.End; i++ {
		n := &k.nodes[i]
		if n.span == span {
			return int32(i)
		}
		if n.group || !head.Contains(k.d.Tokens[n.head].Span) {
			continue
		}
		if best < 0 || n.span.Contains(head) && (!k.nodes[best].span.Contains(head) || n.span.Len() < k.nodes[best].span.Len()) {
			best = int32(i)
		}
	}
	if best >= 0 {
		return best
	}
	const reach = 12 // nodes that begin before the mention: "the tall envoy Ilo Brandt"
	for i := from - 1; i >= 0 && from-i <= reach; i-- {
		n := &k.nodes[i]
		if !n.group && n.span.Contains(head) && head.Contains(k.d.Tokens[n.head].Span) {
			return int32(i)
		}
	}
	return -1
}

// writer brings together what rules and ranker found.
type writer struct {
	d    *sayso.Document
	r    *resolver
	k    *ranker
	refs map[int32]sayso.Ref[sayso.Entity] // by number of a cluster, or, below zero, of a thing without one
	told map[int32]int32                   // cluster that no rule named → the thing that a source in it was taken for
}

// write fills the layers of d. The record wants who speaks and who is spoken of,
// not every noun phrase: a phrase that is no name and no source stands in it when
// the article comes back to what it means, other than by pronouns alone; who tells
// the story as "I" stands in it too.
func write(d *sayso.Document, r *resolver, k *ranker) {
	w := &writer{d: d, r: r, k: k, refs: map[int32]sayso.Ref[sayso.Entity]{}, told: map[int32]int32{}}
	var ms []sayso.Mention
	own := map[int32]bool{} // nodes that are a mention of the rules
	for x, m := range r.mentions {
		if r.nodes[x] < 0 && !r.isSourceSpan(m.Span) {
			continue // part of something else
		}
		e := int32(m.Entity) - 1
		c := -1 - e
		if r.things[e].apart {
			if i := r.nodes[x]; i >= 0 {
				own[i] = true
			}
		} else if i := r.nodes[x]; i >= 0 {
			own[i] = true
			c = k.nodes[i].entity
			if n := &k.nodes[i]; n.span.Contains(m.Head) && !r.isSourceSpan(m.Span) {
				m.Span = n.span
			}
			if why := k.nodes[i].why; why != whyFirst && why != whyName && (m.Why == whyName || m.Why == whyNameless) {
				m.Why = why // how it was found to be what stands before it
			}
		} else if i, ok := k.of[e]; ok {
			c = k.nodes[i].entity
		}
		if _, ok := w.told[c]; !ok {
			w.told[c] = e
		}
		m.Entity = sayso.Ref[sayso.Entity](c)
		ms = append(ms, m)
	}
	kept := map[int32]bool{}
	for _, m := range ms {
		kept[int32(m.Entity)] = true
	}
	for i := range k.nodes {
		n := &k.nodes[i]
		if c := n.entity; !own[int32(i)] && (kept[c] || k.things[c].shown()) {
			ms = append(ms, w.mention(n))
		}
	}
	slices.SortStableFunc(ms, func(a, b sayso.Mention) int { return sayso.CompareSpans(a.Span, b.Span) })
	d.Mentions, d.Entities = nil, nil
	for _, m := range ms {
		c := int32(m.Entity)
		if w.refs[c] == 0 {
			d.Entities = append(d.Entities, w.entity(c))
			w.refs[c] = sayso.Ref[sayso.Entity](len(d.Entities))
		}
		m.Entity = w.refs[c]
		m.Type = d.Entities[m.Entity-1].Type
		d.Mentions = append(d.Mentions, m)
	}
}

// shown reports whether the record shows the entity though no rule named it.
func (t *cluster) shown() bool {
	return len(t.members) > 1 && (len(t.lemmas) > 0 || t.group || t.teller)
}

func (w *writer) mention(n *node) sayso.Mention {
	m := sayso.Mention{Span: n.span, Head: w.d.Tokens[n.head].Span, Entity: sayso.Ref[sayso.Entity](n.entity), Why: n.why}
	switch n.form {
	case formPronoun:
		m.Kind = sayso.MentionPronoun
	case formNominal:
		m.Kind = sayso.MentionDescription
	}
	return m
}

// entity names cluster c, or thing -1-c.
func (w *writer) entity(c int32) sayso.Entity {
	if c < 0 {
		t := &w.r.things[-1-c]
		return sayso.Entity{Name: w.r.label(t), Type: t.typ}
	}
	t := &w.k.things[c]
	if t.known >= 0 {
		x := &w.r.things[t.known]
		e := sayso.Entity{Name: w.r.label(x), Type: x.typ}
		if e.Type == sayso.EntityUnknown {
			e.Type = t.typ
		}
		return e
	}
	e := sayso.Entity{Type: t.typ}
	for _, i := range t.members {
		if n := &w.k.nodes[i]; n.form != formPronoun {
			e.Name = w.k.label(n)
			break
		}
	}
	if x, ok := w.told[c]; ok { // a source that the text never names
		s := &w.r.things[x]
		e.Name = s.label
		if s.typ != sayso.EntityUnknown {
			e.Type = s.typ
		}
	}
	if e.Name == "" {
		e.Name = w.d.Text[w.k.nodes[t.members[0]].span.Start:w.k.nodes[t.members[0]].span.End]
	}
	return e
}

// label is a phrase without its article, in one line.
func (k *ranker) label(n *node) string {
	first := n.first
	if n.det != detNone && n.det != detPossessive && first < n.head {
		first++
	}
	return strings.Join(strings.Fields(k.d.Text[k.d.Tokens[first].Span.Start:n.span.End]), " ")
}
