package attribution

import "strings"

// maxAdverbial is the number of elements between a verb and what it reports.
const maxAdverbial = 22

// complement finds what the clause reports behind its verb and sets comp, rule
// and end. It reports whether there is any.
func (p *parser) complement(c *clause) bool {
	takes := c.g.form.Takes
	i := c.g.last + 1
	if takes&TakesHearer != 0 {
		i = p.hearer(c, i)
	}
	c.end = i
	if takes&TakesNoun != 0 && p.nounCue(c, i) || p.begins(c, i) {
		return true
	}
	j := p.adverbials(c, i)
	c.end = j
	if j > i && p.begins(c, j) {
		return true
	}
	// "said as she came in: “…”"
	for k := j; takes&TakesQuote != 0 && k+1 < len(p.e) && k-j < maxAdverbial; k++ {
		if p.e[k].is(":") && p.e[k+1].kind == quote {
			return p.begins(c, k)
		}
	}
	return false
}

// begins reports whether what the clause reports starts at element i.
func (p *parser) begins(c *clause, i int) bool {
	if i >= len(p.e) {
		return false
	}
	takes := c.g.form.Takes
	e := p.e[i]
	set := func(at int, r rule) bool {
		c.comp, c.rule = at, r
		return p.wordsBetween(at, len(p.e)) > 0
	}
	next := func() elem {
		if i+1 < len(p.e) {
			return p.e[i+1]
		}
		return elem{kind: punct}
	}
	switch {
	case p.w.That[e.lower] && takes&TakesThat != 0:
		return set(i, ruleThat)
	case e.kind == quote:
		if takes&TakesQuote == 0 {
			return takes&TakesNoun != 0 && set(i, ruleNoun)
		}
		return set(i, ruleQuote)
	case e.is(":"):
		return takes&TakesQuote != 0 && i+1 < len(p.e) && set(i+1, ruleQuote)
	case e.is(",") && next().kind == quote && takes&TakesQuote != 0:
		return set(i+1, ruleQuote)
	case e.kind == punct:
		return false
	case p.w.Interrogatives[e.lower]:
		return takes&TakesThat != 0 && set(i, ruleThat)
	case e.lower == p.w.To:
		return takes&TakesInfinitive != 0 && set(i, ruleInfinitive)
	case p.w.Times[e.lower] || p.w.TimeModifiers[e.lower] && p.w.Times[next().lower] && !(takes&TakesNoun != 0 && p.w.Determiners[e.lower]):
		return false
	case p.w.Prepositions[e.lower] || p.w.Conjunctions[e.lower] || p.w.As[e.lower] || p.w.Subordinators[e.lower] || p.adverb(i):
		return false
	case takes&TakesNoun != 0 && (p.w.Have[e.lower] || p.w.Be[e.lower]) && strings.HasSuffix(e.lower, p.w.PresentSuffix):
		return set(i, ruleNoun) // "denied having shelled"
	case p.w.Have[e.lower] || p.w.Be[e.lower] || p.w.Modal[e.lower]:
		return false // "which the mediator said was …"
	case takes&TakesClause != 0:
		return p.wordsBetween(i, len(p.e)) >= 3 && p.hasVerb(i) && set(i, ruleClause)
	case takes&TakesNoun != 0:
		return set(i, ruleNoun)
	}
	return false
}

// hasVerb reports whether a clause that starts at i shows a finite verb: an
// auxiliary, a verb of saying, or a word that ends like one.
func (p *parser) hasVerb(i int) bool {
	for k := i; k < len(p.e) && k < i+maxAdverbial; k++ {
		e := p.e[k]
		if e.kind == quote {
			return true
		}
		if e.kind == punct {
			if e.is(",") || e.is("-") {
				continue
			}
			return false
		}
		if p.w.Have[e.lower] || p.w.Be[e.lower] || p.w.Modal[e.lower] {
			return true
		}
		if k > i && !e.upper && (p.w.VerbEnding(e.lower) || p.w.Verbs[e.lower]) {
			return true
		}
	}
	return false
}

// hearer skips the object of a verb that names who is told, and keeps it.
func (p *parser) hearer(c *clause, i int) int {
	b := i
	for b < len(p.e) && b-i < maxAdverbial {
		e := p.e[b]
		if e.kind != word || p.w.That[e.lower] || p.w.Interrogatives[e.lower] || e.lower == p.w.To || p.w.Times[e.lower] {
			break
		}
		if p.w.Nominative[e.lower] && !p.w.Pronouns[p.word(b-1)] && b > i {
			break
		}
		if b > i && (p.w.Prepositions[e.lower] && !p.w.NounPrepositions[e.lower] || p.w.Existential[e.lower]) {
			break
		}
		if b > i && (p.w.Have[e.lower] || p.w.Be[e.lower] || p.w.Modal[e.lower]) {
			return i // no hearer: the object is the subject of what is reported
		}
		b++
		if b == i+1 && p.w.Pronouns[e.lower] && !p.w.Determiners[e.lower] {
			break
		}
	}
	if b > i && !p.w.NotAddressees[p.word(b-1)] {
		c.hearer = [2]int{i, b}
	}
	return b
}

// adverbials skips times, hearers and settings behind a verb, as in "said on
// Thursday at a meeting with …", and returns where they end.
func (p *parser) adverbials(c *clause, i int) int {
	for i < len(p.e) {
		w := p.word(i)
		switch {
		case w == "":
			return i
		case p.adverb(i) || p.w.Times[w] || p.w.TimeModifiers[w] && p.w.Times[p.word(i+1)]:
			i++
		case w == p.w.To && p.w.ReporterNouns[p.word(i+1)]:
			c.hearer = [2]int{i + 1, i + 2}
			i += 2
		case (p.w.Prepositions[w] || p.w.OccasionVerbs[w]) && w != p.w.To:
			j := p.timeEnd(i + 1)
			if j == i+1 {
				j = p.phraseEnd(i, c.g.form.Takes&TakesInfinitive != 0)
				if c.setting[1] == 0 && p.occasion(i, j) {
					c.setting = [2]int{i, j}
				}
			}
			if j == i {
				return i
			}
			i = j
		default:
			return i
		}
	}
	return i
}

// timeEnd returns the end of a time that starts at i, or i.
func (p *parser) timeEnd(i int) int {
	j := i
	for j < len(p.e) && (p.w.Times[p.word(j)] || p.w.TimeModifiers[p.word(j)] && p.w.Times[p.word(j+1)] || j > i && isNumber(p.word(j))) {
		j++
	}
	return j
}

// phraseEnd returns where the prepositional phrase at i ends: before what is
// reported, which an infinitive may be, or at the next mark that ends a phrase.
func (p *parser) phraseEnd(i int, infinitive bool) int {
	j := i + 1
	for j < len(p.e) && j-i <= maxAdverbial {
		e := p.e[j]
		if e.kind == quote || p.w.That[e.lower] && j > i+1 || e.lower == p.w.To && j > i+1 && infinitive || p.w.As[e.lower] || p.w.Subordinators[e.lower] {
			break
		}
		if e.kind == punct {
			if e.is(",") && j+1 < len(p.e) && p.coordinates(j+1, len(p.e)) {
				j++
				continue
			}
			if !e.is("-") && !(e.is(".") && j+1 < len(p.e)) {
				break
			}
		}
		if p.w.Nominative[e.lower] && j > i+1 {
			break
		}
		j++
	}
	return j
}

// occasion reports whether elements [from, to) name an event at which somebody
// speaks.
func (p *parser) occasion(from, to int) bool {
	for k := from; k < to; k++ {
		if p.w.OccasionNouns[p.word(k)] {
			return true
		}
	}
	return false
}

// nounCue reads "expressed his hope that …": the object is a noun of saying and
// the content follows it.
func (p *parser) nounCue(c *clause, i int) bool {
	noun := -1
	for k := i; k < len(p.e) && k-i <= maxAdverbial; k++ {
		e := p.e[k]
		if e.kind != word {
			return false
		}
		if p.w.NounCues[e.lower] && noun < 0 && k-i < 5 {
			noun = k
		}
		if noun >= 0 && k > noun && p.w.That[e.lower] {
			c.comp, c.rule = k, ruleThat
			c.g.last = noun
			if p.occasion(noun+1, k) {
				c.setting = [2]int{noun + 1, k}
			}
			return true
		}
	}
	return false
}

// tail skips the adverbials behind the subject of an inverted verb.
func (p *parser) tail(c *clause) {
	c.end = p.adverbials(c, c.end)
}
