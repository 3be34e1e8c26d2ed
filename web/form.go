package web

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"sayso/record"
)

// filtered is what the address of a list asks for.
type filtered interface{ filters() record.Filters }

// listForm is the one form that lists are narrowed by.
type listForm struct {
	Label, Action string
	Side          bool // it stands beside the list and not above it
	Fields        []formField
	Hidden        []formField // filters in force that no field shows, so that they stay
	Stray         []string    // what is wrong with those
	Clear         bool        // there is a filter to take away
}

// formField is one field of a form with what is typed in it.
type formField struct {
	Param, Label, Value, Problem string
	Type                         string   // "words", "name", "date" or "choice"
	Names                        []string // that are offered
	Choices                      []choice
}

type choice struct{ Value, Label string }

// formFields are the fields of forms in their order; a list has those that it takes.
var formFields = []formField{
	{Param: "q", Label: "Words", Type: "words"},
	{Param: "speaker", Label: "Speaker", Type: "name"},
	{Param: "outlet", Label: "Outlet", Type: "name"},
	{Param: "kind", Label: "Kind", Type: "choice", Choices: []choice{{"", "any"}, {"direct", "direct: quoted"}, {"mixed", "mixed: quoted in part"}, {"indirect", "indirect: retold"}}},
	{Param: "status", Label: "Told as", Type: "choice", Choices: []choice{{"", "any"}, {"ahead", "yet to come"}, {"past", "past or under way"}}},
	{Param: "from", Label: "From", Type: "date"},
	{Param: "to", Label: "To", Type: "date"},
}

// formFor makes the form of the list of that name at the address action. The names
// of facets are offered in their fields.
func formFor(list, label, action string, f filtered, problems map[string]string, offered ...[]facet) (listForm, error) {
	l, err := record.ListNamed(list)
	if err != nil {
		return listForm{}, fmt.Errorf("form: %w", err)
	}
	set := f.filters()
	out := listForm{Label: label, Action: action, Clear: len(set) > 0}
	names := map[string][]string{}
	for i, param := range []string{"speaker", "outlet"} {
		if i < len(offered) {
			for _, fc := range offered[i] {
				names[param] = append(names[param], fc.Name)
			}
		}
	}
	shown := map[string]bool{}
	for _, field := range formFields {
		if l.Takes(field.Param) {
			shown[field.Param] = true
			field.Value, field.Problem, field.Names = set[field.Param], problems[field.Param], names[field.Param]
			out.Fields = append(out.Fields, field)
		}
	}
	for _, param := range set.Params() {
		if !shown[param] {
			out.Hidden = append(out.Hidden, formField{Param: param, Value: set[param]})
		}
	}
	for _, param := range slices.Sorted(maps.Keys(problems)) {
		if !shown[param] && param != "page" { // of which the list tells
			out.Stray = append(out.Stray, "“"+param+"” in the address: "+problems[param])
		}
	}
	return out, nil
}

// sideForm is formFor for a form beside the list.
func sideForm(list, label, action string, f filtered, problems map[string]string, offered ...[]facet) (listForm, error) {
	out, err := formFor(list, label, action, f, problems, offered...)
	out.Side = true
	return out, err
}

// asked is what a list tells of the filters in force.
type asked struct {
	Chips  []chip
	Loosen []looser
}

// chip is a filter in force, with the address of the list without it.
type chip struct{ Label, Value, Href, Param string }

// looser is a filter of a list without rows, with what is found without it.
type looser struct {
	chip
	Count int
	More  bool // there are more than Count
}

// loosenTo is how many rows are counted that taking a filter away would find.
const loosenTo = 1000

// asked tells of the filters in force on the list at path, which has total rows.
func (s *site) asked(ctx context.Context, path string, f filter, total int) (a asked, err error) {
	for _, fd := range filterFields {
		if val := *f.field(fd.Param); val != "" {
			if val, err = s.shown(ctx, fd.Param, val); err != nil {
				return a, err
			}
			a.Chips = append(a.Chips, chip{fd.Label, val, f.with(fd.Param, "").href(path), fd.Param})
		}
	}
	if total == 0 {
		a.Loosen, err = s.loosen(ctx, listsOf[path], f, a.Chips)
	}
	return a, err
}

// shown returns the value of a filter as it is shown: a speaker, an outlet or a place
// that is given by its ID by its name.
func (s *site) shown(ctx context.Context, param, value string) (string, error) {
	switch param {
	case "speaker":
		if sp, err := s.store.Speaker(ctx, value); err == nil {
			return sp.Name, nil
		} else if ignoreMissing(err) != nil {
			return "", err
		}
	case "outlet":
		if value == record.NoOutlet {
			return "not named", nil
		}
		if o, err := s.store.Outlet(ctx, value); err == nil {
			return o.Name, nil
		} else if ignoreMissing(err) != nil {
			return "", err
		}
	case "place":
		return s.placeName(ctx, filter{Place: value})
	}
	return value, nil
}

// loosen tells of each of the filters whose chips are given, on a list without rows,
// what is found without it.
func (s *site) loosen(ctx context.Context, list string, f filtered, chips []chip) ([]looser, error) {
	set := f.filters()
	var out []looser
	for _, c := range chips {
		without := maps.Clone(set)
		delete(without, c.Param)
		q := without.Query()
		q.Limit, q.CountTo = 1, loosenTo
		n, more, err := counters[list](s.store, ctx, q)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, looser{c, n, more})
		}
	}
	return out, nil
}

// counters count the rows of each list.
var counters = map[string]func(record.Store, context.Context, record.NamingQuery) (n int, more bool, err error){
	"statements": counterOf(byQuery(record.Store.Statements)), "articles": counterOf(byQuery(record.Store.Articles)),
	"speakers": counterOf(byQuery(record.Store.Speakers)), "outlets": counterOf(byQuery(record.Store.Outlets)),
	"figures": counterOf(byQuery(record.Store.Figures)), "places": counterOf(byQuery(record.Store.Places)),
	"days": counterOf(byQuery(record.Store.Days)), "events": counterOf(byQuery(record.Store.Events)),
	"stories": counterOf(byQuery(record.Store.Stories)), "utterances": counterOf(byQuery(record.Store.Utterances)),
	"namings": counterOf(record.Store.Namings), "referents": counterOf(record.Store.Referents),
}

func counterOf[R any](find func(record.Store, context.Context, record.NamingQuery) (record.Page[R], error)) func(record.Store, context.Context, record.NamingQuery) (int, bool, error) {
	return func(s record.Store, ctx context.Context, q record.NamingQuery) (int, bool, error) {
		page, err := find(s, ctx, q)
		return page.Total, page.Capped, err
	}
}
