package record

import (
	"errors"
	"fmt"

	"sayso"
)

// Check reports whether r can be stored: it must hold a document that passes
// sayso's own Check and the bytes whose digest the document names. Every store
// calls it before it writes.
func (r Report) Check() error {
	if r.Document == nil || r.Document.Article == nil {
		return errors.New("report without a document")
	}
	d := r.Document
	if got := sayso.DigestOf(r.Original); got != d.Original {
		return fmt.Errorf("original has SHA-256 %s, the document names %s", got, d.Original)
	}
	if want := sayso.NewArticleID(d.Original); d.ID != want {
		return fmt.Errorf("article ID %q: want %q, from the original's digest", d.ID, want)
	}
	return d.Check()
}
