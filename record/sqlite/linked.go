package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"

	"sayso"
	"sayso/link"
	"sayso/record"
)

// The first letters of the IDs of groups.
const (
	storyLetter     = "s"
	utteranceLetter = "u"
)

func groupID(letter string, group int) string { return letter + strconv.Itoa(group) }

// groupNumber reads what groupID wrote; 0 is no group.
func groupNumber(letter, id string) int {
	if len(id) < 2 || id[:1] != letter {
		return 0
	}
	n, err := strconv.Atoi(id[1:])
	if err != nil || n < 1 || groupID(letter, n) != id {
		return 0
	}
	return n
}

// tellingItems selects the statements that tell the utterance ?, told those of
// which a tie says that they tell it too.
var tellingItems = fmt.Sprintf(`SELECT u.item FROM utterance u WHERE u.grp = ?1
	UNION SELECT t.other FROM utterance u JOIN utterance_tie t ON t.item = u.item WHERE u.grp = ?1 AND t.marks & %d`, link.MarkTold)

// linked adds the conditions of Query.Story and Query.Told.
func (f *filter) linked(q record.Query) error {
	if q.Story != "" {
		n := groupNumber(storyLetter, q.Story)
		if n == 0 {
			return fmt.Errorf("story %q: want an ID as s12", q.Story)
		}
		f.article.and("a.key IN (SELECT item FROM story WHERE grp = ?)", n)
	}
	if q.Told != "" {
		n := groupNumber(utteranceLetter, q.Told)
		if n == 0 {
			return fmt.Errorf("utterance %q: want an ID as u12", q.Told)
		}
		f.few = true
		f.statement.and(`s.key IN (SELECT u.item FROM utterance u WHERE u.grp = ? UNION SELECT t.other FROM utterance u
			JOIN utterance_tie t ON t.item = u.item WHERE u.grp = ? AND t.marks & `+strconv.Itoa(int(link.MarkTold))+")", n, n)
	}
	return nil
}

// storyColumns are what scanStory reads of a story_group (g).
const storyColumns = `g.id, g.articles, g.outlets, g.origins, g.first,
	(SELECT count(*) FROM utterance_group ug WHERE ug.id IN (SELECT u.grp FROM story y JOIN statement s ON s.article = y.item
		JOIN utterance u ON u.item = s.key WHERE y.grp = g.id)),
	coalesce((SELECT max(a.date) FROM story y JOIN article a ON a.key = y.item WHERE y.grp = g.id), '')`

func scanStory(r row) (st record.Story, first int64, err error) {
	var id int
	err = r.Scan(&id, &st.Articles, &st.Outlets, &st.Origins, &first, &st.Utterances, &st.Last)
	st.ID = groupID(storyLetter, id)
	return st, first, err
}

// selected returns the condition that a group (g) holds an item that q selects.
// It is empty when q selects everything.
func (s *Store) selected(ctx context.Context, tx *sql.Tx, q record.Query, kind string) (where clause, f *filter, err error) {
	if f, err = s.parse(ctx, tx, q); err != nil {
		return where, nil, err
	}
	if f.everything() {
		return where, f, nil
	}
	m, err := f.wide(ctx, tx, kind == kindStory)
	if err != nil {
		return where, nil, err
	}
	if m != nil {
		groups, err := m.groups(ctx, tx, f.finds, kind)
		where.and("g.id IN (SELECT value FROM json_each(?))", groups)
		return where, f, err
	}
	var inner clause
	if kind == kindStory {
		inner = f.articles()
		where.and("g.id IN (SELECT grp FROM story WHERE item IN (SELECT a.key FROM article a"+inner.where()+"))", inner.args...)
		return where, f, nil
	}
	tables, inner := f.statements(gathered, false)
	items := "SELECT s.key FROM " + tables + inner.where()
	where.and(`g.id IN (WITH chosen AS MATERIALIZED (`+items+`) SELECT grp FROM utterance WHERE item IN chosen UNION
		SELECT u.grp FROM utterance_tie t JOIN utterance u ON u.item = t.other WHERE t.item IN chosen AND t.marks & `+
		strconv.Itoa(int(link.MarkTells))+")", inner.args...)
	return where, f, nil
}

// groupOrder is the order of rows of story_group and utterance_group (g).
const groupOrder = " ORDER BY g.outlets DESC, g.articles DESC, g.id"

// behindGroup lets a list of groups (g), whose IDs begin with letter, begin behind
// f.after.
func (f *filter) behindGroup(where *clause, list, letter string) error {
	var outlets, articles int
	var id string
	there, err := readPlace(f.after, list, &outlets, &articles, &id)
	if there {
		where.and("g.outlets <= ? AND (g.outlets < ? OR g.articles < ? OR g.articles = ? AND g.id > ?)",
			outlets, outlets, articles, articles, groupNumber(letter, id))
	}
	return err
}

// Stories returns one page of stories.
func (s *Store) Stories(ctx context.Context, q record.Query) (page record.Page[record.Story], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		where, f, err := s.selected(ctx, tx, q, kindStory)
		if err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM story_group g"+where.where(), where.args...).Scan(&page.Total); err != nil {
			return err
		}
		if err := f.behindGroup(&where, "stories", storyLetter); err != nil {
			return err
		}
		page.Rows, err = storyRows(ctx, tx, where.where()+groupOrder+f.page(), where.args...)
		cut(&page, f.limit, func(g record.Story) place { return place{"stories", g.Outlets, g.Articles, g.ID} })
		return err
	})
	return page, err
}

func storyRows(ctx context.Context, tx *sql.Tx, rest string, args ...any) (list []record.Story, err error) {
	var firsts []int64
	rows, err := tx.QueryContext(ctx, "SELECT "+storyColumns+" FROM story_group g"+rest, args...)
	err = each(rows, err, func(r row) error {
		st, first, err := scanStory(r)
		list, firsts = append(list, st), append(firsts, first)
		return err
	})
	if err != nil {
		return nil, err
	}
	articles, err := articlesByKey(ctx, tx, firsts)
	for i, key := range firsts {
		list[i].First = articles[key]
	}
	return list, err
}

// Story returns the story with that ID.
func (s *Store) Story(ctx context.Context, id string) (st record.Story, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		st, err = story(ctx, tx, groupNumber(storyLetter, id))
		if err == nil && st.ID == "" {
			err = moved(ctx, tx, kindStory, storyLetter, id)
		}
		return err
	})
	return st, err
}

// story returns a story, of one article too; its ID is empty when there is none.
func story(ctx context.Context, tx *sql.Tx, group int) (record.Story, error) {
	rows, err := storyRows(ctx, tx, " WHERE g.id = ?", group)
	if err != nil || len(rows) > 0 {
		return append(rows, record.Story{})[0], err
	}
	articles, err := articleRows(ctx, tx, " WHERE a.key IN (SELECT item FROM story WHERE grp = ?)", group)
	if err != nil || len(articles) == 0 {
		return record.Story{}, err
	}
	st := record.Story{ID: groupID(storyLetter, group), First: articles[0], Articles: 1, Origins: 1, Last: articles[0].Date.Value}
	if st.First.Outlet.ID != "" {
		st.Outlets = 1
	}
	return st, nil
}

// moved returns the error for a group that has no member: a *record.MovedError when
// it was merged into others, else one that wraps ErrNotFound.
func moved(ctx context.Context, tx *sql.Tx, kind, letter, id string) error {
	rows, err := tx.QueryContext(ctx, `WITH RECURSIVE at (grp) AS (SELECT ?1 UNION
			SELECT c.now FROM at JOIN link_change c ON c.kind = ?2 AND c.was = at.grp)
		SELECT DISTINCT g.grp FROM at JOIN `+kind+` g ON g.grp = at.grp ORDER BY 1`, groupNumber(letter, id), kind)
	e := &record.MovedError{ID: id}
	err = each(rows, err, func(r row) error {
		var group int
		err := r.Scan(&group)
		e.To = append(e.To, groupID(letter, group))
		return err
	})
	switch {
	case err != nil:
		return err
	case len(e.To) == 0:
		return fmt.Errorf("%s %q: %w", kind, id, record.ErrNotFound)
	}
	return e
}

// Utterances returns one page of utterances.
func (s *Store) Utterances(ctx context.Context, q record.Query) (page record.Page[record.Utterance], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		where, f, err := s.selected(ctx, tx, q, kindUtterance)
		if err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM utterance_group g"+where.where(), where.args...).Scan(&page.Total); err != nil {
			return err
		}
		if err := f.behindGroup(&where, "utterances", utteranceLetter); err != nil {
			return err
		}
		page.Rows, err = utteranceRows(ctx, tx, where.where()+groupOrder+f.page(), where.args...)
		cut(&page, f.limit, func(g record.Utterance) place { return place{"utterances", g.Outlets, g.Articles, g.ID} })
		return err
	})
	return page, err
}

func utteranceRows(ctx context.Context, tx *sql.Tx, rest string, args ...any) (list []record.Utterance, err error) {
	var firsts []int64
	rows, err := tx.QueryContext(ctx, "SELECT g.id, g.statements, g.articles, g.outlets, g.origins, g.first FROM utterance_group g"+rest, args...)
	err = each(rows, err, func(r row) error {
		var u record.Utterance
		var id int
		var first int64
		err := r.Scan(&id, &u.Tellings, &u.Articles, &u.Outlets, &u.Origins, &first)
		u.ID = groupID(utteranceLetter, id)
		list, firsts = append(list, u), append(firsts, first)
		return err
	})
	if err != nil {
		return nil, err
	}
	statements, err := statementsByKey(ctx, tx, firsts)
	for i, key := range firsts {
		list[i].First = statements[key]
	}
	return list, err
}

// Utterance returns the utterance with that ID.
func (s *Store) Utterance(ctx context.Context, id string) (u record.Utterance, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		group := groupNumber(utteranceLetter, id)
		rows, err := utteranceRows(ctx, tx, " WHERE g.id = ?", group)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			u = rows[0]
			return nil
		}
		tellings, err := statementRows(ctx, tx, "s.key IN ("+tellingItems+")", []any{group}, "", gathered)
		if err != nil {
			return err
		}
		if len(tellings) == 0 {
			return moved(ctx, tx, kindUtterance, utteranceLetter, id)
		}
		u = record.Utterance{ID: id, First: tellings[0], Tellings: len(tellings), Articles: 1, Origins: 1}
		if u.First.Article.Outlet.ID != "" {
			u.Outlets = 1
		}
		return nil
	})
	return u, err
}

// Links returns what an article belongs to.
func (s *Store) Links(ctx context.Context, id sayso.ArticleID) (links record.Links, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var key, group int
		err := one(tx.QueryRowContext(ctx, `SELECT a.key, coalesce(y.grp, 0) FROM article a LEFT JOIN story y ON y.item = a.key
			WHERE a.id = ?`, string(id)), "article", string(id), &key, &group)
		if err != nil || group == 0 {
			return err
		}
		if links.Story, err = story(ctx, tx, group); err != nil {
			return err
		}
		links.Copies, err = copiesOf(ctx, tx, key)
		return err
	})
	return links, err
}

func copiesOf(ctx context.Context, tx *sql.Tx, key int) (list []record.Copy, err error) {
	var keys []int64
	rows, err := tx.QueryContext(ctx, `SELECT t.other, t.weight, t.back, t.marks, coalesce(r.grp = o.grp, 0)
		FROM reprint_tie t JOIN reprint r ON r.item = t.item JOIN reprint o ON o.item = t.other
		WHERE t.item = ? ORDER BY max(t.weight, t.back) DESC, t.other`, key)
	err = each(rows, err, func(r row) error {
		var c record.Copy
		var t link.Tie
		if err := r.Scan(&t.To, &t.Weight, &t.Back, &t.Marks, &c.Reprint); err != nil {
			return err
		}
		copied := t.Copy()
		c.Share, c.Held = copied.Share, copied.Held
		switch {
		case copied.Origin:
			c.Order = record.OrderAfter
		case copied.Copied:
			c.Order = record.OrderBefore
		}
		list, keys = append(list, c), append(keys, int64(t.To))
		return nil
	})
	if err != nil {
		return nil, err
	}
	articles, err := articlesByKey(ctx, tx, keys)
	for i, key := range keys {
		list[i].Article = articles[key]
	}
	return list, err
}

// Told returns the utterances that each statement of an article tells.
func (s *Store) Told(ctx context.Context, id sayso.ArticleID) (told map[string][]record.Utterance, err error) {
	told = map[string][]record.Utterance{}
	err = s.read(ctx, func(tx *sql.Tx) error {
		var key int
		err := one(tx.QueryRowContext(ctx, "SELECT key FROM article WHERE id = ?", string(id)), "article", string(id), &key)
		if err != nil {
			return err
		}
		// A statement that tells the utterances of others and shares its own with
		// nobody is no utterance of its own: the last column counts those with it.
		rows, err := tx.QueryContext(ctx, `SELECT x.id, x.grp, x.own, coalesce(g.statements, 1), coalesce(g.articles, 1), coalesce(g.outlets, 0),
				coalesce(g.origins, 1), (SELECT count(*) FROM (SELECT 1 FROM utterance w WHERE w.grp = x.grp LIMIT 2))
			FROM (SELECT s.id, s.ordinal, u.grp, 1 AS own FROM statement s JOIN utterance u ON u.item = s.key WHERE s.article = ?1
				UNION ALL SELECT DISTINCT s.id, s.ordinal, u.grp, 0 FROM statement s JOIN utterance_tie t ON t.item = s.key
					JOIN utterance u ON u.item = t.other WHERE s.article = ?1 AND t.marks & ?2
					AND u.grp <> (SELECT v.grp FROM utterance v WHERE v.item = s.key)) x
			LEFT JOIN utterance_group g ON g.id = x.grp ORDER BY x.ordinal, x.own, x.grp`, key, int(link.MarkTells))
		return each(rows, err, func(r row) error {
			var statement string
			var group, company int
			var own bool
			var u record.Utterance
			if err := r.Scan(&statement, &group, &own, &u.Tellings, &u.Articles, &u.Outlets, &u.Origins, &company); err != nil {
				return err
			}
			u.ID = groupID(utteranceLetter, group)
			if !own || company > 1 || len(told[statement]) == 0 {
				told[statement] = append(told[statement], u)
			}
			return nil
		})
	})
	return told, err
}

// statementsByKey returns the statements with keys.
func statementsByKey(ctx context.Context, tx *sql.Tx, keys []int64) (map[int64]record.Statement, error) {
	wanted, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	byID := map[string]int64{}
	rows, err := tx.QueryContext(ctx, "SELECT key, id FROM statement WHERE key IN (SELECT value FROM json_each(?))", string(wanted))
	err = each(rows, err, func(r row) error {
		var key int64
		var id string
		err := r.Scan(&key, &id)
		byID[id] = key
		return err
	})
	if err != nil {
		return nil, err
	}
	list, err := statementRows(ctx, tx, "s.key IN (SELECT value FROM json_each(?))", []any{string(wanted)}, "", gathered)
	byKey := make(map[int64]record.Statement, len(list))
	for _, st := range list {
		byKey[byID[st.ID]] = st
	}
	return byKey, err
}
