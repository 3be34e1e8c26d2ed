package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"sayso"
	"sayso/record"
)

// SetReferents puts proposals in the place of all earlier ones.
func (s *Store) SetReferents(ctx context.Context, proposals []record.Proposal) error {
	return s.propose(ctx, proposals, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE naming SET proposed = NULL, referent = NULL, why = '' WHERE proposed IS NOT NULL")
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM referent")
		}
		return err
	})
}

// SetReferentsOf puts proposals in the place of those for the namings of articles.
func (s *Store) SetReferentsOf(ctx context.Context, articles []sayso.ArticleID, proposals []record.Proposal) error {
	var emptied []int64 // referents that may be left without a naming
	err := s.propose(ctx, proposals, func(tx *sql.Tx) error {
		ids, err := json.Marshal(articles)
		if err != nil {
			return err
		}
		const of = " FROM naming WHERE proposed IS NOT NULL AND article IN (SELECT key FROM article WHERE id IN (SELECT value FROM json_each(?)))"
		rows, err := tx.QueryContext(ctx, "SELECT DISTINCT proposed"+of, string(ids))
		err = each(rows, err, func(r row) error {
			var key int64
			err := r.Scan(&key)
			emptied = append(emptied, key)
			return err
		})
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE naming SET proposed = NULL, referent = NULL, why = '' WHERE key IN (SELECT key"+of+")", string(ids))
		}
		return err
	}, func(tx *sql.Tx) error {
		keys, err := json.Marshal(emptied)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM referent WHERE key IN (SELECT value FROM json_each(?))
			AND NOT EXISTS (SELECT 1 FROM naming WHERE proposed = referent.key)`, string(keys))
		return err
	})
	return err
}

// propose puts proposals in, after what clears the way and before what cleans up.
func (s *Store) propose(ctx context.Context, proposals []record.Proposal, clear func(*sql.Tx) error, after ...func(*sql.Tx) error) error {
	if s.writer == nil {
		return s.wrap(errReadOnly)
	}
	err := s.transaction(ctx, func(tx *sql.Tx) error {
		if err := unrefer(ctx, tx); err != nil {
			return err
		}
		if err := clear(tx); err != nil {
			return err
		}
		if err := setProposals(ctx, tx, proposals); err != nil {
			return err
		}
		for _, f := range after {
			if err := f(tx); err != nil {
				return err
			}
		}
		return refer(ctx, tx)
	})
	if err != nil {
		return s.ended(ctx, err)
	}
	return nil
}

func setProposals(ctx context.Context, tx *sql.Tx, proposals []record.Proposal) error {
	set, err := tx.PrepareContext(ctx, `UPDATE naming SET proposed = ?1, referent = ?1, why = ?2
		WHERE article = (SELECT key FROM article WHERE id = ?3) AND ordinal = ?4`)
	if err != nil {
		return err
	}
	defer set.Close()
	for _, p := range proposals {
		key, err := proposedReferent(ctx, tx, p)
		if err != nil {
			return fmt.Errorf("referent %q: %w", p.ID, err)
		}
		for _, n := range p.Of {
			r, err := set.ExecContext(ctx, key, n.Why, string(n.Article), n.Ordinal)
			if err != nil {
				return err
			}
			if changed, err := r.RowsAffected(); err != nil || changed != 1 {
				return cmp.Or(err, fmt.Errorf("referent %q: article %s has no naming %d: %w", p.ID, n.Article, n.Ordinal, record.ErrNotFound))
			}
		}
	}
	return nil
}

// proposedReferent returns the key of the referent that p proposes.
func proposedReferent(ctx context.Context, tx *sql.Tx, p record.Proposal) (key int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT key FROM referent WHERE id = ?", p.ID).Scan(&key)
	if !errors.Is(err, sql.ErrNoRows) {
		return key, err
	}
	r, err := tx.ExecContext(ctx, "INSERT INTO referent (id, name, proposed, type, why) VALUES (?1, ?2, ?2, ?3, ?4)", p.ID, p.Name, p.Type.String(), p.Why)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// unrefer brings referents back to what is proposed.
func unrefer(ctx context.Context, tx *sql.Tx) error {
	for _, step := range []string{
		"UPDATE naming SET referent = proposed, said = 0 WHERE referent IS NOT proposed OR said = 1",
		"DELETE FROM referent WHERE key IN (SELECT key FROM referent WHERE made = 1 OR called = 1 OR confirmed > 0) AND made = 1",
		"UPDATE referent SET name = proposed, called = 0, confirmed = 0 WHERE made = 1 OR called = 1 OR confirmed > 0",
	} {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// NamingTies returns what people decided of namings.
func (s *Store) NamingTies(ctx context.Context) (ties record.Ties, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		decided, err := decisionRows(ctx, tx, inNewest(), onReferents)
		ties, _ = record.OneReferents(decided)
		return err
	})
	return ties, err
}

// Unproposed returns the articles that hold a naming for which nothing is proposed.
func (s *Store) Unproposed(ctx context.Context) (ids []sayso.ArticleID, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id FROM article WHERE key IN (SELECT article FROM naming INDEXED BY naming_fresh WHERE proposed IS NULL AND latest = 1) ORDER BY key`)
		return each(rows, err, func(r row) error {
			var id sayso.ArticleID
			err := r.Scan(&id)
			ids = append(ids, id)
			return err
		})
	})
	return ids, err
}

// ProposedPersons returns the persons that are proposed.
func (s *Store) ProposedPersons(ctx context.Context) (list []record.Referent, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT id, proposed, why FROM referent WHERE type = 'person' AND made = 0 ORDER BY id")
		return each(rows, err, func(r row) error {
			x := record.Referent{Type: sayso.EntityPerson}
			err := r.Scan(&x.ID, &x.Name, &x.Why)
			list = append(list, x)
			return err
		})
	})
	return list, err
}

// onReferents selects the decisions about referents.
const onReferents = " WHERE d.kind IN ('one', 'other', 'name') ORDER BY d.key"

// refer brings referents to what people decided of them, and counts to the referents.
func refer(ctx context.Context, tx *sql.Tx) error {
	if err := decidedReferents(ctx, tx); err != nil {
		return err
	}
	return recountNamings(ctx, tx)
}

func decidedReferents(ctx context.Context, tx *sql.Tx) error {
	var any bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM decision WHERE kind IN ('one', 'other', 'name'))").Scan(&any); err != nil || !any {
		return err
	}
	if err := unrefer(ctx, tx); err != nil {
		return err
	}
	decided, err := decisionRows(ctx, tx, inNewest(), onReferents)
	if err != nil {
		return err
	}
	w := &deferring{ctx: ctx, tx: tx, naming: map[string]named{}}
	if err := w.load(decided); err != nil {
		return err
	}
	ties, odds := record.OneReferents(decided)
	proposed := map[string]string{}
	for id, n := range w.naming {
		if n.there {
			proposed[id] = n.referent
		}
	}
	if err := w.place(record.PlaceReferents(ties, proposed)); err != nil {
		return err
	}
	if err := w.confirm(decided, odds); err != nil {
		return err
	}
	if err := follow(ctx, tx); err != nil {
		return err
	}
	if err := w.load(decided); err != nil { // where they are now
		return err
	}
	now := map[string]string{}
	for id, n := range w.naming {
		now[id] = n.referent
	}
	names, unnamed := record.ReferentNames(decided, now)
	for id, name := range names {
		if _, err := tx.ExecContext(ctx, "UPDATE referent SET name = ?, called = 1 WHERE id = ?", name, id); err != nil {
			return err
		}
	}
	for id := range unnamed {
		odds[id] = true
	}
	return setOdds(ctx, tx, []record.DecisionKind{record.OneReferent, record.OtherReferent, record.NameReferent}, odds)
}

// deferring is referents on their way to what people decided.
type deferring struct {
	ctx    context.Context
	tx     *sql.Tx
	naming map[string]named // by NamingID, of those that decisions are about
}

// named is a naming that a decision is about.
type named struct {
	key      int64
	there    bool
	referent string // ID, empty for none
}

func (w *deferring) load(decided []record.Decided) error {
	find, err := w.tx.PrepareContext(w.ctx, `SELECT n.key, coalesce(r.id, '') FROM naming n LEFT JOIN referent r ON r.key = n.referent
		WHERE n.article = (SELECT key FROM article WHERE id = ?) AND n.ordinal = ?`)
	if err != nil {
		return err
	}
	defer find.Close()
	clear(w.naming)
	for _, d := range decided {
		for _, at := range d.Stands {
			id := record.NamingID(at.Article, at.Ordinal)
			if _, ok := w.naming[id]; ok || at.Ordinal == 0 {
				continue
			}
			n := named{there: true}
			err := find.QueryRowContext(w.ctx, string(at.Article), at.Ordinal).Scan(&n.key, &n.referent)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if n.there = err == nil; n.there {
				w.naming[id] = n
			}
		}
	}
	return nil
}

// place puts referents together that are one, and then namings where they belong.
func (w *deferring) place(groups []record.PlacedReferent) error {
	heads := make([]int64, len(groups))
	for i, g := range groups {
		if len(g.Referents) == 0 {
			continue
		}
		ids, err := json.Marshal(g.Referents)
		if err != nil {
			return err
		}
		err = w.tx.QueryRowContext(w.ctx, `SELECT r.key FROM referent r WHERE r.id IN (SELECT value FROM json_each(?))
			ORDER BY (SELECT count(*) FROM naming n WHERE n.proposed = r.key) DESC, r.id LIMIT 1`, string(ids)).Scan(&heads[i])
		if err != nil {
			return err
		}
		_, err = w.tx.ExecContext(w.ctx, `UPDATE naming SET referent = ?1 WHERE referent <> ?1
			AND proposed IN (SELECT key FROM referent WHERE id IN (SELECT value FROM json_each(?2)))`, heads[i], string(ids))
		if err != nil {
			return err
		}
	}
	for i, g := range groups {
		if len(g.Referents) == 0 {
			var err error
			if heads[i], err = w.make(g.Namings); err != nil {
				return err
			}
		}
		for _, id := range g.Namings {
			if _, err := w.tx.ExecContext(w.ctx, "UPDATE naming SET referent = ? WHERE key = ?", heads[i], w.naming[id].key); err != nil {
				return err
			}
		}
	}
	return nil
}

// make makes a referent of namings that nothing proposes to be one. It is called by
// the words of the first of them, and known by that one's article too.
func (w *deferring) make(ids []string) (int64, error) {
	var words, item string
	err := w.tx.QueryRowContext(w.ctx, "SELECT words, item FROM naming WHERE key = ?", w.naming[ids[0]].key).Scan(&words, &item)
	if err != nil {
		return 0, err
	}
	n, err := readItem([]byte(item), fromNaming)
	if err != nil {
		return 0, err
	}
	article, _, err := record.ParseNamingID(ids[0])
	if err != nil {
		return 0, err
	}
	base := fmt.Sprintf("%s-%.8s", record.NameID(words), article)
	for i := 1; ; i++ {
		id := base
		if i > 1 {
			id = fmt.Sprintf("%s-%d", base, i)
		}
		r, err := w.tx.ExecContext(w.ctx, `INSERT INTO referent (id, name, proposed, type, why, made) VALUES (?1, ?2, ?2, ?3, '', 1) ON CONFLICT (id) DO NOTHING`,
			id, words, n.Type.String())
		if err != nil {
			return 0, err
		}
		if made, err := r.RowsAffected(); err != nil || made == 1 {
			key, idErr := r.LastInsertId()
			return key, cmp.Or(err, idErr)
		}
	}
}

// follow brings the namings of earlier versions that decisions in force are about where
// those are that they were carried over to.
func follow(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `WITH stood AS (
			SELECT h.decision, h.part, a.key AS article, h.ordinal FROM naming_anchor h JOIN article a ON a.digest = h.digest
			UNION ALL SELECT decision, part, article, ordinal FROM naming_carried),
		newest AS (SELECT decision, part, max(article) AS article, ordinal FROM naming_carried GROUP BY decision, part),
		moved AS (SELECT n.key, t.referent, t.said, max(o.decision) FROM newest w JOIN stood o ON o.decision = w.decision AND o.part = w.part AND o.article < w.article
			JOIN naming n ON n.article = o.article AND n.ordinal = o.ordinal JOIN naming t ON t.article = w.article AND t.ordinal = w.ordinal
			WHERE w.decision NOT IN (SELECT decision FROM undone) GROUP BY n.key)
		UPDATE naming SET referent = m.referent, said = m.said FROM moved m WHERE naming.key = m.key`)
	return err
}

// confirm marks the namings of which people say where they belong.
func (w *deferring) confirm(decided []record.Decided, odds map[string]bool) error {
	for _, d := range decided {
		if !d.InForce || odds[d.ID] || d.Kind == record.NameReferent {
			continue
		}
		for i, at := range d.Stands {
			n := w.naming[record.NamingID(at.Article, at.Ordinal)]
			if n.there && (d.Kind == record.OneReferent || i == 0) {
				if _, err := w.tx.ExecContext(w.ctx, "UPDATE naming SET said = 1 WHERE key = ?", n.key); err != nil {
					return err
				}
			}
		}
	}
	_, err := w.tx.ExecContext(w.ctx, `UPDATE referent SET confirmed = c.n FROM (SELECT referent, count(*) AS n FROM naming INDEXED BY naming_decided
		WHERE (referent IS NOT proposed OR said = 1) AND said = 1 AND referent IS NOT NULL AND latest = 1 GROUP BY referent) c WHERE referent.key = c.referent`)
	return err
}
