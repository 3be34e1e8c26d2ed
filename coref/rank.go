package coref

import (
	"slices"

	"sayso"
	"sayso/perceptron"
)

// ranker decides for each noun phrase whether it is the first mention of its
// entity or goes with one before it: the mention ranking of Denis and Baldridge
// (2008), with a linear model over the pair, over the entity as read so far, and
// over the phrase alone for "the first".
type ranker struct {
	d        *sayso.Document
	r        *resolver
	spoke    int32   // the statement of the last source decided, one-based
	voice    int32   // and its entity
	roled    []int32 // things of the rules that have a role, in the order of the text
	w        *Words
	clusters *perceptron.Clusters
	nodes    []node
	things   []cluster
	byLemma  map[uint32][]int32 // nodes by the lemma of their head, not pronouns
	byWord   map[uint32][]int32 // names by each of their words
	buf      []byte
	fs       []uint32
	cands    []int32
	of       map[int32]int32 // things that the rules know → the first node that is one
}

// cluster is an entity as read so far.
type cluster struct {
	members []int32
	gender  Gender
	number  uint8
	typ     sayso.EntityType
	named   bool
	teller  bool // an "I" or "we" in it is the source of a statement
	group   bool // a phrase that joins others is in it
	lemmas  []uint32
	known   int32 // the thing that the rules found it to be, or -1
}

// What is looked at before a phrase.
const (
	pronounReach  = 4  // sentences that a pronoun looks back
	nominalReach  = 0  // and that another phrase does, for what shares no word with it: its own alone
	maxCandidates = 20 // and as many phrases at most
	maxRoled      = 30 // people with a role, looked at wherever they stand
	maxSameWord   = 10 // phrases that share a word, looked at wherever they stand
)

func (k *ranker) start() {
	k.spoke, k.voice = 0, -1
	k.things, k.roled = k.things[:0], k.roled[:0]
	k.byLemma, k.byWord = map[uint32][]int32{}, map[uint32][]int32{}
	k.of = map[int32]int32{}
	for i := range k.nodes {
		k.nodes[i].entity = -1
	}
}

// order returns the nodes in the order in which they are decided: what "I" in a
// quotation means is asked once whoever says it has been read.
func (k *ranker) order() []int32 {
	var now, later []int32
	for i := range k.nodes {
		n := &k.nodes[i]
		if n.form == formPronoun && n.person < 3 && n.said != 0 {
			later = append(later, int32(i))
			continue
		}
		now = append(now, int32(i))
	}
	return append(now, later...)
}

// candidates returns the nodes that node i may go with, nearest first.
func (k *ranker) candidates(i int32) []int32 {
	n := &k.nodes[i]
	out := k.cands[:0]
	add := func(j int32) {
		if j != i && k.nodes[j].entity >= 0 && k.possible(j, i) && !slices.Contains(out, j) {
			out = append(out, j)
		}
	}
	reach := int32(nominalReach)
	if n.form == formPronoun {
		reach = pronounReach
		if n.speaker >= 0 {
			add(n.speaker)
		}
	} else {
		for x, list := 0, k.byLemma[n.lemma]; x < maxSameWord && x < len(list); x++ {
			add(list[len(list)-1-x])
		}
		if n.role != nil {
			for x := len(k.roled) - 1; x >= 0 && x >= len(k.roled)-maxRoled; x-- {
				if t := &k.things[k.roled[x]]; k.r.fits(int(t.known), *n.role) {
					add(t.members[len(t.members)-1])
				}
			}
		}
		if n.form == formName {
			for _, w := range n.words {
				for x, list := 0, k.byWord[w]; x < maxSameWord/2 && x < len(list); x++ {
					add(list[len(list)-1-x])
				}
			}
		}
	}
	for j := i - 1; j >= 0 && len(out) < maxCandidates && n.sentence-k.nodes[j].sentence <= reach; j-- {
		add(j)
	}
	if n.form == formPronoun && n.person < 3 { // the one before, wherever it stands
		for x, list := 0, k.byLemma[n.kind]; x < 3 && x < len(list); x++ {
			add(list[len(list)-1-x])
		}
	}
	k.cands = out
	return out
}

// possible rules out what no grammar allows.
func (k *ranker) possible(j, i int32) bool {
	a, b := &k.nodes[j], &k.nodes[i]
	if a.first < b.end && b.first < a.end {
		return false // one holds the other
	}
	t := &k.things[a.entity]
	if b.known >= 0 && t.known >= 0 {
		return false // two that the rules keep apart
	}
	switch {
	case t.gender == Male || t.gender == Female:
		// he is no she, no it, and not several
		return (b.gender == GenderUnknown || b.gender == t.gender) && (b.number != 2 || b.person == 1)
	case b.gender == Neuter && t.typ == sayso.EntityPerson:
		return false
	case b.gender == Male || b.gender == Female:
		if a.form == formName && t.typ == sayso.EntityUnknown && k.d.Tokens[a.head].Rel == "compound" {
			return false // "the Orlan plan … she"
		}
		return (t.typ == sayso.EntityUnknown || t.typ == sayso.EntityPerson) && t.gender != Neuter && t.number != 2
	}
	return true
}

// join puts node i into the entity of node j, or into a new one when j < 0.
func (k *ranker) join(i, j int32) {
	n := &k.nodes[i]
	if j < 0 {
		n.entity = int32(len(k.things))
		k.things = append(k.things, cluster{known: -1})
	} else {
		n.entity = k.nodes[j].entity
	}
	if n.source != 0 {
		k.spoke, k.voice = n.source, n.entity
	}
	t := &k.things[n.entity]
	t.members = append(t.members, i)
	if n.known >= 0 && t.known < 0 {
		t.known = n.known
		k.of[n.known] = i
		if len(k.r.things[n.known].roles) > 0 {
			k.roled = append(k.roled, n.entity)
		}
	}
	if t.gender == GenderUnknown {
		t.gender = n.gender
	}
	if t.number == 0 {
		t.number = n.number
	}
	if t.typ == sayso.EntityUnknown {
		t.typ = n.typ
	}
	t.group = t.group || n.group
	t.teller = t.teller || n.person == 1 && n.source != 0
	switch n.form {
	case formPronoun:
		if n.person < 3 {
			k.byLemma[n.kind] = append(k.byLemma[n.kind], i)
		}
	case formName:
		t.named = true
		for _, w := range n.words {
			k.byWord[w] = append(k.byWord[w], i)
		}
		fallthrough
	default:
		k.byLemma[n.lemma] = append(k.byLemma[n.lemma], i)
		if !slices.Contains(t.lemmas, n.lemma) {
			t.lemmas = append(t.lemmas, n.lemma)
		}
	}
}

// resolve decides all nodes by the model.
func (k *ranker) resolve(m *perceptron.Model) {
	k.start()
	for _, i := range k.order() {
		if j, why := k.settled(i); j >= 0 {
			k.nodes[i].why = why
			k.join(i, j)
			continue
		}
		k.fs = k.alone(k.fs[:0], i)
		best, score := int32(-1), m.Score4(k.fs)[0]
		for c, j := range k.candidates(i) {
			k.fs = k.pair(k.fs[:0], j, i, c)
			if s := m.Score4(k.fs)[0]; s > score {
				best, score = j, s
			}
		}
		why := k.why(best, i)
		if why == whyOther { // two of three such links are wrong
			best, why = -1, whyFirst
		}
		k.nodes[i].why = why
		k.join(i, best)
	}
}

// settled returns the node that the rules let node i go with, and by which.
func (k *ranker) settled(i int32) (int32, string) {
	n := &k.nodes[i]
	if n.known >= 0 {
		if j, ok := k.of[n.known]; ok {
			return j, whyName
		}
		return -1, ""
	}
	if n.role != nil && n.det == detDefinite && n.end == n.head+1 {
		if j := k.ofRole(i); j >= 0 {
			return j, whyRole
		}
	}
	return -1, ""
}

// ofRole returns the last mention of the person that "the minister", node i, can
// be: of those whose role it is, or else fits, the one mentioned last.
func (k *ranker) ofRole(i int32) int32 {
	n := &k.nodes[i]
	best, exact := int32(-1), false
	for x := len(k.roled) - 1; x >= 0 && x >= len(k.roled)-maxRoled; x-- {
		t := &k.things[k.roled[x]]
		j := t.members[len(t.members)-1]
		same := k.r.things[t.known].roles[n.role.role]
		if exact && !same || !k.r.fits(int(t.known), *n.role) || !k.possible(j, i) {
			continue
		}
		if best < 0 || same && !exact || j > best {
			best, exact = j, same
		}
	}
	return best
}
