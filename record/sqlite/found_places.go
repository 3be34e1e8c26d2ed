package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"sayso/record"
)

// foundPlace is a place that was asked for: how often it is named, in how many
// articles and statements.
type foundPlace struct {
	geoname                     uint32
	named, articles, statements int
}

// places goes through all packed places and returns those that the sieve leaves, one
// place alone unless only is 0.
func (s *sieve) places(ctx context.Context, tx *sql.Tx, only uint32) ([]foundPlace, error) {
	at := map[uint32]int{}
	list := []foundPlace{}
	type seen struct {
		article    uint32
		statements []uint32 // of that article
	}
	var last []seen // by place of list
	err := s.parts.eachPacked(ctx, tx, packedPlaces, func(head *packedHead, rows []byte) error {
		if !s.article(head) {
			return nil
		}
		for ; len(rows) >= placeSize; rows = rows[placeSize:] {
			geoname, statement := number(rows), number(rows[4:])
			if only != 0 && geoname != only || s.statements != nil && !s.statements.has(statement) {
				continue
			}
			i, ok := at[geoname]
			if !ok {
				i = len(list)
				at[geoname], list, last = i, append(list, foundPlace{geoname: geoname}), append(last, seen{})
			}
			p, here := &list[i], &last[i]
			p.named++
			if here.article != head.article {
				here.article, here.statements = head.article, here.statements[:0]
				p.articles++
			}
			if statement != 0 && !slices.Contains(here.statements, statement) {
				here.statements = append(here.statements, statement)
				p.statements++
			}
		}
		return nil
	})
	return list, err
}

// placeWindow returns the places of which a page is cut, as the table that toponyms
// gives with its argument, and how many come before them.
func (f *filter) placeWindow(list []foundPlace) (from, counts string, before int, err error) {
	var articles, id int
	var name string
	there, err := readPlace(f.after, "places", &articles, &name, &id)
	if err != nil {
		return "", "", 0, err
	}
	var after *foundPlace
	if there {
		after = &foundPlace{articles: articles}
	}
	list, before = window(list, f.limit, f.offset, after, func(a, b foundPlace) int { return cmp.Compare(b.articles, a.articles) })
	rows := make([][4]int, len(list))
	for i, p := range list {
		rows[i] = [4]int{int(p.geoname), p.named, p.articles, p.statements}
	}
	b, err := json.Marshal(rows)
	return `(SELECT c.value ->> 0 AS geoname, t.item, t.name, c.value ->> 1 AS named, c.value ->> 2 AS articles, c.value ->> 3 AS statements
		FROM json_each(?) c JOIN toponym t ON t.geoname = c.value ->> 0)`, string(b), before, err
}

// held counts the events at the places of list, whenever they are: a table of counts
// has those of the whole record.
func (l *finds) held(ctx context.Context, tx *sql.Tx, q record.Query, list []record.Place) error {
	at := make(map[int32]*record.Place, len(list))
	ids := make([]int32, len(list))
	for i := range list {
		ids[i] = list[i].GeoNameID
		at[ids[i]] = &list[i]
	}
	wanted, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	q.Place, q.On, q.When = 0, "", ""
	tables, where, f, err := events(ctx, tx, q)
	if err != nil {
		return err
	}
	f.finds = l
	query := "SELECT geoname, events FROM venue WHERE geoname IN (SELECT value FROM json_each(?))"
	args := []any{string(wanted)}
	switch {
	case f.latest && !f.picky() && q.Event == "" && strings.TrimSpace(q.Text) == "" && len(f.article.conds)+len(f.event.conds) == 0:
	case f.mayScan() && q.Review == "":
		all, err := f.findEvents(ctx, tx, "", "", strings.TrimSpace(q.Text))
		for _, e := range all {
			if p := at[int32(e.geoname)]; p != nil {
				p.Held++
			}
		}
		return err
	default:
		where.and("e.geoname IN (SELECT value FROM json_each(?))", string(wanted))
		query, args = "SELECT e.geoname, count(*) FROM "+tables+where.where()+" GROUP BY e.geoname", where.args
	}
	rows, err := tx.QueryContext(ctx, query, args...)
	return each(rows, err, func(r row) error {
		var id int32
		var n int
		err := r.Scan(&id, &n)
		if p := at[id]; p != nil {
			p.Held = n
		}
		return err
	})
}
