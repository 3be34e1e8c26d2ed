package record

import (
	"context"

	"sayso"
)

// Match is one article with those of its statements that a query selects, in
// the order of the text.
type Match struct {
	Article    Article
	Statements []Statement
	Document   *sayso.Document // the article with every stored layer, its date, places and figures as they are after review, when Parts asks for it
	Original   []byte          // the archived bytes, when Parts asks for them
	Total      int             // statements that the query selects in all
}

// Parts says what a Match holds beside its statements.
type Parts struct {
	Document, Original bool
}

// Matcher hands out what a query selects without holding it all in memory.
type Matcher interface {
	// EachMatch calls f with every article that holds statements which q
	// selects, in the order of Store.Statements, until f fails; it returns f's
	// error. Limit and Offset count statements, and a Limit of 0 means all here.
	// Everything is read from one state of the record, whatever is written
	// meanwhile. Snippets stay empty.
	EachMatch(ctx context.Context, q Query, parts Parts, f func(Match) error) error
}
