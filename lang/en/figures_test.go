package en_test

import (
	"fmt"
	"strings"
	"testing"

	"sayso"
	"sayso/export"
	"sayso/lang/en"
	"sayso/numex"
)

// figures returns the pipeline from text to figures, over tags and trees.
func figures(t testing.TB) *sayso.Pipeline {
	t.Helper()
	grammar, err := en.LoadGrammar(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	trees, err := grammar.Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	words, err := en.Figures()
	if err != nil {
		t.Fatal(err)
	}
	p, err := sayso.NewPipeline(append(trees.Stages(), numex.Annotator(words, sayso.LayerTags, sayso.LayerTrees))...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What figures count, where only a noun phrase can tell: "number unit / counted
// / hedge".
func TestFiguresCount(t *testing.T) {
	p := figures(t)
	for _, c := range []struct{ text, want string }{
		{"Around 80,000 people crossed the old bridge.", "80000 people / people / Around"},
		{"The council hired no more than a dozen new inspectors.", "12 new inspector / new inspectors / no more than"},
		{"A third of the voters stayed at home.", "0.3333333333333333 voter / the voters"},
		{"Thousands of farmers lost their fields.", "1000-10000 farmer / farmers"},
		{"One of the minister's closest advisers resigned.", "1 close adviser / the minister's closest advisers"},
		{"The port lost 14 first-team players; it bought 300 rented cranes.", "14 first-team player / first-team players; 300 crane / rented cranes"},
		{"She wrote a 12 page report for the 200-seat hall.", "12 page / page; 200 seat / seat"},
		{"They sold 20 radio and newspaper interviews.", "20 radio and newspaper interview / radio and newspaper interviews"},
		{"About 60% of its revenue came from 20 tonnes of salt.", "60 percentage / its revenue / About; 20 tonne / salt"},
		{"Eight or nine barges sank, and 95 were saved.", "8 barge / barges; 9 barge / barges; 95 barge / barges"},
		{"The mayor, 44, spoke to a 15-year-old boy in Section 12.", "44 year of age; 15 year of age"},
		{"Output rose to 3.9 million tons from 2.4 million in 2017.", "3900000 ton; 2400000"},
		{"In 2019 the Orlan 500 index closed at 13,176.", "13176"},
		{"One in four households has no well.", "0.25 household / households"},
		{"It is the one thing that no one at Number 10 asked in May 2018.", ""},
	} {
		d, err := p.Run(t.Context(), &sayso.Article{Name: "t", Text: c.text, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(c.text))}}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		var got []string
		for i := range d.Figures {
			f := &d.Figures[i]
			s := strings.TrimSpace(fmt.Sprintf("%s %s", export.FigureValue(f), f.Unit))
			if !f.Counted.Empty() {
				s += " / " + f.Counted.Of(c.text)
			}
			if !f.Hedge.Empty() {
				s += " / " + f.Hedge.Of(c.text)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

// Units of one dimension convert into each other as the definitions say.
func TestUnitsConvert(t *testing.T) {
	words, err := en.Figures()
	if err != nil {
		t.Fatal(err)
	}
	units := map[string]numex.Unit{}
	for _, u := range words.Units {
		if _, twice := units[u.Name]; !twice {
			units[u.Name] = u
		}
	}
	for _, c := range []struct {
		from, to string
		want     float64
	}{
		{"mile", "kilometre", 1.609344}, {"nautical mile", "metre", 1852}, {"acre", "square foot", 43560}, {"square mile", "acre", 640},
		{"gallon", "litre", 3.785411784}, {"barrel", "gallon", 42}, {"pound-mass", "ounce", 16}, {"ton", "pound-mass", 2000}, {"stone", "pound-mass", 14},
		{"mile per hour", "kilometre per hour", 1.609344}, {"horsepower", "watt", 745.6998715822702}, {"foot pound-force", "newton metre", 1.3558179483314004},
		{"kilowatt hour", "joule", 3.6e6}, {"week", "hour", 168}, {"cubic foot", "cubic inch", 1728}, {"gigabit per second", "megabyte per second", 125},
	} {
		from, to := units[c.from], units[c.to]
		if from.Dimension == "" || from.Dimension != to.Dimension {
			t.Errorf("%s and %s: dimensions %q and %q", c.from, c.to, from.Dimension, to.Dimension)
			continue
		}
		if got := from.Factor / to.Factor; got < c.want*(1-1e-6) || got > c.want*(1+1e-6) {
			t.Errorf("%s is %v %s, want %v", c.from, got, c.to, c.want)
		}
	}
}

// Every word of the lists of numbers has one.
func TestNumberWords(t *testing.T) {
	words, err := en.Figures()
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []map[string]float64{words.Magnitudes, words.Suffixes, words.Vague, words.Fractions, words.Cardinals} {
		for w, v := range list {
			if v <= 0 && w != "zero" || v > 1e15 {
				t.Errorf("%q is %v", w, v)
			}
		}
	}
	if words.Fractions["thirds"] != 1./3 || words.Cardinals["ninety"] != 90 || words.Suffixes["bn"] != 1e9 {
		t.Error("a third, ninety or a billion is wrong")
	}
}
