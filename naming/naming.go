// Package naming finds the phrases that name persons, bodies and groups: the
// names and descriptions of coreference, whoever speaks, and descriptions whose noun says that
// they act, whether or not the article says who they are.
package naming

import (
	"slices"
	"strings"

	"sayso"
)

// Words are what finding namings must know of a language, in lower case.
type Words struct {
	Actors   map[string]sayso.EntityType // nouns that name who acts, by their dictionary form: "rebel", "government"
	Endings  []string                    // endings of nouns that name persons by what they believe or do: "ist"
	NotActor map[string]bool             // nouns with such an ending that name nobody: "list"
	Members  map[string]bool             // nouns that name some of those behind them: "members", "groups"
	Part     string                      // what joins these: "of"
	Ranks    map[string]bool             // words before a noun of Actors that make no name of it: "foreign", "deputy"
	Sides    map[string]bool             // nouns of Actors that name a side before any noun: "the opposition stronghold"
	Joints   map[string]bool             // what joins a noun to what belongs to its name: "of", "in"
}

// Annotator returns the stage.
func Annotator(w *Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "naming", Version: "2",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTags, sayso.LayerTrees, sayso.LayerMentions, sayso.LayerEntities, sayso.LayerProvenance},
		Gives: []sayso.Layer{sayso.LayerNamings},
		Run: func(d *sayso.Document) error {
			d.Namings = find(w, d)
			return nil
		},
	}
}

// find returns the namings of d.
func find(w *Words, d *sayso.Document) []sayso.Naming {
	f := &finder{w: w, d: d, children: make([][]int32, len(d.Tokens)), mention: make([]int32, len(d.Tokens)), speaks: map[sayso.Ref[sayso.Entity]]bool{}}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h > 0 {
			f.children[h-1] = append(f.children[h-1], int32(i))
		}
	}
	for _, s := range d.Statements {
		f.speaks[s.Speaker] = true
	}
	f.mentions()
	var out []sayso.Naming
	for i := range d.Tokens {
		if n, ok := f.naming(int32(i)); ok {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b sayso.Naming) int { return sayso.CompareSpans(a.Span, b.Span) })
	out = titled(d.Text, out)
	slices.SortStableFunc(out, func(a, b sayso.Naming) int { return sayso.CompareSpans(a.Span, b.Span) })
	return slices.CompactFunc(out, func(a, b sayso.Naming) bool { return a.Span == b.Span })
}

// titled joins an office to the name that follows it with nothing but a space
// between, where the tree has the two apart: "Envoy" "Oda Lenn".
func titled(text string, sorted []sayso.Naming) []sayso.Naming {
	var out []sayso.Naming
	for _, n := range sorted {
		k := len(out) - 1
		if k >= 0 && out[k].Span.End+1 == n.Span.Start && text[out[k].Span.End] == ' ' && n.Type == sayso.EntityPerson && n.Entity > 0 &&
			!out[k].Several && (out[k].Entity == 0 || out[k].Entity == n.Entity) {
			n.Span.Start, n.Core.Start = out[k].Span.Start, out[k].Core.Start
			out = out[:k]
		}
		if k = len(out) - 1; k >= 0 && out[k].Span.Start == n.Span.Start && out[k].Type == sayso.EntityPerson && n.Type == sayso.EntityPerson {
			continue // "Envoy" within "Envoy Oda Lenn"
		}
		out = append(out, n)
	}
	return out
}

type finder struct {
	w        *Words
	d        *sayso.Document
	children [][]int32
	speaks   map[sayso.Ref[sayso.Entity]]bool
	mention  []int32 // of the token that a mention's head ends in, one-based; 0 for none
}

// mentions notes the mentions by the token they are headed by: of several the
// shortest.
func (f *finder) mentions() {
	i := 0
	byHead := make([]int, len(f.d.Mentions))
	for k := range byHead {
		byHead[k] = k
	}
	slices.SortStableFunc(byHead, func(a, b int) int {
		return sayso.CompareSpans(f.d.Mentions[a].Head, f.d.Mentions[b].Head)
	})
	for _, k := range byHead {
		m := &f.d.Mentions[k]
		for i < len(f.d.Tokens) && f.d.Tokens[i].Span.End <= m.Head.Start {
			i++
		}
		for j := i; j < len(f.d.Tokens) && f.d.Tokens[j].Span.Start < m.Head.End; j++ {
			if old := f.mention[j]; old == 0 || m.Span.Len() < f.d.Mentions[old-1].Span.Len() {
				f.mention[j] = int32(k) + 1
			}
		}
	}
}

// naming returns what the phrase that token i heads names, false when it heads
// none or names nobody.
func (f *finder) naming(i int32) (sayso.Naming, bool) {
	d := f.d
	t := &d.Tokens[i]
	if f.modifier(i) {
		return f.modifying(i), true
	}
	if t.UPOS != "NOUN" && t.UPOS != "PROPN" || !f.told(t.Span) ||
		t.UPOS == "PROPN" && !capital(t.Span.Of(d.Text)) {
		return sayso.Naming{}, false
	}
	switch rel, _, _ := strings.Cut(t.Rel, ":"); rel {
	case "flat", "fixed", "goeswith", "compound":
		return sayso.Naming{}, false
	}
	n := sayso.Naming{Head: t.Span, Several: t.XPOS == "NNS" || t.XPOS == "NNPS"}
	noun := strings.ToLower(t.Lemma)
	n.Type = f.w.actor(noun)
	if k := f.mention[i]; k > 0 {
		m := &d.Mentions[k-1]
		e, _ := m.Entity.At(d.Entities)
		switch e.Type {
		case sayso.EntityPerson, sayso.EntityOrganisation, sayso.EntityGroup, sayso.EntityNORP:
			if t.UPOS == "PROPN" || n.Type != sayso.EntityUnknown { // what else is of it is seldom who acts: "an issue"
				n.Type, n.Entity = e.Type, m.Entity
			}
		case sayso.EntityUnknown:
			if n.Type != sayso.EntityUnknown || t.UPOS == "PROPN" && f.speaks[m.Entity] {
				n.Entity = m.Entity
			}
		case sayso.EntityPlace: // what speaks is a state: "Valda said"
			if t.UPOS == "PROPN" && !f.source(m.Span) {
				return sayso.Naming{}, false
			}
			if t.UPOS == "PROPN" {
				n.Type, n.Entity = sayso.EntityOrganisation, m.Entity
			}
		default: // a document: as the noun says, if anything
			if t.UPOS == "PROPN" {
				return sayso.Naming{}, false
			}
		}
	}
	switch {
	case n.Type == sayso.EntityUnknown && n.Entity == 0:
		return sayso.Naming{}, false
	case n.Type == sayso.EntityPerson && n.Several && t.UPOS == "NOUN":
		n.Type = sayso.EntityGroup
	}
	first, core, end := f.extent(i)
	n.Span = sayso.Span{Start: d.Tokens[first].Span.Start, End: d.Tokens[end-1].Span.End}
	n.Core = sayso.Span{Start: d.Tokens[core].Span.Start, End: d.Tokens[f.coreEnd(i, end)-1].Span.End}
	return n, true
}

// source reports whether at, a mention, is who a statement is attributed to, but for a
// determiner.
func (f *finder) source(at sayso.Span) bool {
	return slices.ContainsFunc(f.d.Statements, func(st sayso.Statement) bool {
		return slices.ContainsFunc(st.Source, func(s sayso.Span) bool { return s.Contains(at) && s.End == at.End })
	})
}

// told reports whether at stands in what the article tells, not in the furniture of
// its page, its byline or its dateline.
func (f *finder) told(at sayso.Span) bool {
	k, ok := slices.BinarySearchFunc(f.d.Zones, at, func(z sayso.Zone, at sayso.Span) int {
		switch {
		case z.Span.End <= at.Start:
			return -1
		case z.Span.Start > at.Start:
			return 1
		}
		return 0
	})
	if !ok {
		return len(f.d.Zones) == 0
	}
	switch f.d.Zones[k].Kind {
	case sayso.ZoneBoilerplate, sayso.ZoneByline, sayso.ZoneDateline:
		return false
	}
	return true
}
