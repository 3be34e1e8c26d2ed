package record

import (
	"context"
	"errors"

	"sayso"
)

// ErrCursor says that Query.After is no cursor of the list asked for.
var ErrCursor = errors.New("no place in this list")

// Revised tells when a record has changed.
type Revised interface {
	// Revision returns a name of the record's state: whatever is written changes
	// it, and no two records share one. It costs next to nothing.
	Revision(ctx context.Context) (string, error)
}

// Faceted counts what a list holds, so that it can be narrowed.
type Faceted interface {
	// Facets counts the statements that q selects by kind, by speaker and by
	// outlet. It returns the n speakers and outlets that have most of them, and
	// goes by Query.CountTo as the lists do.
	Facets(ctx context.Context, q Query, n int) (Facets, error)
	// Overview counts the whole record.
	Overview(ctx context.Context) (Overview, error)
}

// Facets are counts of the statements of one list. Capped says that those of
// speakers and outlets, and those of kinds unless a table of counts has them, cover
// the first statements found alone, as many as Query.CountTo says.
type Facets struct {
	Kinds    map[sayso.Kind]int
	Speakers []Speaker // with Statements alone; most first, then by name, then by ID
	Outlets  []Outlet  // the same
	Capped   bool
}

// Overview is what the record holds, latest versions only.
type Overview struct {
	Articles, Statements, Speakers, Outlets, Figures, Places int
	Said                                                     int       // statements of which the text tells when they were made
	Undated                                                  int       // statements without a date: neither their text nor their article has one
	First, Last                                              string    // the ISO days that bound the dates of statements, empty when none has one
	OpenArticles                                             int       // articles whose date of publication is open
	Nobody                                                   int       // statements without a speaker
	Added                                                    []Article // those added last, newest first
}
