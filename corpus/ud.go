package corpus

import (
	"fmt"
	"io"
	"strings"
)

// UDScores counts how trees agree with gold trees of the same words.
//
// Heads and relations are scored with punctuation, relations without subtypes
// ("nsubj:pass" is nsubj). Reporting verbs are the words that gold tags VERB and
// whose gold lemma is a reporting verb. Their subjects are their dependents with
// the relation nsubj or csubj. Their contents are their dependents with ccomp;
// and, for a verb that has none, where the treebank makes the report an aside
// (", said the minister" with the relation parataxis), the word it is an aside
// to. An aside reports only when it has a subject: "call us" behind a dash is
// parataxis too. Treebanks do both in like sentences, so a pair of verb and
// content is right whichever way it is drawn.
type UDScores struct {
	Sentences, Words         int
	UPOS, XPOS, Lemma, Feats int // words that agree
	Heads, Labelled          int // words with the right head, and with the right relation too
	Verbs                    int // reporting verbs
	Subject, Content         Found
}

// Found counts what there is to find, what was found, and what of that is right.
type Found struct{ Gold, Found, Right int }

// F returns the harmonic mean of precision and recall in percent, 0 when
// nothing is right.
func (f Found) F() float64 {
	if f.Right == 0 {
		return 0
	}
	return 200 * float64(f.Right) / float64(f.Gold+f.Found)
}

// Add scores the tree got against gold, which has the same words. reporting says
// which lemmas are reporting verbs.
func (s *UDScores) Add(gold, got *Tree, reporting func(lemma string) bool) error {
	if len(gold.Words) != len(got.Words) {
		return fmt.Errorf("%d words, gold has %d", len(got.Words), len(gold.Words))
	}
	s.Sentences++
	for i, g := range gold.Words {
		p := got.Words[i]
		if g.Form != p.Form {
			return fmt.Errorf("word %d is %q, gold has %q", i+1, p.Form, g.Form)
		}
		s.Words++
		count(&s.UPOS, g.UPOS == p.UPOS)
		count(&s.XPOS, g.XPOS == p.XPOS)
		count(&s.Lemma, g.Lemma == p.Lemma)
		count(&s.Feats, g.Feats == p.Feats)
		count(&s.Heads, g.Head == p.Head)
		count(&s.Labelled, g.Head == p.Head && bare(g.Deprel) == bare(p.Deprel))
		if g.UPOS == "VERB" && reporting(strings.ToLower(g.Lemma)) {
			s.Verbs++
			s.Subject.add(subjects(gold, i+1), subjects(got, i+1))
			s.Content.add(contents(gold, i+1), contents(got, i+1))
		}
	}
	return nil
}

// Sum adds the counts of t.
func (s *UDScores) Sum(t UDScores) {
	for _, x := range []struct {
		to *int
		n  int
	}{
		{&s.Sentences, t.Sentences}, {&s.Words, t.Words}, {&s.UPOS, t.UPOS}, {&s.XPOS, t.XPOS}, {&s.Lemma, t.Lemma},
		{&s.Feats, t.Feats}, {&s.Heads, t.Heads}, {&s.Labelled, t.Labelled}, {&s.Verbs, t.Verbs},
		{&s.Subject.Gold, t.Subject.Gold}, {&s.Subject.Found, t.Subject.Found}, {&s.Subject.Right, t.Subject.Right},
		{&s.Content.Gold, t.Content.Gold}, {&s.Content.Found, t.Content.Found}, {&s.Content.Right, t.Content.Right},
	} {
		*x.to += x.n
	}
}

// Print writes the scores in percent as one line a field.
func (s *UDScores) Print(w io.Writer, name string) error {
	part := func(n int) float64 { return 100 * float64(n) / float64(max(1, s.Words)) }
	_, err := fmt.Fprintf(w, "%s: %d sentences, %d words\n"+
		"  UPOS %.2f  XPOS %.2f  lemma %.2f  feats %.2f\n"+
		"  UAS %.2f  LAS %.2f\n"+
		"  %d reporting verbs: subject F1 %.1f (%d, found %d, right %d)  content F1 %.1f (%d, found %d, right %d)\n",
		name, s.Sentences, s.Words, part(s.UPOS), part(s.XPOS), part(s.Lemma), part(s.Feats),
		part(s.Heads), part(s.Labelled), s.Verbs,
		s.Subject.F(), s.Subject.Gold, s.Subject.Found, s.Subject.Right,
		s.Content.F(), s.Content.Gold, s.Content.Found, s.Content.Right)
	return err
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// bare returns a relation without its subtype.
func bare(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

func (f *Found) add(gold, got []int) {
	f.Gold += len(gold)
	f.Found += len(got)
	for _, x := range got {
		for _, y := range gold {
			if x == y {
				f.Right++
			}
		}
	}
}

// subjects returns the words that are subjects of word v (one-based).
func subjects(t *Tree, v int) []int { return dependents(t, v, "nsubj", "csubj") }

// contents returns the words that are contents of the reporting verb v.
func contents(t *Tree, v int) []int {
	out := dependents(t, v, "ccomp")
	w := t.Words[v-1]
	if len(out) == 0 && bare(w.Deprel) == "parataxis" && w.Head != 0 && len(subjects(t, v)) > 0 {
		out = append(out, w.Head)
	}
	return out
}

func dependents(t *Tree, head int, rels ...string) []int {
	var out []int
	for i, w := range t.Words {
		for _, r := range rels {
			if w.Head == head && bare(w.Deprel) == r {
				out = append(out, i+1)
			}
		}
	}
	return out
}
