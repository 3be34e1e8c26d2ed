package corpus

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// The measures of attribution, in the order they are printed.
const (
	contentStrict = iota
	contentPartial
	contentToken
	jointLenient
	jointJaccard
	jointStrict
	jointAll
	cueStrict
	cueOverlap
	fragSource
	fragCue
	fragContent
	measures
)

var measureNames = [measures]string{"content-strict", "content-partial", "content-token", "joint-lenient", "joint-jaccard",
	"joint-strict", "joint-all", "cue-strict", "cue-overlap", "frag-source", "frag-cue", "frag-content"}

// precisionRecall holds, by kind, what precision and recall are made of.
type precisionRecall [len(kinds)][4]float64

func (p *precisionRecall) add(at, kind int, x float64) {
	for _, k := range []int{0, kind} {
		p[k][at] += x
		p[k][at+1]++
	}
}
func (p *precisionRecall) precision(kind int, right bool) { p.add(0, kind, one(right)) }
func (p *precisionRecall) recall(kind int, right bool)    { p.add(2, kind, one(right)) }

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// rates returns precision, recall and their harmonic mean, in percent.
func (p *precisionRecall) rates(kind int) (precision, recall, f1 float64) {
	n := p[kind]
	if n[1] > 0 {
		precision = n[0] / n[1]
	}
	if n[3] > 0 {
		recall = n[2] / n[3]
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return 100 * precision, 100 * recall, 100 * f1
}

// side counts the attributions of gold or of the prediction.
type side struct{ n, dropped, kindDiffers int }

// sourceCounts are about the sources of gold attributions of one kind.
type sourceCounts struct {
	gold, matched, strict, head, overlap         int
	withSource, strictWith, headWith, overlapped int
}

// AttributionScore scores attributions as PolNeAR's scorer does, to the last
// digit that it prints: everything is counted in words. A content is matched
// when half of its words are found; matches are one to one, by the greatest share
// of common words. Joint-lenient, the figure of most interest, counts an
// attribution as right when its content is matched and its source holds the head
// of the true source. The zero value is ready to use.
type AttributionScore struct {
	articles, without int
	gold, pred        side
	by                [measures]precisionRecall
	source            [len(kinds)]sourceCounts
}

// Verdict says how one article's attributions stand: Gold and Predicted hold, by
// their index, the other side's index of the pair they are in, or -1; Right says
// of each predicted one whether it is right as joint-lenient has it.
type Verdict struct {
	Gold, Predicted []int
	Right           []bool
}

// Add scores one article. predicted is false when nothing was read for it.
func (s *AttributionScore) Add(text string, gold, pred []Attribution, predicted bool) Verdict {
	s.articles++
	if !predicted {
		s.without++
	}
	t := newWordText(text)
	g, gAt := t.read(gold, &s.gold), kept(t, gold)
	p, pAt := t.read(pred, &s.pred), kept(t, pred)
	exact := s.strict(g, p)
	s.partial(g, p)
	pairs := alignWords(contentWords(g), contentWords(p), 0.5)
	right := s.joint(g, p, pairs, exact)
	s.cues(g, p)
	s.fragments(t, g, p)

	v := Verdict{Gold: make([]int, len(gold)), Predicted: make([]int, len(pred)), Right: make([]bool, len(pred))}
	for i := range v.Gold {
		v.Gold[i] = -1
	}
	for i := range v.Predicted {
		v.Predicted[i] = -1
	}
	for _, x := range pairs {
		v.Gold[gAt[x.gold]], v.Predicted[pAt[x.got]] = pAt[x.got], gAt[x.gold]
		v.Right[pAt[x.got]] = right[x.got]
	}
	return v
}

// kept returns the indices of the attributions that have a content.
func kept(t *wordText, as []Attribution) []int {
	var out []int
	for i, a := range as {
		if len(t.of(a.Content)) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// strict scores contents that are equal, and returns for each predicted one the
// gold one it equals, or -1.
func (s *AttributionScore) strict(g, p []readAttribution) []int {
	free := map[string][]int{}
	for i, x := range g {
		k := x.content.key()
		free[k] = append(free[k], i)
	}
	exact, hit := make([]int, len(p)), make([]bool, len(g))
	for i, x := range p {
		exact[i] = -1
		if k := x.content.key(); len(free[k]) > 0 {
			exact[i] = free[k][0]
			hit[exact[i]], free[k] = true, free[k][1:]
		}
	}
	for i, x := range p {
		s.by[contentStrict].precision(x.kind, exact[i] >= 0)
	}
	for i, x := range g {
		s.by[contentStrict].recall(x.kind, hit[i])
	}
	return exact
}

// partial scores the words that contents share with any of the other side.
func (s *AttributionScore) partial(g, p []readAttribution) {
	inGold, inPred := wordKinds(g), wordKinds(p)
	share := func(w words, in map[int32]int) float64 {
		n := 0
		for _, k := range w {
			if _, ok := in[k]; ok {
				n++
			}
		}
		return float64(n) / float64(len(w))
	}
	for _, x := range p {
		s.by[contentPartial].add(0, x.kind, share(x.content, inGold))
	}
	for _, x := range g {
		s.by[contentPartial].add(2, x.kind, share(x.content, inPred))
	}
	for k, kind := range inPred {
		_, ok := inGold[k]
		s.by[contentToken].precision(kind, ok)
	}
	for k, kind := range inGold {
		_, ok := inPred[k]
		s.by[contentToken].recall(kind, ok)
	}
}

// wordKinds returns the kind of the first content that holds each word.
func wordKinds(as []readAttribution) map[int32]int {
	m := map[int32]int{}
	for _, x := range as {
		for _, k := range x.content {
			if _, ok := m[k]; !ok {
				m[k] = x.kind
			}
		}
	}
	return m
}

// joint scores sources of matched contents, and both together; it returns which
// predictions are right as joint-lenient has it.
func (s *AttributionScore) joint(g, p []readAttribution, pairs []wordPair, exact []int) []bool {
	for _, x := range g {
		s.source[0].gold++
		s.source[x.kind].gold++
	}
	var got [4][]bool // by measure from jointLenient on, by predicted
	var hit [4][]bool
	for m := range got {
		got[m], hit[m] = make([]bool, len(p)), make([]bool, len(g))
	}
	for _, x := range pairs {
		want, have := g[x.gold], p[x.got]
		strict, overlap, head := len(have.source) == 0, len(have.source) == 0, len(have.source) == 0
		if len(want.source) > 0 {
			strict, overlap = slices.Equal(want.source, have.source), want.source.common(have.source) > 0
			aim := want.source
			if want.hasHead && len(want.head) > 0 {
				aim = want.head
			}
			head = aim.common(have.source) > 0
		}
		for _, k := range []int{0, want.kind} {
			c := &s.source[k]
			c.matched++
			c.strict += asInt(strict)
			c.head += asInt(head)
			c.overlap += asInt(overlap)
			if len(want.source) > 0 {
				c.withSource++
				c.strictWith += asInt(strict)
				c.headWith += asInt(head)
				c.overlapped += asInt(overlap)
			}
		}
		got[0][x.got], hit[0][x.gold] = head, head
		got[1][x.got], hit[1][x.gold] = head && x.jaccard >= 0.5, head && x.jaccard >= 0.5
	}
	for i, e := range exact {
		if e >= 0 && slices.Equal(g[e].source, p[i].source) {
			got[2][i], hit[2][e] = true, true
			if slices.Equal(g[e].cue, p[i].cue) {
				got[3][i], hit[3][e] = true, true
			}
		}
	}
	for m := range got {
		for i, x := range p {
			s.by[jointLenient+m].precision(x.kind, got[m][i])
		}
		for i, x := range g {
			s.by[jointLenient+m].recall(x.kind, hit[m][i])
		}
	}
	return got[0]
}

func asInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cues scores cues whatever their content is.
func (s *AttributionScore) cues(g, p []readAttribution) {
	having := func(as []readAttribution) (cues []words, kinds []int) {
		for _, x := range as {
			if len(x.cue) > 0 {
				cues, kinds = append(cues, x.cue), append(kinds, x.kind)
			}
		}
		return cues, kinds
	}
	gc, gk := having(g)
	pc, pk := having(p)
	pairs := alignWords(gc, pc, 0)
	for m, least := range []float64{1, 0} {
		got, hit := make([]bool, len(pc)), make([]bool, len(gc))
		for _, x := range pairs {
			if x.jaccard >= least {
				got[x.got], hit[x.gold] = true, true
			}
		}
		for i, k := range pk {
			s.by[cueStrict+m].precision(k, got[i])
		}
		for i, k := range gk {
			s.by[cueStrict+m].recall(k, hit[i])
		}
	}
}

// fragments scores the stretches of each role that are exactly equal.
func (s *AttributionScore) fragments(t *wordText, g, p []readAttribution) {
	for m, role := range []func(readAttribution) words{
		func(a readAttribution) words { return a.source },
		func(a readAttribution) words { return a.cue },
		func(a readAttribution) words { return a.content },
	} {
		all := func(as []readAttribution) map[fragment]int {
			out := map[fragment]int{}
			for _, x := range as {
				for _, f := range t.fragments(role(x)) {
					if _, ok := out[f]; !ok {
						out[f] = x.kind
					}
				}
			}
			return out
		}
		fg, fp := all(g), all(p)
		for f, k := range fp {
			_, ok := fg[f]
			s.by[fragSource+m].precision(k, ok)
		}
		for f, k := range fg {
			_, ok := fp[f]
			s.by[fragSource+m].recall(k, ok)
		}
	}
}

// wordPair is a gold and a predicted set of words that are aligned.
type wordPair struct {
	gold, got, common int
	jaccard           float64
}

// alignWords pairs sets one to one, best first, of which at least the share least
// of the gold one's words, and one word, are common.
func alignWords(gold, got []words, least float64) []wordPair {
	var all []wordPair
	for i, g := range gold {
		for j, p := range got {
			if n := g.common(p); n > 0 && float64(n) >= least*float64(len(g)) {
				all = append(all, wordPair{i, j, n, float64(n) / float64(len(g)+len(p)-n)})
			}
		}
	}
	slices.SortFunc(all, func(a, b wordPair) int {
		return cmp.Or(cmp.Compare(b.jaccard, a.jaccard), cmp.Compare(b.common, a.common), cmp.Compare(a.gold, b.gold), cmp.Compare(a.got, b.got))
	})
	usedGold, usedGot := make([]bool, len(gold)), make([]bool, len(got))
	return slices.DeleteFunc(all, func(x wordPair) bool {
		if usedGold[x.gold] || usedGot[x.got] {
			return true
		}
		usedGold[x.gold], usedGot[x.got] = true, true
		return false
	})
}

func contentWords(as []readAttribution) []words {
	out := make([]words, len(as))
	for i, a := range as {
		out[i] = a.content
	}
	return out
}

func sortWords(w words) { slices.Sort(w) }

func (w words) key() string { return fmt.Sprint([]int32(w)) }

// common returns how many words a and b share.
func (w words) common(o words) int {
	n := 0
	for i, j := 0, 0; i < len(w) && j < len(o); {
		switch {
		case w[i] == o[j]:
			n++
			i++
			j++
		case w[i] < o[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// Print prints the scores as the corpus's scorer does.
func (s *AttributionScore) Print(w io.Writer) error {
	p := &printer{w: w}
	p.f("articles %d (no prediction for %d)  gold %d  pred %d  dropped (empty content) gold %d pred %d  gold kind differs %d\n",
		s.articles, s.without, s.gold.n, s.pred.n, s.gold.dropped, s.pred.dropped, s.gold.kindDiffers)
	p.f("%-17s", "")
	for _, k := range kinds {
		p.f(" %-23s", k)
	}
	p.f("\n%-17s", "")
	for range kinds {
		p.f(" %6s %6s %6s   ", "P", "R", "F1")
	}
	p.f("\n")
	for m := range s.by {
		p.f("%-17s", measureNames[m])
		for k := range kinds {
			precision, recall, f1 := s.by[m].rates(k)
			p.f(" %6.2f %6.2f %6.2f   ", precision, recall, f1)
		}
		p.f("\n")
	}
	p.f("\nsource, over content-matched gold attributions (percent)\n%-9s %6s %8s %8s %7s %7s %8s | with src: %6s %7s %7s %8s\n",
		"kind", "gold", "matched", "matched%", "strict", "head", "overlap", "n", "strict", "head", "overlap")
	for k, c := range s.source {
		p.f("%-9s %6d %8d %8.2f %7.2f %7.2f %8.2f |           %6d %7.2f %7.2f %8.2f\n", kinds[k], c.gold, c.matched,
			percentOf(c.matched, c.gold), percentOf(c.strict, c.matched), percentOf(c.head, c.matched), percentOf(c.overlap, c.matched),
			c.withSource, percentOf(c.strictWith, c.withSource), percentOf(c.headWith, c.withSource), percentOf(c.overlapped, c.withSource))
	}
	return p.err
}

// percentOf is a of b in percent, multiplied first as the corpus's scorer does.
func percentOf(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// printer keeps the first error of a writer.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) f(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
