package link

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"sayso"
)

// fleetDoc is an article with an entity and the mentions of it that words name.
func fleetDoc(t *testing.T, text, name string, mentions ...string) *sayso.Document {
	t.Helper()
	d := &sayso.Document{Article: &sayso.Article{Text: text}, Entities: []sayso.Entity{{Name: name, Type: sayso.EntityPerson}}}
	for _, m := range mentions {
		d.Mentions = append(d.Mentions, sayso.Mention{Span: spanOf(t, text, m), Head: spanOf(t, text, m), Entity: 1})
	}
	return d
}

func spanOf(t *testing.T, text, words string) sayso.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("no %q in %q", words, text)
	}
	return sayso.Span{Start: int32(i), End: int32(i + len(words))}
}

// wordsModel weighs nothing but how alike the words are.
func wordsModel() *NamingModel {
	w := make([]float64, namingFeatures)
	w[0], w[4] = -2, 5 // bias, cosine of the stems
	return &NamingModel{Pair: map[string][]float64{"": w, Actors: w}}
}

func TestReferents(t *testing.T) {
	frequencies, err := ReadFrequencies(strings.NewReader("\t1000\nof\t990\nthe\t990\n"))
	if err != nil {
		t.Fatal(err)
	}
	words := &Words{Endings: []Ending{{From: "s"}}, Frequencies: frequencies, Classes: func(string) [3]uint16 { return [3]uint16{} }}
	a := fleetDoc(t, "Skipper Ada Pell left. The skipper of the ferry waved to ferry rebels.", "Ada Pell", "Ada Pell", "skipper of")
	b := fleetDoc(t, "The Ferry Rebels fought. Oda Lenn watched Ada Pell.", "Oda Lenn", "Oda Lenn")
	at := func(d *sayso.Document, words string, several bool) Naming {
		s := spanOf(t, d.Text, words)
		return Naming{Doc: d, Span: s, Head: sayso.Span{Start: s.Start + int32(strings.LastIndex(" "+words, " ")), End: s.End}, Several: several, One: !several, Type: Actors}
	}
	namings := []Naming{
		at(a, "Ada Pell", false),    // 0
		at(a, "skipper of", false),  // 1: coreference has it with 0
		at(a, "ferry rebels", true), // 2
		at(b, "Ferry Rebels", true), // 3: the words of 2
		at(b, "Oda Lenn", false),    // 4: another person
		at(b, "Ada Pell", false),    // 5: the words of 0
	}
	namings[1].Head = spanOf(t, a.Text, "skipper of")
	got, err := Referents(t.Context(), words, wordsModel(), namings, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{0, 0, 2, 2, 4, 0}; !slices.Equal(got, want) {
		t.Errorf("groups %v, want %v", got, want)
	}
	for i := range namings { // a type of its own keeps each apart
		namings[i].Type = string(rune('A' + i))
	}
	if got, err = Referents(t.Context(), words, wordsModel(), namings, nil); err != nil || !slices.Equal(got, []int{0, 1, 2, 3, 4, 5}) {
		t.Errorf("groups of types of their own: %v, %v", got, err)
	}
	if _, err := Referents(t.Context(), words, &NamingModel{}, namings, nil); err == nil {
		t.Error("a model without weights is no error")
	}
}

func TestAverageLink(t *testing.T) {
	p := []float32{
		0, .9, .6, 0,
		.9, 0, .3, 0,
		.6, .3, 0, .4,
		0, 0, .4, 0,
	}
	if got := averageLink(slices.Clone(p), []int{0, 1, 2, 3}, nil); !slices.Equal(got, []int{0, 0, 2, 3}) {
		t.Errorf("groups %v: .45 on average joins", got)
	}
	if got := averageLink(slices.Clone(p), []int{0, 1, 1, 3}, nil); !slices.Equal(got, []int{0, 0, 0, 3}) {
		t.Errorf("groups %v, want 1 and 2 together from the start, and 0 with them", got)
	}
	p[0*4+1], p[1*4+0] = never, never
	if got := averageLink(slices.Clone(p), []int{0, 1, 2, 3}, nil); got[0] == got[1] {
		t.Errorf("groups %v join what can never be one", got)
	}
}

func TestAverageLinkHeedsBonds(t *testing.T) {
	const n = 5
	alike := func(pairs ...[2]int) []float32 {
		p := make([]float32, n*n)
		for _, x := range pairs {
			p[x[0]*n+x[1]], p[x[1]*n+x[0]] = .8, .8
		}
		return p
	}
	all := alike([2]int{0, 1}, [2]int{0, 2}, [2]int{1, 2}, [2]int{0, 3}, [2]int{1, 3}, [2]int{2, 3}, [2]int{0, 4}, [2]int{1, 4}, [2]int{2, 4}, [2]int{3, 4})
	alone := []int{0, 1, 2, 3, 4}
	for _, c := range []struct {
		what  string
		p     []float32
		start []int
		bonds []Bond
		want  []int
	}{
		{"one leaves, the others stay", all, alone, []Bond{{2, 0, false}}, []int{0, 0, 2, 0, 0}},
		{"one leaves what an article joined", alike(), []int{0, 0, 0, 0, 4}, []Bond{{0, 1, false}}, []int{0, 1, 1, 1, 4}},
		{"two are one, and draw what is alike to either", alike([2]int{3, 4}), alone, []Bond{{0, 4, true}}, []int{0, 1, 2, 0, 0}},
		{"it leaves for another", alike([2]int{0, 1}, [2]int{1, 2}, [2]int{0, 2}, [2]int{3, 4}), alone, []Bond{{2, 3, true}, {2, 0, false}, {3, 0, false}}, []int{0, 0, 2, 2, 2}},
	} {
		if got := averageLink(slices.Clone(c.p), c.start, c.bonds); !slices.Equal(renumbered(got), renumbered(c.want)) {
			t.Errorf("%s: groups %v, want %v", c.what, got, c.want)
		}
	}
}

func TestNamingModelFile(t *testing.T) {
	var b bytes.Buffer
	m := wordsModel()
	if err := m.Write(&b, []string{"a note"}); err != nil {
		t.Fatal(err)
	}
	got, err := ReadNamingModel(bytes.NewReader(b.Bytes()))
	if err != nil || !slices.Equal(got.Pair[Actors], m.Pair[Actors]) || len(got.Pair) != 2 {
		t.Errorf("read back %v, %v", got, err)
	}
	for _, bad := range []string{"", "naming \"\" 1 2", "naming \"\"" + strings.Repeat(" x", namingFeatures), "weights"} {
		if _, err := ReadNamingModel(strings.NewReader(bad)); err == nil {
			t.Errorf("%.20q is no error", bad)
		}
	}
}
