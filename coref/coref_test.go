package coref_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"sayso"
	"sayso/coref"
	"sayso/lang/en"
	"sayso/perceptron"
)

// pipeline is loaded once: its models take a moment.
var pipeline = sync.OnceValues(en.Pipeline)

func read(t testing.TB, text string) *sayso.Document {
	t.Helper()
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	a := &sayso.Article{Name: "test", Text: text, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}}
	d, err := p.Run(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

// entities writes each entity of d as its mentions, "a | b".
func entities(d *sayso.Document) map[string]string {
	out := map[string]string{}
	for _, m := range d.Mentions {
		e := d.Entities[m.Entity-1].Name
		if out[e] != "" {
			out[e] += " | "
		}
		out[e] += m.Span.Of(d.Text)
	}
	return out
}

func TestEntities(t *testing.T) {
	for name, c := range map[string]struct{ text, entity, want string }{
		"pronouns and a role": {
			"Valdan President Tomas Hale said the bridge would reopen. The president thanked his engineers. He left on Monday.",
			"Tomas Hale", "Valdan President Tomas Hale | The president | his | He"},
		"who says I": {
			"“I will write to them,” Mara Orlan said.",
			"Mara Orlan", "I | Mara Orlan"},
		"a thing that is spoken of again": {
			"Workers repaired an old mill. The mill had burned in March.",
			"old mill", "an old mill | The mill"},
	} {
		if got := entities(read(t, c.text))[c.entity]; got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// What is mentioned once and neither speaks nor has a name is not in the record,
// nor is what only pronouns refer to.
func TestRecordIsClean(t *testing.T) {
	d := read(t, "It rained. We bought a basket at the market, and we walked to our shop.")
	for _, e := range d.Entities {
		switch strings.ToLower(e.Name) {
		case "we", "market", "shop", "it":
			t.Errorf("entity %q", e.Name)
		}
	}
}

func TestFurnitureHasNoMentions(t *testing.T) {
	p, err := pipeline()
	if err != nil {
		t.Fatal(err)
	}
	text := "Mara Orlan said she would stay.\n\nShare this story with your friends. This story is ours."
	at := int32(strings.Index(text, "Share"))
	d, err := p.Run(context.Background(), &sayso.Article{Text: text, Zones: []sayso.Zone{
		{Span: sayso.Span{End: at - 2}}, {Span: sayso.Span{Start: at, End: int32(len(text))}, Kind: sayso.ZoneBoilerplate, Reason: "test"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range d.Mentions {
		if m.Span.Start >= at {
			t.Errorf("mention %q", m.Span.Of(text))
		}
	}
}

// lessons returns documents to learn from, with the entities that they have.
func lessons(t *testing.T) []coref.Example {
	t.Helper()
	p, err := en.StatementPipeline()
	if err != nil {
		t.Fatal(err)
	}
	var out []coref.Example
	for _, text := range []string{
		"The envoy left. She was tired.",
		"The minister spoke. She was late.",
		"The queen waved. She smiled.",
	} {
		d, err := p.Run(context.Background(), &sayso.Article{Text: text, Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}}})
		if err != nil {
			t.Fatal(err)
		}
		she := int32(strings.Index(text, "She"))
		first := int32(strings.Index(text, " ") + 1)
		first += int32(strings.Index(text[first:], " "))
		out = append(out, coref.Example{Document: d, Chains: [][]sayso.Span{{{Start: 0, End: first}, {Start: she, End: she + 3}}}})
	}
	return out
}

// A model learns from its lessons, is the same each time, and survives its file.
func TestTrain(t *testing.T) {
	examples := lessons(t)
	opt := coref.Training{Seed: 1, Passes: 5, Keep: 1000, Margin: 1, FalseNew: 1, FalseLink: 1}
	var files [2]bytes.Buffer
	for i := range files {
		m, err := en.TrainCoref(context.Background(), examples, opt)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Save(&files[i], perceptron.Header{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two trainings give two models")
	}
	m, err := coref.Load(&files[0], &coref.Words{}, &perceptron.Clusters{})
	if err != nil || m == nil {
		t.Fatalf("load: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := en.TrainCoref(ctx, examples, opt); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: got %v", err)
	}
}

func TestLoadRefusesOtherFiles(t *testing.T) {
	for _, bad := range []string{"", "nothing\n", `sayso model 1 {"Kind":"pos"}` + "\n", `sayso model 1 {"Kind":"coref","Features":"1"}` + "\n"} {
		if _, err := coref.Load(strings.NewReader(bad), nil, nil); err == nil || !strings.Contains(err.Error(), "model file") {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}

// Twice the text takes about twice the candidates: a very long text does not
// blow up.
func BenchmarkCoref(b *testing.B) {
	for _, n := range []int{10, 100} {
		d := read(b, strings.Repeat(report, n))
		p, _ := pipeline()
		for _, s := range p.Stages() {
			if s.Name != "coref" {
				continue
			}
			b.Run(map[int]string{10: "report", 100: "book"}[n], func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := s.Run(d); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Tokens)), "ns/token")
			})
		}
	}
}

const report = `Valdan President Tomas Hale said on Tuesday that the bridge would reopen. "We keep our word," the president told
reporters in the capital, where both delegations have met since March. His envoy, Mara Orlan, was less certain: she said the
river council had not agreed to the toll, and its members wanted a new vote. The council, which was founded in 1974, met at
night. Hale added that he would write to them himself. `
