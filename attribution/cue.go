package attribution

import "strings"

// A group is a verb group that may report: its elements [first, last] and the
// verb that heads it.
type group struct {
	first, last int
	verb        int
	form        Form
	finite      bool
}

// groups returns the verb groups of f that may report, in order.
func (p *parser) groups() []group {
	var out []group
	for i := range p.e {
		e := &p.e[i]
		if e.kind == word && p.w.AdjectiveCues[e.lower] {
			if g, ok := p.adjective(i); ok {
				out = append(out, g)
			}
			continue
		}
		if e.kind != word || len(p.w.Cues[e.lower]) == 0 {
			continue
		}
		if e.upper && i > 0 && p.f.zone != headlineZone {
			continue // a name: "United States"
		}
		if g, ok := p.groupAt(i); ok {
			if n := len(out); n > 0 && out[n-1].last >= g.first {
				out[n-1] = g // "went on to say": the later verb heads the group
				continue
			}
			out = append(out, g)
		}
	}
	return out
}

// groupAt reads the verb group headed by element i. The reading with a particle
// that stands in the text wins.
func (p *parser) groupAt(i int) (group, bool) {
	var best group
	found := false
	for _, f := range p.w.Cues[p.e[i].lower] {
		last := i
		if f.Particle != "" {
			if i+1 >= len(p.e) || !p.e[i+1].is(f.Particle) {
				continue
			}
			last = i + 1
		}
		g, ok := p.readGroup(i, last, f)
		if ok && (!found || len(f.Particle) > len(best.form.Particle)) {
			best, found = g, true
		}
	}
	return best, found
}

func (p *parser) readGroup(i, last int, f Form) (group, bool) {
	g := group{first: i, last: last, verb: i, form: f}
	j := p.skipAdverbs(i - 1)
	before := p.word(j)
	switch {
	case p.w.Have[before] && f.Tense == Past:
		g.finite = true
		g.first = p.skipAux(j)
	case p.w.Be[before] && f.Tense == Present:
		g.finite = true
		g.first = p.skipAux(j)
	case p.w.Be[before] && f.Tense == Past:
		return g, false // passive: who is told is no source
	case (p.w.Modal[before] || p.w.Negation[before]) && f.Tense == Base:
		g.finite = true
		g.first = p.skipAux(j)
	case before == p.w.To && f.Tense == Base:
		start, ok := p.goesOn(j)
		if !ok {
			return g, false
		}
		g.first, g.finite = start, true
	case f.Tense == Base:
		// A plural subject, told from a noun by the word before.
		if p.w.Possessives[before] || p.w.Prepositions[before] {
			return g, false
		}
		if f.IsNoun && !p.w.Nominative[before] || !p.w.Nominative[before] && !strings.HasSuffix(before, "s") && !p.w.Relatives[before] || before == p.w.Possessive {
			return g, false
		}
		g.finite, g.first = true, j+1
	case f.Tense == Present:
		g.first = j + 1
		return g, p.opensParticiple(j)
	default:
		if p.modifies(j, i, f) || f.Tense == Past && p.word(last+1) == p.w.By && !p.w.OccasionNouns[p.word(last+2)] && !p.w.Times[p.word(last+2)] {
			return g, false
		}
		g.finite, g.first = true, j+1
	}
	return g, true
}

// word returns the lower-case word at i, or "" for marks, quotations and
// positions outside the frame.
func (p *parser) word(i int) string {
	if i < 0 || i >= len(p.e) || p.e[i].kind != word {
		return ""
	}
	return p.e[i].lower
}

func (p *parser) adverb(i int) bool {
	w := p.word(i)
	if w == "" || p.e[i].upper && i > 0 {
		return false
	}
	return p.w.Adverbs[w] || len(w) > 4 && strings.HasSuffix(w, p.w.AdverbSuffix)
}

// skipAdverbs returns the last position at or before i that holds no adverb or
// negation.
func (p *parser) skipAdverbs(i int) int {
	for i >= 0 && (p.adverb(i) || p.w.Negation[p.word(i)]) {
		i--
	}
	return i
}

// skipAux returns the first element of the auxiliaries that end at j.
func (p *parser) skipAux(j int) int {
	for j > 0 {
		w := p.word(j - 1)
		if !(p.w.Have[w] || p.w.Be[w] || p.w.Modal[w] || p.w.Negation[w] || p.adverb(j-1)) {
			break
		}
		j--
	}
	return j
}

// goesOn matches phrases such as "went on to" that end at j and returns where
// they start.
func (p *parser) goesOn(j int) (int, bool) {
	for _, phrase := range p.w.GoOn {
		at := j - len(phrase) + 1
		if at < 0 {
			continue
		}
		match := true
		for k, w := range phrase {
			match = match && p.word(at+k) == w
		}
		if match {
			return p.skipAdverbs(at-1) + 1, true
		}
	}
	return 0, false
}

// modifies reports whether the verb form at i, behind element j, is rather a noun or a
// modifier of one: "the reported losses", "his claims".
func (p *parser) modifies(j, i int, f Form) bool {
	w := p.word(j)
	if w == "" {
		return false
	}
	if p.w.Determiners[w] || p.w.Possessives[w] || w == p.w.Possessive || p.w.Prepositions[w] || w == p.w.To {
		return true
	}
	if f.Tense == Third && f.IsNoun {
		// "reports": a verb only behind a name or pronoun, or before what it reports.
		return !(p.e[j].upper || p.w.Nominative[w] || p.w.Relatives[w] || p.w.That[p.word(i+1)] || i+1 < len(p.e) && p.e[i+1].kind == quote)
	}
	return false
}

// opensParticiple reports whether a participle behind element j hangs on the
// clause before it: ", adding that", “…,” adding, "a statement saying".
func (p *parser) opensParticiple(j int) bool {
	if j < 0 {
		return false
	}
	e := p.e[j]
	switch {
	case e.kind == quote:
		return e.stop == ','
	case e.is(","):
		return true
	case p.w.As[e.lower]:
		return p.quotedBefore(j)
	case p.w.Conjunctions[e.lower]:
		return j > 0 && (p.e[j-1].kind == quote || p.e[j-1].is(","))
	default:
		return p.w.NounCues[e.lower]
	}
}

// quotedBefore reports whether the "as" at j belongs to "was quoted by the agency
// as saying".
func (p *parser) quotedBefore(j int) bool {
	const reach = 12 // elements that name who quotes
	for k := j - 1; k >= 0 && j-k <= reach && p.e[k].kind == word; k-- {
		if p.w.QuotedAs[p.e[k].lower] {
			return true
		}
	}
	return false
}

// adjective reads "is confident that"; a headline leaves the verb out.
func (p *parser) adjective(i int) (group, bool) {
	g := group{first: i, last: i, verb: i, finite: true, form: Form{Takes: TakesThat | TakesInfinitive}}
	j := p.skipAdverbs(i - 1)
	switch {
	case p.w.Be[p.word(j)]:
		g.first = p.skipAux(j)
		g.form.Takes |= TakesClause
	case p.f.zone == headlineZone && i > 0:
		g.form.Takes |= TakesClause
	default:
		return g, false
	}
	return g, true
}
