package link

import (
	"cmp"
	"context"
	"maps"
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
	index Index
	docs  []*shingled
	links [][]overlap // of each article
	groups
}

// NewReprints returns a linker without articles. The index is its own.
func NewReprints(index Index) *Reprints { return &Reprints{index: index} }

// shingled is an article as the hashes of its shingles.
type shingled struct {
	sequence []uint64 // in the order of the text
	set      []uint64 // sorted
	day      int
	dated    bool
	outlet   string
	agencies []string
}

// overlap is what two articles have in common: the share of this article's
// shingles that the other has, and the reverse.
type overlap struct {
	to           int
	share, other float64
}

// Copy says that an article holds material of another.
type Copy struct {
	Of    int     // the other article
	Share float64 // of the article's own shingles that stand in the other
	Held  float64 // of the other's shingles that stand in the article
	// Origin says that the other came first, by its date or because the article
	// credits its outlet. When it is false on both sides nobody knows.
	Origin bool
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
		d.sequence = append(d.sequence, h^h>>29) // the low bits choose the sample
	}
	d.set = slices.Compact(slices.Sorted(slices.Values(d.sequence)))
	return d
}

func sampled(shingle uint64) bool { return shingle%sampleEvery == 0 }

// keys returns the shingles that are indexed.
func (d *shingled) keys() []uint64 {
	var keys []uint64
	for _, s := range d.set {
		if sampled(s) {
			keys = append(keys, s)
		}
	}
	return keys
}

// Add adds the next article, and returns what it changed in the groups before.
func (r *Reprints) Add(ctx context.Context, a *sayso.Article) ([]Change, error) {
	d := newShingled(a)
	item := len(r.docs)
	keys := d.keys()
	near := map[int]int{}
	furniture := map[uint64]bool{}
	for _, k := range keys {
		items, err := r.index.Items(ctx, k, originItems)
		if err != nil {
			return nil, err
		}
		if r.distinct(items) > mostOrigins {
			furniture[k] = true
			continue
		}
		for _, i := range items {
			near[i]++
		}
	}
	if err := r.index.Add(ctx, item, keys); err != nil {
		return nil, err
	}
	r.docs = append(r.docs, d)
	r.links = append(r.links, nil)
	var linked []int
	for _, i := range slices.Sorted(maps.Keys(near)) {
		if near[i] < leastSampled {
			continue
		}
		if o, ok := d.compare(r.docs[i], furniture); ok {
			o.to = i
			r.links[item] = append(r.links[item], o)
			r.links[i] = append(r.links[i], overlap{to: item, share: o.other, other: o.share})
			linked = append(linked, i)
		}
	}
	region := r.around(item, linked)
	return r.place(region, r.cut(region)), nil
}

// Group returns the number of the group of the i-th article.
func (r *Reprints) Group(i int) int { return r.of[i] }

// distinct returns in how many groups items are.
func (r *Reprints) distinct(items []int) int {
	seen := map[int]bool{}
	for _, i := range items {
		seen[r.of[i]] = true
	}
	return len(seen)
}

// compare verifies what the index proposed, shingle by shingle, and reports
// whether it makes a reprint. A run that is mostly furniture counts for nothing.
func (d *shingled) compare(o *shingled, furniture map[uint64]bool) (overlap, bool) {
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

func (d *shingled) has(shingle uint64) bool {
	_, ok := slices.BinarySearch(d.set, shingle)
	return ok
}

// far reports whether two articles lie further apart than reprints as a rule do.
func (d *shingled) far(o *shingled) bool {
	return d.dated && o.dated && max(d.day-o.day, o.day-d.day) > reprintWithin
}

// kept reports whether a link makes two articles one group. An article with
// material of two others that share nothing has two origins and can be in one
// group only: the one of its own days.
func (r *Reprints) kept(a, b int) bool {
	if !r.docs[a].far(r.docs[b]) {
		return true
	}
	return !r.elsewhere(a, b) && !r.elsewhere(b, a)
}

// elsewhere reports whether a is linked to an article of its own days that shares
// nothing with b.
func (r *Reprints) elsewhere(a, b int) bool {
	return slices.ContainsFunc(r.links[a], func(l overlap) bool {
		return l.to != b && !r.docs[a].far(r.docs[l.to]) && !slices.ContainsFunc(r.links[l.to], func(m overlap) bool { return m.to == b })
	})
}

// cut returns the parts of region that kept links join.
func (r *Reprints) cut(region []int) [][]int {
	seen := map[int]bool{}
	var parts [][]int
	for _, first := range region {
		if seen[first] {
			continue
		}
		seen[first] = true
		part := []int{first}
		for k := 0; k < len(part); k++ {
			for _, l := range r.links[part[k]] {
				if _, in := slices.BinarySearch(region, l.to); in && !seen[l.to] && r.kept(part[k], l.to) {
					seen[l.to] = true
					part = append(part, l.to)
				}
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// Copies returns the articles that the i-th has material of or gave material to,
// the greatest share first, those of other groups too.
func (r *Reprints) Copies(i int) []Copy {
	var out []Copy
	for _, l := range r.links[i] {
		out = append(out, Copy{Of: l.to, Share: l.share, Held: l.other, Origin: r.docs[l.to].before(r.docs[i])})
	}
	slices.SortFunc(out, func(a, b Copy) int { return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Of, b.Of)) })
	return out
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

// Origins returns how many independent origins articles have: copies of one are
// one, and so are articles that credit one agency for the whole text.
func (r *Reprints) Origins(articles []int) int {
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
	for _, i := range articles {
		for _, name := range r.docs[i].agencies {
			g, known := agency[name]
			if !known {
				agency[name] = r.of[i]
			} else if a, b := root(g), root(r.of[i]); a != b {
				joined[b] = a
			}
		}
	}
	origins := map[int]bool{}
	for _, i := range articles {
		origins[root(r.of[i])] = true
	}
	return len(origins)
}
