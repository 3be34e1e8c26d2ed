package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"
	"sync"

	"sayso/record"
)

// wideFrom is how many statements there must be by each condition of a query before
// all packed statements are gone through: with fewer the indexes are quicker.
const wideFrom = 3000

// never, as finds.from, is more than any record holds.
const never = math.MaxInt

// finds keeps what was found last, for the other lists of a page and its next pages,
// until something is written to the record.
type finds struct {
	from int // as wideFrom

	sync.Mutex
	revision string
	list     []finding // the latest last
}

type finding struct {
	query     record.Query
	byArticle bool
	found     *found
}

// The most that finds keeps: queries, and statements in all of them.
const (
	keptFinds = 8
	keptKeys  = 4_000_000
)

// parse is the parse of this store's lists.
func (s *Store) parse(ctx context.Context, tx *sql.Tx, q record.Query) (*filter, error) {
	f, err := parse(ctx, tx, q)
	if f != nil {
		f.finds = &s.finds
	}
	return f, err
}

// wide returns the statements that f selects when they are so many that going through
// all packed ones is the quickest way to them, and nil when it is not. Bounds and place
// of a list that goes by articles are those of articles.
func (f *filter) wide(ctx context.Context, tx *sql.Tx, byArticle bool) (*found, error) {
	q := f.query
	if !f.mayScan() {
		return nil, nil
	}
	q.ByScore, q.Limit, q.Offset, q.After, q.CountTo, q.Unit, q.Event = false, 0, 0, "", 0, "", ""
	var revision string
	if err := tx.QueryRowContext(ctx, revisionQuery).Scan(&revision); err != nil {
		return nil, err
	}
	if m := f.finds.get(revision, q, byArticle); m != nil {
		return m, nil
	}
	if many, err := f.many(ctx, tx, byArticle); err != nil || !many {
		return nil, err
	}
	sieve, err := f.sieve(ctx, tx, byArticle)
	if err != nil {
		return nil, err
	}
	m, err := sieve.find(ctx, tx)
	if err == nil {
		f.finds.put(revision, finding{q, byArticle, m})
	}
	return m, err
}

// mayScan reports whether packed rows hold all that f asks for.
func (f *filter) mayScan() bool {
	q := f.query
	return f.finds != nil && f.finds.from < never && f.latest && q.Story+q.Told == "" && (q.Review == "" || reviewNumber(q.Review) > 0)
}

func (l *finds) get(revision string, q record.Query, byArticle bool) *found {
	l.Lock()
	defer l.Unlock()
	if l.revision != revision {
		return nil
	}
	for _, kept := range l.list {
		if kept.query == q && kept.byArticle == byArticle {
			return kept.found
		}
	}
	return nil
}

func (l *finds) put(revision string, f finding) {
	l.Lock()
	defer l.Unlock()
	if l.revision != revision {
		l.revision, l.list = revision, nil
	}
	keys := 0
	l.list = append(l.list, f)
	for i := len(l.list) - 1; i >= 0; i-- {
		if keys += len(l.list[i].found.keys); keys > keptKeys || len(l.list)-i > keptFinds {
			l.list = append([]finding(nil), l.list[i+1:]...)
			return
		}
	}
}

// many reports whether each condition of f by itself leaves many statements.
func (f *filter) many(ctx context.Context, tx *sql.Tx, byArticle bool) (bool, error) {
	if err := f.cite(ctx, tx); err != nil {
		return false, err
	}
	if f.cited != nil && f.citations <= f.finds.from || f.oneDay {
		return false, nil
	}
	var outlet clause
	if err := outlet.named(ctx, tx, "outlet", "key", f.query.Outlet); err != nil {
		return false, err
	}
	for _, c := range []struct {
		any   bool
		query string
		where clause
	}{
		{true, "SELECT coalesce(max(key), 0) FROM statement", clause{}},
		{len(f.said.conds) > 0 && !byArticle, "SELECT coalesce(sum(said + told), 0) FROM day d", f.day},
		{f.place != 0, "SELECT coalesce(sum(statements), 0) FROM toponym", clause{[]string{"geoname = ?"}, []any{f.place}}},
		{len(outlet.conds) > 0, "SELECT coalesce(sum(statements), 0) FROM outlet", outlet},
		{f.query.Review != "", fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM statement WHERE review = ? LIMIT %d)", f.finds.from+1),
			clause{nil, []any{f.query.Review}}},
		{f.match != "", fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM statement_text WHERE statement_text MATCH ? LIMIT %d)", f.finds.from+1),
			clause{nil, []any{f.match}}},
	} {
		if !c.any {
			continue
		}
		var n int
		if err := tx.QueryRowContext(ctx, c.query+c.where.where(), c.where.args...).Scan(&n); err != nil || n <= f.finds.from {
			return false, err
		}
	}
	return f.match != "" || strings.TrimSpace(f.query.Text) == "", nil
}
