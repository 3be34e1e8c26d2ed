package naming

import (
	"strings"

	"sayso"
)

// extent returns the phrase that token i heads: its first token, the first one
// without determiner, possessor and number, and the one behind its last.
func (f *finder) extent(i int32) (first, core, end int32) {
	first, core, end = i, i, i+1
	for _, c := range f.children[i] {
		t := &f.d.Tokens[c]
		rel, _, _ := strings.Cut(t.Rel, ":")
		switch {
		case c < i && (rel == "det" || rel == "nummod" || t.Rel == "nmod:poss"):
			first = min(first, f.leftmost(c))
		case c < i && (rel == "amod" || rel == "compound" || rel == "nmod" || rel == "flat"):
			first, core = min(first, f.leftmost(c)), min(core, f.leftmost(c))
		}
	}
	for k := core; k < i; k++ { // a quotation mark that opens before the head
		if t := &f.d.Tokens[k]; t.UPOS == "PUNCT" && t.Span.Of(f.d.Text) != "-" {
			core = k + 1
		}
	}
	for grown := true; grown; {
		grown = false
		for _, c := range f.children[i] {
			t := &f.d.Tokens[c]
			rel, _, _ := strings.Cut(t.Rel, ":")
			switch {
			case c < end || c > i && f.marked(end, c):
			case rel == "flat" || rel == "compound":
				end, grown = max(end, f.rightmost(c)+1), true
			case rel == "nmod" && t.Rel != "nmod:poss" && f.joint(c, func(w string) bool { return f.w.Joints[w] }):
				_, _, e := f.extent(c)
				end, grown = max(end, e), true
			}
		}
	}
	return first, core, end
}

// marked reports whether a mark of punctuation stands between two tokens.
func (f *finder) marked(from, to int32) bool {
	for k := from; k < to; k++ {
		if f.d.Tokens[k].UPOS == "PUNCT" {
			return true
		}
	}
	return false
}

// joint reports whether what c heads is joined by one of words.
func (f *finder) joint(c int32, words func(string) bool) bool {
	for _, k := range f.children[c] {
		if t := &f.d.Tokens[k]; t.Rel == "case" && words(strings.ToLower(t.Span.Of(f.d.Text))) {
			return true
		}
	}
	return false
}

// coreEnd returns the token behind the core: behind the head and its name, or, of a
// noun that names some of those behind it, behind these.
func (f *finder) coreEnd(i, end int32) int32 {
	if f.w.Members[strings.ToLower(f.d.Tokens[i].Lemma)] {
		for _, c := range f.children[i] {
			if c > i && c < end && f.d.Tokens[c].Rel == "nmod" && f.joint(c, func(w string) bool { return w == f.w.Part }) {
				return f.nameEnd(c)
			}
		}
	}
	return f.nameEnd(i)
}

func (f *finder) nameEnd(i int32) int32 {
	end := i + 1
	for _, c := range f.children[i] {
		rel, _, _ := strings.Cut(f.d.Tokens[c].Rel, ":")
		if c >= end && (rel == "flat" || rel == "compound") && !f.marked(end, c) {
			end = f.rightmost(c) + 1
		}
	}
	return end
}

func (f *finder) leftmost(i int32) int32 {
	for _, c := range f.children[i] {
		if c < i {
			i = min(i, f.leftmost(c))
		}
	}
	return i
}

func (f *finder) rightmost(i int32) int32 {
	for _, c := range f.children[i] {
		if c > i {
			return max(i, f.rightmost(f.children[i][len(f.children[i])-1]))
		}
	}
	return i
}

// modifier reports whether token i names who acts as a part of another phrase: "rebel" in
// "rebel-held town", "opposition" in "the opposition stronghold". A noun that joins one
// that itself says who acts ("government troops") names nobody besides it.
func (f *finder) modifier(i int32) bool {
	t := &f.d.Tokens[i]
	h := int32(t.Head) - 1
	if h <= i || t.UPOS != "NOUN" && t.UPOS != "ADJ" || f.w.Actors[strings.ToLower(t.Lemma)] == 0 || !f.told(t.Span) {
		return false
	}
	head := &f.d.Tokens[h]
	between := f.d.Text[t.Span.End:head.Span.Start]
	if head.UPOS == "VERB" && between == "-" {
		return true
	}
	return f.w.Sides[strings.ToLower(t.Lemma)] && t.UPOS == "NOUN" && t.Rel == "compound" && head.UPOS == "NOUN" && between == " " && f.w.actor(strings.ToLower(head.Lemma)) == 0 && f.mention[h] == 0
}

// modifying is the naming of a modifier.
func (f *finder) modifying(i int32) sayso.Naming {
	d := f.d
	t := &d.Tokens[i]
	n := sayso.Naming{Head: t.Span, Type: f.w.Actors[strings.ToLower(t.Lemma)]}
	if n.Type == sayso.EntityPerson {
		n.Type, n.Several = sayso.EntityGroup, true
	}
	_, core, _ := f.extent(i)
	n.Core = sayso.Span{Start: d.Tokens[core].Span.Start, End: t.Span.End}
	n.Span = n.Core
	return n
}
