package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// keySet is a set of keys, a bit each.
type keySet []uint64

func (s keySet) has(key uint32) bool {
	at := int(key >> 6)
	return at < len(s) && s[at]&(1<<(key&63)) != 0
}

func (s *keySet) add(key uint32) {
	at := int(key >> 6)
	if at >= len(*s) {
		*s = append(*s, make(keySet, at+1+at/4-len(*s))...)
	}
	(*s)[at] |= 1 << (key & 63)
}

// both returns the keys that stand in both sets, of which a nil one has all.
func both(a, b keySet) keySet {
	if a == nil || b == nil {
		return append(a, b...)
	}
	for i := range a {
		if i < len(b) {
			a[i] &= b[i]
		} else {
			a[i] = 0
		}
	}
	return a
}

// keysOf returns the keys that column has in the rows of a query, which begins with its
// tables. They come as one string: handing out a row takes longer than finding it.
func keysOf(ctx context.Context, tx *sql.Tx, column, query string, args ...any) (keySet, error) {
	set := keySet{}
	var list sql.RawBytes
	rows, err := tx.QueryContext(ctx, "SELECT coalesce(group_concat("+column+"), '') FROM "+query, args...)
	return set, each(rows, err, func(r row) error {
		err := r.Scan(&list)
		key := uint32(0)
		for i, c := range list {
			if c != ',' {
				key = key*10 + uint32(c-'0')
			}
			if c == ',' || i == len(list)-1 {
				set.add(key)
				key = 0
			}
		}
		return err
	})
}

// sieve is the conditions of a query as packed rows are tested by them.
type sieve struct {
	parts                *parts
	outlets, speakers    keySet // nil for any
	statements, articles keySet // nil for any
	kind                 uint8  // 1 + sayso.Kind, 0 for any
	review               uint8  // place in packedReviews, 0 for the statements that count, or anyReview
	said, told           bool   // only those of which the text tells when they were made, of which it does not
	dated                bool   // only those with the days on, which are 0 for no date
	on                   [2]uint32
	from, to             uint32 // of a row: the last day from then on, the first until then; 0 for any
	begun, ended         uint32 // the same of an article
}

// sieve returns the conditions of f. The bounds and the place of a list that goes by
// articles are those of articles.
func (f *filter) sieve(ctx context.Context, tx *sql.Tx, ofArticles bool) (*sieve, error) {
	s, q := &sieve{parts: &f.finds.parts, said: f.dated == "said", told: f.dated == "told"}, f.query
	var err error
	if s.outlets, err = outletKeys(ctx, tx, q.Outlet); err != nil {
		return nil, err
	}
	if err := f.cite(ctx, tx); err != nil {
		return nil, err
	}
	s.speakers = f.cited
	if q.Kind != "" {
		kind, err := sayso.ParseKind(q.Kind)
		if err != nil {
			return nil, err
		}
		s.kind = 1 + uint8(kind)
	}
	s.review = reviewNumber(q.Review)
	if s.dated = q.On != ""; s.dated && q.On != "open" {
		s.on = packPeriod(q.On)
	}
	from, to := packPeriod(q.From)[0], packPeriod(q.To)[1]
	if ofArticles {
		s.begun, s.ended = from, to
	} else {
		s.from, s.to = from, to
	}
	place := q.Place
	if ofArticles && place != 0 {
		place = 0
		if s.articles, err = keysOf(ctx, tx, "article", "place WHERE geoname = ? AND level <> 'boilerplate'", q.Place); err != nil {
			return nil, err
		}
	}
	s.statements, err = f.held(ctx, tx, place)
	if f.match == "" && strings.TrimSpace(q.Text) != "" {
		s.statements = keySet{} // not a word: nothing that could be found
	}
	return s, err
}

// anyReview stands for all states of review.
const anyReview = 255

// reviewNumber returns the place of a state of review in packedReviews, 0 for none.
func reviewNumber(state string) uint8 {
	return uint8(max(0, slices.Index(packedReviews[1:], record.Review(state))+1))
}

// packPeriod returns the first and the last day of an ISO date, 0 for no date.
func packPeriod(date string) [2]uint32 {
	first, last, err := record.Period(date)
	if err != nil {
		return [2]uint32{}
	}
	return [2]uint32{packDay(first), packDay(last)}
}

// outletKeys returns the outlets that clause.named selects by name, nil for any.
func outletKeys(ctx context.Context, tx *sql.Tx, name string) (keySet, error) {
	var c clause
	if err := c.named(ctx, tx, "outlet", "o.key", name); err != nil || len(c.conds) == 0 {
		return nil, err
	}
	return keysOf(ctx, tx, "o.key", "outlet o"+c.where(), c.args...)
}

// cite finds the speakers that clause.named selects by name, those who were merged into
// them, and how many statements they make.
func (f *filter) cite(ctx context.Context, tx *sql.Tx) error {
	var c clause
	if err := c.named(ctx, tx, "speaker", "p.key", f.query.Speaker); err != nil || len(c.conds) == 0 || f.cited != nil {
		return err
	}
	merged, err := mergedSpeakers(ctx, tx)
	if err != nil {
		return err
	}
	f.cited = keySet{}
	rows, err := tx.QueryContext(ctx, "SELECT p.key, p.statements FROM speaker p"+c.where(), c.args...)
	err = each(rows, err, func(r row) error {
		var key uint32
		var n int
		err := r.Scan(&key, &n)
		f.cited.add(key)
		f.citations += n
		return err
	})
	for from, to := range merged {
		if f.cited.has(to) {
			f.cited.add(from)
		}
	}
	return err
}

// mergedSpeakers returns the speakers into whom others were merged, by these.
func mergedSpeakers(ctx context.Context, tx *sql.Tx) (map[uint32]uint32, error) {
	into := map[uint32]uint32{}
	rows, err := tx.QueryContext(ctx, "SELECT key, merged FROM speaker WHERE merged IS NOT NULL")
	return into, each(rows, err, func(r row) error {
		var from, to uint32
		err := r.Scan(&from, &to)
		into[from] = to
		return err
	})
}

// article reports whether an article is among those asked for.
func (s *sieve) article(h *packedHead) bool {
	return (s.outlets == nil || s.outlets.has(h.outlet)) && (s.articles == nil || s.articles.has(h.article)) &&
		(s.begun == 0 || h.last >= s.begun) && (s.ended == 0 || h.first != 0 && h.first <= s.ended)
}

// voiced reports whether something is asked of the statement that a row stands in.
func (s *sieve) voiced() bool {
	return s.speakers != nil || s.kind != 0 || s.said || s.told || s.dated
}

// voice reports whether a statement of that speaker and with those flags is among
// those asked for.
func (s *sieve) voice(speaker uint32, flags uint8) bool {
	return (s.speakers == nil || s.speakers.has(speaker)) && (s.kind == 0 || flags&packedKind == s.kind)
}

// days reports whether the days of a row are among those asked for.
func (s *sieve) days(first, last uint32) bool {
	return (s.from == 0 || last >= s.from) && (s.to == 0 || first != 0 && first <= s.to)
}

// statement reports whether a packed statement is among those asked for.
func (s *sieve) statement(row []byte) bool {
	key, speaker, first, last, flags := number(row), number(row[4:]), number(row[8:]), number(row[12:]), row[16]
	said := flags&packedSaid != 0
	switch s.review {
	case 0:
		if flags&packedCounts == 0 {
			return false
		}
	case anyReview:
	default:
		if flags>>packedReview != s.review {
			return false
		}
	}
	return s.voice(speaker, flags) && (s.statements == nil || s.statements.has(key)) && s.days(first, last) &&
		!(s.said && !said) && !(s.told && said) && (!s.dated || s.on == [2]uint32{first, last})
}
