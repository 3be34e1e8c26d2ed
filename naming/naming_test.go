package naming

import (
	"strings"
	"testing"

	"sayso"
)

// tree is a sentence of "form/lemma/UPOS/relation/head", the head counted from 1.
func tree(t *testing.T, line string) *sayso.Document {
	t.Helper()
	d := &sayso.Document{Article: &sayso.Article{}}
	for _, f := range strings.Fields(line) {
		p := strings.Split(f, "/")
		if len(p) != 5 {
			t.Fatalf("%q: want five parts", f)
		}
		if d.Text != "" {
			d.Text += " "
		}
		start := int32(len(d.Text))
		d.Text += p[0]
		head := sayso.Ref[sayso.Token](p[4][0] - '0')
		tok := sayso.Token{Span: sayso.Span{Start: start, End: int32(len(d.Text))}, Lemma: p[1], UPOS: p[2], Rel: p[3], Head: head, XPOS: "NN"}
		if tok.UPOS == "NOUN" && p[0] != p[1] {
			tok.XPOS = "NNS"
		}
		d.Tokens = append(d.Tokens, tok)
	}
	d.Sentences = []sayso.Sentence{{Last: int32(len(d.Tokens))}}
	return d
}

func TestFind(t *testing.T) {
	w := &Words{
		Actors:  map[string]sayso.EntityType{"rebel": sayso.EntityPerson, "group": sayso.EntityGroup, "envoy": sayso.EntityPerson},
		Endings: []string{"ist"}, NotActor: map[string]bool{"florist": true}, Members: map[string]bool{"group": true}, Part: "of",
		Joints: map[string]bool{"of": true, "in": true}, Sides: map[string]bool{"rebel": true},
	}
	for _, c := range []struct{ line, want string }{
		{"the/the/DET/det/3 armed/armed/ADJ/amod/3 rebels/rebel/NOUN/nsubj/0 in/in/ADP/case/6 the/the/DET/det/6 port/port/NOUN/nmod/3",
			"the armed rebels in the port|armed rebels|group"},
		{"some/some/DET/det/2 groups/group/NOUN/nsubj/0 of/of/ADP/case/4 rebels/rebel/NOUN/nmod/2",
			"some groups of rebels|groups of rebels|group; rebels|rebels|group"},
		{"a/a/DET/det/2 rebel/rebel/NOUN/nsubj/0 with/with/ADP/case/4 boats/boat/NOUN/nmod/2", "a rebel|rebel|person"},
		{"two/two/NUM/nummod/2 separatists/separatist/NOUN/root/0 ,/,/PUNCT/punct/4 florists/florist/NOUN/appos/2", "two separatists|separatists|group"},
		{"rebel/rebel/NOUN/compound/2 ships/ship/NOUN/root/0", "rebel|rebel|group"},
		{"rebel/rebel/NOUN/compound/2 envoys/envoy/NOUN/root/0", "rebel envoys|rebel envoys|group"},
		{"envoy/envoy/NOUN/compound/2 ships/ship/NOUN/root/0", ""},
	} {
		d := tree(t, c.line)
		var got []string
		for _, n := range find(w, d) {
			got = append(got, n.Span.Of(d.Text)+"|"+n.Core.Of(d.Text)+"|"+n.Type.String())
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\n got %q\nwant %q", d.Text, s, c.want)
		}
	}
	held := tree(t, "envoy/envoy/NOUN/compound/2 held/hold/VERB/amod/3 town/town/NOUN/root/0")
	held.Text = strings.Replace(held.Text, "envoy held", "envoy-held", 1)
	if ns := find(w, held); len(ns) != 1 || ns[0].Span.Of(held.Text) != "envoy" || ns[0].Type != sayso.EntityGroup {
		t.Errorf("who holds a town: %+v", ns)
	}
	state := tree(t, "the/the/DET/det/2 Valda/Valda/PROPN/nsubj/3 said/say/VERB/root/0 Valda/Valda/PROPN/obj/3")
	state.Entities = []sayso.Entity{{Name: "Valda", Type: sayso.EntityPlace}}
	for _, i := range []int{1, 3} {
		state.Mentions = append(state.Mentions, sayso.Mention{Span: state.Tokens[i].Span, Head: state.Tokens[i].Span, Entity: 1})
	}
	state.Statements = []sayso.Statement{{Source: []sayso.Span{{Start: 0, End: state.Tokens[1].Span.End}}, Content: []sayso.Span{state.Tokens[3].Span}}}
	if ns := find(w, state); len(ns) != 1 || ns[0].Head != state.Tokens[1].Span || ns[0].Type != sayso.EntityOrganisation {
		t.Errorf("a state that speaks, and one that is spoken of: %+v", ns)
	}
	d := tree(t, "envoy/envoy/NOUN/nsubj/0 Lenn/Lenn/PROPN/dep/0")
	d.Entities = []sayso.Entity{{Name: "Oda Lenn", Type: sayso.EntityPerson}}
	d.Mentions = []sayso.Mention{{Span: d.Tokens[1].Span, Head: d.Tokens[1].Span, Entity: 1}}
	if ns := find(w, d); len(ns) != 1 || ns[0].Span.Of(d.Text) != "envoy Lenn" || ns[0].Entity != 1 {
		t.Errorf("an office before a name: %+v", ns)
	}
	d.Zones = []sayso.Zone{{Span: sayso.Span{End: int32(len(d.Text))}, Kind: sayso.ZoneByline}}
	if ns := find(w, d); len(ns) != 0 {
		t.Errorf("a byline names %+v", ns)
	}
}
