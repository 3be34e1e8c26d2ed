package sayso_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"sayso"
)

func span(a, b int32) sayso.Span { return sayso.Span{Start: a, End: b} }

func TestSpans(t *testing.T) {
	spans := []sayso.Span{span(0, 2), span(3, 9), span(4, 6), span(8, 12)}
	if h, ok := sayso.Hull(spans); !ok || h != span(0, 12) {
		t.Errorf("Hull = %v %v", h, ok)
	}
	if _, ok := sayso.Hull(nil); ok {
		t.Error("Hull of nothing reports a span")
	}
	if span(0, 3).Overlaps(span(3, 5)) || !span(0, 4).Overlaps(span(3, 5)) {
		t.Error("half-open spans that only touch must not overlap")
	}
	if sayso.CompareSpans(span(1, 9), span(1, 3)) >= 0 {
		t.Error("an enclosing span must come before what it encloses")
	}
}

func TestRef(t *testing.T) {
	layer := []string{"a", "b"}
	for r, want := range map[sayso.Ref[string]]string{0: "", 1: "a", 2: "b", 3: "", -1: ""} {
		if got, ok := r.At(layer); got != want || ok != (want != "") {
			t.Errorf("Ref(%d).At = %q %v, want %q", r, got, ok, want)
		}
	}
	if sayso.RefTo[string](1) != 2 {
		t.Error("references are one-based")
	}
}

func TestStatementIDNamesThePassage(t *testing.T) {
	a := sayso.Statement{Cue: []sayso.Span{span(1, 2)}, Content: []sayso.Span{span(3, 4)}}
	b := a
	b.Score, b.Kind, b.Source = 0.5, sayso.Mixed, []sayso.Span{span(8, 9)}
	if a.ID("x") != b.ID("x") {
		t.Error("the ID must not depend on score, kind or source")
	}
	c := sayso.Statement{Content: []sayso.Span{span(1, 2), span(3, 4)}}
	if a.ID("x") == c.ID("x") || a.ID("x") == a.ID("y") {
		t.Error("other spans or another article must have another ID")
	}
	if len(a.ID("x")) != 16 {
		t.Errorf("ID %q: want 16 digits", a.ID("x"))
	}
}

func TestDigest(t *testing.T) {
	d := sayso.DigestOf([]byte("abc"))
	if !strings.HasPrefix(d.String(), "ba7816bf8f01cfea") {
		t.Errorf("SHA-256 of abc = %s", d)
	}
	if back, err := sayso.ParseDigest(d.String()); err != nil || back != d {
		t.Errorf("ParseDigest: %v %v", back, err)
	}
	for _, s := range []string{"", "ba78", strings.Repeat("z", 64)} {
		if _, err := sayso.ParseDigest(s); err == nil {
			t.Errorf("ParseDigest(%q) reports no error", s)
		}
	}
}

// TestCheck breaks one thing at a time in a sound document.
func TestCheck(t *testing.T) {
	sound := func() *sayso.Document {
		return &sayso.Document{
			Article:   &sayso.Article{Text: "“Öl,” said Ari.", Zones: []sayso.Zone{{Span: span(0, 20)}}},
			Tokens:    []sayso.Token{{Span: span(0, 3)}, {Span: span(3, 6)}, {Span: span(11, 15)}},
			Sentences: []sayso.Sentence{{First: 0, Last: 3}},
			Names:     []sayso.Name{{Span: span(3, 6), Type: sayso.EntityMisc}, {Span: span(11, 15), Type: sayso.EntityPerson}},
			Quotes:    []sayso.Quote{{Span: span(0, 10), Inner: span(3, 7)}},
			Mentions:  []sayso.Mention{{Span: span(16, 19), Head: span(16, 19), Entity: 1}},
			Entities:  []sayso.Entity{{Name: "Ari"}},
			Statements: []sayso.Statement{{Content: []sayso.Span{span(3, 7)}, Cue: []sayso.Span{span(11, 15)},
				Source: []sayso.Span{span(16, 19)}, Speaker: 1}},
		}
	}
	if err := sound().Check(); err != nil {
		t.Fatalf("a sound document: %v", err)
	}
	for want, breakIt := range map[string]func(*sayso.Document){
		"zone 1":               func(d *sayso.Document) { d.Zones[0].Span.End = 99 },
		"splits a character":   func(d *sayso.Document) { d.Tokens[1].Span = span(4, 6) },
		"token 2: starts at":   func(d *sayso.Document) { d.Tokens[1].Span = span(0, 3) },
		"sentence 1":           func(d *sayso.Document) { d.Sentences[0].Last = 9 },
		"name 2: is of type":   func(d *sayso.Document) { d.Names[1].Type = sayso.EntityGroup },
		"name 2: starts at":    func(d *sayso.Document) { d.Names[1].Span = span(3, 6) },
		"name 1: does not beg": func(d *sayso.Document) { d.Names[0].Span.End = 10 },
		"name 2: does not beg": func(d *sayso.Document) { d.Sentences[0].Last = 2 },
		"quote 1: inner":       func(d *sayso.Document) { d.Quotes[0].Inner = span(3, 11) },
		"quote continues 1":    func(d *sayso.Document) { d.Quotes[0].Continues = 1 },
		"mention 1: head":      func(d *sayso.Document) { d.Mentions[0].Head = span(15, 19) },
		"mention entity 1":     func(d *sayso.Document) { d.Mentions[0].Entity = 2 },
		"entity 1: no name":    func(d *sayso.Document) { d.Entities[0].Name = "" },
		"no content":           func(d *sayso.Document) { d.Statements[0].Content = nil },
		"statement speaker 1":  func(d *sayso.Document) { d.Statements[0].Speaker = 7 },
		"lies within itself":   func(d *sayso.Document) { d.Statements[0].Within = 1 },
		"dated without reason": func(d *sayso.Document) { d.Statements[0].Said.Value = "2021-02-01" },
		"has the cue and content of statement 1": func(d *sayso.Document) {
			d.Statements = append(d.Statements, d.Statements[0])
		},
		"not valid UTF-8": func(d *sayso.Document) { d.Text = "\xff" },
	} {
		d := sound()
		breakIt(d)
		err := d.Check()
		if err == nil || !strings.Contains(err.Error(), strings.ReplaceAll(want, "without reason", "without a reason")) {
			t.Errorf("want an error with %q, got %v", want, err)
		}
	}
}

func TestPipeline(t *testing.T) {
	gives := func(name string, needs, gives []sayso.Layer, run func(*sayso.Document) error) sayso.Annotator {
		return sayso.Annotator{Name: name, Version: "1", Needs: needs, Gives: gives, Run: run}
	}
	ok := func(*sayso.Document) error { return nil }
	tokens := []sayso.Layer{sayso.LayerTokens}
	if _, err := sayso.NewPipeline(gives("b", tokens, nil, ok)); err == nil || !strings.Contains(err.Error(), "needs layer tokens") {
		t.Errorf("missing layer: %v", err)
	}
	if _, err := sayso.NewPipeline(gives("a", nil, tokens, ok), gives("b", nil, tokens, ok)); err == nil || !strings.Contains(err.Error(), "both give") {
		t.Errorf("two writers: %v", err)
	}
	boom, err := sayso.NewPipeline(gives("boom", nil, tokens, func(*sayso.Document) error { panic("no") }))
	if err != nil {
		t.Fatal(err)
	}
	_, err = boom.Run(context.Background(), &sayso.Article{Name: "x.txt"})
	if err == nil || !strings.Contains(err.Error(), "x.txt: boom: internal error: no") {
		t.Errorf("a stage that panics: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := boom.Run(ctx, &sayso.Article{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	again, _ := sayso.NewPipeline(gives("boom", nil, tokens, ok))
	if boom.Fingerprint() != again.Fingerprint() {
		t.Error("the fingerprint must depend on names and versions alone")
	}
	if s := boom.Stages()[0].String(); s != "boom 1 → tokens" {
		t.Errorf("String = %q", s)
	}
}

func TestKindNames(t *testing.T) {
	for _, k := range []sayso.Kind{sayso.Direct, sayso.Indirect, sayso.Mixed} {
		if back, err := sayso.ParseKind(k.String()); err != nil || back != k {
			t.Errorf("ParseKind(%s) = %v %v", k, back, err)
		}
	}
	if _, err := sayso.ParseKind("loud"); err == nil {
		t.Error("an unknown kind must be an error")
	}
	for k := sayso.ZoneBody; k <= sayso.ZoneBoilerplate; k++ {
		var back sayso.ZoneKind
		if err := back.UnmarshalText([]byte(k.String())); err != nil || back != k {
			t.Errorf("zone kind %s: %v %v", k, back, err)
		}
	}
	for e := sayso.EntityUnknown; e <= sayso.EntityDocument; e++ {
		if sayso.ParseEntityType(e.String()) != e {
			t.Errorf("entity type %s does not come back", e)
		}
	}
}

// Check finds sentences that are no tree.
func TestCheckFindsWhatIsNoTree(t *testing.T) {
	type tok = sayso.Token
	for _, c := range []struct {
		tokens [4]tok // two sentences of two
		want   string
	}{
		{[4]tok{{Rel: "root"}, {Rel: "dep", Head: 1}, {}, {}}, ""},
		{[4]tok{{Rel: "root"}, {Rel: "root"}, {}, {}}, "sentence 1: 2 roots"},
		{[4]tok{{Rel: "root"}, {}, {}, {}}, "1 of 2 tokens have a relation"},
		{[4]tok{{Rel: "dep", Head: 2}, {Rel: "dep", Head: 1}, {}, {}}, "sentence 1: 0 roots"},
		{[4]tok{{Rel: "root"}, {Rel: "dep", Head: 3}, {}, {}}, "token 2: has head 3 outside"},
		{[4]tok{{}, {}, {Rel: "root"}, {Rel: "dep", Head: 4}}, "token 4: has head 4 outside its sentence or itself"},
		{[4]tok{{}, {}, {Rel: "root"}, {Head: 3}}, "token 4: has a head and no relation"},
	} {
		d := &sayso.Document{Article: &sayso.Article{Text: "abcd"}, Sentences: []sayso.Sentence{{First: 0, Last: 2}, {First: 2, Last: 4}}}
		for i, k := range c.tokens {
			k.Span = span(int32(i), int32(i+1))
			d.Tokens = append(d.Tokens, k)
		}
		err := d.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: got %v, want %q", c.tokens, err, c.want)
		}
	}
	d := &sayso.Document{Article: &sayso.Article{Text: "abc"}, Sentences: []sayso.Sentence{{First: 0, Last: 3}}}
	for i, k := range []tok{{Rel: "root"}, {Rel: "dep", Head: 3}, {Rel: "dep", Head: 2}} {
		k.Span = span(int32(i), int32(i+1))
		d.Tokens = append(d.Tokens, k)
	}
	if err := d.Check(); err == nil || !strings.Contains(err.Error(), "cycle") {
		t.Errorf("a cycle: got %v", err)
	}
}
