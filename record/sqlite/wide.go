package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
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
	from  int // as wideFrom
	parts parts

	sync.Mutex
	revision string
	list     []finding // the latest last
}

// finding is what a query found: statements, a set of keys or counts.
type finding struct {
	query record.Query
	what  what
	found any
	size  int // in bytes
}

// what is what was found by a query.
type what uint8

const (
	byStatement  what = iota // *found, of lists that go by statements
	byArticle                // *found, of lists that go by articles
	holding                  // keySet of the statements that hold the words and name the place
	onMap                    // []foundPlace, of lists of places
	naming                   // []foundPlace, by the statements that name them
	inStories                // grouping
	inUtterances             // grouping
	byReferent               // *foundNamings
	byWays                   // *namingSieve
	byReview                 // map[record.Review]int
	outletIDs                // map[uint32]string
)

// The most that finds keeps: queries, and bytes of what they found.
const (
	keptFinds = 16
	keptBytes = 64 << 20
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
func (f *filter) wide(ctx context.Context, tx *sql.Tx, ofArticles bool) (*found, error) {
	q := f.query
	if !f.mayScan() {
		return nil, nil
	}
	of := byStatement
	if ofArticles {
		of = byArticle
	}
	return remember(ctx, tx, f.finds, q, of, func() (*found, int, error) {
		if many, err := f.many(ctx, tx, ofArticles); err != nil || !many {
			return nil, 0, err
		}
		sieve, err := f.sieve(ctx, tx, ofArticles)
		if err != nil {
			return nil, 0, err
		}
		m, err := sieve.find(ctx, tx)
		if err != nil {
			return nil, 0, err
		}
		return m, 24 * len(m.keys), nil
	})
}

// remember returns what q found before, or else what find finds now, which it keeps by
// its size unless that is 0.
func remember[T any](ctx context.Context, tx *sql.Tx, l *finds, q record.Query, of what, find func() (T, int, error)) (T, error) {
	kept, revision, err := recall[T](ctx, tx, l, &q, of)
	if err != nil || revision == "" {
		return kept, err
	}
	got, size, err := find()
	if err == nil && size > 0 {
		l.put(revision, finding{q, of, got, size})
	}
	return got, err
}

// recall returns what q found before. Otherwise it returns the state of the record, and
// leaves of q what makes a difference.
func recall[T any](ctx context.Context, tx *sql.Tx, l *finds, q *record.Query, of what) (kept T, revision string, err error) {
	q.ByScore, q.Limit, q.Offset, q.After, q.CountTo, q.Unit, q.Event = false, 0, 0, "", 0, "", ""
	if err := tx.QueryRowContext(ctx, revisionQuery).Scan(&revision); err != nil {
		return kept, "", err
	}
	if got, ok := l.get(revision, *q, of).(T); ok {
		return got, "", nil
	}
	return kept, revision, nil
}

// mayScan reports whether packed rows hold all that f asks for.
func (f *filter) mayScan() bool {
	q := f.query
	return f.finds != nil && f.finds.from < never && f.latest && q.Story+q.Told == "" && q.AddedAfter+q.AddedBefore == 0 && (q.Review == "" || reviewNumber(q.Review) > 0)
}

func (l *finds) get(revision string, q record.Query, of what) any {
	l.Lock()
	defer l.Unlock()
	if l.revision != revision {
		return nil
	}
	for _, kept := range l.list {
		if kept.query == q && kept.what == of {
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
	bytes := 0
	l.list = append(l.list, f)
	for i := len(l.list) - 1; i >= 0; i-- {
		if bytes += l.list[i].size; bytes > keptBytes || len(l.list)-i > keptFinds {
			l.list = slices.Clone(l.list[i+1:])
			return
		}
	}
}

// held returns the statements that hold the words and name the place that f asks for,
// nil when it asks for neither.
func (f *filter) held(ctx context.Context, tx *sql.Tx, place int32) (keySet, error) {
	if f.match == "" && place == 0 {
		return nil, nil
	}
	return remember(ctx, tx, f.finds, record.Query{Text: f.match, Place: place}, holding, func() (set keySet, size int, err error) {
		if f.match != "" {
			set, err = keysOf(ctx, tx, "rowid", "statement_text WHERE statement_text MATCH ?", f.match)
		}
		if err == nil && place != 0 {
			var naming keySet
			naming, err = keysOf(ctx, tx, "statement", "place WHERE geoname = ? AND statement IS NOT NULL AND level <> 'boilerplate'", place)
			set = both(set, naming)
		}
		return set, 8 * len(set), err
	})
}

// many reports whether each condition of f by itself leaves many statements.
func (f *filter) many(ctx context.Context, tx *sql.Tx, ofArticles bool) (bool, error) {
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
		{len(f.said.conds) > 0 && !ofArticles, "SELECT coalesce(sum(said + told), 0) FROM day d", f.day},
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
