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
		Joints: map[string]bool{"of": true, "in": true},
	}
	for _, c := range []struct{ line, want string }{
		{"the/the/DET/det/3 armed/armed/ADJ/amod/3 rebels/rebel/NOUN/nsubj/0 in/in/ADP/case/6 the/the/DET/det/6 port/port/NOUN/nmod/3",
			"the armed rebels in the port|armed rebels|group"},
		{"some/some/DET/det/2 groups/group/NOUN/nsubj/0 of/of/ADP/case/4 rebels/rebel/NOUN/nmod/2",
			"some groups of rebels|groups of rebels|group; rebels|rebels|group"},
		{"a/a/DET/det/2 rebel/rebel/NOUN/nsubj/0 with/with/ADP/case/4 boats/boat/NOUN/nmod/2", "a rebel|rebel|person"},
		{"two/two/NUM/nummod/2 separatists/separatist/NOUN/root/0 ,/,/PUNCT/punct/4 florists/florist/NOUN/appos/2", "two separatists|separatists|group"},
		{"rebel/rebel/NOUN/compound/2 ships/ship/NOUN/root/0", ""},
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
