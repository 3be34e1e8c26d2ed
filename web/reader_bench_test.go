package web

import (
	"fmt"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// BenchmarkReader cuts one long paragraph that holds nothing but statements,
// which is the worst a report can be for the reader.
func BenchmarkReader(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(n, " statements"), func(b *testing.B) {
			one := "“It stands,” she said. "
			doc := &sayso.Document{Article: &sayso.Article{ID: "a", Text: strings.Repeat(one, n)}}
			var rows []record.Statement
			for i := range n {
				at := func(words string) []sayso.Span {
					s := int32(i*len(one) + strings.Index(one, words))
					return []sayso.Span{{Start: s, End: s + int32(len(words))}}
				}
				st := sayso.Statement{Kind: sayso.Direct, Content: at("It stands,"), Source: at("she"), Cue: at("said")}
				doc.Statements, rows = append(doc.Statements, st), append(rows, record.Statement{Statement: st, ID: fmt.Sprint(i)})
			}
			for b.Loop() {
				readerBlocks(doc, rows, "", sayso.Span{End: int32(len(doc.Text))})
			}
		})
	}
}
