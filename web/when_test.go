package web

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTimeline(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	root := view(t, h, "/timeline", 200)
	var days []string
	for _, li := range all(one(t, root, "ol.timeline"), "li") {
		if h3 := all(li, "h3"); len(h3) > 0 {
			days = append(days, words(h3[0]))
		}
	}
	want := []string{"2022-05-06", "2022-05-04", "2022-05-03", "2022-05", "date open: statements whose report is not dated either, and events of which the text does not say when"}
	if diff := cmp.Diff(want, days); diff != "" {
		t.Errorf("days (-want +got)\n%s", diff)
	}
	lanes := all(root, "div.lane")
	if len(lanes) != 15 || !strings.Contains(words(lanes[7]), "The boat is the street") || words(lanes[8]) != "" {
		t.Errorf("%d lanes; of 2022-05-03: %q and %q", len(lanes), words(lanes[7]), words(lanes[8]))
	}
	if got := words(lanes[6]); !strings.HasPrefix(got, "vote, Tarnsey") || !strings.HasSuffix(got, "own words of The Tarnsey Log") {
		t.Errorf("events of 2022-05-03: %q", got)
	}
	if got := words(lanes[12]); !strings.HasPrefix(got, "plan yet to come") || !strings.Contains(got, "Ottoline Brask") {
		t.Errorf("events without a date: %q", got)
	}
	if got := words(lanes[11]); !strings.Contains(got, "50 more statements") {
		t.Errorf("the month does not say what it leaves out: %q", got)
	}
	all := view(t, h, "/?on=2022-05&when=open", 200)
	if got := words(one(t, all, "#results")); got != "1 to 50 of 55 statements" {
		t.Errorf("the whole lane: %q", got)
	}
}

func TestEvents(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	root := view(t, h, "/events", 200)
	rows := texts(all(root, "tr"))
	if len(rows) != 3 || rows[0] != "When What Where As told Who tells of it" || !strings.HasPrefix(rows[1], "2022-05-03 vote Tarnsey") ||
		!strings.HasPrefix(rows[2], "2022-SP or 2023-SP, open: “spring”, this one or the nextyet to come plan open") {
		t.Errorf("rows %q", rows)
	}
	for _, c := range []struct {
		path string
		rows int
	}{{"/events?event=vote", 2}, {"/events?status=ahead", 2}, {"/events?on=open", 2}, {"/events?place=7", 2}, {"/events?event=nothing", 0}} {
		if got := all(view(t, h, c.path, 200), "tr"); len(got) != c.rows {
			t.Errorf("%s: %d rows, want %d", c.path, len(got), c.rows)
		}
	}
	view(t, h, "/events?status=now", 400)
	passage, _, _ := strings.Cut(attr(all(all(root, "td.told")[0], "a")[0], "href"), "#")
	article := view(t, h, passage, 200)
	if got := words(one(t, article, "span#event-1")); got != "voted" {
		t.Errorf("the passage of the event: %q", got)
	}
}

func TestFigures(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	root := view(t, h, "/figures", 200)
	rows := texts(all(root, "tr"))
	if len(rows) != 4 || rows[0] != "Value Who claims it As told Report" || !strings.HasPrefix(rows[1], "140 person the ferry office indirect") ||
		!strings.Contains(rows[1], "140 people cross on an ordinary night") || !strings.HasPrefix(rows[3], "10 year the engineer direct") {
		t.Errorf("rows %q", rows)
	}
	root = view(t, h, "/figures?unit=year", 200)
	if got := texts(all(one(t, root, "ul.chips"), "li")); len(got) != 1 || got[0] != "Unit: year ×" {
		t.Errorf("chips %q", got)
	}
	if got := words(one(t, root, "h2.count")); got != "1 figure" {
		t.Errorf("count %q", got)
	}
}

func TestMap(t *testing.T) {
	h := newSite(t, fill(t), Options{})
	root := view(t, h, "/map", 200)
	c := one(t, root, "circle")
	if attr(c, "cx") != "-1.50" || attr(c, "cy") != "-54.25" || words(c) != "Tarnsey: 1 article" {
		t.Errorf("circle at %s, %s: %q", attr(c, "cx"), attr(c, "cy"), words(c))
	}
	if got := attr(one(t, one(t, root, "figure.map"), "svg"), "viewBox"); got != "-21.50 -64.25 40.00 20.00" {
		t.Errorf("view %s", got)
	}
	if got := attr(one(t, one(t, view(t, h, "/map?view=world", 200), "figure.map"), "svg"), "viewBox"); got != "-180.00 -90.00 360.00 180.00" {
		t.Errorf("view of the world %s", got)
	}
	if got := texts(all(one(t, view(t, h, "/articles?place=7", 200), "ul.chips"), "li")); len(got) != 1 || got[0] != "Place: Tarnsey ×" {
		t.Errorf("chips %q", got)
	}
}

func TestArticleShowsWhatWasFound(t *testing.T) {
	store := fill(t).(*memory)
	doc := store.reports[0].Document
	root := view(t, newSite(t, store, Options{}), "/article/"+string(doc.ID), 200)
	var got []string
	for _, table := range all(root, "table.found") {
		for _, tr := range all(one(t, table, "tbody"), "tr") {
			got = append(got, words(tr))
		}
	}
	want := []string{"voted vote, 2022-05-03, Tarnsey “Tuesday”, the Tuesday before publication the report’s own words",
		"rise plan, 2022-SP or 2023-SP, open, told as yet to come “spring”, this one or the next Ottoline Brask",
		"Tuesday 2022-05-03 the Tuesday before publication the report’s own words", "spring 2022-SP or 2023-SP, open this one or the next Ottoline Brask",
		"TARNSEY Tarnsey, XT (54.25, -1.50) the only one of that name the report’s own words", "Tarnsey Tarnsey, XT (54.25, -1.50) as before the report’s own words"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("found (-want +got)\n%s", diff)
	}
	if got := words(one(t, root, "#figure-2")); got != "140 people" {
		t.Errorf("#figure-2 is %q", got)
	}
}
