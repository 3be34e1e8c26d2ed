package geoparse

import "strings"

// actor reports whether the tree shows that a name of a place stands for who
// governs it: the subject of a verb that does not say where something is
// ("Orlan agreed"), who something is done by, or one of those something is
// between. A text without trees shows nothing.
func (s *scene) actor(m *mention) bool {
	top := m.first
	for k := m.first; k < m.last; k++ {
		if h := int(s.d.Tokens[k].Head) - 1; h < m.first || h >= m.last {
			top = k
			break
		}
	}
	const longest = 6 // names that are joined: "Orlan, Sennet and Tarnsey"
	for n := 0; n < longest && s.d.Tokens[top].Rel == "conj"; n++ {
		top = int(s.d.Tokens[top].Head) - 1
	}
	t := &s.d.Tokens[top]
	if t.Head == 0 {
		return false
	}
	head := &s.d.Tokens[t.Head-1]
	switch rel, _, _ := strings.Cut(t.Rel, ":"); {
	case s.p.words.Located[head.Lemma]:
		return false
	case t.Rel == "nsubj":
		return head.UPOS == "VERB"
	case rel == "obl":
		return s.p.words.Agents[s.preposition(top)]
	case rel == "nmod":
		return s.p.words.Between[s.preposition(top)]
	}
	return false
}

// preposition returns the word that joins the phrase of the token at k to what it
// hangs on.
func (s *scene) preposition(k int) string {
	const reach = 6
	for j := max(0, k-reach); j < k; j++ {
		if t := &s.d.Tokens[j]; int(t.Head)-1 == k && t.Rel == "case" {
			return strings.ToLower(t.Span.Of(s.d.Text))
		}
	}
	return ""
}
