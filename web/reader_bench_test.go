package web

import (
	"fmt"
	"strings"
	"testing"

	"sayso"
)

// BenchmarkReader cuts one long paragraph that holds nothing but statements,
// which is the worst a report can be for the reader.
func BenchmarkReader(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(n, " statements"), func(b *testing.B) {
			one := "“It stands,” she said. "
			doc := &sayso.Document{Article: &sayso.Article{ID: "a", Text: strings.Repeat(one, n)}}
			for i := range n {
				at := func(words string) []sayso.Span {
					s := int32(i*len(one) + strings.Index(one, words))
					return []sayso.Span{{Start: s, End: s + int32(len(words))}}
				}
				doc.Statements = append(doc.Statements, sayso.Statement{Kind: sayso.Direct, Content: at("It stands,"), Source: at("she"), Cue: at("said")})
			}
			for b.Loop() {
				readerBlocks(doc, nil, "", sayso.Span{End: int32(len(doc.Text))})
			}
		})
	}
}
