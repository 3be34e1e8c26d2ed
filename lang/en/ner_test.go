package en_test

import (
	"bytes"
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/lang/en"
	"sayso/ner"
)

const report = `Maria Jensen, the Danish envoy, met officials of the World Bank in Paris on Monday. "We expect a decision soon," ` +
	`Jensen told Reuters. The Finance Ministry in Nairobi declined to comment on her remarks, and so did President John Mwangi. `

func TestNamesOfAReport(t *testing.T) {
	p, err := grammar(t).Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.Run(context.Background(), &sayso.Article{Name: "report", Text: report})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range d.Names {
		got = append(got, n.Type.String()+" "+n.Span.Of(d.Text))
	}
	for _, want := range []string{"person Maria Jensen", "norp Danish", "organisation World Bank", "place Paris", "person Jensen",
		"organisation Reuters", "place Nairobi", "person John Mwangi"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %s in %q", want, got)
		}
	}
}

func BenchmarkNames(b *testing.B) {
	g := grammar(b)
	p, err := g.Pipeline()
	if err != nil {
		b.Fatal(err)
	}
	d, err := p.Run(context.Background(), &sayso.Article{Name: "report", Text: strings.Repeat(report+reading, 25)})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		g.Names.Find(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoadNames(b *testing.B) {
	clusters, err := en.Clusters(en.Models())
	if err != nil {
		b.Fatal(err)
	}
	file, err := fs.ReadFile(en.Models(), en.NamesFile)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ner.Load(bytes.NewReader(file), clusters); err != nil {
			b.Fatal(err)
		}
	}
}
