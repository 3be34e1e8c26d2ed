package events_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/lang/en"
)

func TestEvents(t *testing.T) {
	p, err := en.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][2]string{
		{"The envoy spoke after harbour talks in Sennet on Monday.", "meeting talks 2018-11-26 @Sennet"},
		{"A deal reached in May ended the dispute.", "agreement deal 2018-05"},
		{"Monday's council meeting was short.", "meeting meeting 2018-11-26"},
		{"In October, the mayors of Orlan and Sennet agreed that the road would be paid for by 2030.", "agreement agreed 2018-10"},
		{"The ministers will hold talks in Sennet on Friday.", "meeting talks 2018-11-30 ahead @Sennet"},
		{"They signed the treaty on 3 May 2011.", "agreement treaty 2011-05-03"},
		{"The vote scheduled for Friday is close.", "vote vote 2018-11-30 ahead"},
		// Places: of the event's own phrase, or of the verb that carries it.
		{"The ministers will hold talks in Geneva on Friday.", "meeting talks 2018-11-30 ahead @Geneva"},
		{"At a rally in Toledo, Ohio on Monday, the senator said that the bridge would stay.", "protest rally 2018-11-26 @Toledo"},
		{"The Nairobi summit ended on Monday.", "meeting summit 2018-11-26 @Nairobi"},
		{"The envoy visited Nairobi on Monday.", "visit visited 2018-11-26 @Nairobi"},
		{"Nairobi hosted the summit on Monday.", "meeting summit 2018-11-26 @Nairobi"},
		{"The envoy spoke after talks hosted by Kenya on Monday.", "meeting talks 2018-11-26 @Kenya"},
		{"The Kenyan talks began on Monday.", "meeting talks 2018-11-26"},
		// Bounds, announcements, events without a time.
		{"Talks have taken place in Geneva since 2017.", "meeting Talks start 2017 @Geneva"},
		{"The bridge should be ready by the end of this year.", "plan ready deadline 2018 ahead"},
		{"The mayor will open the bridge next Friday.", "plan open 2018-11-30 ahead"},
		{"The mayor opened the bridge last Friday.", ""},
		{"Both sides were quiet, the envoy said after a summit in Geneva.", "meeting summit  @Geneva"},
		{"The mayor said that Geneva is far.", ""},
		// The same event again.
		{"Talks on the dam were held on Monday. The mayor spoke after the two-day talks in Geneva.", "meeting Talks 2018-11-26 @Geneva; meeting talks 2018-11-26 @Geneva again 1"},
		{"The 2012 talks failed. The mayor will not come to the talks.", "meeting talks 2012"},
		// What is not plainly tied to a time is no event.
		{"The talks failed, the mayor said on Monday.", ""},
		{"No meeting took place on Monday.", ""},
		{"The Orlan Talks on Monday were a radio show.", ""},
		{"The talks are recent.", ""},
	} {
		a := &sayso.Article{Name: "text", Text: x[0], Date: sayso.Date{Value: "2018-11-28", Why: "given"}, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(x[0]))}}}}
		d, err := p.Run(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", x[0], err)
		}
		var got []string
		for _, e := range d.Events {
			time, _ := e.Time.At(d.Times)
			s := e.Kind + " " + e.Span.Of(d.Text) + " "
			if e.Bound != sayso.TimeAt {
				s += e.Bound.String() + " "
			}
			s += time.Value
			if e.Ahead {
				s += " ahead"
			}
			if p, ok := e.Place.At(d.Places); ok {
				s += " @" + p.Name
			}
			if e.Again > 0 {
				s += fmt.Sprint(" again ", e.Again)
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(x[1], strings.Join(got, "; ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", x[0], diff)
		}
	}
}
