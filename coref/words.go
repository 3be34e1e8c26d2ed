// Package coref finds what the phrases of one article mean: which names, shorter
// names, pronouns, descriptions and other noun phrases are one person, body or
// thing. Rules over word lists join names and say who a described speaker is; a
// learnt ranking decides the rest over the trees (docs/coref.md). It prefers
// precision: what it cannot resolve stays unresolved.
package coref

import "sayso"

// Gender is the grammatical gender a word shows.
type Gender uint8

// The genders.
const (
	GenderUnknown Gender = iota
	Male
	Female
	Plural
	Neuter
)

// Words are what the resolver must know of a language, in lower case with
// straight apostrophes.
type Words struct {
	Roles        map[string]bool             // offices and functions: "president", "envoy"
	RoleGender   map[string]Gender           // "spokeswoman"
	Covers       map[string]map[string]bool  // general role → the roles it may stand for
	RoleModifier map[string]bool             // words inside titles: "special", "deputy"
	Honorifics   map[string]Gender           // "mr", "mrs"; they stand before names
	Counterpart  string                      // the role that is that of the person before
	Nations      map[string]string           // "russian", "moscow" → "russia"
	Bodies       map[string]bool             // names among Nations that speak for themselves: "nato"
	Institution  string                      // what a state or capital that speaks stands for: "government"
	Pronouns     map[string]bool             // "he", "his"
	Relatives    map[string]bool             // "who"
	GivenNames   map[string]Gender           // first names
	Particles    map[string]bool             // lower-case words inside names: "de", "bin"
	NameStop     map[string]bool             // words that are capitalised at the start of a sentence only
	NotNames     map[string]bool             // capitalised words that name nobody: months, "I"
	Determiners  map[string]bool             // "the", "a"
	Indefinite   map[string]bool             // "a", "another"
	Possessives  map[string]bool             // "his"
	Genitive     string                      // "'s"
	Conjunctions map[string]bool             // "and"
	Breaks       map[string]bool             // words that end the core of a noun phrase: "of", "who", "for"
	Heads        map[string]sayso.EntityType // nouns that decide a type: "government", "report"
	Locative     map[string]bool             // prepositions before a place: "in"
	PluralEnding string                      // "s"
}
