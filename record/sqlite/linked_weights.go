package sqlite

import "context"

// LinkedOtherwise reports whether reports of the record were linked by other
// weights than those it was opened with, so that linking all of them anew would
// give other groups. A record opened without weights has none to compare.
func (s *Store) LinkedOtherwise(ctx context.Context) (otherwise bool, err error) {
	if s.linking == nil {
		return false, nil
	}
	err = s.readers.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM linker WHERE fingerprint <> ?)", s.linking.fingerprint).Scan(&otherwise)
	if err != nil {
		return false, s.ended(ctx, err)
	}
	return otherwise, nil
}
