package timex_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/lang/en"
	"sayso/timex"
	"sayso/tokenize"
)

// read returns the times in a text of one paragraph, published on date.
func read(t testing.TB, text string, date sayso.Date) []sayso.TimeExpr {
	t.Helper()
	words, err := en.TokenWords()
	if err != nil {
		t.Fatal(err)
	}
	p, err := sayso.NewPipeline(tokenize.Annotator(words), timex.Annotator(en.TimeWords()))
	if err != nil {
		t.Fatal(err)
	}
	a := &sayso.Article{Name: "text", Text: text, Date: date, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}}
	d, err := p.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return d.Times
}

// wednesday is the day on which the examples were published.
var wednesday = sayso.Date{Value: "2018-11-28", Why: "given"}

// show writes the times as the tables below do: "Friday=2018-11-30".
func show(text string, ts []sayso.TimeExpr) string {
	var out []string
	for _, t := range ts {
		v := t.Value
		if t.Open() {
			v = "open"
			if len(t.Candidates) > 0 {
				v = strings.Join(t.Candidates, "|")
			}
		}
		if t.Mod != "" {
			v += " " + t.Mod
		}
		out = append(out, t.Span.Of(text)+"="+v)
	}
	return strings.Join(out, "; ")
}

func TestValues(t *testing.T) {
	for _, x := range [][2]string{
		// Written out.
		{"The bridge opened on Friday, May 3rd 2019.", "Friday, May 3rd 2019=2019-05-03"},
		{"It was signed on 3 March 1971 and again on Aug. 9, 1975.", "3 March 1971=1971-03-03; Aug. 9, 1975=1975-08-09"},
		{"GMT 14:25 2017 Tuesday ,05 December", "GMT 14:25 2017 Tuesday ,05 December=2017-12-05T14:25Z"},
		{"The log says 2017-02-28 and 14.07.2016.", "2017-02-28=2017-02-28; 14.07.2016=2016-07-14"},
		{"The form says 11/28/2018 or 03/04/2018.", "11/28/2018=2018-11-28; 03/04/2018=2018-03-04|2018-04-03"},
		{"Stamped 12-Mar-2013, for FY2012.", "12-Mar-2013=2013-03-12; FY2012=2012"},
		{"Snow fell on the 31st of February.", ""},
		{"Ferries stopped on May 3 and 4.", "May 3=2018-05-03; 4=2018-05-04"},
		{"They met from 8-9 February 2016.", "8=2016-02-08; 9 February 2016=2016-02-09"},
		{"The line closed in May and July 1962.", "May=1962-05; July 1962=1962-07"},
		// Days counted from the publication date.
		{"The council met on Monday and will meet on Friday.", "Monday=2018-11-26; Friday=2018-11-30"},
		{"The talks are scheduled for Monday.", "Monday=2018-12-03"},
		{"She left last Wednesday and returns next Wednesday.", "last Wednesday=2018-11-21; next Wednesday=2018-12-05"},
		{"Yesterday it rained; tomorrow it will snow.", "Yesterday=2018-11-27; tomorrow=2018-11-29"},
		{"The mayor spoke Tuesday night and this morning.", "Tuesday night=2018-11-27TNI; this morning=2018-11-28TMO"},
		{"The siren sounded last night.", "last night=2018-11-27TNI"},
		{"The vote will be at 5 p.m. Friday.", "5 p.m. Friday=2018-11-30T17:00"},
		{"The train left at 0640 GMT on Sunday.", "0640 GMT on Sunday=2018-11-25T06:40Z"},
		{"They rose at 5 in the morning.", "5 in the morning=2018-11-28T05:00"},
		// Weeks, months, seasons and years.
		{"Prices fell last week and this month.", "last week=2018-W47; this month=2018-11"},
		{"The dam was finished in January.", "January=2018-01"},
		{"The dam will be finished in January.", "January=2019-01"},
		{"The road opened on Dec. 20.", "Dec. 20=2018-12-20"},
		{"The mill closed last fall and opens next spring.", "last fall=2017-FA; next spring=2019-SP"},
		{"The end of this year will be quiet.", "The end of this year=2018 END"},
		{"He came later this month, in mid-July, early in 1996.", "later this month=2018-11 END; mid-July=2018-07 MID; early in 1996=1996 START"},
		{"Sales rose in the third quarter of 2017 and in Q1 2018.", "the third quarter of 2017=2017-Q3; Q1 2018=2018-Q1"},
		{"Third-quarter profit beat that of a year earlier.", "Third-quarter=2018-Q3; a year earlier=2017-Q3"},
		{"It fell in the first half of last year.", "the first half of last year=2017-H1"},
		{"Jazz of the 1920s, the '60s and the early nineties.", "the 1920s=192; the '60s=196; the early nineties=199 START"},
		{"Built in the 19th century, burnt in 480 BC.", "the 19th century=18; 480 BC=BC0480"},
		{"The charter dates from nineteen ninety-seven.", "nineteen ninety-seven=1997"},
		{"Shops close on Christmas Day and Thanksgiving.", "Christmas Day=2018-12-25; Thanksgiving=2018-11-22"},
		// Counted from another time.
		{"The pact was signed on 3 May 2011. Two weeks later it failed.", "3 May 2011=2011-05-03; Two weeks later=2011-05-17"},
		{"He was freed on May 3, 2011, and fled the same day.", "May 3, 2011=2011-05-03; the same day=2011-05-03"},
		{"It sank in 1912; the following year it was found.", "1912=1912; the following year=1913"},
		{"Two days later it failed.", "Two days later=open"},
		{"Four years ago it failed.", "Four years ago=2014"},
		{"It failed three days ago, about two weeks ago and a few years ago.", "three days ago=2018-11-25; about two weeks ago=2018-W46 APPROX; a few years ago=PAST_REF"},
		// Lengths of time and sets.
		{"It took the past three months, two and a half hours, and more than 20 years.", "the past three months=P3M; two and a half hours=PT2H30M; more than 20 years=P20Y MORE_THAN"},
		{"A five-year plan, a decade, several weeks, the next few days.", "five-year=P5Y; a decade=P10Y; several weeks=PXW; the next few days=PXD"},
		{"It comes daily, Sundays, every Monday, twice a week and each year.", "daily=P1D; Sundays=XXXX-WXX-7; every Monday=XXXX-WXX-1; twice a week=P1W; each year=P1Y"},
		{"He is a 5-year-old; she is 40 years old.", ""},
		{"The port ships 6,000 tons a year.", ""},
		// References.
		{"Now, at the moment, recently, and in the near future.", "Now=PRESENT_REF; at the moment=PRESENT_REF; recently=PAST_REF; the near future=FUTURE_REF"},
		// What is no time.
		{"May I march? Three-quarters of the 2000 troops may fall.", ""},
		{"Mrs May met Jan Kovar.", ""},
	} {
		text, want := x[0], x[1]
		if diff := cmp.Diff(want, show(text, read(t, text, wednesday))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// What depends on the publication date is as open as that date is.
func TestOpenPublicationDate(t *testing.T) {
	const text = "They met on Wednesday, yesterday and on Nov. 28, not in 1996 or last week."
	for _, x := range []struct {
		date sayso.Date
		want string
	}{
		{sayso.Date{Why: "the page bears no date"}, "Wednesday=XXXX-WXX-3; yesterday=open; Nov. 28=XXXX-11-28; 1996=1996; last week=open"},
		{sayso.Date{Candidates: []string{"2018-03-04", "2018-04-03"}, Why: "day and month may be swapped"},
			"Wednesday=2018-02-28|2018-03-28; yesterday=2018-03-03|2018-04-02; Nov. 28=2017-11-28; 1996=1996; last week=2018-W08|2018-W13"},
		{sayso.Date{Value: "2018", Why: "given"}, "Wednesday=XXXX-WXX-3; yesterday=open; Nov. 28=XXXX-11-28; 1996=1996; last week=open"},
	} {
		ts := read(t, text, x.date)
		if diff := cmp.Diff(x.want, show(text, ts)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", x.date, diff)
		}
		for _, e := range ts {
			if e.Why == "" {
				t.Errorf("%v: %q has no reason", x.date, e.Span.Of(text))
			}
		}
	}
}

// A weekday that does not fit its date is said to be wrong; one that does picks
// the year of a date without one.
func TestWeekdayOfDate(t *testing.T) {
	ts := read(t, "They met on Tuesday, November 28, 2018, and on Friday, March 3.", wednesday)
	if len(ts) != 2 || ts[0].Value != "2018-11-28" || !strings.Contains(ts[0].Why, "another weekday") || ts[1].Value != "2017-03-03" {
		t.Errorf("got %+v", ts)
	}
}

// An expression that is counted from another names it.
func TestAnchor(t *testing.T) {
	ts := read(t, "The pact was signed on 3 May 2011. Two weeks later it failed.", wednesday)
	if len(ts) != 2 || ts[0].Anchor != 0 || ts[1].Anchor != sayso.RefTo[sayso.TimeExpr](0) {
		t.Errorf("got %+v", ts)
	}
}

// Whatever stands in a text, the times are in order and within it.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"On Wednesday, Nov. 28, 2018, at 5:30 p.m. GMT the 1990s ended '82 late-November", "the the last of of two and a half a half year ago",
		"2018-13-45 99/99/99 0000 25:99 Q9 third-quarter-quarter twenty-twenty-one hundred thousand million years ago",
		"’82 é two\u00a0days later Easter -1 mid- -year the fourth week of Feb. 31st century BC", "in the year nine million",
	} {
		f.Add(s, "2018-11-28")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, text, date string) {
		if len(text) > 10000 || !utf8.ValidString(text) || text == "" {
			return
		}
		read(t, text, sayso.Date{Value: date, Why: "given"})
	})
}

func BenchmarkTimes(b *testing.B) {
	words, err := en.TokenWords()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("The harbour board told reporters on Tuesday that the new pier, which took five years to build and cost more "+
		"than 40 million crowns, will open to ferries in March. Traffic through the old basin fell by a third last year, the chairman "+
		"of the board added, and many of the small boats that used to land their fish there have moved to the northern shore. ", 40)
	d := &sayso.Document{Article: &sayso.Article{Text: text, Date: wednesday, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}}}
	if err := tokenize.Annotator(words).Run(d); err != nil {
		b.Fatal(err)
	}
	a := timex.Annotator(en.TimeWords())
	for b.Loop() {
		if err := a.Run(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Tokens)), "ns/token")
}
