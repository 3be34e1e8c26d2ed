package web

import (
	"context"
	"net/http"
)

// timelinePage is the data of the timeline: days with two lanes, what the text
// says was said then and what was told then while the day it was said stays open.
type timelinePage struct {
	layout
	Filter   filter
	Problems map[string]string
	Days     []timelineDay
	Pager    pager
	Capped   bool // only the first statements found are counted
}

type timelineDay struct {
	Date date
	Said lane
	Open lane
}

// lane is what one day shows of its statements.
type lane struct {
	Rows []statementRow
	More int    // how many are not shown
	Href string // the whole lane as a list
}

// The sizes of a timeline: days a page, statements a lane.
const daysShown, laneShown = 14, 5

func (s *site) timeline(w http.ResponseWriter, r *http.Request) error {
	f, problems := parseFilter(r.URL.Query())
	f.On, f.When, f.Unit = "", "", ""
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
			day.Date = date{"", "date open", "neither the text nor its report is dated"}
		}
		if day.Said, err = s.lane(r.Context(), f, on, "said", d.Said); err != nil {
			return err
		}
		if day.Open, err = s.lane(r.Context(), f, on, "open", d.Told); err != nil {
			return err
		}
		p.Days = append(p.Days, day)
	}
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
