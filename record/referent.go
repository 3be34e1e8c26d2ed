package record

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sayso"
)

// NamingTarget is a naming by the words it stands on.
type NamingTarget struct {
	Original sayso.Digest `json:"original"`
	Words    Quoted       `json:"words"` // the phrase
	Head     Quoted       `json:"head"`
}

// MaxNamings is how many namings one decision may be about.
const MaxNamings = 60

// NamingTargetOf returns n, a naming of d, by its words.
func NamingTargetOf(d *sayso.Document, n *sayso.Naming) NamingTarget {
	return NamingTarget{d.Original, Quote(d.Text, n.Span)[0], Quote(d.Text, n.Head)[0]}
}

// NamingStand says where a naming that a decision is about stands.
type NamingStand struct {
	Article  sayso.ArticleID
	Ordinal  int // as in Naming; 0 when it is gone
	Standing Standing
	Earlier  bool // Article is a later version of what it was read from, at the same address
}

// NamingID names a naming by its article and its place in the document's layer.
func NamingID(article sayso.ArticleID, ordinal int) string {
	return string(article) + ":" + strconv.Itoa(ordinal)
}

// ParseNamingID reads what NamingID wrote.
func ParseNamingID(id string) (article sayso.ArticleID, ordinal int, err error) {
	a, n, ok := strings.Cut(id, ":")
	ordinal, err = strconv.Atoi(n)
	if !ok || err != nil || ordinal < 1 || NamingID(sayso.ArticleID(a), ordinal) != id {
		return "", 0, fmt.Errorf("naming %q: want an article's ID, a colon and a number from 1", id)
	}
	return sayso.ArticleID(a), ordinal, nil
}

// AnchorNaming finds the naming that t is about in d, and returns its place in the
// layer, from 1: the one of the very words, at their place (Kept) or elsewhere
// (Moved), or one with other edges around the very head (Moved). In another version
// of the report it is the one of the very words, with what stands before or
// behind them: the same words elsewhere may be of somebody else.
func AnchorNaming(d *sayso.Document, t *NamingTarget) (ordinal int, standing Standing) {
	another := t.Original != d.Original
	words, ok := Locate(d.Text, t.Words)
	if ok && (!another || t.Words.around(d.Text, words.Start) > 0) {
		for i := range d.Namings {
			if d.Namings[i].Span != words {
				continue
			}
			if words == t.Words.Span() {
				return i + 1, Kept
			}
			return i + 1, Moved
		}
	}
	if head, ok := Locate(d.Text, t.Head); ok && !another {
		for i := range d.Namings {
			if d.Namings[i].Head == head {
				return i + 1, Moved
			}
		}
	}
	return 0, Gone
}

// FollowNaming finds in after what has that place among the namings of before, another
// reading of the same or an earlier version, 0 for none; it is Moved or Gone.
func FollowNaming(before, after *sayso.Document, place int) (ordinal int, standing Standing) {
	if place < 1 || place > len(before.Namings) {
		return 0, Gone
	}
	t := NamingTargetOf(before, &before.Namings[place-1])
	if ordinal, standing = AnchorNaming(after, &t); standing == Kept {
		standing = Moved
	}
	return ordinal, standing
}

// onNamings reports whether decisions of the kind are about namings.
func (k DecisionKind) onNamings() bool {
	return k == OneReferent || k == OtherReferent || k == NameReferent
}

func (d *Decision) checkNamings() error {
	n := len(d.Namings)
	switch {
	case !d.Kind.onNamings() && n > 0:
		return fmt.Errorf("is about no naming, but names %d", n)
	case !d.Kind.onNamings():
		return nil
	case n == 0 || n > MaxNamings || n == 1 && d.Kind == OtherReferent:
		return fmt.Errorf("%d namings: want 1 to %d of them, and two at least for other", n, MaxNamings)
	}
	for i := range d.Namings {
		for _, q := range []Quoted{d.Namings[i].Words, d.Namings[i].Head} {
			if err := checkQuoted([]Quoted{q}); err != nil {
				return err
			}
		}
	}
	return nil
}

// found returns the IDs of the namings that d is about and that are read.
func (d *Decided) found() []string {
	var ids []string
	for _, n := range d.Stands {
		if n.Standing.found() {
			ids = append(ids, NamingID(n.Article, n.Ordinal))
		}
	}
	return ids
}

// OneReferents returns which namings people say are of one referent and which not,
// after the decisions in force, by NamingID, and the IDs of the decisions that
// contradict each other.
func OneReferents(decisions []Decided) (Ties, map[string]bool) {
	var joinings []joining
	var partings []parting
	for i := range decisions {
		d := &decisions[i]
		if !d.InForce {
			continue
		}
		switch ids := d.found(); {
		case d.Kind == OneReferent:
			joinings = append(joinings, joining{&d.Decision, ids})
		case d.Kind == OtherReferent && len(ids) > 1 && d.Stands[0].Standing.found():
			from := slices.DeleteFunc(slices.Clone(ids[1:]), func(id string) bool { return id == ids[0] })
			partings = append(partings, parting{&d.Decision, ids[0], from})
		}
	}
	return settle(joinings, partings)
}

// ReferentNames returns the names that people gave to referents, by referent, and
// the IDs of the decisions at odds. Of says of which referent a naming is now.
func ReferentNames(decisions []Decided, of map[string]string) (names map[string]string, odds map[string]bool) {
	about := map[string][]*Decision{}
	for i := range decisions {
		d := &decisions[i]
		if d.Kind != NameReferent || !d.InForce {
			continue
		}
		count := map[string]int{}
		for _, id := range d.found() {
			if of[id] != "" {
				count[of[id]]++
			}
		}
		best := ""
		for _, r := range slices.Sorted(maps.Keys(count)) {
			if best == "" || count[r] > count[best] {
				best = r
			}
		}
		if best != "" {
			about[best] = append(about[best], &d.Decision)
		}
	}
	names, odds = map[string]string{}, map[string]bool{}
	for r, list := range about {
		name, _, same := agreed(list, func(d *Decision) string { return d.Value.Name }, equal)
		if same {
			names[r] = name
			continue
		}
		for _, d := range heads(list) {
			odds[d.ID] = true
		}
	}
	return names, odds
}

// PlacedReferent is a referent after what people say, where that is another than what is
// proposed: proposed referents that are one, with all their namings but those that
// are placed, and namings that are placed by themselves.
type PlacedReferent struct {
	Referents []string // IDs, sorted; none for a referent that is not proposed
	Namings   []string // sorted
}

// placing is the state of PlaceReferents.
type placing struct {
	ties  Ties
	node  map[string]string // by what a node was joined to: proposed referents, and blocks
	block map[string]int    // of a naming that is placed by itself: its block
	of    map[string]string // the proposed referent of a naming
}

// PlaceReferents returns the referents that ties make of the proposed ones. Proposed has that
// of each naming in ties, empty for none. Namings that are one bring all that is proposed
// to be of one with them together; a naming that does not belong where it is proposed to
// be goes alone, with those that are one with it, to where these are, or to a
// referent of its own.
func PlaceReferents(ties Ties, proposed map[string]string) []PlacedReferent {
	p := &placing{ties, map[string]string{}, map[string]int{}, proposed}
	blocks, late := p.blocks()
	for i, b := range blocks {
		if late[i] {
			for _, id := range b {
				p.block[id] = i
			}
			continue
		}
		home := ""
		for _, id := range b {
			if at := p.at(id); at != "" && home == "" {
				home = at
			} else if at != "" {
				p.join(at, home)
			}
		}
		for _, id := range b { // those without a proposal come along
			if p.of[id] == "" {
				p.block[id] = i
			}
		}
		if home == "" {
			home = blockNode(i)
		}
		p.join(blockNode(i), home)
	}
	placed := map[int]bool{}
	for i := range blocks {
		placed[i] = !late[i]
	}
	for i, b := range blocks {
		if !late[i] {
			continue
		}
		placed[i] = true
		for _, id := range b {
			if r := p.of[id]; r != "" && !p.barred(i, p.root(r), placed) {
				p.join(blockNode(i), p.root(r))
			}
		}
	}
	return p.result(blocks)
}

func blockNode(i int) string { return "\x00" + strconv.Itoa(i) }

// blocks returns the namings that are one, those that stand alone among them, and
// which blocks are to be placed last: a naming of theirs does not belong with another.
func (p *placing) blocks() (blocks [][]string, late []bool) {
	in := map[string]bool{}
	for _, b := range p.ties.Joint {
		blocks = append(blocks, b)
		for _, id := range b {
			in[id] = true
		}
	}
	leaving := map[string]bool{}
	for _, a := range p.ties.Apart {
		leaving[a.Thing] = true
		for _, id := range []string{a.Thing, a.From} {
			if !in[id] {
				in[id] = true
				blocks = append(blocks, []string{id})
			}
		}
	}
	for _, b := range blocks {
		late = append(late, slices.ContainsFunc(b, func(id string) bool { return leaving[id] }))
	}
	return blocks, late
}

func (p *placing) root(node string) string {
	for p.node[node] != "" {
		node = p.node[node]
	}
	return node
}

func (p *placing) join(node, to string) {
	if a, b := p.root(node), p.root(to); a != b {
		p.node[a] = b
	}
}

// at returns the node that a naming is at, empty when it is at none yet.
func (p *placing) at(id string) string {
	if b, ok := p.block[id]; ok {
		return p.root(blockNode(b))
	}
	if r := p.of[id]; r != "" {
		return p.root(r)
	}
	return ""
}

// barred reports whether block i must not join the node to, because two namings that
// are not one would meet there.
func (p *placing) barred(i int, to string, placed map[int]bool) bool {
	mine := p.root(blockNode(i))
	there := func(id, node string) bool {
		b, ok := p.block[id]
		return (!ok || placed[b]) && p.at(id) == node
	}
	return mine != to && slices.ContainsFunc(p.ties.Apart, func(a Parted) bool {
		return there(a.Thing, mine) && there(a.From, to) || there(a.Thing, to) && there(a.From, mine)
	})
}

func (p *placing) result(blocks [][]string) []PlacedReferent {
	groups := map[string]*PlacedReferent{}
	group := func(node string) *PlacedReferent {
		root := p.root(node)
		if groups[root] == nil {
			groups[root] = &PlacedReferent{}
		}
		return groups[root]
	}
	referents := map[string]bool{}
	for _, r := range p.of {
		if r != "" {
			referents[r] = true
		}
	}
	for r := range referents {
		g := group(r)
		g.Referents = append(g.Referents, r)
	}
	for id, b := range p.block {
		if r := p.of[id]; r != "" && p.root(r) == p.root(blockNode(b)) {
			continue // it stays where it is proposed to be
		}
		if g := group(blockNode(b)); len(blocks[b]) > 1 || p.of[id] != "" {
			g.Namings = append(g.Namings, id)
		}
	}
	var out []PlacedReferent
	for _, g := range groups {
		if len(g.Referents) > 1 || len(g.Namings) > 0 {
			slices.Sort(g.Referents)
			slices.Sort(g.Namings)
			out = append(out, *g)
		}
	}
	slices.SortFunc(out, func(a, b PlacedReferent) int {
		return cmp.Or(slices.Compare(a.Referents, b.Referents), slices.Compare(a.Namings, b.Namings))
	})
	return out
}
