package en_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/geoparse"
	"sayso/lang/en"
	"sayso/tokenize"
)

func places(t testing.TB) *geoparse.Parser {
	t.Helper()
	clusters, err := en.Clusters(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	p, err := en.LoadPlaces(en.Models(), clusters)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// placed reads text and returns its places.
func placed(t testing.TB, p *geoparse.Parser, url, text string) (*sayso.Document, []sayso.Place) {
	t.Helper()
	words, err := en.TokenWords()
	if err != nil {
		t.Fatal(err)
	}
	line, err := sayso.NewPipeline(tokenize.Annotator(words), p.Annotator())
	if err != nil {
		t.Fatal(err)
	}
	a := &sayso.Article{Name: "test", URL: url, Text: text, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}}
	d, err := line.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d, d.Places
}

func TestPlacesAreFoundAndPlaced(t *testing.T) {
	p := places(t)
	for _, c := range []struct {
		url, text string
		want      []string // name as written, country, feature; "!" for associative
	}{
		{"", "The storm crossed Paris, Texas, on Monday and went on towards Dallas.",
			[]string{"Paris US PPLA2", "Texas US ADM1", "Dallas US PPLA2"}},
		{"", "The French president left Paris for Berlin, where German ministers waited.",
			[]string{"French FR PCLI!", "Paris FR PPLC", "Berlin DE PPLC", "German DE PCLI!"}},
		{"", "Clashes were reported near Aleppo and in the countryside of Homs in Syria.",
			[]string{"Aleppo SY PPLA", "Homs SY PPLA", "Syria SY PCLI"}},
		{"", "The ministers of the U.S. and of Britain met in Geneva, Switzerland.",
			[]string{"U.S. US PCLI", "Britain GB PCLI", "Geneva CH PPLA", "Switzerland CH PCLI"}},
		{"", "Ships crossed the Black Sea from Odessa, Ukraine, to Istanbul.",
			[]string{"Black Sea  SEA", "Odessa UA PPLA", "Ukraine UA PCLI", "Istanbul TR PPLA"}},
		{"https://www.example.co.uk/news", "Police in Birmingham said that two men from Coventry had been arrested.",
			[]string{"Birmingham GB PPLA2", "Coventry GB PPLA2"}},
		{"", "Mr. Washington said in an interview that George Lincoln had resigned.", nil},
	} {
		d, got := placed(t, p, c.url, c.text)
		var lines []string
		for _, x := range got {
			line := x.Span.Of(d.Text) + " " + x.Country + " " + x.Feature
			if x.Kind == sayso.PlaceAssociative {
				line += "!"
			}
			lines = append(lines, line)
		}
		if g, w := strings.Join(lines, "; "), strings.Join(c.want, "; "); g != w {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, g, w)
		}
	}
}

// One name means one place in an article, whichever mention says which.
func TestOneSensePerArticle(t *testing.T) {
	_, got := placed(t, places(t), "", "Springfield flooded again. The governor of Illinois flew to Springfield, Illinois, and stayed in Springfield.")
	n := 0
	for _, x := range got {
		if x.Name == "Springfield" {
			n++
			if x.GeoNameID != 4250542 {
				t.Errorf("Springfield is %d: %s", x.GeoNameID, x.Why)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d of 3 mentions: %+v", n, got)
	}
}

// A place that the gazetteer does not have stays a name, with the reason.
func TestUnknownPlacesStayNames(t *testing.T) {
	d, got := placed(t, places(t), "", "He was born in Zhurvodolsk, a village near Moscow in Russia.")
	for _, x := range got {
		if x.Span.Of(d.Text) == "Zhurvodolsk" {
			if x.Placed() || x.Lat != 0 || x.Country != "" || x.Name != "Zhurvodolsk" || x.Why == "" {
				t.Errorf("%+v", x)
			}
			return
		}
	}
	t.Errorf("the village is not found: %+v", got)
}

// Whatever the text, the places pass the check and the same text gives the same
// places.
func FuzzPlaces(f *testing.F) {
	p := places(f)
	for _, s := range []string{"", "In Paris.", "PARIS (Texas) – U.S.", "St. St. St. John's", "the\u2019s É. Ö -", "New York New York New York", "\xff\xfe A"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if strings.TrimSpace(text) == "" {
			return
		}
		_, a := placed(t, p, "https://paris.example/", text)
		_, b := placed(t, p, "https://paris.example/", text)
		if len(a) != len(b) {
			t.Fatalf("%d and %d places", len(a), len(b))
		}
		for i := range a {
			if a[i] != b[i] {
				t.Errorf("%+v and %+v", a[i], b[i])
			}
		}
	})
}

// town is news about nothing, of the density of names that news has.
const town = `The minister arrived in Vienna on Tuesday for talks with delegates from Iran and Russia. "We have made progress,"
she told reporters after the second round, which lasted four hours. The Austrian hosts said that the delegations would
meet again in Geneva next week, and that officials from Brussels would join them. Nobody was hurt when a bridge near
Salzburg collapsed at night, according to the district council; the repairs will cost about three million euros. The
company, which has its seat in Linz, said that it would rebuild the bridge before winter. `

func BenchmarkPlaces(b *testing.B) {
	p := places(b)
	d, _ := placed(b, p, "https://www.example.com/", strings.Repeat(town, 5))
	b.ReportAllocs()
	for b.Loop() {
		p.Places(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}

func BenchmarkLoadPlaces(b *testing.B) {
	for b.Loop() {
		places(b)
	}
}

// A place that acts stands for who governs it.
func TestPlacesThatAct(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Kenya, Portugal and Norway agreed on a plan to share the water.", "Kenya associative, Portugal associative, Norway associative"},
		{"The bridge was bought by Norway.", "Norway associative"},
		{"The summit between Kenya and Norway took place in Lisbon.", "Kenya associative, Norway associative, Lisbon literal"},
		{"Nairobi hosted the talks, which were held near Lisbon.", "Nairobi literal, Lisbon literal"},
		{"Portugal lies on the sea.", "Portugal literal"},
	} {
		a := article("text", "A headline\n"+c.text)
		d := annotate(t, a)
		var got []string
		for _, p := range d.Places {
			got = append(got, p.Name+" "+p.Kind.String())
		}
		if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}
