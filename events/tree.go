package events

import (
	"slices"
	"strings"

	"sayso"
)

// head returns the token that the token at k hangs on, -1 for the root and in a
// sentence without a tree.
func (r *reader) head(k int) int { return int(int32(r.tokens[k].Head) - 1 - r.first) }

func (r *reader) rel(k int) string {
	if r.tokens[k].Head == 0 {
		return ""
	}
	rel, _, _ := strings.Cut(r.tokens[k].Rel, ":")
	return rel
}

// top returns the token of [first, last) that hangs on one outside, -1 where none
// does.
func (r *reader) top(first, last int) int {
	for k := first; k < last; k++ {
		if h := r.head(k); r.tokens[k].Head != 0 && (h < first || h >= last) {
			return k
		}
	}
	return -1
}

// child returns the first dependent of k by one of rels whose word, or lemma, is
// among words; -1 where there is none.
func (r *reader) child(k int, words map[string]bool, rels ...string) int {
	for j := range r.tokens {
		if r.tokens[j].Head == 0 || r.head(j) != k || !words[r.words[j]] {
			continue
		}
		for _, rel := range rels {
			if r.rel(j) == rel {
				return j
			}
		}
	}
	return -1
}

// prepositionOf returns the word that joins the phrase of k to what it hangs on,
// empty where none does.
func (r *reader) prepositionOf(k int) string {
	for j := range r.tokens[:k] {
		if r.tokens[j].Head != 0 && r.head(j) == k && r.rel(j) == "case" {
			return r.words[j]
		}
	}
	return ""
}

// span returns the tokens of a passage of the sentence, half-open.
func (r *reader) span(s sayso.Span) (first, last int) { return r.at(s.Start), r.at(s.End) }

// datedBy returns the token that the time at index i hangs on and how the time
// bounds it; false where the words between say something else.
func (r *reader) datedBy(i int) (governor int, bound sayso.TimeBound, ok bool) {
	top := r.top(r.span(r.d.Times[i].Span))
	if top < 0 {
		return 0, 0, false
	}
	switch r.rel(top) {
	case "obl", "nmod", "advmod", "compound":
	default:
		return 0, 0, false
	}
	switch p := r.prepositionOf(top); {
	case p == "" || r.w.On[p] || p == r.w.Possessive:
	case r.w.By[p]:
		bound = sayso.TimeBy
	case r.w.Since[p]:
		bound = sayso.TimeSince
	default:
		return 0, 0, false
	}
	return r.head(top), bound, true
}

// carries reports whether what hangs on the token at g tells of the happening at
// k: the same token, a verb that says no more of its subject or object than that
// it takes place ("held talks", "talks held"), or the object of such a verb ("took
// place").
func (r *reader) carries(g, k int) bool {
	if g == k {
		return true
	}
	if r.tokens[g].Head != 0 && r.head(g) == k && r.rel(g) == "acl" {
		return r.w.Light[r.tokens[g].Lemma]
	}
	if r.tokens[k].Head == 0 {
		return false
	}
	v, rel := r.head(k), r.rel(k)
	if !r.w.Light[r.tokens[v].Lemma] || rel != "nsubj" && rel != "obj" {
		return false
	}
	return v == g || rel == "nsubj" && r.rel(g) == "obj" && r.head(g) == v
}

// during reports whether the verb at g tells what was done at the happening at k:
// "spoke at the talks".
func (r *reader) during(g, k int) bool {
	return r.tokens[k].Head != 0 && r.head(k) == g && r.rel(k) == "obl" && r.w.During[r.prepositionOf(k)]
}

// tied finds the time that the tree ties to the word at k.
func (r *reader) tied(k int) (time int, bound sayso.TimeBound, ok bool) {
	for _, i := range r.dates {
		if g, b, dated := r.datedBy(i); dated && (r.carries(g, k) || r.during(g, k)) {
			if ok {
				return 0, 0, false // two times
			}
			time, bound, ok = i, b, true
		}
	}
	return time, bound, ok
}

// plans adds to hs what the sentence announces for a time to come that dates none
// of them: "the committee should be ready by the end of the year".
func (r *reader) plans(hs []happening, dates map[int]bool) []happening {
	for _, i := range r.dates {
		if dates[i] {
			continue
		}
		if order, known := r.order(r.d.Times[i]); known && order < 0 {
			continue
		}
		g, bound, ok := r.datedBy(i)
		if !ok || bound == sayso.TimeSince || !r.announced(g) || r.negated(g) || r.taken(hs, g) {
			continue
		}
		hs = append(hs, happening{Event: sayso.Event{Span: r.tokens[g].Span, Kind: r.w.Plan, Time: sayso.RefTo[sayso.TimeExpr](i),
			Bound: bound, Ahead: true, Place: r.where(g, r.w.Plan)}})
	}
	return hs
}

func (r *reader) taken(hs []happening, k int) bool {
	for _, h := range hs {
		if h.Span == r.tokens[k].Span {
			return true
		}
	}
	return false
}

// announced reports whether the predicate at g is told as sure to come.
func (r *reader) announced(g int) bool {
	switch r.tokens[g].UPOS {
	case "VERB":
	case "ADJ", "NOUN", "ADV":
		if !r.linked(g) {
			return false
		}
	default:
		return false
	}
	if r.child(g, r.w.Will, "aux") >= 0 {
		return true
	}
	return r.tokens[g].Head != 0 && r.rel(g) == "xcomp" && r.w.Intend[r.tokens[r.head(g)].Lemma]
}

// linked reports whether the token at g is a predicate by a verb of being.
func (r *reader) linked(g int) bool {
	for j := range r.tokens {
		if r.tokens[j].Head != 0 && r.head(j) == g && r.rel(j) == "cop" {
			return true
		}
	}
	return false
}

// definite reports whether the noun at k is told as one that is known.
func (r *reader) definite(k int) bool { return r.child(k, r.w.Definite, "det") >= 0 }

// modifiers returns the words that say which one the noun at k is. Numbers and
// what they count are none: "the two-day talks" are the talks.
func (r *reader) modifiers(k int) []string {
	var out []string
	for j := range r.tokens[:k] {
		if r.tokens[j].Head == 0 || r.head(j) != k || r.rel(j) != "amod" && r.rel(j) != "compound" {
			continue
		}
		counted := r.tokens[j].UPOS == "NUM"
		for i := range r.tokens[:j] {
			counted = counted || r.head(i) == j && r.tokens[i].UPOS == "NUM"
		}
		if !counted {
			out = append(out, r.tokens[j].Lemma)
		}
	}
	return out
}

// occasion reports whether a statement was made at the happening at k: it lies in
// the words that name its occasion, or hangs on its cue: "said after a meeting",
// "said following a meeting".
func (r *reader) occasion(k int) bool {
	s, cue := r.tokens[k].Span, -1
	switch r.rel(k) {
	case "obl":
		cue = r.head(k)
	case "obj":
		if g := r.head(k); r.rel(g) == "advcl" {
			cue = r.head(g)
		}
	}
	for i := range r.d.Statements {
		st := &r.d.Statements[i]
		if st.Occasion.Contains(s) || cue >= 0 && within(r.tokens[cue].Span, st.Cue) && !within(s, st.Content) {
			return true
		}
	}
	return false
}

func within(s sayso.Span, spans []sayso.Span) bool {
	return slices.ContainsFunc(spans, func(t sayso.Span) bool { return t.Contains(s) })
}
