package web

import (
	"net/http"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// Person is speakers that may be one person under several names.
type Person struct {
	Names []Spelling // the one with most statements first
	Facts []string   // by the program's own file
}

// Spelling is a speaker of a Person.
type Spelling struct {
	Speaker record.Speaker
	Why     string // it may be the person; empty for the first
	Known   bool   // Why rests on the program's own file
}

// Public is what the program's own file of public facts says.
type Public struct {
	Dated string // ISO day of which its facts are
	// Facts returns what it says of a person or an outlet, a line each.
	Facts func(name string) []string
	// Persons puts together the speakers that may be one person, by their names and by
	// the file; those with most statements first.
	Persons func([]record.Speaker) []Person
}

// knownFacts is facts of the file as a page shows them.
type knownFacts struct {
	Lines []string
	Dated string
}

func (s *site) known(name string) knownFacts { return knownFacts{s.public.Facts(name), s.public.Dated} }

// personsPage is the data of the list of persons under several names.
type personsPage struct {
	layout
	Filter filter
	Rows   []personRow
	Pager  pager
	Of     int  // speakers that were looked at
	Capped bool // the record has more
	Desk   *desk
	Dated  string
}

type personRow struct {
	Name, ID string
	Names    []spellingRow
	Facts    []string
}

type spellingRow struct {
	Speaker              named
	ID, Why              string
	Known                bool
	AsWritten            []string
	Statements, Articles int
	First                bool // whose name the others would be merged into
}

// personsOf is how many speakers, those with most statements, are looked at.
const personsOf = 5000

func (s *site) persons(w http.ResponseWriter, r *http.Request) error {
	f, problems := parseFilter(r.URL.Query())
	f = filter{Speaker: f.Speaker, Page: f.Page}
	for _, field := range []string{"speaker", "page"} {
		if problems[field] != "" {
			return &pageError{http.StatusBadRequest, "Bad address", "“" + field + "”: " + problems[field]}
		}
	}
	page, err := s.store.Speakers(r.Context(), record.Query{Limit: personsOf})
	if err != nil {
		return err
	}
	rows := slices.DeleteFunc(page.Rows, func(sp record.Speaker) bool { return sp.Type != sayso.EntityPerson })
	found := slices.DeleteFunc(s.public.Persons(rows), func(p Person) bool { return !p.holds(f.Speaker) })
	p := personsPage{
		layout: s.layout("Persons", "speakers"), Filter: f, Desk: s.desk(r), Dated: s.public.Dated,
		Of: len(page.Rows), Capped: page.Total > len(page.Rows),
	}
	first := min((f.Page-1)*pageSize, len(found))
	shown := found[first:min(first+pageSize, len(found))]
	for _, x := range shown {
		p.Rows = append(p.Rows, showPerson(x))
	}
	p.Pager = f.pager("/persons", len(shown), len(found))
	return s.render(w, r, http.StatusOK, "persons", p)
}

// holds reports whether one of the names holds part, whatever its case and accents.
func (p Person) holds(part string) bool {
	id := record.NameID(strings.TrimSpace(part))
	return id == "" || slices.ContainsFunc(p.Names, func(n Spelling) bool { return strings.Contains(record.NameID(n.Speaker.Name), id) })
}

func showPerson(x Person) personRow {
	row := personRow{Name: x.Names[0].Speaker.Name, ID: x.Names[0].Speaker.ID, Facts: x.Facts}
	for i, n := range x.Names {
		row.Names = append(row.Names, spellingRow{
			Speaker: showSpeaker(n.Speaker), ID: n.Speaker.ID, Why: n.Why, Known: n.Known, First: i == 0,
			AsWritten:  n.Speaker.AsWritten[:min(len(n.Speaker.AsWritten), shownSources)],
			Statements: n.Speaker.Statements, Articles: n.Speaker.Articles,
		})
	}
	return row
}
