package attribution

import "strings"

// A source is a noun phrase of a frame: its elements [first, end), and start,
// where the clause it opens begins with the conjunctions and adverbs before it.
type source struct {
	first, end int
	start      int
	relative   bool // the subject of a relative clause
}

const (
	maxSource     = 32 // elements of a source
	maxApposition = 24 // elements between the commas of an apposition
)

// subject returns the noun phrase that is the subject of g, before it.
func (p *parser) subject(g group) (source, bool) {
	j := g.first - 1
	if j < 0 {
		return source{}, false
	}
	switch e := p.e[j]; {
	case e.is(","):
		return p.subjectAcross(j)
	case e.kind != word && !e.is(")") && !e.is("."):
		return source{}, false
	case p.w.Relatives[e.lower]:
		end := j
		if j > 0 && p.e[j-1].is(",") {
			end = j - 1
		}
		s, ok := p.nounPhrase(end)
		s.relative = true
		return s, ok
	}
	return p.nounPhrase(j + 1)
}

// subjectAcross finds a subject whose apposition or other insertion ends with
// the comma at j: "Orlan, the deputy head, said".
func (p *parser) subjectAcross(j int) (source, bool) {
	for k := j - 1; k > 0 && j-k <= maxApposition; k-- {
		e := p.e[k]
		if e.kind == quote {
			return source{}, false
		}
		if !e.is(",") || k == j-1 {
			continue
		}
		s, ok := p.nounPhrase(k)
		if !ok {
			// Further commas may belong to the apposition.
			continue
		}
		if first := p.e[k+1]; first.upper || p.w.Determiners[first.lower] || p.w.Relatives[first.lower] || p.w.Possessives[first.lower] {
			s.end = j
			if p.w.Relatives[first.lower] {
				s.end = k
			}
		}
		return s, true
	}
	return source{}, false
}

// nounPhrase reads the noun phrase that ends before element end.
func (p *parser) nounPhrase(end int) (source, bool) {
	a := end
walk:
	for a > 0 && end-a < maxSource {
		if p.endsPhrase(a-1, p.w.AccordingTo) {
			break
		}
		e := p.e[a-1]
		switch {
		case e.kind == quote:
			if e.stop != 0 || a == end {
				break walk
			}
		case e.kind == punct:
			if e.is(",") && p.coordinates(a, end) || e.is(".") || e.is("&") || e.is("/") {
				break
			}
			if e.is(")") {
				if open := p.bracket(a - 1); open > 0 {
					a = open + 1
					break
				}
			}
			break walk
		case p.w.Nominative[e.lower]:
			if a == end {
				a--
				if p.w.Prepositions[p.word(a-1)] {
					continue // "a member of it"
				}
			}
			break walk
		case p.w.That[e.lower] || p.w.Subordinators[e.lower] || p.w.Have[e.lower] || p.w.Be[e.lower] && e.lower != p.w.Possessive || p.w.Modal[e.lower] || p.w.Relatives[e.lower] || p.w.Negation[e.lower] || p.w.FreeRelatives[e.lower] || p.w.Interrogatives[e.lower]:
			break walk
		case p.w.Conjunctions[e.lower]:
			if !p.joinsNouns(a-1, end) {
				break walk
			}
		case p.reports(a-1) || a < end && p.w.Determiners[p.word(a)] && p.pastVerb(a-1):
			break walk // "hosted the leaders": a verb with its object
		}
		a--
	}
	s := source{first: a, end: end, start: a}
	s.first = p.trimAdverbial(a, end)
	for s.start > 0 {
		w := p.word(s.start - 1)
		if !(p.w.As[w] || p.w.Subordinators[w] || p.w.Conjunctions[w] || p.adverb(s.start-1)) {
			break
		}
		s.start--
	}
	return s, s.first < s.end && p.names(s)
}

// pastVerb reports whether element i looks like the past form of a verb.
func (p *parser) pastVerb(i int) bool {
	e := p.e[i]
	return e.kind == word && !e.upper && (p.w.Verbs[e.lower] || strings.HasSuffix(e.lower, p.w.PastSuffix))
}

// endsPhrase reports whether one of the phrases ends with element i.
func (p *parser) endsPhrase(i int, phrases [][]string) bool {
	for _, ph := range phrases {
		if i-len(ph)+1 >= 0 && p.matches(i-len(ph)+1, ph) {
			return true
		}
	}
	return false
}

// reports reports whether element i is a past form that can only be a verb of
// saying; no noun phrase reaches across it.
func (p *parser) reports(i int) bool {
	for _, f := range p.w.Cues[p.e[i].lower] {
		if f.Tense == Past && f.Takes&TakesClause != 0 && f.Takes&TakesQuote != 0 && !p.e[i].upper {
			return true
		}
	}
	return false
}

func (p *parser) bracket(end int) int {
	for k := end - 1; k >= 0 && end-k < 12; k-- {
		if p.e[k].is("(") {
			return k - 1
		}
	}
	return -1
}

// coordinates reports whether the comma before element a joins members of a
// list such as "Arla, Benn and Corvo".
func (p *parser) coordinates(a, end int) bool {
	if a < 2 || p.e[a-2].kind != word || !p.e[a-2].upper || !p.e[a].upper {
		return false
	}
	for k := a; k < end && k < a+10; k++ {
		if p.w.Conjunctions[p.word(k)] {
			return true
		}
	}
	return false
}

// joinsNouns reports whether the conjunction at c joins noun phrases rather than
// clauses: what stands before it, back to the start of its clause, holds no verb.
func (p *parser) joinsNouns(c, end int) bool {
	if c == 0 || c+1 >= end || p.e[c-1].kind != word {
		return false
	}
	for k := c - 1; k >= 0 && c-k < 12; k-- {
		e := p.e[k]
		if e.kind == quote {
			return false
		}
		if e.kind == punct {
			break
		}
		if p.w.Nominative[e.lower] || p.w.Have[e.lower] || p.w.Be[e.lower] || p.w.Modal[e.lower] || e.is(p.w.To) {
			return false
		}
		if p.w.That[e.lower] {
			break
		}
		for _, f := range p.w.Cues[e.lower] {
			if !f.IsNoun && f.Tense != Base && !e.upper {
				return false
			}
		}
	}
	return true
}

// trimAdverbial moves the start of a noun phrase past adverbs, conjunctions and
// a leading time adverbial: "On Monday Orlan".
func (p *parser) trimAdverbial(a, end int) int {
	for a < end {
		w := p.word(a)
		switch {
		case w == "":
			a++
		case p.w.Prepositions[w] && a+1 < end:
			b := a + 1
			for b < end && (p.w.Times[p.word(b)] || p.w.TimeModifiers[p.word(b)] || p.w.Determiners[p.word(b)] && b+1 < end && p.w.Times[p.word(b+1)] || isNumber(p.word(b))) {
				b++
			}
			if b == a+1 {
				return end // a prepositional phrase is no source
			}
			a = b
		case isNumber(w) && strings.Contains(w, ":") && a+1 < end:
			a++ // the time of day before an entry of a live page
		case p.w.Times[w] && a+1 < end && !(p.word(a+1) == p.w.Possessive):
			a++
		case p.adverb(a) || p.w.Conjunctions[w] || p.w.As[w] || p.w.Subordinators[w]:
			a++
		default:
			return a
		}
	}
	return a
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// names reports whether a noun phrase can be a source.
func (p *parser) names(s source) bool {
	words := 0
	for k := s.first; k < s.end; k++ {
		if w := p.word(k); w != "" && !p.w.Determiners[w] && !p.w.Times[w] && !p.w.TimeModifiers[w] && !isNumber(w) {
			words++
		}
	}
	if words == 0 {
		return false
	}
	return !(s.end-s.first == 1 && p.w.NotSources[p.word(s.first)]) && !p.w.Prepositions[p.word(s.end-1)]
}

// follower reads the noun phrase that starts at element i, the subject of an
// inverted verb or the object of a preposition, with its apposition.
func (p *parser) follower(i int) (source, bool) {
	a, b := i, i
	for b < len(p.e) && b-a < maxSource {
		e := p.e[b]
		if e.kind == quote {
			break
		}
		if e.kind == punct {
			if e.is(",") {
				if !p.apposes(b) {
					break
				}
			} else if !(e.is(".") && b+1 < len(p.e) && p.e[b+1].kind == word && p.e[b+1].upper) && !e.is("&") && !e.is("-") {
				break
			}
			b++
			continue
		}
		if b > a && (p.w.That[e.lower] || p.w.Relatives[e.lower] || p.w.Subordinators[e.lower] || p.w.As[e.lower] || p.w.Have[e.lower] || p.w.Be[e.lower] && e.lower != p.w.Possessive || p.w.Modal[e.lower] || p.w.Nominative[e.lower]) {
			break
		}
		if b > a && (p.w.Times[e.lower] || p.adverb(b)) && !e.upper {
			break
		}
		if b > a && p.w.Times[e.lower] {
			break
		}
		if b > a && p.w.Prepositions[e.lower] && !p.complements(b) {
			break
		}
		if b > a && p.e[b-1].kind == word && len(p.w.Cues[e.lower]) > 0 && !e.upper && p.w.Cues[e.lower][0].Tense != Base && !p.w.Cues[e.lower][0].IsNoun {
			break
		}
		if (p.w.Nominative[e.lower] || p.w.Pronouns[e.lower]) && b == a {
			b++
			break
		}
		b++
	}
	for b > a && p.e[b-1].kind == punct && !p.e[b-1].is(")") {
		b--
	}
	s := source{first: a, end: b, start: a}
	w := p.word(a)
	return s, b > a && p.names(s) && !p.w.Prepositions[w] && !p.w.As[w] && !p.w.Subordinators[w] && !p.adverb(a) && !p.w.Conjunctions[w]
}

// complements reports whether the preposition at i belongs to a noun phrase, as
// in "head of the council", rather than opening an adverbial.
func (p *parser) complements(i int) bool {
	w := p.word(i)
	if i+1 >= len(p.e) || p.w.Times[p.word(i+1)] || isNumber(p.word(i+1)) {
		return false
	}
	return p.w.NounPrepositions[w]
}

// apposes reports whether the comma at c opens or continues an apposition:
// ", the head of …", ", a member …".
func (p *parser) apposes(c int) bool {
	if c+1 >= len(p.e) {
		return false
	}
	n := p.e[c+1]
	if n.kind != word {
		return false
	}
	if p.w.Determiners[n.lower] || p.w.Possessives[n.lower] {
		return true
	}
	if !n.upper {
		// ", chief strategist for the council": a bare noun, unless something else goes on
		return !(strings.HasSuffix(n.lower, p.w.PresentSuffix) || p.w.Conjunctions[n.lower] || p.w.Joiners[n.lower] || p.w.Prepositions[n.lower] || p.w.Subordinators[n.lower] ||
			p.w.As[n.lower] || p.w.Relatives[n.lower] || p.w.That[n.lower] || p.adverb(c+1) || p.w.Times[n.lower] || p.w.Nominative[n.lower] || len(p.w.Cues[n.lower]) > 0)
	}
	// A list: "Arla, Benn and Corvo".
	return p.coordinates(c+1, min(len(p.e), c+11))
}
