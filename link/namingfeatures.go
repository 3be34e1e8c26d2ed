package link

import (
	"math"
	"slices"

	"sayso"
)

// scope is namings that are compared with each other: those of the articles of one
// event.
type scope struct {
	items  []*naming
	forms  map[string]int     // how often a form occurs
	beside map[[2]string]bool // forms that stand next to each other somewhere: "the envoy" "Lenn"
	tied   map[[2]string]int  // forms that one article's coreference joins, in how many articles
	split  map[[2]string]int  // forms that it has as two
}

func newScope(w *Words, namings []Naming) *scope {
	s := &scope{forms: map[string]int{}, beside: map[[2]string]bool{}, tied: map[[2]string]int{}, split: map[[2]string]int{}}
	texts := map[*sayso.Document]*textWords{}
	for i := range namings {
		d := namings[i].Doc
		if texts[d] == nil {
			texts[d] = newTextWords(d)
		}
		x := newNaming(w, texts[d], &namings[i])
		s.items = append(s.items, x)
		s.forms[x.form]++
	}
	for i, a := range s.items {
		for _, b := range s.items[:i] {
			if a.Doc != b.Doc || a.form == b.form {
				continue
			}
			key := formPair(a.form, b.form)
			if adjacent(a, b) {
				s.beside[key] = true
			}
			if a.entity != 0 && b.entity != 0 {
				if a.entity == b.entity {
					s.tied[key]++
				} else {
					s.split[key]++
				}
			}
		}
	}
	return s
}

func formPair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// adjacent reports whether one phrase follows the other with nothing but a comma
// between them.
func adjacent(a, b *naming) bool {
	if a.Span.Start > b.Span.Start {
		a, b = b, a
	}
	if a.Span.End > b.Span.Start || b.Span.Start-a.Span.End > 3 {
		return false
	}
	for _, c := range a.Doc.Text[a.Span.End:b.Span.Start] {
		if c != ' ' && c != ',' && c != '—' {
			return false
		}
	}
	return true
}

// namingFeatures is the number of features of a pair of namings.
const namingFeatures = 43

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// features describes a pair.
func (s *scope) features(a, b *naming, x []float64) []float64 {
	one := a.Doc == b.Doc
	same := a.form == b.form
	key := formPair(a.form, b.form)
	shared, rarest := 0, 0.0
	for c, idf := range a.capitals {
		if _, ok := b.capitals[c]; ok {
			shared++
			rarest = max(rarest, idf)
		}
	}
	both := len(a.capitals) > 0 && len(b.capitals) > 0
	coref := one && a.entity != 0 && a.entity == b.entity
	apart := one && a.entity != 0 && b.entity != 0 && a.entity != b.entity
	tied, split := s.tied[key], s.split[key]
	lastSame, lastIn := false, false
	if len(a.resolved) > 0 && len(b.resolved) > 0 {
		la, lb := a.resolved[len(a.resolved)-1], b.resolved[len(b.resolved)-1]
		lastSame = la == lb
		lastIn = slices.Contains(a.resolved, lb) || slices.Contains(b.resolved, la)
	}
	resolvedBoth := len(a.resolved) > 0 && len(b.resolved) > 0
	ab, ba := covered(a.stems, b.stems), covered(b.stems, a.stems)
	cos := dot(a.stems, b.stems)
	soft := dot(a.soft, b.soft)
	overlap := one && a.Span.Overlaps(b.Span)
	head := a.head == b.head && a.head != ""
	acronym := a.initials != "" && a.initials == b.initials && shared == 0
	return append(x, 1,
		is(one), is(same), is(head), cos, max(ab, ba), min(ab, ba),
		is(shared > 0), rarest/10*is(shared > 0), is(both && shared == 0), is(a.last != "" && a.last == b.last), is(acronym),
		is(coref), is(apart), is(lastSame), is(lastIn), is(resolvedBoth && !lastIn),
		is(!head && a.class[2] == b.class[2] && a.class[2] != 0), is(!head && a.class[1] == b.class[1] && a.class[1] != 0), is(!head && a.class[0] == b.class[0] && a.class[0] != 0),
		is(s.beside[key]), is(tied > 0), is(split > 0), float64(tied)/float64(tied+split+1),
		is(overlap), is(one && !overlap && a.sentence == b.sentence), is(overlap && a.Head == b.Head),
		dot(a.context, b.context), soft,
		is(a.Several && b.One || a.One && b.Several), is(a.Verb && b.Verb), is(a.Verb != b.Verb),
		is(a.resolvedType != 0 && b.resolvedType != 0 && a.resolvedType != b.resolvedType),
		is(len(a.capitals) == 0 && len(b.capitals) == 0), is((len(a.capitals) == 0) != (len(b.capitals) == 0)),
		math.Log(float64(min(s.forms[a.form], s.forms[b.form]))), is(a.words > 4 && b.words > 4), is((a.words > 4) != (b.words > 4)),
		is(a.words > 4 && b.words > 4)*cos, is(a.Verb && b.Verb)*soft,
		is(shared > 0 && a.proper && b.proper), is(shared > 0 && a.proper != b.proper), is(shared > 0 && !a.proper && !b.proper && !head),
	)
}

// apart reports whether two namings of persons, bodies or groups cannot be of one:
// one stands inside the other, they share a word with a capital that heads neither
// and their heads are of different classes ("the Valdan government", "the Valdan
// opposition"), one is a person and the other several, or both are persons whose
// names have no word in common.
func apart(a, b *naming) bool {
	if a.Doc == b.Doc && a.Span.Overlaps(b.Span) && a.Head != b.Head {
		return true
	}
	if a.nationOnly(b) {
		return true
	}
	person := func(x *naming) bool { return x.resolvedType == sayso.EntityPerson && len(x.resolved) > 0 }
	if person(a) && b.Several && !person(b) || person(b) && a.Several && !person(a) {
		return true
	}
	return person(a) && person(b) && !slices.ContainsFunc(a.resolved, func(w string) bool { return slices.Contains(b.resolved, w) })
}

// nationOnly reports whether all that two namings share is words with a capital
// before their heads, which are of different classes.
func (x *naming) nationOnly(y *naming) bool {
	if x.proper || y.proper || x.head == y.head || x.class[1] == y.class[1] && x.class[1] != 0 {
		return false
	}
	for c := range x.capitals {
		if _, ok := y.capitals[c]; ok {
			return true
		}
	}
	return false
}
