package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
)

// foundEvent is an event that was asked for, with what orders lists but for its
// article.
type foundEvent struct {
	key         uint32
	first, last uint32
	geoname     uint32
	date        packedDate // of its article
}

// compareEvents orders events as eventOrder does.
func compareEvents(a, b foundEvent) int {
	order := func(e foundEvent) (open bool, month uint32, wide bool) {
		return e.first == 0, e.last >> 5, e.first != e.last
	}
	aOpen, aMonth, aWide := order(a)
	bOpen, bMonth, bWide := order(b)
	return cmp.Or(cmp.Compare(boolInt(aOpen), boolInt(bOpen)), cmp.Compare(bMonth, aMonth), cmp.Compare(boolInt(aWide), boolInt(bWide)),
		cmp.Compare(b.first, a.first), bytes.Compare(b.date[:], a.date[:]))
}

// findEvents goes through all packed events and returns those that f selects, of that
// kind and told as ahead or past, or of any, on the date on, whose words hold every
// word of text.
func (f *filter) findEvents(ctx context.Context, tx *sql.Tx, when, on, text string) (list []foundEvent, err error) {
	plain := *f
	plain.query.Place = 0 // of articles: here it is the event's own
	s, err := plain.sieve(ctx, tx, true)
	if err != nil {
		return nil, err
	}
	s.from, s.to, s.begun, s.ended = s.begun, s.ended, 0, 0 // of the events
	if s.dated = on != ""; s.dated {
		s.on = packPeriod(on)
	}
	words := folding(text)
	voiced := s.speakers != nil || s.kind != 0
	err = s.parts.eachPacked(ctx, tx, packedEvents, func(head *packedHead, rows []byte) error {
		wanted := s.article(head)
		for len(rows) > 0 {
			row, kind, folded, rest, err := nextRow(rows, eventSize)
			if err != nil {
				return err
			}
			rows = rest
			first, last, ahead := number(row[9:]), number(row[13:]), row[21] == 1
			switch {
			case !wanted, !s.days(first, last), voiced && (row[8] == 0 || !s.voice(number(row[4:]), row[8])),
				s.dated && s.on != [2]uint32{first, last}, f.place != 0 && number(row[17:]) != uint32(f.place),
				f.query.Event != "" && string(kind) != f.query.Event, when == "ahead" && !ahead, when == "past" && ahead,
				text != "" && !holdsAll(folded, words):
				continue
			}
			list = append(list, foundEvent{number(row), first, last, number(row[17:]), head.date})
		}
		return nil
	})
	return list, err
}

// eventWindow returns the events of which a page is cut, as JSON, and how many come
// before them.
func (f *filter) eventWindow(list []foundEvent) (keys string, before int, err error) {
	var first, last, date, id string
	var ordinal int
	there, err := readPlace(f.after, "events", &first, &last, &date, &id, &ordinal)
	if err != nil {
		return "", 0, err
	}
	var after *foundEvent
	if there {
		after = &foundEvent{first: packDay(first), last: packDay(last)}
		copy(after.date[:], date)
	}
	list, before = window(list, f.limit, f.offset, after, compareEvents)
	chosen := make([]uint32, len(list))
	for i, e := range list {
		chosen[i] = e.key
	}
	return numbers(chosen), before, nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
