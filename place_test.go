package sayso_test

import (
	"strings"
	"testing"

	"sayso"
)

func TestCheckPlaces(t *testing.T) {
	name := sayso.Place{Span: sayso.Span{Start: 3, End: 7}, Name: "Veld", Why: "no place of this name"}
	placed := name
	placed.GeoNameID, placed.Lat, placed.Lon, placed.Country, placed.Why = 30, 11, 21, "XV", "the only place of this name"
	change := func(p sayso.Place, f func(*sayso.Place)) sayso.Place { f(&p); return p }
	for _, c := range []struct {
		places []sayso.Place
		want   string // empty for none
	}{
		{[]sayso.Place{name}, ""},
		{[]sayso.Place{placed}, ""},
		{[]sayso.Place{name, placed}, "place 2: starts at 3"},
		{[]sayso.Place{change(name, func(p *sayso.Place) { p.Span.End = 3 })}, "place 1: span"},
		{[]sayso.Place{change(name, func(p *sayso.Place) { p.Why = "" })}, "no name or no reason"},
		{[]sayso.Place{change(name, func(p *sayso.Place) { p.Lat = 1 })}, "and no GeoNames ID"},
		{[]sayso.Place{change(placed, func(p *sayso.Place) { p.Lat = 91 })}, "not on earth"},
	} {
		d := &sayso.Document{Article: &sayso.Article{Text: "In Veld."}, Places: c.places}
		err := d.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %q", c.places, err, c.want)
		}
	}
}
