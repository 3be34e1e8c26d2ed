package recordtest

import (
	"errors"
	"fmt"
	"testing"

	"sayso"
	"sayso/record"
)

// named gives the reports of market namings: the mayor by name and by office, a
// group in two voices.
func named(t *testing.T) []record.Report {
	reports := market(t)
	a, b := reports[0].Document, reports[1].Document
	at := func(d *sayso.Document, words, core, head string, typ sayso.EntityType) sayso.Naming {
		n := sayso.Naming{Span: find(t, d.Text, words)[0], Type: typ}
		inside := func(w string) sayso.Span {
			s := find(t, n.Span.Of(d.Text), w)[0]
			return sayso.Span{Start: s.Start + n.Span.Start, End: s.End + n.Span.Start}
		}
		n.Core, n.Head = inside(core), inside(head)
		return n
	}
	mayor := at(a, "Mayor Lena Voss", "Mayor Lena Voss", "Voss", sayso.EntityPerson)
	mayor.Entity = a.Statements[0].Speaker
	boats := at(a, "40 of them", "them", "them", sayso.EntityGroup)
	boats.Several = true
	a.Namings = []sayso.Naming{mayor, boats}
	b.Namings = []sayso.Naming{
		at(b, "the fleet of 60 boats", "fleet", "fleet", sayso.EntityGroup),
		at(b, "Voss", "Voss", "Voss", sayso.EntityPerson),
		at(b, "the Post", "Post", "Post", sayso.EntityOrganisation),
	}
	return reports
}

func namingRows(t *testing.T, s record.Store) {
	reports := named(t)
	add(t, s, reports...)
	a, b := reports[0].Document.ID, reports[1].Document.ID
	got, err := s.Document(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "layer", reports[0].Document.Namings, got.Namings)

	first := []record.Proposal{{Referent: record.Referent{ID: "nobody", Name: "Nobody"}, Of: []record.ProposedNaming{{Article: a, Ordinal: 2}}}}
	if err := s.SetReferents(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	proposals := []record.Proposal{
		{Referent: record.Referent{ID: "lena-voss", Name: "Lena Voss", Type: sayso.EntityPerson, Why: "the name"},
			Of: []record.ProposedNaming{{Article: a, Ordinal: 1, Why: "the name"}, {Article: b, Ordinal: 2, Why: "a part of it"}}},
		{Referent: record.Referent{ID: "fleet", Name: "fleet", Type: sayso.EntityGroup, Why: "alike"},
			Of: []record.ProposedNaming{{Article: a, Ordinal: 2}, {Article: b, Ordinal: 1}}},
	}
	if err := s.SetReferents(t.Context(), proposals); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		q    record.NamingQuery
		want []string
	}{
		{record.NamingQuery{}, []string{"paraphrase the fleet of 60 boats fleet", "own Voss lena-voss", "own the Post ", "own Mayor Lena Voss lena-voss", "paraphrase 40 of them fleet"}},
		{record.NamingQuery{Referent: "lena-voss"}, []string{"own Voss lena-voss", "own Mayor Lena Voss lena-voss"}},
		{record.NamingQuery{Referent: record.NoReferent}, []string{"own the Post "}},
		{record.NamingQuery{Referent: "nobody"}, nil},
		{record.NamingQuery{Voice: "paraphrase"}, []string{"paraphrase the fleet of 60 boats fleet", "paraphrase 40 of them fleet"}},
		{record.NamingQuery{Way: "mayor lena voss"}, []string{"own Mayor Lena Voss lena-voss"}},
		{record.NamingQuery{Query: record.Query{Text: "VOSS"}}, []string{"own Voss lena-voss", "own Mayor Lena Voss lena-voss"}},
		{record.NamingQuery{Query: record.Query{Outlet: "other"}, Voice: "own"}, []string{"own Voss lena-voss", "own the Post "}},
		{record.NamingQuery{Query: record.Query{Outlet: record.NoOutlet}}, nil},
		{record.NamingQuery{Query: record.Query{Speaker: "lena-voss"}}, []string{"paraphrase the fleet of 60 boats fleet", "paraphrase 40 of them fleet"}},
		{record.NamingQuery{Query: record.Query{To: "2021-03-04"}}, []string{"own Mayor Lena Voss lena-voss", "paraphrase 40 of them fleet"}},
	} {
		page, err := s.Namings(t.Context(), c.q)
		var got []string
		for _, n := range rows(t, page, err) {
			got = append(got, fmt.Sprintf("%s %s %s", n.Voice, n.Words, n.Referent.ID))
		}
		same(t, fmt.Sprintf("namings of %+v", c.q), c.want, got)
	}
	referents(t, s)
	if _, err := s.Namings(t.Context(), record.NamingQuery{Voice: "loud"}); err == nil {
		t.Error("a voice that is none is no error")
	}
	proposals[0].Of[0].Ordinal = 9
	if err := s.SetReferents(t.Context(), proposals); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("a naming that is not there: error %v, want ErrNotFound", err)
	}
	referents(t, s) // nothing of it was written
}

func referents(t *testing.T, s record.Store) {
	t.Helper()
	own, told := sayso.VoiceOwn, sayso.VoiceParaphrase
	page, err := s.Referents(t.Context(), record.NamingQuery{})
	same(t, "referents", []record.Referent{
		{ID: "lena-voss", Name: "Lena Voss", Type: sayso.EntityPerson, Why: "the name", Namings: 2, Ways: 2, Outlets: 2, Voices: map[sayso.Voice]int{own: 2}},
		{ID: "fleet", Name: "fleet", Type: sayso.EntityGroup, Why: "alike", Namings: 2, Ways: 2, Outlets: 2, Voices: map[sayso.Voice]int{told: 2}},
	}, rows(t, page, err))
	ways, err := s.Ways(t.Context(), record.NamingQuery{Referent: "lena-voss"})
	same(t, "ways", []record.Way{
		{Way: "mayor lena voss", Words: "Mayor Lena Voss", Namings: 1, Outlets: map[string]int{"the-lowmere-post": 1}, Voices: map[sayso.Voice]int{own: 1}},
		{Way: "voss", Words: "Voss", Namings: 1, Outlets: map[string]int{"other": 1}, Voices: map[sayso.Voice]int{own: 1}},
	}, rows(t, ways, err))
	counts, err := s.VoiceCounts(t.Context(), record.NamingQuery{})
	if err != nil {
		t.Fatal(err)
	}
	post, other := record.Outlet{ID: "the-lowmere-post", Name: "The Lowmere Post"}, record.Outlet{ID: "other", Name: "Other"}
	same(t, "counts", []record.VoiceCount{{Outlet: other, Voice: own, Count: 2}, {Outlet: other, Voice: told, Count: 1},
		{Outlet: post, Voice: own, Count: 1}, {Outlet: post, Voice: told, Count: 1}}, counts)
}
