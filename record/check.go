package record

import (
	"errors"
	"fmt"

	"sayso"
)

// Check reports whether r can be stored: it must hold a document that passes
// sayso's own Check and the bytes whose digest the document names, and no two
// of its statements may be one passage, because a statement is known by it.
// Every store calls it before it writes.
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
	if err := d.Check(); err != nil {
		return err
	}
	at := make(map[string]int, len(d.Statements))
	for i := range d.Statements {
		id := d.Statements[i].ID(d.ID)
		if first, ok := at[id]; ok {
			return fmt.Errorf("statements %d and %d are one passage: the same cue and content", first+1, i+1)
		}
		at[id] = i
	}
	return nil
}
