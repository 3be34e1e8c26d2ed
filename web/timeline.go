package web

import (
	"context"
	"net/http"
	"strings"
)

// timelinePage is the data of the timeline: days with three lanes, what happens
// then, what the text says was said then, and what was told then while the day it
// was said stays open.
type timelinePage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Days   []timelineDay
	Pager  pager
	All    string // address of all events
	Capped bool   // only the first statements found are counted
}

type timelineDay struct {
	Date date
	Held eventLane
	Said lane
	Open lane
}

// lane is what one day shows of its statements.
type lane struct {
	Rows []statementRow
	More int    // how many are not shown
	Href string // the whole lane as a list
}

// eventLane is what one day shows of its events.
type eventLane struct {
	Rows []eventRow
	More int
	Href string
}

// The sizes of a timeline: days a page, rows a lane.
const daysShown, laneShown = 14, 5

func (s *site) timeline(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("days", r.URL.Query())
	p := timelinePage{layout: s.layout("Timeline", "timeline"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "timeline", p)
	}
	q := f.query()
	q.Limit, q.Offset = daysShown, (f.Page-1)*daysShown
	page, err := s.store.Days(r.Context(), q)
	if err != nil {
		return err
	}
	for _, d := range page.Rows {
		day := timelineDay{Date: date{d.Date, d.Date, "as far as the reports tell"}}
		on := d.Date
		if d.Date == "" {
			on = "open"
			day.Date = date{"", "date open", "statements whose report is not dated either, and events of which the text does not say when"}
		}
		if day.Held, err = s.eventLane(r.Context(), f, on, d.Held); err != nil {
			return err
		}
		if day.Said, err = s.lane(r.Context(), f, on, "said", d.Said); err != nil {
			return err
		}
		if day.Open, err = s.lane(r.Context(), f, on, "open", d.Told); err != nil {
			return err
		}
		p.Days = append(p.Days, day)
	}
	if p.asked, err = s.asked(r.Context(), "/timeline", f, page.Total); err != nil {
		return err
	}
	p.All = f.href("/events")
	p.Pager, p.Capped = f.pagerOf(daysShown, "/timeline", len(page.Rows), page.Total), page.Capped
	return s.render(w, r, http.StatusOK, "timeline", p)
}

// lane returns the first of the n statements dated by on.
func (s *site) lane(ctx context.Context, f filter, on, when string, n int) (lane, error) {
	if n == 0 {
		return lane{}, nil
	}
	here := f.with("on", on).with("when", when)
	q := here.query()
	q.Limit, q.CountTo = laneShown, -1
	page, err := s.store.Statements(ctx, q)
	if err != nil {
		return lane{}, err
	}
	return lane{showStatements(page.Rows), max(0, n-len(page.Rows)), here.href("/")}, nil
}

// eventLane returns the first of the n events dated by on.
func (s *site) eventLane(ctx context.Context, f filter, on string, n int) (eventLane, error) {
	if n == 0 {
		return eventLane{}, nil
	}
	here := f.with("on", on)
	q := here.query()
	q.Limit = laneShown
	page, err := s.store.Events(ctx, q)
	if err != nil {
		return eventLane{}, err
	}
	shown := showEvents(page.Rows)
	for i := range shown {
		shown[i].Before = shorter(shown[i].Before)
	}
	return eventLane{shown, n - len(page.Rows), here.href("/events")}, nil
}

// shorter leaves of the words before a passage the last few, so that the passage
// stands in the first lines of a narrow lane.
func shorter(before string) string {
	const bytes = 60
	if len(before) <= bytes {
		return before
	}
	if _, rest, ok := strings.Cut(before[len(before)-bytes:], " "); ok {
		return "… " + rest
	}
	return ""
}
