package web

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"

	"sayso/record"
)

// placesPage is the data of the map and the list of places beside it.
type placesPage struct {
	layout
	Filter   filter
	Problems map[string]string
	asked
	View  string // the SVG's viewBox: the places with room around them, or the world
	Whole string // address of the map of the whole world
	Near  string // address of the map of the places alone
	World bool   // the whole world was asked for
	Dots  []dot
	Rows  []placeRow
	Pager pager
}

// dot is a place on the map, which lies at its longitude and its latitude downwards.
type dot struct {
	X, Y, R string // of its circle, in degrees
	Title   string
}

type placeRow struct {
	Place            named // leads to the articles that name it
	Country, Feature string
	Named, Articles  int
	In               int
	Statements       string // address of the statements that name it
	Held             int
	Events           string // address of the events there
}

// dotsShown is how many places the map shows.
const dotsShown = 500

func (s *site) places(w http.ResponseWriter, r *http.Request) error {
	f, problems := listFilter("places", r.URL.Query())
	p := placesPage{layout: s.layout("Map", "map"), Filter: f, Problems: problems}
	p.OwnSearch = true
	if len(problems) > 0 {
		return s.render(w, r, http.StatusBadRequest, "places", p)
	}
	q := f.query()
	page, err := s.store.Places(r.Context(), q)
	if err != nil {
		return err
	}
	for _, pl := range page.Rows {
		here := f.with("place", strconv.Itoa(int(pl.GeoNameID)))
		p.Rows = append(p.Rows, placeRow{
			Place: named{pl.Name, placeHref(f, pl)}, Country: pl.Country, Feature: pl.Feature,
			Named: pl.Named, Articles: pl.Articles, In: pl.In, Statements: here.href("/"),
			Held: pl.Held, Events: here.href("/events"),
		})
	}
	q.Limit, q.Offset = dotsShown, 0
	all, err := s.store.Places(r.Context(), q)
	if err != nil {
		return err
	}
	v := fit(all.Rows)
	if p.World = r.URL.Query().Get("view") == "world"; p.World || len(all.Rows) == 0 {
		v = world
	}
	p.Near = f.href("/map")
	p.Whole = p.Near + "?view=world"
	if strings.Contains(p.Near, "?") {
		p.Whole = p.Near + "&view=world"
	}
	p.View = fmt.Sprintf("%.2f %.2f %.2f %.2f", v.x, v.y, v.w, v.h)
	for _, pl := range all.Rows {
		p.Dots = append(p.Dots, dot{
			X: degrees(pl.Lon), Y: degrees(-pl.Lat), R: fmt.Sprintf("%.2f", v.w/360*(1.8+1.4*math.Sqrt(float64(min(pl.Articles, 100))))),
			Title: fmt.Sprintf("%s: %s", pl.Name, count(pl.Articles, "article")),
		})
	}
	p.Pager = pagerFor(f, "/map", page)
	if p.asked, err = s.asked(r.Context(), "/map", f, page.Total); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "places", p)
}

// window is a part of the map in degrees, twice as wide as high.
type window struct{ x, y, w, h float64 }

var world = window{-180, -90, 360, 180}

// fit returns the smallest view that shows places with room around them, and
// enough of the land to see where they are.
func fit(places []record.Place) window {
	if len(places) == 0 {
		return world
	}
	west, north, east, south := 180.0, 90.0, -180.0, -90.0
	for _, p := range places {
		x, y := float64(p.Lon), -float64(p.Lat)
		west, east, north, south = min(west, x), max(east, x), min(north, y), max(south, y)
	}
	const least, room = 40, 1.25 // degrees from west to east; of the distances
	w := min(360, max(least, room*(east-west), 2*room*(south-north)))
	h := w / 2
	x, y := (west+east)/2-w/2, (north+south)/2-h/2
	return window{min(max(-180, x), 180-w), min(max(-90, y), 90-h), w, h}
}

// placeHref is the address of the articles that name a place.
func placeHref(f filter, p record.Place) string {
	return filter{Outlet: f.Outlet, From: f.From, To: f.To, Place: strconv.Itoa(int(p.GeoNameID))}.href("/articles")
}

// placeName returns the name of the place that a filter asks for, its number
// when the record does not have it.
func (s *site) placeName(ctx context.Context, f filter) (string, error) {
	page, err := s.store.Places(ctx, record.Query{Place: f.query().Place, Limit: 1})
	if err != nil || len(page.Rows) == 0 {
		return f.Place, err
	}
	return page.Rows[0].Name, nil
}

func degrees(v float32) string { return strconv.FormatFloat(float64(v), 'f', 2, 32) }
