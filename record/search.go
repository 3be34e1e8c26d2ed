package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// List is a kind of rows that a Store lists, with the filters that it takes.
type List struct {
	Name    string
	Filters []string // parameters of Filters
}

// Takes reports whether the list takes a filter.
func (l List) Takes(param string) bool { return slices.Contains(l.Filters, param) }

// Lists returns the lists that searches can be saved of.
func Lists() []List {
	const found, naming = "q speaker outlet kind from to place story told review since", "q speaker outlet from to story since referent voice way"
	var all []List
	for _, l := range [][2]string{
		{"statements", found + " on when"}, {"articles", found}, {"speakers", found + " on when"}, {"outlets", found},
		{"figures", found + " unit"}, {"places", found}, {"events", found + " on event status"}, {"days", found + " event"},
		{"stories", found}, {"utterances", found}, {"namings", naming}, {"referents", naming},
	} {
		all = append(all, List{l[0], strings.Fields(l[1])})
	}
	return all
}

// ListNamed returns the list of that name.
func ListNamed(name string) (List, error) {
	var names []string
	for _, l := range Lists() {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return List{}, fmt.Errorf("list %q: want %s", name, strings.Join(names, ", "))
}

// Search is a saved search: a list with its filters, under a name that everybody who
// uses the record sees.
type Search struct {
	ID      string // stays when it is renamed or its filters are replaced
	Name    string
	List    string
	Filters string // as Filters.Encode writes them; "since" is none of them
	By      string // who saved it
	Made    time.Time
	Removed bool
}

// Filter returns the filters.
func (s Search) Filter() (Filters, error) {
	v, err := url.ParseQuery(s.Filters)
	if err != nil {
		return nil, fmt.Errorf("filters %q: %w", s.Filters, err)
	}
	f, problems := ReadFilters(v)
	for param, problem := range problems {
		return nil, fmt.Errorf("filter %q: %s", param, problem)
	}
	return f, nil
}

// Seal returns s as a store keeps it: its name in one line, its filters in one form,
// and with an ID of what it is when it has none.
func (s Search) Seal() (Search, error) {
	s.Name = strings.Join(strings.FieldsFunc(s.Name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	l, err := ListNamed(s.List)
	switch {
	case err != nil:
		return s, err
	case s.Name == "":
		return s, errors.New("a search needs a name")
	case len(s.Name) > MaxName || !utf8.ValidString(s.Name):
		return s, fmt.Errorf("the name of a search: want at most %d bytes of text", MaxName)
	case s.By == "" || s.Made.IsZero():
		return s, errors.New("a search needs somebody who saves it, and a time")
	}
	f, err := s.Filter()
	if err != nil {
		return s, err
	}
	for _, param := range f.Params() {
		if !l.Takes(param) || param == "since" {
			return s, fmt.Errorf("filter %q: saved searches of %s do not take it", param, l.Name)
		}
	}
	s.Filters, s.Made, s.Removed = f.Encode(), s.Made.UTC().Truncate(time.Second), false
	if s.ID == "" {
		sum := sha256.Sum256([]byte(strings.Join([]string{s.Name, s.List, s.Filters, s.By, s.Made.Format(time.RFC3339)}, "\x00")))
		s.ID = hex.EncodeToString(sum[:8])
	}
	return s, nil
}

// TakenError says that a name is that of another saved search.
type TakenError struct{ Search Search }

func (e *TakenError) Error() string {
	return fmt.Sprintf("a search of %s is saved as %q already", e.Search.List, e.Search.Name)
}

// Searching is the part of a Store that keeps saved searches. Names are one name
// when NameID makes one of them.
type Searching interface {
	// Searches returns all saved searches by name, those that were removed too.
	Searches(ctx context.Context) ([]Search, error)
	// Search returns the search with that ID or, of those not removed, that name; or
	// ErrNotFound.
	Search(ctx context.Context, name string) (Search, error)
	// SaveSearch keeps a search under a new name; that of another is a *TakenError.
	// One with the ID of a search that is there takes its place, name, filters and
	// all, removed or not.
	SaveSearch(ctx context.Context, s Search) (Search, error)
	// RemoveSearch takes a search out of the lists; SaveSearch brings it back.
	RemoveSearch(ctx context.Context, id string) error
	// Looked returns, by the ID of a search, the number of the last article that was
	// there when who looked at its rows last; see Article.Number. Look sets it to the
	// last one there is and returns the number that was set before, 0 for none.
	Looked(ctx context.Context, who string) (map[string]int, error)
	Look(ctx context.Context, id, who string) (before int, err error)
	// LastAdded returns the number of the article added last, and when that was; 0
	// and the zero time of an empty record.
	LastAdded(ctx context.Context) (number int, at time.Time, err error)
}
