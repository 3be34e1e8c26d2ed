package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"

	"sayso"
	"sayso/record"
)

// found is what going through all packed statements finds of those asked for.
type found struct {
	articles []foundArticle
	keys     []uint32  // of statements, article by article
	scores   []float32 // theirs, as the next
	dated    []foundDate
	kinds    map[sayso.Kind]int
	speakers map[uint32]int        // by key, those merged counted with whom they were merged into
	outlets  map[uint32][2]int     // statements and articles, by key
	days     map[[2]uint32]*[2]int // said and told, by first and last day
}

// foundDate is the first and the last day of a statement, and whether the text tells
// when it was made.
type foundDate struct {
	first, last uint32
	said        bool
}

// foundArticle is an article with some statements that were asked for.
type foundArticle struct {
	key  uint32
	date packedDate
	n    int // how many
}

// find goes through all packed statements.
func (s *sieve) find(ctx context.Context, tx *sql.Tx) (*found, error) {
	merged, err := mergedSpeakers(ctx, tx)
	if err != nil {
		return nil, err
	}
	m := &found{kinds: map[sayso.Kind]int{}, speakers: map[uint32]int{}, outlets: map[uint32][2]int{}, days: map[[2]uint32]*[2]int{}}
	var kinds [packedKind + 1]int
	var speakers []int // by key
	var day [2]uint32  // the last one seen
	counts := new([2]int)
	m.days[day] = counts
	err = s.parts.eachPacked(ctx, tx, packedStatements, func(head *packedHead, rows []byte) error {
		if !s.article(head) {
			return nil
		}
		before := len(m.keys)
		if more := len(rows) / statementSize; cap(m.keys)-before < more { // twice as much, not a quarter more
			m.dated, m.keys, m.scores = slices.Grow(m.dated, before+more), slices.Grow(m.keys, before+more), slices.Grow(m.scores, before+more)
		}
		for ; len(rows) >= statementSize; rows = rows[statementSize:] {
			if !s.statement(rows) {
				continue
			}
			m.dated = append(m.dated, foundDate{number(rows[8:]), number(rows[12:]), rows[16]&packedSaid != 0})
			m.keys, m.scores = append(m.keys, number(rows)), append(m.scores, math.Float32frombits(number(rows[17:])))
			kinds[rows[16]&packedKind]++
			speaker := number(rows[4:])
			if int(speaker) >= len(speakers) {
				speakers = append(speakers, make([]int, int(speaker)+1+len(speakers)/4-len(speakers))...)
			}
			speakers[speaker]++
			if on := [2]uint32{number(rows[8:]), number(rows[12:])}; on != day {
				if day, counts = on, m.days[on]; counts == nil {
					counts = new([2]int)
					m.days[on] = counts
				}
			}
			if rows[16]&packedSaid != 0 {
				counts[0]++
			} else {
				counts[1]++
			}
		}
		if n := len(m.keys) - before; n > 0 {
			m.articles = append(m.articles, foundArticle{head.article, head.date, n})
			at := m.outlets[head.outlet]
			m.outlets[head.outlet] = [2]int{at[0] + n, at[1] + 1}
		}
		return nil
	})
	for kind, n := range kinds {
		if kind > 0 && n > 0 {
			m.kinds[sayso.Kind(kind-1)] = n
		}
	}
	for speaker, n := range speakers {
		if n == 0 || speaker == 0 {
			continue
		}
		key := uint32(speaker)
		if into, ok := merged[key]; ok {
			key = into
		}
		m.speakers[key] += n
	}
	delete(m.outlets, 0)
	if none := m.days[[2]uint32{}]; *none == [2]int{} {
		delete(m.days, [2]uint32{})
	}
	return m, err
}

// on returns the statements of one day alone, of those of which the text tells when they
// were made alone, of the others alone, or of all.
func (m *found) on(day [2]uint32, said, told bool) *found {
	part := &found{}
	at := 0
	for _, a := range m.articles {
		n := 0
		for i := at; i < at+a.n; i++ {
			if d := m.dated[i]; [2]uint32{d.first, d.last} == day && !(said && !d.said) && !(told && d.said) {
				part.keys = append(part.keys, m.keys[i])
				n++
			}
		}
		at += a.n
		if a.n = n; n > 0 {
			part.articles = append(part.articles, a)
		}
	}
	return part
}

// set returns the keys of the statements.
func (m *found) set() keySet {
	set := keySet{}
	for _, key := range m.keys {
		set.add(key)
	}
	return set
}

// dates returns the dates, newest first, between which a page of a list in order of
// dates lies, and how many of its rows are newer, which is a part of the offset.
// The list begins behind a row of the date after, unless that is nil. Each article
// has as many rows as rows says.
func (m *found) dates(limit, offset int, after *packedDate, rows func(foundArticle) int) (in map[packedDate]bool, newer int) {
	per := map[packedDate]int{}
	for _, a := range m.articles {
		per[a.date] += rows(a)
	}
	in = map[packedDate]bool{}
	have := 0
	for _, date := range slices.SortedFunc(maps.Keys(per), func(a, b packedDate) int { return bytes.Compare(b[:], a[:]) }) {
		order := -1
		if after != nil {
			order = bytes.Compare(date[:], after[:])
		}
		switch {
		case order > 0:
		case order == 0:
			in[date] = true // how many of them are behind the row is not known
		case len(in) == 0 && newer+per[date] <= offset:
			newer += per[date]
		default:
			in[date] = true
			if have += per[date]; limit >= 0 && have > limit+offset-newer {
				return in, newer
			}
		}
	}
	return in, newer
}

// newest returns n statements, those of the newest articles first.
func (m *found) newest(n int) []int64 {
	in, _ := m.dates(n, 0, nil, func(a foundArticle) int { return a.n })
	type part struct {
		date packedDate
		keys []uint32
	}
	var parts []part
	at := 0
	for _, a := range m.articles {
		if in[a.date] {
			parts = append(parts, part{a.date, m.keys[at : at+a.n]})
		}
		at += a.n
	}
	slices.SortStableFunc(parts, func(a, b part) int { return bytes.Compare(b.date[:], a.date[:]) })
	keys := []int64{}
	for _, p := range parts {
		for _, key := range p.keys {
			if len(keys) == n {
				return keys
			}
			keys = append(keys, int64(key))
		}
	}
	return keys
}

// window returns the statements of which a page is cut, as JSON, and how many come
// before them.
func (m *found) window(f *filter, after *packedDate) (keys string, newer int) {
	in, newer := m.dates(f.limit, f.offset, after, func(a foundArticle) int { return a.n })
	list := []uint32{}
	at := 0
	for _, a := range m.articles {
		if in[a.date] {
			list = append(list, m.keys[at:at+a.n]...)
		}
		at += a.n
	}
	return numbers(list), newer
}

// foundScore is a statement with what orders lists by score.
type foundScore struct {
	key   uint32
	score float32
}

// scoreWindow is window for a list in order of scores, which begins behind after.
func (m *found) scoreWindow(f *filter, after *foundScore) (keys string, before int) {
	list := make([]foundScore, len(m.keys))
	for i, key := range m.keys {
		list[i] = foundScore{key, m.scores[i]}
	}
	part, before := window(list, f.limit, f.offset, after, func(a, b foundScore) int { return cmp.Compare(a.score, b.score) })
	chosen := make([]uint32, len(part))
	for i, s := range part {
		chosen[i] = s.key
	}
	return numbers(chosen), before
}

// articleWindow returns the articles of which a page is cut of a list that has as many
// rows of each as rows says, as JSON, and how many rows come before them.
func (m *found) articleWindow(f *filter, after *packedDate, rows func(foundArticle) int) (keys string, newer int) {
	in, newer := m.dates(f.limit, f.offset, after, rows)
	list := []uint32{}
	for _, a := range m.articles {
		if in[a.date] {
			list = append(list, a.key)
		}
	}
	return numbers(list), newer
}

func numbers(list []uint32) string { return marshalled(list) }

// marshalled returns a list of numbers and strings, which can be marshalled, as JSON.
func marshalled[T any](list []T) string {
	b, err := json.Marshal(list)
	if err != nil {
		return "[]"
	}
	return string(b)
}

// most returns the n keys that have most, and those that have as many as the last of
// them, with their counts, as JSON.
func most(counts map[uint32]int, n int) string {
	all := slices.Sorted(maps.Values(counts))
	least := 1
	if n >= 0 && n < len(all) {
		least = all[len(all)-max(1, n)]
	}
	list := [][2]int{}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if counts[key] >= least && n != 0 {
			list = append(list, [2]int{int(key), counts[key]})
		}
	}
	return marshalled(list)
}

// facets returns the counts of what was found, with the n speakers and outlets that
// have most.
func (m *found) facets(ctx context.Context, tx *sql.Tx, n int) (facets record.Facets, err error) {
	facets.Kinds = maps.Clone(m.kinds)
	page := fmt.Sprintf(" LIMIT %d", n)
	v := voices{tables: "(SELECT value ->> 0 AS speaker, value ->> 1 AS statements FROM json_each(?)) v"}
	v.where.args = []any{most(m.speakers, n)}
	if facets.Speakers, _, err = v.rows(ctx, tx, page); err != nil {
		return facets, err
	}
	outlets := map[uint32]int{}
	for key, counts := range m.outlets {
		outlets[key] = counts[0]
	}
	rows, err := tx.QueryContext(ctx, `SELECT o.id, o.name, c.value ->> 1 AS n FROM json_each(?) c JOIN outlet o ON o.key = c.value ->> 0
		ORDER BY n DESC, o.name, o.id`+page, most(outlets, n))
	return facets, each(rows, err, func(r row) error {
		var o record.Outlet
		err := r.Scan(&o.ID, &o.Name, &o.Statements)
		facets.Outlets = append(facets.Outlets, o)
		return err
	})
}

// outletCounts returns what selects the outlets of what was found.
func (m *found) outletCounts() outlets {
	list := [][3]int{}
	for key, counts := range m.outlets {
		list = append(list, [3]int{int(key), counts[1], counts[0]})
	}
	some := outlets{articles: "c.value ->> 1", statements: "c.value ->> 2", tables: "json_each(?) c JOIN outlet o ON o.key = c.value ->> 0"}
	some.where.args = []any{marshalled(list)}
	return some
}

// dayTable is filter.days of what was found.
func (m *found) dayTable(held clause) (table string, args []any) {
	list := [][4]any{}
	for days, n := range m.days {
		list = append(list, [4]any{unpackDay(days[0]), unpackDay(days[1]), n[0], n[1]})
	}
	return "(SELECT first, last, sum(said) AS said, sum(told) AS told, sum(held) AS held FROM (" +
		"SELECT value ->> 0 AS first, value ->> 1 AS last, value ->> 2 AS said, value ->> 3 AS told, 0 AS held FROM json_each(?)" +
		" UNION ALL " + held.conds[0] + ") GROUP BY 1, 2)", append([]any{marshalled(list)}, held.args...)
}
