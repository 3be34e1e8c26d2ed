package attribution

import "strings"

// Words are what the reader of attributions must know of a language. All words
// are in lower case with straight apostrophes; a set holds a word when its value
// is true.
type Words struct {
	Cues          map[string][]Form // verb form → what it may be
	AdjectiveCues map[string]bool   // "confident" (that …)
	NounCues      map[string]bool   // "hope" in "expressed hope that"
	AccordingTo   [][]string        // prepositions that name a source: {"according", "to"}
	InWordsOf     [2]string         // {"in", "words"}: "in X's words"
	QuotedAs      map[string]bool   // participles of "X was quoted as saying"

	Have, Be, Modal map[string]bool
	Negation        map[string]bool
	Adverbs         map[string]bool // between subject and verb, beside those in AdverbSuffix
	AdverbSuffix    string          // "ly"
	VerbSuffixes    []string        // endings of finite verbs
	PresentSuffix   string          // "ing"
	PastSuffix      string          // "ed"
	Verbs           map[string]bool // finite forms without such an ending: "went"
	GoOn            [][]string      // "went on to", "continued to": before a base form they carry the cue
	That            map[string]bool // complementisers
	Interrogatives  map[string]bool // "whether", "how"
	FreeRelatives   map[string]bool // "what", "everything": what follows is not reported but talked about
	To              string
	As              map[string]bool // "as", in "as he said"
	By              string

	Nominative       map[string]bool // pronouns that are only subjects
	Pronouns         map[string]bool // all pronouns that may be a source or an object
	Determiners      map[string]bool
	Possessives      map[string]bool // "his", "their"
	Possessive       string          // clitic of the genitive
	Relatives        map[string]bool
	Joiners          map[string]bool // join a second verb to a subject: "and", "but"
	Conjunctions     map[string]bool // "and", "or"
	Subordinators    map[string]bool // "because", "but", "while": no subject reaches across them
	Prepositions     map[string]bool
	NounPrepositions map[string]bool // "of": those that go on with a noun phrase
	Times            map[string]bool // words that make a time adverbial: weekdays, months, "today"
	TimeModifiers    map[string]bool // "last", "this"
	NotSources       map[string]bool // words that are no source alone: "there", "what"
	OccasionNouns    map[string]bool // "conference", "summit"
	OccasionVerbs    map[string]bool // "speaking", "commenting"
	CarrierVerbs     map[string]bool // "carried", "quoted" (by an agency)
	ReporterNouns    map[string]bool // "reporters", addressed with "to"
	Existential      map[string]bool // "there", which opens a clause
	NotAddressees    map[string]bool // objects of "told" that are no hearers
	HeadlineNoise    map[string]bool // labels before a colon that are no source: "video"
	NotSaidOn        map[string]bool // before a time they make it another than that of the saying: "since"
	SaidAt           map[string]bool // kinds of event at which people speak: "meeting"
}

// Form is one reading of a verb form.
type Form struct {
	Lemma    string
	Tense    Tense
	Takes    Takes
	Particle string // "on" in "called on", behind the verb
	IsNoun   bool   // the form is as often a noun: "reports", "claims"
}

// Tense is the shape of a verb form.
type Tense uint8

// The shapes of a verb form.
const (
	Base    Tense = iota // "say"
	Third                // "says"
	Past                 // "said", also as a participle
	Present              // the present participle, "saying"
)

// Takes says in which constructions a verb reports.
type Takes uint16

// The constructions.
const (
	TakesQuote      Takes = 1 << iota // “…,” he said
	TakesThat                         // said that …
	TakesClause                       // said he would …
	TakesInfinitive                   // agreed to …
	TakesNoun                         // condemned the attack
	TakesHearer                       // told reporters …
	TakesInversion                    // said the minister
)

// VerbEnding reports whether a word ends as finite verbs do.
func (w *Words) VerbEnding(s string) bool {
	for _, e := range w.VerbSuffixes {
		if len(s) > len(e)+2 && strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
