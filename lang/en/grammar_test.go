package en_test

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"sayso"
	"sayso/lang/en"
)

const reading = `The minister said on Tuesday that the talks would go on. "We are ready," she told reporters in the
capital, where both delegations have met since March. The bridge, which was built in 1974, had collapsed at night,
according to the district council; nobody was hurt. Asked whether the government would resign, Reva replied that it
would not. `

func grammar(t testing.TB) *en.Grammar {
	t.Helper()
	g, err := en.LoadGrammar(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGrammarReadsAReport(t *testing.T) {
	p, err := grammar(t).Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	d, err := p.Run(context.Background(), &sayso.Article{Name: "reading", Text: reading})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if w := d.Tokens[2]; w.Lemma != "say" || w.UPOS != "VERB" || w.XPOS != "VBD" || w.Rel != "root" {
		t.Errorf("said: %+v", w)
	}
	if w := d.Tokens[1]; w.Rel != "nsubj" || w.Head != 3 {
		t.Errorf("minister: %+v", w)
	}
}

// The models of grammar, names and coreference stay small enough to be part of
// the program.
func TestModelsAreSmall(t *testing.T) {
	sum := int64(0)
	for _, name := range []string{en.ClusterFile, en.PosFile, en.ParseFile, en.NamesFile, en.CorefFile} {
		info, err := fs.Stat(en.Models(), name)
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if sum > 20e6 {
		t.Errorf("%d bytes of models, want at most 20 MB", sum)
	}
}

func BenchmarkGrammar(b *testing.B) {
	p, err := grammar(b).Pipeline()
	if err != nil {
		b.Fatal(err)
	}
	d, err := p.Run(context.Background(), &sayso.Article{Name: "reading", Text: strings.Repeat(reading, 50)})
	if err != nil {
		b.Fatal(err)
	}
	g := grammar(b)
	b.ReportAllocs()
	for b.Loop() {
		g.Annotate(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// An ending that is cut off may be a part of a character only by its bytes.
func TestLemmasKeepCharactersWhole(t *testing.T) {
	p, err := grammar(t).Pipeline()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for r := rune(0xa1); r < 0x250; r++ {
		fmt.Fprintf(&text, "They sold 80 %c for two %cs, caf%cs and %c. ", r, r, r, r)
	}
	d, err := p.Run(context.Background(), &sayso.Article{Name: "characters", Text: text.String()})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range d.Tokens {
		if !utf8.ValidString(w.Lemma) {
			t.Errorf("%q has the lemma %q", w.Span.Of(d.Text), w.Lemma)
		}
	}
}

func BenchmarkLoadGrammar(b *testing.B) {
	for b.Loop() {
		grammar(b)
	}
}
