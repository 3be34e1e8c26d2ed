// Package record is the record of attributed statements: what a store must do,
// the queries it answers and the rows it answers with. The stores themselves
// are record/sqlite and others beside it; recordtest holds the suite that every
// one of them passes.
package record

import (
	"context"
	"errors"
	"time"

	"sayso"
)

// ErrNotFound says that the record holds nothing under the ID asked for.
var ErrNotFound = errors.New("not in the record")

// Report is one report ready to be stored: what was read in it and the original
// it was read from. Document.Original must be the digest of Original.
type Report struct {
	Document *sayso.Document
	Original []byte
	Pipeline string    // fingerprint of the pipeline that annotated the document
	Added    time.Time // when it is added, by the adder's clock; zero where nobody says
}

// Outcome says what Add did.
type Outcome uint8

// The outcomes of Add.
const (
	Added      Outcome = iota // a report the record did not have
	Unchanged                 // the same bytes were there already: nothing was written
	NewVersion                // a known URL with other bytes: the old version is kept
)

// Store keeps the record. Its methods may be called by many goroutines at once.
// Every write is one transaction: after an error, a cancelled context or a
// killed process the record is as it was before the call.
type Store interface {
	// Has reports whether the record holds the original with digest d.
	Has(ctx context.Context, d sayso.Digest) (bool, error)
	// Add stores one report, which must pass Report.Check. Of two versions of a
	// URL the one added last is the latest; what a feed says of a page is no version
	// of the page.
	Add(ctx context.Context, r Report) (Outcome, error)

	Revised
	Faceted
	Narrowing

	// Statements, Articles, Speakers and Outlets return one page of rows in the
	// order their row types state, with the count of all rows that match. They
	// list and count the latest versions of articles, unless Query.Article names
	// an older one.
	Statements(ctx context.Context, q Query) (Page[Statement], error)
	Articles(ctx context.Context, q Query) (Page[Article], error)
	Speakers(ctx context.Context, q Query) (Page[Speaker], error)
	Outlets(ctx context.Context, q Query) (Page[Outlet], error)
	// Figures, Places and Days do the same for figures, for the places of the
	// gazetteer that texts name and for the days of a timeline.
	Figures(ctx context.Context, q Query) (Page[Figure], error)
	Places(ctx context.Context, q Query) (Page[Place], error)
	Days(ctx context.Context, q Query) (Page[Day], error)
	Events

	// Statement, Speaker and Outlet return one row, or ErrNotFound. A statement
	// of an old version is found too, and one that an upgrade gave other edges by the ID it had
	// before; a speaker or an outlet of whom only old
	// versions tell has counts of zero.
	Statement(ctx context.Context, id string) (Statement, error)
	Speaker(ctx context.Context, id string) (Speaker, error)
	Outlet(ctx context.Context, id string) (Outlet, error)
	// Document returns an article with every layer that is stored (zones,
	// mentions, entities, figures, times, events, places, statements and undecided
	// ones), or ErrNotFound. It is what the machine read: decisions change the rows of
	// lists, not the document. Its statements stand in the order of the text.
	Document(ctx context.Context, id sayso.ArticleID) (*sayso.Document, error)
	// Texts returns of the articles with those IDs what it takes to show a passage, their
	// text and zones; none of an article that the record does not have.
	Texts(ctx context.Context, ids []sayso.ArticleID) (map[sayso.ArticleID]*sayso.Article, error)
	// Versions returns every version of the article's URL, newest first; an
	// article without a URL has only itself.
	Versions(ctx context.Context, id sayso.ArticleID) ([]Article, error)
	// Original returns archived bytes, or ErrNotFound.
	Original(ctx context.Context, d sayso.Digest) ([]byte, error)
	// Each calls f with every report, old versions too, that was stored when it
	// began, in the order they were added, until f fails; it returns f's error.
	// One report at a time is in memory. No transaction is open while f runs, so
	// that f may call any method of the store, Add among them. A report that
	// cannot be read back whole is handed on with its Damage.
	Each(ctx context.Context, f func(Stored) error) error
	Reviewing
	Linked

	Matcher

	NamingStore // who names whom how
	Searching   // saved searches

	Close() error
}

// Stored is a report as the record holds it.
type Stored struct {
	Report
	Entered []sayso.Statement    // those that people entered and the machine does not read
	Texts   map[string]SpanTexts // by statement ID: the words stored for its spans
	Damage  []Problem            // what could not be read back; it is left out of the other fields
}

// SpanTexts are the words a record stores beside the spans of a statement, so
// that Verify can compare the two.
type SpanTexts struct {
	Source, Cue, Content string // spans of one role joined by " … "
}

// Query selects rows. Empty fields select everything; several fields must all
// hold. The zero Query is the first page of the whole record.
//
// Statements, Speakers and Days go by statements: those that match are listed,
// or counted by speaker or day. Articles, Outlets and Places go by articles:
// those published between From and To that hold at least one statement matching
// Text, Speaker and Kind, when any of these is set. Figures are dated by the
// statement that claims them, else by their article; to them Text is words of the
// figure, of what it counts or of its unit, and Speaker and Kind are those of
// that statement. Events are told of in the same way; see there. Days count
// statements alone when When is set and events alone when Event is.
//
// A row dated by a month or a year matches the bounds when any of its days does;
// an open date matches neither bound.
type Query struct {
	Text    string // words to find in contents: all of them, in any order; "double quotes" keep a phrase together, a star stands for the rest of a word. See Phrases
	Speaker string // an ID, which selects that speaker alone, or else part of a name; case and accents do not count
	Outlet  string // an ID or part of a name, as for Speaker
	Article sayso.ArticleID
	Kind    string // "direct", "indirect" or "mixed"
	From    string // ISO day, month or year, inclusive; a statement is dated by DateOf
	To      string // the same; "2018-11" takes in the whole month
	On      string // an ISO day, month or year: statements dated by it exactly; "open" for those without a date
	When    string // "said": statements of which the text tells when they were made; "open": those of which it does not
	Story   string // ID: articles of the story, and statements in them
	Told    string // ID of an utterance: statements that tell it, and articles that hold one
	Place   int32  // GeoNames ID: statements that name it in their contents, articles and figures of texts that name it; 0 selects everything
	Unit    string // of figures, exactly as Figure.Unit has it
	Event   string // of events: their kind, "meeting"
	// Review is a state of review, or "all"; empty selects the statements that count,
	// which are all but the rejected and the undecided ones.
	Review  string
	ByScore bool // statements in order of their score, the least sure first
	// AddedAfter and AddedBefore are Article.Number: statements, and whatever stands in
	// articles, of those added behind the one and before the other; 0 is no bound.
	AddedAfter  int    `json:",omitempty"`
	AddedBefore int    `json:",omitempty"`
	Limit       int    // rows a page; 0 means DefaultLimit, negative means all
	Offset      int    // rows to pass over
	After       string // a Page.Next: the page begins behind that place, whatever was added since; a page far down is found as fast as the first
	CountTo     int    // count so many rows at most, where counting them takes long; 0 counts all, a number below none: Page.Total is 0 then, of statements. Rows that hold counts of statements then go by the first so many
}

// DefaultLimit is the number of rows on a page when a query names none.
const DefaultLimit = 50

// Page is one page of rows and the number of rows there are in all.
type Page[T any] struct {
	Rows   []T
	Total  int    // of the whole list, wherever the page begins
	Capped bool   // there are more than Total, which is Query.CountTo
	Next   string // the place behind the last row, for Query.After; empty when no row follows
}

// Statement is one statement with what a reader needs beside it, as it is after
// the decisions about it. Rows are in order of their article (newest publication
// date first, open dates last, then article ID) and then of their place in the text.
type Statement struct {
	sayso.Statement        // its Within is the Ordinal of another row of the article
	ID              string // of the machine's reading: a correction does not change it
	Ordinal         int    // its place among all statements of the article, undecided ones too, from 1
	Review          Review
	Undecided       bool    // by the machine
	Entered         string  // by whom, when people entered it and the machine does not read it
	AsRead          *AsRead // the machine's reading, or what was entered, when a person corrected it
	Article         Article
	Speaker         Speaker // without AsWritten and counts; ID is empty when the text names no source
	SpanTexts
	Addressee string
	Occasion  string
	Level     sayso.ZoneKind // the zone its content starts in
	Snippet   string         // content with \x02 and \x03 around the words a text query found; empty without one
}

// AsRead is how the machine reads a statement that a person corrected.
type AsRead struct {
	sayso.Statement
	Speaker string // name, empty when the machine knows none
	SpanTexts
	Addressee string
}

// Article is one article without its text. Rows are newest publication date
// first (a month after its days, a year after its months), open dates last, then
// by ID.
type Article struct {
	ID         sayso.ArticleID
	Name       string
	URL        string
	Title      string
	Language   string
	Outlet     Outlet // without counts; ID is empty when the outlet is unknown
	Agencies   []string
	Date       sayso.Date
	DateRead   *sayso.Date // as the machine reads it, when a person corrected it
	Original   sayso.Digest
	Format     string
	Pipeline   string
	Version    int // 1 for the first version of a URL
	Latest     bool
	Statements int       // how many statements that count it holds
	Number     int       // its place in the order of adding, old versions too; a number may be left out
	Added      time.Time // to the second; zero where nobody said it. It dates nothing that the article tells
}

// Speaker is one speaker. Rows are by number of statements, most first, then by
// name, then by ID. The counts and AsWritten cover the statements that the query
// selects. Name is the spelling stored first. Within one record a speaker is known by the name alone: two persons of
// one name are one speaker, which the reader can see from the passages.
type Speaker struct {
	ID         string // NameID of the name
	Name       string
	Type       sayso.EntityType
	AsWritten  []string // the ways sources are written, most frequent first
	Merged     []string // names that a person merged into this one, in order; of Store.Speaker alone
	Statements int
	Articles   int
	Outlets    int
}

// Outlet is one outlet. Rows are by number of articles, most first, then by
// name, then by ID. The counts cover the articles that the query selects and,
// in them, the statements that match its Text, Speaker and Kind. Articles whose
// outlet is unknown are no row.
type Outlet struct {
	ID         string // NameID of the name
	Name       string
	Articles   int
	Statements int
}
