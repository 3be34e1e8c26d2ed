package zone_test

import (
	"strings"
	"testing"

	"sayso/ingest/zone"
	"sayso/lang/en"
)

func TestParseDate(t *testing.T) {
	f := zone.NewFinder(en.PageWords())
	for _, c := range []struct{ in, want string }{
		{"2018-11-28", "2018-11-28"},
		{"2018-11-28T23:59:00+02:00", "2018-11-28"},
		{"2018/11/28", "2018-11-28"},
		{"28 November 2018", "2018-11-28"},
		{"28th of November, 2018", "2018-11-28"},
		{"November 28, 2018", "2018-11-28"},
		{"Nov. 28th 2018", "2018-11-28"},
		{"Wednesday, November 28th 2018", "2018-11-28"},
		{"Wed, 28 Nov 2018 10:15:00 GMT", "2018-11-28"},
		{"28-Nov-2018", "2018-11-28"},
		{"GMT 13:19 2018 Monday ,03 December", "2018-12-03"},
		{"28.11.2018", "2018-11-28"},
		{"03.04.2021", "2021-04-03"},
		{"28/11/2018", "2018-11-28"},
		{"11/28/2018", "2018-11-28"},
		{"03/04/2021", "2021-03-04 or 2021-04-03"},
		{"04/04/2021", "2021-04-04"},
		{"Saturday 03/04/2021", "2021-04-03"}, // the weekday decides
		{"November 2018", "2018-11"},
		{"Tuesday, November 28th 2018", "contradicted"},
		{"29 February 2021", "none"},
		{"31/31/2021", "none"},
		{"45 March 2021", "none"},
		{"12 March", "none"},
		{"the year 2018", "none"},
		{"", "none"},
	} {
		d, ok := f.ParseDate(c.in, "test")
		got := "none"
		switch {
		case ok && d.Value != "":
			got = d.Value
		case ok && d.Candidates != nil:
			got = strings.Join(d.Candidates, " or ")
		case ok:
			got = d.Why
		}
		if c.want == "contradicted" && (d.Value != "" || d.Candidates != nil || strings.Contains(got, "is a Wednesday and a Tuesday is written")) {
			continue
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
}

const story = `
The mill at Tarn Green burned down in the night, the fire brigade said, and nobody was hurt.

The miller said that he would build another one, and that this time it would be made of stone.
`

func TestPublicationDate(t *testing.T) {
	f := zone.NewFinder(en.PageWords())
	for name, c := range map[string]struct{ text, value, candidates, why string }{
		"line above":           {"Mill burns\nFeb. 3, 2021\n" + story, "2021-02-03", "", "above the text"},
		"labelled":             {"Mill burns\nPublished: 4 March 2021 10:15 GMT\n" + story, "2021-03-04", "", "labelled"},
		"label wins":           {"Mill burns\n5 March 2021\nPublished: 4 March 2021\n" + story, "2021-03-04", "", "labelled"},
		"update passed over":   {"Mill burns\nPublished 4 March 2021 | Updated 6 March 2021\n" + story, "2021-03-04", "", ""},
		"update alone":         {"Mill burns\nLast updated: 6 March 2021\n" + story, "", "", "only the date of an update"},
		"clock of an update":   {"Mill burns\nUpdated at 6:17 p.m. ET\n" + story, "", "", "no date"},
		"beside the byline":    {"Mill burns\nBy Ann Lee | 4 March 2021\n" + story, "2021-03-04", "", ""},
		"line below":           {"Mill burns\n" + story + "\nThursday, 4 March 2021\nBy Ann Lee\n", "2021-03-04", "", "below the text"},
		"day or month":         {"Mill burns\n03/04/2021\n" + story, "", "2021-03-04 2021-04-03", "swapped"},
		"two lines":            {"Mill burns\n4 March 2021\n9 March 2021\n" + story, "", "2021-03-04 2021-03-09", "several"},
		"wrong weekday":        {"Mill burns\nMonday, 4 March 2021\n" + story, "", "", "is a Thursday and a Monday is written"},
		"dateline with year":   {"Mill burns\n\nTARN GREEN, March 4, 2021 (Quay Wire) - " + strings.TrimSpace(story), "2021-03-04", "", "the dateline"},
		"dateline without":     {"Mill burns\n\nTARN GREEN, March 4 (Quay Wire) - " + strings.TrimSpace(story), "", "", "without a year"},
		"prose":                {"Mill burns\n" + story + "\nIt was built on 4 March 1821, the miller said, by his grandmother.", "", "", "no date"},
		"related":              {"Mill burns\n" + story + "\nRelated stories\nMiller marries\n4 March 2020\n", "", "", "no date"},
		"related without word": {"Mill burns\n" + story + "\nMiller marries\n4 March 2020\nBread gets dearer\n9 May 2020\n", "", "", "no date"},
		"caption":              {"Mill burns\n\nThe mill on 4 March 2021. (Photo by Ann Lee)\n" + story, "", "", "no date"},
		"copyright":            {"Mill burns\n" + story + "\n© 2021 The Tarn Mail\n", "", "", "no date"},
		"comment":              {"Mill burns\n" + story + "\nComments (1)\nJo\n4 March 2021\nPoor mill.\n", "", "", "no date"},
	} {
		l := f.Find(c.text, zone.Hints{})
		if l.Date.Value != c.value || strings.Join(l.Date.Candidates, " ") != c.candidates || !strings.Contains(l.Date.Why, c.why) {
			t.Errorf("%s: got %+v, want %+v", name, l.Date, c)
		}
	}
}
