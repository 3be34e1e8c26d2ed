package web

import (
	"net/http"
	"strconv"

	"sayso"
	"sayso/record"
)

// eventsPage is the data of the list of events.
type eventsPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Status []facet
	Rows   []eventRow
	Pager  pager
}

// eventRow is one event with who tells of it.
type eventRow struct {
	Kind     named // leads to the events of this kind
	Date     date
	Bound    string // "by" or "from … on"
	Ahead    bool   // told as yet to come
	Place    named  // leads to the events there; without name when open
	Teller   named
	Own      bool // the outlet's own words
	Before   string
	Words    string
	After    string
	Mentions int    // how often its report speaks of it
	Passage  string // address
	Outlet   named
	Article  named
	Told     date // of publication
}

// boundWords stand before the date of an event.
var boundWords = map[sayso.TimeBound]string{sayso.TimeBy: "by ", sayso.TimeSince: "since "}

func (s *site) events(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("events", r.URL.Query())
	p := eventsPage{layout: s.layout("Events", "events"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "events", p)
	}
	page, err := s.store.Events(r.Context(), f.query())
	if err != nil {
		return err
	}
	if p.asked, err = s.asked(r.Context(), "/events", f, page.Total); err != nil {
		return err
	}
	for _, st := range []struct{ value, label string }{{"ahead", "told as yet to come"}, {"past", "told as past or under way"}} {
		q := f.with("status", st.value).query()
		q.Limit = 1
		one, err := s.store.Events(r.Context(), q)
		if err != nil {
			return err
		}
		on := f.Status == st.value
		to := f.with("status", st.value)
		if on {
			to = f.with("status", "")
		}
		p.Status = append(p.Status, facet{st.label, one.Total, to.href("/events"), on})
	}
	p.Rows, p.Pager = showEvents(page.Rows), f.pager("/events", len(page.Rows), page.Total)
	return s.render(w, r, http.StatusOK, "events", p)
}

func showEvents(rows []record.Event) []eventRow {
	out := make([]eventRow, len(rows))
	for i, e := range rows {
		row := eventRow{
			Kind: named{e.Event.Kind, filter{Event: e.Event.Kind}.href("/events")}, Date: showDate(e.Date), Bound: boundWords[e.Bound], Ahead: e.Ahead,
			Before: e.Before, Words: e.Words, After: e.After, Mentions: e.Mentions,
			Passage: articleHref(e.Article.ID) + "#" + itemID(roleEvent, e.Ordinal-1),
			Outlet:  showOutlet(e.Article.Outlet),
			Article: named{articleName(e.Article.Title, e.Article.Name), articleHref(e.Article.ID)},
			Told:    showDate(e.Article.Date),
		}
		if e.Where.Placed() {
			row.Place = named{e.Where.Name, filter{Place: strconv.Itoa(int(e.Where.GeoNameID))}.href("/events")}
		} else {
			row.Place = named{Name: e.WhereWords}
		}
		switch {
		case e.Statement == "":
			row.Own, row.Teller = true, row.Outlet
		case e.Speaker.ID != "":
			row.Teller = showSpeaker(e.Speaker)
		case e.Source != "":
			row.Teller = named{Name: "“" + e.Source + "”"}
		default:
			row.Teller = named{Name: "source not named"}
		}
		out[i] = row
	}
	return out
}
