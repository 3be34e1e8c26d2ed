package en_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"sayso"
	"sayso/attribution"
	"sayso/lang/en"
	"sayso/perceptron"
)

// lesson is an article of sentences "SOURCE|cue|content" with plain ones between.
func lesson(t *testing.T, p *sayso.Pipeline, n int) attribution.Gold {
	t.Helper()
	var b strings.Builder
	var sts []sayso.Statement
	add := func(s string) sayso.Span {
		from := int32(b.Len())
		b.WriteString(s)
		return sayso.Span{Start: from, End: int32(b.Len())}
	}
	for i, who := range []string{"The mayor", "Ana Reva", "A clerk", "Orlan"} {
		verb := []string{"said", "added", "warned", "claimed"}[(i+n)%4]
		s := sayso.Statement{Source: []sayso.Span{add(who)}}
		add(" ")
		s.Cue = []sayso.Span{add(verb)}
		add(" ")
		s.Content = []sayso.Span{add(fmt.Sprintf("that the dam would hold for %d days", n+i+2))}
		add(". ")
		sts = append(sts, s)
		add("The river rose in the night. Two boats left the harbour at noon. ")
	}
	text := b.String()
	a := &sayso.Article{Name: fmt.Sprint(n), Text: text, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}}
	d, err := p.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	d.Statements = sts
	return attribution.Gold{Document: d}
}

// The same articles and seed give the same bytes, and the model reads back; one
// that is cut short, or of another kind, is refused.
func TestAttributionTrainsAlike(t *testing.T) {
	trainer, err := en.NewAttributionTrainer(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	var gold []attribution.Gold
	for n := range 10 {
		gold = append(gold, lesson(t, trainer.Pipeline, n))
	}
	var files [2][]byte
	for i := range files {
		m, err := trainer.Train(context.Background(), gold, attribution.Training{Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := m.Save(&b, perceptron.Header{}); err != nil {
			t.Fatal(err)
		}
		files[i] = b.Bytes()
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two trainings differ")
	}
	clusters, err := en.Clusters(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := attribution.Load(bytes.NewReader(files[0]), clusters); err != nil {
		t.Error(err)
	}
	for _, n := range []int{0, 10, len(files[0]) / 2, len(files[0]) - 1} {
		if _, err := attribution.Load(bytes.NewReader(files[0][:n]), clusters); err == nil {
			t.Errorf("%d of %d bytes are read as a model", n, len(files[0]))
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := trainer.Train(ctx, gold, attribution.Training{Seed: 3}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled training: %v", err)
	}
}
