package sqlite

import (
	"context"
	"database/sql"
	"maps"

	"sayso/record"
)

// ReviewCounts counts the statements that q selects by their state of review.
func (s *Store) ReviewCounts(ctx context.Context, q record.Query) (counts map[record.Review]int, err error) {
	q.Review = "all"
	counts = map[record.Review]int{}
	return counts, s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, q)
		if err != nil {
			return err
		}
		plain := *f
		plain.query.Review = ""
		if plain.mayScan() {
			found, err := remember(ctx, tx, f.finds, q, byReview, func() (map[record.Review]int, int, error) {
				sieve, err := plain.sieve(ctx, tx, false)
				if err != nil {
					return nil, 0, err
				}
				by, err := sieve.reviews(ctx, tx)
				return by, 64 * len(by), err
			})
			if found != nil || err != nil {
				maps.Copy(counts, found)
				return err
			}
		}
		tables, where := f.statements(gathered, false)
		rows, err := tx.QueryContext(ctx, "SELECT s.review, count(*) FROM "+tables+where.where()+" GROUP BY s.review", where.args...)
		return each(rows, err, func(r row) error {
			var review record.Review
			var n int
			err := r.Scan(&review, &n)
			counts[review] = n
			return err
		})
	})
}

// reviews goes through all packed statements and counts those that the sieve leaves by
// their states of review; nil when a state has no number.
func (s *sieve) reviews(ctx context.Context, tx *sql.Tx) (counts map[record.Review]int, err error) {
	s.review = anyReview
	var by [256 >> packedReview]int
	err = s.parts.eachPacked(ctx, tx, packedStatements, func(head *packedHead, rows []byte) error {
		for ; s.article(head) && len(rows) >= statementSize; rows = rows[statementSize:] {
			if s.statement(rows) {
				by[rows[16]>>packedReview]++
			}
		}
		return nil
	})
	if err != nil || by[0] > 0 {
		return nil, err
	}
	counts = map[record.Review]int{}
	for number, n := range by {
		if n > 0 {
			counts[packedReviews[number]] = n
		}
	}
	return counts, nil
}
