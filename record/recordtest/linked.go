package recordtest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"sayso"
	"sayso/record"
)

// ferries is a pile of reports on two events. The first three are of one: an
// agency's, a paper's that tells what the agency tells in other words, and
// another's that copies the agency's. The last is of the other.
func ferries(t *testing.T) []record.Report {
	const person = sayso.EntityPerson
	wire := "Ferry sinks off Larkmouth, crew of nine rescued\n\n" +
		"The ferry Saint Osyth sank off Larkmouth early on Saturday after its engine room flooded. All nine of the crew were rescued by the lifeboat. " +
		"“We hope that the owners of the ferry will come to their senses and pay the crew,” harbour master Ines Cattermole said. " +
		"The harbour will stay closed until the wreck has been raised, which divers from Port Ardent are to begin on Monday if the wind drops. " +
		"The Saint Osyth was built in 1971 and carried sheep and mail to the outer islands twice a week."
	return []record.Report{
		Report(t, sayso.Article{Name: "wire", Title: "Ferry sinks off Larkmouth, crew of nine rescued", Date: Day("2021-05-01"),
			Outlet: sayso.Outlet{Name: "Northwire"}, Text: wire},
			Said{Source: "harbour master Ines Cattermole", Cue: "said", Kind: sayso.Direct, Speaker: "Ines Cattermole", Type: person,
				Content: "We hope that the owners of the ferry will come to their senses and pay the crew"}),
		Report(t, sayso.Article{Name: "post", Title: "Nine saved as Larkmouth ferry goes down: pay the crew, owners told", Date: Day("2021-05-01"),
			Outlet: sayso.Outlet{Name: "The Lowmere Post"},
			Text: "Nine saved as Larkmouth ferry goes down: pay the crew, owners told\n\n" +
				"Nine sailors were saved on Saturday when the ferry Saint Osyth went down off Larkmouth. Water had entered the engine room. A lifeboat took the crew ashore. " +
				"“We expect the ferry's owners to come to their senses and to pay the crews,” said Cattermole, who runs the harbour. " +
				"Cattermole also said that the lifeboat of Larkmouth was forty years old and had to be replaced."},
			Said{Source: "said Cattermole", Kind: sayso.Direct, Speaker: "Cattermole", Type: person,
				Content: "We expect the ferry's owners to come to their senses and to pay the crews"},
			Said{Source: "Cattermole also", Cue: "said that", Speaker: "Cattermole", Type: person,
				Content: "the lifeboat of Larkmouth was forty years old and had to be replaced"}),
		Report(t, sayso.Article{Name: "copy", URL: "https://example.org/copy", Title: "Ferry sinks off Larkmouth, crew of nine rescued", Date: Day("2021-05-02"),
			Outlet: sayso.Outlet{Name: "Island Echo"}, Text: wire + "\n\nMore on this later."},
			Said{Source: "harbour master Ines Cattermole", Cue: "said", Kind: sayso.Direct, Speaker: "Ines Cattermole", Type: person,
				Content: "We hope that the owners of the ferry will come to their senses and pay the crew"}),
		Report(t, sayso.Article{Name: "school", Title: "Valley council votes to close two schools", Date: Day("2021-05-01"),
			Outlet: sayso.Outlet{Name: "The Lowmere Post"},
			Text: "Valley council votes to close two schools\n\nThe council of Upper Tarn voted on Saturday to close two primary schools in the valley, against the protest of parents. " +
				"Councillor Bram Oyelaran said that the number of pupils had halved in ten years."},
			Said{Source: "Councillor Bram Oyelaran", Cue: "said", Content: "that the number of pupils had halved in ten years", Speaker: "Bram Oyelaran", Type: person}),
	}
}

// linkedRows asks for everything that is linked of the ferries, which are added
// in any order.
func linkedRows(t *testing.T, s record.Store) {
	ctx := t.Context()
	reports := ferries(t)
	add(t, s, reports[2], reports[3], reports[1], reports[0])
	if n, err := s.Unlinked(ctx); err != nil || n != 0 {
		t.Fatalf("%d reports are not linked, %v", n, err)
	}

	links := linksOf(t, s, reports[2])
	st, err := s.Story(ctx, links.Story.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the story, from its article and by its ID", st, links.Story)
	same(t, "counts", []int{3, 3, 2, 1}, []int{st.Articles, st.Outlets, st.Origins, st.Utterances})
	same(t, "first and last", []string{"2021-05-01", "2021-05-02"}, []string{st.First.Date.Value, st.Last})
	if len(links.Copies) != 1 || links.Copies[0].Article.Name != "wire" || links.Copies[0].Order != record.OrderAfter || !links.Copies[0].Reprint ||
		links.Copies[0].Share < 0.8 || links.Copies[0].Held < 0.99 {
		t.Errorf("copies: %+v", links.Copies)
	}
	back := linksOf(t, s, reports[0]).Copies
	if len(back) != 1 || back[0].Article.Name != "copy" || back[0].Order != record.OrderBefore || back[0].Share < 0.99 {
		t.Errorf("copies of the original: %+v", back)
	}

	page, err := s.Utterances(ctx, record.Query{})
	all := rows(t, page, err)
	if len(all) != 1 {
		t.Fatalf("%d utterances told by several, want 1", len(all))
	}
	u := all[0]
	same(t, "counts", []int{3, 3, 3, 2}, []int{u.Tellings, u.Articles, u.Outlets, u.Origins})
	got, err := s.Utterance(ctx, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the utterance by its ID", u, got)
	tellings, err := s.Statements(ctx, record.Query{Told: u.ID})
	same(t, "tellings", 3, len(rows(t, tellings, err)))
	articles, err := s.Articles(ctx, record.Query{Told: u.ID})
	same(t, "articles of the utterance", 3, len(rows(t, articles, err)))
	articles, err = s.Articles(ctx, record.Query{Story: st.ID})
	same(t, "articles of the story", 3, len(rows(t, articles, err)))
	statements, err := s.Statements(ctx, record.Query{Story: st.ID})
	same(t, "statements of the story", 4, len(rows(t, statements, err)))

	told, err := s.Told(ctx, reports[1].Document.ID)
	if err != nil || len(told) != 2 {
		t.Fatalf("utterances of %d statements, %v; want 2", len(told), err)
	}
	mine := told[reports[1].Document.Statements[0].ID(reports[1].Document.ID)]
	if len(mine) != 1 || mine[0].ID != u.ID || mine[0].Outlets != 3 {
		t.Errorf("told: %+v", mine)
	}
	alone := told[reports[1].Document.Statements[1].ID(reports[1].Document.ID)]
	if len(alone) != 1 || alone[0].Articles != 1 {
		t.Fatalf("told by one alone: %+v", alone)
	}
	if one, err := s.Utterance(ctx, alone[0].ID); err != nil || one.Tellings != 1 || one.First.Article.Name != "post" {
		t.Errorf("an utterance of one: %+v, %v", one, err)
	}
}

func linksOf(t *testing.T, s record.Store, r record.Report) record.Links {
	t.Helper()
	links, err := s.Links(t.Context(), r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	return links
}

// linkedFilters selects stories and utterances by what they hold.
func linkedFilters(t *testing.T, s record.Store) {
	ctx := t.Context()
	add(t, s, ferries(t)...)
	for _, c := range []struct {
		q                   record.Query
		stories, utterances int
	}{
		{record.Query{}, 1, 1},
		{record.Query{Text: "senses"}, 1, 1},
		{record.Query{Text: "pupils"}, 0, 0},
		{record.Query{Text: "lifeboat"}, 1, 0},
		{record.Query{Speaker: "cattermole"}, 1, 1},
		{record.Query{Outlet: "northwire"}, 1, 1},
		{record.Query{Outlet: "Nobody"}, 0, 0},
		{record.Query{From: "2021-05-02"}, 1, 1},
		{record.Query{From: "2021-05-03"}, 0, 0},
		{record.Query{Kind: "indirect"}, 1, 0},
		{record.Query{Limit: 1, Offset: 1}, 1, 1},
	} {
		stories, err := s.Stories(ctx, c.q)
		if err != nil || stories.Total != c.stories {
			t.Errorf("%+v: %d stories, %v; want %d", c.q, stories.Total, err, c.stories)
		}
		utterances, err := s.Utterances(ctx, c.q)
		if err != nil || utterances.Total != c.utterances {
			t.Errorf("%+v: %d utterances, %v; want %d", c.q, utterances.Total, err, c.utterances)
		}
		if c.q.Offset > 0 && len(stories.Rows)+len(utterances.Rows) > 0 {
			t.Errorf("%+v: rows behind the last", c.q)
		}
	}
	for _, q := range []record.Query{{Story: "12"}, {Told: "s1"}, {Told: "u01"}} {
		if _, err := s.Statements(ctx, q); err == nil {
			t.Errorf("%+v is answered", q)
		}
	}
	for _, id := range []string{"", "s999", "u1x", "x"} {
		_, err := s.Story(ctx, id)
		notFound(t, "Story", err)
		_, err = s.Utterance(ctx, id)
		notFound(t, "Utterance", err)
	}
	_, err := s.Links(ctx, "0123456789abcdef")
	notFound(t, "Links", err)
	_, err = s.Told(ctx, "0123456789abcdef")
	notFound(t, "Told", err)
}

// linkedVersions replaces a copy by a version that is on something else, and adds
// what is there already: neither leaves anything behind.
func linkedVersions(t *testing.T, s record.Store) {
	ctx := t.Context()
	reports := ferries(t)
	add(t, s, reports...)
	before, err := s.Utterances(ctx, record.Query{})
	if err != nil || len(before.Rows) != 1 {
		t.Fatalf("%+v, %v", before, err)
	}
	for _, r := range reports {
		if got, err := s.Add(ctx, r); err != nil || got != record.Unchanged {
			t.Fatalf("Add = %v, %v; want Unchanged", got, err)
		}
	}
	again, err := s.Utterances(ctx, record.Query{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "utterances after adding again", before, again)

	newer := Report(t, sayso.Article{Name: "newer", URL: "https://example.org/copy", Date: Day("2021-05-09"),
		Text: "An entirely different page about apples, orchards and the price of timber in autumn."})
	if got, err := s.Add(ctx, newer); err != nil || got != record.NewVersion {
		t.Fatalf("Add = %v, %v; want NewVersion", got, err)
	}
	after, err := s.Utterances(ctx, record.Query{})
	if err != nil || len(after.Rows) != 1 || after.Rows[0].ID != before.Rows[0].ID || after.Rows[0].Articles != 2 || after.Rows[0].Outlets != 2 {
		t.Errorf("utterances without the old version: %+v, %v", after.Rows, err)
	}
	same(t, "links of the old version", record.Links{}, linksOf(t, s, reports[2]))
	same(t, "copies of the original", 0, len(linksOf(t, s, reports[0]).Copies))
	stories, err := s.Stories(ctx, record.Query{})
	if err != nil || len(stories.Rows) != 1 || stories.Rows[0].Articles != 2 {
		t.Errorf("stories without the old version: %+v, %v", stories.Rows, err)
	}
}

// linkedCancelled cancels while reports are added: what is there is linked, the
// rest is not there, and adding goes on from there to the same groups.
func linkedCancelled(t *testing.T, s record.Store) {
	reports := ferries(t)
	ctx, cancel := context.WithCancel(t.Context())
	add(t, s, reports[0])
	cancel()
	if _, err := s.Add(ctx, reports[1]); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want that of the context", err)
	}
	page, err := s.Utterances(t.Context(), record.Query{})
	same(t, "utterances of one report", 0, len(rows(t, page, err)))
	add(t, s, reports[1:]...)
	page, err = s.Utterances(t.Context(), record.Query{})
	all := rows(t, page, err)
	if !slices.EqualFunc(all, []int{3}, func(u record.Utterance, n int) bool { return u.Tellings == n }) {
		t.Errorf("utterances: %+v", all)
	}
}
