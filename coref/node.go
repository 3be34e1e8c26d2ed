package coref

import (
	"sort"
	"strings"

	"sayso"
	"sayso/perceptron"
)

// node is a noun phrase with what the ranker looks at.
type node struct {
	phrase
	span      sayso.Span
	kind      uint32 // what the features are told apart by: the form, of a pronoun the word
	lemma     uint32 // fingerprint of the head's lemma
	class     [3]uint32
	text      uint32   // fingerprint of the words but for a determiner in front
	words     []uint32 // of its noun phrase, but for determiners and marks
	before    uint32   // how many of words stand before the head
	figure    uint32   // fingerprint of the number among words, 0 when there is none
	det       determiner
	prep      uint32 // the preposition in front, 0 when there is none
	within    bool   // that preposition says that it is a place: "met in Sennet"
	number    uint8  // 0 unknown, 1 one, 2 several
	person    uint8  // of a pronoun
	gender    Gender
	typ       sayso.EntityType
	reflex    bool
	rel       uint32 // relation of the head
	governing uint32 // class of the word that the head hangs on, with the relation
	governor  int32  // token that the head hangs on, or -1
	quote     int32  // outermost quotation around it, one-based, 0 outside
	said      int32  // the statement whose content it stands in, one-based, 0 outside
	source    int32  // the statement that it is the source of, one-based
	speaker   int32  // node that says the statement it stands in, or -1
	known     int32  // the thing that the rules found it to be, or -1
	role      *told  // what a phrase like "the Valdan leader" says of somebody, or nil
	entity    int32
	why       string
}

// maxWords bounds the words of a phrase that are compared.
const maxWords = 12

// determiner is how a phrase is introduced.
type determiner uint8

const (
	detNone determiner = iota
	detDefinite
	detIndefinite
	detDemonstrative
	detPossessive
	detOther
)

// look fills in what is known of each phrase on its own.
func (k *ranker) look() {
	d := k.d
	ps := phrases(d)
	k.nodes = make([]node, 0, len(ps))
	seen := map[sayso.Span]bool{}
	for _, p := range ps {
		if !k.r.readable(int(p.sentence)) {
			continue
		}
		n := node{phrase: p, entity: -1, known: -1, governor: -1, speaker: -1}
		n.span = sayso.Span{Start: d.Tokens[p.first].Span.Start, End: d.Tokens[p.end-1].Span.End}
		if seen[n.span] {
			continue
		}
		seen[n.span] = true
		k.describe(&n)
		k.nodes = append(k.nodes, n)
	}
	k.place()
}

func (k *ranker) describe(n *node) {
	d := k.d
	t := &d.Tokens[n.head]
	n.lemma = perceptron.Hash(t.Lemma)
	n.class = k.classes(n.head)
	n.rel = perceptron.Hash(t.Rel)
	if t.Head != 0 {
		n.governor = int32(t.Head) - 1
		n.governing = k.classes(n.governor)[1]<<8 ^ n.rel
	}
	switch feat(t.Feats, "Number") {
	case "Sing":
		n.number = 1
	case "Plur":
		n.number = 2
	}
	if t.XPOS == "NNS" || t.XPOS == "NNPS" {
		n.number = 2
	}
	n.kind = uint32(n.form)
	switch {
	case n.group:
		n.number, n.kind = 2, 3
	case n.form == formPronoun:
		n.kind = perceptron.Hash(t.Lemma) | 8
		n.person = 3
		if p := feat(t.Feats, "Person"); p != "" {
			n.person = p[0] - '0'
		}
		n.reflex = feat(t.Feats, "Reflex") == "Yes"
		switch feat(t.Feats, "Gender") {
		case "Masc":
			n.gender = Male
		case "Fem":
			n.gender = Female
		case "Neut":
			n.gender = Neuter
		}
	}
	n.det = k.determiner(n)
	if n.first > 0 {
		if p := &d.Tokens[n.first-1]; p.Rel == "case" && int32(p.Head)-1 == n.head {
			n.prep = perceptron.Hash(p.Lemma)
			n.within = k.w.Locative[p.Lemma] && strings.HasPrefix(t.Rel, "obl")
		}
	}
	var text []byte
	for i := n.first; i < n.end; i++ {
		tok := &d.Tokens[i]
		if tok.UPOS == "DET" || tok.UPOS == "PUNCT" || tok.XPOS == "POS" {
			continue
		}
		w := perceptron.Lower(perceptron.Normal(nil, tok.Span.Of(d.Text)))
		text = append(append(text, ' '), w...)
		if len(n.words) < maxWords {
			n.words = append(n.words, perceptron.Hash(w))
			if i < n.head {
				n.before++
			}
		}
		if tok.UPOS == "NUM" {
			n.figure = n.figure*31 + perceptron.Hash(tok.Span.Of(d.Text))
		}
	}
	n.text = perceptron.Hash(text)
	k.kindOf(n)
}

// place finds the quotation and the statement that each phrase stands in, and who
// says it.
func (k *ranker) place() {
	d := k.d
	for i := range k.nodes {
		n := &k.nodes[i]
		q := sort.Search(len(d.Quotes), func(x int) bool { return d.Quotes[x].Span.Start > n.span.Start })
		for q--; q >= 0; q-- {
			if d.Quotes[q].Span.Contains(n.span) {
				n.quote = int32(q) + 1
			}
			if d.Quotes[q].Depth == 0 {
				break
			}
		}
	}
	from := func(at int32) int {
		return sort.Search(len(k.nodes), func(x int) bool { return k.nodes[x].span.Start >= at })
	}
	for s := range d.Statements {
		st := &d.Statements[s]
		who := int32(-1)
		if h, ok := sayso.Hull(st.Source); ok {
			for i := from(h.Start); i < len(k.nodes) && k.nodes[i].span.Start < h.End; i++ {
				if n := &k.nodes[i]; h.Contains(n.span) && !n.group {
					if who < 0 || n.span.Len() > k.nodes[who].span.Len() {
						who = int32(i)
					}
				}
			}
			if who >= 0 {
				k.nodes[who].source = int32(s) + 1
			}
		}
		for _, c := range st.Content {
			for i := from(c.Start); i < len(k.nodes) && k.nodes[i].span.Start < c.End; i++ {
				k.nodes[i].said, k.nodes[i].speaker = int32(s)+1, who
			}
		}
	}
}

func (k *ranker) lower(i int32) string { return lowerOf(k.d, int(i)) }

func (k *ranker) classes(i int32) [3]uint32 {
	k.buf = perceptron.Normal(k.buf[:0], k.d.Tokens[i].Span.Of(k.d.Text))
	n := len(k.buf)
	k.buf = append(k.buf, k.buf...)
	var out [3]uint32
	for c, v := range k.clusters.Of(k.buf[:n], perceptron.Lower(k.buf[n:])) {
		out[c] = uint32(v)
	}
	return out
}
