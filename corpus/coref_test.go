package corpus_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/corpus"
)

// chainsOf reads "abc de": chains of mentions that are one letter each.
func chainsOf(s string) [][]sayso.Span {
	var out [][]sayso.Span
	for f := range strings.FieldsSeq(s) {
		var c []sayso.Span
		for _, r := range f {
			c = append(c, sayso.Span{Start: int32(r), End: int32(r) + 1})
		}
		out = append(out, c)
	}
	return out
}

// The examples of the literature, with the figures it prints.
func TestCorefScore(t *testing.T) {
	type figures struct{ P, R float64 }
	for name, x := range map[string]struct {
		key, got      string
		muc, b3, ceaf figures
		conll         float64
	}{
		// Bagga and Baldwin 1998 for MUC and B³, Luo 2005 for CEAF-e.
		"Bagga and Baldwin 1": {"12345 67 89ABC", "12345 6789ABC", figures{9.0 / 10, 1}, figures{16.0 / 21, 1}, figures{11.0 / 12, 11.0 / 18}, 0},
		"Bagga and Baldwin 2": {"12345 67 89ABC", "1234589ABC 67", figures{9.0 / 10, 1}, figures{7.0 / 12, 1}, figures{5.0 / 6, 5.0 / 9}, 0},
		// Pradhan et al. 2014, section 4.
		"Pradhan": {"abc defg", "ab cd fghi", figures{2.0 / 5, 2.0 / 5}, figures{4.0 / 8, (5.0/3 + 5.0/4) / 7}, figures{1.3 / 3, 1.3 / 2}, 0.4582},
		"perfect": {"abc de", "de abc", figures{1, 1}, figures{1, 1}, figures{1, 1}, 1},
		"nothing": {"abc de", "", figures{}, figures{}, figures{}, 0},
	} {
		var s corpus.CorefScore
		s.Add(chainsOf(x.key), chainsOf(x.got), false)
		for _, m := range []struct {
			name string
			got  corpus.Ratio
			want figures
		}{{"MUC", s.MUC, x.muc}, {"B³", s.B3, x.b3}, {"CEAF-e", s.CEAFe, x.ceaf}} {
			p, r, _ := m.got.PRF()
			if math.Abs(p-m.want.P) > 1e-9 || math.Abs(r-m.want.R) > 1e-9 {
				t.Errorf("%s: %s P %.4f R %.4f, want P %.4f R %.4f", name, m.name, p, r, m.want.P, m.want.R)
			}
		}
		if x.conll > 0 && math.Abs(s.CoNLL()-x.conll) > 5e-4 {
			t.Errorf("%s: CoNLL %.4f, want %.4f", name, s.CoNLL(), x.conll)
		}
	}
}

func TestCorefScoreSingletons(t *testing.T) {
	var with, without corpus.CorefScore
	with.Add(chainsOf("ab c"), chainsOf("ab d"), true)
	without.Add(chainsOf("ab c"), chainsOf("ab d"), false)
	if p, r, _ := with.B3.PRF(); p != 2.0/3 || r != 2.0/3 {
		t.Errorf("with: P %v R %v", p, r)
	}
	if without.CoNLL() != 1 {
		t.Errorf("without: %v", without.CoNLL())
	}
}

func TestChains(t *testing.T) {
	d := corpus.Segmented{ID: "one", Text: "a b c d"}
	for i := range int32(4) {
		d.Words = append(d.Words, sayso.Span{Start: 2 * i, End: 2*i + 1})
	}
	d.Misc = []string{"X=1|Entity=(1-person-new(2-place-new-Lane_%28one%29", "Entity=2)(1-person)", "SpaceAfter=No", "Entity=1)(2-x)"}
	chains, err := corpus.Chains(d)
	if err != nil {
		t.Fatal(err)
	}
	span := func(a, b int32) sayso.Span { return sayso.Span{Start: a, End: b} }
	want := [][]sayso.Span{{span(0, 3), span(6, 7)}, {span(2, 3), span(0, 7)}}
	if diff := cmp.Diff(want, chains); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"Entity=7)", "Entity=(7-x"} {
		d.Misc = []string{bad, "", "", ""}
		if _, err := corpus.Chains(d); err == nil || !strings.Contains(err.Error(), "one") {
			t.Errorf("%s: got %v", bad, err)
		}
	}
}

func TestRuleScore(t *testing.T) {
	at := func(r rune) sayso.Span { return sayso.Span{Start: int32(r), End: int32(r) + 1} }
	d := &sayso.Document{Entities: make([]sayso.Entity, 2)}
	for _, m := range []struct {
		r      rune
		entity sayso.Ref[sayso.Entity]
		why    string
	}{{'a', 1, "name"}, {'b', 1, "pronoun"}, {'c', 2, "name"}, {'d', 1, "pronoun"}, {'x', 1, "pronoun"}, {'e', 0, "none"}} {
		d.Mentions = append(d.Mentions, sayso.Mention{Span: at(m.r), Entity: m.entity, Why: m.why})
	}
	s := corpus.RuleScore{}
	s.Add(chainsOf("ab cd"), d, func(m sayso.Mention) string { return m.Why })
	// b stands with a; d stands with b and should with c; a is judged by b behind
	// it; nothing stands with c; x is not in the key.
	want := corpus.RuleScore{"name": {Right: 1, Unknown: 1}, "pronoun": {Right: 1, Wrong: 1, Unknown: 1}}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
	var out strings.Builder
	if err := s.Print(&out); err != nil || !strings.Contains(out.String(), "50.0") {
		t.Errorf("%v\n%s", err, out.String())
	}
}
