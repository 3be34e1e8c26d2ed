package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sayso"
	"sayso/record"
)

// Figures returns one page of figures.
func (s *Store) Figures(ctx context.Context, q record.Query) (page record.Page[record.Figure], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		f, err := s.parse(ctx, tx, withoutText(q))
		if err != nil {
			return err
		}
		tables, where, err := f.figureList(ctx, tx, q.Text, &page)
		if err != nil {
			return err
		}
		var at record.Figure
		var low float64
		there, err := readPlace(f.after, "figures", &at.Unit, &low, &at.Article.Date.Value, &at.Article.ID, &at.Ordinal)
		if err != nil {
			return err
		}
		if there {
			where.and("f.unit >= ? AND (f.unit > ? OR f.low < ? OR f.low = ? AND (a.date < ? OR a.date = ? AND (a.id > ? OR a.id = ? AND f.ordinal > ?)))",
				at.Unit, at.Unit, low, low, at.Article.Date.Value, at.Article.Date.Value, string(at.Article.ID), string(at.Article.ID), at.Ordinal)
		}
		keys := "SELECT f.key FROM " + tables + where.where() + figureOrder + f.page()
		page.Rows, err = figureRows(ctx, tx, keys, where.args)
		cut(&page, f.limit, func(g record.Figure) place {
			return place{"figures", g.Unit, min(g.From, g.To), g.Article.Date.Value, g.Article.ID, g.Ordinal}
		})
		return err
	})
	return page, err
}

// figureList returns the tables and conditions of which the page is cut, and counts the
// rows of the whole list.
func (f *filter) figureList(ctx context.Context, tx *sql.Tx, text string, page *record.Page[record.Figure]) (tables string, where clause, err error) {
	worded := strings.TrimSpace(text) != ""
	units := !f.picky() && len(f.article.conds)+len(f.said.conds) == 0 && f.place == 0 && f.latest && !worded
	if !units && f.mayScan() && !f.oneDay && f.dated == "said + told" && f.query.Review == "" {
		many := worded
		if !worded {
			many, err = f.many(ctx, tx, true)
		}
		if err != nil {
			return "", where, err
		}
		if many {
			list, err := f.findFigures(ctx, tx, text)
			if err != nil {
				return "", where, err
			}
			page.Total = len(list)
			keys, before, err := f.figureWindow(list)
			f.offset -= before
			where.and("f.key IN (SELECT value FROM json_each(?))", keys)
			return "figure f JOIN article a ON a.key = f.article", where, err
		}
	}
	tables, where = f.figures(text)
	count, args := "SELECT count(*) FROM (SELECT 1 FROM "+tables+where.where()+f.most()+")", where.args
	if units { // the conditions are none, or one on the unit
		count, args = "SELECT coalesce(sum(figures), 0) FROM unit f"+f.figure.where(), f.figure.args
	}
	err = tx.QueryRowContext(ctx, count, args...).Scan(&page.Total)
	if page.Capped = !units && f.countTo > 0 && page.Total > f.countTo; page.Capped {
		page.Total = f.countTo
	}
	return tables, where, err
}

// figureOrder is the order of rows of figure (f) and article (a).
const figureOrder = " ORDER BY f.unit, f.low DESC, a.date DESC, a.id, f.ordinal"

// withoutText is q for a list that searches other words than those of contents.
func withoutText(q record.Query) record.Query {
	q.Text = ""
	return q
}

// figures returns the tables and conditions that select figures whose words hold
// every word of text.
func (f *filter) figures(text string) (tables string, where clause) {
	tables = "figure f JOIN article a ON a.key = f.article"
	where = join(f.article, f.statement, f.figure)
	where.and("f.level <> 'boilerplate'")
	switch {
	case len(f.voice.speaker.conds) > 0 || f.oneDay: // begin with the statements: they are few
		tables = "statement s CROSS JOIN figure f ON f.statement = s.key CROSS JOIN article a ON a.key = f.article"
		if f.latest {
			where.and("s.latest = 1")
		}
	case len(f.statement.conds) > 0:
		tables += " JOIN statement s ON s.key = f.statement"
	}
	if f.latest {
		where.and("f.latest = 1")
	} else {
		where.and("f.rejected = 0")
	}
	if f.place != 0 {
		where.and("f.article IN (SELECT p.article FROM place p WHERE p.geoname = ? AND p.level <> 'boilerplate')", f.place)
	}
	where.folded("f.folded", text)
	return tables, where
}

// folded adds the condition that column, of folded words, holds every word of text.
func (c *clause) folded(column, text string) {
	phrases := record.Phrases(text)
	if len(phrases) == 0 && strings.TrimSpace(text) != "" {
		c.and("0") // not a word: nothing that could be found
	}
	for _, phrase := range phrases {
		for _, word := range phrase {
			c.and("instr("+column+", ?) > 0", record.NameID(word))
		}
	}
}

// figureRows returns the figures whose keys the query keys selects, in order.
func figureRows(ctx context.Context, tx *sql.Tx, keys string, args []any) ([]record.Figure, error) {
	rows, err := tx.QueryContext(ctx, `SELECT f.item, f.ordinal, a.key, coalesce(s.id, ''), coalesce(s.kind, ''), coalesce(s.source, ''),
		coalesce(p.id, ''), coalesce(p.name, ''), coalesce(p.type, '')
		FROM figure f JOIN article a ON a.key = f.article LEFT JOIN statement s ON s.key = f.statement
		LEFT JOIN speaker p ON p.key = s.speaker WHERE f.key IN (`+keys+")"+figureOrder, args...)
	var list []record.Figure
	var articles []int64
	err = each(rows, err, func(r row) error {
		var f record.Figure
		var item sql.RawBytes
		var article int64
		var kind, speakerType string
		err := r.Scan(&item, &f.Ordinal, &article, &f.Statement, &kind, &f.Source, &f.Speaker.ID, &f.Speaker.Name, &speakerType)
		if err != nil {
			return err
		}
		if f.Figure, err = readItem(item, fromFigure); err != nil {
			return fmt.Errorf("figure: %w", err)
		}
		if kind != "" {
			if f.Kind, err = sayso.ParseKind(kind); err != nil {
				return err
			}
		}
		f.Speaker.Type = sayso.ParseEntityType(speakerType)
		list, articles = append(list, f), append(articles, article)
		return nil
	})
	if err != nil {
		return nil, err
	}
	byKey, err := articlesByKey(ctx, tx, articles)
	if err != nil {
		return nil, err
	}
	texts := map[int64]zonedText{}
	for i := range list {
		f, key := &list[i], articles[i]
		f.Article = byKey[key]
		if _, ok := texts[key]; !ok {
			if texts[key], err = readText(ctx, tx, key); err != nil {
				return nil, err
			}
		}
		if err := texts[key].around(f); err != nil {
			return nil, fmt.Errorf("figure in article %s: %w", f.Article.ID, err)
		}
	}
	return list, nil
}

// zonedText is an article's text with its zones.
type zonedText struct {
	text  string
	zones []sayso.Zone
}

func readText(ctx context.Context, tx *sql.Tx, article int64) (t zonedText, err error) {
	var zones string
	err = tx.QueryRowContext(ctx, "SELECT text, zones FROM layers WHERE article = ?", article).Scan(&t.text, &zones)
	if err == nil {
		t.zones, err = decode(zones, fromZone)
	}
	return t, err
}

// around fills in the words of f and those beside it.
func (t zonedText) around(f *record.Figure) error {
	for _, at := range []sayso.Span{f.Span, f.Figure.Counted} {
		if at.Start < 0 || at.End < at.Start || int(at.End) > len(t.text) {
			return fmt.Errorf("passage [%d,%d) of a text of %d bytes", at.Start, at.End, len(t.text))
		}
	}
	f.Words, f.Counted = f.Span.Of(t.text), f.Figure.Counted.Of(t.text)
	f.Before, f.After = t.beside(f.Span)
	return nil
}

// beside returns the words before and after a passage of the text.
func (t zonedText) beside(at sayso.Span) (before, after string) {
	return record.Around(t.text, t.zoneOf(at), at)
}

// zoneOf returns the zone that at lies in, all of the text when it lies in none.
func (t zonedText) zoneOf(at sayso.Span) sayso.Span {
	zone := sayso.Span{End: int32(len(t.text))}
	for _, z := range t.zones {
		if z.Span.Contains(at) && int(z.Span.End) <= len(t.text) {
			zone = z.Span
		}
	}
	return zone
}

// articlesByKey returns the rows of articles by their keys.
func articlesByKey(ctx context.Context, tx *sql.Tx, keys []int64) (map[int64]record.Article, error) {
	keys = slices.Clone(keys)
	slices.Sort(keys)
	wanted, err := json.Marshal(slices.Compact(keys))
	if err != nil {
		return nil, err
	}
	byKey := map[int64]record.Article{}
	rows, err := tx.QueryContext(ctx, "SELECT a.key, "+articleColumns+articleTables+
		" WHERE a.key IN (SELECT value FROM json_each(?))", string(wanted))
	return byKey, each(rows, err, func(r row) error {
		var key int64
		var a articleRow
		if err := r.Scan(append([]any{&key}, a.dest()...)...); err != nil {
			return err
		}
		byKey[key], err = a.finish()
		return err
	})
}
