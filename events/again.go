package events

import (
	"cmp"
	"slices"

	"sayso"
)

// joined returns the events of hs in the order of the text, those that the text
// speaks of again tied to the first. What is "the talks" is the talks that the
// text dates when it dates only one; what then has no time, no place and was no
// occasion of a statement is left out.
func joined(d *sayso.Document, w *Words, hs []happening) []sayso.Event {
	slices.SortStableFunc(hs, func(a, b happening) int { return sayso.CompareSpans(a.Span, b.Span) })
	byWord := map[string][]int{}
	for i, h := range hs {
		if h.word != "" && h.Bound == sayso.TimeAt {
			byWord[h.word] = append(byWord[h.word], i)
		}
	}
	same := make([]int, len(hs)) // the index of the one that it is again, itself otherwise
	for i := range hs {
		same[i] = i
	}
	for _, h := range hs {
		if group := byWord[h.word]; len(group) > 1 {
			join(d, hs, group, same)
			delete(byWord, h.word)
		}
	}
	var out []sayso.Event
	at := make([]sayso.Ref[sayso.Event], len(hs))
	for i, h := range hs {
		if h.Time == 0 && !(w.Undated[h.Kind] && h.Place != 0) && !(w.Occasions[h.Kind] && h.occasion) {
			continue
		}
		if h.Again = 0; same[i] != i {
			h.Again = at[same[i]]
		}
		out = append(out, h.Event)
		at[i] = sayso.RefTo[sayso.Event](len(out) - 1)
	}
	return out
}

// join finds which of the group, which one noun names, are one event: those of
// one date whose places agree, and, where there is one date only, which is more
// than a year, each definite mention whose place agrees and whose own words say
// nothing else of it.
func join(d *sayso.Document, hs []happening, group []int, same []int) {
	lead := -1
	var known []string
	for _, i := range group {
		switch {
		case hs[i].Time == 0:
			continue
		case lead < 0:
			lead = i
		case !sameTime(d, hs[lead].Time, hs[i].Time):
			return
		}
		known = append(known, hs[i].modifiers...)
	}
	if lead < 0 {
		return
	}
	t, _ := hs[lead].Time.At(d.Times)
	place := hs[lead].Place
	var one []int
	for _, i := range group {
		if i != lead && hs[i].Time == 0 && (!hs[i].definite || len(t.Value) <= len("2006") || !among(hs[i].modifiers, known)) || !agree(d, place, hs[i].Place) {
			continue
		}
		one = append(one, i)
		place = cmp.Or(place, hs[i].Place)
	}
	for _, i := range one {
		same[i] = one[0]
		hs[i].Time, hs[i].Place, hs[i].Ahead = cmp.Or(hs[i].Time, hs[lead].Time), cmp.Or(hs[i].Place, place), hs[lead].Ahead
	}
}

func among(words, known []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(known, w) })
}

func sameTime(d *sayso.Document, a, b sayso.Ref[sayso.TimeExpr]) bool {
	s, _ := a.At(d.Times)
	t, _ := b.At(d.Times)
	return a == b || s.Value != "" && s.Value == t.Value
}

// agree reports whether two places may be one: either is open, or both are the
// same.
func agree(d *sayso.Document, a, b sayso.Ref[sayso.Place]) bool {
	p, ok := a.At(d.Places)
	q, okToo := b.At(d.Places)
	return !ok || !okToo || p.Name == q.Name && p.GeoNameID == q.GeoNameID
}
