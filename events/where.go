package events

import (
	"cmp"
	"slices"
	"strings"

	"sayso"
)

// where finds the place of the happening at k: the one place that its own phrase,
// or the verb that carries it, names as such. Two places leave it open, unless
// one is a town and the other is not: "talks in Sennet, Orlan".
func (r *reader) where(k int, kind string) sayso.Ref[sayso.Place] {
	var chosen sayso.Ref[sayso.Place]
	near, town, open := false, false, false
	i, _ := slices.BinarySearchFunc(r.d.Places, r.tokens[0].Span.Start, func(p sayso.Place, at int32) int { return cmp.Compare(p.Span.Start, at) })
	for ; i < len(r.d.Places) && r.d.Places[i].Span.Start < r.tokens[len(r.tokens)-1].Span.End; i++ {
		p := &r.d.Places[i]
		isNear, ok := r.placed(p, k, kind)
		if !ok {
			continue
		}
		isTown := strings.HasPrefix(p.Feature, "PPL")
		switch {
		case chosen == 0, isNear && !near, isNear == near && isTown && !town:
			chosen, near, town, open = sayso.RefTo[sayso.Place](i), isNear, isTown, false
		case isNear == near && isTown == town && p.Name != r.d.Places[chosen-1].Name:
			open = true
		}
	}
	if open {
		return 0
	}
	return chosen
}

// placed reports whether p is the place of the happening at k, and whether its
// own phrase says so rather than that of its verb.
func (r *reader) placed(p *sayso.Place, k int, kind string) (near, ok bool) {
	if p.Kind != sayso.PlaceLiteral {
		return false, false
	}
	first, last := r.span(p.Span)
	top := r.top(first, last)
	if top < 0 || k >= first && k < last {
		return false, false
	}
	if r.head(top) == k {
		switch rel := r.tokens[top].Rel; {
		case rel == "compound" || rel == "amod":
			return true, r.w.InState[kind] || r.w.InTown[kind] && strings.HasPrefix(p.Feature, "PPL")
		case rel == "nmod:poss":
			return true, r.w.InState[kind]
		case rel == "obj" || rel == "nsubj:pass":
			return true, r.w.Objects[kind]
		}
	}
	for r.tokens[top].Head != 0 && r.names(top, k) {
		top = r.head(top)
	}
	if r.tokens[top].Head == 0 {
		return false, false
	}
	if r.hosts(top, k) {
		return true, true
	}
	if r.rel(top) != "nmod" && r.rel(top) != "obl" {
		return false, false
	}
	g, in := r.head(top), r.prepositionOf(top)
	if !r.w.In[in] && !(g == k && r.w.Targets[kind][in]) {
		return false, false
	}
	// What follows a noun at once is told of it, whatever the tree hangs it on.
	if n := k + 1; r.w.In[in] && r.tokens[k].UPOS == "NOUN" && n < top && r.tokens[n].Rel == "case" && r.head(n) == top {
		return true, true
	}
	return g == k, r.carries(g, k)
}

// hosts reports whether the phrase of j is told as where the happening at k is
// held: "Sennet hosted the talks", "talks hosted by Orlan".
func (r *reader) hosts(j, k int) bool {
	v := r.head(j)
	if !r.w.Host[r.tokens[v].Lemma] {
		return false
	}
	up := r.tokens[k].Head != 0 && r.head(k) == v
	switch r.rel(j) {
	case "nsubj":
		return r.tokens[j].Rel == "nsubj" && up && r.rel(k) == "obj"
	case "obl":
		return r.w.Agent[r.prepositionOf(j)] && (up && r.rel(k) == "nsubj" || r.tokens[v].Head != 0 && r.head(v) == k && r.rel(v) == "acl")
	}
	return false
}

// names reports whether the token at j names what it hangs on, or lies in it, so
// that the place is that of the whole phrase: "the capital Sennet", "the city of
// Sennet", "Sennet, Orlan"; but for the happening at k itself.
func (r *reader) names(j, k int) bool {
	if r.head(j) == k {
		return false
	}
	up := r.tokens[r.head(j)]
	if up.UPOS != "NOUN" && up.UPOS != "PROPN" {
		return false
	}
	switch r.rel(j) {
	case "appos", "flat":
		return true
	case "compound":
		return r.head(j) < j
	case "nmod":
		return r.tokens[j].Rel == "nmod" && r.w.Targets[""][r.prepositionOf(j)]
	}
	return false
}
