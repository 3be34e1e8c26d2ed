package coref

import (
	"slices"
	"strings"
	"unicode"

	"sayso"
)

// cluster joins the names of one person or thing: equal names, a last name
// behind a full one, and spellings that differ in one letter.
func (r *resolver) cluster() {
	for i := range r.names {
		n := &r.names[i]
		words := r.foldedWords(n.first, n.last)
		if len(words) == 0 {
			continue
		}
		e, why := r.match(words, *n)
		if e < 0 {
			r.things = append(r.things, thing{roles: map[string]bool{}, nations: map[string]bool{}})
			e, why = len(r.things)-1, whyName
		}
		n.entity, n.why = e, why
		t := &r.things[e]
		t.names = append(t.names, i)
		if !slices.ContainsFunc(t.words, func(w []string) bool { return slices.Equal(w, words) }) {
			t.words = append(t.words, words)
			if k := prefix(words[len(words)-1]); !slices.Contains(r.byWord[k], e) {
				r.byWord[k] = append(r.byWord[k], e)
			}
		}
		r.learn(t, *n)
	}
	for i := range r.things {
		r.decideType(&r.things[i])
	}
}

func (r *resolver) foldedWords(first, last int) []string {
	var out []string
	for k := first; k <= last; k++ {
		if w := r.lower(k); isWord(w) && !r.isHonorific(k) {
			out = append(out, w)
		}
	}
	return out
}

// match returns the thing that a name belongs to, the latest one first.
func (r *resolver) match(words []string, n name) (int, string) {
	last := words[len(words)-1]
	best, why := -1, ""
	for _, e := range r.byWord[prefix(last)] {
		t := &r.things[e]
		for _, w := range t.words {
			switch wl := w[len(w)-1]; {
			case slices.Equal(w, words):
				return e, "same name"
			case !r.compatible(t, n):
			case r.isHead(last) && len(words) != len(w): // "the party" has many names before it
			case len(words) == 1 && len(w) > 1 && wl == last:
				if best < 0 || why != "last name" || r.lastNamed(e) > r.lastNamed(best) {
					best, why = e, "last name" // of two with one last name, the one named last
				}
			case len(w) == 1 && len(words) > 1 && wl == last && len(t.words) == 1:
				best, why = e, "last name"
			case len(words) > 1 && len(w) > 1 && wl == last && subsequence(words, w):
				best, why = e, "shorter name"
			case len(words) == 1 && best < 0 && len(t.words[0]) > 1 && oneEdit(wl, last):
				best, why = e, "spelling variant of the last name"
			case len(words) > 1 && len(words) == len(w) && best < 0 && slices.Equal(w[:len(w)-1], words[:len(words)-1]) && oneEdit(wl, last):
				best, why = e, "spelling variant"
			}
		}
	}
	return best, why
}

// isHead reports whether w is a noun that heads the names of bodies and places.
func (r *resolver) isHead(w string) bool {
	_, ok := r.w.Heads[w]
	return ok
}

// lastNamed returns the index of the last name of thing e.
func (r *resolver) lastNamed(e int) int {
	names := r.things[e].names
	return names[len(names)-1]
}

// prefix is what two names that may be the same share: the first letters of
// their last word.
func prefix(w string) string {
	r := []rune(w)
	return string(r[:min(len(r), 2)])
}

// compatible rules out a match by gender: "Mrs Orlan" is not Pavel Orlan.
func (r *resolver) compatible(t *thing, n name) bool {
	g := r.titleGender(n)
	return g == GenderUnknown || t.gender == GenderUnknown || t.gender == g
}

func (r *resolver) titleGender(n name) Gender {
	for _, w := range n.title {
		if g := r.w.Honorifics[w]; g != GenderUnknown {
			return g
		}
		if g := r.w.RoleGender[w]; g != GenderUnknown {
			return g
		}
	}
	return GenderUnknown
}

func subsequence(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for _, w := range b {
		if i < len(a) && a[i] == w {
			i++
		}
	}
	return i == len(a)
}

// oneEdit reports whether two long words differ by one letter put in, left out
// or changed.
func oneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	const long = 6 // letters: shorter names differ by one letter too often
	if len(y)-len(x) > 1 || len(y) < long || a == b {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return i < len(x) && slices.Equal(x[i+1:], y[i+1:])
	}
	return slices.Equal(x[i:], y[i+1:])
}

// learn takes roles, nations and gender from the title before a name and the
// apposition behind it.
func (r *resolver) learn(t *thing, n name) {
	for _, w := range n.title {
		if w == r.w.Counterpart {
			for role := range r.rolesBefore(n) {
				t.roles[role] = true
			}
		}
		if r.w.Roles[w] {
			t.roles[w] = true
		}
	}
	r.nationsIn(n.titleFirst, n.first, t.nations)
	if g := r.titleGender(n); g != GenderUnknown {
		t.gender = g
	}
	r.learnBefore(t, n)
	if t.gender == GenderUnknown && n.last > n.first {
		t.gender = r.w.GivenNames[r.lower(n.first)]
	}
	// ", the head of the council," behind the name
	const reach = 14
	k := n.last + 1
	if k >= len(r.d.Tokens) || r.text(k) != "," {
		return
	}
	first := r.lower(min(k+1, len(r.d.Tokens)-1))
	if !r.w.Determiners[first] && !r.w.Roles[first] && !r.w.RoleModifier[first] && r.w.Nations[first] == "" {
		return
	}
	var roles []string
	end := k + 1
	for j := k + 1; j < len(r.d.Tokens) && j < k+reach; j++ {
		w := r.lower(j)
		if strings.ContainsAny(w, ",.;“\"") {
			break
		}
		if r.cues[r.d.Tokens[j].Span.Start] {
			return // ", the mediator said": no apposition but the source of something
		}
		if r.w.Roles[w] && len(roles) == 0 {
			roles = append(roles, w)
		}
		end = j + 1
	}
	if len(roles) > 0 {
		t.roles[roles[0]] = true
		r.nationsIn(k+1, end, t.nations)
	}
}

// learnBefore takes the role from a description that the name is the apposition
// of: "the chief negotiator, Joren Halvik".
func (r *resolver) learnBefore(t *thing, n name) {
	comma := r.startOf(n) - 1
	const reach = 12
	if comma < 1 || r.text(comma) != "," {
		return
	}
	first := comma
	for first > 0 && comma-first < reach && (isWord(r.text(first-1)) || r.lower(first-1) == r.w.Genitive) {
		first--
	}
	head := first
	for head+1 < comma && !r.w.Breaks[r.lower(head+1)] {
		head++
	}
	w := r.lower(first)
	opens := r.w.Determiners[w] || r.w.Possessives[w] || first+1 < comma && r.lower(first+1) == r.w.Genitive
	if !opens || !r.w.Roles[r.lower(head)] || r.w.Indefinite[w] && n.first == n.last {
		return
	}
	t.roles[r.lower(head)] = true
	r.nationsIn(first, comma, t.nations)
	r.apposed[n.first] = first
}

// nationsIn puts the nations named in tokens [first, end) into into.
func (r *resolver) nationsIn(first, end int, into map[string]bool) {
	for k := first; k < end; k++ {
		w := r.lower(k)
		if k+1 < end {
			if c := r.w.Nations[w+" "+r.lower(k+1)]; c != "" {
				into[c] = true
				k++
				continue
			}
		}
		if c := r.w.Nations[w]; c != "" {
			into[c] = true
		}
	}
}

// rolesBefore returns the roles of the person named last before n: what a
// counterpart is the counterpart of.
func (r *resolver) rolesBefore(n name) map[string]bool {
	for i := len(r.names) - 1; i >= 0; i-- {
		m := r.names[i]
		if n.sentence-m.sentence > 1 {
			break
		}
		if m.last < n.titleFirst && m.entity >= 0 && len(r.things[m.entity].roles) > 0 {
			return r.things[m.entity].roles
		}
	}
	return nil
}

func (r *resolver) decideType(t *thing) {
	longest := slices.MaxFunc(t.words, func(a, b []string) int { return len(a) - len(b) })
	last := longest[len(longest)-1]
	switch typ, ok := r.w.Heads[last]; {
	case ok:
		t.typ = typ
	case r.w.Nations[strings.Join(longest, " ")] != "" && len(t.roles) == 0:
		t.typ = sayso.EntityPlace
	case len(t.roles) > 0 || t.gender == Male || t.gender == Female || r.w.GivenNames[longest[0]] != GenderUnknown:
		t.typ = sayso.EntityPerson
	case len(longest) == 1 && r.acronym(t):
		t.typ = sayso.EntityOrganisation
	case slices.ContainsFunc(longest, func(w string) bool { _, ok := r.w.Heads[w]; return ok }):
		t.typ = sayso.EntityOrganisation
	}
}

func (r *resolver) acronym(t *thing) bool {
	n := r.names[t.names[0]]
	s := r.text(n.first)
	for _, c := range s {
		if !unicode.IsUpper(c) && c != '.' {
			return false
		}
	}
	return len(s) > 1
}
