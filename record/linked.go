package record

import (
	"context"
	"fmt"
	"strings"

	"sayso"
)

// Linked is the part of a Store that tells what belongs together across reports:
// copies of one text, stories, and utterances told by several. Reports that are
// not linked yet, see Unlinked, are in none of its rows.
type Linked interface {
	// Stories and Utterances return one page of rows: of the groups of two
	// articles or more those that hold one that matches.
	Stories(ctx context.Context, q Query) (Page[Story], error)
	Utterances(ctx context.Context, q Query) (Page[Utterance], error)
	// Story and Utterance return one row, of a group of one article too. They fail
	// with a *MovedError when the group was merged into another, and with
	// ErrNotFound when there never was one or its articles are gone. Members are
	// found by Query.Story and Query.Told.
	Story(ctx context.Context, id string) (Story, error)
	Utterance(ctx context.Context, id string) (Utterance, error)
	// Links returns what an article belongs to; an article that is not linked, an
	// old version among them, belongs to nothing.
	Links(ctx context.Context, id sayso.ArticleID) (Links, error)
	// Told returns the utterances that each statement of an article tells, by its
	// ID, without First: one as a rule, two when it sums up two.
	Told(ctx context.Context, id sayso.ArticleID) (map[string][]Utterance, error)
	// Unlinked returns how many reports wait to be linked.
	Unlinked(ctx context.Context) (int, error)
}

// Story is articles about one event. Rows are by outlets, most first, then by
// articles, then by ID.
type Story struct {
	ID         string // stays as the record grows
	First      Article
	Articles   int
	Outlets    int    // known ones
	Origins    int    // independent ones: copies of one text, and texts of one agency, are one
	Utterances int    // that several of its articles tell
	Last       string // the latest date of its articles, empty when all are open
}

// Utterance is one act of speech, as statements tell it. Rows are in the order of
// Story.
type Utterance struct {
	ID       string
	First    Statement // of the earliest article
	Tellings int       // statements: one article may tell it in its headline and again below
	Articles int
	Outlets  int
	Origins  int
}

// Links is what an article belongs to.
type Links struct {
	Story  Story  // ID is empty when the article is not linked
	Copies []Copy // the greatest share first
}

// Copy is an article that shares text with another.
type Copy struct {
	Article Article
	Share   float64 // of the one's text that stands in the other, 0 to 1
	Held    float64 // of the other's that stands in the one
	Order   Order
	Reprint bool // the two are of one group: copies of one text
}

// Order says which of two copies came first, by their dates or because one
// credits the outlet of the other.
type Order int8

// The orders of two copies, seen from the article that is asked about.
const (
	OrderUnknown Order = iota
	OrderBefore        // the article came before the other
	OrderAfter         // the other came before the article
)

// MovedError says that a group was merged into others.
type MovedError struct {
	ID string
	To []string // where its members are now
}

func (e *MovedError) Error() string {
	return fmt.Sprintf("%s was merged into %s", e.ID, strings.Join(e.To, " and "))
}

// Is reports that nothing is stored under the old ID.
func (e *MovedError) Is(target error) bool { return target == ErrNotFound }
