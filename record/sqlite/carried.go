package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// version says in which article the decisions that a query selects are to be shown
// standing. What was not carried there stands where it was made.
type version struct {
	sql  string // the key of the article; CARRIED, ANCHOR and PART stand for where it is looked up
	args []any  // that sql has as ?1
}

// of returns the key of the article for one part of the decision d.
func (v version) of(part, anchor, carried string) string {
	return strings.NewReplacer("CARRIED", carried, "ANCHOR", anchor, "PART", part).Replace(v.sql)
}

func (v version) ofStatement(part int) string { return v.of(fmt.Sprint(part), "anchor", "carried") }

// ofNaming is for the naming n.
func (v version) ofNaming() string { return v.of("n.part", "naming_anchor", "naming_carried") }

const carriedTo = "(SELECT max(article) FROM CARRIED WHERE decision = d.key AND part = PART)"

// inNewest is the newest version that each part of a decision was carried over to.
func inNewest() version { return version{sql: carriedTo} }

// inKey is the article of that key alone.
func inKey(key int64) version { return version{"?1", []any{key}} }

// inArticle is the article of that ID, and the newest version for a part that
// is about another.
func inArticle(id string) version {
	return version{inOne("(SELECT key FROM article WHERE id = ?1)"), []any{id}}
}

// inStatement is the same for the article of the statement of that ID.
func inStatement(id string) version {
	return version{inOne("(SELECT article FROM statement WHERE id = ?1)"), []any{id}}
}

func inOne(key string) string {
	return strings.ReplaceAll(`coalesce((SELECT article FROM CARRIED WHERE decision = d.key AND part = PART AND article = KEY),
		CASE WHEN NOT EXISTS (SELECT 1 FROM ANCHOR h JOIN article k ON k.digest = h.digest WHERE h.decision = d.key AND h.part = PART AND k.key = KEY)
			THEN `+carriedTo+` END)`, "KEY", key)
}

// earlier returns the digests of the versions before the article of the same address.
func (w *adding) earlier() (list []sayso.Digest, err error) {
	if w.version < 2 {
		return nil, nil
	}
	rows, err := w.tx.QueryContext(w.ctx, "SELECT digest FROM article e WHERE e.url = ? AND e.url <> '' AND "+kindOf("e.", "?")+" AND e.version < ? ORDER BY e.version",
		w.doc.URL, w.doc.Format, w.version)
	return list, eachDigest(rows, err, func(d sayso.Digest) { list = append(list, d) })
}

// eachDigest gives f the digest in each of rows.
func eachDigest(rows *sql.Rows, err error, f func(sayso.Digest)) error {
	return each(rows, err, func(r row) error {
		var b []byte
		if err := r.Scan(&b); err != nil {
			return err
		}
		d, err := toDigest(b)
		if err == nil {
			f(d)
		}
		return err
	})
}

// decisions returns those about the article, and those about earlier versions of it,
// which stand there too, or may.
func (w *adding) decisions() ([]record.Decided, error) {
	earlier, err := w.earlier()
	if err != nil {
		return nil, err
	}
	var any bool
	for _, digest := range append(earlier, w.doc.Original) {
		var some bool
		if err := w.stmt(w.in.decided).QueryRowContext(w.ctx, digest[:]).Scan(&some); err != nil {
			return nil, err
		}
		any = any || some
	}
	if !any {
		return nil, nil
	}
	list, err := decisionRows(w.ctx, w.tx, inKey(w.key), " WHERE d.key IN ("+decidedOf("anchor")+") ORDER BY d.key",
		w.doc.Original[:], w.doc.URL, w.doc.Format, w.version)
	for i := range list {
		for t, at := range list[i].Targets() {
			if !slices.Contains(earlier, t.Original) {
				continue
			}
			if !at.Earlier { // not carried over so far
				at.Statement, at.Standing = "", record.Gone
			}
			at.Earlier, at.Article = true, w.doc.ID
		}
	}
	return list, err
}

// decidedOf returns the keys of the decisions about an original, by the anchors in a
// table, and about earlier versions of its address: its digest, that address, its
// format and version are wanted.
func decidedOf(anchors string) string {
	return fmt.Sprintf(`SELECT n.decision FROM %[1]s n WHERE n.digest = ?
	UNION SELECT n.decision FROM article e JOIN %[1]s n ON n.digest = e.digest WHERE e.url = ? AND e.url <> '' AND %[2]s AND e.version < ?`, anchors, kindOf("e.", "?"))
}

// laterVersion is that l is a later version of what e is.
var laterVersion = "l.url = e.url AND l.url <> '' AND " + kindOf("e.", "l.format") + " AND l.version > e.version"

// kindOf is that an article may be another version of one of that format at its
// address: what a feed says of a page is no version of the page, or a teaser that
// comes after it would take its place.
func kindOf(article, format string) string {
	return "(" + article + "format = 'feed') = (" + format + " = 'feed')"
}

// aboutArticle returns the decisions about the article of that key itself, its date,
// places and figures.
func aboutArticle(ctx context.Context, tx *sql.Tx, key int64, original sayso.Digest) ([]record.Decided, error) {
	return decisionRows(ctx, tx, inKey(key), ` WHERE d.kind IN (?, ?, ?) AND d.key IN (SELECT n.decision FROM anchor n WHERE n.digest = ?
		UNION SELECT k.decision FROM carried k WHERE k.article = ?) ORDER BY d.key`,
		string(record.CorrectPublished), string(record.CorrectPlace), string(record.CorrectFigure), original[:], key)
}

// carry ties the decisions about the article, which is new, to what is read in it:
// those about the version before it by where they stand in that one.
func (w *adding) carry() ([]record.Decided, error) {
	decided, err := w.decisions()
	if err != nil || len(decided) == 0 {
		return decided, err
	}
	before, err := w.before()
	if err != nil {
		return nil, err
	}
	if before == nil {
		return record.Reanchor(nil, w.doc, decided), nil
	}
	stood, err := before.decisions()
	if err != nil {
		return nil, err
	}
	in := make(map[string]*record.Decided, len(stood))
	for i := range stood {
		in[stood[i].ID] = &stood[i]
	}
	for i := range decided {
		was := in[decided[i].ID]
		if was == nil {
			continue
		}
		for t, at := range decided[i].Targets() {
			if from := &was.Stand; at.Earlier {
				if t == decided[i].Other {
					from = &was.OtherStand
				}
				at.Statement, at.Standing = from.Statement, from.Standing
			}
		}
	}
	return record.Reanchor(before.doc, w.doc, decided), nil
}

// before returns the version before the article; nil when there is none, or when the words of
// the decisions themselves must do because it is damaged.
func (w *adding) before() (*adding, error) {
	earlier, err := w.earlier()
	if err != nil || len(earlier) == 0 {
		return nil, err
	}
	before := w.store.adding(w.ctx, w.tx)
	if err := before.reopen(earlier[len(earlier)-1]); errors.As(err, new(damageError)) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return before, nil
}

// onward adds the later versions of articles that decisions are about, which these
// are carried over to.
func (w *deciding) onward(articles map[sayso.Digest]bool) error {
	var digests []string
	for d := range articles {
		digests = append(digests, d.String())
	}
	list, err := json.Marshal(digests)
	if err != nil {
		return err
	}
	rows, err := w.tx.QueryContext(w.ctx, `SELECT l.digest FROM json_each(?) j JOIN article e ON e.digest = unhex(j.value)
		JOIN article l ON `+laterVersion, string(list))
	return eachDigest(rows, err, func(d sayso.Digest) { articles[d] = true })
}

// reaches reports whether what stands in the original of one digest may be a later
// version of what stands in that of another, or is the same.
func (w *deciding) reaches(from []byte, to sayso.Digest) (ok bool, err error) {
	if string(from) == string(to[:]) {
		return true, nil
	}
	return ok, w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM article e JOIN article l ON `+laterVersion+`
		WHERE e.digest = ? AND l.digest = ?)`, from, to[:]).Scan(&ok)
}

// carryDue carries decisions over that were made when programs did not.
func (s *Store) carryDue(ctx context.Context) error {
	var any bool
	if err := s.readers.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM carry_due)").Scan(&any); err != nil || !any {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		var due []sayso.Digest
		rows, err := tx.QueryContext(ctx, "SELECT a.digest FROM carry_due d JOIN article a ON a.key = d.article ORDER BY a.key")
		if err := eachDigest(rows, err, func(d sayso.Digest) { due = append(due, d) }); err != nil {
			return err
		}
		w := s.deciding(ctx, tx)
		for _, d := range due {
			if err := s.adding(ctx, tx).reopen(d); errors.As(err, new(damageError)) { // sayso verify tells of it
				continue
			} else if err != nil {
				return err
			}
			w.articles[d], w.named[d] = true, true
		}
		if _, err := w.run(nil); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM carry_due")
		return err
	})
}
