package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"sayso"
	"sayso/export"
	"sayso/record"
)

// apiRoot is where the API begins. A change that could break a program that
// reads it moves it.
const apiRoot = "/api/v1"

// endpoint is one address of the API: what answers it and what its description
// says of it, so that neither can say what the other does not.
type endpoint struct {
	path   string // below apiRoot, as net/http and OpenAPI both write it
	name   string // unique
	about  string
	params []string // of apiParams
	answer schema   // of JSON
	// Exactly one of the two is set: of gives what is written as JSON, bytes writes
	// an answer of another kind.
	of    func(*site, *apiCall) (any, error)
	bytes func(*site, http.ResponseWriter, *http.Request) error
}

// apiCall is one request as an endpoint sees it.
type apiCall struct {
	*http.Request
	query   record.Query       // of the parameters
	naming  record.NamingQuery // of those of namings alone
	offsets export.Unit
}

// api adds the endpoints to mux.
func (s *site) api(mux *http.ServeMux) error {
	all := endpoints()
	var description bytes.Buffer
	if err := export.WriteLine(&description, openAPI(all, s.version)); err != nil {
		return err
	}
	for _, e := range all {
		h := s.answering(e)
		if e.bytes != nil {
			h = s.sending(e)
		}
		mux.Handle("GET "+apiRoot+e.path, s.page(h))
	}
	mux.Handle("GET "+apiRoot+descriptionPath, s.page(func(w http.ResponseWriter, r *http.Request) error {
		return sendJSON(w, r, etagOf(description.String()), description.Bytes())
	}))
	mux.Handle("/api/", s.page(func(http.ResponseWriter, *http.Request) error {
		return &pageError{http.StatusNotFound, "No such address", "The API has nothing at this address; " + apiRoot + descriptionPath + " lists what it has."}
	}))
	return nil
}

// answering returns the handler of an endpoint that answers in JSON. What a
// program has already is not looked up again.
func (s *site) answering(e endpoint) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		call, err := readCall(e, r)
		if err != nil {
			return err
		}
		revision, err := s.store.Revision(r.Context())
		if err != nil {
			return err
		}
		tag := etagOf(revision, s.version, r.URL.RequestURI())
		if known(r, tag) {
			w.Header().Set("ETag", tag)
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
		answer, err := e.of(s, call)
		switch {
		case errors.Is(err, record.ErrCursor):
			return badParam("cursor", "no place in this list: want “next” of an answer of the same list, as it is.")
		case err != nil:
			return err
		}
		if l, ok := answer.(listAnswer); ok && l.Next != nil {
			v := r.URL.Query()
			v.Set("cursor", *l.Next)
			w.Header().Set("Link", "<"+r.URL.Path+"?"+v.Encode()+`>; rel="next"`)
		}
		var body bytes.Buffer
		if err := export.WriteLine(&body, answer); err != nil {
			return err
		}
		return sendJSON(w, r, tag, body.Bytes())
	}
}

// sending returns the handler of an endpoint that answers in bytes of another kind.
func (s *site) sending(e endpoint) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if _, err := readCall(e, r); err != nil {
			return err
		}
		return e.bytes(s, w, r)
	}
}

// etagOf returns an entity tag made of what an answer depends on.
func etagOf(parts ...string) string {
	return `"` + sayso.DigestOf([]byte(strings.Join(parts, "\x00"))).String()[:32] + `"`
}

// known reports whether the asker says to have what tag names.
func known(r *http.Request, tag string) bool {
	for _, line := range r.Header.Values("If-None-Match") {
		for t := range strings.SplitSeq(line, ",") {
			if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
				return true
			}
		}
	}
	return false
}

func sendJSON(w http.ResponseWriter, r *http.Request, tag string, body []byte) error {
	h := w.Header()
	h.Set("ETag", tag)
	if known(r, tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // only an asker who has gone can make this fail
	}
	return nil
}

// problem is a failure as RFC 9457 writes it. The title is the status's own, as
// the type about:blank asks.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Parameter string `json:"parameter,omitempty"` // the one that is wrong
}

// paramError says which parameter cannot be read.
type paramError struct {
	pageError
	param string
}

func (e *paramError) Unwrap() error { return &e.pageError }

func badParam(param, detail string) error {
	return &paramError{pageError{http.StatusBadRequest, "Bad parameter", "“" + param + "”: " + detail}, param}
}

// isAPI reports whether failures are answered as problems.
func isAPI(r *http.Request) bool {
	return r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/")
}

// sendProblem answers with a failure.
func (s *site) sendProblem(w http.ResponseWriter, r *http.Request, pe *pageError, err error) {
	var body bytes.Buffer
	p := problem{"about:blank", http.StatusText(pe.status), pe.status, pe.message, ""}
	if wrong := (*paramError)(nil); errors.As(err, &wrong) {
		p.Parameter = wrong.param
	}
	if err := export.WriteLine(&body, p); err != nil {
		s.log.ErrorContext(r.Context(), "problem failed", "path", r.URL.Path, "error", err)
	}
	h := w.Header()
	h.Del("ETag")
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	w.WriteHeader(pe.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body.Bytes())
	}
}

// apiNotFound is lookup for the API.
func apiNotFound(err error, what, id string) error {
	if errors.Is(err, record.ErrNotFound) {
		return &pageError{http.StatusNotFound, "Not in the record", fmt.Sprintf("The record holds no %s %q.", what, id)}
	}
	return err
}
