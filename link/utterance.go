package link

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sayso"
)

// Utterances groups statements by the act of speech they tell, as they come.
type Utterances struct {
	model *Model
	state State
	graph graph
	docs  *docs[*content]

	vocabulary *vocabulary
	shared     tally // of the items of stems
	around     chorus
	grams      probe
	chosen     []uint64
}

// NewUtterances returns a linker of the statements in state, which is its own.
func NewUtterances(w *Words, m *Model, s State) *Utterances {
	v := newVocabulary(w)
	read := func(b []byte) (*content, error) {
		t, err := readTelling(b)
		if err != nil {
			return nil, err
		}
		return v.content(t), nil
	}
	return &Utterances{model: m, state: s, graph: graph{state: s, weights: m.tie, most: mostCompared}, docs: newDocs(s, mostStatements, read), vocabulary: v}
}

// Add adds a statement that stands alone, and returns what it changed in the
// utterances before.
func (u *Utterances) Add(ctx context.Context, item int, t *Telling) ([]Change, error) {
	return u.AddAll(ctx, []int{item}, []*Telling{t}, Report{})
}

// AddAll adds the statements of one report in their order, and returns what they
// changed in the utterances before.
func (u *Utterances) AddAll(ctx context.Context, items []int, tellings []*Telling, report Report) ([]Change, error) {
	return u.put(ctx, items, make([]int, len(items)), tellings, report)
}

// put adds statements that were in groups, 0 for none.
func (u *Utterances) put(ctx context.Context, items, groups []int, tellings []*Telling, report Report) ([]Change, error) {
	contents := make([]*content, len(tellings))
	keys := make([][]uint64, len(tellings))
	for i, t := range tellings {
		contents[i] = u.vocabulary.content(t)
		keys[i] = contents[i].keys()
	}
	all := slices.Concat(keys...)
	slices.Sort(all)
	all = slices.Compact(all)
	lists, err := u.state.Find(ctx, all, wordItems)
	if err != nil {
		return nil, err
	}
	found := make(map[uint64][]int, len(all))
	for i, key := range all {
		found[key] = lists[i]
	}
	u.docs.fresh = map[int]*content{}
	defer func() { u.docs.fresh = nil }()
	near := make([][]drawn, len(tellings))
	for i, c := range contents {
		if near[i], err = u.draw(ctx, items[i], c, keys[i], found); err != nil {
			return nil, err
		}
		u.docs.fresh[items[i]] = c
		for _, key := range keys[i] {
			list := slices.Insert(found[key], 0, items[i])
			found[key] = list[:min(len(list), wordItems)]
		}
	}
	amid, err := u.exchanges(ctx, near, report)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for i, c := range contents {
		ties := u.ties(c, near[i], amid)
		u.docs.hold(items[i], c)
		changed, err := u.graph.put(ctx, items[i], groups[i], keys[i], tellings[i].bytes(), ties)
		if err != nil {
			return nil, err
		}
		changes = append(changes, changed...)
	}
	return changes, nil
}

// drawn is a statement that a new one is compared with.
type drawn struct {
	doc   *content
	at    spot // the new one, and this
	pair  []float64
	logit float64 // by the pair alone
}

// draw compares a statement with those before.
func (u *Utterances) draw(ctx context.Context, item int, c *content, keys []uint64, found map[uint64][]int) ([]drawn, error) {
	near, amid, err := u.near(ctx, c, keys, found)
	if err != nil {
		return nil, err
	}
	out := make([]drawn, len(near))
	for k, o := range near {
		d := drawn{doc: o.doc, at: spot{i: item, j: o.item}, pair: c.features(o.doc, amid)}
		d.logit = u.model.utterance(c.telling, o.doc.telling).logit(d.pair)
		d.at.likes = logistic(d.logit)
		out[k] = d
	}
	return out, nil
}

// ties returns the ties of a statement with those drawn for it, amid what their
// reports have of each other.
func (u *Utterances) ties(c *content, near []drawn, amid map[sayso.ArticleID]*exchange) []Tie {
	var ties []Tie
	for _, d := range near {
		logit := d.logit
		a, b := c.telling, d.doc.telling
		if a.Article != b.Article && !a.Bare && !b.Bare {
			logit = u.model.weigh(amid[b.Article], d.at, a, b, d.pair, logit)
		}
		t := Tie{To: d.at.j, Weight: logit, Back: logit, Marks: c.marks(d.doc, logit)}
		if t.Marks&MarkCopy != 0 { // it is tied to what the other is tied to
			return []Tie{t}
		}
		ties = append(ties, t)
	}
	return ties
}

// Remove forgets a statement, and returns what that changed in its utterance.
func (u *Utterances) Remove(ctx context.Context, item int) ([]Change, error) {
	c, err := u.docs.get(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	return u.graph.remove(ctx, item, c[0].keys())
}

// Heed has the linker hold to what people say of statements.
func (u *Utterances) Heed(b Bonds) { u.graph.bonds = b }

// Again takes a statement of a report out and adds it again, as it was, because what
// people say of it is another.
func (u *Utterances) Again(ctx context.Context, item int, report Report) ([]Change, error) {
	items := []int{item}
	c, err := u.docs.get(ctx, items)
	if err != nil {
		return nil, err
	}
	groups, err := u.state.Groups(ctx, items)
	if err != nil {
		return nil, err
	}
	members, err := u.state.Members(ctx, groups)
	if err != nil {
		return nil, err
	}
	changes, err := u.graph.remove(ctx, item, c[0].keys())
	if err != nil {
		return nil, err
	}
	if len(members[0]) > mostRecut { // such a group stays whole: it would not come out of it
		groups[0] = 0
	}
	changed, err := u.put(ctx, items, groups, []*Telling{c[0].telling}, report)
	return append(changes, changed...), err
}

// Forget lets go of what is held in memory: an addition was undone.
func (u *Utterances) Forget() { u.docs.forget() }

// leastAlso is the probability by the pair alone from which a statement also tells
// the utterance of another.
const leastAlso = 0.6

// marks returns the marks of the tie of two tellings.
func (c *content) marks(o *content, logit float64) Marks {
	var m Marks
	if c.telling.Article == o.telling.Article {
		m |= MarkFree
	}
	if c.telling.Bare || o.telling.Bare {
		m |= MarkBare
	}
	if logistic(logit) >= leastAlso {
		if len(c.words) >= len(o.words) {
			m |= MarkTells
		}
		if len(o.words) >= len(c.words) {
			m |= MarkTold
		}
		if c.same == o.same {
			m |= MarkCopy
		}
	}
	return m
}

// Told returns the numbers of all utterances that a statement tells, sorted: a
// lead may sum up two of them, and is as long as either. A statement that tells
// those of others is none of its own.
func (u *Utterances) Told(ctx context.Context, item int) ([]int, error) {
	ties, err := u.state.Ties(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	items := []int{item}
	for _, t := range ties[0] {
		if t.Marks&MarkTells != 0 {
			items = append(items, t.To)
		}
	}
	groups, err := u.state.Groups(ctx, items)
	if err != nil {
		return nil, err
	}
	own, told := groups[0], slices.Compact(slices.Sorted(slices.Values(groups)))
	if len(told) > 1 {
		members, err := u.state.Members(ctx, []int{own})
		if err != nil {
			return nil, err
		}
		if len(members[0]) == 1 {
			told = slices.DeleteFunc(told, func(g int) bool { return g == own })
		}
	}
	return told, nil
}

// What a statement is found by, and how much is looked at.
const (
	keyWords      = 12   // the rarest stems of a content
	wordItems     = 300  // statements looked at for one stem
	mostLooked    = 60   // statements looked at of those that share stems, the most shared first
	mostCompared  = 15   // statements compared in full
	leastGrams    = 0.15 // cosine of the runs of characters below which two are not compared
	mostDaysApart = 2    // days between two dates of one act of speech, for the clocks of two places
)

// keys returns the keys of the content's rarest stems.
func (c *content) keys() []uint64 {
	v := counts{}
	for _, w := range c.words {
		v[w.key] = w.idf
	}
	var keys []uint64
	for _, t := range v.unit().heaviest(keyWords) {
		keys = append(keys, t.key)
	}
	return keys
}

// near returns the statements worth comparing with c, of those found by its keys:
// those that share its rarer words and may have been said by the same speaker on
// the same day, of copies the latest; and what is common in those and the others
// that were looked at, until near is called again.
func (u *Utterances) near(ctx context.Context, c *content, keys []uint64, found map[uint64][]int) ([]compared[*content], *chorus, error) {
	lists := make([][]int, len(keys))
	for i, key := range keys {
		lists[i] = found[key]
	}
	chosen := u.chosen[:0]
	near, err := u.docs.choose(ctx, u.shared.most(lists, mostLooked), mostLooked, func(o *content) bool {
		if slices.Contains(chosen, o.same) || !c.compatible(o) {
			return false
		}
		chosen = append(chosen, o.same)
		return true
	})
	u.chosen = chosen
	if err != nil {
		return nil, nil, err
	}
	looked := make([]*content, len(near))
	for i, o := range near {
		looked[i] = o.doc
	}
	u.around.listen(looked)
	u.grams.set(c.grams)
	near = slices.DeleteFunc(near, func(o compared[*content]) bool { return u.grams.dot(o.doc.grams) < leastGrams })
	return near[:min(len(near), mostCompared)], &u.around, nil
}

// compatible reports whether two tellings may be of one act of speech: their
// dates, where both are known, and their speakers, where both are named persons,
// allow it. Bodies are not held to their names: one outlet's "Kremlin" is
// another's "Russia".
func (c *content) compatible(o *content) bool {
	if c.dated && o.dated && max(c.day-o.day, o.day-c.day) > mostDaysApart {
		return false
	}
	a, b := c.telling, o.telling
	return !a.Person || !b.Person || a.Speaker == "" || b.Speaker == "" || c.voices.same(a, b)
}

// sameWords reports whether the last word of the shorter of two names is a word of
// the other, and whether all of them are.
func sameWords(a, b string) (last, all bool) {
	x, y := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return true, true
	}
	all = true
	for _, w := range x {
		last = slices.ContainsFunc(y, func(o string) bool { return sameName(w, o) })
		all = all && last
	}
	return last, all
}

// sameName reports whether two words spell one name: at most one letter is put in,
// left out or another, and names of up to three letters are the same.
func sameName(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) <= 3 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	rest := y[i+1:]
	if len(x) == len(y) {
		return string(x[i+1:]) == string(rest)
	}
	return string(x[i:]) == string(rest)
}

// Pair is two statements, by their numbers, and how likely they are to tell one
// act of speech.
type Pair struct {
	A, B        int // A came first
	Probability float64
}

// Pairs returns the pairs among items, statements of different articles, that are
// likelier than not to tell one act of speech, the likeliest first.
func (u *Utterances) Pairs(ctx context.Context, items []int) ([]Pair, error) {
	n := u.graph.neighbourhood(ctx)
	if err := n.load(items); err != nil {
		return nil, err
	}
	var out []Pair
	for _, i := range items {
		for _, t := range n.ties[i] {
			if _, in := n.ties[t.To]; !in || t.To > i || t.Marks&MarkFree != 0 {
				continue
			}
			if p := n.probability(i, t); p > 0.5 {
				out = append(out, Pair{t.To, i, p})
			}
		}
	}
	slices.SortFunc(out, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.Probability, a.Probability), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return out, nil
}
