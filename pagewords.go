package sayso

// PageWords is what a language brings to reading a page: the words by which the
// furniture around an article is known. It is plain data; package ingest does
// the reading. The zero value reads pages by their form alone.
//
// A pattern is words between blanks. Case, and the kind of an apostrophe, do not
// count; marks of punctuation are passed over, except ©, which is a word of its
// own and may be written (c). "…" stands for up to twelve words, "*" for exactly
// one, "#" for a number. A pattern that begins with "^" must start where a line
// or a sentence starts, one that ends with "$" must end where the line ends.
type PageWords struct {
	Months   map[string]int // lower case, without a full stop: "january" and "jan" are 1
	Weekdays map[string]int // "sunday" and "sun" are 0

	// Words around a date. Published and Updated are patterns of labels;
	// DateFillers are single words that may stand in a line that is only a date.
	Published, Updated []string
	DateFillers        []string

	By    []string // words that open a byline: "by"
	And   []string // words that join names: "and", "with"
	Staff []string // patterns of bylines that name nobody: "our own reporter"
	Roles []string // single words of what may stand beside an author's name: "correspondent"
	// Prepositions are single words after which a name is a place or a house, not
	// an author: "in", "for".
	Prepositions []string

	// Kickers are single words that open a headline or a lead and look like the
	// place in a dateline but are none: "breaking", "update".
	Kickers []string

	Captions []string // patterns of the credit in a caption: "photo by"

	// Boilerplate in the order in which it is tried. Services are patterns of
	// sharing services and page buttons; a line made of nothing else is
	// boilerplate.
	Boilerplate []PageMark
	Services    []string
	// NotServices are single words that make a line of services and buttons
	// something else on their own: a lone "Mail" may be a section head.
	NotServices []string

	Copyright []string // single words that stand for ©: "copyright"

	Agencies []string // names of news agencies, as they are written
	Credits  []string // patterns whose end is followed by the name of an agency: "^source"

	Outlets []string // patterns that follow an outlet's own name: "can also be read at"
}

// PageMark is one kind of boilerplate and the patterns it is known by.
type PageMark struct {
	Reason   string
	Patterns []string
	// List: the lines that follow, as long as they look like headlines or links,
	// belong to it.
	List bool
	// Rest: everything that follows, to the end of the page, belongs to it.
	Rest bool
	// Credit: agencies named in it are credited for the whole text.
	Credit bool
}
