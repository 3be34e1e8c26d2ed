package web

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// namings are those of all reports that q selects.
func (m *memory) namings(q record.NamingQuery) (out []record.Naming) {
	m.mu.Lock()
	defer m.mu.Unlock()
	rows := m.all()
	for _, r := range m.reports {
		d := r.Document
		for i, n := range d.Namings {
			row := record.Naming{Naming: n, Article: m.article(r), Ordinal: i + 1, Words: n.Span.Of(d.Text), Way: record.WayOf(d.Text, &n)}
			row.Before, row.After = record.Around(d.Text, sayso.Span{End: int32(len(d.Text))}, n.Span)
			voice, claim := d.VoiceOf(n.Span)
			if st, ok := claim.At(d.Statements); ok {
				row.Statement = st.ID(d.ID)
				st, _ := find(rows, nil, func(s record.Statement) bool { return s.ID == row.Statement })
				row.Speaker, row.Source = st.Speaker, st.SpanTexts.Source
			}
			row.Voice = voice
			for _, p := range m.proposals {
				for _, of := range p.Of {
					if of.Article == d.ID && of.Ordinal == row.Ordinal {
						row.Referent, row.Why = p.Referent, of.Why
					}
				}
			}
			if (q.Referent == "" || q.Referent == row.Referent.ID || q.Referent == record.NoReferent && row.Referent.ID == "") &&
				(q.Voice == "" || q.Voice == voice.String()) && (q.Way == "" || q.Way == row.Way) &&
				(q.Outlet == "" || q.Outlet == cmp.Or(row.Article.Outlet.ID, record.NoOutlet)) && strings.Contains(row.Way, strings.ToLower(q.Text)) {
				out = append(out, row)
			}
		}
	}
	return out
}

func (m *memory) Namings(_ context.Context, q record.NamingQuery) (record.Page[record.Naming], error) {
	return page(m.namings(q), q.Query), m.fail
}

func (m *memory) Referents(_ context.Context, q record.NamingQuery) (record.Page[record.Referent], error) {
	by := map[string]record.Referent{}
	ways := map[[2]string]bool{}
	for _, n := range m.namings(q) {
		if n.Referent.ID == "" {
			continue
		}
		r, ok := by[n.Referent.ID]
		if !ok {
			r = n.Referent
			r.Voices = map[sayso.Voice]int{}
		}
		r.Namings++
		r.Voices[n.Voice]++
		if way := [2]string{r.ID, n.Way}; !ways[way] {
			ways[way] = true
			r.Ways++
		}
		by[r.ID] = r
	}
	rows := slices.SortedFunc(maps.Values(by), func(a, b record.Referent) int { return cmp.Compare(b.Namings, a.Namings) })
	return page(rows, q.Query), m.fail
}

func (m *memory) Ways(_ context.Context, q record.NamingQuery) (record.Page[record.Way], error) {
	by := map[string]record.Way{}
	for _, n := range m.namings(q) {
		w, ok := by[n.Way]
		if !ok {
			w = record.Way{Way: n.Way, Words: n.Words, Outlets: map[string]int{}, Voices: map[sayso.Voice]int{}}
		}
		w.Namings++
		w.Outlets[n.Article.Outlet.ID]++
		w.Voices[n.Voice]++
		by[n.Way] = w
	}
	rows := slices.SortedFunc(maps.Values(by), func(a, b record.Way) int {
		return cmp.Or(cmp.Compare(b.Namings, a.Namings), cmp.Compare(a.Way, b.Way))
	})
	return page(rows, q.Query), m.fail
}

func (m *memory) VoiceCounts(_ context.Context, q record.NamingQuery) ([]record.VoiceCount, error) {
	var out []record.VoiceCount
	for _, n := range m.namings(q) {
		c := record.VoiceCount{Outlet: n.Article.Outlet, Voice: n.Voice}
		k := slices.IndexFunc(out, func(o record.VoiceCount) bool { return o.Outlet.ID == c.Outlet.ID && o.Voice == c.Voice })
		if k < 0 {
			k = len(out)
			out = append(out, c)
		}
		out[k].Count++
	}
	slices.SortFunc(out, func(a, b record.VoiceCount) int {
		return cmp.Or(cmp.Compare(a.Outlet.ID, b.Outlet.ID), cmp.Compare(a.Voice, b.Voice))
	})
	return out, m.fail
}

func (m *memory) SetReferentsOf(context.Context, []sayso.ArticleID, []record.Proposal) error {
	return m.fail
}

func (m *memory) Unproposed(context.Context) ([]sayso.ArticleID, error) { return nil, m.fail }

func (m *memory) ProposedPersons(context.Context) ([]record.Referent, error) { return nil, m.fail }

func (m *memory) NamingTies(context.Context) (record.Ties, error) { return record.Ties{}, m.fail }

func (m *memory) SetReferents(_ context.Context, proposals []record.Proposal) error {
	m.proposals = proposals
	return m.fail
}

// crew fills a record with namings of a crew: in the outlet's own voice, in a
// paraphrase and inside quotation marks.
func crew(t *testing.T) *memory {
	const text = "The smugglers left at dawn. Mayor Ida Roke said the crew had paid. “These pirates will be back,” she added. Police wait."
	at := func(words string) sayso.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("no %q", words)
		}
		return sayso.Span{Start: int32(i), End: int32(i + len(words))}
	}
	d := &sayso.Document{
		Article: &sayso.Article{ID: "a1", Name: "crew.txt", Text: text, Outlet: sayso.Outlet{Name: "Harbour News"},
			Zones: []sayso.Zone{{Span: sayso.Span{End: int32(len(text))}, Kind: sayso.ZoneBody}}},
		Entities: []sayso.Entity{{Name: "Ida Roke", Type: sayso.EntityPerson}},
		Quotes:   []sayso.Quote{{Span: at("“These pirates will be back,”"), Inner: at("These pirates will be back,")}},
		Statements: []sayso.Statement{
			{Source: []sayso.Span{at("Mayor Ida Roke")}, Cue: []sayso.Span{at("said")}, Content: []sayso.Span{at("the crew had paid")}, Speaker: 1},
			{Kind: sayso.Direct, Source: []sayso.Span{at("she")}, Cue: []sayso.Span{at("added")}, Content: []sayso.Span{at("These pirates will be back,")}, Speaker: 1},
		},
	}
	for _, w := range []struct{ words, core string }{{"The smugglers", "smugglers"}, {"the crew", "crew"}, {"These pirates", "pirates"}, {"Police", "Police"}} {
		d.Namings = append(d.Namings, sayso.Naming{Span: at(w.words), Core: at(w.core), Head: at(w.core), Type: sayso.EntityGroup})
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	m := &memory{reports: []record.Report{{Document: d}}}
	m.proposals = []record.Proposal{{Referent: record.Referent{ID: "smugglers-a1", Name: "smugglers", Type: sayso.EntityGroup, Why: "how alike the words are"},
		Of: []record.ProposedNaming{{Article: "a1", Ordinal: 1}, {Article: "a1", Ordinal: 2}, {Article: "a1", Ordinal: 3, Why: "alike"}}}}
	return m
}

func TestNaming(t *testing.T) {
	h := newSite(t, crew(t), Options{})
	root := view(t, h, "/naming", 200)
	rows := texts(all(one(t, root, "table.ledger"), "tr"))
	if len(rows) != 2 || rows[1] != "smugglers group The smugglers, These pirates, the crew 1 1 1 0 0 3" && !strings.HasSuffix(rows[1], " 1 1 1 0 0 3") {
		t.Errorf("ledger %q", rows)
	}
	if got := texts(all(root, "p.sum")); len(got) != 2 || got[1] != "1 naming without a proposed referent." {
		t.Errorf("the namings left over: %q", got)
	}
	root = view(t, h, "/naming?referent=smugglers-a1&voice=quoted", 200)
	if got := words(one(t, root, "h2#passages")); got != "1 passage" {
		t.Errorf("count %q", got)
	}
	passage := all(one(t, root, "table.passages"), "tr")[1]
	if got := words(passage); !strings.Contains(got, "These pirates will be back") || !strings.Contains(got, "Inside quotation marks") || !strings.Contains(got, "Ida Roke") {
		t.Errorf("passage %q", got)
	}
	link := attr(one(t, one(t, passage, "td.told"), "a"), "href")
	if link != "/article/a1#naming-3" {
		t.Errorf("the passage is at %q", link)
	}
	one(t, view(t, h, "/article/a1", 200), "span#naming-3")
	opened := 0
	for _, td := range all(root, "td.n") { // every number opens what it counts
		if len(all(td, "a")) == 0 {
			continue
		}
		opened++
		a := one(t, td, "a")
		target, _, _ := strings.Cut(attr(a, "href"), "#")
		got := words(one(t, view(t, h, target, 200), "h2#passages"))
		if !strings.HasPrefix(got, words(a)+" passage") {
			t.Errorf("%s counts %s and shows %q", target, words(a), got)
		}
	}
	if opened != 4+6 { // three voices and all of one outlet, and of each of three ways one voice and all
		t.Errorf("%d numbers open passages", opened)
	}
	view(t, h, "/naming?referent=nobody", 404)
	view(t, h, "/naming?referent=none", 200)
	view(t, h, "/naming?voice=loud", 400)
}
