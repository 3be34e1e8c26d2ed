// Package events finds the happenings that a text tells of: a noun such as "talks"
// or a verb such as "signed" with the expression of time that its own words tie to
// it, the place, and the other words of the text that speak of it again. It looks
// words up, asks the trees what belongs to them, and holds back: what is plainly
// tied neither to a time nor to a place nor to a statement made at it is no event
// here. It knows no language.
package events

import (
	"sayso"
)

// Words are what a language brings, all in lower case.
type Words struct {
	Nouns, Verbs map[string]string // what names a happening, with its kind
	PastSuffix   string            // ends most verbs that tell of the past: "ed"
	Participles  map[string]bool   // may stand between a noun and its time: "held", "scheduled"
	On           map[string]bool   // joins a time to what happens at it: "on", "in"
	By           map[string]bool   // makes a time the latest: "by"
	Since        map[string]bool   // makes a time the first: "since"
	Breaks       map[string]bool   // another clause begins: "that", "who"
	Joins        map[string]bool   // another phrase or clause begins: "and"
	Verbal       map[string]bool   // other verbs, and what stands before one: "was"
	Ahead        map[string]bool   // puts what follows into the future: "will"
	Not          map[string]bool   // says that it does not happen: "not", "if"
	To           string            // one of Ahead that is a preposition too
	Possessive   string            // "'s"
	Definite     map[string]bool   // makes a noun one that was spoken of: "the"

	During    map[string]bool // joins what is done to a happening: "at"
	Undated   map[string]bool // kinds that are told of without a time when they have a place
	Occasions map[string]bool // the same when a statement was made at them
	Light     map[string]bool // lemmas of verbs whose time and place are those of their subject or object: "hold"
	Will      map[string]bool // auxiliaries that announce: "will"
	Intend    map[string]bool // lemmas of verbs that announce what hangs on them: "plan"
	Plan      string          // the kind of what is announced for a time and has no other kind

	In      map[string]bool            // prepositions of the place of any happening: "in"
	Targets map[string]map[string]bool // kind → prepositions of what it is done to, a place for some: "of" for "bombing"
	Host    map[string]bool            // lemmas of verbs whose subject is the place: "host"
	Agent   map[string]bool            // prepositions of such a subject in the passive: "by"
	Objects map[string]bool            // kinds whose object may be their place: "visited Orlan"
	InTown  map[string]bool            // kinds that a town's name before them places: "the Orlan summit"
	InState map[string]bool            // kinds that any name of a place before them places: "the Kenya election"
}

// Annotator returns the stage that fills the layer of events.
func Annotator(w Words) sayso.Annotator {
	return sayso.Annotator{
		Name: "events", Version: "2",
		Needs: []sayso.Layer{sayso.LayerTokens, sayso.LayerSentences, sayso.LayerTags, sayso.LayerTrees, sayso.LayerTimes,
			sayso.LayerPlaces, sayso.LayerStatements},
		Gives: []sayso.Layer{sayso.LayerEvents},
		Run: func(d *sayso.Document) error {
			var all []happening
			for _, s := range d.Sentences {
				all = append(all, newReader(d, &w, s).happenings()...)
			}
			d.Events = joined(d, &w, all)
			return nil
		},
	}
}

// happening is an event on its way into the document.
type happening struct {
	sayso.Event
	at        int      // the token, counted from the sentence's first
	word      string   // the noun in lower case, empty for a verb
	definite  bool     // "the talks": spoken of before
	modifiers []string // lemmas of the words that say which one: "peace" of "the peace talks"
	occasion  bool     // a statement was made at it
}
