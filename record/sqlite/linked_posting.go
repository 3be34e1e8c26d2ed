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
	find, older, tails, add, at, set, put, drop *sql.Stmt

	tail    map[int64]tail // of keys, as the transaction under way knows them
	pending []posting      // not written yet
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
		{&p.older, `SELECT first, items FROM KIND_posting WHERE key = ? AND first < ? ORDER BY first DESC LIMIT 4`},
		{&p.tails, fmt.Sprintf(`SELECT p.key, p.first, p.items FROM json_each(?) j CROSS JOIN KIND_posting p
			WHERE p.key = j.value AND p.first = `+last, 0)},
		{&p.add, `INSERT INTO KIND_posting (key, first, items) SELECT value ->> 0, value ->> 1, unhex(value ->> 2) FROM json_each(?) WHERE true
			ON CONFLICT (key, first) DO UPDATE SET items = CAST(items || excluded.items AS BLOB)`},
		{&p.at, `SELECT first, items FROM KIND_posting WHERE key = ?1 AND first = coalesce(
			(SELECT max(first) FROM KIND_posting WHERE key = ?1 AND first <= ?2), (SELECT min(first) FROM KIND_posting WHERE key = ?1))`},
		{&p.set, `UPDATE KIND_posting SET items = ? WHERE key = ? AND first = ?`},
		{&p.put, `INSERT INTO KIND_posting (key, first, items) VALUES (?, ?, ?)`},
		{&p.drop, `DELETE FROM KIND_posting WHERE key = ? AND first = ?`},
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
	list := shortKeys(keys)
	wanted, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	out := make([][]int, len(keys))
	first, read := make([]int, len(keys)), make([]int, len(keys)) // the first stretch that was read of a key, and how many were
	p := &s.postings
	for _, key := range list {
		p.tail[key] = tail{}
	}
	rows, err := s.tx.StmtContext(ctx, p.find).QueryContext(ctx, string(wanted))
	err = each(rows, err, func(r row) error {
		var n, begin int
		var items sql.RawBytes
		if err := r.Scan(&n, &begin, &items); err != nil {
			return err
		}
		if read[n]++; read[n] == 1 || begin < first[n] {
			first[n] = begin
		}
		out[n] = appendItems(out[n], items)
		if t := p.tail[list[n]]; t.items == 0 || begin > t.first {
			p.tail[list[n]] = tailOf(begin, items)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for n := range out {
		slices.Sort(out[n]) // which they are, though the query does not promise it
		slices.Reverse(out[n])
		if read[n] == stretchesFor && len(out[n]) < limit { // some were taken out
			if out[n], err = s.findOlder(ctx, list[n], first[n], limit, out[n]); err != nil {
				return nil, err
			}
		}
		out[n] = out[n][:min(len(out[n]), limit)]
	}
	return out, nil
}

// findOlder adds to the items of a key those of the stretches before one, until
// there are as many as limit.
func (s *linkState) findOlder(ctx context.Context, key int64, before, limit int, out []int) ([]int, error) {
	for more := true; more && len(out) < limit; {
		more = false
		rows, err := s.tx.StmtContext(ctx, s.postings.older).QueryContext(ctx, key, before)
		err = each(rows, err, func(r row) error {
			var items sql.RawBytes
			if err := r.Scan(&before, &items); err != nil {
				return err
			}
			more = true
			older := appendItems(nil, items)
			slices.Reverse(older)
			out = append(out, older...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// appendItems appends the items of a stretch as its row has them.
func appendItems(list []int, items []byte) []int {
	for ; len(items) >= itemBytes; items = items[itemBytes:] {
		list = append(list, int(binary.BigEndian.Uint32(items)))
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
	if err := s.readTails(ctx); err != nil {
		return err
	}
	var late []posting
	b := []byte{'['}
	key, first := int64(0), 0 // of the stretch that b ends with
	for _, x := range slices.Compact(p.pending) {
		t := p.tail[x.key]
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
		p.tail[x.key] = tail{t.first, t.items + 1, x.item}
	}
	p.pending = p.pending[:0]
	if len(b) > 1 {
		if err := s.exec(ctx, p.add, string(append(b, `"]]`...))); err != nil {
			return err
		}
	}
	for _, x := range late {
		err := s.edit(ctx, x.key, x.item, func(items []int) []int {
			at, has := slices.BinarySearch(items, x.item)
			if has {
				return items
			}
			return slices.Insert(items, at, x.item)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readTails reads the last stretches of the keys of what is pending, where the
// transaction does not know them.
func (s *linkState) readTails(ctx context.Context) error {
	p := &s.postings
	var unknown []int64
	for _, x := range p.pending {
		if _, known := p.tail[x.key]; !known {
			unknown = append(unknown, x.key)
			p.tail[x.key] = tail{}
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	wanted, err := json.Marshal(unknown)
	if err != nil {
		return err
	}
	rows, err := s.tx.StmtContext(ctx, p.tails).QueryContext(ctx, string(wanted))
	return each(rows, err, func(r row) error {
		var key int64
		var first int
		var items sql.RawBytes
		err := r.Scan(&key, &first, &items)
		p.tail[key] = tailOf(first, items)
		return err
	})
}

// edit changes the stretch of a key that an item belongs in.
func (s *linkState) edit(ctx context.Context, key int64, item int, change func([]int) []int) error {
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
	delete(p.tail, key)
	items := change(appendItems(nil, kept))
	if 0 < len(items) && len(items) <= mostStretch {
		return s.exec(ctx, p.set, rowOf(kept[:0], items), key, first)
	}
	if err := s.exec(ctx, p.drop, key, first); err != nil {
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
func rowOf(b []byte, items []int) []byte {
	for _, i := range items {
		b = binary.BigEndian.AppendUint32(b, uint32(i))
	}
	return b
}

// dropKeys takes an item out of the lists of keys.
func (s *linkState) dropKeys(ctx context.Context, item int, keys []uint64) error {
	for _, key := range shortKeys(keys) {
		err := s.edit(ctx, key, item, func(items []int) []int {
			return slices.DeleteFunc(items, func(i int) bool { return i == item })
		})
		if err != nil {
			return err
		}
	}
	return nil
}
