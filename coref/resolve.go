package coref

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"sayso"
)

func newResolver(d *sayso.Document, w *Words) *resolver {
	r := &resolver{d: d.Written(), w: w, labels: map[string]int{}, cues: map[int32]bool{}, apposed: map[int]int{}, byWord: map[string][]int{}}
	r.resolve()
	return r
}

// resolver reads one document.
type resolver struct {
	d        *sayso.Document
	w        *Words
	zones    []sayso.ZoneKind // of each sentence
	sources  []src
	names    []name
	things   []thing
	mentions []sayso.Mention
	nodes    []int32          // by mention, the ranker's node that it is, or -1
	apposed  map[int]int      // first token of a name behind its description → first token of that
	cues     map[int32]bool   // where a cue starts
	labels   map[string]int   // descriptions of nameless things, in lower case
	byWord   map[string][]int // things by the last word of a name, and by its first letters
}

// src is the source of one or more statements: its tokens [first, end).
type src struct {
	span       sayso.Span
	first, end int
	entity     int  // index of the thing it is, or -1
	quoted     bool // it said some of it in quotation marks
}

func (r *resolver) resolve() {
	r.findZones()
	r.findSources()
	r.findNames()
	r.cluster()
	for i := range r.sources {
		r.resolveSource(i)
	}
	for _, n := range r.names {
		if n.entity < 0 {
			continue
		}
		head := sayso.Span{Start: r.d.Tokens[n.first].Span.Start, End: r.d.Tokens[n.last].Span.End}
		full := sayso.Span{Start: r.d.Tokens[n.titleFirst].Span.Start, End: head.End}
		if !n.phrase.Empty() {
			full = n.phrase
			head = within(head, full)
		}
		r.mentions = append(r.mentions, sayso.Mention{Span: full, Head: head, Kind: sayso.MentionName, Entity: sayso.RefTo[sayso.Entity](n.entity), Why: n.why})
	}
	slices.SortStableFunc(r.mentions, func(a, b sayso.Mention) int { return sayso.CompareSpans(a.Span, b.Span) })
}

func (r *resolver) findZones() {
	r.zones = make([]sayso.ZoneKind, len(r.d.Sentences))
	z := 0
	for s, sent := range r.d.Sentences {
		at := r.d.Tokens[sent.First].Span.Start
		for z < len(r.d.Zones) && r.d.Zones[z].Span.End <= at {
			z++
		}
		r.zones[s] = sayso.ZoneBoilerplate
		if z < len(r.d.Zones) && r.d.Zones[z].Span.Start <= at {
			r.zones[s] = r.d.Zones[z].Kind
		}
	}
}

// readable reports whether sentence s tells of somebody: furniture of the page
// does not.
func (r *resolver) readable(s int) bool {
	z := r.zones[s]
	return z != sayso.ZoneBoilerplate && z != sayso.ZoneByline && z != sayso.ZoneDateline
}

func (r *resolver) zoneOf(s int) sayso.ZoneKind { return r.zones[s] }

// findSources collects the distinct sources in the order of the text.
func (r *resolver) findSources() {
	at := map[sayso.Span]int{}
	token := func(offset int32) int {
		return sort.Search(len(r.d.Tokens), func(i int) bool { return r.d.Tokens[i].Span.Start >= offset })
	}
	for _, st := range r.d.Statements {
		for _, c := range st.Cue {
			r.cues[c.Start] = true
		}
		h, ok := sayso.Hull(st.Source)
		if !ok {
			continue
		}
		if k, ok := at[h]; ok {
			r.sources[k].quoted = r.sources[k].quoted || st.Kind != sayso.Indirect
			continue
		}
		if first, end := token(h.Start), token(h.End); first < end {
			at[h] = len(r.sources)
			r.sources = append(r.sources, src{h, first, end, -1, st.Kind != sayso.Indirect})
		}
	}
	slices.SortFunc(r.sources, func(a, b src) int { return sayso.CompareSpans(a.span, b.span) })
}

// isSource reports whether token i starts a source.
func (r *resolver) isSource(i int) bool {
	k := sort.Search(len(r.sources), func(k int) bool { return r.sources[k].first >= i })
	return k < len(r.sources) && r.sources[k].first == i
}

// isSourceSpan reports whether s is the span of a source.
func (r *resolver) isSourceSpan(s sayso.Span) bool {
	_, ok := slices.BinarySearchFunc(r.sources, s, func(x src, s sayso.Span) int { return sayso.CompareSpans(x.span, s) })
	return ok
}

// namesIn returns the range of names that start inside tokens [first, end).
func (r *resolver) namesIn(first, end int) (from, to int) {
	from = sort.Search(len(r.names), func(k int) bool { return r.names[k].first >= first })
	to = sort.Search(len(r.names), func(k int) bool { return r.names[k].first >= end })
	return from, to
}

// resolveSource decides who source i is: a name in it, a pronoun, a description
// of somebody named elsewhere, or somebody the article never names.
func (r *resolver) resolveSource(i int) {
	s := &r.sources[i]
	if n := r.headName(s); n >= 0 {
		if r.state(i, n) {
			return
		}
		s.entity = r.names[n].entity
		r.names[n].phrase = s.span
		if t := &r.things[s.entity]; t.typ == sayso.EntityUnknown && r.names[n].last > r.names[n].first {
			t.typ = sayso.EntityPerson // two capitalised words that speak, and no word of a body or place
		}
		return
	}
	if s.end-s.first == 1 {
		switch w := r.lower(s.first); {
		case r.w.Relatives[w]:
			if s.entity = r.antecedent(s); s.entity >= 0 {
				r.mention(s, sayso.MentionPronoun, s.span, "relative pronoun: the name before it")
			}
			return
		case r.w.Pronouns[w]:
			return // the ranker's
		}
	}
	r.description(i)
}

// state reads a source that is nothing but the name n of a state or its capital:
// who speaks is not the place but an institution, which is called after what is
// written. It reports whether it is one.
func (r *resolver) state(i, n int) bool {
	s, x := &r.sources[i], &r.names[n]
	if r.things[x.entity].typ != sayso.EntityPlace || x.first != s.first || x.last != s.end-1 || r.w.Institution == "" {
		return false
	}
	name := s.span.Of(r.d.Text)
	if w := strings.ToLower(name); r.w.Nations[w] == "" || r.w.Bodies[w] {
		return false
	}
	label := name + " (" + r.w.Institution + ")"
	at, ok := r.labels[label]
	if !ok {
		at = len(r.things)
		r.labels[label] = at
		r.things = append(r.things, thing{label: label, typ: sayso.EntityOrganisation, apart: true})
	}
	s.entity, x.entity = at, -1 // the name is no mention of the place here
	r.mention(s, sayso.MentionName, s.span, "a state that speaks: its institution")
	return true
}

// antecedent returns the thing whose name stands right before the relative
// pronoun s, or before a comma before it; -1 when none does.
func (r *resolver) antecedent(s *src) int {
	if !r.w.Relatives[r.lower(s.first)] || s.first == 0 {
		return -1
	}
	last := s.first - 1
	if r.text(last) == "," {
		last--
	}
	for i := len(r.names) - 1; i >= 0; i-- {
		if n := r.names[i]; n.last == last {
			return n.entity
		} else if n.last < last {
			break
		}
	}
	return -1
}

// headName returns the name that source s is, or -1: the last name before the
// first comma when it ends that stretch, or a name that fills it.
func (r *resolver) headName(s *src) int {
	core := s.end
	for k := s.first; k < s.end; k++ {
		if r.text(k) == "," || r.text(k) == "(" {
			core = k
			break
		}
	}
	if r.isList(s) {
		return -1
	}
	if i := r.introduced(s, core); i >= 0 {
		return i
	}
	from, to := r.namesIn(s.first, s.end)
	for i := to - 1; i >= from; i-- {
		n := r.names[i]
		if n.entity < 0 || n.last >= s.end {
			continue
		}
		if n.last == core-1 && (n.first == s.first || !r.possessed(n, s)) {
			return i
		}
		// "Orlan of the council", "Orlan at a briefing": the name opens the phrase
		if r.startOf(n) <= s.first+1 && n.last < core && r.w.Breaks[r.lower(n.last+1)] && (n.titleFirst == s.first || n.first == s.first) {
			return i
		}
	}
	return -1
}

// introduced returns the name behind a description in "Hale's envoy, Mara
// Orlan", or -1: the description heads with a role and the name follows the
// comma at core.
func (r *resolver) introduced(s *src, core int) int {
	if core >= s.end || core == s.first || r.text(core) != "," {
		return -1
	}
	head := s.first
	for head+1 < core && !r.w.Breaks[r.lower(head+1)] {
		head++
	}
	if !r.w.Roles[r.lower(head)] {
		return -1
	}
	from, to := r.namesIn(core, s.end)
	for i := from; i < to; i++ {
		if n := r.names[i]; n.entity >= 0 && r.startOf(n) == core+1 && n.last < s.end && (n.last == s.end-1 || r.text(n.last+1) == ",") {
			return i
		}
	}
	return -1
}

func (r *resolver) startOf(n name) int { return min(n.first, n.titleFirst) }

// possessed reports whether the name is not the head of its phrase but hangs on
// a preposition: "a spokesman for Orlan".
func (r *resolver) possessed(n name, s *src) bool {
	start := r.startOf(n)
	for start-1 > s.first && r.w.Determiners[r.lower(start-1)] {
		start--
	}
	if start <= s.first {
		return false
	}
	return r.w.Breaks[r.lower(start-1)] && !r.titled(n)
}

// isList reports whether the source joins several names: a group speaks.
func (r *resolver) isList(s *src) bool {
	joined := false
	for k := s.first; k < s.end; k++ {
		if r.w.Conjunctions[r.lower(k)] {
			joined = true
		}
		if r.w.Breaks[r.lower(k)] {
			break
		}
	}
	if !joined {
		return false
	}
	from, to := r.namesIn(s.first, s.end)
	return to-from > 1
}

// within cuts a head off where its phrase ends: a name, or a word of the lists, may
// reach out of a source that ends at a hyphen.
func within(head, phrase sayso.Span) sayso.Span {
	return sayso.Span{Start: max(head.Start, phrase.Start), End: min(head.End, phrase.End)}
}

// mention records that source s refers to its entity.
func (r *resolver) mention(s *src, kind sayso.MentionKind, head sayso.Span, why string) {
	r.mentions = append(r.mentions, sayso.Mention{Span: s.span, Head: within(head, s.span), Kind: kind, Entity: sayso.RefTo[sayso.Entity](s.entity), Why: why})
}

// label returns the fullest name of a thing: the one with most words, and of
// those the most frequent.
func (r *resolver) label(t *thing) string {
	if t.label != "" {
		return t.label
	}
	count := map[string]int{}
	words := map[string]int{}
	for _, i := range t.names {
		n := r.names[i]
		s := strings.Join(strings.Fields(r.d.Text[r.d.Tokens[n.first].Span.Start:r.d.Tokens[n.last].Span.End]), " ")
		count[s]++
		words[s] = n.last - n.first
	}
	best := ""
	for s := range count {
		if best == "" || cmp.Or(cmp.Compare(words[s], words[best]), cmp.Compare(count[s], count[best]), cmp.Compare(best, s)) > 0 {
			best = s
		}
	}
	return best
}
