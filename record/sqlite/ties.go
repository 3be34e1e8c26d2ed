package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso/link"
	"sayso/record"
)

// onPairs reports whether any of decided is about two statements.
func onPairs(decided []record.Decided) bool {
	return slices.ContainsFunc(decided, func(d record.Decided) bool { return d.Other != nil })
}

// tie finds out anew what people say of pairs of statements, and links those of
// which something else is said now.
func (s *Store) tie(ctx context.Context, tx *sql.Tx) error {
	var any bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM decision WHERE kind IN ('same', 'apart'))").Scan(&any); err != nil || !any {
		return err
	}
	before, err := said(ctx, tx)
	if err != nil {
		return err
	}
	decided, err := decisionRows(ctx, tx, inNewest(), " WHERE d.kind IN ('same', 'apart') ORDER BY d.key")
	if err != nil {
		return err
	}
	ties, odds := record.Utterances(decided)
	if err := setTies(ctx, tx, ties); err != nil {
		return err
	}
	if err := setOdds(ctx, tx, []record.DecisionKind{record.SameUtterance, record.OtherUtterance}, odds); err != nil {
		return err
	}
	if s.linking != nil {
		s.linking.anything = nil
	}
	now, err := said(ctx, tx)
	if err != nil {
		return err
	}
	var changed []string
	for id := range now {
		if now[id] != before[id] {
			changed = append(changed, id)
		}
	}
	for id := range before {
		if now[id] == "" {
			changed = append(changed, id)
		}
	}
	return s.again(ctx, tx, changed)
}

// said returns, by its ID, all that is said of each statement, as one string.
func said(ctx context.Context, tx *sql.Tx) (map[string]string, error) {
	of := map[string]string{}
	rows, err := tx.QueryContext(ctx, `SELECT j.statement, '=' || k.statement FROM joint j JOIN joint k ON k.block = j.block
		UNION SELECT statement, '/' || other FROM apart UNION SELECT other, '\' || statement FROM apart ORDER BY 1, 2`)
	return of, each(rows, err, func(r row) error {
		var id, what string
		err := r.Scan(&id, &what)
		of[id] += what + "\x00"
		return err
	})
}

func setTies(ctx context.Context, tx *sql.Tx, ties record.Ties) error {
	joint, apart := [][2]any{}, [][2]any{} // not null in JSON
	for block, ids := range ties.Joint {
		for _, id := range ids {
			joint = append(joint, [2]any{id, block + 1})
		}
	}
	for _, p := range ties.Apart {
		apart = append(apart, [2]any{p.Thing, p.From})
	}
	for _, t := range []struct {
		table, columns string
		rows           [][2]any
	}{{"joint", "statement, block", joint}, {"apart", "statement, other", apart}} {
		if err := refill(ctx, tx, t.table, t.columns, t.rows); err != nil {
			return err
		}
	}
	return nil
}

// refill puts rows in the place of all that a table of two columns holds.
func refill(ctx context.Context, tx *sql.Tx, table, columns string, rows [][2]any) error {
	list, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("INSERT INTO %s (%s) SELECT value ->> 0, value ->> 1 FROM json_each(?)", table, columns), string(list))
	return err
}

// setOdds keeps which decisions of the kinds contradict each other.
func setOdds(ctx context.Context, tx *sql.Tx, kinds []record.DecisionKind, odds map[string]bool) error {
	of, err := json.Marshal(kinds)
	if err != nil {
		return err
	}
	ids, err := json.Marshal(slices.Sorted(maps.Keys(odds)))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM at_odds WHERE decision IN (SELECT o.decision FROM at_odds o JOIN decision d ON d.key = o.decision
		WHERE d.kind IN (SELECT value FROM json_each(?)))`, string(of))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO at_odds SELECT key FROM decision WHERE id IN (SELECT value FROM json_each(?))", string(ids))
	return err
}

// again links the statements of those IDs anew that are linked.
func (s *Store) again(ctx context.Context, tx *sql.Tx, ids []string) error {
	slices.Sort(ids)
	wanted, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	var items, articles []int
	rows, err := tx.QueryContext(ctx, `SELECT s.key, s.article FROM statement s JOIN utterance u ON u.item = s.key
		WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id`, string(wanted))
	err = each(rows, err, func(r row) error {
		var item, article int
		err := r.Scan(&item, &article)
		items, articles = append(items, item), append(articles, article)
		return err
	})
	switch {
	case err != nil || len(items) == 0:
		return err
	case s.linking == nil:
		return errNoLinking
	}
	for i, item := range items {
		report, err := s.linking.around(ctx, articles[i], item)
		if err != nil {
			return err
		}
		changes, err := s.linking.utterances.Again(ctx, item, report)
		if err := s.linking.changed(ctx, kindUtterance, articles[i], changes, err); err != nil {
			return err
		}
	}
	return nil
}

// Bonds implements link.Bonds for statements, by the transaction under way.
func (l *linking) Bonds(ctx context.Context, items []int) ([]link.Bond, error) {
	if len(items) == 0 {
		return nil, nil
	}
	if any, err := l.saysAny(ctx); err != nil || !any {
		return nil, err
	}
	var bonds []link.Bond
	return bonds, l.state[2].list(ctx, l.said, items, func(r row) error {
		var b link.Bond
		err := r.Scan(&b.Item, &b.Other, &b.Same)
		bonds = append(bonds, b)
		return err
	})
}

// saysAny reports whether anything is said of any statement: in most records nothing
// is, and each statement that is linked asks.
func (l *linking) saysAny(ctx context.Context) (bool, error) {
	if l.anything == nil {
		var any bool
		if err := l.tx.StmtContext(ctx, l.anySaid).QueryRowContext(ctx).Scan(&any); err != nil {
			return false, err
		}
		l.anything = &any
	}
	return *l.anything, nil
}

const (
	anySaid = `SELECT EXISTS (SELECT 1 FROM joint) OR EXISTS (SELECT 1 FROM apart)`

	saidOf = `SELECT s.key, o.key, 1 FROM statement s JOIN joint j ON j.statement = s.id JOIN joint k ON k.block = j.block AND k.statement <> j.statement
			JOIN statement o ON o.id = k.statement WHERE s.key IN (SELECT value FROM json_each(?1))
		UNION ALL SELECT s.key, o.key, 0 FROM statement s JOIN apart p ON p.statement = s.id JOIN statement o ON o.id = p.other
			WHERE s.key IN (SELECT value FROM json_each(?1))
		UNION ALL SELECT s.key, o.key, 0 FROM statement o JOIN apart p ON p.other = o.id JOIN statement s ON s.id = p.statement
			WHERE o.key IN (SELECT value FROM json_each(?1))`
)

// unsaid takes from ties what people say is not so: that a statement also tells an
// utterance that one which it is apart from tells.
var unsaid = strings.NewReplacer("TELLS", fmt.Sprint(int(link.MarkTells)), "TOLD", fmt.Sprint(int(link.MarkTold))).Replace(`WITH pair (item, other) AS (
		SELECT s.key, o.key FROM apart p JOIN statement s ON s.id = p.statement JOIN statement o ON o.id = p.other),
	barred (item, grp) AS (SELECT pair.item, u.grp FROM pair JOIN utterance u ON u.item = pair.other
		UNION SELECT pair.item, u.grp FROM pair JOIN utterance_tie t ON t.item = pair.other JOIN utterance u ON u.item = t.other WHERE t.marks & TELLS
		UNION SELECT pair.other, u.grp FROM pair JOIN utterance u ON u.item = pair.item),
	tells (item, other) AS (SELECT t.item, t.other FROM barred b JOIN utterance_tie t ON t.item = b.item JOIN utterance u ON u.item = t.other AND u.grp = b.grp
		WHERE t.marks & TELLS)
	UPDATE utterance_tie SET marks = marks & ~iif((item, other) IN (SELECT item, other FROM tells), TELLS, 0) & ~iif((other, item) IN (SELECT item, other FROM tells), TOLD, 0)
		WHERE (item, other) IN (SELECT item, other FROM tells UNION SELECT other, item FROM tells)`)

// unsay does so, before what groups hold is counted.
func (l *linking) unsay(ctx context.Context) error {
	if any, err := l.saysAny(ctx); err != nil || !any {
		return err
	}
	return l.exec(ctx, l.unsaid)
}
