package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// pile makes synthetic reports: statements of words whose frequencies fall off
// as in a language, speakers and outlets likewise.
type pile struct {
	rng   *rand.Rand
	words *rand.Zipf
	who   *rand.Zipf
	n     int
}

func newPile() *pile {
	rng := rand.New(rand.NewPCG(1, 2))
	return &pile{rng: rng, words: rand.NewZipf(rng, 1.1, 8, 30000), who: rand.NewZipf(rng, 1.2, 4, 3000)}
}

// frame is what stands in the original before the text.
var frame = strings.Repeat("<div class=menu><a href=/x>Menu</a></div>\n", 800)

// unframed reads the original of a report of the pile.
func unframed(original []byte, format string) (*sayso.Article, error) {
	return &sayso.Article{Text: strings.TrimPrefix(string(original), frame)}, nil
}

// report makes a report of n statements.
func (p *pile) report(n int) record.Report {
	var text strings.Builder
	span := func(s string) sayso.Span {
		start := int32(text.Len())
		text.WriteString(s)
		return sayso.Span{Start: start, End: int32(text.Len())}
	}
	d := &sayso.Document{Article: &sayso.Article{}}
	p.n++
	fmt.Fprintf(&text, "Report %d", p.n)
	d.Zones = append(d.Zones, sayso.Zone{Span: sayso.Span{End: int32(text.Len())}, Kind: sayso.ZoneHeadline})
	date := fmt.Sprintf("20%02d-%02d-%02d", 14+p.rng.IntN(10), 1+p.rng.IntN(12), 1+p.rng.IntN(28))
	for i := range n {
		text.WriteString("\n\n")
		name := fmt.Sprintf("Speaker Number %d", p.who.Uint64())
		source := span(name)
		d.Entities = append(d.Entities, sayso.Entity{Name: name, Type: sayso.EntityPerson})
		for range 3 { // as many mentions as a report has
			d.Mentions = append(d.Mentions, sayso.Mention{Span: source, Head: source, Entity: sayso.RefTo[sayso.Entity](i), Why: "name"})
		}
		text.WriteByte(' ')
		cue := span("said")
		text.WriteString(" that ")
		words := make([]string, 12+p.rng.IntN(16))
		for j := range words {
			words[j] = fmt.Sprintf("word%d", p.words.Uint64())
		}
		content := span(strings.Join(words, " "))
		d.Statements = append(d.Statements, sayso.Statement{Kind: sayso.Kind(p.rng.IntN(3)), Source: []sayso.Span{source}, Cue: []sayso.Span{cue},
			Content: []sayso.Span{content}, Speaker: sayso.RefTo[sayso.Entity](i), Score: 0.5,
			Chain: []sayso.Link{{Role: "outlet", Name: "x"}, {Role: "speaker", Name: name, At: []sayso.Span{source}}}})
		d.Zones = append(d.Zones, sayso.Zone{Span: sayso.Span{Start: source.Start, End: content.End}})
	}
	d.Text, d.Name, d.Format, d.Language = text.String(), fmt.Sprintf("r%d", p.n), "html", "en"
	d.Outlet = sayso.Outlet{Name: fmt.Sprintf("Outlet %d", p.rng.IntN(60)), Basis: "site name"}
	d.Date = sayso.Date{Value: date, Why: "article:published_time"}
	original := []byte(frame + d.Text)
	d.Original = sayso.DigestOf(original)
	d.ID = sayso.NewArticleID(d.Original)
	return record.Report{Document: d, Original: original, Pipeline: "0123456789ab"}
}

// BenchmarkAdd adds reports of 20 statements and 40 kB, one transaction each.
func BenchmarkAdd(b *testing.B) {
	s := openTemp(b)
	p := newPile()
	for b.Loop() {
		b.StopTimer()
		r := p.report(20)
		b.StartTimer()
		if _, err := s.Add(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

// BenchmarkQuery asks a record of 100,000 statements in 5,000 reports.
func BenchmarkQuery(b *testing.B) {
	s := openTemp(b)
	p := newPile()
	for range 5000 {
		if _, err := s.Add(b.Context(), p.report(20)); err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		q    record.Query
	}{
		{"First", record.Query{}},
		{"Last", record.Query{Offset: 99950}},
		{"RareWord", record.Query{Text: "word9000"}},
		{"CommonWord", record.Query{Text: "word3"}},
		{"TwoWords", record.Query{Text: "word3 word7"}},
		{"Phrase", record.Query{Text: `"word0 word1"`}},
		{"Speaker", record.Query{Speaker: "speaker-number-3"}},
		{"SpeakerPart", record.Query{Speaker: "number 30"}},
		{"Month", record.Query{From: "2019-03", To: "2019-03"}},
		{"Year", record.Query{From: "2019", To: "2019"}},
		{"Kind", record.Query{Kind: "direct"}},
		{"Outlet", record.Query{Outlet: "outlet-7"}},
		{"Everything", record.Query{Text: "word3", Speaker: "speaker-number-3", From: "2019", To: "2020", Kind: "direct"}},
	} {
		ask(b, "Statements/"+c.name, s.Statements, c.q)
		ask(b, "Articles/"+c.name, s.Articles, c.q)
		ask(b, "Speakers/"+c.name, s.Speakers, c.q)
		ask(b, "Outlets/"+c.name, s.Outlets, c.q)
	}
	ask(b, "All", s.Statements, record.Query{Limit: -1})
}

func ask[T any](b *testing.B, name string, list func(context.Context, record.Query) (record.Page[T], error), q record.Query) {
	b.Run(name, func(b *testing.B) {
		for b.Loop() {
			if _, err := list(b.Context(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
}
