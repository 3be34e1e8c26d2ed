package web

import (
	"net/http"

	"sayso/record"
)

// figuresPage is the data of the list of figures.
type figuresPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	Groups []figureGroup
	Pager  pager
}

// figureGroup is consecutive figures of one unit.
type figureGroup struct {
	Unit string // "number" when there is none
	Href string // the figures of this unit alone, empty when the list holds no other
	Rows []figureRow
}

// figureRow is one figure with who claims it.
type figureRow struct {
	Value         string
	Counted       string
	Check         string // what a printed conversion should say, when it says something else
	Claimant      named
	Source        string // as written, when it differs from the claimant's name
	Own           bool   // the outlet's own words
	Kind          string
	Before, Words string
	After         string
	Passage       string // address
	Outlet        named
	Article       named
	Date          date
}

func (s *site) figures(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("figures", r.URL.Query())
	p := figuresPage{layout: s.layout("Figures", "figures"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "figures", p)
	}
	page, err := s.store.Figures(r.Context(), f.query())
	if err != nil {
		return err
	}
	if p.asked, err = s.asked(r.Context(), "/figures", f, page.Total); err != nil {
		return err
	}
	for _, row := range page.Rows {
		unit := row.Unit
		if unit == "" {
			unit = "number"
		}
		if n := len(p.Groups); n == 0 || p.Groups[n-1].Unit != unit {
			g := figureGroup{Unit: unit}
			if f.Unit == "" && row.Unit != "" {
				g.Href = f.with("unit", row.Unit).href("/figures")
			}
			p.Groups = append(p.Groups, g)
		}
		last := &p.Groups[len(p.Groups)-1]
		last.Rows = append(last.Rows, showFigure(row))
	}
	p.Pager = pagerFor(f, "/figures", page)
	return s.render(w, r, http.StatusOK, "figures", p)
}

func showFigure(f record.Figure) figureRow {
	row := figureRow{
		Value: readFigure(&f.Figure), Counted: f.Counted,
		Kind: f.Kind.String(), Before: f.Before, Words: f.Words, After: f.After,
		Outlet:  showOutlet(f.Article.Outlet),
		Article: named{articleName(f.Article.Title, f.Article.Name), articleHref(f.Article.ID)},
		Date:    showDate(f.Article.Date),
		Passage: figureHref(f),
	}
	if f.Exact != 0 {
		row.Check = "the figure before it converts to " + showNumber(f.Exact)
	}
	switch {
	case f.Statement == "":
		row.Own, row.Kind, row.Claimant = true, "", row.Outlet
	case f.Speaker.ID == "":
		row.Claimant = named{Name: "source not named"}
		if f.Source != "" {
			row.Claimant.Name = "“" + f.Source + "”"
		}
	default:
		row.Claimant = showSpeaker(f.Speaker)
		if f.Source != f.Speaker.Name {
			row.Source = f.Source
		}
	}
	return row
}
