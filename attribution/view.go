package attribution

import (
	"sort"
	"strings"

	"sayso"
	"sayso/perceptron"
)

// token is what the models see of a token: fingerprints of its words, tags and
// relation, and its place in the tree and in the text.
type token struct {
	lower, lemma, upos, xpos, rel uint32
	bare                          string // the relation without its subtype
	class                         [3]uint32
	head                          int32 // index of the head, -1 for the root
	sentence                      int32
	depth                         int32
	left, right                   int32 // the first and last token of the subtree
	leftmost, rightmost           int32 // the highest token whose subtree begins, and ends, here
	quote                         int32 // one-based, the outermost quotation it stands in
	frame, elem                   int32 // where it stands, -1 outside every frame
	upper, mark, finite           bool
	zone                          sayso.ZoneKind
}

// dash stands for dashes of every length.
var dash = perceptron.Hash("-")

// view is a document as the models see it.
type view struct {
	d        *sayso.Document
	w        *Words
	t        []token
	children [][]int32
	frames   []frame // those of the text, then those inside quotations
	outer    int     // how many are of the text
	ruled    []ruled
	ruleAt   []int32   // by token, one-based: the draft whose cue it is in
	inRule   []int32   // by token, one-based: the draft whose content it is in
	odds     []float32 // by token, how likely it is an anchor: log-odds
}

// ruled is what the rules read, as one voice among others.
type ruled struct {
	draft
	content []sayso.Span
}

// look makes the view of a document that has tokens, tags, trees and quotations.
func look(d *sayso.Document, w *Words, clusters *perceptron.Clusters) *view {
	v := &view{d: d, w: w, t: make([]token, len(d.Tokens)), children: make([][]int32, len(d.Tokens))}
	v.words(clusters)
	for i, s := range d.Sentences {
		v.tree(int32(i), s)
	}
	v.frames = frames(d, w)
	v.outer = len(v.frames)
	v.inside()
	for f := range v.frames {
		for e, x := range v.frames[f].elems {
			v.frames[f].elems[e].head = v.headOf(&x)
			if x.kind == quote {
				continue
			}
			t := &v.t[x.first]
			t.frame, t.elem, t.zone = int32(f), int32(e), v.frames[f].zone
		}
	}
	v.rules(w)
	return v
}

func (v *view) words(clusters *perceptron.Clusters) {
	var buf []byte
	q := 0
	outer := outermost(v.d.Quotes)
	for i, x := range v.d.Tokens {
		t := &v.t[i]
		buf = perceptron.Normal(buf[:0], x.Span.Of(v.d.Text))
		n := len(buf)
		t.upper = n > 0 && buf[0] >= 'A' && buf[0] <= 'Z'
		buf = append(buf, buf...)
		norm, lower := buf[:n], perceptron.Lower(buf[n:])
		t.lower = perceptron.Hash(lower)
		for k, c := range clusters.Of(norm, lower) {
			t.class[k] = uint32(c)
		}
		bare, _, _ := strings.Cut(x.Rel, ":")
		t.lemma, t.upos, t.xpos, t.rel, t.bare = perceptron.Hash(x.Lemma), perceptron.Hash(x.UPOS), perceptron.Hash(x.XPOS), perceptron.Hash(x.Rel), bare
		t.mark = x.UPOS == "PUNCT" || x.UPOS == "SYM"
		t.finite = strings.Contains(x.Feats, "VerbForm=Fin")
		if isDash(newElem(v.d.Text, x.Span)) {
			t.lower, t.lemma = dash, dash
		}
		t.head, t.frame, t.elem, t.sentence = int32(x.Head)-1, -1, -1, -1
		for q < len(outer) && v.d.Quotes[outer[q]-1].Span.End <= x.Span.Start {
			q++
		}
		if q < len(outer) && v.d.Quotes[outer[q]-1].Span.Start <= x.Span.Start {
			t.quote = int32(outer[q])
		}
	}
}

// tree fills in the places of a sentence's tokens in its tree.
func (v *view) tree(n int32, s sayso.Sentence) {
	root := int32(-1)
	for i := s.First; i < s.Last; i++ {
		t := &v.t[i]
		t.sentence, t.left, t.right, t.leftmost, t.rightmost = n, i, i, i, i
		if t.head >= 0 {
			v.children[t.head] = append(v.children[t.head], i)
		} else {
			root = i
		}
	}
	if root < 0 {
		return
	}
	down := append(make([]int32, 0, s.Last-s.First), root) // heads before what hangs on them
	for k := 0; k < len(down); k++ {
		for _, c := range v.children[down[k]] {
			v.t[c].depth = v.t[down[k]].depth + 1
			down = append(down, c)
		}
	}
	for k := len(down) - 1; k > 0; k-- {
		t := &v.t[down[k]]
		h := &v.t[t.head]
		h.left, h.right = min(h.left, t.left), max(h.right, t.right)
	}
	const most = 64 // children that are looked at: a flat tree without an end must not take quadratic time
	for _, i := range down {
		v.children[i] = v.children[i][:min(most, len(v.children[i]))]
		if l := &v.t[v.t[i].left]; v.t[i].depth < v.t[l.leftmost].depth {
			l.leftmost = i
		}
		if r := &v.t[v.t[i].right]; v.t[i].depth < v.t[r.rightmost].depth {
			r.rightmost = i
		}
	}
}

// inside adds a frame for each sentence, or part of one, inside an outermost
// quotation: what is reported there is reported by who is quoted.
func (v *view) inside() {
	for _, f := range v.frames[:v.outer] {
		for _, e := range f.elems {
			if e.kind != quote {
				continue
			}
			cur := frame{zone: f.zone, para: f.para}
			flush := func() {
				if len(cur.elems) > 0 {
					v.frames = append(v.frames, cur)
				}
				cur.elems = nil
			}
			for i := e.first; i < e.last; i++ {
				if i > e.first && v.t[i].sentence != v.t[i-1].sentence || len(cur.elems) >= maxFrame {
					flush()
				}
				x := newElem(v.d.Text, v.d.Tokens[i].Span)
				x.first, x.last = i, i+1
				cur.elems = append(cur.elems, x)
			}
			flush()
		}
	}
}

// rules lets the rules read the document.
func (v *view) rules(w *Words) {
	v.ruleAt, v.inRule = make([]int32, len(v.t)), make([]int32, len(v.t))
	for _, s := range drafts(v.d.Written(), w) {
		r := ruled{draft: s}
		for _, c := range s.spans {
			r.content = append(r.content, c.span)
		}
		v.ruled = append(v.ruled, r)
		n := int32(len(v.ruled))
		for _, x := range r.cue {
			v.eachToken(x, func(i int) {
				if v.ruleAt[i] == 0 {
					v.ruleAt[i] = n
				}
			})
		}
		for _, x := range r.content {
			v.eachToken(x, func(i int) {
				if v.inRule[i] == 0 {
					v.inRule[i] = n
				}
			})
		}
	}
}

// eachToken calls f for the tokens that overlap s.
func (v *view) eachToken(s sayso.Span, f func(i int)) {
	i := sort.Search(len(v.d.Tokens), func(k int) bool { return v.d.Tokens[k].Span.End > s.Start })
	for ; i < len(v.d.Tokens) && v.d.Tokens[i].Span.Start < s.End; i++ {
		f(i)
	}
}

// frame returns the frame and the element of token i.
func (v *view) at(i int32) (*frame, int) {
	t := &v.t[i]
	return &v.frames[t.frame], int(t.elem)
}
