package web

import (
	"context"
	"errors"
	"net/http"

	"sayso/record"
)

// handler answers one request or says why it cannot; see fail.
type handler func(http.ResponseWriter, *http.Request) error

// pageError is a failure the reader is told about in full.
type pageError struct {
	status  int
	title   string
	message string
}

func (e *pageError) Error() string { return e.title + ": " + e.message }

// notFound says that the record holds no such thing.
func notFound(what, id string) error {
	return &pageError{http.StatusNotFound, "Not in the record",
		"The record holds no " + what + " “" + id + "”. It may have been read into another record, or the address may be cut short."}
}

// lookup turns a store's ErrNotFound into a page that names what was looked for.
func lookup(err error, what, id string) error {
	if errors.Is(err, record.ErrNotFound) {
		return notFound(what, id)
	}
	return err
}

// errorPage is the data of the page that shows a failure.
type errorPage struct {
	layout
	Status  int
	Message string
}

// page runs h and shows its failure as a page.
func (s *site) page(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// fail answers with an error page. Whatever is not a pageError is ours: it is
// logged in full and shown without its inside.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the reader has gone
	}
	var pe *pageError
	if !errors.As(err, &pe) {
		s.log.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "query", r.URL.RawQuery, "error", err)
		pe = &pageError{http.StatusInternalServerError, "Something went wrong here",
			"The page could not be made. The fault is the program's, not yours; the log of the server says what happened. The record itself was only read."}
	}
	if isAPI(r) {
		s.sendProblem(w, r, pe, err)
		return
	}
	data := errorPage{layout: s.layout(pe.title, ""), Status: pe.status, Message: pe.message}
	if err := s.render(w, r, pe.status, "error", data); err != nil {
		s.log.ErrorContext(r.Context(), "error page failed", "path", r.URL.Path, "error", err)
		http.Error(w, pe.title, pe.status)
	}
}

// unknownPage answers every address that is no page.
func (s *site) unknownPage(w http.ResponseWriter, r *http.Request) error {
	return &pageError{http.StatusNotFound, "No such page",
		"There is no page at this address. The lists above lead to everything in the record."}
}

// ignoreMissing returns err unless it says that the record lacks something
// whose absence is no failure.
func ignoreMissing(err error) error {
	if errors.Is(err, record.ErrNotFound) {
		return nil
	}
	return err
}
