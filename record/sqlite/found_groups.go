package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strconv"

	"sayso/link"
	"sayso/record"
)

// grouping is the items of groups that are listed: pairs of a group and an item.
type grouping [][2]uint32

// groupings are the queries for them, which begin with the listed groups, by the kind of group: articles of stories, and
// statements that tell utterances.
var groupings = map[string]string{
	kindStory: "SELECT y.grp, y.item FROM story_group g CROSS JOIN story y ON y.grp = g.id",
	kindUtterance: `SELECT u.grp, u.item FROM utterance_group g CROSS JOIN utterance u ON u.grp = g.id
		UNION ALL SELECT u.grp, t.item FROM utterance_group g JOIN utterance u ON u.grp = g.id JOIN utterance_tie t ON t.other = u.item
		WHERE t.marks & ` + strconv.Itoa(int(link.MarkTells)),
}

// groups returns the listed groups of which an item was found, as JSON.
func (m *found) groups(ctx context.Context, tx *sql.Tx, l *finds, kind string) (string, error) {
	of := inStories
	var items keySet
	if kind == kindUtterance {
		of, items = inUtterances, m.set()
	} else {
		for _, a := range m.articles {
			items.add(a.key)
		}
	}
	pairs, err := remember(ctx, tx, l, record.Query{}, of, func() (list grouping, size int, err error) {
		rows, err := tx.QueryContext(ctx, groupings[kind])
		err = each(rows, err, func(r row) error {
			var pair [2]uint32
			err := r.Scan(&pair[0], &pair[1])
			list = append(list, pair)
			return err
		})
		return list, 8 * len(list), err
	})
	groups := []uint32{}
	for _, pair := range pairs {
		if items.has(pair[1]) {
			groups = append(groups, pair[0])
		}
	}
	slices.Sort(groups)
	return numbers(slices.Compact(groups)), err
}
