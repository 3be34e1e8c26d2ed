package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// clause is a list of conditions that must all hold, with their arguments.
type clause struct {
	conds []string
	args  []any
}

func (c *clause) and(cond string, args ...any) {
	c.conds = append(c.conds, cond)
	c.args = append(c.args, args...)
}

// join returns the clause that holds where all of cs do.
func join(cs ...clause) clause {
	var all clause
	for _, c := range cs {
		all.conds = append(all.conds, c.conds...)
		all.args = append(all.args, c.args...)
	}
	return all
}

// where returns the clause as SQL, "" when it has no condition.
func (c clause) where() string {
	if len(c.conds) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.conds, " AND ")
}

// filter is a query as conditions on rows of article (a) and statement (s).
type filter struct {
	latest    bool   // only the latest versions
	article   clause // ID, outlet
	published clause // the article's date
	statement clause // text, speaker, kind
	said      clause // the statement's date
	figure    clause // figures (f) themselves: their words, unit and date
	event     clause // the date of events (e)
	place     int32  // GeoNames ID that is named, 0 for any
	aside     bool   // statements that do not count are wanted, too
	few       bool   // statement leaves few statements, so that a search begins with them
	match     string // the text query in the index's language, "" for none
	limit     int    // as Query.Limit, but never 0
	offset    int
}

// parse turns q into conditions. An error names what is wrong with which field.
func parse(ctx context.Context, tx *sql.Tx, q record.Query) (*filter, error) {
	f := &filter{latest: q.Article == "", limit: q.Limit, offset: max(0, q.Offset), place: q.Place}
	if f.limit == 0 {
		f.limit = record.DefaultLimit
	}
	if q.Article != "" {
		f.article.and("a.id = ?", string(q.Article))
	}
	if err := f.article.named(ctx, tx, "outlet", "a.outlet", q.Outlet); err != nil {
		return nil, err
	}
	if err := f.statement.named(ctx, tx, "speaker", "s.speaker", q.Speaker); err != nil {
		return nil, err
	}
	if err := f.review(q.Review); err != nil {
		return nil, err
	}
	f.few = len(f.statement.conds) > 0 || strings.TrimSpace(q.Text) != "" || q.Place != 0 || q.On != ""
	if err := f.linked(q); err != nil {
		return nil, err
	}
	if q.Unit != "" {
		f.figure.and("f.unit = ?", q.Unit)
	}
	if q.Kind != "" {
		k, err := sayso.ParseKind(q.Kind)
		if err != nil {
			return nil, err
		}
		f.statement.and("s.kind = ?", k.String())
	}
	if strings.TrimSpace(q.Text) != "" {
		if f.match = matchExpression(q.Text); f.match == "" {
			f.statement.and("0") // not a word: nothing that could be found
		} else {
			f.statement.and("s.key IN (SELECT rowid FROM statement_text WHERE statement_text MATCH ?)", f.match)
		}
	}
	switch q.When {
	case "":
	case "said":
		f.statement.and("s.said <> ''")
	case "open":
		f.statement.and("s.said = ''")
	default:
		return nil, fmt.Errorf("when %q: want said or open", q.When)
	}
	if err := f.statement.on("s", q.On); err != nil {
		return nil, err
	}
	return f, f.dates(q.From, q.To)
}

// on adds the condition that rows of table are dated by on exactly; "open" is no
// date, an empty on any.
func (c *clause) on(table, on string) error {
	switch on {
	case "":
	case "open":
		c.and(table + ".first_day IS NULL")
	default:
		first, last, err := record.Period(on)
		if err != nil {
			return fmt.Errorf("on: %w", err)
		}
		c.and(table+".first_day = ? AND "+table+".last_day = ?", first, last)
	}
	return nil
}

// named adds the condition that column refers to the rows of table that name
// selects: the one with that ID, else those with name as a part of their name.
func (c *clause) named(ctx context.Context, tx *sql.Tx, table, column, name string) error {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil
	}
	var key int64
	row := "key"
	if table == "speaker" { // a person may have merged it into another
		row = "coalesce(merged, key)"
	}
	switch err := tx.QueryRowContext(ctx, "SELECT "+row+" FROM "+table+" WHERE id = ?", name).Scan(&key); {
	case err == nil:
		c.and(column+" = ?", key)
	case errors.Is(err, sql.ErrNoRows):
		c.and(column+" IN (SELECT "+row+" FROM "+table+" WHERE instr(id, ?) > 0)", record.NameID(name))
	default:
		return err
	}
	return nil
}

// review adds the condition on the state of review.
func (f *filter) review(state string) error {
	switch r := record.Review(state); {
	case r == "":
	case r == "all":
		f.aside = true
	case slices.Contains(record.Reviews(), r):
		f.statement.and("s.review = ?", state)
		f.aside = !r.Counts()
	default:
		return fmt.Errorf("review %q: want one of %v, or all", state, record.Reviews())
	}
	return nil
}

// dates adds the bounds. A NULL day, of an open date, lies within none.
func (f *filter) dates(from, to string) error {
	if from != "" {
		first, _, err := record.Period(from)
		if err != nil {
			return fmt.Errorf("from: %w", err)
		}
		f.published.and("a.last_day >= ?", first)
		f.figure.and("f.last_day >= ?", first)
		f.event.and("e.last_day >= ?", first)
		f.said.and("s.last_day >= ?", first)
	}
	if to != "" {
		_, last, err := record.Period(to)
		if err != nil {
			return fmt.Errorf("to: %w", err)
		}
		f.published.and("a.first_day <= ?", last)
		f.figure.and("f.first_day <= ?", last)
		f.event.and("e.first_day <= ?", last)
		f.said.and("s.first_day <= ?", last)
	}
	return nil
}

// statements returns the tables and conditions that select the statements of a
// list that goes by them. When ordered is set the tables can be put in the
// list's order.
func (f *filter) statements(ordered bool) (tables string, where clause) {
	where = join(f.article, f.statement, f.said)
	if f.place != 0 {
		where.and("s.key IN (SELECT p.statement FROM place p WHERE p.geoname = ?)", f.place)
	}
	switch {
	case !ordered && len(f.article.conds) == 0:
		tables = "statement s"
	case f.few:
		tables = "statement s CROSS JOIN article a ON a.key = s.article"
	default: // begin with the articles: an index has them in order
		tables = "article a CROSS JOIN statement s ON s.article = a.key"
		if f.latest {
			where.and("a.latest = 1")
		}
		if f.latest && f.aside {
			return tables, where
		}
	}
	f.onlyLatest(&where)
	return tables, where
}

// onlyLatest adds the condition on the version of statements, and that they count.
// A text query keeps its index from being used: the words leave fewer.
func (f *filter) onlyLatest(where *clause) {
	switch {
	case f.aside && f.latest:
		where.and("s.article IN (SELECT key FROM article WHERE latest = 1)")
	case f.aside:
	case f.latest && f.match != "":
		where.and("+s.latest = 1")
	case f.latest:
		where.and("s.latest = 1")
	default:
		where.and("s.review NOT IN ('rejected', 'undecided')")
	}
}

// articles returns the conditions on the articles of a list that goes by them.
func (f *filter) articles() clause {
	where := join(f.article, f.published)
	if f.latest {
		where.and("a.latest = 1")
	}
	if f.place != 0 {
		where.and("a.key IN (SELECT p.article FROM place p WHERE p.geoname = ? AND p.level <> 'boilerplate')", f.place)
	}
	if len(f.statement.conds) > 0 {
		inner := join(f.statement)
		f.onlyLatest(&inner)
		where.and("a.key IN (SELECT s.article FROM statement s"+inner.where()+")", inner.args...)
	}
	return where
}

// page returns the SQL that cuts the page out of ordered rows.
func (f *filter) page() string { return fmt.Sprintf(" LIMIT %d OFFSET %d", f.limit, f.offset) }

// matchExpression writes the text of a query in the language of FTS5, so that
// nothing in it is an operator. It is empty when text holds no word.
func matchExpression(text string) string {
	var b strings.Builder
	for i, phrase := range record.Phrases(text) {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + strings.Join(phrase, " ") + `"`)
	}
	return b.String()
}
