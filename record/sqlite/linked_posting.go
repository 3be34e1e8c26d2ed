package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"sayso/link"
)

// The measures of the lists of the items that have a key. They stand in stretches,
// each a row.
const (
	itemBytes    = 4
	mostStretch  = 200                                    // items in a stretch
	stretchesFor = 1 + (link.MostItems-1)/mostStretch + 1 // that hold link.MostItems, when only the last is not full
)

// postings keeps the items that have each key, in a table of stretches.
type postings struct {
	find, before, tails, add, at, set, put, cut *sql.Stmt

	held, old map[int64]*list // read or written lately, in two generations
	pending   []posting       // not written yet
}

// list is what is known of a key: its last stretch, and its latest items in their
// order when they were read, at least link.MostItems of them or all there are.
type list struct {
	tail  tail
	read  bool
	items []uint32
}

// mostLists is how many lists are held in each of two generations.
const mostLists = 1 << 14

// hold holds a list.
func (p *postings) hold(key int64, l *list) {
	if len(p.held) >= mostLists {
		p.held, p.old = map[int64]*list{}, p.held
	}
	p.held[key] = l
}

// of returns the list that is held of a key, nil when there is none.
func (p *postings) of(key int64) *list {
	l := p.held[key]
	if l == nil {
		if l = p.old[key]; l != nil {
			p.hold(key, l)
		}
	}
	return l
}

// drop lets go of the list of a key.
func (p *postings) drop(key int64) {
	delete(p.held, key)
	delete(p.old, key)
}

// forget lets go of all that is held: it may not be so.
func (p *postings) forget() { p.held, p.old, p.pending = map[int64]*list{}, nil, nil }

// last returns the last items of a list, at most limit, the greatest first.
func (l *list) last(limit int) []int {
	out := make([]int, 0, min(limit, len(l.items)))
	for i := len(l.items) - 1; i >= 0 && len(out) < limit; i-- {
		out = append(out, int(l.items[i]))
	}
	return out
}

// append adds an item that comes after all others, t being the last stretch with it.
func (l *list) append(item int, t tail) {
	l.tail = t
	if !l.read {
		return
	}
	if len(l.items) >= 2*link.MostItems {
		l.items = append(l.items[:0], l.items[len(l.items)-link.MostItems:]...)
	}
	l.items = append(l.items, uint32(item))
}

// posting says that an item has a key.
type posting struct {
	key  int64
	item int
}

// tail is the last stretch of a key.
type tail struct{ first, items, last int }

// statements returns the statements to prepare, which name the table KIND_posting.
func (p *postings) statements() []statement {
	last := `(SELECT first FROM KIND_posting WHERE key = j.value ORDER BY first DESC LIMIT 1 OFFSET %d)`
	return []statement{
		{&p.find, fmt.Sprintf(`SELECT j.key, p.first, p.items FROM json_each(?) j CROSS JOIN KIND_posting p
			WHERE p.key = j.value AND p.first >= coalesce(`+last+`, 0)`, stretchesFor-1)},
		{&p.before, `SELECT first, items FROM KIND_posting WHERE key = ? AND first < ? ORDER BY first DESC LIMIT 4`},
		{&p.tails, fmt.Sprintf(`SELECT j.key, p.first, p.items FROM json_each(?) j CROSS JOIN KIND_posting p
			WHERE p.key = j.value AND p.first = `+last, 0)},
		{&p.add, `INSERT INTO KIND_posting (key, first, items) SELECT value ->> 0, value ->> 1, unhex(value ->> 2) FROM json_each(?) WHERE true
			ON CONFLICT (key, first) DO UPDATE SET items = CAST(items || excluded.items AS BLOB)`},
		{&p.at, `SELECT first, items FROM KIND_posting WHERE key = ?1 AND first = coalesce(
			(SELECT max(first) FROM KIND_posting WHERE key = ?1 AND first <= ?2), (SELECT min(first) FROM KIND_posting WHERE key = ?1))`},
		{&p.set, `UPDATE KIND_posting SET items = ? WHERE key = ? AND first = ?`},
		{&p.put, `INSERT INTO KIND_posting (key, first, items) VALUES (?, ?, ?)`},
		{&p.cut, `DELETE FROM KIND_posting WHERE key = ? AND first = ?`},
	}
}

// statement is SQL and where it goes when it is prepared.
type statement struct {
	to  **sql.Stmt
	sql string
}

// short is a key as the table has it: 48 bits, which its rows hold in six bytes.
func short(key uint64) int64 { return int64(key<<16) >> 16 }

func shortKeys(keys []uint64) []int64 {
	list := make([]int64, len(keys))
	for i, k := range keys {
		list[i] = short(k)
	}
	return list
}

// Find implements link.State.
func (s *linkState) Find(ctx context.Context, keys []uint64, limit int) ([][]int, error) {
	if err := s.flush(ctx); err != nil {
		return nil, err
	}
	p := &s.postings
	lists := make([]*list, len(keys))
	var missing []int64
	var at []int
	for i, key := range shortKeys(keys) {
		if lists[i] = p.of(key); lists[i] == nil || !lists[i].read {
			lists[i] = &list{read: true}
			missing, at = append(missing, key), append(at, i)
		}
	}
	first, read := make([]int, len(missing)), make([]int, len(missing)) // the first stretch that was read of a key, and how many were
	err := s.keyed(ctx, p.find, missing, func(n, begin int, items []byte) {
		l := lists[at[n]]
		if read[n]++; read[n] == 1 || begin < first[n] {
			first[n] = begin
		}
		l.items = appendItems(l.items, items)
		if l.tail.items == 0 || begin > l.tail.first {
			l.tail = tailOf(begin, items)
		}
	})
	if err != nil {
		return nil, err
	}
	for n, key := range missing {
		l := lists[at[n]]
		slices.Sort(l.items)                                          // which they are, though the query does not promise it
		if read[n] == stretchesFor && len(l.items) < link.MostItems { // some were taken out
			if l.items, err = s.older(ctx, key, first[n], l.items); err != nil {
				return nil, err
			}
		}
		p.hold(key, l)
	}
	out := make([][]int, len(keys))
	for i, l := range lists {
		out[i] = l.last(limit)
	}
	return out, nil
}

// keyed runs a query over keys that returns the number of each, the first item of a
// stretch and its items.
func (s *linkState) keyed(ctx context.Context, st *sql.Stmt, keys []int64, f func(n, first int, items []byte)) error {
	if len(keys) == 0 {
		return nil
	}
	wanted, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	rows, err := s.tx.StmtContext(ctx, st).QueryContext(ctx, string(wanted))
	return each(rows, err, func(r row) error {
		var n, first int
		var items sql.RawBytes
		if err := r.Scan(&n, &first, &items); err != nil {
			return err
		}
		f(n, first, items)
		return nil
	})
}

// older puts the items of the stretches before one in front of the items of a key,
// until there are as many as link.MostItems.
func (s *linkState) older(ctx context.Context, key int64, before int, items []uint32) ([]uint32, error) {
	for more := true; more && len(items) < link.MostItems; {
		more = false
		rows, err := s.tx.StmtContext(ctx, s.postings.before).QueryContext(ctx, key, before)
		err = each(rows, err, func(r row) error {
			var kept sql.RawBytes
			if err := r.Scan(&before, &kept); err != nil {
				return err
			}
			more = true
			items = append(appendItems(nil, kept), items...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return items, nil
}

// appendItems appends the items of a stretch as its row has them.
func appendItems(list []uint32, items []byte) []uint32 {
	for ; len(items) >= itemBytes; items = items[itemBytes:] {
		list = append(list, binary.BigEndian.Uint32(items))
	}
	return list
}

func tailOf(first int, items []byte) tail {
	if len(items) < itemBytes {
		return tail{}
	}
	return tail{first, len(items) / itemBytes, int(binary.BigEndian.Uint32(items[len(items)-itemBytes:]))}
}

// flush writes the keys of the items kept, in the order of their table. What comes
// in the order of the items is added to the last stretch of its key.
func (s *linkState) flush(ctx context.Context) error {
	p := &s.postings
	if len(p.pending) == 0 {
		return nil
	}
	slices.SortFunc(p.pending, func(a, b posting) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.item, b.item)) })
	lists, err := s.tailed(ctx)
	if err != nil {
		return err
	}
	var late []posting
	b := []byte{'['}
	key, first := int64(0), 0 // of the stretch that b ends with
	for _, x := range slices.Compact(p.pending) {
		l := lists[x.key]
		t := l.tail
		if t.items > 0 && x.item <= t.last {
			late = append(late, x)
			continue
		}
		if t.items == 0 || t.items >= mostStretch {
			t = tail{first: x.item}
		}
		if len(b) == 1 || key != x.key || first != t.first {
			if len(b) > 1 {
				b = append(b, `"],`...)
			}
			key, first = x.key, t.first
			b = strconv.AppendInt(append(b, '['), key, 10)
			b = append(strconv.AppendInt(append(b, ','), int64(first), 10), `,"`...)
		}
		b = fmt.Appendf(b, "%08x", x.item)
		l.append(x.item, tail{t.first, t.items + 1, x.item})
	}
	p.pending = p.pending[:0]
	if len(b) > 1 {
		if err := s.exec(ctx, p.add, string(append(b, `"]]`...))); err != nil {
			return err
		}
	}
	for _, x := range late {
		err := s.edit(ctx, x.key, x.item, func(items []uint32) []uint32 {
			at, has := slices.BinarySearch(items, uint32(x.item))
			if has {
				return items
			}
			return slices.Insert(items, at, uint32(x.item))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// tailed returns the lists of the keys of what is pending, of which at least the
// last stretches are known.
func (s *linkState) tailed(ctx context.Context) (map[int64]*list, error) {
	p := &s.postings
	lists := map[int64]*list{}
	var unknown []int64
	for _, x := range p.pending {
		if lists[x.key] != nil {
			continue
		}
		l := p.of(x.key)
		if l == nil {
			l = &list{}
			p.hold(x.key, l)
			unknown = append(unknown, x.key)
		}
		lists[x.key] = l
	}
	return lists, s.keyed(ctx, p.tails, unknown, func(n, first int, items []byte) { lists[unknown[n]].tail = tailOf(first, items) })
}

// edit changes the stretch of a key that an item belongs in.
func (s *linkState) edit(ctx context.Context, key int64, item int, change func([]uint32) []uint32) error {
	p := &s.postings
	var first int
	var kept []byte
	err := s.tx.StmtContext(ctx, p.at).QueryRowContext(ctx, key, item).Scan(&first, &kept)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // it was dropped, or never kept
	}
	if err != nil {
		return err
	}
	p.drop(key)
	items := change(appendItems(nil, kept))
	if 0 < len(items) && len(items) <= mostStretch {
		return s.exec(ctx, p.set, rowOf(kept[:0], items), key, first)
	}
	if err := s.exec(ctx, p.cut, key, first); err != nil {
		return err
	}
	for part := range slices.Chunk(items, max(1, (len(items)+1)/2)) {
		if err := s.exec(ctx, p.put, key, part[0], rowOf(nil, part)); err != nil {
			return err
		}
	}
	return nil
}

// rowOf appends items to b as a row has them.
func rowOf(b []byte, items []uint32) []byte {
	for _, i := range items {
		b = binary.BigEndian.AppendUint32(b, i)
	}
	return b
}

// dropKeys takes an item out of the lists of keys.
func (s *linkState) dropKeys(ctx context.Context, item int, keys []uint64) error {
	for _, key := range shortKeys(keys) {
		err := s.edit(ctx, key, item, func(items []uint32) []uint32 {
			return slices.DeleteFunc(items, func(i uint32) bool { return i == uint32(item) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}
