package sqlite

import (
	"context"
	"database/sql"

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
			sieve, err := plain.sieve(ctx, tx, false)
			if err != nil {
				return err
			}
			if known, err := sieve.reviews(ctx, tx, counts); known || err != nil {
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
// their states of review. It reports false when a state has no number.
func (s *sieve) reviews(ctx context.Context, tx *sql.Tx, counts map[record.Review]int) (known bool, err error) {
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
		return false, err
	}
	for number, n := range by {
		if n > 0 {
			counts[packedReviews[number]] = n
		}
	}
	return true, nil
}
