package recordtest

import (
	"errors"
	"testing"
	"time"

	"sayso/record"
)

// searches holds saved searches to what record.Searching says.
func searches(t *testing.T, s record.Store) {
	ctx := t.Context()
	save := func(search record.Search) record.Search {
		t.Helper()
		got, err := s.SaveSearch(ctx, search)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	before, err := s.Revision(ctx)
	if err != nil {
		t.Fatal(err)
	}
	bridge := save(record.Search{Name: "  The\tbridge ", List: "statements", Filters: "q=bridge&kind=direct&outlet=", By: "ada", Made: Noon.Add(time.Millisecond)})
	same(t, "name", "The bridge", bridge.Name)
	same(t, "filters", "kind=direct&q=bridge", bridge.Filters)
	all, err := s.Searches(ctx)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "all", []record.Search{bridge}, all)
	if after, err := s.Revision(ctx); err != nil || after == before {
		t.Errorf("revision %q after a search was saved, %v", after, err)
	}

	// By its ID and by its name, in any spelling that is one name.
	for _, name := range []string{bridge.ID, "The bridge", "the BRIDGE"} {
		got, err := s.Search(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		same(t, name, bridge, got)
	}
	_, err = s.Search(ctx, "bridge")
	notFound(t, "Search", err)

	// A name is not taken twice; the search that has it is told.
	var taken *record.TakenError
	if _, err := s.SaveSearch(ctx, record.Search{Name: "the bridge", List: "figures", By: "eve", Made: Noon}); !errors.As(err, &taken) || taken.Search != bridge {
		t.Errorf("a name for the second time: %v", err)
	}
	other := bridge
	other.Name, other.Filters = "Crossings", "q=bridge+OR+ford"
	other = save(other)
	same(t, "ID of one that was changed", bridge.ID, other.ID)
	figures := save(record.Search{Name: "The bridge", List: "figures", By: "eve", Made: Noon})

	if err := s.RemoveSearch(ctx, figures.ID); err != nil {
		t.Fatal(err)
	}
	notFound(t, "removing nothing", s.RemoveSearch(ctx, "0123"))
	_, err = s.Search(ctx, "The bridge")
	notFound(t, "one that was removed", err)
	gone, err := s.Search(ctx, figures.ID)
	if err != nil || !gone.Removed {
		t.Errorf("one that was removed, by its ID: %+v, %v", gone, err)
	}
	second := save(record.Search{Name: "The bridge", List: "events", By: "ada", Made: Noon})
	if _, err := s.SaveSearch(ctx, gone); !errors.As(err, &taken) || taken.Search.ID != second.ID {
		t.Errorf("brought back under a name that another has: %v", err)
	}
	gone.Name = "Old bridge"
	back := save(gone)
	if back.ID != figures.ID || back.Removed {
		t.Errorf("brought back: %+v", back)
	}

	for what, bad := range map[string]record.Search{
		"without a name":    {List: "statements", By: "ada", Made: Noon},
		"of no list":        {Name: "x", List: "sentences", By: "ada", Made: Noon},
		"by nobody":         {Name: "x", List: "statements", Made: Noon},
		"without a time":    {Name: "x", List: "statements", By: "ada"},
		"with a bad filter": {Name: "x", List: "statements", Filters: "from=May", By: "ada", Made: Noon},
		"of another list":   {Name: "x", List: "statements", Filters: "unit=kg", By: "ada", Made: Noon},
		"since":             {Name: "x", List: "statements", Filters: "since=3", By: "ada", Made: Noon},
	} {
		if _, err := s.SaveSearch(ctx, bad); err == nil {
			t.Errorf("a search %s was saved", what)
		}
	}
}

// looks holds the order of adding, by which searches tell what is new.
func looks(t *testing.T, s record.Store) {
	ctx := t.Context()
	if n, at, err := s.LastAdded(ctx); n != 0 || !at.IsZero() || err != nil {
		t.Errorf("last added of an empty record: %d, %v, %v", n, at, err)
	}
	pile := valley(t)
	pile[1].Added = Noon
	add(t, s, pile[:2]...) // mail, open
	search, err := s.SaveSearch(ctx, record.Search{Name: "river", List: "statements", Filters: "q=river", By: "ada", Made: Noon})
	if err != nil {
		t.Fatal(err)
	}
	if before, err := s.Look(ctx, search.ID, "ada"); before != 0 || err != nil {
		t.Errorf("first look: %d, %v", before, err)
	}
	last, at, err := s.LastAdded(ctx)
	if err != nil || !at.Equal(Noon) {
		t.Errorf("last added %d, %v, %v", last, at, err)
	}
	looked, err := s.Looked(ctx, "ada")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "looked", map[string]int{search.ID: last}, looked)
	if looked, err := s.Looked(ctx, "eve"); err != nil || len(looked) > 0 {
		t.Errorf("somebody else looked: %v, %v", looked, err)
	}
	_, err = s.Look(ctx, "0123", "ada")
	notFound(t, "Look", err)

	// What is new is what was added since, whatever its date.
	add(t, s, pile[2:]...)
	since := record.Query{AddedAfter: last, Limit: -1}
	page, err := s.Statements(ctx, since)
	same(t, "statements since", []string{floods, dawn, bridges, dykes, nothing}, contents(rows(t, page, err)))
	page, err = s.Statements(ctx, record.Query{AddedBefore: last + 1, Limit: -1})
	same(t, "statements before", []string{river, cafes, talks, elder, peace}, contents(rows(t, page, err)))
	for what, q := range map[string]record.Query{"words": {Text: "flood*"}, "speaker": {Speaker: "brand"}, "kind": {Kind: "direct"}, "dates": {From: "2018"}} {
		whole, err := s.Statements(ctx, q)
		want := 0
		for _, st := range rows(t, whole, err) {
			if st.Article.Number > last {
				want++
			}
		}
		q.AddedAfter = last
		some, err := s.Statements(ctx, q)
		same(t, what, want, len(rows(t, some, err)))
	}
	articles, err := s.Articles(ctx, since)
	var names []string
	for _, a := range rows(t, articles, err) {
		names = append(names, a.Name)
		if a.Number <= last {
			t.Errorf("%s has number %d", a.Name, a.Number)
		}
	}
	same(t, "articles since", []string{"unsure", "silent", "month", "either"}, names)
	outlets, err := s.Outlets(ctx, since)
	counts := map[string]int{}
	for _, o := range rows(t, outlets, err) {
		counts[o.Name] = o.Articles
	}
	same(t, "outlets since", map[string]int{"Valley Mail": 1, "The Bell": 1, "Nový Čas": 1}, counts)
	speakers, err := s.Speakers(ctx, since)
	same(t, "speakers since", 3, len(rows(t, speakers, err)))
	days, err := s.Days(ctx, since)
	same(t, "days since", 4, len(rows(t, days, err)))
	if before, err := s.Look(ctx, search.ID, "ada"); before != last || err != nil {
		t.Errorf("second look: %d, %v; want %d", before, err, last)
	}

	var added []time.Time
	if err := s.Each(ctx, func(r record.Stored) error { added = append(added, r.Added); return nil }); err != nil {
		t.Fatal(err)
	}
	same(t, "times of adding", []time.Time{{}, Noon.UTC(), {}, {}, {}, {}}, added)
}
