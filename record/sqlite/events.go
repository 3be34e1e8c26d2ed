package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"sayso"
	"sayso/record"
)

// jsonEvent is the shape of what event.item holds.
type jsonEvent struct {
	At    at     `json:"at"`
	Kind  string `json:"kind"`
	Time  int32  `json:"time,omitempty"`
	Bound string `json:"bound,omitempty"`
	Ahead bool   `json:"ahead,omitempty"`
	Place int32  `json:"place,omitempty"`
	Again int32  `json:"again,omitempty"`
}

func toEvent(e sayso.Event) jsonEvent {
	return jsonEvent{at{e.Span}, e.Kind, int32(e.Time), e.Bound.String(), e.Ahead, int32(e.Place), int32(e.Again)}
}

func fromEvent(j jsonEvent) (e sayso.Event, err error) {
	e = sayso.Event{Kind: j.Kind, Time: sayso.Ref[sayso.TimeExpr](j.Time), Ahead: j.Ahead,
		Place: sayso.Ref[sayso.Place](j.Place), Again: sayso.Ref[sayso.Event](j.Again)}
	if e.Span, err = j.At.one(); err == nil {
		e.Bound, err = parseName[sayso.TimeBound](j.Bound)
	}
	return e, err
}

// events stores the events, as figures does the figures.
func (w *adding) events(claims *claimers) error {
	insert := w.stmt(w.in.event)
	for i := range w.doc.Events {
		e := &w.doc.Events[i]
		item, err := json.Marshal(toEvent(*e))
		if err != nil {
			return fmt.Errorf("event %d: %w", i+1, err)
		}
		var geoname any
		statement, _ := claims.of(e.Span)
		if p, ok := e.Place.At(w.view.Places); ok && p.Placed() {
			geoname = p.GeoNameID
		}
		first, last := days(record.EventDate(w.view, e).Value)
		if _, err := w.insert(insert, w.key, i+1, w.latest, statement, e.Kind, e.Ahead, int32(e.Again), geoname, first, last,
			record.LevelOf(w.doc.Article, e.Span).String(), record.FoldEvent(w.view, e), string(item)); err != nil {
			return fmt.Errorf("event %d: %w", i+1, err)
		}
	}
	return nil
}

// Events returns one page of events.
func (s *Store) Events(ctx context.Context, q record.Query) (page record.Page[record.Event], err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		tables, where, f, err := events(ctx, tx, q)
		if err != nil {
			return err
		}
		f.finds = &s.finds
		if f.mayScan() && q.Review == "" && (q.On == "" || q.On == "open") { // the events of one day are few
			list, err := f.findEvents(ctx, tx, q.When, q.On, strings.TrimSpace(q.Text))
			if err != nil {
				return err
			}
			page.Total = len(list)
			keys, before, err := f.eventWindow(list)
			if err != nil {
				return err
			}
			f.offset -= before
			tables, where = "event e JOIN article a ON a.key = e.article", clause{}
			where.and("e.key IN (SELECT value FROM json_each(?))", keys)
		} else if err = tx.QueryRowContext(ctx, "SELECT count(*) FROM "+tables+where.where(), where.args...).Scan(&page.Total); err != nil {
			return err
		}
		var first, last, date, id string
		var ordinal int
		there, err := readPlace(f.after, "events", &first, &last, &date, &id, &ordinal)
		if err != nil {
			return err
		}
		if there {
			const starts, month, wide = "coalesce(e.first_day, '')", "coalesce(substr(e.last_day, 1, 7), '')", "coalesce(e.first_day <> e.last_day, 0)"
			where.and(month+" <= ? AND ("+month+" < ? OR "+wide+" > ? OR "+wide+" = ? AND ("+starts+" < ? OR "+starts+
				" = ? AND a.date <= ? AND (a.date < ? OR a.id > ? OR a.id = ? AND e.ordinal > ?)))",
				monthOf(last), monthOf(last), first != last, first != last, first, first, date, date, id, id, ordinal)
		}
		keys := "SELECT e.key FROM " + tables + where.where() + eventOrder + f.page()
		page.Rows, err = eventRows(ctx, tx, keys, where.args)
		cut(&page, f.limit, func(e record.Event) place {
			first, last, err := record.Period(e.Date.Value)
			if err != nil {
				first, last = "", ""
			}
			return place{"events", first, last, e.Article.Date.Value, e.Article.ID, e.Ordinal}
		})
		return err
	})
	return page, err
}

// eventOrder is the order of rows of event (e) and article (a).
const eventOrder = " ORDER BY e.first_day IS NULL, substr(e.last_day, 1, 7) DESC, e.first_day <> e.last_day, e.first_day DESC, a.date DESC, a.id, e.ordinal"

// events returns the tables and conditions that select events.
func events(ctx context.Context, tx *sql.Tx, q record.Query) (tables string, where clause, f *filter, err error) {
	on, when, text := q.On, q.When, q.Text
	q.On, q.When, q.Text = "", "", ""
	if f, err = parse(ctx, tx, q); err != nil {
		return "", where, nil, err
	}
	tables = "event e JOIN article a ON a.key = e.article"
	where = join(f.article, f.statement, f.event)
	where.and("e.again = 0 AND e.level <> 'boilerplate'")
	if len(f.statement.conds) > 0 {
		tables += " JOIN statement s ON s.key = e.statement"
	}
	if f.latest {
		where.and("e.latest = 1")
	}
	if f.place != 0 {
		where.and("e.geoname = ?", f.place)
	}
	if q.Event != "" {
		where.and("e.kind = ?", q.Event)
	}
	switch when {
	case "":
	case "ahead":
		where.and("e.ahead = 1")
	case "past":
		where.and("e.ahead = 0")
	default:
		return "", where, nil, fmt.Errorf("when %q: want ahead or past", when)
	}
	if err := where.on("e", on); err != nil {
		return "", where, nil, err
	}
	where.folded("e.folded", text)
	return tables, where, f, nil
}

// eventRows returns the events whose keys the query keys selects, in order.
func eventRows(ctx context.Context, tx *sql.Tx, keys string, args []any) ([]record.Event, error) {
	rows, err := tx.QueryContext(ctx, `SELECT e.item, e.ordinal, a.key, coalesce(s.id, ''), coalesce(s.kind, ''), coalesce(s.source, ''),
		coalesce(p.id, ''), coalesce(p.name, ''), coalesce(p.type, ''),
		(SELECT count(*) FROM event o WHERE o.article = e.article AND o.again = e.ordinal),
		coalesce((SELECT t.value FROM json_each(nullif(l.times, '')) t WHERE t.key = json_extract(e.item, '$.time') - 1), ''),
		coalesce((SELECT w.item FROM place w WHERE w.article = e.article AND w.ordinal = json_extract(e.item, '$.place')), ''),
		e.first_day IS NULL AND a.machine_date IS NOT NULL
		FROM event e JOIN article a ON a.key = e.article JOIN layers l ON l.article = e.article
		LEFT JOIN statement s ON s.key = e.statement LEFT JOIN speaker p ON p.key = s.speaker WHERE e.key IN (`+keys+")"+eventOrder, args...)
	var list []record.Event
	var articles []int64
	err = each(rows, err, func(r row) error {
		var e record.Event
		var item, time, place sql.RawBytes
		var article int64
		var kind, speakerType string
		var undated bool // because the date of its article was wrong
		err := r.Scan(&item, &e.Ordinal, &article, &e.Statement, &kind, &e.Source, &e.Speaker.ID, &e.Speaker.Name, &speakerType, &e.Mentions, &time, &place, &undated)
		if err != nil {
			return err
		}
		e.Mentions++
		if e.Event, err = readItem(item, fromEvent); err != nil {
			return fmt.Errorf("event: %w", err)
		}
		if len(time) > 0 {
			if e.Time, err = readItem(time, fromTime); err != nil {
				return fmt.Errorf("time of an event: %w", err)
			}
			if undated && !e.Time.Open() {
				e.Time.Value, e.Time.Candidates, e.Time.Why = "", nil, record.WrongDate
			}
		}
		if len(place) > 0 {
			if e.Where, err = readItem(place, fromPlace); err != nil {
				return fmt.Errorf("place of an event: %w", err)
			}
		}
		if kind != "" {
			if e.Quoted, err = sayso.ParseKind(kind); err != nil {
				return err
			}
		}
		e.Speaker.Type = sayso.ParseEntityType(speakerType)
		list, articles = append(list, e), append(articles, article)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return list, eventWords(ctx, tx, list, articles)
}

// eventWords fills in the articles of list, whose keys are articles, and what
// stands in their texts.
func eventWords(ctx context.Context, tx *sql.Tx, list []record.Event, articles []int64) error {
	byKey, err := articlesByKey(ctx, tx, articles)
	if err != nil {
		return err
	}
	texts := map[int64]zonedText{}
	for i := range list {
		e, key := &list[i], articles[i]
		e.Article = byKey[key]
		if _, ok := texts[key]; !ok {
			if texts[key], err = readText(ctx, tx, key); err != nil {
				return err
			}
		}
		t := texts[key]
		for _, at := range []sayso.Span{e.Span, e.Time.Span, e.Where.Span} {
			if at.Start < 0 || at.End < at.Start || int(at.End) > len(t.text) {
				return fmt.Errorf("event in article %s: passage [%d,%d) of a text of %d bytes", e.Article.ID, at.Start, at.End, len(t.text))
			}
		}
		e.Words, e.When, e.WhereWords = e.Span.Of(t.text), e.Time.Span.Of(t.text), e.Where.Span.Of(t.text)
		var when *sayso.TimeExpr
		if e.Event.Time != 0 {
			when = &e.Time
		}
		e.Date = record.DateOfEvent(t.text, when, e.Bound)
		e.Before, e.After = t.beside(e.Span)
	}
	return nil
}
