package timex

// Class is what a word may be in an expression of time; a word can be several.
type Class uint64

// The classes of words. What stands behind each is the field of Word that it
// fills.
const (
	Month    Class = 1 << iota // N: 1 to 12
	Weekday                    // N: 1 is Monday, 7 Sunday
	Season                     // Value: "SP", "SU", "FA", "WI"
	DayPart                    // Value: "MO", "AF", "EV", "NI", "DT", or a clock, "12:00"
	UnitName                   // Unit; N is 2 when it is a plural
	Cardinal                   // N: 0 to 99
	Scale                      // N: 100, 1000, …
	Ordinal                    // N
	Vague                      // some number of: "few"
	Decade                     // N: 90 for "nineties"
	Day                        // N: days from today; Value: a part of that day, or empty
	Ref                        // Value: "PRESENT_REF", "PAST_REF", "FUTURE_REF"
	Repeated                   // Value: "P1D" for "daily"
	Holiday                    // Value: a rule, see holiday.go
	Last                       // the one before: "last"
	Past                       // those before: "past", "recent"
	Next                       // the one after: "next", "coming"
	This
	That
	Same
	Before // the one before the time spoken of: "previous"
	After  // the one after the time spoken of: "following"
	The
	A // N is 1: "a", "an"
	Of
	In
	And
	To
	Ago     // counted back from now
	Earlier // counted back from the time spoken of
	Later   // counted on from the time spoken of
	Edge    // Value: TIMEX3's modifier for a part of what follows: "START" for "early"
	EdgeOf  // Value: the same for what is joined by Of: "beginning"
	About   // Value: TIMEX3's modifier of a quantity: "APPROX" for "about"
	Every   // comes again: "every", "each"
	Per     // after a quantity: "per"
	Fiscal  // "fiscal", "financial"
	Half    //
	Period  // stands for the unit spoken of: "period"
	Meridiem
	Zone        // a zone of clock time; Value is "Z" for universal time
	Clock       // "o'clock", "hours"
	Filler      // may stand between a number and its unit: "consecutive"
	Coming      // a word that puts the dates around it into the future: "will", "scheduled"
	Guarded     // a word of everyday language too: needs a neighbour that shows what it is
	YearCue     // after it four digits are a year: "in", "since"
	Counted     // before or after it four digits are no year: "people", "percent"
	Old         // after it a length of time is an age
	Long        // makes a length of a unit: "long" in "year-long"
	Era         // "BC"
	Mark        // Value: a mark of punctuation that the grammar reads
	YearsEnd    // "end" in "year-end"
	Times       // N: how often: "twice"
	OrSo        // behind a quantity; Value: TIMEX3's modifier
	Hence       // counted on from now: "from now"
	Its         // belongs to somebody: "its"
	Ended       // joins a period and its last day: "ended"
	Told        // a verb that tells of the past: "said"
	Until       // the date behind it is yet to come: "by"
	Be          // before a participle it tells of no past: "be"
	Intensifier // may stand before Edge: "very"
)

// Unit is a unit of time.
type Unit uint8

// The units of time.
const (
	NoUnit Unit = iota
	Second
	Minute
	Hour
	DayUnit
	Weekend
	Week
	Fortnight
	MonthUnit
	Quarter
	Year
	DecadeUnit
	Century
)

// Word is what one word, or a run of words, is in the grammar of time.
type Word struct {
	Is    Class
	N     int
	Unit  Unit
	Value string
}

// Words are what a language brings to the grammar of time.
type Words struct {
	// Lexicon has words in lower case, with straight apostrophes and without the
	// stop of an abbreviation. What is written in several tokens has a space
	// between them: "at least", "new year 's eve".
	Lexicon    map[string]Word
	PastSuffix string // ends most verbs that tell of the past: "ed"

	OrdinalSuffixes []string // behind figures: "th"
	YearsSuffix     string   // behind figures, for ten years: "s"
	QuarterPrefix   string   // before figures: "Q"
	FiscalPrefix    string   // before a year: "FY"
}
