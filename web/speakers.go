package web

import (
	"context"
	"net/http"

	"sayso"
	"sayso/record"
)

// speakersPage is the data of the list of speakers.
type speakersPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Rows  []speakerRow
	Pager pager
}

type speakerRow struct {
	Speaker                       named
	Type                          string // empty when unknown
	AsWritten                     []string
	Statements, Articles, Outlets int
}

// shownSources is how many ways of writing a source a list shows.
const shownSources = 3

func (s *site) speakers(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("speakers", r.URL.Query())
	p := speakersPage{layout: s.layout("Speakers", "speakers"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "speakers", p)
	}
	page, err := s.store.Speakers(r.Context(), f.query())
	if err != nil {
		return err
	}
	for _, sp := range page.Rows {
		p.Rows = append(p.Rows, speakerRow{
			Speaker: showSpeaker(sp), Type: typeName(sp.Type), AsWritten: sp.AsWritten[:min(len(sp.AsWritten), shownSources)],
			Statements: sp.Statements, Articles: sp.Articles, Outlets: sp.Outlets,
		})
	}
	if p.asked, err = s.asked(r.Context(), "/speakers", f, page.Total); err != nil {
		return err
	}
	p.Pager = pagerFor(f, "/speakers", page)
	return s.render(w, r, http.StatusOK, "speakers", p)
}

// typeName names an entity's type, and nothing when it is unknown.
func typeName(t sayso.EntityType) string {
	if t == sayso.EntityUnknown {
		return ""
	}
	return t.String()
}

// speakerPage is the data of one speaker's page.
type speakerPage struct {
	layout
	Name      string
	Type      string
	Speaker   record.Speaker
	AsWritten []string
	Known     knownFacts // by the program's own file
	Roles     []calledRow
	Kinds     []bar
	Outlets   []bar
	Days      []day
	Pager     pager
	Desk      *desk
	All       string // the address of the same statements in the list, where they can be filtered
}

// calledRow is what reports call a speaker beside the name.
type calledRow struct {
	Words      string
	Days       string // of the reports, the first and the last; empty when open
	Statements int
	Passage    string // of the earliest, address
}

func (s *site) roles(ctx context.Context, sp record.Speaker) ([]calledRow, error) {
	roles, err := record.Roles(ctx, s.store, sp)
	if err != nil {
		return nil, err
	}
	var rows []calledRow
	for _, x := range roles[:min(len(roles), shownRoles)] {
		row := calledRow{Words: x.Words, Days: x.First, Statements: x.Statements, Passage: passageHref(x.At.Article.ID, x.At.ID)}
		if x.Last != x.First {
			row.Days += " to " + x.Last
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// shownRoles is how many roles a speaker's page shows, the earliest.
const shownRoles = 40

// day is the statements of reports published on one day.
type day struct {
	Date date
	Rows []statementRow
}

// chartSize is how many outlets a speaker's chart shows.
const chartSize = 20

func (s *site) speaker(w http.ResponseWriter, r *http.Request) error {
	f, err := pageOnly(r.URL.Query())
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("id")
	sp, err := s.store.Speaker(ctx, id)
	if err != nil {
		return lookup(err, "speaker", id)
	}
	p := speakerPage{
		layout: s.layout(sp.Name, "speakers"), Name: sp.Name, Type: typeName(sp.Type), Speaker: sp,
		AsWritten: sp.AsWritten, Known: s.known(sp.Name), Desk: s.desk(r), All: filter{Speaker: sp.ID}.href("/"),
	}
	q := f.query()
	q.Speaker = sp.ID
	page, err := s.store.Statements(ctx, q)
	if err != nil {
		return err
	}
	if p.Roles, err = s.roles(ctx, sp); err != nil {
		return err
	}
	p.Days, p.Pager = byDay(page.Rows), pagerFor(f, speakerHref(sp.ID), page)
	facets, err := s.store.Facets(ctx, record.Query{Speaker: sp.ID}, chartSize)
	if err != nil {
		return err
	}
	p.Kinds = kindBars(filter{Speaker: sp.ID}, facets.Kinds)
	for _, o := range facets.Outlets {
		here := filter{Speaker: sp.ID, Outlet: o.ID}
		p.Outlets = append(p.Outlets, bar{Label: named{o.Name, here.href("/")}, Count: o.Statements})
	}
	scale(p.Outlets)
	return s.render(w, r, http.StatusOK, "speaker", p)
}

// kindBars shows counts of the statements that f lets through by kind.
func kindBars(f filter, counts map[sayso.Kind]int) []bar {
	var bars []bar
	for _, k := range kinds {
		bars = append(bars, bar{Label: named{k.String(), f.with("kind", k.String()).href("/")}, Count: counts[k], Class: k.String()})
	}
	return scale(bars)
}

// byDay puts together what consecutive rows published on the same day hold.
func byDay(rows []record.Statement) []day {
	var days []day
	for _, st := range rows {
		d := showDate(st.Article.Date)
		// An open date's reason differs from report to report; the day does not.
		if d.Value == "" {
			d = date{Label: "date open", Why: "the report does not say when it was published"}
		}
		if n := len(days); n == 0 || days[n-1].Date != d && days[n-1].Date.Value != d.Value {
			days = append(days, day{Date: d})
		}
		last := &days[len(days)-1]
		last.Rows = append(last.Rows, showStatement(st))
	}
	return days
}
