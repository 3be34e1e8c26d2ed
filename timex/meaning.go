package timex

import "sayso"

// form says how the value of a meaning is reckoned.
type form uint8

const (
	fixed    form = iota // value as it stands
	calendar             // parts of a calendar date, the missing ones supplied
	unitOf               // the n-th unit from the one that the base lies in: "last week"
	offset               // n units from the base: "two weeks ago"
	quarter              // the n-th quarter or half of a year
	season               // a season of a year
	holiday              // a named day of a year
	decade               // ten years or a hundred: value as it stands
	clockOf              // a clock time of a day
	again                // the unit spoken of, in another year: "the same period last year"
)

// side says on which side of the base a date lies.
type side int8

const (
	nearest side = iota
	before       // strictly: "last Friday"
	after        // strictly: "next Friday"
	within       // the base's own: "this summer"
	future       // by the words around it: "will … on Friday"
	past         // by the words around it: "said on Friday"
)

// base is what a relative expression is reckoned from.
type base uint8

const (
	published base = iota // the publication date
	spoken                // the time spoken of last
)

// yearRef is the year that a smaller unit belongs to: written, relative, or
// neither.
type yearRef struct {
	year  int
	shift int
	base  base
	has   bool // shift and base hold
}

// meaning is an expression of time before it is reckoned out.
type meaning struct {
	form  form
	typ   sayso.TimeType
	mod   string
	value string // of fixed; the rule of a holiday; the letters of a season
	freq  string
	quant string
	year  yearRef
	month int
	day   int
	wd    int // 1 is Monday; 0 none
	n     int
	unit  Unit
	half  bool // of quarter: n counts halves of the year
	base  base
	side  side
	part  string // of the day: "MO", or a clock "15:04"
	zone  string
	loose bool // of offset: about n units
	swap  bool // day and month may change places
	now   bool // of unitOf: "the week", which is this one in news
	exact bool // of again: the text names the unit
}

// found is a meaning and where it stands.
type found struct {
	span    sayso.Span
	meaning meaning
	tense   side // past or future, by the verbs around it; only where parser.tenses asks for it
}
