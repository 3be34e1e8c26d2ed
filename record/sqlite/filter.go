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
	first     string // day the statements are dated by at least, "" for any
	last      string // and at most
	place     int32  // GeoNames ID that is named, 0 for any
	aside     bool   // statements that do not count are wanted, too
	oneDay    bool   // the statements of a single day, or of none
	few       bool   // the conditions on statements leave few, so that a search begins with them
	byScore   bool   // as Query.ByScore
	match     string // the text query in the index's language, "" for none
	wordsLast bool   // other conditions leave far fewer statements than the words do
	terms     int    // how many words it has
	limit     int    // as Query.Limit, but never 0
	offset    int
	after     string // the cursor the page begins behind, "" for none
	countTo   int    // as Query.CountTo

	query     record.Query
	finds     *finds // of the store, nil for none
	cited     keySet // the speakers asked for, once found; nil for any
	citations int    // how many statements they make

	// The same conditions on the tables of counts, for queries that these answer.
	voice  cube   // on rows of voice (v)
	day    clause // on rows of day (d)
	sole   bool   // at most one outlet is asked for
	dated  string // the statements of a row of day that count
	beside beside // what the tables of counts do not tell
}

// cube selects rows of voice (v): by speaker, by outlet and by kind, each of which
// may have no condition.
type cube struct{ speaker, outlet, kind clause }

// rows returns the conditions on the rows whose counts make up the whole: those of
// any speaker, outlet or kind where there is no condition on them.
func (c cube) rows() clause { return c.each("v.speaker = -1", "v.outlet = -1") }

// speakers and outlets return those on the rows that count by speaker, by outlet.
func (c cube) speakers() clause { return c.each("v.speaker > 0", "v.outlet = -1") }
func (c cube) outlets() clause  { return c.each("v.speaker = -1", "v.outlet > 0") }

func (c cube) each(speaker, outlet string) clause {
	all := join(c.speaker, c.outlet, c.kind)
	if len(c.speaker.conds) == 0 {
		all.and(speaker)
	}
	if len(c.outlet.conds) == 0 {
		all.and(outlet)
	}
	if len(c.kind.conds) == 0 {
		all.and("v.kind = ''")
	}
	return all
}

// beside says that a query has conditions that a table of counts does not know.
type beside struct{ voice, day bool }

// parse turns q into conditions. An error names what is wrong with which field.
func parse(ctx context.Context, tx *sql.Tx, q record.Query) (*filter, error) {
	f := &filter{query: q, latest: q.Article == "", limit: q.Limit, offset: max(0, q.Offset), place: q.Place,
		after: q.After, countTo: q.CountTo, byScore: q.ByScore, dated: "said + told"}
	others := q.Article != "" || strings.TrimSpace(q.Text) != "" || q.Place != 0 || q.Story+q.Told+q.Event+q.Review != ""
	f.beside.voice = others || q.From+q.To+q.On+q.When != ""
	f.beside.day = others || strings.TrimSpace(q.Speaker+q.Outlet) != ""
	if f.limit == 0 {
		f.limit = record.DefaultLimit
	}
	if q.Article != "" {
		f.article.and("a.id = ?", string(q.Article))
	}
	speaker := "s.speaker"
	if q.On != "" && q.On != "open" { // the plus: a day has fewer statements than some speakers
		speaker = "+s.speaker"
	}
	for _, n := range []struct {
		to                  *clause
		table, column, name string
	}{
		{&f.article, "outlet", "a.outlet", q.Outlet}, {&f.voice.outlet, "outlet", "v.outlet", q.Outlet},
		{&f.statement, "speaker", speaker, q.Speaker}, {&f.voice.speaker, "speaker", "v.speaker", q.Speaker},
	} {
		if err := n.to.named(ctx, tx, n.table, n.column, n.name); err != nil {
			return nil, err
		}
	}
	if err := f.review(q.Review); err != nil {
		return nil, err
	}
	f.sole = len(f.article.conds) == 0 || strings.HasSuffix(f.voice.outlet.where(), "= ?")
	f.oneDay = q.On != ""
	f.few = strings.TrimSpace(q.Text+q.Speaker+q.Review+q.Told) != "" || q.Place != 0 || q.On != ""
	f.added(q)
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
		f.voice.kind.and("v.kind = ?", k.String())
		f.day.and("d.kind = ?", k.String())
	}
	for _, phrase := range record.Phrases(q.Text) {
		f.terms += len(phrase)
	}
	if strings.TrimSpace(q.Text) != "" {
		if f.match = matchExpression(q.Text); f.match == "" {
			f.statement.and("0") // not a word: nothing that could be found
		}
	}
	switch q.When {
	case "":
	case "said":
		f.statement.and("s.said <> ''")
		f.dated = "said"
	case "open":
		f.statement.and("s.said = ''")
		f.dated = "told"
	default:
		return nil, fmt.Errorf("when %q: want said or open", q.When)
	}
	if err := f.statement.on("s", q.On); err != nil {
		return nil, err
	}
	switch q.On {
	case "":
	case "open":
		f.day.and("d.first_day = ''")
	default: // a period: the condition on statements could be made of it
		f.first, f.last, _ = record.Period(q.On)
		f.day.and("d.first_day = ? AND d.last_day = ?", f.first, f.last)
	}
	if err := f.dates(q.From, q.To); err != nil {
		return nil, err
	}
	return f, f.lead(ctx, tx)
}

// lead finds out whether a search for words should begin with other conditions,
// those on dates, on the speaker or on a place.
func (f *filter) lead(ctx context.Context, tx *sql.Tx) error {
	if f.match == "" || f.oneDay || !f.latest {
		return nil
	}
	least := -1
	for _, other := range []struct {
		any   bool
		query string
		where clause
	}{
		{len(f.said.conds) > 0, "SELECT coalesce(sum(said + told), 0) FROM day d", f.day},
		{f.place != 0, "SELECT coalesce(sum(statements), 0) FROM toponym", clause{[]string{"geoname = ?"}, []any{f.place}}},
		{len(f.voice.speaker.conds) > 0, "SELECT coalesce(sum(statements), 0) FROM voice v", f.voice.rows()},
	} {
		if !other.any {
			continue
		}
		var n int
		if err := tx.QueryRowContext(ctx, other.query+other.where.where(), other.where.args...).Scan(&n); err != nil {
			return err
		}
		if least < 0 || n < least {
			least = n
		}
	}
	if least < 0 {
		return nil
	}
	enough := 3*min(least, wideFrom) + 3 // of more nobody asks
	hits, err := f.hits(ctx, tx, enough)
	f.wordsLast = least < hits/3
	return err
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
		f.first = max(f.first, first)
		f.published.and("a.last_day >= ?", first)
		f.figure.and("f.last_day >= ?", first)
		f.event.and("e.last_day >= ?", first)
		// No period is longer than its year: the index need not be read before.
		f.said.and("s.last_day >= ? AND s.first_day >= ?", first, first[:len("2006")])
		f.day.and("d.last_day >= ?", first)
	}
	if to != "" {
		_, last, err := record.Period(to)
		if err != nil {
			return fmt.Errorf("to: %w", err)
		}
		if f.last == "" || last < f.last {
			f.last = last
		}
		f.published.and("a.first_day <= ?", last)
		f.figure.and("f.first_day <= ?", last)
		f.event.and("e.first_day <= ?", last)
		f.said.and("s.first_day <= ?", last)
		f.day.and("d.first_day <= ? AND d.first_day <> ''", last)
	}
	return nil
}

// inOrder is how the statements of a list are found: those that match are
// gathered first and sorted then, or all are walked in the order of the list
// until its page is full.
type inOrder bool

const (
	gathered inOrder = false
	walked   inOrder = true
)

// words returns the conditions on statements, those of their words among them.
// A walk looks each statement up in the index of words, and so does a query for
// the few of one day.
func (f *filter) words(how inOrder) clause {
	c := join(f.statement)
	switch {
	case f.match == "":
	case f.wordsLast && how == gathered, prefixed(f.match) && (how == walked || f.oneDay): // the plus: the other conditions lead
		c.and("+s.key IN (SELECT rowid FROM statement_text WHERE statement_text MATCH ?)", f.match)
	case how == walked || f.oneDay:
		c.and("EXISTS (SELECT 1 FROM statement_text WHERE statement_text MATCH ? AND rowid = s.key)", f.match)
	default:
		c.and("s.key IN (SELECT rowid FROM statement_text WHERE statement_text MATCH ?)", f.match)
	}
	return c
}

// picky reports whether the query asks for more of statements than their dates.
func (f *filter) picky() bool { return len(f.statement.conds) > 0 || f.match != "" }

// statements returns the tables and conditions that select the statements of a
// list that goes by them, and their articles when those are asked for.
func (f *filter) statements(how inOrder, articles bool) (tables string, where clause) {
	where = join(f.article, f.words(how), f.said)
	if how == gathered && f.match != "" && !f.oneDay && !f.wordsLast { // begin with the index of words, and end when enough was found
		where = join(clause{[]string{"statement_text MATCH ?"}, []any{f.match}}, f.article, f.statement, f.said)
		tables = "statement_text t CROSS JOIN statement s ON s.key = t.rowid"
		if articles || len(f.article.conds) > 0 {
			tables += " CROSS JOIN article a ON a.key = s.article"
		}
	}
	if f.place != 0 {
		where.and("s.key IN (SELECT p.statement FROM place p WHERE p.geoname = ? AND p.level <> 'boilerplate')", f.place)
	}
	if how == walked { // begin with the articles: an index has them in order
		if f.latest {
			where.and("a.latest = 1")
		}
		f.counting(&where)
		f.reach(&where)
		return "article a CROSS JOIN statement s ON s.article = a.key", where
	}
	switch {
	case tables != "":
	case !articles && len(f.article.conds) == 0:
		tables = "statement s"
	case f.few && f.latest || len(f.article.conds) == 0: // one article has fewer still
		tables = "statement s CROSS JOIN article a ON a.key = s.article"
	default: // an article has few statements, which need no index
		if f.aside && f.latest {
			where.and("a.latest = 1")
		}
		f.counting(&where)
		return "article a CROSS JOIN statement s ON s.article = a.key", where
	}
	f.onlyLatest(&where)
	return tables, where
}

// reach adds the condition that an article may hold a statement of the dates
// asked for, so that the statements of others need not be looked at.
func (f *filter) reach(where *clause) {
	if f.first != "" {
		where.and("a.till_day >= ?", f.first)
	}
	if f.last != "" {
		where.and("a.from_day <= ?", f.last)
	}
}

// onlyLatest adds the condition on the version of statements, and that they count.
// Words, a place and an utterance keep its index from being used: they leave fewer.
func (f *filter) onlyLatest(where *clause) {
	switch {
	case f.aside && f.latest:
		where.and("s.article IN (SELECT key FROM article WHERE latest = 1)")
	case f.aside || !f.latest || f.match != "" && !f.wordsLast || f.place != 0 || f.query.Told != "":
		f.counting(where)
	default:
		where.and("s.latest = 1")
	}
}

// counting adds the condition that statements count, of articles that are of the
// version asked for. The plus keeps the indexes of all statements from being used.
func (f *filter) counting(where *clause) {
	switch {
	case f.aside:
	case f.latest:
		where.and("+s.latest = 1")
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
	f.naming(&where)
	if f.picky() {
		inner := f.words(gathered)
		f.onlyLatest(&inner)
		where.and("a.key IN (SELECT s.article FROM statement s"+inner.where()+")", inner.args...)
	}
	return where
}

// naming adds the condition that articles name the place.
func (f *filter) naming(where *clause) {
	if f.place != 0 {
		where.and("a.key IN (SELECT p.article FROM place p WHERE p.geoname = ? AND p.level <> 'boilerplate')", f.place)
	}
}

// page returns the SQL that cuts the page out of ordered rows, and the row after
// it, which tells that there is one.
func (f *filter) page() string {
	limit := f.limit
	if limit > 0 {
		limit++
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", limit, f.offset)
}

// prefixed reports whether match asks for beginnings of words. The index gathers all
// that begin so whenever it is asked, also about one statement.
func prefixed(match string) bool { return strings.Contains(match, "*") }

// matchExpression writes the text of a query in the language of FTS5, so that
// nothing in it is an operator. It is empty when text holds no word.
func matchExpression(text string) string {
	var b strings.Builder
	for i, phrase := range record.Phrases(text) {
		if i > 0 {
			b.WriteString(" AND ")
		}
		words, beginning := strings.CutSuffix(strings.Join(phrase, " "), "*")
		b.WriteString(`"` + words + `"`)
		if beginning {
			b.WriteString(" *")
		}
	}
	return b.String()
}
