package web

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"sayso"
	"sayso/record"
)

// draft builds a document from a text of blank-line separated paragraphs, by
// naming passages by their words. Each passage is looked for after the one
// before it within the same statement's roles.
type draft struct {
	t   *testing.T
	doc *sayso.Document
}

// newDraft makes an article whose paragraphs are all body; zones overrides the
// kinds of the first ones.
func newDraft(t *testing.T, name, outlet, date, text string, zones ...sayso.ZoneKind) *draft {
	t.Helper()
	digest := sayso.DigestOf([]byte(text))
	a := &sayso.Article{ID: sayso.NewArticleID(digest), Name: name, Language: "en", Text: text, Original: digest, Format: "text"}
	if outlet != "" {
		a.Outlet = sayso.Outlet{Name: outlet, Basis: "named at the foot of the page"}
	}
	a.Date = sayso.Date{Why: "the report prints no date"}
	if date != "" {
		a.Date = sayso.Date{Value: date, Why: "printed under the headline"}
	}
	at := 0
	for i, par := range strings.Split(text, "\n\n") {
		if strings.TrimSpace(par) != "" {
			z := sayso.Zone{Span: sayso.Span{Start: int32(at), End: int32(at + len(par))}}
			if i < len(zones) {
				z.Kind = zones[i]
			}
			if z.Kind == sayso.ZoneHeadline && a.Title == "" {
				a.Title = par
			}
			if z.Kind == sayso.ZoneBoilerplate {
				z.Reason = "share line"
			}
			a.Zones = append(a.Zones, z)
		}
		at += len(par) + 2
	}
	return &draft{t, &sayso.Document{Article: a}}
}

// at returns the span of the n-th occurrence (from 0) of words.
func (d *draft) at(words string, n int) sayso.Span {
	d.t.Helper()
	from := 0
	for ; ; n-- {
		i := strings.Index(d.doc.Text[from:], words)
		if i < 0 {
			d.t.Fatalf("%s: no %q in the text", d.doc.Name, words)
		}
		from += i
		if n == 0 {
			return sayso.Span{Start: int32(from), End: int32(from + len(words))}
		}
		from += len(words)
	}
}

// said adds a statement; roles are the words of source and cue, empty for none.
func (d *draft) said(kind sayso.Kind, speaker, source, cue string, content ...string) *sayso.Statement {
	d.t.Helper()
	st := sayso.Statement{Kind: kind, Score: .8}
	for _, c := range content {
		st.Content = append(st.Content, d.at(c, 0))
	}
	if cue != "" {
		st.Cue = []sayso.Span{d.at(cue, 0)}
	}
	if source != "" {
		st.Source = []sayso.Span{d.at(source, 0)}
	}
	if speaker != "" {
		i := 0
		for i < len(d.doc.Entities) && d.doc.Entities[i].Name != speaker {
			i++
		}
		if i == len(d.doc.Entities) {
			d.doc.Entities = append(d.doc.Entities, sayso.Entity{Name: speaker, Type: sayso.EntityPerson})
		}
		st.Speaker = sayso.RefTo[sayso.Entity](i)
		if source != "" {
			d.doc.Mentions = append(d.doc.Mentions, sayso.Mention{Span: st.Source[0], Head: st.Source[0],
				Type: sayso.EntityPerson, Entity: st.Speaker, Why: "surname of the one person so named"})
		}
	}
	st.Said.Why = "the text does not say when"
	st.Chain = []sayso.Link{{Role: "outlet", Name: d.doc.Outlet.Name}, {Role: "speaker", Name: speaker, At: st.Source}}
	d.doc.Statements = append(d.doc.Statements, st)
	return &d.doc.Statements[len(d.doc.Statements)-1]
}

// report checks the document and adds it to the record.
func (d *draft) report(store record.Store) *sayso.Document {
	d.t.Helper()
	if err := d.doc.Check(); err != nil {
		d.t.Fatalf("%s: %v", d.doc.Name, err)
	}
	_, err := store.Add(context.Background(), record.Report{Document: d.doc, Original: []byte(d.doc.Text), Pipeline: "0123456789ab"})
	if err != nil {
		d.t.Fatal(err)
	}
	return d.doc
}

const ferryText = `Harbour council votes to keep the night ferry

By Maud Ellery

TARNSEY, 4 May (Northwire) –

The harbour council of Tarnsey voted on Tuesday to keep the night ferry for another winter.

“The boat is the street we live on,” Ottoline Brask told reporters on the quay after the vote. “Nobody closes a street because few walk it at night.

“Nobody asked the bridge.”

She said the engineer had assured her that “the hull is good for ten years”.

Brask added that fares would not rise before spring, and called the rival plan “a bridge to nowhere”.

What comes next

According to the ferry office, 140 people cross on an ordinary night.

Tools: print, send, save

Northwire`

// fill puts a small record of invented reports together.
func fill(t *testing.T) record.Store {
	t.Helper()
	store := &memory{}

	d := newDraft(t, "reports/ferry.txt", "The Tarnsey Log", "2022-05-04", ferryText,
		sayso.ZoneHeadline, sayso.ZoneByline, sayso.ZoneDateline, sayso.ZoneBody, sayso.ZoneBody, sayso.ZoneBody, sayso.ZoneBody, sayso.ZoneBody,
		sayso.ZoneSection, sayso.ZoneBody, sayso.ZoneBoilerplate, sayso.ZoneBoilerplate)
	d.doc.URL = "https://tarnsey-log.example/2022/05/04/ferry"
	d.doc.Byline = []sayso.Span{d.at("Maud Ellery", 0)}
	d.doc.Place = d.at("TARNSEY", 0)
	d.doc.Date.At = []sayso.Span{d.at("4 May", 0)}
	d.doc.Agencies = []sayso.Credit{{Name: "Northwire", At: d.at("Northwire", 0)}}
	st := d.said(sayso.Direct, "Ottoline Brask", "Ottoline Brask", "told", "The boat is the street we live on,", "Nobody closes a street because few walk it at night.", "Nobody asked the bridge.")
	st.Addressee, st.Occasion = d.at("reporters", 0), d.at("on the quay after the vote", 0)
	st.Said = sayso.Date{Value: "2022-05-03", Why: "the Tuesday before publication", At: []sayso.Span{d.at("Tuesday", 0)}}
	st.Chain = []sayso.Link{{Role: "outlet", Name: "The Tarnsey Log"}, {Role: "agency", Name: "Northwire", At: []sayso.Span{d.at("Northwire", 0)}}, {Role: "speaker", Name: "Ottoline Brask", At: st.Source}}
	d.said(sayso.Mixed, "Ottoline Brask", "She", "said", "the engineer had assured her that “the hull is good for ten years”")
	d.said(sayso.Direct, "the engineer", "the engineer", "assured", "the hull is good for ten years").Within = 2
	d.said(sayso.Indirect, "Ottoline Brask", "Brask added", "added", "fares would not rise before spring").Source = []sayso.Span{d.at("Brask", 1)}
	d.said(sayso.Mixed, "Ottoline Brask", "", "called", "the rival plan “a bridge to nowhere”")
	d.said(sayso.Indirect, "the ferry office", "the ferry office", "According to", "140 people cross on an ordinary night")
	d.doc.Figures = []sayso.Figure{
		{Span: d.at("ten years", 0), Kind: sayso.FigureMeasure, From: 10, To: 10, Unit: "year"},
		{Span: d.at("140 people", 0), Kind: sayso.FigureCount, From: 140, To: 140, Unit: "person", Counted: d.at("people", 0)},
	}
	d.doc.Times = []sayso.TimeExpr{
		{Span: d.at("Tuesday", 0), Value: "2022-05-03", Why: "the Tuesday before publication"},
		{Span: d.at("spring", 0), Candidates: []string{"2022-SP", "2023-SP"}, Why: "this one or the next"},
	}
	d.doc.Places = []sayso.Place{
		{Span: d.at("TARNSEY", 0), Name: "Tarnsey", GeoNameID: 7, Lat: 54.25, Lon: -1.5, Country: "XT", Feature: "PPL", Why: "the only one of that name"},
		{Span: d.at("Tarnsey", 0), Name: "Tarnsey", GeoNameID: 7, Lat: 54.25, Lon: -1.5, Country: "XT", Feature: "PPL", Why: "as before"},
	}
	d.doc.Events = []sayso.Event{
		{Span: d.at("voted", 0), Kind: "vote", Time: 1, Place: 2},
		{Span: d.at("rise", 0), Kind: "plan", Time: 2, Ahead: true},
	}
	d.report(store)

	b := newDraft(t, "reports/bridge.txt", "Inland Courier", "", "Bridge lobby loses a night, not the war\n\n"+
		"‘We counted the votes and we counted the herring,’ said Pim Oster, who has lobbied for the bridge since its first drawing. The council, he claimed, had never read the estimate.\n\n"+
		"Brask was not asked. “Let them,” she is said to have answered. Critics doubt it.", sayso.ZoneHeadline)
	b.said(sayso.Direct, "Pim Oster", "Pim Oster", "said", "We counted the votes and we counted the herring,")
	b.said(sayso.Indirect, "Pim Oster", "he", "claimed", "The council, he claimed, had never read the estimate")
	b.said(sayso.Direct, "", "", "", "Let them,")
	b.said(sayso.Indirect, "", "Critics", "", "doubt it")
	b.report(store)

	// Two versions of one address.
	for i, fare := range []string{"four crowns", "five crowns"} {
		v := newDraft(t, fmt.Sprintf("reports/fares-%d.txt", i+1), "The Tarnsey Log", "2022-05-06",
			"Fares: what you will pay\n\nA crossing will cost "+fare+", Brask said.", sayso.ZoneHeadline)
		v.doc.URL = "https://tarnsey-log.example/2022/05/06/fares"
		v.said(sayso.Indirect, "Ottoline Brask", "Brask", "said", "A crossing will cost "+fare)
		v.report(store)
	}

	// A report without a headline, an outlet or a statement, and enough
	// statements elsewhere for a second page.
	newDraft(t, "reports/notice.txt", "", "", "The office is closed on Friday.").report(store)
	var long strings.Builder
	for i := range pageSize + 5 {
		fmt.Fprintf(&long, "“Point %d stands,” Oster said.\n\n", i+1)
	}
	m := newDraft(t, "reports/minutes.txt", "Inland Courier", "2022-05", long.String())
	for i := range pageSize + 5 {
		m.said(sayso.Direct, "Pim Oster", "", "", fmt.Sprintf("Point %d stands,", i+1))
	}
	m.report(store)
	return store
}
