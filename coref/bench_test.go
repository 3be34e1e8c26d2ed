package coref_test

import (
	"context"
	"strings"
	"testing"

	"sayso"
	"sayso/lang/en"
)

const report = `Valdan President Tomas Hale said on Tuesday that the bridge would reopen. "We keep our word," the president told
reporters in the capital, where both delegations have met since March. His envoy, Mara Orlan, was less certain: she said the
river council had not agreed to the toll, and its members wanted a new vote. The council, which was founded in 1974, met at
night. Hale added that he would write to them himself. `

func BenchmarkCoref(b *testing.B) {
	p, err := en.Pipeline()
	if err != nil {
		b.Fatal(err)
	}
	d, err := p.Run(context.Background(), &sayso.Article{Name: "report", Text: strings.Repeat(report, 10)})
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range p.Stages() {
		if s.Name != "coref" {
			continue
		}
		b.ReportAllocs()
		for b.Loop() {
			if err := s.Run(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
}
