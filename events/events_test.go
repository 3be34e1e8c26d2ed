package events_test

import (
	"context"
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
		{"The envoy spoke after harbour talks in Sennet on Monday.", "meeting talks 2018-11-26"},
		{"A deal reached in May ended the dispute.", "agreement deal 2018-05"},
		{"Monday's council meeting was short.", "meeting meeting 2018-11-26"},
		{"In October, the mayors of Orlan and Sennet agreed that the road would be paid for by 2030.", "agreement agreed 2018-10"},
		{"The ministers will hold talks in Sennet on Friday.", "meeting talks 2018-11-30 ahead"},
		{"They signed the treaty on 3 May 2011.", "agreement signed 2011-05-03; agreement treaty 2011-05-03"},
		{"The vote scheduled for Friday is close.", "vote vote 2018-11-30 ahead"},
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
			s := e.Kind + " " + e.Span.Of(d.Text) + " " + time.Value
			if e.Ahead {
				s += " ahead"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(x[1], strings.Join(got, "; ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", x[0], diff)
		}
	}
}
