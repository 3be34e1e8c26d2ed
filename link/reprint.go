package link

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sayso"
)

// The measures of a copy.
const (
	shingleWords  = 4    // words in a shingle
	sampleEvery   = 4    // of how many shingles one is indexed
	leastSampled  = 2    // indexed shingles that two articles must share to be compared
	leastShared   = 0.16 // share of the shorter article's shingles that makes a reprint, given a stretch
	plainShared   = 0.30 // the share that makes one without
	leastStretch  = 45   // shingles in a stretch: what two reports quote of one speech is shorter
	mostHole      = 8    // shingles in a hole of a stretch: an edited word takes four
	mostOrigins   = 12   // a shingle in more groups is furniture of pages
	originItems   = 200  // articles looked at for one shingle
	reprintWithin = 7    // days in which an article is reprinted as a rule
)

// Reprints groups articles that are copies of one, whole, cut, embedded in
// another text, merged or edited, as they come.
type Reprints struct {
	state State
	docs  *docs[*shingled]
}

// NewReprints returns a linker of the articles in state, which is its own.
func NewReprints(s State) *Reprints { return &Reprints{s, newDocs(s, mostArticles, readShingled)} }

// shingled is an article as the hashes of its shingles.
type shingled struct {
	sequence []uint32 // in the order of the text
	set      []uint32 // sorted
	day      int
	dated    bool
	outlet   string
	agencies []string
}

// overlap is what two articles have in common: the share of this article's
// shingles that the other has, and the reverse.
type overlap struct{ share, other float64 }

// Copy says that an article holds material of another.
type Copy struct {
	Of    int     // the other article
	Share float64 // of the article's own shingles that stand in the other
	Held  float64 // of the other's shingles that stand in the article
	// Origin says that the other came first, by its date or because the article
	// credits its outlet, and Copied that the article did. When both are false
	// nobody knows.
	Origin, Copied bool
}

func newShingled(a *sayso.Article) *shingled {
	d := &shingled{outlet: strings.ToLower(a.Outlet.Name)}
	for _, c := range a.Agencies {
		d.agencies = append(d.agencies, strings.ToLower(c.Name))
	}
	d.day, d.dated = dayOf(a.Date)
	var ws []word
	for _, z := range a.Zones {
		if z.Kind != sayso.ZoneBoilerplate {
			ws = append(ws, wordsOf(a.Text, z.Span)...)
		}
	}
	for i := 0; i+shingleWords <= len(ws); i++ {
		h := uint64(fnvOffset)
		for _, w := range ws[i : i+shingleWords] {
			h = hash(h, w.form) * fnvPrime // a word ends here
		}
		d.sequence = append(d.sequence, uint32(h^h>>29)) // the low bits choose the sample
	}
	d.sort()
	return d
}

func (d *shingled) sort() { d.set = slices.Compact(slices.Sorted(slices.Values(d.sequence))) }

func sampled(shingle uint32) bool { return shingle%sampleEvery == 0 }

// keys returns the shingles that are indexed.
func (d *shingled) keys() []uint64 {
	var keys []uint64
	for _, s := range d.set {
		if sampled(s) {
			keys = append(keys, uint64(s))
		}
	}
	return keys
}

// Add adds an article, and returns what it changed in the groups before.
func (r *Reprints) Add(ctx context.Context, item int, a *sayso.Article) ([]Change, error) {
	d := newShingled(a)
	keys := d.keys()
	near, furniture, err := r.near(ctx, keys)
	if err != nil {
		return nil, err
	}
	others, err := r.docs.get(ctx, near)
	if err != nil {
		return nil, err
	}
	var ties []Tie
	for k, o := range others {
		if x, ok := d.compare(o, furniture); ok {
			ties = append(ties, Tie{To: near[k], Weight: x.share, Back: x.other, Marks: d.marks(o)})
		}
	}
	if err := r.state.Keep(ctx, item, 0, keys, d.bytes()); err != nil {
		return nil, err
	}
	r.docs.hold(item, d)
	if len(ties) > 0 {
		if err := r.state.Tie(ctx, item, ties); err != nil {
			return nil, err
		}
	}
	linked := make([]int, len(ties))
	for i, t := range ties {
		linked[i] = t.To
	}
	region, err := around(ctx, r.state, item, linked)
	if err != nil {
		return nil, err
	}
	return r.recut(ctx, region, item)
}

// near returns the articles worth comparing with one that has keys, sorted, and
// those of keys that are furniture.
func (r *Reprints) near(ctx context.Context, keys []uint64) (near []int, furniture map[uint32]bool, err error) {
	items, err := r.state.Find(ctx, keys, originItems)
	if err != nil {
		return nil, nil, err
	}
	all := slices.Concat(items...)
	slices.Sort(all)
	all = slices.Compact(all)
	groups, err := r.state.Groups(ctx, all)
	if err != nil {
		return nil, nil, err
	}
	of := make(map[int]int, len(all))
	for i, item := range all {
		of[item] = groups[i]
	}
	shared := map[int]int{}
	furniture = map[uint32]bool{}
	for k, list := range items {
		distinct := map[int]bool{}
		for _, i := range list {
			distinct[of[i]] = true
		}
		if len(distinct) > mostOrigins {
			furniture[uint32(keys[k])] = true
			continue
		}
		for _, i := range list {
			shared[i]++
		}
	}
	return slices.DeleteFunc(all, func(i int) bool { return shared[i] < leastSampled }), furniture, nil
}

// Remove forgets an article, and returns what that changed in its group.
func (r *Reprints) Remove(ctx context.Context, item int) ([]Change, error) {
	d, err := r.docs.get(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	rest, err := drop(ctx, r.state, item, d[0].keys())
	if err != nil || len(rest) == 0 {
		return nil, err
	}
	return r.recut(ctx, rest, 0)
}

// Forget lets go of what is held in memory: an addition was undone.
func (r *Reprints) Forget() { r.docs.forget() }

// compare verifies what the index proposed, shingle by shingle, and reports
// whether it makes a reprint. A run that is mostly furniture counts for nothing.
func (d *shingled) compare(o *shingled, furniture map[uint32]bool) (overlap, bool) {
	shared, stretch, longest, end := 0, 0, 0, -mostHole-1
	for i := 0; i < len(d.sequence); i++ {
		n, indexed, worn := 0, 0, 0
		for i+n < len(d.sequence) && o.has(d.sequence[i+n]) {
			if s := d.sequence[i+n]; sampled(s) {
				indexed++
				if furniture[s] {
					worn++
				}
			}
			n++
		}
		if n > 0 && (worn == 0 || 2*worn < indexed) {
			if i-end > mostHole {
				stretch = 0
			}
			shared += n
			stretch += n
			longest = max(longest, stretch)
			end = i + n
		}
		i += n
	}
	x := overlap{share: float64(shared) / float64(max(1, len(d.sequence))), other: float64(shared) / float64(max(1, len(o.sequence)))}
	x.share, x.other = min(1, x.share), min(1, x.other)
	most := max(x.share, x.other)
	return x, most >= plainShared || most >= leastShared && longest >= leastStretch
}

func (d *shingled) has(shingle uint32) bool {
	_, ok := slices.BinarySearch(d.set, shingle)
	return ok
}

// far reports whether two articles lie further apart than reprints as a rule do.
func (d *shingled) far(o *shingled) bool {
	return d.dated && o.dated && max(d.day-o.day, o.day-d.day) > reprintWithin
}

// marks returns the marks of the tie of two articles.
func (d *shingled) marks(o *shingled) Marks {
	var m Marks
	if d.far(o) {
		m |= MarkFar
	}
	switch {
	case d.before(o):
		m |= MarkBefore
	case o.before(d):
		m |= MarkAfter
	}
	return m
}

// recut cuts a region into the parts that kept ties join. Of a large one only the
// ties of the new item, 0 for none, are looked at.
func (r *Reprints) recut(ctx context.Context, region []int, item int) ([]Change, error) {
	n := copies{map[int][]Tie{}}
	read := region
	if len(region) > mostRecut {
		read = slices.DeleteFunc(slices.Clone(region), func(i int) bool { return i != item })
	}
	if err := n.load(ctx, r.state, slices.Clone(read)); err != nil {
		return nil, err
	}
	var ends []int
	for _, i := range read {
		for _, t := range n.ties[i] {
			ends = append(ends, t.To)
		}
	}
	if err := n.load(ctx, r.state, ends); err != nil {
		return nil, err
	}
	starts, partOf, err := startParts(ctx, r.state, region)
	if err != nil {
		return nil, err
	}
	seen := make([]bool, len(starts))
	var parts [][]int
	for first := range starts {
		if seen[first] {
			continue
		}
		seen[first] = true
		part := slices.Clone(starts[first])
		for k := 0; k < len(part); k++ {
			for _, t := range n.ties[part[k]] {
				if i, in := slices.BinarySearch(region, t.To); in && !seen[partOf[i]] && n.kept(part[k], t) {
					seen[partOf[i]] = true
					part = append(part, starts[partOf[i]]...)
				}
			}
		}
		parts = append(parts, part)
	}
	return place(ctx, r.state, region, parts)
}

// copies are the ties of some articles.
type copies struct{ ties map[int][]Tie }

func (c *copies) load(ctx context.Context, s State, items []int) error {
	slices.Sort(items)
	items = slices.DeleteFunc(slices.Compact(items), func(i int) bool { _, ok := c.ties[i]; return ok })
	ties, err := s.Ties(ctx, items)
	if err != nil {
		return err
	}
	for k, i := range items {
		c.ties[i] = ties[k]
	}
	return nil
}

// kept reports whether a tie makes two articles one group. An article with
// material of two others that share nothing has two origins and can be in one
// group only: the one of its own days.
func (c *copies) kept(a int, t Tie) bool {
	return t.Marks&MarkFar == 0 || !c.elsewhere(a, t.To) && !c.elsewhere(t.To, a)
}

// elsewhere reports whether a is tied to an article of its own days that shares
// nothing with b.
func (c *copies) elsewhere(a, b int) bool {
	return slices.ContainsFunc(c.ties[a], func(t Tie) bool {
		return t.To != b && t.Marks&MarkFar == 0 && !slices.ContainsFunc(c.ties[t.To], func(u Tie) bool { return u.To == b })
	})
}

// Copies returns the articles that an article has material of or gave material
// to, the greatest share first, those of other groups too.
func (r *Reprints) Copies(ctx context.Context, item int) ([]Copy, error) {
	ties, err := r.state.Ties(ctx, []int{item})
	if err != nil {
		return nil, err
	}
	var out []Copy
	for _, t := range ties[0] {
		out = append(out, t.Copy())
	}
	slices.SortFunc(out, func(a, b Copy) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Of, b.Of)) })
	return out, nil
}

// Copy returns what a tie of reprints says.
func (t Tie) Copy() Copy {
	return Copy{Of: t.To, Share: t.Weight, Held: t.Back, Origin: t.Marks&MarkAfter != 0, Copied: t.Marks&MarkBefore != 0}
}

// before reports whether d came before o, as far as dates and credits tell.
func (d *shingled) before(o *shingled) bool {
	if d.outlet != "" && slices.Contains(o.agencies, d.outlet) {
		return true
	}
	if o.outlet != "" && slices.Contains(d.agencies, o.outlet) {
		return false
	}
	return d.dated && o.dated && d.day < o.day
}

// Source is where an article's text comes from, as far as the page and its copies
// tell.
type Source struct {
	Group    int // of reprints
	Outlet   string
	Agencies []string // that are credited for the whole text
}

// Origins returns how many independent origins articles have: copies of one are
// one, and so are articles that credit one agency, with those of the agency itself.
func Origins(articles []Source) int {
	joined := map[int]int{} // a group to another that has the same origin
	root := func(g int) int {
		for {
			next, ok := joined[g]
			if !ok {
				return g
			}
			g = next
		}
	}
	agency := map[string]int{} // a group with a text of the agency
	join := func(name string, group int) {
		g, known := agency[name]
		if !known {
			agency[name] = group
		} else if a, b := root(g), root(group); a != b {
			joined[b] = a
		}
	}
	for _, s := range articles {
		for _, name := range s.Agencies {
			join(strings.ToLower(name), s.Group)
		}
	}
	origins := map[int]bool{}
	for _, s := range articles {
		if outlet := strings.ToLower(s.Outlet); outlet != "" {
			if _, credited := agency[outlet]; credited {
				join(outlet, s.Group)
			}
		}
	}
	for _, s := range articles {
		origins[root(s.Group)] = true
	}
	return len(origins)
}
