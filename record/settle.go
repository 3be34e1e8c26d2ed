package record

import (
	"cmp"
	"maps"
	"slices"
)

// Ties are what people say of things that can be one with others, statements or
// namings, in words that do not contradict each other. Things go by their IDs.
type Ties struct {
	Joint [][]string // the things of each are one; sorted, disjoint, two or more
	Apart []Parted   // sorted; with all that follows from it for the things that are joint
}

// Parted says that two things are not one.
type Parted struct {
	Thing string // the one that does not belong
	From  string
}

// joining is a decision that things are one.
type joining struct {
	*Decision
	things []string
}

// parting is a decision that a thing is none of others.
type parting struct {
	*Decision
	thing string
	from  []string
}

// settle returns what joinings and partings say together, and the IDs of those that
// are at odds. Where one contradicts others, the one that was made in knowledge of
// the others holds: a parting takes its thing out of the joinings it has seen, a
// joining puts aside the partings it has seen. When neither knew of the other, all
// that contradict each other are at odds, and nothing that they say is in the ties.
func settle(joinings []joining, partings []parting) (t Ties, odds map[string]bool) {
	joinings, partings = slices.Clone(joinings), slices.Clone(partings)
	slices.SortFunc(joinings, func(a, b joining) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(partings, func(a, b parting) int { return cmp.Compare(a.ID, b.ID) })
	all := func(*joining) bool { return true }
	odds = map[string]bool{}
	for i := range partings {
		p := &partings[i]
		from := map[string]bool{}
		for _, f := range p.from {
			from[f] = true
		}
		meets := func(by func(*joining) bool) bool {
			reached, _ := reach(joinings, p.thing, by)
			return slices.ContainsFunc(reached, func(id string) bool { return from[id] })
		}
		if !meets(all) {
			continue
		}
		knowing := func(j *joining) bool { return j.knows(p.Decision) }
		unaware := func(j *joining) bool { return !j.knows(p.Decision) }
		for j := range joinings {
			if p.knows(joinings[j].Decision) {
				joinings[j].things = slices.DeleteFunc(slices.Clone(joinings[j].things), func(id string) bool { return id == p.thing })
			}
		}
		switch {
		case !meets(all):
		case meets(knowing) || !meets(unaware):
			p.from = nil
		default:
			_, by := reach(joinings, p.thing, all)
			for _, j := range by {
				odds[j] = true
			}
			odds[p.ID] = true
		}
	}
	joinings = slices.DeleteFunc(joinings, func(j joining) bool { return odds[j.ID] })
	seen := map[string]bool{}
	for _, j := range joinings {
		for _, id := range j.things {
			if seen[id] {
				continue
			}
			block, _ := reach(joinings, id, all)
			for _, other := range block {
				seen[other] = true
			}
			if len(block) > 1 {
				t.Joint = append(t.Joint, block)
			}
		}
	}
	slices.SortFunc(t.Joint, slices.Compare)
	mates := func(id string) []string {
		for _, block := range t.Joint {
			if slices.Contains(block, id) {
				return block
			}
		}
		return []string{id}
	}
	apart := map[Parted]bool{}
	for _, p := range partings {
		if odds[p.ID] || len(p.from) == 0 {
			continue
		}
		things := mates(p.thing)
		for _, f := range p.from {
			for _, from := range mates(f) {
				for _, thing := range things {
					apart[Parted{thing, from}] = true
				}
			}
		}
	}
	t.Apart = slices.SortedFunc(maps.Keys(apart), func(a, b Parted) int { return cmp.Or(cmp.Compare(a.Thing, b.Thing), cmp.Compare(a.From, b.From)) })
	return t, odds
}

// knows reports whether d was made in knowledge of o.
func (d *Decision) knows(o *Decision) bool { return slices.Contains(d.Seen, o.ID) }

// reach returns the things that those of joinings which by lets through join with
// one, itself among them, sorted, and the IDs of these joinings.
func reach(joinings []joining, from string, by func(*joining) bool) (things, ids []string) {
	in, used := map[string]bool{from: true}, make([]bool, len(joinings))
	for grown := true; grown; {
		grown = false
		for i := range joinings {
			j := &joinings[i]
			if used[i] || len(j.things) < 2 || !by(j) || !slices.ContainsFunc(j.things, func(id string) bool { return in[id] }) {
				continue
			}
			used[i], grown = true, true
			ids = append(ids, j.ID)
			for _, id := range j.things {
				in[id] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(in)), ids
}

// Utterances returns which statements people say to tell one utterance and which
// not, after the decisions in force whose statements are both read where they stand now,
// by the statements' IDs, and the IDs of the decisions that contradict each other.
func Utterances(decisions []Decided) (Ties, map[string]bool) {
	var joinings []joining
	var partings []parting
	for i := range decisions {
		d := &decisions[i]
		if !d.InForce || !d.Standing.found() || !d.OtherStand.Standing.found() || d.Statement == d.OtherStand.Statement {
			continue
		}
		switch d.Kind {
		case SameUtterance:
			joinings = append(joinings, joining{&d.Decision, []string{d.Statement, d.OtherStand.Statement}})
		case OtherUtterance:
			partings = append(partings, parting{&d.Decision, d.Statement, []string{d.OtherStand.Statement}})
		}
	}
	return settle(joinings, partings)
}

// found reports whether what a decision is about is read.
func (s Standing) found() bool { return s == Kept || s == Moved }
