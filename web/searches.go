package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"sayso/record"
)

// searchesPage is the data of the list of saved searches.
type searchesPage struct {
	layout
	Rows, Removed []searchRow
	Desk          *desk
	Done          string     // what was done just now
	Draft         *saveForm  // a search that could not be saved under its name
	Taken         *searchRow // the one that has the name
	Reader        *feedLogin
}

// feedLogin is what feed readers sign in with.
type feedLogin struct{ Name, Password string }

// searchRow is one saved search.
type searchRow struct {
	ID, Name, List string
	Filters        []chip
	Href, Feed     string // of the rows, and of their feed
	Count, New     int    // rows, and those added since the reader looked
	More, MoreNew  bool   // there are more
	Looked         bool   // the reader has looked before
	By, Made       string
}

// saveForm saves the list that is shown.
type saveForm struct {
	*desk
	Name, List, Query string
	Filters           []chip
}

// pageOfList is where the page of each list is.
func pageOfList(list string) string {
	if list == "namings" {
		return "/naming"
	}
	for path, l := range listsOf {
		if l == list && path != "/accounts" {
			return path
		}
	}
	return "/"
}

// rowsHref is the address of the list of a saved search.
func rowsHref(s record.Search) string {
	if s.Filters == "" {
		return pageOfList(s.List)
	}
	return pageOfList(s.List) + "?" + s.Filters
}

// listAt returns which list stands at an address, with its filters; the name is empty
// when it is the address of none.
func listAt(path string, query url.Values) (list string, filters record.Filters) {
	list, ok := listsOf[path]
	filters, _ = record.ReadFilters(query)
	for _, page := range []struct{ prefix, list, param string }{
		{"/speaker/", "statements", "speaker"}, {"/outlet/", "articles", "outlet"}, {"/story/", "articles", "story"},
	} {
		if id, is := strings.CutPrefix(path, page.prefix); is {
			list, ok, filters = page.list, true, record.Filters{page.param: id}
		}
	}
	if !ok || path == "/accounts" {
		return "", nil
	}
	if list == "referents" && filters["referent"] != "" {
		list = "namings"
	}
	l, err := record.ListNamed(list)
	if err != nil {
		return "", nil
	}
	return list, filters.Only(l.Filters...)
}

// saving returns the form that saves the list at the address asked for, nil where
// there is no list, no filter or nobody who may save.
func (s *site) saving(r *http.Request) *saveForm {
	list, filters := listAt(r.URL.Path, r.URL.Query())
	delete(filters, "since")
	d := s.desk(r)
	if list == "" || len(filters) == 0 || d == nil {
		return nil
	}
	return &saveForm{desk: d, List: list, Query: filters.Encode()}
}

func (s *site) searches(w http.ResponseWriter, r *http.Request) error {
	p := searchesPage{layout: s.layout("Searches", "searches"), Desk: s.desk(r)}
	all, err := s.fillSearches(r, &p)
	if err != nil {
		return err
	}
	for _, search := range all {
		if search.ID == r.URL.Query().Get("search") {
			p.Done = map[string]string{
				"saved": "“" + search.Name + "” is saved.", "there": "“" + search.Name + "” was saved already, as it is.", "replaced": "“" + search.Name + "” has the new filters now, and so has its feed.",
				"renamed": "It is called “" + search.Name + "” now. Its feed keeps its address.", "removed": "“" + search.Name + "” was removed. It can be brought back below.",
				"restored": "“" + search.Name + "” is back.",
			}[r.URL.Query().Get("done")]
		}
	}
	return s.render(w, r, http.StatusOK, "searches", p)
}

// fillSearches fills the rows of the page.
func (s *site) fillSearches(r *http.Request, p *searchesPage) ([]record.Search, error) {
	ctx := r.Context()
	all, err := s.store.Searches(ctx)
	if err != nil {
		return nil, err
	}
	var looked map[string]int
	name, _ := s.who(r)
	if name != "" {
		if looked, err = s.store.Looked(ctx, name); err != nil {
			return nil, err
		}
	}
	for _, a := range s.accounts {
		if known, _ := s.signedIn(r); a.Name == known {
			p.Reader = &feedLogin{a.Name, feedPassword(a)}
		}
	}
	for _, search := range all {
		row, err := s.showSearch(ctx, search)
		if err != nil {
			return nil, err
		}
		if search.Removed {
			p.Removed = append(p.Removed, row)
			continue
		}
		if row.Count, row.More, err = s.countSearch(ctx, search, 0); err != nil {
			return nil, err
		}
		var last int
		if last, row.Looked = looked[search.ID]; row.Looked {
			if row.New, row.MoreNew, err = s.countSearch(ctx, search, last); err != nil {
				return nil, err
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return all, nil
}

// countSearch counts the rows of a search in what was added behind the article of
// that number.
func (s *site) countSearch(ctx context.Context, search record.Search, since int) (n int, more bool, err error) {
	filters, err := search.Filter()
	if err != nil {
		return 0, false, err
	}
	q := filters.Query()
	q.Limit, q.CountTo, q.AddedAfter = 1, countTo, since
	return counters[search.List](s.store, ctx, q)
}

func (s *site) showSearch(ctx context.Context, search record.Search) (searchRow, error) {
	row := searchRow{ID: search.ID, Name: search.Name, List: search.List, Href: rowsHref(search), Feed: feedHref(search.ID), By: search.By, Made: addedOn(search.Made)}
	filters, err := search.Filter()
	if err == nil {
		row.Filters, err = s.worded(ctx, filters)
	}
	return row, err
}

// worded shows filters as they are called on the pages.
func (s *site) worded(ctx context.Context, filters record.Filters) ([]chip, error) {
	labels := map[string]string{"referent": "Referent", "voice": "Voice", "way": "Named"}
	for _, fd := range filterFields {
		labels[fd.Param] = fd.Label
	}
	var out []chip
	for _, param := range filters.Params() {
		value, err := s.shown(ctx, param, filters[param])
		if err != nil {
			return nil, err
		}
		out = append(out, chip{Label: labels[param], Value: value, Param: param})
	}
	return out, nil
}

// search leads to the rows of a saved search, or answers with their feed.
func (s *site) search(w http.ResponseWriter, r *http.Request) error {
	id, feed := strings.CutSuffix(r.PathValue("id"), feedEnd)
	search, err := s.store.Search(r.Context(), id)
	if err == nil && search.ID != id { // found by its name, which is no address
		err = record.ErrNotFound
	}
	switch {
	case err != nil:
		return lookup(err, "saved search", id)
	case feed:
		return s.feed(w, r, search)
	}
	http.Redirect(w, r, rowsHref(search), http.StatusSeeOther)
	return nil
}

// saveSearch keeps what the form says under a new name. When another search has the
// name it asks what to do, and nothing is lost.
func (s *site) saveSearch(w http.ResponseWriter, r *http.Request) error {
	search := record.Search{Name: r.PostFormValue("name"), List: r.PostFormValue("list"), Filters: r.PostFormValue("filters")}
	search.By, _ = s.who(r)
	search.Made = s.now()
	return s.keep(w, r, search, "saved")
}

// keep saves a search and goes back to the list of searches with a word about what
// was done.
func (s *site) keep(w http.ResponseWriter, r *http.Request, search record.Search, done string) error {
	ctx := r.Context()
	search, err := search.Seal()
	if err != nil {
		return &pageError{http.StatusBadRequest, "The search does not fit", "Nothing was saved. " + err.Error() + "."}
	}
	saved, err := s.store.SaveSearch(ctx, search)
	var taken *record.TakenError
	switch {
	case errors.As(err, &taken) && taken.Search.List == search.List && taken.Search.Filters == search.Filters && done == "saved":
		return searchesAfter(w, r, "there", taken.Search.ID)
	case errors.As(err, &taken):
		return s.askName(w, r, search, taken.Search, done)
	case err != nil:
		return err
	}
	if done == "saved" { // who saves it has seen what it finds
		if _, err := s.store.Look(ctx, saved.ID, saved.By); err != nil {
			return err
		}
	}
	return searchesAfter(w, r, done, saved.ID)
}

// askName shows the form of a search whose name another has.
func (s *site) askName(w http.ResponseWriter, r *http.Request, search, taken record.Search, done string) error {
	p := searchesPage{layout: s.layout("Searches", "searches"), Desk: s.desk(r)}
	if _, err := s.fillSearches(r, &p); err != nil {
		return err
	}
	row, err := s.showSearch(r.Context(), taken)
	if err != nil {
		return err
	}
	p.Taken = &row
	if done == "saved" {
		filters, err := search.Filter()
		if err != nil {
			return err
		}
		p.Draft = &saveForm{desk: p.Desk, Name: search.Name, List: search.List, Query: search.Filters}
		if p.Draft.Filters, err = s.worded(r.Context(), filters); err != nil {
			return err
		}
	}
	return s.render(w, r, http.StatusConflict, "searches", p)
}

func searchesAfter(w http.ResponseWriter, r *http.Request, done, id string) error {
	http.Redirect(w, r, "/searches?"+url.Values{"done": {done}, "search": {id}}.Encode(), http.StatusSeeOther)
	return nil
}

// changeSearch does what a form of one search says.
func (s *site) changeSearch(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	search, err := s.store.Search(ctx, id)
	if err != nil || search.ID != id {
		return lookup(record.ErrNotFound, "saved search", id)
	}
	if was := r.PostFormValue("was"); was != "" && was != search.Name {
		return &pageError{http.StatusConflict, "Changed meanwhile", "Nothing was changed: the search “" + was + "” is called “" + search.Name + "” by now. Load the page again."}
	}
	switch what := r.PathValue("what"); what {
	case "rename":
		search.Name = r.PostFormValue("name")
		return s.keep(w, r, search, "renamed")
	case "replace":
		search.List, search.Filters = r.PostFormValue("list"), r.PostFormValue("filters")
		return s.keep(w, r, search, "replaced")
	case "restore":
		return s.keep(w, r, search, "restored")
	case "remove":
		if err := s.store.RemoveSearch(ctx, id); err != nil {
			return err
		}
		return searchesAfter(w, r, "removed", id)
	case "look":
		name, _ := s.who(r)
		before, err := s.store.Look(ctx, id, name)
		if err != nil {
			return err
		}
		to := rowsHref(search)
		if before > 0 && r.PostFormValue("new") != "" {
			filters, err := search.Filter()
			if err != nil {
				return err
			}
			filters["since"] = strconv.Itoa(before)
			to = pageOfList(search.List) + "?" + filters.Encode()
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
	return s.unknownPage(w, r)
}
