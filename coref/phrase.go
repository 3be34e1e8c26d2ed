package coref

import (
	"cmp"
	"slices"
	"strings"

	"sayso"
)

// phrase is a noun phrase of a tree: tokens [first, end) around its head.
type phrase struct {
	first, end, head int32
	sentence         int32
	form             phraseForm
	group            bool // joins several phrases: "the minister and the envoy"
}

// phraseForm says what a phrase is headed by.
type phraseForm uint8

const (
	formNominal phraseForm = iota
	formName
	formPronoun
)

// phraseFinder finds the noun phrases of a document in its trees.
type phraseFinder struct {
	d       *sayso.Document
	lo, hi  []int32 // by token, the reach of its whole subtree, inclusive
	nlo     []int32 // by token, the reach of the noun phrase that it heads
	nhi     []int32
	pending []int32 // by token, children not yet taken in
	queue   []int32
}

// phrases returns the noun phrases of d, by sentence and within it by start,
// longer first. A relation that is not part of a noun phrase (an apposition, a
// clause around a predicate, the rest of a list) ends it.
func phrases(d *sayso.Document) []phrase {
	n := len(d.Tokens)
	f := &phraseFinder{d: d, lo: make([]int32, n), hi: make([]int32, n), nlo: make([]int32, n), nhi: make([]int32, n), pending: make([]int32, n)}
	var out []phrase
	for s, sent := range d.Sentences {
		if d.Tokens[sent.First].Rel == "" {
			continue
		}
		f.reach(sent)
		from := len(out)
		out = f.sentence(out, int32(s), sent)
		sortPhrases(out[from:])
	}
	return out
}

// reach finds how far subtrees and noun phrases go, from the leaves up.
func (f *phraseFinder) reach(sent sayso.Sentence) {
	for i := sent.First; i < sent.Last; i++ {
		f.lo[i], f.hi[i], f.nlo[i], f.nhi[i], f.pending[i] = i, i, i, i, 0
	}
	for i := sent.First; i < sent.Last; i++ {
		if h := f.d.Tokens[i].Head; h != 0 {
			f.pending[h-1]++
		}
	}
	f.queue = f.queue[:0]
	for i := sent.First; i < sent.Last; i++ {
		if f.pending[i] == 0 {
			f.queue = append(f.queue, i)
		}
	}
	for k := 0; k < len(f.queue); k++ {
		i := f.queue[k]
		t := &f.d.Tokens[i]
		if t.Head == 0 {
			continue
		}
		h := int32(t.Head) - 1
		f.lo[h], f.hi[h] = min(f.lo[h], f.lo[i]), max(f.hi[h], f.hi[i])
		if f.inside(i, h) {
			lo, hi := f.lo[i], f.hi[i]
			f.nlo[h], f.nhi[h] = min(f.nlo[h], lo), max(f.nhi[h], hi)
		}
		if f.pending[h]--; f.pending[h] == 0 {
			f.queue = append(f.queue, h)
		}
	}
}

// inside reports whether dependent i belongs to the noun phrase that h heads.
func (f *phraseFinder) inside(i, h int32) bool {
	switch rel, _, _ := strings.Cut(f.d.Tokens[i].Rel, ":"); rel {
	case "det", "amod", "nummod", "nmod", "compound", "flat", "fixed", "goeswith", "acl":
		return true
	case "case":
		return i > h // the genitive
	}
	return false
}

func (f *phraseFinder) sentence(out []phrase, s int32, sent sayso.Sentence) []phrase {
	for i := sent.First; i < sent.Last; i++ {
		form, ok := f.heads(i)
		if !ok {
			continue
		}
		p := phrase{first: f.nlo[i], end: f.nhi[i] + 1, head: i, sentence: s, form: form}
		f.trim(&p)
		out = append(out, p)
	}
	return f.groups(out, s, sent)
}

// heads reports whether token i heads a noun phrase.
func (f *phraseFinder) heads(i int32) (phraseForm, bool) {
	t := &f.d.Tokens[i]
	rel, _, _ := strings.Cut(t.Rel, ":")
	switch rel {
	case "flat", "fixed", "goeswith", "expl", "det", "discourse":
		return 0, false
	}
	switch t.UPOS {
	case "PROPN":
		return formName, t.Rel != "nmod:desc"
	case "NOUN":
		return formNominal, true
	case "PRON":
		switch feat(t.Feats, "PronType") {
		case "Prs", "Dem", "Emp":
			return formPronoun, t.XPOS != "EX"
		case "Ind", "Tot", "Rcp":
			return formNominal, true
		}
		return 0, false
	case "NUM":
		switch rel {
		case "nsubj", "obj", "obl", "nmod", "root", "iobj":
			return formNominal, true
		}
	}
	return 0, false
}

// trim takes marks of punctuation off the ends of p.
func (f *phraseFinder) trim(p *phrase) {
	for p.end-1 > p.head && f.d.Tokens[p.end-1].UPOS == "PUNCT" {
		p.end--
	}
	for p.first < p.head && f.d.Tokens[p.first].UPOS == "PUNCT" {
		p.first++
	}
}

// groups adds the phrases that join others.
func (f *phraseFinder) groups(out []phrase, s int32, sent sayso.Sentence) []phrase {
	last := map[int32]int32{} // head of the first part → head of the last part
	for i := sent.First; i < sent.Last; i++ {
		t := &f.d.Tokens[i]
		if t.Rel != "conj" || t.Head == 0 {
			continue
		}
		if _, ok := f.heads(i); !ok {
			continue
		}
		h := int32(t.Head) - 1
		if _, ok := f.heads(h); ok && i > h {
			last[h] = i
		}
	}
	if len(last) == 0 {
		return out
	}
	for i := sent.First; i < sent.Last; i++ {
		if k, ok := last[i]; ok {
			p := phrase{first: f.nlo[i], end: max(f.nhi[k], f.nhi[i]) + 1, head: i, sentence: s, form: formNominal, group: true}
			f.trim(&p)
			out = append(out, p)
		}
	}
	return out
}

// feat returns the value of a feature in a list "Name=Value|…", or "".
func feat(feats, name string) string {
	for x := range strings.SplitSeq(feats, "|") {
		if k, v, ok := strings.Cut(x, "="); ok && k == name {
			return v
		}
	}
	return ""
}

func sortPhrases(ps []phrase) {
	slices.SortStableFunc(ps, func(a, b phrase) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.end, a.end))
	})
}
