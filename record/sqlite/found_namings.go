package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"sayso"
	"sayso/record"
)

// foundNamings are the namings of some articles whose ways hold some words, ordered by
// their referents: those of the referent with key k begin at from[k] and end at from[k+1].
type foundNamings struct {
	from []int
	list []foundNaming
}

type foundNaming struct {
	way, words, outlet uint32
	voice              sayso.Voice
}

// find returns the namings that s leaves, but for its referent, way and voice, which
// one page asks for in turn.
func (s *namingSieve) find(ctx context.Context, tx *sql.Tx, l *finds, q record.NamingQuery) (*foundNamings, error) {
	return remember(ctx, tx, l, ledgerQuery(q), byReferent, func() (*foundNamings, int, error) {
		m := &foundNamings{from: []int{0}}
		err := s.eachNaming(ctx, tx, func(_ *packedHead, referent uint32, _ foundNaming) {
			if more := int(referent) + 2 - len(m.from); more > 0 {
				m.from = append(m.from, make([]int, more)...)
			}
			m.from[referent+1]++
		})
		if err != nil {
			return nil, 0, err
		}
		for k := range len(m.from) - 1 {
			m.from[k+1] += m.from[k]
		}
		next := slices.Clone(m.from)
		m.list = make([]foundNaming, m.from[len(m.from)-1])
		err = s.eachNaming(ctx, tx, func(_ *packedHead, referent uint32, n foundNaming) {
			m.list[next[referent]] = n
			next[referent]++
		})
		return m, 16*len(m.list) + 8*len(m.from) + 1, err
	})
}

// of returns the namings of a referent, or those without any for 0.
func (m *foundNamings) of(referent int64) []foundNaming {
	if referent+1 >= int64(len(m.from)) {
		return nil
	}
	return m.list[m.from[referent]:m.from[referent+1]]
}

// each calls visit with the namings that s leaves.
func (m *foundNamings) each(s *namingSieve, visit func(n *foundNaming)) {
	list := m.list
	if s.of {
		list = m.of(s.referent)
	}
	for i := range list {
		if s.wants(&list[i]) {
			visit(&list[i])
		}
	}
}

// foundReferent is a referent with what orders lists but for its name.
type foundReferent struct {
	key              int64
	namings, outlets int
}

// referents counts the namings that s leaves by their referents.
func (m *foundNamings) referents(s *namingSieve) (list []foundReferent) {
	var seen []int64 // by outlet, the last referent that it names
	for key := int64(1); key+1 < int64(len(m.from)); key++ {
		if s.of && key != s.referent {
			continue
		}
		r := foundReferent{key: key}
		for _, n := range m.of(key) {
			if !s.wants(&n) {
				continue
			}
			r.namings++
			if more := int(n.outlet) + 1 - len(seen); more > 0 {
				seen = append(seen, make([]int64, more)...)
			}
			if n.outlet != 0 && seen[n.outlet] != key {
				seen[n.outlet] = key
				r.outlets++
			}
		}
		if r.namings > 0 {
			list = append(list, r)
		}
	}
	return list
}

// referentWindow returns the referents of which a page is cut, as JSON, and how many come
// before them.
func (f *filter) referentWindow(list []foundReferent, after *foundReferent) (rows string, before int) {
	list, before = window(list, f.limit, f.offset, after, func(a, b foundReferent) int {
		return cmp.Or(cmp.Compare(b.outlets, a.outlets), cmp.Compare(b.namings, a.namings))
	})
	part := make([][3]int64, len(list))
	for i, r := range list {
		part[i] = [3]int64{r.key, int64(r.namings), int64(r.outlets)}
	}
	return marshalled(part), before
}

// foundWay is a way of naming with what orders lists but for its words.
type foundWay struct {
	way     uint32
	namings int
}

// ways counts the namings that s leaves by their ways.
func (m *foundNamings) ways(s *namingSieve) []foundWay {
	at := map[uint32]int{}
	list := []foundWay{}
	m.each(s, func(n *foundNaming) {
		i, ok := at[n.way]
		if !ok {
			i = len(list)
			at[n.way], list = i, append(list, foundWay{way: n.way})
		}
		list[i].namings++
	})
	return list
}

// wayWindow is referentWindow for ways.
func (f *filter) wayWindow(list []foundWay, after *foundWay) (rows string, before int) {
	list, before = window(list, f.limit, f.offset, after, func(a, b foundWay) int { return cmp.Compare(b.namings, a.namings) })
	part := make([][2]int, len(list))
	for i, w := range list {
		part[i] = [2]int{int(w.way), w.namings}
	}
	return marshalled(part), before
}

// inside does what ledger.inside does, for the namings that s leaves.
func (m *foundNamings) inside(ctx context.Context, tx *sql.Tx, s *namingSieve, f *filter, ways []record.Way) error {
	at := map[string]int{}
	for i, w := range ways {
		at[w.Way] = i
	}
	of, words := map[uint32]int{}, map[uint32]string{} // by the number of words
	rows, err := tx.QueryContext(ctx, "SELECT key, way, words FROM wording WHERE way IN (SELECT value FROM json_each(?))", wayNames(ways))
	err = each(rows, err, func(r row) error {
		var key uint32
		var way, written string
		err := r.Scan(&key, &way, &written)
		of[key], words[key] = at[way], written
		return err
	})
	if err != nil {
		return err
	}
	outlets, err := remember(ctx, tx, f.finds, record.Query{}, outletIDs, func() (map[uint32]string, int, error) { return readOutletIDs(ctx, tx) })
	written := make([]map[string]int, len(ways))
	m.each(s, func(n *foundNaming) {
		i, ok := of[n.words]
		if !ok {
			return
		}
		if written[i] == nil {
			written[i] = map[string]int{}
		}
		written[i][words[n.words]]++
		if f.countTo >= 0 {
			ways[i].Outlets[outlets[n.outlet]]++
			ways[i].Voices[n.voice]++
		}
	})
	for i, counts := range written {
		ways[i].Words = mostWritten(counts)
	}
	return err
}

// readOutletIDs returns the IDs of outlets by their keys, and their size.
func readOutletIDs(ctx context.Context, tx *sql.Tx) (ids map[uint32]string, size int, err error) {
	ids = map[uint32]string{}
	rows, err := tx.QueryContext(ctx, "SELECT key, id FROM outlet")
	err = each(rows, err, func(r row) error {
		var key uint32
		var id string
		err := r.Scan(&key, &id)
		ids[key] = id
		size += 32 + len(id)
		return err
	})
	return ids, size + 1, err
}

// voices counts the namings that s leaves by their outlet and voice, as JSON.
func (m *foundNamings) voices(s *namingSieve) string {
	counts := map[foundNaming]int{}
	m.each(s, func(n *foundNaming) { counts[foundNaming{outlet: n.outlet, voice: n.voice}]++ })
	list := [][3]any{}
	for n, count := range counts {
		list = append(list, [3]any{n.outlet, n.voice.String(), count})
	}
	return marshalled(list)
}

// named counts how and in which voices s leaves the referent x, which has that key, named.
func (m *foundNamings) named(s *namingSieve, key int64, x *record.Referent) {
	ways := map[uint32]bool{}
	for _, n := range m.of(key) {
		if s.wants(&n) {
			ways[n.way] = true
			x.Voices[n.voice]++
		}
	}
	x.Ways = len(ways)
}
