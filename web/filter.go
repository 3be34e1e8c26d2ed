package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"sayso/record"
)

// The bounds of what an address may ask for.
const (
	pageSize   = record.DefaultLimit
	maxField   = record.MaxFilter // bytes of one field
	maxPageNum = 1_000_000
	countTo    = 10_000 // rows that are counted where no table of counts has their number
	facetTo    = 2_000  // statements that facets count, likewise
)

// filter is what the address of a list asks for. Address and filter say the
// same thing: every view can be reproduced from its address.
type filter struct {
	Text, Speaker, Outlet, Kind, From, To string
	On, When, Place, Unit, Event, Status  string
	Review, Story, Told, Since            string
	Page                                  int // from 1
}

// filterField is a field as it stands in an address and on the page.
type filterField struct{ Param, Label string }

// filterFields are all of them.
var filterFields = []filterField{
	{"q", "Words"}, {"speaker", "Speaker"}, {"outlet", "Outlet"}, {"from", "From"}, {"to", "To"},
	{"kind", "Kind"}, {"on", "Dated"}, {"when", "When it was said"}, {"place", "Place"}, {"unit", "Unit"}, {"event", "Kind of event"},
	{"status", "Told as"}, {"review", "Review"}, {"story", "Story"}, {"told", "Telling of"}, {"since", "Added behind report"},
}

func (f *filter) field(param string) *string {
	switch param {
	case "q":
		return &f.Text
	case "speaker":
		return &f.Speaker
	case "outlet":
		return &f.Outlet
	case "kind":
		return &f.Kind
	case "from":
		return &f.From
	case "to":
		return &f.To
	case "on":
		return &f.On
	case "when":
		return &f.When
	case "place":
		return &f.Place
	case "event":
		return &f.Event
	case "status":
		return &f.Status
	case "review":
		return &f.Review
	case "story":
		return &f.Story
	case "told":
		return &f.Told
	case "since":
		return &f.Since
	default:
		return &f.Unit
	}
}

// parseFilter reads an address's query. Problems holds, by parameter, what is
// wrong with a field; such a field keeps what was typed so that it can be
// mended.
func parseFilter(v url.Values) (f filter, problems map[string]string) {
	filters, wrong := record.ReadFilters(v)
	problems = map[string]string{}
	for _, fd := range filterFields {
		*f.field(fd.Param) = filters[fd.Param]
		if p := wrong[fd.Param]; p != "" {
			problems[fd.Param] = p
		}
	}
	f.Page = 1
	if p := v.Get("page"); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > maxPageNum {
			problems["page"] = "Pages are counted from 1."
		} else {
			f.Page = n
		}
	}
	return f, problems
}

// filters are those of f that are set, by parameter.
func (f filter) filters() record.Filters {
	all := record.Filters{}
	for _, fd := range filterFields {
		if val := *f.field(fd.Param); val != "" {
			all[fd.Param] = val
		}
	}
	return all
}

// query returns the store's query for the filter's page.
func (f filter) query() record.Query {
	q := f.filters().Query().Query
	q.Limit, q.Offset, q.CountTo = pageSize, (f.Page-1)*pageSize, countTo
	return q
}

// only returns the filter with no other fields than those.
func (f filter) only(params ...string) filter {
	kept := filter{Page: f.Page}
	for _, p := range params {
		*kept.field(p) = *f.field(p)
	}
	return kept
}

// listFilter reads an address of the list of that name: the filters that it takes
// alone.
func listFilter(list string, v url.Values) (f filter, problems map[string]string) {
	l, err := record.ListNamed(list)
	if err != nil {
		return f, map[string]string{"page": err.Error()}
	}
	f, problems = parseFilter(v)
	for param := range problems {
		if param != "page" && !l.Takes(param) {
			delete(problems, param)
		}
	}
	takes := slices.DeleteFunc(slices.Clone(l.Filters), func(p string) bool { return slices.Contains(namingParams, p) })
	return f.only(takes...), problems
}

// with returns the filter with one field changed and the first page.
func (f filter) with(param, value string) filter {
	*f.field(param) = value
	f.Page = 1
	return f
}

// at returns the filter at another page.
func (f filter) at(page int) filter {
	f.Page = page
	return f
}

// Empty reports whether the filter lets everything through.
func (f filter) Empty() bool { return f.at(0) == filter{} }

// href returns the address of the list at path under the filter, with the
// parameters in alphabetical order and the empty ones left out.
func (f filter) href(path string) string {
	query := f.filters().Encode()
	if f.Page > 1 {
		v, _ := url.ParseQuery(query) // which Encode wrote
		v.Set("page", strconv.Itoa(f.Page))
		query = v.Encode()
	}
	if query == "" {
		return path
	}
	return path + "?" + query
}

// pager is the foot of a list: where the page stands among all.
type pager struct {
	First, Last, Total int // rows shown, from 1; First is 0 when none is
	Page, Pages        int
	Prev, Next, Start  string       // addresses, empty where there is none
	Capped             bool         // there are more than Total rows
	Exports            []exportLink // of all rows, none when there is no row
}

// pager makes the pager of f's page when it shows rows of total.
func (f filter) pager(path string, rows, total int) pager {
	return f.pagerOf(pageSize, path, rows, total)
}

// capped makes the pager of a list of which not all rows were counted; next is
// empty when no page follows.
func (p pager) capped(f filter, path string, next string) pager {
	p.Capped, p.Next = true, ""
	if next != "" {
		p.Next = f.at(f.Page + 1).href(path)
	}
	if f.Page > p.Pages {
		p.Prev = f.at(f.Page - 1).href(path)
	}
	return p
}

// pagerOf makes the pager of a list with size rows a page.
func (f filter) pagerOf(size int, path string, rows, total int) pager {
	p := pager{Total: total, Page: f.Page, Pages: max(1, (total+size-1)/size)}
	if rows > 0 {
		p.First = (f.Page-1)*size + 1
		p.Last = p.First + rows - 1
		p.Exports = f.exports(path)
	}
	if f.Page > 1 {
		p.Start = f.at(1).href(path)
		p.Prev = f.at(min(f.Page-1, p.Pages)).href(path)
	}
	if f.Page < p.Pages {
		p.Next = f.at(f.Page + 1).href(path)
	}
	return p
}

// pagerFor makes the pager of f's page of a list.
func pagerFor[T any](f filter, path string, page record.Page[T]) pager {
	p := f.pager(path, len(page.Rows), page.Total)
	if page.Capped {
		return p.capped(f, path, page.Next)
	}
	return p
}

// pageOnly reads the page number of a list that has no other filter.
func pageOnly(v url.Values) (filter, error) {
	f, problems := parseFilter(url.Values{"page": v["page"]})
	return f, badRequest(problems)
}

// badRequest turns the problems of a filter into a page, for lists without a
// form that could show them in place.
func badRequest(problems map[string]string) error {
	for _, param := range slices.Sorted(maps.Keys(problems)) {
		return &pageError{400, "The address does not fit", "“" + param + "”: " + problems[param]}
	}
	return nil
}
