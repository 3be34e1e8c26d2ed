package numex_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"sayso"
	"sayso/export"
	"sayso/lang/en"
	"sayso/numex"
	"sayso/tokenize"
)

// plain returns the pipeline without tags.
func plain(t testing.TB) *sayso.Pipeline {
	t.Helper()
	tokens, err := en.TokenWords()
	if err != nil {
		t.Fatal(err)
	}
	words, err := en.Figures()
	if err != nil {
		t.Fatal(err)
	}
	p, err := sayso.NewPipeline(tokenize.Annotator(tokens), numex.Annotator(words))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func run(t testing.TB, p *sayso.Pipeline, text string) *sayso.Document {
	t.Helper()
	a := &sayso.Article{Name: "t", Text: text}
	if text != "" {
		a.Zones = []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}
	}
	d, err := p.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return d
}

// show writes figures on one line: "[80,000 people] 80000 people about".
func show(d *sayso.Document) string {
	var out []string
	for i := range d.Figures {
		f := &d.Figures[i]
		s := fmt.Sprintf("[%s] %s", f.Span.Of(d.Text), export.FigureValue(f))
		if f.Unit != "" {
			s += " " + f.Unit
		}
		if f.Approx {
			s += " about"
		}
		for _, more := range []string{f.Bound.String(), f.Change.String()} {
			if more != "" {
				s += " " + more
			}
		}
		if f.Restates > 0 {
			s += fmt.Sprintf(" =%d", f.Restates)
		}
		if f.Exact != 0 {
			s += fmt.Sprintf(" not %.6g", f.Exact)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// What is found without tags: numbers, units of measure, bounds, conversions.
func TestPlain(t *testing.T) {
	p := plain(t)
	for _, c := range []struct{ text, want string }{
		{"The dam is 47 metres high and 1.2 km long.", "[47 metres high] 47 metre; [1.2 km long] 1.2 kilometre"},
		{"It cost $3.5 million, or about €3.2m, in two years.", "[$3.5 million] 3500000 dollar; [€3.2m] 3200000 euro about; [two years] 2 year"},
		{"They paid US$40bn and A$1.5 bn.", "[US$40bn] 40000000000 dollar; [A$1.5 bn] 1500000000 australian dollar"},
		{"A $5 note fell to the floor.", "[$5] 5 dollar"},
		{"Oil rose by 3% to $81.20 a barrel.", "[3%] 3 percentage up; [$81.20 a barrel] 81.2 dollar per barrel"},
		{"Wages fell two percentage points.", "[two percentage points] 2 percentage point down"},
		{"The ferry makes 60 km/h, the tram 25 miles per hour.", "[60 km/h] 60 kilometre per hour; [25 miles per hour] 25 mile per hour"},
		{"At least twenty-five litres, no more than 10 kg.", "[twenty-five litres] 25 litre at least; [10 kg] 10 kilogram at most"},
		{"It holds 5 to 7 million litres.", "[5 to 7 million litres] 5000000-7000000 litre"},
		{"It needs between 15 and 20 hours, or 5-10 GB.", "[15 and 20 hours] 15-20 hour; [5-10 GB] 5-10 gigabyte"},
		{"Two hundred and five miles in one to two days.", "[Two hundred and five miles] 205 mile; [one to two days] 1-2 day"},
		{"Half an hour passed, then two and a half hours.", "[Half an hour] 0.5 hour; [two and a half hours] 2.5 hour"},
		{"Tens of thousands of dollars, 3 1/2 years, 1/2 mile.", "[Tens of thousands of dollars] 10000-100000 dollar; [3 1/2 years] 3.5 year; [1/2 mile] 0.5 mile"},
		{"The 42-year-old driver slept for a 12-hour shift.", "[42-year-old] 42 year of age; [12-hour] 12 hour"},
		{"On March 29, 2019, at 10:35 a.m. or 5 pm, they left.", ""},
		{"In 2016 the F-150 beat the A4 2-1 on the 22nd.", ""},
		{"It rose 3.2%-4.5%, a quarter of a percentage point a month.", "[3.2%-4.5%] 3.2-4.5 percentage up; [a quarter of a percentage point a month] 0.25 percentage point per month"},
		{"It hit -5C in a 1,000-square-foot hall.", "[-5C] -5 celsius; [1,000-square-foot] 1000 square foot"},
		{"He is 6ft 2in tall, and has $3 to $4 billion, half a million dollars of it here.", "[6ft] 6 foot; [2in tall] 2 inch; [$3 to $4 billion] 3000000000-4000000000 dollar; [half a million dollars] 500000 dollar"},
		{"Call 555-0142 or write to Room 12.", ""},
		{"Nobody knew. No one came. One day it will end.", ""},
		{"The towns are 33 kilometers (20.52 miles) apart.", "[33 kilometers] 33 kilometre; [20.52 miles] 20.52 mile =1 not 20.51"},
		{"The towns are 33 kilometers (20.51 miles) apart.", "[33 kilometers] 33 kilometre; [20.51 miles] 20.51 mile =1"},
		{"The wall is 100 km (60 miles) long.", "[100 km] 100 kilometre; [60 miles] 60 mile =1"},
		{"The wall is 100 km (67 miles) long.", "[100 km] 100 kilometre; [67 miles] 67 mile =1 not 62"},
		{"It was 35 degrees Celsius (95 Fahrenheit).", "[35 degrees Celsius] 35 celsius; [95 Fahrenheit] 95 fahrenheit =1"},
		{"It was 35 degrees Celsius (98 Fahrenheit).", "[35 degrees Celsius] 35 celsius; [98 Fahrenheit] 98 fahrenheit =1 not 95"},
		{"Over 90 km/h (56 mph) on the bridge.", "[90 km/h] 90 kilometre per hour more than; [56 mph] 56 mile per hour more than =1"},
		{"A fine of 10 million rubles ($150,000).", "[10 million rubles] 10000000 russian ruble; [$150,000] 150000 dollar =1"},
	} {
		if got := show(run(t, p, c.text)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"33 kilometers (20.52 miles)", "between $5 and $7 million", "tens of thousands of", "1/2/3-4:5", "half a", "one of the",
		"–5,000.5%", "½ 1 ½", "US$ $US1", "two-thirds of", "from 5 to", "90+ °C", "a .500", "1e9", "0C$0", "\xf0\x9f\x98\x80 5 m\u0301"} {
		f.Add(s)
	}
	p := plain(f)
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		d := run(t, p, text)
		for i := range d.Figures {
			f := &d.Figures[i]
			if again, err := fmt.Sscan(export.FigureValue(f), new(float64)); err != nil || again != 1 {
				t.Errorf("%q: value of %q does not read back", text, f.Span.Of(text))
			}
		}
	})
}

// Figures in the order of a long run must not take more than linear time.
func TestLongRuns(t *testing.T) {
	p := plain(t)
	for _, s := range []string{"5 ", "5-", "one of ", "from 5 to ", "(5 km ", "million ", "half a ", "tens of thousands of "} {
		d := run(t, p, strings.Repeat(s, 20000))
		_ = d
	}
}

func BenchmarkFind(b *testing.B) {
	words, err := en.Figures()
	if err != nil {
		b.Fatal(err)
	}
	const text = "The harbour board said on Tuesday that about 80,000 people had used the ferry, up 3% from last year. " +
		"It will spend $4.5 million on a new pier, the chairman told reporters, and the work will be done by a company from the valley. " +
		"Nobody at the meeting asked why the old one had been closed for so long, or who had signed the contract."
	grammar, err := en.LoadGrammar(en.Models())
	if err != nil {
		b.Fatal(err)
	}
	d := run(b, plain(b), strings.Repeat(text+"\n\n", 50))
	find := func(b *testing.B) {
		for b.Loop() {
			numex.Find(d, words)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
	}
	b.Run("Plain", find)
	grammar.Annotate(d)
	b.Run("Trees", find)
}
