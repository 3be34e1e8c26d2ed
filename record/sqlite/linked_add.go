package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"sync"

	"sayso"
	"sayso/link"
)

// linking links the reports of a record, one transaction at a time.
type linking struct {
	sync.Mutex              // held while a transaction links
	state      [3]linkState // of reprints, stories and utterances
	reprints   *link.Reprints
	stories    *link.Stories
	utterances *link.Utterances

	fingerprint string // of what links are made by

	version  int     // of the file, when what is held was read
	tx       *sql.Tx // under way
	anything *bool   // see saysAny; nil when it is not known

	ids, isLinked, linked, statements, change  *sql.Stmt
	weights                                    *sql.Stmt
	storiesOf, utterancesOf, tellings, sources *sql.Stmt
	story, utterance, noStory, noUtterance     *sql.Stmt
	anySaid, said, unsaid                      *sql.Stmt
}

func newLinking(ctx context.Context, db *sql.DB, set *link.Settings) (*linking, error) {
	l := &linking{fingerprint: set.Fingerprint()}
	for i, kind := range []string{kindReprint, kindStory, kindUtterance} {
		l.state[i].kind = kind
		l.state[i].postings.forget()
		if err := l.state[i].prepare(ctx, db); err != nil {
			return nil, err
		}
	}
	l.reprints = link.NewReprints(&l.state[0])
	l.stories = link.NewStories(set.Words, set.Model, &l.state[1])
	l.utterances = link.NewUtterances(set.Words, set.Model, &l.state[2])
	l.utterances.Heed(l)
	for _, p := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&l.ids, `SELECT key, id FROM article WHERE key IN (SELECT value FROM json_each(?))`},
		{&l.weights, `INSERT OR IGNORE INTO linker (fingerprint) VALUES (?)`},
		{&l.isLinked, `SELECT linked FROM article WHERE key = ?`},
		{&l.linked, `UPDATE article SET linked = ? WHERE key = ?`},
		{&l.statements, `SELECT s.key FROM statement s JOIN utterance u ON u.item = s.key WHERE s.article = ? ORDER BY s.ordinal`},
		{&l.change, `INSERT INTO link_change (kind, article, was, now) VALUES (?, ?, ?, ?)`},
		{&l.storiesOf, `SELECT grp, item FROM story WHERE item IN (SELECT value FROM json_each(?))`},
		{&l.utterancesOf, fmt.Sprintf(`SELECT u.grp, s.key FROM statement s JOIN utterance u ON u.item = s.key
				WHERE s.article IN (SELECT value FROM json_each(?1))
			UNION SELECT u.grp, s.key FROM statement s JOIN utterance_tie t ON t.item = s.key JOIN utterance u ON u.item = t.other
				WHERE s.article IN (SELECT value FROM json_each(?1)) AND t.marks & %d`, link.MarkTells)},
		{&l.tellings, fmt.Sprintf(`SELECT u.grp, s.key, s.article FROM utterance u JOIN statement s ON s.key = u.item
				WHERE u.grp IN (SELECT value FROM json_each(?1))
			UNION SELECT u.grp, s.key, s.article FROM utterance u JOIN utterance_tie t ON t.item = u.item JOIN statement s ON s.key = t.other
				WHERE u.grp IN (SELECT value FROM json_each(?1)) AND t.marks & %d ORDER BY 1, 3, 2`, link.MarkTold)},
		{&l.sources, `SELECT a.key, coalesce(a.outlet, 0), a.outlet_name, a.agencies, coalesce(r.grp, 0), coalesce(a.first_day, '')
			FROM article a LEFT JOIN reprint r ON r.item = a.key WHERE a.key IN (SELECT value FROM json_each(?))`},
		{&l.story, `INSERT OR REPLACE INTO story_group (id, articles, outlets, origins, first) VALUES (?, ?, ?, ?, ?)`},
		{&l.utterance, `INSERT OR REPLACE INTO utterance_group (id, statements, articles, outlets, origins, first) VALUES (?, ?, ?, ?, ?, ?)`},
		{&l.noStory, `DELETE FROM story_group WHERE id = ?`},
		{&l.noUtterance, `DELETE FROM utterance_group WHERE id = ?`},
		{&l.anySaid, anySaid}, {&l.said, saidOf}, {&l.unsaid, unsaid},
	} {
		var err error
		if *p.to, err = db.PrepareContext(ctx, p.sql); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// begin makes tx the transaction under way. What is held is let go of when another
// process has written since.
func (l *linking) begin(ctx context.Context, tx *sql.Tx) error {
	l.tx, l.anything = tx, nil
	for i := range l.state {
		l.state[i].begin(tx)
	}
	was := l.version
	if err := tx.QueryRowContext(ctx, "PRAGMA data_version").Scan(&l.version); err != nil {
		return err
	}
	if l.version != was {
		l.undone()
	}
	return nil
}

// undone lets go of what is held of a transaction that was not committed.
func (l *linking) undone() {
	l.reprints.Forget()
	l.stories.Forget()
	l.utterances.Forget()
	for i := range l.state {
		l.state[i].postings.forget()
	}
}

// add links the article with that key and the statements of it that count.
func (l *linking) add(ctx context.Context, key int, claims *claimers) error {
	d := &claims.doc
	changes, err := l.reprints.Add(ctx, key, d.Article)
	if err := l.changed(ctx, kindReprint, key, changes, err); err != nil {
		return err
	}
	changes, err = l.stories.Add(ctx, key, d.Article)
	if err := l.changed(ctx, kindStory, key, changes, err); err != nil {
		return err
	}
	if err := l.addStatements(ctx, key, claims, nil); err != nil {
		return err
	}
	return l.exec(ctx, l.linked, 1, key)
}

// addStatements links the statements of an article that count and are not among
// those that stayed.
func (l *linking) addStatements(ctx context.Context, article int, claims *claimers, stayed map[int64]bool) error {
	var keys []int
	var tellings []*link.Telling
	for i, key := range claims.keys {
		if !stayed[key] {
			keys, tellings = append(keys, int(key)), append(tellings, link.TellingOf(&claims.doc, i))
		}
	}
	report := link.Report{}
	for key := range stayed {
		report.Linked = append(report.Linked, int(key))
	}
	slices.Sort(report.Linked)
	var err error
	if report.Related, err = l.related(ctx, article); err != nil {
		return err
	}
	if err := l.exec(ctx, l.weights, l.fingerprint); err != nil {
		return err
	}
	changes, err := l.utterances.AddAll(ctx, keys, tellings, report)
	return l.changed(ctx, kindUtterance, article, changes, err)
}

// related returns how likely other articles are of one story with the article with
// that key.
func (l *linking) related(ctx context.Context, article int) (map[sayso.ArticleID]float64, error) {
	near, err := l.stories.Near(ctx, article)
	if err != nil {
		return nil, err
	}
	related := make(map[sayso.ArticleID]float64, len(near))
	err = l.state[1].list(ctx, l.ids, slices.Sorted(maps.Keys(near)), func(r row) error {
		var key int
		var id sayso.ArticleID
		err := r.Scan(&key, &id)
		related[id] = near[key]
		return err
	})
	return related, err
}

// around returns what is known of the report of a statement that is linked, without
// the statement.
func (l *linking) around(ctx context.Context, article, statement int) (r link.Report, err error) {
	if r.Related, err = l.related(ctx, article); err != nil {
		return r, err
	}
	r.Linked, err = l.statementsOf(ctx, article)
	r.Linked = slices.DeleteFunc(r.Linked, func(st int) bool { return st == statement })
	slices.Sort(r.Linked)
	return r, err
}

// statementsOf returns the statements of an article that are linked, in the order of
// the text.
func (l *linking) statementsOf(ctx context.Context, article int) (list []int, err error) {
	rows, err := l.tx.StmtContext(ctx, l.statements).QueryContext(ctx, article)
	return list, each(rows, err, func(r row) error {
		var st int
		err := r.Scan(&st)
		list = append(list, st)
		return err
	})
}

// remove forgets the article with that key and its statements, if it is linked.
func (l *linking) remove(ctx context.Context, key int) error {
	if linked, err := l.has(ctx, key); err != nil || !linked {
		return err
	}
	statements, err := l.statementsOf(ctx, key)
	if err != nil {
		return err
	}
	for _, st := range statements {
		if err := l.removeStatement(ctx, key, st); err != nil {
			return err
		}
	}
	changes, err := l.stories.Remove(ctx, key)
	if err := l.changed(ctx, kindStory, key, changes, err); err != nil {
		return err
	}
	changes, err = l.reprints.Remove(ctx, key)
	if err := l.changed(ctx, kindReprint, key, changes, err); err != nil {
		return err
	}
	return l.exec(ctx, l.linked, 0, key)
}

func (l *linking) removeStatement(ctx context.Context, article, statement int) error {
	changes, err := l.utterances.Remove(ctx, statement)
	return l.changed(ctx, kindUtterance, article, changes, err)
}

// has reports whether the article with that key is linked.
func (l *linking) has(ctx context.Context, key int) (linked bool, err error) {
	return linked, l.tx.StmtContext(ctx, l.isLinked).QueryRowContext(ctx, key).Scan(&linked)
}

func (l *linking) exec(ctx context.Context, st *sql.Stmt, args ...any) error {
	_, err := l.tx.StmtContext(ctx, st).ExecContext(ctx, args...)
	return err
}

// changed records the merges and splits that an article made, unless err says
// that it could not be linked.
func (l *linking) changed(ctx context.Context, kind string, article int, changes []link.Change, err error) error {
	if err != nil {
		return fmt.Errorf("linking by %s: %w", kind, err)
	}
	for _, c := range changes {
		for _, was := range c.From {
			for _, now := range c.To {
				if was == now {
					continue
				}
				if err := l.exec(ctx, l.change, kind, article, was, now); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// finish counts anew what groups hold that the transaction touched. Independent
// origins are counted by groups of reprints: when those change, so do the counts
// of what the articles belong to.
func (l *linking) finish(ctx context.Context) error {
	for i := range l.state {
		if err := l.state[i].end(ctx); err != nil {
			return err
		}
	}
	if err := l.unsay(ctx); err != nil {
		return err
	}
	stories, utterances := l.state[1].touched, l.state[2].touched
	moved := l.state[0].moved
	for _, of := range []struct {
		st      *sql.Stmt
		touched map[int]bool
	}{{l.storiesOf, stories}, {l.utterancesOf, utterances}} {
		err := l.state[0].list(ctx, of.st, moved, func(r row) error {
			var group, item int
			err := r.Scan(&group, &item)
			of.touched[group] = true
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := l.countStories(ctx, sortedGroups(stories)); err != nil {
		return err
	}
	return l.countUtterances(ctx, sortedGroups(utterances))
}

// sortedGroups returns the numbers of groups, without 0, which is none.
func sortedGroups(touched map[int]bool) []int {
	delete(touched, 0)
	list := make([]int, 0, len(touched))
	for g := range touched {
		list = append(list, g)
	}
	slices.Sort(list)
	return list
}
