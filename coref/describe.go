package coref

import (
	"sort"
	"strings"

	"sayso"
)

func (r *resolver) sentenceOf(token int) int {
	return sort.Search(len(r.d.Sentences), func(k int) bool { return int(r.d.Sentences[k].Last) > token })
}

// told is what a description says: the noun that heads it and what it tells
// about the person.
type told struct {
	head     int // token
	role     string
	nations  map[string]bool
	definite bool // "the", or nothing: somebody the reader knows
	plural   bool
}

// read returns the phrase of source s, up to the first preposition, comma or
// relative pronoun behind its head.
func (r *resolver) read(s *src) told {
	p := told{head: s.first, nations: map[string]bool{}, definite: true}
	core := s.end
	for k := s.first; k < s.end; k++ {
		w := r.lower(k)
		if k > s.first && (r.w.Breaks[w] || r.text(k) == "," || r.text(k) == "(") {
			core = k
			break
		}
	}
	p.head = max(s.first, core-1)
	if w := r.lower(p.head); r.w.Roles[w] {
		p.role = w
	} else if single := strings.TrimSuffix(w, r.w.PluralEnding); r.w.Roles[single] {
		p.plural = true
	}
	r.nationsIn(s.first, core, p.nations)
	p.definite = !r.w.Indefinite[r.lower(s.first)]
	return p
}

// description resolves a source that is neither a name nor a pronoun.
func (r *resolver) description(i int) {
	s := &r.sources[i]
	p := r.read(s)
	head := r.d.Tokens[p.head].Span
	if p.role != "" && !r.isList(s) {
		if e := r.described(i, p); e >= 0 && p.definite {
			s.entity = e
			r.mention(s, sayso.MentionDescription, head, "description: the person of that role named or speaking last")
			return
		}
		if e := r.namedNext(i, p); e >= 0 {
			s.entity = e
			r.mention(s, sayso.MentionDescription, head, "description: named by the next statement")
			return
		}
	}
	label := strings.Join(strings.Fields(r.labelText(s)), " ")
	key := strings.ToLower(label)
	if e, ok := r.labels[key]; ok {
		s.entity = e
		r.mention(s, sayso.MentionDescription, head, "same description")
		return
	}
	r.labels[key] = len(r.things)
	r.things = append(r.things, thing{label: label, typ: r.typeOf(s, p), roles: map[string]bool{}, nations: p.nations})
	s.entity = len(r.things) - 1
	if p.role != "" {
		r.things[s.entity].roles[p.role] = true
		r.things[s.entity].gender = r.w.RoleGender[p.role]
	}
	r.mention(s, sayso.MentionDescription, head, whyNameless)
}

// labelText is a description without its article.
func (r *resolver) labelText(s *src) string {
	first := s.first
	if first+1 < s.end && r.w.Determiners[r.lower(first)] {
		first++
	}
	return r.d.Text[r.d.Tokens[first].Span.Start:s.span.End]
}

func (r *resolver) typeOf(s *src, p told) sayso.EntityType {
	if r.isList(s) || p.plural {
		return sayso.EntityGroup
	}
	if t, ok := r.w.Heads[r.lower(p.head)]; ok {
		return t
	}
	if p.role != "" {
		return sayso.EntityPerson
	}
	return sayso.EntityUnknown
}

// maxLookBack bounds the search for whom a description means, so that a very
// long text stays linear.
const maxLookBack = 2000

// described returns the person whom a description fits, or -1: among those
// whose role it covers and whose nation it does not contradict, the one who
// spoke last, else the one named last before.
func (r *resolver) described(i int, p told) int {
	if e := r.search(i, func(e int) bool { return r.things[e].roles[p.role] && r.fits(e, p) }); e >= 0 {
		return e
	}
	// “…,” Orlan said. The commander urged …: news style varies the name of
	// whoever spoke in the sentence before, when the text told no role of theirs.
	if i > 0 && len(p.nations) == 0 {
		prev := r.sources[i-1]
		if e := prev.entity; e >= 0 && len(r.things[e].roles) == 0 && r.things[e].label == "" && (r.things[e].typ == sayso.EntityPerson || r.things[e].typ == sayso.EntityUnknown && prev.quoted) && r.sameLine(prev.first, r.sources[i].first) {
			return e
		}
	}
	return r.search(i, func(e int) bool { return r.fits(e, p) })
}

// sameLine reports whether tokens a and b, which is no earlier, stand in neighbouring
// sentences of one paragraph. Sources of statements inside one another may begin with
// one token.
func (r *resolver) sameLine(a, b int) bool {
	return a == b || r.sentenceOf(b)-r.sentenceOf(a) <= 2 && !strings.Contains(r.d.Text[r.d.Tokens[a].Span.End:r.d.Tokens[b].Span.Start], "\n")
}

// search returns the thing that spoke last before source i and fits, else the
// one named last before it, or -1.
func (r *resolver) search(i int, fits func(int) bool) int {
	at := r.sources[i].first
	for k := i - 1; k >= 0 && i-k < maxLookBack; k-- {
		if e := r.sources[k].entity; e >= 0 && fits(e) {
			return e
		}
	}
	_, to := r.namesIn(0, at)
	for k := to - 1; k >= 0 && to-k < maxLookBack; k-- {
		if n := r.names[k]; n.last < at && n.entity >= 0 && fits(n.entity) {
			return n.entity
		}
	}
	return -1
}

func (r *resolver) fits(e int, p told) bool {
	t := &r.things[e]
	if t.label != "" || t.typ != sayso.EntityPerson && t.typ != sayso.EntityUnknown {
		return false
	}
	if g := r.w.RoleGender[p.role]; g != GenderUnknown && t.gender != GenderUnknown && g != t.gender {
		return false
	}
	role := t.roles[p.role]
	for have := range t.roles {
		role = role || r.w.Covers[p.role][have] || r.w.Covers[have][p.role] && len(p.nations) > 0
	}
	if !role {
		return false
	}
	if len(p.nations) == 0 || len(t.nations) == 0 {
		return true
	}
	for c := range p.nations {
		if t.nations[c] {
			return true
		}
	}
	return false
}

// namedNext returns the person who is described before being named, or -1: the
// next source is a full name that the text has not introduced in any other way.
func (r *resolver) namedNext(i int, p told) int {
	const reach = 6 // sentences
	s := r.sources[i]
	for k := i + 1; k < len(r.sources); k++ {
		next := &r.sources[k]
		if r.sentenceOf(next.first)-r.sentenceOf(s.first) > reach {
			return -1
		}
		if next.end-next.first == 1 {
			if r.w.Pronouns[r.lower(next.first)] {
				continue
			}
		}
		n := r.headName(next)
		if n < 0 {
			return -1
		}
		m := r.names[n]
		t := &r.things[m.entity]
		first := r.names[t.names[0]]
		if m.last+1 < next.end {
			return -1 // "Orlan, 70": introduced on her own
		}
		introduced := first.first < s.first && r.zoneOf(first.sentence) != sayso.ZoneHeadline || len(t.roles) > 0
		if introduced || m.last == m.first || r.w.Nations[r.lower(m.first)] != "" {
			return -1
		}
		if _, ok := r.w.Heads[r.lower(m.last)]; ok {
			return -1
		}
		t.roles[p.role] = true
		for c := range p.nations {
			t.nations[c] = true
		}
		t.typ = sayso.EntityPerson
		return m.entity
	}
	return -1
}
