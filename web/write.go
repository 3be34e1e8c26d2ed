package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"sayso/record"
)

// maxForm is how many bytes a form may have.
const maxForm = 64 << 10

// desk is what the forms of a page need where somebody may decide.
type desk struct {
	Reviewer string
	Token    string // shows that a form is of our own pages
	Back     string // where to go on
	Signed   bool   // they signed in, and so can sign out
}

// desk returns nil where nobody may decide.
func (s *site) desk(r *http.Request) *desk {
	name, ok := s.who(r)
	if !ok || name == "" {
		return nil
	}
	return &desk{name, s.sign("form", name), r.URL.RequestURI(), len(s.accounts) > 0}
}

// seen names the decisions in force among rows, for the field of a form that says
// which ones the person knew of.
func seen(rows []decisionRow) string {
	var ids []string
	for _, d := range rows {
		if !d.Undone && !d.Undo {
			ids = append(ids, d.ID)
		}
	}
	return strings.Join(ids, " ")
}

// writing lets h answer only forms of our own pages, by a person who may decide,
// and not too many of them.
func (s *site) writing(h handler) handler {
	guard := http.NewCrossOriginProtection()
	return func(w http.ResponseWriter, r *http.Request) error {
		d := s.desk(r)
		if d == nil {
			return &pageError{http.StatusForbidden, "Read only", "These pages can be read but not written to."}
		}
		if err := guard.Check(r); err != nil {
			return errForeignForm
		}
		if !s.writes.allow(remote(r), s.now()) {
			w.Header().Set("Retry-After", "10")
			return &pageError{http.StatusTooManyRequests, "Too fast", "Nothing was written: too many decisions came from this address at once. Go back and send it again in a few seconds."}
		}
		if err := readForm(w, r); err != nil {
			return err
		}
		if _, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); !bearer && !same(r.PostFormValue("form"), d.Token) {
			return &pageError{http.StatusForbidden, "An old page", "Nothing was written: the page with the form is from before the server was started. Load it again."}
		}
		return h(w, r)
	}
}

var errForeignForm = &pageError{http.StatusForbidden, "From another page", "Nothing was written: the form was not sent by a page of this server."}

// readForm reads the fields of a form, which must be text on one line or several.
func readForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return &pageError{http.StatusRequestEntityTooLarge, "Too much", "Nothing was written: the form is larger than this server takes."}
		}
		return &pageError{http.StatusBadRequest, "The form does not fit", "Nothing was written: the form cannot be read."}
	}
	for _, values := range r.PostForm {
		if slices.ContainsFunc(values, func(v string) bool { return !utf8.ValidString(v) || strings.ContainsRune(v, 0) }) {
			return &pageError{http.StatusBadRequest, "The form does not fit", "Nothing was written: a field is not text."}
		}
	}
	return nil
}

// put adds decisions of the person who asks and goes back to the page they came
// from.
func (s *site) put(w http.ResponseWriter, r *http.Request, decisions ...record.Decision) error {
	return s.putAt(w, r, onward(back(r.PostFormValue("back")), r.PostFormValue("next")), decisions...)
}

// putAt adds decisions of the person who asks and goes on to an address.
func (s *site) putAt(w http.ResponseWriter, r *http.Request, to string, decisions ...record.Decision) error {
	if err := s.decideAs(r, decisions...); err != nil {
		return err
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// decideAs adds decisions of the person who asks.
func (s *site) decideAs(r *http.Request, decisions ...record.Decision) error {
	name, _ := s.who(r)
	for i := range decisions {
		d := &decisions[i]
		d.By, d.Made, d.Note = name, s.now(), strings.TrimSpace(strings.ReplaceAll(r.PostFormValue("note"), "\r\n", "\n"))
		sealed, err := d.Seal()
		if err != nil {
			return &pageError{http.StatusBadRequest, "The decision does not fit", "Nothing was written. " + err.Error() + "."}
		}
		*d = sealed
	}
	_, err := s.store.Decide(r.Context(), decisions...)
	return err
}

// onward returns address with the fragment next, the ID of the statement that is
// to have the focus.
func onward(address, next string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	u.Fragment = next
	return u.String()
}
