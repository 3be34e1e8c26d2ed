package link_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sayso"
	"sayso/lang/en"
	"sayso/link"
)

func english(t testing.TB) (*link.Words, *link.Model) {
	t.Helper()
	words, err := en.LinkWords(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	model, err := en.LinkModel(en.Models())
	if err != nil {
		t.Fatal(err)
	}
	return words, model
}

func article(name, date, title, text string) *sayso.Article {
	return &sayso.Article{
		ID: sayso.ArticleID(name), Name: name, Title: title, Text: text, Date: sayso.Date{Value: date, Why: "test"},
		Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}}},
	}
}

// prose returns n words of made-up prose, another for each seed.
func prose(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	words := strings.Fields("harbour council bridge ferry budget storm teacher valley orchard railway mayor flood clinic quarry lantern market engineer pasture timber canal")
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", words[r.IntN(len(words))], r.IntN(40))
		if i%12 == 11 {
			b.WriteString(". ")
		}
	}
	return b.String()
}

// Whole, cut, embedded and merged copies join their original; an embedding page
// that holds an old article whole stays with the one of its own days.
func TestReprints(t *testing.T) {
	a, b, c := prose(1, 400), prose(2, 300), prose(3, 300)
	half := len(a) / 2
	articles := []*sayso.Article{
		article("old", "2021-01-04", "", c),
		article("original", "2021-05-01", "", a),
		article("other", "2021-05-01", "", b),
		article("whole", "2021-05-02", "", a),
		article("cut", "2021-05-02", "", a[:half/2]),
		article("merged", "2021-05-02", "", a[half:]+a[:half]),
		article("embedding", "2021-05-02", "", c[:len(c)/2]+a[:half]+c[len(c)/2:]),
	}
	state := &link.Memory{}
	r := link.NewReprints(state)
	for i, x := range articles {
		if _, err := r.Add(t.Context(), i, x); err != nil {
			t.Fatal(err)
		}
	}
	groups := groupsOf(t, state, len(articles))
	var got [7]bool
	for i := range articles {
		got[i] = groups[i] == groups[1]
	}
	if want := [7]bool{1: true, 3: true, 4: true, 5: true, 6: true}; got != want {
		t.Errorf("with the original: %v, want %v", got, want)
	}
	var sources []link.Source
	for _, g := range groups[:5] {
		sources = append(sources, link.Source{Group: g})
	}
	if n := link.Origins(sources); n != 3 {
		t.Errorf("%d origins, want 3", n)
	}
	copies, err := r.Copies(t.Context(), 4)
	if err != nil {
		t.Fatal(err)
	}
	if len(copies) == 0 || copies[0].Of != 1 && copies[0].Of != 3 && copies[0].Of != 5 || copies[0].Share < 0.9 {
		t.Errorf("the cut copy's material: %+v", copies)
	}
	copies, err = r.Copies(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range copies {
		if x.Of == 1 && (!x.Origin || x.Copied) {
			t.Error("the article of the day before is not the origin")
		}
	}
	// Without the original and the merged copy the cut one is tied to the whole one.
	for _, gone := range []int{1, 5} {
		if _, err := r.Remove(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
	}
	if groups = groupsOf(t, state, len(articles)); groups[1] != 0 || groups[3] != groups[4] || groups[3] == 0 {
		t.Errorf("groups %v", groups)
	}
}

func groupsOf(t *testing.T, s link.State, n int) []int {
	t.Helper()
	items := make([]int, n)
	for i := range items {
		items[i] = i
	}
	groups, err := s.Groups(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

// Texts that credit one agency, and the agency's own, are one origin.
func TestOriginsJoinByCredit(t *testing.T) {
	articles := []link.Source{
		{Group: 1, Outlet: "The Post", Agencies: []string{"Northwire"}}, {Group: 2, Agencies: []string{"northwire", "Seapress"}},
		{Group: 3, Outlet: "NorthWire"}, {Group: 4, Outlet: "The Post"}, {Group: 5},
	}
	if n := link.Origins(articles); n != 3 {
		t.Errorf("%d origins, want 3", n)
	}
}

var reports = []*sayso.Article{
	article("a", "2021-05-01", "Ferry sinks off Larkmouth, crew of nine rescued",
		"The ferry Saint Osyth sank off Larkmouth early on Saturday after its engine room flooded. All nine of the crew were rescued by the lifeboat. Harbour master Ines Cattermole said the ferry had been inspected in March."),
	article("b", "2021-05-01", "Nine saved as Larkmouth ferry goes down",
		"Nine sailors were saved on Saturday when the ferry Saint Osyth went down off Larkmouth. Water had entered the engine room, Harbour master Ines Cattermole said. A lifeboat took the crew ashore."),
	article("c", "2021-05-01", "Valley council votes to close two schools",
		"The council of Upper Tarn voted on Saturday to close two primary schools in the valley, against the protest of parents. Councillor Bram Oyelaran said that the number of pupils had halved in ten years."),
	article("d", "2021-05-02", "Parents protest against closing of schools in Upper Tarn",
		"Parents in Upper Tarn protested on Sunday against the closing of two primary schools, for which the council voted the day before. The number of pupils had halved, councillor Bram Oyelaran said."),
}

func TestStories(t *testing.T) {
	words, model := english(t)
	state := &link.Memory{}
	s := link.NewStories(words, model, state)
	for i, a := range reports {
		if _, err := s.Add(t.Context(), i, a); err != nil {
			t.Fatal(err)
		}
	}
	if g := groupsOf(t, state, 4); g[0] != g[1] || g[2] != g[3] || g[0] == g[2] {
		t.Errorf("stories %v", g)
	}
	if _, err := s.Remove(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if g := groupsOf(t, state, 4); g[1] != 0 || g[0] == 0 || g[2] != g[3] {
		t.Errorf("stories without the second: %v", g)
	}
}

func tell(article, speaker, text string) *link.Telling {
	return &link.Telling{Article: sayso.ArticleID(article), Text: text, Speaker: speaker, Person: speaker != "", Content: []sayso.Span{{End: int32(len(text))}}}
}

// A paraphrase joins, another statement on the subject does not, and neither does
// the same sentence of another speaker.
func TestUtterances(t *testing.T) {
	words, model := english(t)
	state := &link.Memory{}
	u := link.NewUtterances(words, model, state)
	for i, x := range []*link.Telling{
		tell("a", "Ines Cattermole", "We hope the owners of the ferry will come to their senses and pay the crew"),
		tell("b", "Cattermole", "We expect that the ferry's owners will come to their senses and will pay the crews"),
		tell("b", "Cattermole", "The lifeboat of Larkmouth is forty years old and has to be replaced"),
		tell("c", "Bram Oyelaran", "We hope the owners of the ferry will come to their senses and pay the crew"),
	} {
		if _, err := u.Add(t.Context(), i, x); err != nil {
			t.Fatal(err)
		}
	}
	g := groupsOf(t, state, 4)
	if g[0] != g[1] {
		t.Error("a paraphrase is another utterance")
	}
	if g[0] == g[2] || g[0] == g[3] {
		t.Error("another statement, or another speaker's, is the same utterance")
	}
	if p, err := u.Pairs(t.Context(), []int{0, 1, 2, 3}); err != nil || len(p) != 1 || p[0].A != 0 || p[0].B != 1 {
		t.Errorf("pairs %+v, %v", p, err)
	}
}

func TestAlign(t *testing.T) {
	words, _ := english(t)
	a := tell("a", "", "We hope our call for a truce in the valley will be heard")
	b := tell("b", "", "We hope our appeal for a truce in the whole valley is heard today")
	quoted := func(x *link.Telling) []sayso.Span { return x.Content }
	var got []string
	for _, s := range link.Align(words, a, b, quoted(a), quoted(b)).Steps {
		mark := ""
		if s.Unfaithful {
			mark = " !"
		}
		got = append(got, fmt.Sprintf("%s [%s] [%s]%s", s.Op, s.A.Of(a.Text), s.B.Of(b.Text), mark))
	}
	want := []string{
		"same [We hope our] [We hope our]", "reworded [call] [appeal] !", "same [for a truce in the] [for a truce in the]",
		"inserted [] [whole] !", "same [valley] [valley]", "reworded [will] [is] !", "cut [be] [] !", "same [heard] [heard]", "inserted [] [today]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The steps give every word of both back, in order.
	rest := [2]string{}
	for _, s := range link.Align(words, a, b, nil, nil).Steps {
		rest[0], rest[1] = rest[0]+s.A.Of(a.Text)+" ", rest[1]+s.B.Of(b.Text)+" "
		if s.Unfaithful {
			t.Error("unfaithful without quotation marks")
		}
	}
	for i, x := range []*link.Telling{a, b} {
		if strings.Join(strings.Fields(rest[i]), " ") != x.Text {
			t.Errorf("the steps give %q of %q", rest[i], x.Text)
		}
	}
	order := link.LeastChanged(words, []*link.Telling{tell("c", "", "Nobody listens to us"), b, a, a})
	if !slices.Equal(order, []int{2, 3, 1, 0}) {
		t.Errorf("least changed first: %v", order)
	}
}

// A statement that hundreds of outlets carry stays one utterance, though each is
// compared with a few of them.
func TestUtteranceOfHundreds(t *testing.T) {
	words, model := english(t)
	state := &link.Memory{}
	u := link.NewUtterances(words, model, state)
	s := link.NewStories(words, model, &link.Memory{})
	const n = 400
	for i := range n {
		x := tell(fmt.Sprint(i), "Ines Cattermole", "We hope the owners of the ferry will come to their senses and pay the crew")
		if _, err := u.Add(t.Context(), i+1, x); err != nil {
			t.Fatal(err)
		}
		a := article(fmt.Sprint(i), "2021-05-01", reports[0].Title, reports[0].Text)
		if _, err := s.Add(t.Context(), i+1, a); err != nil {
			t.Fatal(err)
		}
	}
	groups := groupsOf(t, state, n+1)[1:]
	slices.Sort(groups)
	if got := len(slices.Compact(groups)); got != 1 {
		t.Errorf("%d utterances, want 1", got)
	}
}
