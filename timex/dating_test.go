package timex_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/lang/en"
)

// The date of publication is reckoned from the article's own words alone, and
// only where nothing printed gives it.
func TestDating(t *testing.T) {
	p, err := en.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	const open = "open: the page prints none"
	for _, c := range []struct{ dateline, text, want string }{
		{"", "The lock was closed today, 3 May 2021, the harbour office said.", "2021-05-03: “today, 3 May 2021” in the text"},
		{"", "The lock was closed yesterday (3 May 2021), the harbour office said.", "2021-05-04: “yesterday (3 May 2021” in the text"},
		{"", "The lock will open tomorrow, Friday, 7 May 2021, the harbour office said.", "2021-05-06: “tomorrow, Friday, 7 May 2021” in the text"},
		// A weekday that contradicts its date says nothing; nor do a day further off, a quotation, a lone weekday.
		{"", "The lock will open tomorrow, Monday, 7 May 2021, the harbour office said.", open},
		{"", "The mayor resigned on 3 May 2021.", open},
		{"", "“Today, 3 May 2001, we begin,” the founder wrote in the first issue.", open},
		{"", "The lock was closed on Friday, the harbour office said.", open},
		// Without a year, the weekday tells it, near the latest year told of.
		{"", "The lock was closed yesterday, Thursday, 6 May. It was built in 2019.", "2021-05-07: “yesterday, Thursday, 6 May” in the text: of 2018 to 2022, about the latest year told of, the only one with that weekday"},
		{"", "The lock was closed yesterday, 6 May. It was built in 2019.", open},
		{"", "The lock was closed yesterday, 6 May.", open},
		{"SENNET, May 6 –", "The lock was closed on Thursday, May 6. It was built in 2019.", "2021-05-06: “May 6” in the dateline and 05-06 on its weekday: of 2018 to 2022, about the latest year told of, the only one with that weekday"},
		{"SENNET, May 6 –", "The lock was closed on Tuesday, May 4. It was built in 2019.", "2021-05-06: “May 6” in the dateline and 05-04 on its weekday: of 2018 to 2022, about the latest year told of, the only one with that weekday"},
		{"SENNET, May 6 –", "The lock was closed. It was built in June 2019.", open},
		// Two days are both candidates.
		{"", "The lock was closed today, 3 May 2021. It will open tomorrow, 5 May 2021.", "2021-05-03|2021-05-04: “today, 3 May 2021” in the text, but “tomorrow, 5 May 2021” in the text"},
		{"related", "The lock was closed. It was shut today, 3 May 2021.", open},
	} {
		a := &sayso.Article{Name: "text", Text: c.text, Date: sayso.Date{Why: "the page prints none"}}
		at := 0
		if c.dateline != "" && c.dateline != "related" {
			at = len(c.dateline) + 1
			a.Text = c.dateline + "\n" + c.text
			a.Zones = []sayso.Zone{{Span: sayso.Span{End: int32(len(c.dateline))}, Kind: sayso.ZoneDateline}}
		}
		a.Zones = append(a.Zones, sayso.Zone{Span: sayso.Span{Start: int32(at), End: int32(len(a.Text))}})
		if c.dateline == "related" { // what is not the article says nothing
			a.Zones[0].Kind, a.Zones[0].Reason = sayso.ZoneBoilerplate, "related stories"
		}
		d, err := p.Run(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		got := d.Date.Value
		if d.Date.Open() {
			if got = strings.Join(d.Date.Candidates, "|"); got == "" {
				got = "open"
			}
		}
		if diff := cmp.Diff(c.want, got+": "+d.Date.Why); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.dateline+" "+c.text, diff)
		}
		if a.Date.Value != "" {
			t.Errorf("%q: the article that was read is changed", c.text)
		}
	}
}
