package en_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sayso"
)

// BenchmarkStages runs the pipeline stage by stage and reports what share of its
// time times, dates, events, figures and places take together, and the view of
// the tokens that several stages make for themselves.
func BenchmarkStages(b *testing.B) {
	p, err := pipeline()
	if err != nil {
		b.Fatal(err)
	}
	var articles []*sayso.Article
	for _, text := range []string{report, town, reading} {
		a := article("report", "Talks on the dam open\n"+strings.Join(strings.Fields(text), " "))
		a.Date = sayso.Date{Value: "2021-02-12", Why: "set by the benchmark"}
		articles = append(articles, a)
	}
	found := []string{"timex", "dating", "events", "numex", "geoparse"}
	var all, when, written time.Duration
	for b.Loop() {
		for _, a := range articles {
			d := &sayso.Document{Article: a}
			for _, s := range p.Stages() {
				start := time.Now()
				if err := s.Run(d); err != nil {
					b.Fatal(err)
				}
				took := time.Since(start)
				all += took
				if slices.Contains(found, s.Name) {
					when += took
				}
			}
			start := time.Now()
			d.Written()
			written += time.Since(start)
		}
	}
	b.ReportMetric(100*when.Seconds()/all.Seconds(), "%found")
	b.ReportMetric(100*written.Seconds()/all.Seconds(), "%view")
}
