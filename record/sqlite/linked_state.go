package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"sayso/link"
)

// The kinds of group, which are also the names of their tables.
const (
	kindReprint   = "reprint"
	kindStory     = "story"
	kindUtterance = "utterance"
)

// linkState keeps what one linker knows in the tables of its kind, within the
// transaction under way.
type linkState struct {
	kind string
	tx   *sql.Tx

	docs, ties, groups, members  *sql.Stmt
	count, counted               *sql.Stmt
	keep, tie, place             *sql.Stmt
	dropItem, dropTies, dropBack *sql.Stmt
	postings                     postings

	last    int          // the greatest number of a group, -1 before it is read
	group   map[int]int  // of items, as the transaction under way knows them
	touched map[int]bool // groups whose members or tellings changed
	moved   []int        // items that changed their group
}

var _ link.State = (*linkState)(nil)

func (s *linkState) prepare(ctx context.Context, db *sql.DB) error {
	for _, p := range append(s.postings.statements(), []statement{
		{&s.docs, `SELECT item, doc FROM KIND WHERE item IN (SELECT value FROM json_each(?))`},
		{&s.ties, `SELECT item, other, weight, back, marks FROM KIND_tie WHERE item IN (SELECT value FROM json_each(?)) ORDER BY item, other`},
		{&s.groups, `SELECT item, coalesce(grp, 0) FROM KIND WHERE item IN (SELECT value FROM json_each(?))`},
		{&s.members, `SELECT grp, item FROM KIND WHERE grp IN (SELECT value FROM json_each(?)) ORDER BY grp, item`},
		{&s.count, `SELECT last FROM link_counter WHERE kind = 'KIND'`},
		{&s.counted, `UPDATE link_counter SET last = ? WHERE kind = 'KIND'`},
		{&s.keep, `INSERT INTO KIND (item, grp, doc) VALUES (?, ?, ?)`},
		{&s.tie, `INSERT INTO KIND_tie (item, other, weight, back, marks) VALUES (?1, ?2, ?3, ?4, ?5), (?2, ?1, ?4, ?3, ?6)`},
		{&s.place, `UPDATE KIND SET grp = ? WHERE item IN (SELECT value FROM json_each(?))`},
		{&s.dropItem, `DELETE FROM KIND WHERE item = ?`},
		{&s.dropBack, `DELETE FROM KIND_tie WHERE other = ?1 AND item IN (SELECT other FROM KIND_tie WHERE item = ?1)`},
		{&s.dropTies, `DELETE FROM KIND_tie WHERE item = ?`},
	}...) {
		var err error
		if *p.to, err = db.PrepareContext(ctx, strings.ReplaceAll(p.sql, "KIND", s.kind)); err != nil {
			return err
		}
	}
	return nil
}

// begin makes tx the transaction under way.
func (s *linkState) begin(tx *sql.Tx) {
	s.tx, s.last, s.group, s.touched, s.moved = tx, -1, map[int]int{}, map[int]bool{}, nil
}

func (s *linkState) exec(ctx context.Context, st *sql.Stmt, args ...any) error {
	_, err := s.tx.StmtContext(ctx, st).ExecContext(ctx, args...)
	return err
}

// list runs a query over a list of numbers, and calls f with every row.
func (s *linkState) list(ctx context.Context, st *sql.Stmt, numbers []int, f func(row) error) error {
	if len(numbers) == 0 {
		return nil
	}
	wanted, err := json.Marshal(numbers)
	if err != nil {
		return err
	}
	rows, err := s.tx.StmtContext(ctx, st).QueryContext(ctx, string(wanted))
	return each(rows, err, f)
}

// places returns where each number stands in a list.
func places(numbers []int) map[int]int {
	at := make(map[int]int, len(numbers))
	for i, n := range numbers {
		at[n] = i
	}
	return at
}

// Docs implements link.State.
func (s *linkState) Docs(ctx context.Context, items []int) ([][]byte, error) {
	out, at := make([][]byte, len(items)), places(items)
	return out, s.list(ctx, s.docs, items, func(r row) error {
		var item int
		var doc []byte
		err := r.Scan(&item, &doc)
		out[at[item]] = doc
		return err
	})
}

// Ties implements link.State.
func (s *linkState) Ties(ctx context.Context, items []int) ([][]link.Tie, error) {
	out, at := make([][]link.Tie, len(items)), places(items)
	return out, s.list(ctx, s.ties, items, func(r row) error {
		var item int
		var t link.Tie
		err := r.Scan(&item, &t.To, &t.Weight, &t.Back, &t.Marks)
		out[at[item]] = append(out[at[item]], t)
		return err
	})
}

// Groups implements link.State.
func (s *linkState) Groups(ctx context.Context, items []int) ([]int, error) {
	var unknown []int
	for _, item := range items {
		if _, known := s.group[item]; !known {
			unknown = append(unknown, item)
			s.group[item] = 0
		}
	}
	err := s.list(ctx, s.groups, unknown, func(r row) error {
		var item, group int
		err := r.Scan(&item, &group)
		s.group[item] = group
		return err
	})
	out := make([]int, len(items))
	for i, item := range items {
		out[i] = s.group[item]
	}
	return out, err
}

// Members implements link.State.
func (s *linkState) Members(ctx context.Context, groups []int) ([][]int, error) {
	out, at := make([][]int, len(groups)), places(groups)
	return out, s.list(ctx, s.members, groups, func(r row) error {
		var group, item int
		err := r.Scan(&group, &item)
		out[at[group]] = append(out[at[group]], item)
		return err
	})
}

// NewGroup implements link.State.
func (s *linkState) NewGroup(ctx context.Context) (int, error) {
	if s.last < 0 {
		if err := s.tx.StmtContext(ctx, s.count).QueryRowContext(ctx).Scan(&s.last); err != nil {
			return 0, err
		}
	}
	s.last++
	return s.last, nil
}

// end writes what the state holds back while the transaction is under way.
func (s *linkState) end(ctx context.Context) error {
	if err := s.flush(ctx); err != nil || s.last < 0 {
		return err
	}
	return s.exec(ctx, s.counted, s.last)
}

// Keep implements link.State. Its keys are written later, with those of the items
// that come with it.
func (s *linkState) Keep(ctx context.Context, item, group int, keys []uint64, doc []byte) error {
	for _, k := range keys {
		s.postings.pending = append(s.postings.pending, posting{short(k), item})
	}
	s.group[item] = group
	var of any
	if group > 0 {
		of = group
	}
	return s.exec(ctx, s.keep, item, of, doc)
}

// Tie implements link.State.
func (s *linkState) Tie(ctx context.Context, item int, ties []link.Tie) error {
	for i, back := range link.Reversed(item, ties) {
		t := ties[i]
		if err := s.exec(ctx, s.tie, item, t.To, t.Weight, t.Back, int(t.Marks), int(back.Marks)); err != nil {
			return err
		}
	}
	return s.tells(ctx, ties)
}

// tells notes the groups whose tellings depend on ties.
func (s *linkState) tells(ctx context.Context, ties []link.Tie) error {
	var ends []int
	for _, t := range ties {
		if t.Marks&(link.MarkTells|link.MarkTold) != 0 {
			ends = append(ends, t.To)
		}
	}
	groups, err := s.Groups(ctx, ends)
	for _, g := range groups {
		s.touched[g] = true
	}
	return err
}

// Place implements link.State.
func (s *linkState) Place(ctx context.Context, items []int, group int) error {
	was, err := s.Groups(ctx, items)
	if err != nil {
		return err
	}
	for i, g := range was {
		if g > 0 {
			s.touched[g] = true
			s.moved = append(s.moved, items[i])
		}
	}
	s.touched[group] = true
	for _, item := range items {
		s.group[item] = group
	}
	wanted, err := json.Marshal(items)
	if err != nil {
		return err
	}
	return s.exec(ctx, s.place, group, string(wanted))
}

// Drop implements link.State.
func (s *linkState) Drop(ctx context.Context, item int, keys []uint64) error {
	if err := s.flush(ctx); err != nil {
		return err
	}
	was, err := s.Groups(ctx, []int{item})
	if err != nil {
		return err
	}
	s.touched[was[0]] = true
	delete(s.group, item)
	ties, err := s.Ties(ctx, []int{item})
	if err != nil {
		return err
	}
	if err := s.tells(ctx, ties[0]); err != nil {
		return err
	}
	if err := s.dropKeys(ctx, item, keys); err != nil {
		return err
	}
	for _, st := range []*sql.Stmt{s.dropBack, s.dropTies, s.dropItem} {
		if err := s.exec(ctx, st, item); err != nil {
			return err
		}
	}
	return nil
}
